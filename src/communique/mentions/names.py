"""Finds where names begin and end: runs of name words, with the particles, suffixes and ranks of nobility inside them."""

from __future__ import annotations

from collections.abc import Iterator, Set

from communique.lexicon import Lexicon
from communique.mentions.spans import Span
from communique.sentences import Sentence, Word

NAME_TAGS = ("PROPN", "X")
LONGEST_SYLLABLE = 6  # "Hwang", "Hyong"
MOST_PARTICLES = 3  # "von und zu"
HYPHENS = frozenset({"-", "‑", "–"})
TIMES = ("month", "weekday", "part", "daypart", "season")  # "Anfang Dezember" goes on no name
GOVERNED = ("ADP", "DET", "ADJ", "PART")  # what stands before a noun inside an office's "of …" part
SCRAP = "?"  # what is left of a letter that was wrongly decoded


class Runs:
    """The runs of name words of one sentence.

    `taken` are words of parties, places, offices and honorifics; `titled` the last words of offices and honorifics, right
    behind which a name is likely; `tails` the "of …" parts of offices, in which capitals prove little.
    """

    def __init__(
        self, sentence: Sentence, taken: Set[int], titled: Set[int], tails: Set[int], lexicon: Lexicon
    ) -> None:
        self._sentence = sentence
        self._taken = taken
        self._titled = titled
        self._tails = tails
        self._lexicon = lexicon

    def find(self) -> Iterator[Span]:
        """Yield every run, left to right, none overlapping another."""
        index = 0
        while index < len(self._sentence):
            if index in self._taken or not self._begins(index):
                index += 1
                continue
            last = index
            while further := self._further(index, last):
                last += further
            first = self._first_in_tail(index, last) if index in self._tails else index
            if first is not None:
                yield Span(self._sentence.index, first, last)
            index = last + 1

    def _begins(self, index: int) -> bool:
        return (
            self._is_name_word(index)
            or self._is_known_beginning(index)
            or self._is_bare_surname(index)
            or self._opens_with_particle(index)
        )

    def _further(self, first: int, last: int) -> int:
        """How many words more belong to the name `[first, last]`; 0 where it ends."""
        after = last + 1
        if after >= len(self._sentence) or self._is_headline_word(after):
            return 0
        if after not in self._taken and (
            self._is_name_word(after)
            or self._continues(first, last)
            or (last == first and self._is_known_beginning(first))
            or (last == first + 1 and self._is_third_syllable(first))
        ):
            return 1
        return self._suffix(after) or self._bridge(first, last) or self._nobility(first, last)

    # one word

    def _is_name_word(self, index: int) -> bool:
        word = self._sentence[index]
        if self._has_article(word.text):  # "Majed al-Ansari"
            return True
        if word.upos not in NAME_TAGS or not word.text[0].isupper() or not any(char.isalpha() for char in word.text):
            return False
        return not self._lexicon.is_in_calendar(word.text, TIMES)

    def _has_article(self, text: str) -> bool:
        """ "al-Ansari", "el-Sisi": an article grown together with a name."""
        article, hyphen, rest = text.partition("-")
        return bool(hyphen) and rest[:1].isupper() and article in self._lexicon.words("names", "articles")

    def _is_headline_word(self, index: int) -> bool:
        """ "President Abiy Concludes Visit": in a headline with capitals a verb or a meeting ends the name."""
        lexicon, sentence = self._lexicon, self._sentence
        if sentence.index or lexicon.table("verbs").get("particle") == "prefix" or sentence[-1].text == ".":
            return False
        word = sentence[index].text.casefold()
        verbs = {word, word.removesuffix("s"), word.removesuffix("es")}
        return any(("VERB", verb) in lexicon.predicates for verb in verbs) or lexicon.meetings.get(word) is not None

    # where a name begins

    def _is_bare_surname(self, index: int) -> bool:
        """ "Außenminister Schallenberg sprach": right behind an office, a noun of no table is a name, whatever its tag."""
        word, lexicon = self._sentence[index], self._lexicon
        if index - 1 not in self._titled or word.upos != "NOUN" or "Number=Plur" in word.feats:
            return False
        if lexicon.folding.split_hyphens:  # a capital proves something only where common nouns have one too
            return False
        tables = (lexicon.meetings, lexicon.agreements, lexicon.offices, lexicon.honorifics, lexicon.party_names)
        known = any(table.get(word.text) is not None for table in tables) or word.lemma in lexicon.stances
        return word.text[:1].isupper() and not known and not ("Case=Gen" in word.feats and word.text.endswith("s"))

    def _is_known_beginning(self, index: int) -> bool:
        """A given name, or an East Asian family name, with a capitalised word behind it, whatever a tagger makes of them."""
        word = self._sentence[index]
        if not self._is_known(word) and not (word.text in self._lexicon.ambiguous_names and self._is_bare(index)):
            return False
        after = self._sentence[index + 1] if index + 1 < len(self._sentence) else None
        return (
            after is not None
            and after.index not in self._taken
            and after.text[:1].isupper()
            and after.text[-1:].isalpha()
        )

    def _is_known(self, word: Word) -> bool:
        text = word.text.title() if word.text.isupper() else word.text
        return text in self._lexicon.given_names or text in self._lexicon.family_names

    def _is_bare(self, index: int) -> bool:
        """No article or adjective before it, and a name word behind it: "Ding Xuexiang" is no thing."""
        before = self._sentence[index - 1] if index else None
        after = self._sentence[index + 1] if index + 1 < len(self._sentence) else None
        unmarked = before is None or before.upos not in ("DET", "ADJ", "NUM")
        return unmarked and after is not None and after.upos == "PROPN"

    def _opens_with_particle(self, index: int) -> bool:
        """ "Präsidentin von der Leyen", "President al-Sisi": right behind an office or honorific."""
        length = self._particles(index)
        return index - 1 in self._titled and self._is_certain(index, length) and self._is_surname(index + length)

    # how a name goes on

    def _continues(self, first: int, last: int) -> bool:
        """A capitalised word hung on the name as `flat` ("Sebastian Kurz"), or letters grown together with it ("Erdo?an")."""
        word, before = self._sentence[last + 1], self._sentence[last]
        scrapped = word.text == SCRAP or before.text == SCRAP and word.text[:1].isalpha()
        if word.start == before.end and scrapped:
            follower = self._sentence[last + 2] if last + 2 < len(self._sentence) else None
            return before.text == SCRAP or (follower is not None and follower.start == word.end)
        hung = word.relation in ("flat", "appos") and first <= word.head <= last
        return (
            hung
            and word.text[:1].isupper()
            and word.text[-1:].isalnum()
            and not self._lexicon.is_in_calendar(word.text, TIMES)
        )

    def _is_third_syllable(self, first: int) -> bool:
        """ "Choe Ryong Hae": a Korean name has three parts, whatever a tagger makes of the last."""
        family, lexicon = self._sentence[first].text, self._lexicon
        known = family in lexicon.family_names or family in lexicon.ambiguous_names  # "Moon"
        if not known or first + 2 >= len(self._sentence):
            return False
        after = self._sentence[first + 2]
        return after.text[:1].isupper() and after.text.isalpha() and len(after.text) <= LONGEST_SYLLABLE

    def _suffix(self, at: int) -> int:
        """ "Jr.", ", Jr.", "II", and the stop of a German "VI."."""
        suffixes, sentence = self._lexicon.words("names", "suffixes"), self._sentence
        if sentence[at].text.casefold() in suffixes:
            return 1
        after = sentence[at + 1].text.casefold() if at + 1 < len(sentence) else ""
        if sentence[at].text == ",":
            return 2 if after in suffixes else 0
        numeral = (
            sentence[at].text == "." and sentence[at - 1].text.isupper() and sentence[at - 1].end == sentence[at].start
        )
        return int(numeral and after != "" and sentence[at - 1].text.casefold() + "." in suffixes)

    def _bridge(self, first: int, last: int) -> int:
        """The words up to the name word that particles lead to: "Musaad bin Mohammed", "Ursula von der Leyen"."""
        sentence, at = self._sentence, last + 1
        if sentence[at].text in HYPHENS and sentence[last].end == sentence[at].start:
            grown = at + 1 < len(sentence) and sentence[at].end == sentence[at + 1].start
            return 2 if grown and sentence[at + 1].text.isalpha() else 0
        length = self._particles(at)
        after = sentence[at + length] if at + length < len(sentence) else None
        if not length or after is None or after.index in self._taken:
            return 0
        only = self._lexicon.words("names", "only_particles")
        begun = sentence[last].text.casefold() in only  # "Alexander Van der Bellen"
        certain = begun or self._is_certain(at, length)
        if self._is_name_word(after.index):
            # "wurde Nixon von Mao empfangen" are two names: there the tree has to say that it is one
            told = first <= after.head < at or sentence[at].upos == "PROPN"
            return length + 1 if certain or told or self._is_given(first, last) else 0
        owns = begun or self._is_given(first, last) or sentence[at].text.casefold() in only
        return length + 1 if certain and owns and self._is_surname(after.index) else 0

    def _nobility(self, first: int, last: int) -> int:
        """ "Leopold Graf Berchtold", "Karl-Theodor Freiherr zu Guttenberg"."""
        at = last + 1
        word = self._sentence[at]
        if word.text.casefold() not in self._lexicon.words("names", "nobility") or not (
            first == last or word.relation == "flat"
        ):
            return 0
        length = 1 + self._particles(at + 1)
        return length + 1 if self._is_surname(at + length) else 0

    def _particles(self, at: int) -> int:
        particles, length = self._lexicon.words("names", "particles"), 0
        while length < MOST_PARTICLES and at + length < len(self._sentence):
            if self._sentence[at + length].text.casefold() not in particles:
                break
            length += 1
        return length

    def _is_certain(self, at: int, length: int) -> bool:
        """Particles that are no other words ("bin"), or several ("von der")."""
        only = self._lexicon.words("names", "only_particles")
        return length > 1 or length == 1 and self._sentence[at].text.casefold() in only

    def _is_surname(self, at: int) -> bool:
        """A capitalised word that is nothing else: "Leyen" may be tagged as a common noun."""
        if at >= len(self._sentence) or at in self._taken:
            return False
        word = self._sentence[at]
        return word.text[:1].isupper() and word.text[-1:].isalpha() and word.upos in (*NAME_TAGS, "NOUN", "ADJ")

    def _is_given(self, first: int, last: int) -> bool:
        """Given names alone, with no family name yet: "Ursula", "Karl-Theodor"."""
        return all(
            any(part in self._lexicon.given_names for part in self._sentence[at].text.split("-"))
            for at in range(first, last + 1)
        )

    # names behind an office's "of …" part

    def _first_in_tail(self, first: int, last: int) -> int | None:
        """Where the name begins in "Director of the Office of Foreign Affairs Commission Yang Jiechi"; None where nowhere."""
        if first - 1 in self._taken and self._sentence[first].relation not in ("compound", "amod"):
            return first  # "Ambassador to Vietnam Eligio Salas"
        for at in range(first, last + 1):
            word = self._sentence[at]
            hung = word.relation == "flat" and first <= word.head < at
            known = at < last and self._is_known(word)
            if not hung and (known or self._sentence.children(word, "flat")) and not self._is_thing(word):
                return at
        return first if self._sentence[first - 1].upos not in GOVERNED else None

    def _is_thing(self, word: Word) -> bool:
        return word.text.casefold() in self._lexicon.words("names", "things")
