"""Frames to acts: role words become people and parties, neutral speech takes the type of what it says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from communique.frames.frame import Frame
from communique.frames.scope import WILL, own_modality
from communique.frames.valency import Valency
from communique.lexicon import Lexicon
from communique.mentions import Mentions
from communique.mentions.coreference import UNKNOWN
from communique.sentences import Sentence, Word
from communique.verbs import conjuncts, verb_lemma

INTERLOCUTOR_TYPES = frozenset(
    {"BRIEF", "WARN", "URGE", "PLEDGE", "CONVEY"}
)  # towards the plain interlocutor where nobody is named
# What the sides of a meeting do together where a passive names no agent; who "was killed" was not killed by them.
TOGETHER = frozenset(
    {
        "MEET",
        "VISIT",
        "DISCUSS",
        "BRIEF",
        "STATE",
        "PRAISE",
        "CRITICIZE",
        "URGE",
        "REJECT",
        "AGREE",
        "PLEDGE",
        "SIGN",
        "INVITE",
        "CONVEY",
        "COOPERATE",
        "ACCREDIT",
        "WARN",
    }
)
OWNER_TYPES = frozenset({"PRAISE", "CRITICIZE"})
PLACES_COUNT = frozenset({"VISIT"})  # "reiste nach Genf": the state the place lies in is visited
NEUTRAL = "STATE"
TELLING = frozenset({"STATE", "BRIEF"})  # neutral: what is said decides


@dataclass(frozen=True, slots=True)
class Act:
    """One reported act with its people and parties (ids or codes, `?` for nobody the text tells)."""

    type: str
    frame: Frame
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    attributed_to: str | None = None

    @property
    def people_and_parties(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*self.actors, *self.recipients)))


class Cast:
    """Turns the role words of one document's frames into people and parties."""

    def __init__(self, sentences: Sequence[Sentence], mentions: Mentions, lexicon: Lexicon) -> None:
        self.sentences = sentences
        self.mentions = mentions
        self.lexicon = lexicon
        self._by_head: dict[tuple[int, int], Act] = {}

    def acts(self, frames: Iterable[Frame]) -> list[Act]:
        """Return the acts of all frames whose actor is somebody; in text order."""
        acts: list[Act] = []
        for frame in frames:
            act = self._act(frame)
            if act is not None:
                acts.append(act)
                self._by_head[(frame.sentence, frame.head.index)] = act
        return acts

    def _act(self, frame: Frame) -> Act | None:
        sentence = self.sentences[frame.sentence]
        actors = self.resolve(sentence, frame.actors)
        if not actors:
            if frame.actors and not any(map(self._may_act, frame.actors)):
                return None
            actors = (UNKNOWN,) if frame.actors else ()
            actors = actors or self._agentless(sentence, frame)
        recipients = self.resolve(sentence, frame.recipients, places=frame.type in PLACES_COUNT)
        kind = self._settled(self._type(frame, sentence, actors), sentence, frame, actors, recipients)
        if self.lexicon.acts[kind].symmetric:
            actors = self._purpose_of(sentence, frame) or actors
            actors, recipients = tuple(dict.fromkeys((*actors, *recipients))), ()
        else:
            recipients = self._others(kind, recipients, actors)
            recipients = (
                recipients or self._owners(kind, sentence, frame, actors) or self._interlocutor(kind, frame, actors)
            )
        if not actors:
            return None
        return Act(kind, frame, actors, recipients, self._claimant(frame))

    def _may_act(self, word: Word) -> bool:
        """Somebody whom the text does not let one tell may act ("Experten warnten"); "it" and "this" do not."""
        return word.upos in ("NOUN", "PROPN") or word.text.casefold() in self.lexicon.table("pronouns")

    # who

    def resolve(self, sentence: Sentence, words: Iterable[Word], *, places: bool = False) -> tuple[str, ...]:
        """The people and parties that role words and everything coordinated with them stand for."""
        found: list[str] = []
        for word in words:
            for each in conjuncts(sentence, word):
                if each is not word and self._is_inside_name(sentence, each):
                    continue  # "Trinidad and Tobago" is one party
                found.extend(self._stands_for(sentence, each, places=places))
        known = tuple(dict.fromkeys(each for each in found if each != UNKNOWN))
        return known or ((UNKNOWN,) if found else ())

    def _is_inside_name(self, sentence: Sentence, word: Word) -> bool:
        parties = self.mentions.found[sentence.index].parties
        return any(party.span.first < word.index <= party.span.last for party in parties)

    def _stands_for(self, sentence: Sentence, word: Word, *, places: bool) -> tuple[str, ...]:
        references = self.mentions.references.of(sentence, word)
        if references:
            return references
        below = [
            child for child in sentence.children(word, "appos", "flat", "compound", "nmod") if child.upos == "PROPN"
        ]
        for child in below if word.upos in ("NOUN", "PROPN") and self._is_human_noun(word) else ():
            if references := self.mentions.references.of(sentence, child):
                return references
        if places:
            found = self.mentions.found[sentence.index]
            return tuple(place.party for place in found.places if place.party and place.span.covers(word.index))
        return ()

    def _is_human_noun(self, word: Word) -> bool:
        folded = self.lexicon.folding(word.lemma)
        if any(folded in self.lexicon.folded_words("groups", key) for key in ("people", "sides", "counterparts")):
            return True
        return word.lemma in self.lexicon.offices or word.text in self.lexicon.offices

    def _agentless(self, sentence: Sentence, frame: Frame) -> tuple[str, ...]:
        """A passive without an agent, or a predicate without a subject: the parties the meeting is between."""
        owner = self._owner(sentence, frame)
        if owner:
            return owner
        if frame.type not in TOGETHER:
            return (UNKNOWN,) if frame.nested_in is None else ()
        others = self.resolve(sentence, frame.recipients)
        parties = self.mentions.parties_at(frame.sentence)
        if others and not self.lexicon.acts[frame.type].symmetric:
            parties = tuple(party for party in parties if party not in {self.mentions.party(each) for each in others})
            return parties
        return parties if len(parties) > 1 else ()

    def _owner(self, sentence: Sentence, frame: Frame) -> tuple[str, ...]:
        """ "der Wille der Führungen beider Länder wurde ausgedrückt": whose will it was."""
        if frame.companion is None:
            return ()
        valency = Valency(sentence, self.lexicon)
        return self._with_owned(sentence, valency.find(frame.companion, "poss"))

    def _with_owned(self, sentence: Sentence, words: Iterable[Word]) -> tuple[str, ...]:
        words = tuple(words)
        direct = self.resolve(sentence, words)
        if direct and direct != (UNKNOWN,):
            return direct
        valency = Valency(sentence, self.lexicon)
        return self.resolve(sentence, [owner for word in words for owner in valency.find(word, "poss")])

    def _settled(
        self, kind: str, sentence: Sentence, frame: Frame, actors: tuple[str, ...], recipients: tuple[str, ...]
    ) -> str:
        """Support for a party, its cause or act is PRAISE; for a principle it is a position: STATE."""
        noun = frame.stance.noun if frame.stance else None
        if kind != "PRAISE" or noun not in self.lexicon.words("complement", "of_a_party"):
            return kind
        return (
            kind
            if recipients or self._owners(kind, sentence, frame, actors) or self._names_party(frame, actors)
            else NEUTRAL
        )

    def _names_party(self, frame: Frame, actors: tuple[str, ...]) -> bool:
        own = {self.mentions.party(actor) for actor in actors}
        content, sentence = frame.content, self.sentences[frame.sentence]
        return content is not None and any(
            party.party not in own and content.contains(sentence[party.span.first].evidence)
            for party in self.mentions.found[frame.sentence].parties
        )

    def _others(self, kind: str, recipients: tuple[str, ...], actors: tuple[str, ...]) -> tuple[str, ...]:
        """Recipients that are not the actors themselves or their own side; one's own officials only get tasks."""
        own = {self.mentions.party(actor) for actor in actors} - {None}
        return tuple(
            each
            for each in recipients
            if each not in actors and (kind == "URGE" or self.mentions.party(each) not in own)
        )

    def _purpose_of(self, sentence: Sentence, frame: Frame) -> tuple[str, ...]:
        """ "A spoke with B to discuss X": both discuss."""
        above = sentence.head(frame.head)
        if above is None or frame.head.relation not in ("advcl", "xcomp"):
            return ()
        meeting = self._by_head.get((frame.sentence, above.index))
        return meeting.people_and_parties if meeting is not None and meeting.type == "MEET" else ()

    def _owners(self, kind: str, sentence: Sentence, frame: Frame, actors: tuple[str, ...]) -> tuple[str, ...]:
        """Whose act or cause is praised or criticised: "welcomed Israel's decision", "concern about Russian actions"."""
        if kind not in OWNER_TYPES or frame.content_head is None:
            return ()
        own = {self.mentions.party(actor) for actor in actors}
        heads = conjuncts(sentence, frame.content_head)
        valency = Valency(sentence, self.lexicon)
        aims = [
            word
            for role in (frame.stance.content if frame.stance else ())
            for head in heads
            for word in valency.find(head, role)
        ]
        for words in (heads, aims):
            owners = dict.fromkeys(owner for word in words for owner in self._owners_of(sentence, word))
            others = tuple(each for each in owners if self.mentions.party(each) not in own)
            if others:
                return others
        return ()

    def _owners_of(self, sentence: Sentence, word: Word) -> tuple[str, ...]:
        direct = self.resolve(sentence, (word,))
        if direct and direct != (UNKNOWN,):
            return direct
        owned = self.resolve(sentence, Valency(sentence, self.lexicon).find(word, "poss"))
        if owned and owned != (UNKNOWN,):
            return owned
        below = {child.index for child in sentence.children(word, "amod", "compound", "nmod", "nmod:poss")}
        parties = self.mentions.found[sentence.index].parties
        return tuple(
            dict.fromkeys(party.party for party in parties if below & set(range(party.span.first, party.span.last + 1)))
        )

    def _interlocutor(self, kind: str, frame: Frame, actors: tuple[str, ...]) -> tuple[str, ...]:
        """The other side of the talks, for acts that are towards somebody; nobody where both sides act."""
        if kind not in INTERLOCUTOR_TYPES and not (kind == "PRAISE" and self._is_to_somebody(frame)):
            return ()
        if any(map(self._is_human, frame.recipients)):  # somebody is named whom the text does not let one tell
            return () if self._is_mutual(frame) else (UNKNOWN,)
        acting = {self.mentions.party(actor) for actor in actors} - {None}
        parties = self.mentions.parties_at(frame.sentence)
        others = tuple(party for party in parties if party not in acting)
        if len(acting) != 1 or len(others) != len(parties) - 1:
            return ()
        return others

    def _is_to_somebody(self, frame: Frame) -> bool:
        """Thanks and congratulations go to somebody, whether the sentence says so or not."""
        roles = frame.stance.recipient if frame.stance else frame.predicate.recipient
        return (
            bool(roles)
            and roles[0] in ("iobj", "obj", "nmod:to", "nmod:an", "nmod:gegenüber")
            and frame.predicate.recipient != ("obj.poss",)
        )

    def _is_human(self, word: Word) -> bool:
        return word.upos == "PRON" or self._is_human_noun(word) or word.text in self.lexicon.honorifics

    def _is_mutual(self, frame: Frame) -> bool:
        return any(word.text.casefold() in self.lexicon.words("groups", "each_other") for word in frame.recipients)

    def _claimant(self, frame: Frame) -> str | None:
        """Whose claim an act is that stands inside what somebody says."""
        if frame.nested_in is None:
            return None
        sentence = self.sentences[frame.sentence]
        speakers = self.resolve(sentence, Valency(sentence, self.lexicon).find(frame.nested_in, "subj"))
        return speakers[0] if speakers else None

    # what a neutral verb of saying does

    def _type(self, frame: Frame, sentence: Sentence, actors: tuple[str, ...]) -> str:
        if frame.type not in TELLING or frame.stance is not None or frame.content_head is None:
            return frame.type
        head = frame.content_head
        if head.upos not in ("VERB", "AUX", "ADJ") and not sentence.children(head, "cop", "aux"):
            return frame.type
        own = self._is_own(sentence, head, actors)
        words = self.lexicon.words
        lemma = verb_lemma(sentence, head, self.lexicon)
        auxiliaries = sentence.children(head, "aux", "cop")
        ready = {lemma, head.text.casefold(), *(child.lemma.casefold() for child in sentence.children(head, "xcomp"))}
        if own and ready & words("complement", "ready"):
            return "PRAISE" if lemma in words("complement", "support") else "PLEDGE"
        if own and lemma in words("complement", "support"):
            return "PRAISE"
        if own and own_modality(sentence, head, self.lexicon) == WILL:
            return "PLEDGE"
        if own is False and any(each.lemma in words("complement", "must") for each in auxiliaries):
            return "URGE"
        return frame.type

    def _is_own(self, sentence: Sentence, head: Word, actors: tuple[str, ...]) -> bool | None:
        """Whether the complement speaks of the speaker's own side; None where it speaks of no side."""
        surface = sentence.children(head, "nsubj")
        subjects = self.resolve(sentence, surface or Valency(sentence, self.lexicon).find(head, "subj"))
        if not subjects or subjects == (UNKNOWN,):
            return None
        own = {self.mentions.party(actor) for actor in actors} - {None}
        spoken_of = {self.mentions.party(subject) for subject in subjects} - {None}
        return spoken_of <= own if spoken_of else None


def distinct(acts: Sequence[Act]) -> list[Act]:
    """One act a predicate: where a headline's verb and another frame share a trigger, the first is kept."""
    seen: set[tuple[int, int]] = set()
    kept = []
    for act in acts:
        key = (act.frame.sentence, act.frame.head.index)
        if key not in seen:
            seen.add(key)
            kept.append(replace(act))
    return kept
