"""Finds the people a sentence names, each name with the offices, honorifics and party that stand with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from communique.lexicon import Lexicon
from communique.mentions.names import NAME_TAGS, Runs
from communique.mentions.offices import find_offices
from communique.mentions.spans import NameMention, OfficeMention, PartyMention, PlaceMention, Span
from communique.sentences import POSSESSIVES, Sentence, Word

SUBJECTS = ("nsubj", "iobj")
NO_TITLES = frozenset(
    {"spouse", "counterpart", "leader", "politician", "host", "interlocutor", "relative"}
)  # "sein Kollege X" says for whom X acts, but is no office
FAMILY = frozenset({"spouse", "first-lady", "second-gentleman", "relative"})  # who share another's surname
SHORTEST_SURNAME = 4  # letters; shorter ones ("Xi", "Moon") are words too
JOINED = ("appos", "flat", "nmod", "compound", "amod")
QUALIFYING = ("amod", "advmod")
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
    parties = [party for party in parties if not _is_of_name(sentence, party.span, lexicon)]
    places = [place for place in places if not _is_of_name(sentence, place.span, lexicon)]
    offices = find_offices(sentence, parties, frozenset(), lexicon)
    honorifics = [match.last for match in lexicon.honorifics.find([word.text for word in sentence])]
    spans = [party.span for party in parties] + [place.span for place in places]
    spans += [Span(sentence.index, office.title.first, office.span.last) for office in offices]
    taken = {at for span in spans for at in range(span.first, span.last + 1)} | _honored(sentence, lexicon)
    titled = {office.span.last for office in offices if _ends_in_person(sentence, office, lexicon)} | set(honorifics)
    of_part = [office for office in offices if office.office.id not in FAMILY]  # "seine Frau Peng Liyuan für Lula"
    tails = {at for office in of_part for at in range(office.span.last + 1, office.title.last + 1)}
    things = lexicon.words("names", "things")
    found = Runs(sentence, taken, titled, tails, lexicon).find()
    runs = [run for run in found if sentence[run.last].text.casefold() not in things]
    inside = frozenset(at for run in runs for at in range(run.first, run.last + 1))
    offices = find_offices(sentence, parties, inside, lexicon)
    names = tuple(_name(sentence, run, offices, parties, lexicon) for run in runs)
    return Found(sentence, tuple(parties), tuple(places), tuple(offices), names)


def _honored(sentence: Sentence, lexicon: Lexicon) -> set[int]:
    """The words of honorifics."""
    matches = lexicon.honorifics.find([word.text for word in sentence])
    return {at for match in matches for at in range(match.first, match.last + 1)}


def _is_of_name(sentence: Sentence, span: Span, lexicon: Lexicon) -> bool:
    """ "Victoria Nuland", "Israel Katz", "Roland Dumas": what is a country or a house elsewhere is part of a name here."""
    word = sentence[span.first]
    if span.first < span.last:
        return False
    head, after = sentence.head(word), sentence[span.last + 1] if span.last + 1 < len(sentence) else None
    if (
        word.relation == "flat"
        and head is not None
        and head.index == word.index - 1
        and lexicon.is_given_name(head.text)
    ):
        return True
    if not lexicon.is_given_name(word.text) or after is None or after.upos != "PROPN":
        return False
    return after.relation == "flat" and after.head == word.index and lexicon.offices.get(after.text) is None


def _ends_in_person(sentence: Sentence, office: OfficeMention, lexicon: Lexicon) -> bool:
    """ "Leiter der Abteilung" ends in a thing, behind which no name needs to stand."""
    return office.span.first == office.span.last or lexicon.offices.get(sentence[office.span.last].text) is not None


def _name(
    sentence: Sentence, run: Span, offices: Sequence[OfficeMention], parties: Sequence[PartyMention], lexicon: Lexicon
) -> NameMention:
    first, honorific = _before(sentence, run.first, offices, lexicon)
    leading = _offices_before(sentence, first, offices, lexicon)
    mine = [*leading, *_offices_after(sentence, run, offices, leading, lexicon)]
    party = _of_state(mine, lexicon) or _party_beside(sentence, run, parties, lexicon)
    gender = _gender(sentence, mine, sentence.words[first : run.first], lexicon)
    return NameMention(run, _text(sentence, run), tuple(mine), honorific, party, gender)


def _text(sentence: Sentence, run: Span) -> str:
    """The words of a run, spaced as in the text (though a line may have ended between them)."""
    words = sentence.words[run.first : run.last + 1]
    spaced = (
        word.text + (" " if after.start > word.end else "") for word, after in zip(words, words[1:], strict=False)
    )
    return "".join(spaced) + words[-1].text


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


def _before(sentence: Sentence, first: int, offices: Sequence[OfficeMention], lexicon: Lexicon) -> tuple[int, bool]:
    """Step back over honorifics before a name; the flag says whether there was one."""
    honorific = False
    offices = [office for office in offices if office.span.first < office.span.last]  # "First Lady" is no "Lady"
    words = [word.text for word in sentence]
    stepping = True
    while stepping:
        stepping = False
        for length in (1, 2, 3):
            start = first - length
            match = lexicon.honorifics.at(words, start) if start >= 0 else None
            if match and match.last == first - 1 and not any(office.span.covers(start) for office in offices):
                first, honorific, stepping = start, True, True
                break
    return first, honorific


def _offices_before(
    sentence: Sentence, first: int, offices: Sequence[OfficeMention], lexicon: Lexicon
) -> list[OfficeMention]:
    """Offices that lead up to a name: "Staatskommissar und Außenminister Wang Yi", "the Foreign Minister of Iran, X"."""
    found: list[OfficeMention] = []
    at = first
    for office in reversed([office for office in offices if office.title.last < first]):
        between = [word.text.casefold() for word in sentence.words[office.title.last + 1 : at]]
        if not found and between == [","] and any(_holds(other, office) for other in offices):
            continue  # "den Sonderbeauftragten des Präsidenten, X": the inner office is somebody else's
        if not (
            _goes_on(sentence, office, found[0], between, lexicon)
            if found
            else _leads(sentence, office, between, offices, lexicon)
        ):
            break
        found.insert(0, office)
        at = office.title.first
    return found


def _leads(
    sentence: Sentence,
    office: OfficeMention,
    between: Sequence[str],
    offices: Sequence[OfficeMention],
    lexicon: Lexicon,
) -> bool:
    """An office right before a name, or with its article or owner and a comma between them.

    "der Generalsekretär des ZK und Vorsitzende des Staatsrates, X": one article stands for both offices.
    """
    if not between or _is_abbreviated(sentence, office, between):
        return True
    if list(between) != [","] or _has_article(sentence, office, lexicon) or _has_owner(sentence, office):
        return list(between) == [","]
    joined = office.title.first - 1
    if joined < 0 or sentence[joined].text.casefold() not in lexicon.words("title", "join"):
        return False
    first = next((each for each in offices if each.title.last == joined - 1), None)
    return first is not None and _has_article(sentence, first, lexicon)


def _is_abbreviated(sentence: Sentence, office: OfficeMention, between: Sequence[str]) -> bool:
    """ "Prime Minister (PM) X": the office is said twice."""
    last = office.title.last
    return len(between) == len("(A)") and between[0] == "(" and between[-1] == ")" and sentence[last + 2].text.isupper()


def _has_owner(sentence: Sentence, office: OfficeMention) -> bool:
    """ "Ethiopia's Prime Minister", "Frankreichs Außenministerin"."""
    before = sentence.words[office.title.first : office.span.first]
    return any(
        word.text in POSSESSIVES
        or word.upos == "PROPN"
        and word.relation.startswith("nmod")
        and "Case=Gen" in word.feats
        for word in before
    )


def _goes_on(
    sentence: Sentence, office: OfficeMention, next: OfficeMention, between: Sequence[str], lexicon: Lexicon
) -> bool:
    """Tell whether `office` and the `next` one are one person's: "Premier und Minister X", "Militärattaché Oberst X"."""
    if not between:
        return _hangs_on(sentence, office, next)
    if len(between) > 1 or _has_article(sentence, next, lexicon):
        return False
    if between[0] == ",":
        return _has_article(sentence, office, lexicon)
    return between[0] in lexicon.words("title", "join")


def _hangs_on(sentence: Sentence, office: OfficeMention, next: OfficeMention) -> bool:
    """Two offices side by side where the tree makes one of them a part of the other, or of the name."""
    if next.title.first != next.span.first:
        return False
    one, other = sentence[office.span.last], sentence[next.span.last]
    return (
        other.head == one.index
        and other.relation in JOINED
        or one.head == other.index
        and one.relation in JOINED
        or (one.head == other.head and one.relation in JOINED and other.relation in JOINED)
    )


def _holds(other: OfficeMention, office: OfficeMention) -> bool:
    """Tell whether an office stands in the "of …" part of another."""
    return other.span.last < office.title.first and office.title.last <= other.title.last


def _has_article(sentence: Sentence, office: OfficeMention, lexicon: Lexicon) -> bool:
    before = office.title.first - 1
    while before >= 0 and sentence[before].upos == "ADJ":  # "der neue Außenminister"
        before -= 1
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
        between = sentence.words[at : office.title.first]
        kept = [word.text.casefold() for word in between if word.relation not in QUALIFYING]
        kept = [text for text in kept if text not in articles]  # "X, the newly appointed Ambassador"
        opens = not found and bool(kept) and kept[0] in (",", "(") and len(kept) == 1
        goes_on = bool(found) and bool(kept) and set(kept) <= (join | {","})
        own_article = (goes_on or opens and bool(leading)) and _has_article(sentence, office, lexicon)
        # "…, und der Botschafter Russlands, X", "Sekretär X, der Minister Y"
        if (
            not (opens or goes_on)
            or _is_subject(sentence, office)
            or _leads_to_name(sentence, office, past_comma=led or own_article)
        ):
            break
        found.append(office)
        at = office.title.last + 1
    return found


def _is_subject(sentence: Sentence, office: OfficeMention) -> bool:
    """ "In his talks with Wang Yi, the Foreign Secretary raised …": what nothing closes is no apposition."""
    after = sentence.words[office.title.last + 1 : office.title.last + 2]
    words = sentence.words[office.span.first : office.span.last + 1]
    return bool(after) and after[0].upos in ("VERB", "AUX") and any(word.relation == "nsubj" for word in words)


def _leads_to_name(sentence: Sentence, office: OfficeMention, *, past_comma: bool) -> bool:
    """An office right before another name is that name's; "the Minister of A, X, the Minister of B, Y" goes on with commas."""
    after = office.title.last + 1
    if past_comma and after + 1 < len(sentence) and sentence[after].text == ",":
        after += 1
    return after < len(sentence) and sentence[after].upos in NAME_TAGS and sentence[after].text[0].isupper()


def _party_beside(sentence: Sentence, run: Span, parties: Sequence[PartyMention], lexicon: Lexicon) -> str | None:
    """ "Akiba Takeo of Japan", "Japans Akiba Takeo", "Königin Máxima der Niederlande"."""
    for party in parties:
        between = [word.text.casefold() for word in sentence.words[run.last + 1 : party.span.first]]
        if between == ["("] and party.use in ("name", "government"):
            return party.party
        if between and _comes_from(sentence, run.last + 1, between, lexicon):
            return party.party
        if party.span.last == run.first - 1 and party.use in ("adjective", "name"):
            return party.party
    return None


def _comes_from(sentence: Sentence, at: int, between: Sequence[str], lexicon: Lexicon) -> bool:
    articles = lexicon.words("title", "articles")
    if not set(between[1:]) <= articles:
        return False
    return between[0] in lexicon.words("title", "home") or (
        len(between) == 1 and between[0] in articles and "Case=Gen" in sentence[at].feats
    )


def settle_offices(found: Sequence[Found], lexicon: Lexicon) -> list[Found]:
    """ "The Vice President and Prime Minister Davis": the first office is hers who holds it elsewhere in the text."""
    sole = [(name, name.offices[0].office.id) for each in found for name in each.names if len(name.offices) == 1]

    def settled(name: NameMention) -> NameMention:
        leading = [office for office in name.offices if office.title.first < name.span.first]
        if len(leading) <= 1:
            return name
        others = {office for other, office in sole if not same_person(other, name, lexicon)}
        taken = [office for office in leading[:-1] if office.office.id in others]
        return replace(name, offices=tuple(office for office in name.offices if office not in taken))

    return [
        replace(each, names=tuple(_shared(each, [settled(name) for name in each.names], lexicon))) for each in found
    ]


def _shared(found: Found, names: Sequence[NameMention], lexicon: Lexicon) -> Iterator[NameMention]:
    """ "die Außenminister A, B und C", "A und B, Vizevorsitzende des …": a plural office is everybody's in the list."""
    sentence = found.sentence
    honored = {sentence[at].text.casefold() for at in _honored(sentence, lexicon)}
    join = lexicon.words("title", "join") | LIST_WORDS | honored
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
    """Nothing stands between two names but commas, "und", brackets with parties, and honorifics."""
    between = range(one.span.last + 1, other.span.first)
    return len(between) > 0 and all(
        sentence[at].text.casefold() in join or any(party.span.covers(at) for party in parties) for at in between
    )


def lists_of_names(found: Found, lexicon: Lexicon) -> Iterator[list[NameMention]]:
    """Yield names that are told in one breath: "President A of Kenya, Prime Minister B, and C (Mali)"."""
    sentence = found.sentence
    small = LIST_WORDS | lexicon.words("title", "home") | lexicon.words("title", "articles")
    within = _honored(sentence, lexicon)
    within |= {at for each in found.parties for at in range(each.span.first, each.span.last + 1)}
    within |= {at for each in found.offices for at in range(each.title.first, each.title.last + 1)}
    listed: list[NameMention] = []
    joined = False
    for name in found.names:
        gap = range(listed[-1].span.last + 1, name.span.first) if listed else range(0)
        words = [sentence[at] for at in gap if at not in within]
        if not all(word.upos == "CCONJ" or word.text.casefold() in small for word in words):
            if joined:
                yield listed
            listed, joined = [], False
        joined = any(word.upos == "CCONJ" for word in words) if listed else False
        listed.append(name)
    if joined:
        yield listed


def is_thing(sentence: Sentence, name: NameMention, lexicon: Lexicon) -> bool:
    """ "Indo-Pacific Strategy", "Hotel Capella": a run that ends in, or stands beside, a word for a thing."""
    things = lexicon.words("names", "things")
    words = [sentence[at].text.casefold() for at in range(name.span.first, name.span.last + 1)]
    if any(word in things for word in words):
        return True
    if not name.offices and any(
        _names_meeting(sentence[at], lexicon) for at in range(name.span.first, name.span.last + 1)
    ):
        return True  # "the Camp David Meetings"
    before, after = name.span.first - 1, name.span.last + 1
    if before >= 0 and (sentence[before].lemma.casefold() in things or sentence[before].text in '„“"«»'):
        return not name.offices and not name.honorific
    return after < len(sentence) and sentence[after].text.casefold() in things


def _names_meeting(word: Word, lexicon: Lexicon) -> bool:
    entry = lexicon.meetings.get(word.text) or lexicon.meetings.get(word.lemma)
    return entry is not None and entry.pos == "NOUN"


def has_determiner(sentence: Sentence, name: NameMention) -> bool:
    """ "the Kremlin", "the Winter Olympics": what an article or an adjective leads is no bare name."""
    before = name.span.first - 1
    while before >= 0 and sentence[before].deprel == "compound" and name.span.covers(sentence[before].head):
        before -= 1
    return before >= 0 and sentence[before].upos in ("DET", "ADJ", "NUM")


def same_person(one: NameMention, other: NameMention, lexicon: Lexicon) -> bool:
    """Tell whether two name mentions of one document name one person.

    "Biden" and "Joseph R. Biden, Jr."; "Xi" and "Xi Jinping"; "Mohamed" and "Mohammed bin Salman" do; "Kim Jong Un"
    and "Kim Yong Chol", "Salman" and "Mohammed bin Salman" do not.
    """
    a, b = name_words(one.text, lexicon), name_words(other.text, lexicon)
    short, long = sorted((a, b), key=len)
    if not short:
        return False
    shared = {office.office.id for office in one.offices} & {office.office.id for office in other.offices}
    if set(short) <= set(long):
        if _is_fathers(short, long, lexicon):
            return False
        return len(short) > 1 or short[0] in (long[0], long[-1]) or len(long) == 1 or bool(shared)  # "President Lula"
    if short[-1] != long[-1] or len(short) <= 1:
        return False
    return bool(shared) and (short[0][:2] == long[0][:2])


def _is_fathers(name: Sequence[str], longer: Sequence[str], lexicon: Lexicon) -> bool:
    """ "King Salman" is not Mohammed bin Salman."""
    at = longer.index(name[0])
    return name[0] not in longer[:1] and at > 0 and longer[at - 1] in lexicon.words("names", "patronymic")


def name_words(text: str, lexicon: Lexicon) -> list[str]:
    """The folded words of a name, without initials and suffixes."""
    suffixes = {suffix.strip(".") for suffix in lexicon.words("names", "suffixes")}
    words = [word.strip(".,") for word in text.casefold().replace("-", " ").split()]
    return [lexicon.folding(word) for word in words if len(word) > 1 and word not in suffixes]
