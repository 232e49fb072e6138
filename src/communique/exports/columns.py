"""The data dictionary in: tables, their columns, and what each means, of the exports as CSV and Parquet.

A column's type is text, integer, number, or list (of texts: parted by "; " in CSV, a list in Parquet). Text columns that
end in `_start` and `_end` are offsets in code points, `spans` are written 12-34.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class Column:
    """A column of an exported table."""

    name: str
    type: str
    meaning: str


@cache
def columns() -> dict[str, tuple[Column, ...]]:
    """The columns of every table, in order."""
    tables: dict[str, list[Column]] = {}
    for line in _DICTIONARY.strip().splitlines():
        if line.startswith("["):
            tables[line.strip("[]")] = found = []
        elif line.startswith("@"):
            found += [Column(*each.split("|")) for each in _SHARED[line].strip().splitlines()]
        elif line:
            found.append(Column(*line.split("|")))
    return {name: tuple(found) for name, found in tables.items()}


_SHARED = {
    "@in": """
document|text|the document's id, as it was given, else its hash
hash|text|SHA-256 of the document's text: the same text is the same document everywhere
""",
    "@source": """
document|text|the document's id, as it was given, else its hash
hash|text|SHA-256 of the document's text: the same text is the same document everywhere
published|text|when the document was published, as exact as known
publisher|text|who published it
""",
    "@quoted": """
start|integer|where the words it rests on begin in the document's text, in code points from 0
end|integer|where they end; the character there is no longer part of them
text|text|the words
sentence|text|the sentence they stand in
""",
}
_DICTIONARY = """
[documents]
@in
language|text|language of the text, ISO 639-1
title|text|its headline
publisher|text|who published it
publisher_state|text|the state whose text it is, ISO 3166-1 alpha-3
published|text|when it was published, as exact as known
url|text|its address
source|text|the file or address it was taken from
reader|text|the version of reader and lexicon that read it
added|text|when it was added to the register, UTC
characters|integer|length of the text in code points
text|text|the whole text
[copies]
@in
copy|integer|number of the place, in the order in which they were found
name|text|the id the text had there
source|text|the file or address it was taken from there
url|text|its address there
title|text|its headline there
publisher|text|who published it there
publisher_state|text|the state of that publisher
published|text|when it was published there
[people]
person|text|key of the person in this register
name|text|the fullest spelling met
counts_as|text|key of the person that somebody has said this one is
parties|list|the parties the person is told to act for
texts|integer|how many texts name the person
[names]
person|text|key of the person
person_name|text|what the person is called in this register
name|text|a spelling that texts use
texts|integer|how many texts use it
[offices_held]
person|text|key of the person
person_name|text|what the person is called in this register
office|text|the office, normalised
office_label|text|the office in English
rank|text|rank of the office
party|text|whose office it is; empty where no text says
first_day|text|day of the earliest text that says so: of its publication, not of the appointment
last_day|text|day of the latest text that says so
texts|integer|how many times texts say so
[affiliations]
person|text|key of the person
person_name|text|what the person is called in this register
party|text|the party acted for; empty where no text says
first_day|text|day of the earliest text that says so
last_day|text|day of the latest text that says so
texts|integer|how many texts say so
[appearances]
@source
entry|text|id of the person in the document's record
person|text|key of the person in the register
person_name|text|what the person is called in the register
found_as|text|key of the person that the machine took it for, before people corrected it
name|text|the person's fullest name in this text
party|text|the party acted for, as this text tells
presence|text|principal, attending or mentioned
offices|list|offices and ranks this text gives the person, normalised
spans|list|where the person is named
[titles]
@source
entry|text|id of the person in the document's record
person|text|key of the person in the register
name|text|the person's fullest name in this text
office|text|the office, normalised
office_label|text|the office in English
party|text|whose office it is; empty where the text does not say
@quoted
[meetings]
meeting|text|key of the meeting in this register
counts_as|text|key of the meeting that somebody has said this one is
kind|text|audience, talks, summit, dialogue, call, visit, conference, ceremony or meeting, as first told
status|text|what the texts in the end say: held, ongoing, cancelled, planned or proposed
parties|list|the parties, as first told
date|text|the day as a text tells it; empty where none does
place|text|the place as a text tells it
tellings|integer|how many times texts tell of it
documents|list|the documents that tell of it
[tellings]
@source
entry|text|id of the meeting in the document's record
meeting|text|key of the meeting in the register
found_as|text|key of the meeting that the machine took it for
kind|text|kind, as this text tells
status|text|held, ongoing, cancelled, planned or proposed, as this text tells
parties|list|the parties, as this text tells
date|text|the day, as this text tells; empty where it does not
place|text|the place, as this text tells
series|text|the series of meetings it belongs to
ordinal|integer|which of the series it is
people|list|who took part, by their names in this text
day|text|to sort by: the date, else when the document was published
@quoted
[participations]
@source
telling|text|id of the meeting in the document's record
meeting|text|key of the meeting in the register
entry|text|id of the person in the document's record
person|text|key of the person in the register
name|text|the person's fullest name in this text
party|text|the party acted for, as this text tells
presence|text|principal, attending or mentioned
date|text|the day of the meeting, as this text tells
[acts]
@source
act|text|id of the act in the document's record
type|text|type of the act
plover|text|its PLOVER code; empty where there is none
modality|text|did, will, may or not
date|text|the day of the meeting it was done at, as this text tells; empty where it does not
day|text|to sort by: the date, else when the document was published
actors|list|who did it: names in this text, or codes of parties; ? where the text does not let one tell
actor_keys|list|the same as keys of people in the register, or codes of parties
actor_parties|list|the parties the actors act for; ? where that is not told
recipients|list|towards whom it was done: names, or codes of parties; empty for what equals do together
recipient_keys|list|the same as keys of people in the register, or codes of parties
recipient_parties|list|the parties the recipients act for
topics|list|what it was about
content|text|the words that say what was said, promised, demanded
trigger|text|the words that say what was done
sentence|text|the sentence they stand in
trigger_spans|list|where the trigger stands in the document's text
actor_spans|list|where the actors stand
recipient_spans|list|where the recipients stand
content_start|integer|where the content begins
content_end|integer|where it ends
sentence_start|integer|where the sentence begins
sentence_end|integer|where it ends
telling|text|id of the meeting it was done at in the document's record
meeting|text|key of that meeting in the register
claimed_by|text|whose claim it is where the publisher does not vouch for it: name, or code of a party
claimed_by_key|text|the same as key of a person in the register, or code of a party
rule|text|the lexicon entry that found it
[roles]
@source
act|text|id of the act in the document's record
type|text|type of the act
modality|text|did, will, may or not
role|text|actor or recipient
position|integer|place among those of the same role, from 0
entry|text|id of the person in the document's record
person|text|key of the person in the register
name|text|the person's fullest name in this text; empty for a party
party|text|the party, or the one the person acts for; ? where the text does not let one tell
date|text|the day of the meeting it was done at, as this text tells
[dealings]
@source
act|text|id of the act in the document's record
type|text|type of the act
plover|text|its PLOVER code
modality|text|did, will, may or not
party|text|the party that acted
towards|text|the party towards which it did; among equals each towards the others
date|text|the day of the meeting it was done at, as this text tells
[topics]
@source
act|text|id of the act in the document's record
type|text|type of the act
topic|text|the topic
topic_label|text|the topic in English
date|text|the day of the meeting it was done at, as this text tells
[agreements]
agreement|text|key of the agreement in this register
counts_as|text|key of the agreement that somebody has said this one is
kind|text|treaty, agreement, joint_statement, communique, memorandum, protocol, declaration, resolution, plan or understanding
title|text|its title, as first named
parties|list|its parties, as first named
date|text|its date, as a text tells it
mentions|integer|how many times texts name it
[agreement_mentions]
@source
entry|text|id of the agreement in the document's record
agreement|text|key of the agreement in the register
found_as|text|key of the agreement that the machine took it for
kind|text|kind, as this text tells
title|text|title, as this text tells
parties|list|parties, as this text tells
date|text|its date, as this text tells
@quoted
[references]
@source
telling|text|id of the meeting in the document's record
meeting|text|key of the meeting in the register
entry|text|id of the agreement in the document's record
agreement|text|key of the agreement in the register
title|text|its title in this text
relation|text|signed or agreed at the meeting, or named there
[lacunae]
@source
kind|text|what the text has lost
@quoted
supplied|text|what another copy has there
[evidence]
@in
of|text|what the words are: mention (of a person), trigger, actors, recipients (of an act)
entry|text|id of the person or act in the document's record
position|integer|place among those of the same, from 0
start|integer|where the words begin in the document's text, in code points from 0
end|integer|where they end
text|text|the words
[decisions]
decision|integer|number of the decision
kind|text|person, meeting, agreement or document
document|text|the document a machine's decision was made on
entry|text|the entry of its record that was decided on
one|text|key of what was chosen
other|text|key of what it was compared with
verdict|text|new, same, different or undecided
score|number|how likely the machine held it that two are one, 0 to 1
reason|text|why
decided_by|text|machine, or the name of a person
decided|text|when, UTC
anchor|text|of a person's word on one entry: hash of the text and what the entry is found by
[corrections]
correction|integer|number of the correction
document|text|the corrected document
hash|text|SHA-256 of its text
part|text|persons, meetings, acts or agreements
start|integer|where the corrected entry's words begin
end|integer|where they end
field|text|the corrected field
was|text|what it was, as JSON
becomes|text|what it is now, as JSON
reason|text|why
corrected_by|text|who corrected it
corrected|text|when, UTC
"""
