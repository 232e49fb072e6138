"""Finds the people of a document: runs of name words, told from things by the offices, honorifics and verbs beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from communique.lexicon import Lexicon
from communique.mentions.offices import find_offices
from communique.mentions.spans import NameMention, OfficeMention, PartyMention, PlaceMention, Span
from communique.phrases import Folding
from communique.sentences import Sentence, Word

NAME_TAGS = ("PROPN", "X")
SUBJECTS = ("nsubj", "iobj")
NO_TITLES = frozenset(
    {"spouse", "counterpart", "leader", "politician", "host", "interlocutor", "relative"}
)  # "sein Kollege X" says for whom X acts, but is no office
SHORTEST_SURNAME = 4  # letters; shorter ones ("Xi", "Moon") are words too
LONGEST_SYLLABLE = 6  # "Hwang", "Hyong"
MOST_PARTICLES = 3  # "von und zu"
HYPHENS = frozenset({"-", "‑", "–"})
TIMES = ("month", "weekday", "part", "daypart", "season")  # "Anfang Dezember" goes on no name
LIST_WORDS = frozenset({",", "(", ")"})


@dataclass(frozen=True, slots=True)
class Found:
    """What one sentence holds: parties, places, offices and possible names."""

    sentence: Sentence
    parties: tuple[PartyMention, ...]
    places: tuple[PlaceMention, ...]
    offices: tuple[OfficeMention, ...]
    names: tuple[NameMention, ...]


def find_names(
    sentence: Sentence, parties: Sequence[PartyMention], places: Sequence[PlaceMention], lexicon: Lexicon
) -> Found:
    """Return offices and runs of name words of `sentence`, each run with the offices that stand with it."""
    offices = find_offices(sentence, parties, frozenset(), lexicon)
    spans = [*(party.span for party in parties), *(place.span for place in places)]
    taken = {at for span in spans for at in range(span.first, span.last + 1)}
    taken |= {at for office in offices for at in range(office.span.first, office.span.last + 1)}
    taken |= {
        at
        for match in lexicon.honorifics.find([word.text for word in sentence])
        for at in range(match.first, match.last + 1)
    }
    titled = frozenset(office.span.last for office in offices)
    things = lexicon.words("names", "things")
    runs = [run for run in _runs(sentence, taken, titled, lexicon) if sentence[run.last].text.casefold() not in things]
    inside = frozenset(at for run in runs for at in range(run.first, run.last + 1))
    offices = find_offices(sentence, parties, inside, lexicon)
    names = tuple(_name(sentence, run, offices, parties, lexicon) for run in runs)
    return Found(sentence, tuple(parties), tuple(places), tuple(offices), names)


def _runs(sentence: Sentence, taken: set[int], titled: frozenset[int], lexicon: Lexicon) -> Iterator[Span]:  # noqa: C901  (each branch is one way a name goes on)
    """Maximal runs of name words, with particles ("bin", "von") and suffixes ("Jr.") between and after."""
    suffixes = lexicon.words("names", "suffixes")
    index = 0
    while index < len(sentence):
        if index in taken or not (
            _is_name_word(sentence[index], lexicon)
            or _begins_name(sentence, index, taken, lexicon)
            or _is_bare_surname(sentence, index, titled, lexicon)
        ):
            index += 1
            continue
        first = last = index
        while True:
            after = last + 1
            if after < len(sentence) and _is_headline_word(sentence, after, lexicon):
                break
            if after < len(sentence) and after not in taken and _is_name_word(sentence[after], lexicon):
                last = after
            elif after < len(sentence) and after not in taken and _continues_name(sentence, first, last, lexicon):
                last = after
            elif last == first and _begins_name(sentence, first, taken, lexicon):
                last = after
            elif last == first + 1 and _third_syllable(sentence, first, taken, lexicon):
                last = after
            elif after < len(sentence) and sentence[after].text.casefold() in suffixes:
                last = after
            elif bridge := _bridge(sentence, first, after, taken, lexicon):
                last = after + bridge
            elif _suffix_after_comma(sentence, after, suffixes):
                last = after + 1
            else:
                break
        yield Span(sentence.index, first, last)
        index = last + 1


def _bridge(sentence: Sentence, first: int, at: int, taken: set[int], lexicon: Lexicon) -> int:
    """How many particles ("bin", "von der") lead from a name word to the next; 0 where the name ends.

    "Musaad bin Mohammed" is one name; "wurde Nixon von Mao empfangen" two: there the tree has to say so.
    """
    if at < len(sentence) and sentence[at].text in HYPHENS and sentence[at - 1].end == sentence[at].start:
        grown = (
            at + 1 < len(sentence) and sentence[at].end == sentence[at + 1].start and sentence[at + 1].text.isalpha()
        )
        return int(grown)
    length = 0
    while at + length < len(sentence) and sentence[at + length].text.casefold() in lexicon.words("names", "particles"):
        length += 1
    after = sentence[at + length] if at + length < len(sentence) else None
    if not 0 < length <= MOST_PARTICLES or after is None or after.index in taken or not _is_name_word(after, lexicon):
        return 0
    certain = sentence[at].text.casefold() in lexicon.words("names", "only_particles") or length > 1
    return length if certain or first <= after.head < at or sentence[at].upos == "PROPN" else 0


def _is_headline_word(sentence: Sentence, index: int, lexicon: Lexicon) -> bool:
    """ "President Abiy Concludes Visit": in a headline with capitals a verb or a meeting ends the name."""
    if sentence.index or lexicon.table("verbs").get("particle") == "prefix" or sentence[-1].text == ".":
        return False
    word = sentence[index].text.casefold()
    verbs = {word, word.removesuffix("s"), word.removesuffix("es")}
    return any(("VERB", verb) in lexicon.predicates for verb in verbs) or lexicon.meetings.get(word) is not None


def _is_bare_surname(sentence: Sentence, index: int, titled: frozenset[int], lexicon: Lexicon) -> bool:
    """ "Außenminister Schallenberg sprach": right behind an office, a noun of no table is a name, whatever its tag."""
    word = sentence[index]
    if index - 1 not in titled or word.upos != "NOUN" or "Number=Plur" in word.feats or lexicon.folding.split_hyphens:
        return False
    tables = (lexicon.meetings, lexicon.agreements, lexicon.offices, lexicon.honorifics, lexicon.party_names)
    known = any(table.get(word.text) is not None for table in tables) or word.lemma in lexicon.stances
    return word.text[:1].isupper() and not known and not ("Case=Gen" in word.feats and word.text.endswith("s"))


def _begins_name(sentence: Sentence, index: int, taken: set[int], lexicon: Lexicon) -> bool:
    """A given name, or an East Asian family name, with a capitalised word behind it, whatever a tagger makes of them."""
    word = sentence[index]
    text = word.text.title() if word.text.isupper() else word.text
    certain = text in lexicon.given_names or text in lexicon.family_names
    if not certain and not (text in lexicon.ambiguous_names and _is_bare(sentence, index)):
        return False
    after = sentence[index + 1] if index + 1 < len(sentence) else None
    return after is not None and after.index not in taken and after.text[:1].isupper() and after.text[-1:].isalpha()


def _is_bare(sentence: Sentence, index: int) -> bool:
    """No article or adjective before it, and a name word behind it: "Ding Xuexiang" is no thing."""
    before = sentence[index - 1] if index else None
    after = sentence[index + 1] if index + 1 < len(sentence) else None
    return (before is None or before.upos not in ("DET", "ADJ", "NUM")) and after is not None and after.upos == "PROPN"


def _third_syllable(sentence: Sentence, first: int, taken: set[int], lexicon: Lexicon) -> bool:
    """ "Choe Ryong Hae": a Korean name has three parts, whatever a tagger makes of the last."""
    if sentence[first].text not in lexicon.family_names or first + 2 >= len(sentence) or first + 2 in taken:
        return False
    after = sentence[first + 2]
    return after.text[:1].isupper() and after.text.isalpha() and len(after.text) <= LONGEST_SYLLABLE


def _continues_name(sentence: Sentence, first: int, last: int, lexicon: Lexicon) -> bool:
    """A capitalised word hung on the name as `flat` ("Sebastian Kurz"), or letters grown together with it ("Erdo?an")."""
    word, before = sentence[last + 1], sentence[last]
    if (
        word.start == before.end
        and (word.text == "?" or before.text == "?")
        and word.text[:1].isalpha() | (word.text == "?")
    ):
        return last + 2 < len(sentence) and sentence[last + 2].start == word.end or before.text == "?"
    if any(word.text.casefold() in lexicon.calendar.get(kind, {}) for kind in TIMES):
        return False
    return (
        word.relation in ("flat", "appos")
        and first <= word.head <= last
        and word.text[:1].isupper()
        and word.text[-1:].isalnum()
    )


def _suffix_after_comma(sentence: Sentence, at: int, suffixes: frozenset[str]) -> bool:
    return at + 1 < len(sentence) and sentence[at].text == "," and sentence[at + 1].text.casefold() in suffixes


def _is_name_word(word: Word, lexicon: Lexicon) -> bool:
    text = word.text
    if word.upos not in NAME_TAGS or not text[0].isupper() or not any(char.isalpha() for char in text):
        return False
    return not any(text.casefold() in lexicon.calendar.get(kind, {}) for kind in TIMES)


def _name(
    sentence: Sentence, run: Span, offices: Sequence[OfficeMention], parties: Sequence[PartyMention], lexicon: Lexicon
) -> NameMention:
    first, honorific = _before(sentence, run.first, lexicon)
    leading = _offices_before(sentence, first, offices, lexicon)
    mine = [*leading, *_offices_after(sentence, run, offices, leading, lexicon)]
    evidence = sentence.words[run.first].start, sentence.words[run.last].end
    text = (
        "".join(
            word.text + (" " if after.start > word.end else "")
            for word, after in zip(
                sentence.words[run.first : run.last], sentence.words[run.first + 1 : run.last + 1], strict=True
            )
        )
        + sentence[run.last].text
    )
    assert evidence[0] < evidence[1]
    party = _of_state(mine, lexicon) or _party_beside(sentence, run, parties, lexicon)
    gender = _gender(sentence, mine, sentence.words[first : run.first], lexicon)
    return NameMention(run, text, tuple(mine), honorific, party, gender)


def _gender(sentence: Sentence, offices: Sequence[OfficeMention], honorifics: Sequence[Word], lexicon: Lexicon) -> str:
    """`f` or `m` as honorifics ("Frau") say, or the form of a title where the language marks it ("Außenministerin")."""
    for match in lexicon.honorifics.find([word.text for word in honorifics]):
        if match.value:
            return match.value
    if not offices or not lexicon.words("title", "marks_gender"):
        return ""
    feminine = tuple(lexicon.words("title", "feminine"))
    words = [sentence[at].text for office in offices for at in range(office.span.first, office.span.last + 1)]
    return "f" if any(word[:1].isupper() and word.endswith(feminine) for word in words) else "m"


def _of_state(offices: Sequence[OfficeMention], lexicon: Lexicon) -> str | None:
    """The party of somebody's offices; a state before a body ("Bundespräsident und OSZE-Vorsitzender")."""
    parties = [office.party for office in offices if office.party and office.office.id != "spouse"]
    return next((party for party in parties if lexicon.parties[party].kind != "body"), parties[0] if parties else None)


def _before(sentence: Sentence, first: int, lexicon: Lexicon) -> tuple[int, bool]:
    """Step back over honorifics before a name; the flag says whether there was one."""
    honorific = False
    words = [word.text for word in sentence]
    stepping = True
    while stepping:
        stepping = False
        for length in (1, 2, 3):
            start = first - length
            match = lexicon.honorifics.at(words, start) if start >= 0 else None
            if match and match.last == first - 1:
                first, honorific, stepping = start, True, True
                break
    return first, honorific


def _offices_before(
    sentence: Sentence, first: int, offices: Sequence[OfficeMention], lexicon: Lexicon
) -> list[OfficeMention]:
    """Offices that lead up to a name: "Staatskommissar und Außenminister Wang Yi", "the Foreign Minister of Iran, X"."""
    found: list[OfficeMention] = []
    join = lexicon.words("title", "join")
    at = first
    for office in reversed([office for office in offices if office.title.last < first]):
        between = [word.text for word in sentence.words[office.title.last + 1 : at]]
        if not between and not found:
            pass
        elif between == [","] and not found and _has_article(sentence, office, lexicon):
            pass
        elif found and len(between) == 1 and (between[0].casefold() in join or between[0] == ","):
            if (
                _has_article(sentence, found[0], lexicon)
                or between[0] == ","
                and not _has_article(sentence, office, lexicon)
            ):
                break
        else:
            break
        found.insert(0, office)
        at = office.title.first
    return found


def _has_article(sentence: Sentence, office: OfficeMention, lexicon: Lexicon) -> bool:
    before = office.title.first - 1
    articles = lexicon.words("title", "articles") | lexicon.words("meeting", "definite")  # "vom" holds its article
    return before >= 0 and sentence[before].text.casefold() in articles


def _offices_after(
    sentence: Sentence, run: Span, offices: Sequence[OfficeMention], leading: Sequence[OfficeMention], lexicon: Lexicon
) -> list[OfficeMention]:
    """Offices that follow a name after a comma: "Wang Yi, Mitglied des …, und Direktor des …"."""
    found: list[OfficeMention] = []
    articles, join = lexicon.words("title", "articles"), lexicon.words("title", "join")
    at = run.last + 1
    led = any(
        office.title.last + 1 < len(sentence) and sentence[office.title.last + 1].text == "," for office in leading
    )
    for office in (office for office in offices if office.title.first > run.last):
        between = [word.text.casefold() for word in sentence.words[at : office.title.first]]
        kept = [text for text in between if text not in articles]
        opens = not found and bool(kept) and kept[0] in (",", "(") and len(kept) == 1
        goes_on = bool(found) and bool(kept) and set(kept) <= (join | {","})
        own_article = goes_on and _has_article(sentence, office, lexicon)  # "…, und der Botschafter Russlands, X"
        if not (opens or goes_on) or _leads_to_name(sentence, office, past_comma=led or own_article):
            break
        found.append(office)
        at = office.title.last + 1
    return found


def _leads_to_name(sentence: Sentence, office: OfficeMention, *, past_comma: bool) -> bool:
    """An office right before another name is that name's; "the Minister of A, X, the Minister of B, Y" goes on with commas."""
    after = office.title.last + 1
    if past_comma and after + 1 < len(sentence) and sentence[after].text == ",":
        after += 1
    return after < len(sentence) and sentence[after].upos in NAME_TAGS and sentence[after].text[0].isupper()


def _party_beside(sentence: Sentence, run: Span, parties: Sequence[PartyMention], lexicon: Lexicon) -> str | None:
    """ "Akiba Takeo of Japan", "Japans Akiba Takeo"."""
    for party in parties:
        between = [word.text.casefold() for word in sentence.words[run.last + 1 : party.span.first]]
        if between == ["("] and party.use in ("name", "government"):
            return party.party
        if between and between[0] in ("of", "von") and set(between[1:]) <= lexicon.words("title", "articles"):
            return party.party
        if party.span.last == run.first - 1 and party.use in ("adjective", "name"):
            return party.party
    return None


def settle_offices(found: Sequence[Found], lexicon: Lexicon) -> list[Found]:
    """ "The Vice President and Prime Minister Davis": the first office is hers who holds it elsewhere in the text."""
    sole = [(name, name.offices[0].office.id) for each in found for name in each.names if len(name.offices) == 1]

    def settled(name: NameMention) -> NameMention:
        leading = [office for office in name.offices if office.title.first < name.span.first]
        if len(leading) <= 1:
            return name
        others = {office for other, office in sole if not same_person(other, name, lexicon.folding)}
        taken = [office for office in leading[:-1] if office.office.id in others]
        return replace(name, offices=tuple(office for office in name.offices if office not in taken))

    return [
        replace(each, names=tuple(_shared(each, [settled(name) for name in each.names], lexicon))) for each in found
    ]


def _shared(found: Found, names: Sequence[NameMention], lexicon: Lexicon) -> Iterator[NameMention]:
    """ "die Außenminister A, B und C", "A und B, Vizevorsitzende des …": a plural office is everybody's in the list."""
    sentence, join = found.sentence, lexicon.words("title", "join") | LIST_WORDS
    plural: list[OfficeMention] = []
    before: NameMention | None = None
    for at, name in enumerate(names):
        if name.offices:
            last = name.offices[-1]
            plural = [last] if _is_plural(sentence, last) and last.title.last < name.span.first else []
        elif before is not None and plural and _is_list(sentence, before, name, join, found.parties):
            name = replace(name, offices=tuple(plural))
        else:
            plural = []
            after = names[at + 1] if at + 1 < len(names) else None
            trailing = (
                [office for office in after.offices if office.title.first > after.span.last]
                if after is not None
                else []
            )
            if (
                after is not None
                and trailing
                and _is_plural(sentence, trailing[0])
                and _is_list(sentence, name, after, join, found.parties)
            ):
                name = replace(name, offices=tuple(trailing), party=name.party or after.party)
        before = name
        yield name


def _is_plural(sentence: Sentence, office: OfficeMention) -> bool:
    head = sentence[office.span.last]
    return any("Number=Plur" in word.feats for word in (head, *sentence.children(head, "det")))


def _is_list(
    sentence: Sentence, one: NameMention, other: NameMention, join: frozenset[str], parties: Sequence[PartyMention]
) -> bool:
    between = range(one.span.last + 1, other.span.first)
    return (
        all(sentence[at].text.casefold() in join or any(party.span.covers(at) for party in parties) for at in between)
        and len(between) > 0
    )


def is_thing(sentence: Sentence, name: NameMention, lexicon: Lexicon) -> bool:
    """ "Indo-Pacific Strategy", "Hotel Capella": a run that ends in, or stands beside, a word for a thing."""
    things = lexicon.words("names", "things")
    words = [sentence[at].text.casefold() for at in range(name.span.first, name.span.last + 1)]
    if any(word in things for word in words):
        return True
    before, after = name.span.first - 1, name.span.last + 1
    if before >= 0 and (sentence[before].lemma.casefold() in things or sentence[before].text in '„“"«»'):
        return not name.offices and not name.honorific
    return after < len(sentence) and sentence[after].text.casefold() in things


def has_determiner(sentence: Sentence, name: NameMention) -> bool:
    before = name.span.first - 1
    return before >= 0 and sentence[before].upos in ("DET", "ADJ", "NUM")


def same_person(one: NameMention, other: NameMention, folding: Folding) -> bool:
    """Tell whether two name mentions of one document name one person.

    "Biden" and "Joseph R. Biden, Jr."; "Xi" and "Xi Jinping"; "Mohamed" and "Mohammed bin Salman" do; "Kim Jong Un"
    and "Kim Yong Chol" do not.
    """
    a, b = name_words(one.text, folding), name_words(other.text, folding)
    short, long = sorted((a, b), key=len)
    if not short:
        return False
    shared = {office.office.id for office in one.offices} & {office.office.id for office in other.offices}
    if set(short) <= set(long):
        return len(short) > 1 or short[0] in (long[0], long[-1]) or len(long) == 1 or bool(shared)  # "President Lula"
    if short[-1] != long[-1] or len(short) <= 1:
        return False
    return bool(shared) and (short[0][:2] == long[0][:2])


def name_words(text: str, folding: Folding) -> list[str]:
    """The folded words of a name, without initials and suffixes."""
    words = [word.strip(".,") for word in text.casefold().replace("-", " ").split()]
    return [folding(word) for word in words if len(word) > 1 and word not in ("jr", "sr", "ii", "iii", "-")]
