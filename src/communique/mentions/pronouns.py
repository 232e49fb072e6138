"""Pronouns come in, whom they stand for goes out; those that can mean nobody of the text are kept as orphans."""

from __future__ import annotations

from collections.abc import Sequence

from communique.mentions.walk import SUBJECT_RELATIONS, UNKNOWN, Walk
from communique.sentences import Sentence, Word

LOOK_BACK = 2  # sentences to the subject that a pronoun may mean
LAST_OPENING = 2  # a pronoun that opens its sentence is among its first three words


class Pronouns:
    """Resolves the pronouns of one text."""

    def __init__(self, walk: Walk) -> None:
        self._walk = walk
        self.orphans: list[tuple[int, int]] = []

    def resolve(self, sentence: Sentence, word: Word) -> tuple[str, ...]:
        readings = self._walk.lexicon.table("pronouns")[word.text.casefold()].split("|")
        if word.relation in ("det", "expl") or word.deprel in ("nmod:poss", "det:poss"):
            readings = [reading for reading in readings if reading.startswith("sg") or reading == "pl"]
            if not readings or word.upos == "DET" or word.deprel in ("nmod:poss", "det:poss"):
                return ()
        reading = self._reading(sentence, word, readings)
        if reading == "own":  # "Wir verurteilen …": who makes the statement, else whoever publishes
            own = self._walk.focus.speaker or self._walk.context.publisher_state
            return (own,) if own and word.upos == "PRON" else ()
        if reading == "pl":
            if self._walk.focus.party_group_at > self._walk.focus.pair_at:
                return self._walk.focus.party_group
            return self._walk.focus.group or self._walk.main_parties_or_none()
        person = self._antecedent(sentence, word, reading.partition(".")[2])
        if person is None and reading == "sg.n":
            return ()
        if person is None:
            if self._is_orphan(sentence, word, reading.partition(".")[2]):
                self.orphans.append((sentence.index, word.index))
            return (UNKNOWN,)
        return (person,)

    def _is_orphan(self, sentence: Sentence, word: Word, gender: str) -> bool:
        """A subject that opens its sentence and can mean nobody told of before or later in it."""
        marked = bool(self._walk.lexicon.words("title", "marks_gender"))
        if word.relation not in SUBJECT_RELATIONS or word.index > LAST_OPENING:
            return False
        if self._walk.focus.unnamed and (not marked or gender in self._walk.focus.unnamed):
            return False
        return not any((sentence.index, each.index) in self._walk.by_name for each in sentence.words[word.index :])

    def _reading(self, sentence: Sentence, word: Word, readings: Sequence[str]) -> str:
        """ "sie" is she or they as its verb is singular or plural."""
        if len(readings) == 1:
            return readings[0]
        above = sentence.head(word)
        verbs = [above, *sentence.children(above, "aux", "cop")] if above else []
        finite = [verb for verb in verbs if "VerbForm=Fin" in verb.feats] or verbs[:1]
        plural = any("Number=Plur" in each.feats for each in (*finite, word))
        return next((reading for reading in readings if (reading == "pl") == plural), readings[0])

    def _antecedent(self, sentence: Sentence, word: Word, gender: str) -> str | None:
        focus = self._walk.focus
        leading = [id for id in focus.people if id not in self._walk.attending] or focus.people
        excluded = self._walk.beside(sentence, word)
        fits = [id for id in leading if self._gender(id) in ("", gender) and id not in excluded]
        if len(fits) == 1 and not self._gender(fits[0]):
            focus.genders[fits[0]] = gender  # "who paid him a call. She …": he is not she
        if word.relation not in SUBJECT_RELATIONS:
            subject = next((id for at, id, _ in reversed(focus.subjects) if at == sentence.index), None)
            others = fits if excluded else [id for id in fits if id != subject]
            if others or fits:
                return others[-1] if others else fits[-1]
        for at, id, told in reversed(focus.subjects):
            if at < sentence.index - LOOK_BACK:
                break
            if id in fits or id not in self._walk.people and gender and told == gender and id not in excluded:
                return id  # "die chinesische Seite … Sie wandte sich": a party may be the antecedent
        return fits[-1] if fits else None

    def _gender(self, id: str) -> str:
        return self._walk.people[id].gender or self._walk.focus.genders.get(id, "")
