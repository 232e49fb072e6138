"""Words for several people or sides, and for guests and hosts, come in; whom they stand for goes out."""

from __future__ import annotations

from communique.mentions.people import Found
from communique.mentions.walk import SUBJECT_RELATIONS, Walk
from communique.sentences import Sentence, Word


class Groups:
    """Resolves "both sides", "the two leaders", "die drei Länder", "der Gast"."""

    def __init__(self, walk: Walk) -> None:
        self._walk = walk

    def resolve(self, found: Found, word: Word) -> tuple[str, ...]:
        """ "beide Seiten", "the two leaders", "die drei Länder", "the leaders", "der Gast"."""
        sentence = found.sentence
        count = self.count(sentence, word)
        if self._walk.is_one_of(word, "guests"):
            return self._others(sentence, word) or self._guest(host=False)
        if self._walk.is_one_of(word, "hosts"):
            return self._others(sentence, word) or self._guest(host=True)
        if self._walk.is_side(word):
            if count is None and not ("Number=Plur" in word.feats and self._is_bare_definite(sentence, word)):
                return ()
            if (
                any(each.span.first in {child.index for child in sentence.subtree(word)} for each in found.parties)
                and count is None
            ):
                return ()
            return self._sides(count)
        if self._walk.is_one_of(word, "people"):
            if count is None and not ("Number=Plur" in word.feats and self._is_bare_definite(sentence, word)):
                return ()
            return self._leaders(count) or self._walk.main_parties_or_none()
        if word.upos in ("NUM", "DET", "ADJ", "PRON") and count is not None and self._stands_alone(sentence, word):
            return self._leaders(count)
        return ()

    def _is_bare_definite(self, sentence: Sentence, word: Word) -> bool:
        if word.index == 0 and word.relation in SUBJECT_RELATIONS and not sentence.children(word):
            return True  # "Leaders also discussed …"
        return any(
            "Definite=Def" in child.feats or child.text.casefold() in ("the", "die", "den", "der")
            for child in sentence.children(word, "det")
        )

    def _stands_alone(self, sentence: Sentence, word: Word) -> bool:
        """ "The two also discussed": the number is itself the subject."""
        return word.relation in ("nsubj", "obj", "iobj", "obl", "root", "conj") and not sentence.children(word, "nmod")

    def count(self, sentence: Sentence, word: Word) -> int | None:
        counts = dict(pair.split("=") for pair in self._walk.lexicon.words("groups", "counts"))
        for each in (word, *sentence.children(word)):
            if each.text.casefold() in counts and (each is word or each.index < word.index):
                return int(counts[each.text.casefold()])
        return None

    def _sides(self, count: int | None) -> tuple[str, ...]:
        parties = self._walk.main_parties()
        if count and count > len(parties):
            parties = tuple(dict.fromkeys((*parties, *reversed(self._walk.focus.parties))))
        return parties[: count or None]

    def _leaders(self, count: int | None) -> tuple[str, ...]:
        leaders = self._walk.focus.pair or self._walk.focus.group
        if count and len(leaders) < count:
            wider = [id for id in self._walk.focus.people if id not in self._walk.attending]
            leaders = tuple(wider[-count:]) if len(wider) > 1 else ()
        return leaders[:count] if count else leaders

    def _others(self, sentence: Sentence, word: Word) -> tuple[str, ...]:
        """ "briefed his guest", "thanked their hosts": whoever was told of last that is not of the party that acts."""
        owned = any("Poss=Yes" in child.feats for child in sentence.children(word))
        acting = self._walk.beside(sentence, word) if owned else set()
        parties = {self._walk.people[id].party if id in self._walk.people else id for id in acting}
        for id in reversed(self._walk.focus.people) if parties else ():
            if id not in self._walk.attending and self._walk.people[id].party not in parties:
                return (id,)
        return ()

    def _guest(self, *, host: bool) -> tuple[str, ...]:
        own = self._walk.context.publisher_state
        for id in self._walk.focus.pair or tuple(reversed(self._walk.focus.people)):
            if (self._walk.people[id].party == own) == host:
                return (id,)
        return ()
