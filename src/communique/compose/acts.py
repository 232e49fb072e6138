"""Frames to acts: role words become people and parties, neutral speech takes the type of what it says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from communique.compose.function import Function
from communique.compose.who import Who
from communique.frames.frame import Frame
from communique.frames.valency import Valency
from communique.lexicon import Lexicon
from communique.mentions import Mentions
from communique.mentions.walk import UNKNOWN
from communique.sentences import Sentence, Word
from communique.verbs import is_finite

INTERLOCUTOR_TYPES = frozenset(
    {"BRIEF", "WARN", "URGE", "PLEDGE", "CONVEY", "VISIT"}
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
HARM_AND_HELP = frozenset({"SANCTION", "AID", "ASSAULT", "COERCE", "CONCEDE", "WARN"})
ANSWERS = frozenset({("INVITE", "AGREE"), ("INVITE", "REJECT"), ("URGE", "AGREE"), ("PLEDGE", "AGREE")})
PLACES_COUNT = frozenset({"VISIT"})  # "reiste nach Genf": the state the place lies in is visited


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
        self.who = Who(mentions, lexicon)
        self.function = Function(self.who, mentions, lexicon)
        self._by_head: dict[tuple[int, int], Act] = {}
        self._met: tuple[str, ...] = ()  # who met last, for texts that do not say for which parties
        self._last: Act | None = None

    def acts(self, frames: Iterable[Frame]) -> list[Act]:
        """Return the acts of all frames whose actor is somebody; in text order."""
        acts: list[Act] = []
        for frame in frames:
            act = self._act(frame)
            if act is not None:
                acts.append(act)
                self._last = act
                self._by_head[(frame.sentence, frame.head.index)] = act
                if act.type == "MEET" and len(act.actors) > 1:
                    self._met = act.actors
        return acts

    def _act(self, frame: Frame) -> Act | None:
        sentence = self.sentences[frame.sentence]
        actors = self.who.resolve(sentence, frame.actors)
        if actors in ((), (UNKNOWN,)) and self.lexicon.acts[frame.type].symmetric:
            named_after = (*frame.actors, frame.companion) if frame.companion is not None else frame.actors
            met = self.who.partners(sentence, (*named_after, frame.head)) if frame.type == "MEET" else ()
            actors = met or self.who.between(sentence, named_after) or actors
        if not actors:
            doers = () if all(map(self._is_meeting, frame.actors)) else frame.actors
            if doers and not any(map(self._may_act, doers)):
                return None
            actors = () if doers else self._agentless(sentence, frame)
            actors = actors or ((UNKNOWN,) if frame.actors else ())
        recipients = self.who.resolve(sentence, frame.recipients, places=frame.type in PLACES_COUNT)
        if frame.type in HARM_AND_HELP and recipients in ((), (UNKNOWN,)):
            recipients = self._hit(sentence, frame) or recipients
        if frame.type == "VISIT" and self._is_swapped(actors, recipients):
            actors, recipients = recipients, actors  # "hat Minister Holm Japan besucht": names show no case
        kind = self.function.type(sentence, frame, actors, recipients)
        actors = self._asked(kind, frame, actors) or actors
        if self.lexicon.acts[kind].symmetric:
            actors = self._purpose_of(sentence, frame) or actors
            recipients = recipients or self._partner(kind, frame, actors)
            actors, recipients = tuple(dict.fromkeys((*actors, *recipients))), ()
        else:
            recipients = self._others(kind, recipients, actors)
            recipients = (
                recipients
                or self.who.owners(kind, sentence, frame, actors)
                or self._belonging_to(kind, sentence, frame, actors)
                or self._interlocutor(kind, frame, actors)
            )
        if not actors or kind == "MEET" and len(actors) == 1 and self._is_speech(frame):
            return None
        return Act(kind, frame, actors, recipients, self._claimant(frame))

    def _is_speech(self, frame: Frame) -> bool:
        """ "Speaking on the occasion, …": one alone who speaks meets nobody."""
        speaks = frame.head.lemma in self.lexicon.words("meeting", "speaking")
        return speaks and frame.companion is None and not is_finite(frame.head)

    def _hit(self, sentence: Sentence, frame: Frame) -> tuple[str, ...]:
        """ "verhängte Sanktionen gegen drei nordkoreanische Banken": whose they are."""
        return tuple(dict.fromkeys(owner for word in frame.recipients for owner in self.who.owners_of(sentence, word)))

    def _may_act(self, word: Word) -> bool:
        """Somebody whom the text does not let one tell may act ("Experten warnten"); "it" and "this" do not."""
        return word.upos in ("NOUN", "PROPN") or word.text.casefold() in self.lexicon.table("pronouns")

    def _is_meeting(self, word: Word) -> bool:
        """ "The call dealt with Gaza": those do who had it."""
        return self.lexicon.meetings.get(word.lemma) is not None

    def _agentless(self, sentence: Sentence, frame: Frame) -> tuple[str, ...]:
        """A passive without an agent, or a predicate without a subject: the parties the meeting is between."""
        owner = self._owner(sentence, frame)
        if owner:
            return owner
        if frame.type not in TOGETHER:
            return (UNKNOWN,) if frame.nested_in is None else ()
        others = self.who.resolve(sentence, frame.recipients)
        parties = self.mentions.parties_at(frame.sentence)
        if others and not self.lexicon.acts[frame.type].symmetric:
            parties = tuple(party for party in parties if party not in {self.mentions.party(each) for each in others})
            return parties
        return parties if len(parties) > 1 else self._met

    def _owner(self, sentence: Sentence, frame: Frame) -> tuple[str, ...]:
        """ "der Wille der Führungen beider Länder wurde ausgedrückt": whose will it was."""
        if frame.companion is None or self.who.is_human_noun(frame.companion):  # "the ambassador of X was summoned"
            return ()
        valency = Valency(sentence, self.lexicon)
        return self.who.with_owned(sentence, valency.find(frame.companion, "poss"))

    def _others(self, kind: str, recipients: tuple[str, ...], actors: tuple[str, ...]) -> tuple[str, ...]:
        """Recipients that are not the actors themselves or their own side; one's own officials only get tasks."""
        own = {self.mentions.party(actor) for actor in actors} - {None}
        return tuple(
            each
            for each in recipients
            if each not in actors
            and each not in own
            and (kind == "URGE" or self.mentions.person(each) or self.mentions.party(each) not in own)
        )

    def _asked(self, kind: str, frame: Frame, actors: tuple[str, ...]) -> tuple[str, ...]:
        """ "A invited B. He accepted.": he who answers is not he who asked."""
        asking = self._last
        if asking is None or (asking.type, kind) not in ANSWERS or actors != asking.actors:
            return ()
        near = frame.sentence - asking.frame.sentence <= 1
        pronoun = all(word.upos in ("PRON", "DET") for word in frame.actors)
        one = len(asking.recipients) == 1 and self.mentions.person(asking.recipients[0])
        return asking.recipients if near and pronoun and one else ()

    def _purpose_of(self, sentence: Sentence, frame: Frame) -> tuple[str, ...]:
        """ "A spoke with B to discuss X": both discuss."""
        above = sentence.head(frame.head)
        if above is None or frame.head.relation not in ("advcl", "xcomp"):
            return ()
        meeting = self._by_head.get((frame.sentence, above.index))
        return meeting.people_and_parties if meeting is not None and meeting.type == "MEET" else ()

    def _is_swapped(self, actors: tuple[str, ...], recipients: tuple[str, ...]) -> bool:
        """States are visited by people, not people by states."""
        return (
            bool(actors and recipients)
            and not any(map(self.mentions.person, actors))
            and all(map(self.mentions.person, recipients))
            and actors != (UNKNOWN,)
        )

    def _partner(self, kind: str, frame: Frame, actors: tuple[str, ...]) -> tuple[str, ...]:
        """ "The Foreign Secretary held talks in Beijing": one alone meets nobody, so with the other side of the text.

        A body alone is in session: "the Council met".
        """
        acting = self.mentions.parties_of(actors)
        alone = kind == "MEET" and len(acting) == 1 and self.lexicon.parties[next(iter(acting))].kind != "body"
        unnamed = all(map(self.who.is_delegation, frame.recipients))  # "gave a reception for the delegation"
        return self._other_side(frame, actors) if alone and unnamed else ()

    def _belonging_to(self, kind: str, sentence: Sentence, frame: Frame, actors: tuple[str, ...]) -> tuple[str, ...]:
        """ "praised his team": the other's; "tasked their ministers": their own, since one gives tasks to nobody else's."""
        owned = [word for word in frame.recipients if self._is_possessed(sentence, word)]
        if not owned or not self.mentions.parties_of(actors):
            return ()
        if kind == "URGE" and all(map(self._is_subordinate, owned)):
            return tuple(sorted(self.mentions.parties_of(actors)))
        return self._other_side(frame, actors) if kind == "PRAISE" else ()

    def _is_possessed(self, sentence: Sentence, word: Word) -> bool:
        """ "his team", or the "his" of "his leadership"."""
        marks = (word, *sentence.children(word, "nmod:poss", "det"))
        own = self.lexicon.words("groups", "own")
        return any("Poss=Yes" in each.feats and each.text.casefold() not in own for each in marks)

    def _is_subordinate(self, word: Word) -> bool:
        keys = ("guests", "hosts", "counterparts")
        folded = self.lexicon.folding(word.lemma)
        return self.who.is_human_noun(word) and not any(
            folded in self.lexicon.folded_words("groups", key) for key in keys
        )

    def _interlocutor(self, kind: str, frame: Frame, actors: tuple[str, ...]) -> tuple[str, ...]:
        """The other side of the talks, for acts that are towards somebody; nobody where both sides act."""
        if kind not in INTERLOCUTOR_TYPES and not (kind == "PRAISE" and self._is_to_somebody(frame)):
            return ()
        if any(map(self._is_human, frame.recipients)):  # somebody is named whom the text does not let one tell
            return () if self._is_mutual(frame) else (UNKNOWN,)
        if frame.recipients and kind == "URGE":  # "called on the international community to act"
            return ()
        return self._other_side(frame, actors)

    def _other_side(self, frame: Frame, actors: tuple[str, ...]) -> tuple[str, ...]:
        """Whom the text is about there beside the one side that acts."""
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
        return word.upos == "PRON" or self.who.is_human_noun(word) or word.text in self.lexicon.honorifics

    def _is_mutual(self, frame: Frame) -> bool:
        return any(word.text.casefold() in self.lexicon.words("groups", "each_other") for word in frame.recipients)

    def _claimant(self, frame: Frame) -> str | None:
        """Whose claim an act is that stands inside what somebody says."""
        if frame.nested_in is None:
            return None
        sentence = self.sentences[frame.sentence]
        speakers = self.who.resolve(sentence, Valency(sentence, self.lexicon).find(frame.nested_in, "subj"))
        return speakers[0] if speakers else None


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
