"""Matches the lexicon's predicates against a sentence: the entry with the most conditions fulfilled makes the frame."""

from __future__ import annotations

from collections.abc import Iterator

from communique.entries import Predicate, Stance
from communique.frames.conditions import Conditions
from communique.frames.frame import Frame
from communique.frames.match import Match
from communique.frames.parenthetic import parenthetic, parenthetic_frame
from communique.frames.roles import Roles
from communique.frames.scope import Licence, modality
from communique.frames.valency import Valency
from communique.lexicon import CLASS_NOUN, Lexicon
from communique.mentions.coreference import References
from communique.sentences import Sentence, Word
from communique.verbs import is_finite, particle_of, verb_lemma

POS = {"VERB": ("VERB", "AUX", "NOUN", "ADJ"), "NOUN": ("NOUN", "PROPN"), "ADJ": ("ADJ", "VERB", "ADV")}
PURPOSE_TYPES = frozenset({"MEET", "VISIT"})
REPORT = "STATE"
JOINT = frozenset({"MEET", "VISIT", "DISCUSS", "AGREE", "SIGN", "COOPERATE"})  # may have no agent: "which was signed"
HARM = frozenset({"ASSAULT", "COERCE"})
TO_COME = frozenset({"MEET", "VISIT", "SIGN"})


class Matcher:
    """Finds the frames of one sentence."""

    def __init__(self, sentence: Sentence, lexicon: Lexicon, references: References) -> None:
        self.sentence = sentence
        self.lexicon = lexicon
        self.references = references
        self.valency = Valency(sentence, lexicon)
        self.conditions = Conditions(sentence, lexicon, references, self.valency)
        self.roles = Roles(sentence, lexicon, references, self.valency)
        self.licence = Licence(sentence, self.valency, lexicon, PURPOSE_TYPES)

    def frames(self) -> list[Frame]:
        """Return the reported acts of the sentence in text order."""
        matches = {match.head.index: match for word in self.sentence if (match := self._best(word))}
        matches = self._without_planning(self._without_companions(matches))
        types = {index: self._type(match) for index, match in matches.items()}
        passing = next((match for match in matches.values() if self._in_passing(match, types[match.head.index])), None)
        placed: dict[int, tuple[Match, Word | None]] = {}
        for index, match in matches.items():
            reported, nested = self.licence.place(
                match.head, types[index], {at: kind for at, kind in types.items() if at != index}
            )
            if passing is match:
                placed[index] = (match, None)
            elif passing is not None and nested is None:
                if reported and self.licence.is_told_of(match.head, types[index]):
                    placed[index] = (match, passing.head)
            elif reported and not self._inside_quote(match, matches):
                placed[index] = (match, nested)
        deeds = [match for match, nested in placed.values() if self._is_somebodys(match, nested)]
        stop = frozenset(at for match in deeds for at in self._stops(match))
        placed = {at: each for at, each in placed.items() if each[0] in deeds or self._type(each[0]) not in HARM}
        frames = [self._frame(match, nested, stop) for _, (match, nested) in sorted(placed.items())]
        speech = parenthetic_frame(self.sentence, self.references, self.lexicon)
        if speech is None or speech.content is None:
            return frames
        content = speech.content
        return [*(frame for frame in frames if not content.contains(frame.head.evidence)), speech]

    def _without_companions(self, matches: dict[int, Match]) -> dict[int, Match]:
        """A noun that another predicate already carries is no act of its own."""
        companions = {
            word.index for match in matches.values() for word in match.trigger if word.index != match.head.index
        }
        return {index: match for index, match in matches.items() if index not in companions}

    def _without_planning(self, matches: dict[int, Match]) -> dict[int, Match]:
        """ "is scheduled to meet", "plans to visit": the meeting to come is the act, not the planning of it."""
        planned = self.lexicon.words("scope", "planned") | self.lexicon.words("scope", "future_heads")
        leading = {
            match.head.index
            for match in matches.values()
            if match.head.lemma in planned
            and any(
                child.index in matches and self._type(matches[child.index]) in TO_COME
                for child in self.sentence.children(match.head, "xcomp")
            )
        }
        return {index: match for index, match in matches.items() if index not in leading}

    def _is_somebodys(self, match: Match, nested: Word | None) -> bool:
        """ "thanked them for freeing the men who had been seized", "the attack that killed two": nobody's act, still said."""
        if nested is None or match.head.deprel != "acl:relcl":
            return True
        actors = self.roles.fill(match, match.predicate.actor)
        return self._type(match) in JOINT if not actors else not all(map(self.roles.is_thing, actors))

    def _in_passing(self, match: Match, kind: str) -> bool:
        """ "…, wie der Sprecher mitteilte", "as he noted": a clause of saying that has all the rest for its content."""
        head, cues = match.head, self.lexicon.words("clause", "in_passing")
        above = self.sentence.head(head)
        return (
            kind == REPORT
            and above is not None
            and is_finite(head)
            and any(child.text.casefold() in cues for child in self.sentence.children(head, "mark", "advmod"))
            and bool(self.sentence.children(head, "nsubj"))
            and not self.sentence.children(head, "obj", "ccomp", "xcomp")
            and not (head.relation == "ccomp" and self.lexicon.predicates.get(("VERB", above.lemma)))
        )

    def _inside_quote(self, match: Match, matches: dict[int, Match]) -> bool:
        """ "China sei bereit, sagte er": the quoted clause is the content of the speech verb in parenthesis."""
        speech = parenthetic(self.sentence, match.head, self.lexicon)
        if speech is None or speech.index not in matches or speech.index == match.head.index:
            return False
        says = bool(set(matches[speech.index].predicate.content) & {"ccomp", "clause", "quote", "obj"})
        subjects = self.sentence.children(speech, "nsubj")
        return (
            says
            and bool(subjects)
            and not any(map(self.valency.is_relative, subjects))
            and not self.sentence.children(speech, "obj")
        )

    def _stops(self, match: Match) -> Iterator[int]:
        """Where another act begins: its head, or the words that lead up to it."""
        yield match.head.index

    # finding the entry

    def _best(self, word: Word) -> Match | None:
        for pos, tags in POS.items():
            if word.upos not in tags:
                continue
            lemma = verb_lemma(self.sentence, word, self.lexicon) if pos == "VERB" else word.lemma
            entries = self.lexicon.predicates.get((pos, lemma), ())
            if pos == "ADJ" and not entries:  # "besorgt": a participle to the lemmatizer, an adjective here
                entries = self.lexicon.predicates.get((pos, word.text.casefold()), ())
            for predicate in entries:
                match = self._fit(predicate, word, pos)
                if match is not None:
                    return match
        return None

    def _fit(self, predicate: Predicate, head: Word, pos: str) -> Match | None:  # noqa: C901  (each test rules out one reading)
        if pos == "VERB" and head.upos in ("NOUN", "ADJ") and "VerbForm" not in head.feats:
            return None
        if pos == "NOUN" and not self._is_nominal_predicate(head):
            return None
        if (
            pos == "ADJ"
            and not self.sentence.children(head, "cop", "nsubj")
            and head.relation not in ("xcomp", "conj", "root")
        ):
            return None
        particle = particle_of(self.sentence, head, self.lexicon)
        trigger = [head, particle] if particle is not None else [head]
        companion: Word | None = None
        stance: Stance | None = None
        for condition in predicate.conditions:
            found = self.conditions.fulfil(condition, head)
            if condition.absent:
                if found is not None:
                    return None
                continue
            if found is None:
                return None
            if (
                condition.relation != "refl"
                and condition.noun_class not in ("party", "person")
                and (condition.lemmas or condition.noun_class)
            ):
                trigger.append(found)
                companion = found
        if companion is None and predicate.type == REPORT and "obj" in predicate.content:
            stance = self._told_stance(head)
        if companion is not None:
            stance = self._stance(companion, head)
        if predicate.type == CLASS_NOUN and stance is None and self.conditions.meeting_act(companion) is None:
            return None
        return Match(predicate, head, sorted(trigger, key=lambda word: word.index), companion, stance)

    def _is_nominal_predicate(self, noun: Word) -> bool:
        """A noun reports an act by itself as predicate ("Gegenstand waren …") or where nothing else stands ("Call with …")."""
        subjects = self.sentence.children(noun, "nsubj")
        if any(self.sentence.children(each, "cop") for each in (noun, *subjects)):
            return True  # "Weitere Themen waren der Tourismus und …": a parser may hang the copula on either
        above = self.sentence.head(noun)
        return (
            above is None
            or noun.relation in ("nsubj", "conj", "parataxis")
            and bool(self.sentence.children(above, "cop"))
        )

    def _told_stance(self, head: Word) -> Stance | None:
        """What a plain verb of saying has as its object decides too: "confirmed his support"."""
        for word in self.valency.find(head, "obj"):
            if word.lemma in self.lexicon.stances:
                return self._stance(word, head)
        return None

    def _stance(self, noun: Word, head: Word) -> Stance | None:
        """The row of a stance noun: where it has several, the first whose content is there, on the noun or on its verb."""
        options = self.lexicon.stances.get(noun.lemma) or self.lexicon.stances.get(noun.text) or ()
        for stance in options[:-1]:
            if any(self.valency.find(word, role) for role in stance.content for word in (noun, head)):
                return stance
        return options[-1] if options else None

    def _type(self, match: Match) -> str:
        if match.predicate.type == REPORT and match.stance is not None and match.companion is None:
            return match.stance.type
        if match.predicate.type != CLASS_NOUN:
            return match.predicate.type
        if match.stance is not None:
            return match.stance.type
        return self.conditions.meeting_act(match.companion) or "MEET"

    # filling its roles

    def _frame(self, match: Match, nested: Word | None, stop: frozenset[int]) -> Frame:
        predicate, head = match.predicate, match.head
        actors = self.roles.fill(match, predicate.actor)
        others = stop - {word.index for word in match.trigger}
        kind = self._type(match)
        if self._in_passing(match, kind):
            content, content_heads = self.roles.around(match), self.roles.beside(match)
        else:
            content, content_heads = (
                self.roles.content(match, others) if self.lexicon.acts[kind].content else (None, ())
            )
        return Frame(
            type=kind,
            sentence=self.sentence.index,
            head=head,
            trigger=tuple(match.trigger),
            actors=actors,
            recipients=self.roles.fill(match, predicate.recipient),
            content=content,
            content_head=content_heads[0] if content_heads else None,
            modality=modality(self.sentence, head, match.companion, self.lexicon),
            predicate=predicate,
            companion=match.companion,
            stance=match.stance,
            nested_in=nested,
        )
