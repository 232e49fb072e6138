"""An act's frame and actors come in, its type goes out: what neutral speech does, and what support is for."""

from __future__ import annotations

from collections.abc import Iterable

from communique.compose.who import Who
from communique.frames.frame import Frame
from communique.frames.scope import WILL, own_modality
from communique.frames.valency import Valency
from communique.lexicon import Lexicon
from communique.mentions import Mentions
from communique.mentions.walk import UNKNOWN
from communique.sentences import Sentence, Word
from communique.verbs import verb_lemma

NEUTRAL = "STATE"
TELLING = frozenset({"STATE", "BRIEF"})  # neutral: what is said decides


class Function:
    """Says what the acts of one document do, whatever verb reports them."""

    def __init__(self, who: Who, mentions: Mentions, lexicon: Lexicon) -> None:
        self.who = who
        self.mentions = mentions
        self.lexicon = lexicon

    def type(self, sentence: Sentence, frame: Frame, actors: tuple[str, ...], recipients: tuple[str, ...]) -> str:
        """The type of an act: what is said decides where the verb is neutral."""
        return self._settled(self._told(sentence, frame, actors), sentence, frame, actors, recipients)

    def _told(self, sentence: Sentence, frame: Frame, actors: tuple[str, ...]) -> str:
        if frame.type not in TELLING or frame.stance is not None or frame.content_head is None:
            return frame.type
        head = frame.content_head
        if head.upos not in ("VERB", "AUX", "ADJ") and not sentence.children(head, "cop", "aux"):
            return frame.type
        own = self._is_own(sentence, head, actors)
        words = self.lexicon.words
        lemma = verb_lemma(sentence, head, self.lexicon)
        auxiliaries = sentence.children(head, "aux", "cop")
        predicative = {child.lemma.casefold() for child in sentence.children(head, "xcomp")}
        if own and predicative & words("complement", "ready"):  # "stood ready to": no support
            return "PLEDGE"
        would = frame.type == NEUTRAL and self._is_future_in_past(auxiliaries)
        to_come = would or own_modality(sentence, head, self.lexicon) == WILL
        if own and lemma in words("complement", "support") and not to_come and not self._is_future_in_past(auxiliaries):
            return "PRAISE"
        told = any(each.lemma in words("scope", "perfect") for each in auxiliaries)  # "said that Japan had pledged"
        if own and not told and {lemma, head.text.casefold()} & words("complement", "ready"):
            return "PLEDGE"
        if own and to_come:
            return "PLEDGE"
        if own is False and any(self._is_must(each, head) for each in auxiliaries):
            return "URGE"
        return frame.type

    def _is_must(self, auxiliary: Word, head: Word) -> bool:
        """ "die USA hätten zurückzukehren", but not "die USA hätten versprochen": with a participle it is past."""
        past = auxiliary.lemma in self.lexicon.words("scope", "perfect") and "VerbForm=Inf" not in head.feats
        return auxiliary.lemma in self.lexicon.words("complement", "must") and not past

    def _is_future_in_past(self, auxiliaries: Iterable[Word]) -> bool:
        """ "confirmed that they would coordinate": after a past verb it is "will"."""
        return any(word.text.casefold() in self.lexicon.words("complement", "would") for word in auxiliaries)

    def _is_own(self, sentence: Sentence, head: Word, actors: tuple[str, ...]) -> bool | None:
        """Whether the complement speaks of the speaker's own side; None where it speaks of no side."""
        surface = sentence.children(head, "nsubj")
        if any(word.upos == "NOUN" and not self.who.may_decide(word) for word in surface):
            return None  # "that the Palestinian people must have a horizon" asks nobody for it
        subjects = self.who.resolve(sentence, surface or Valency(sentence, self.lexicon).find(head, "subj"))
        if not subjects or subjects == (UNKNOWN,):
            return None
        own = {self.mentions.party(actor) for actor in actors} - {None}
        spoken_of = {self.mentions.party(subject) for subject in subjects} - {None}
        if not own and spoken_of and actors != (UNKNOWN,):
            return True  # nobody speaks of another's readiness: "Wang Yi erklärte, China sei bereit"
        return spoken_of <= own if spoken_of else None

    def _settled(
        self, kind: str, sentence: Sentence, frame: Frame, actors: tuple[str, ...], recipients: tuple[str, ...]
    ) -> str:
        """Support for a party, its cause or act is PRAISE; for a principle it is a position: STATE."""
        noun = frame.stance.noun if frame.stance else None
        if kind != "PRAISE" or noun not in self.lexicon.words("complement", "of_a_party"):
            return kind
        return (
            kind
            if recipients
            or self.who.owners(kind, sentence, frame, actors)
            or self._names_party(sentence, frame, actors)
            else NEUTRAL
        )

    def _names_party(self, sentence: Sentence, frame: Frame, actors: tuple[str, ...]) -> bool:
        own = {self.mentions.party(actor) for actor in actors}
        content = frame.content
        return content is not None and any(
            party.party not in own and content.contains(sentence[party.span.first].evidence)
            for party in self.mentions.found[frame.sentence].parties
        )
