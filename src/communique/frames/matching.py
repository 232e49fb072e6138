"""Matches the lexicon's predicates against a sentence: the entry with the most conditions fulfilled makes the frame."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from communique.evidence import Evidence
from communique.frames.content import content_span, trimmed
from communique.frames.frame import Frame
from communique.frames.parenthetic import parenthetic_frame
from communique.frames.scope import Licence, modality
from communique.frames.valency import Valency
from communique.lexicon import CLASS_NOUN, Condition, Lexicon, Predicate, Stance
from communique.mentions.coreference import UNKNOWN, References
from communique.mentions.nouns import compound_head
from communique.sentences import Sentence, Word
from communique.verbs import conjuncts, is_finite, particle_of, verb_lemma

POS = {"VERB": ("VERB", "AUX", "NOUN", "ADJ"), "NOUN": ("NOUN", "PROPN"), "ADJ": ("ADJ", "VERB", "ADV")}
PURPOSE_TYPES = frozenset({"MEET", "VISIT"})
REPORT = "STATE"
TO_COME = frozenset({"MEET", "VISIT", "SIGN"})
CLAUSAL = frozenset({"clause", "ccomp", "xcomp"})
SHORTEST_HEAD = 5  # letters: "-rat" and "-amt" end too many compounds


class Match:
    """One entry that fits one head: the companions that its conditions named."""

    __slots__ = ("companion", "head", "predicate", "stance", "trigger")

    def __init__(
        self, predicate: Predicate, head: Word, trigger: list[Word], companion: Word | None, stance: Stance | None
    ) -> None:
        self.predicate = predicate
        self.head = head
        self.trigger = trigger
        self.companion = companion
        self.stance = stance


class Matcher:
    """Finds the frames of one sentence."""

    def __init__(self, sentence: Sentence, lexicon: Lexicon, references: References) -> None:
        self.sentence = sentence
        self.lexicon = lexicon
        self.references = references
        self.valency = Valency(sentence, lexicon)
        self.licence = Licence(sentence, self.valency, lexicon, PURPOSE_TYPES)

    def frames(self) -> list[Frame]:
        """Return the reported acts of the sentence in text order."""
        matches = {match.head.index: match for word in self.sentence if (match := self._best(word))}
        matches = self._without_planning(self._without_companions(matches))
        types = {index: self._type(match) for index, match in matches.items()}
        placed = {}
        for index, match in matches.items():
            reported, nested = self.licence.place(
                match.head, types[index], {at: kind for at, kind in types.items() if at != index}
            )
            if reported and not self._inside_quote(match, matches):
                placed[index] = (match, nested)
        stop = frozenset(at for index in placed for at in self._stops(placed[index][0]))
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
            found = self._fulfil(condition, head)
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
        if predicate.type == CLASS_NOUN and stance is None and self._meeting_act(companion) is None:
            return None
        return Match(predicate, head, sorted(trigger, key=lambda word: word.index), companion, stance)

    def _is_nominal_predicate(self, noun: Word) -> bool:
        """A noun reports an act by itself as predicate ("Gegenstand waren …") or where nothing else stands ("Call with …")."""
        if self.sentence.children(noun, "cop"):
            return True
        above = self.sentence.head(noun)
        return (
            above is None
            or noun.relation in ("nsubj", "conj", "parataxis")
            and bool(self.sentence.children(above, "cop"))
        )

    def _fulfil(self, condition: Condition, head: Word) -> Word | None:
        if condition.relation == "refl":
            return head if self.valency.is_reflexive(head) else None
        for word in self._candidates(condition.relation, head, named=bool(condition.lemmas)):
            if self._is_named(condition, word):
                return word
        return None

    def _candidates(self, relation: str, head: Word, *, named: bool) -> Iterator[Word]:
        for word in self.valency.find(head, relation):
            yield from conjuncts(self.sentence, word)
        if relation in ("xcomp", "advmod") and named:  # "machte deutlich": a parser may take it for an adverb
            yield from self.sentence.children(head, "xcomp", "advmod")
            yield from self._bare_conjuncts(head)
        if relation == "subj" and not self.valency.find(head, "subj"):
            yield from self.sentence.children(
                head, "nsubj", "obj"
            )  # "fand ein Treffen statt": a parser may miss the case
        if named and relation in ("obj", "subj"):
            yield from self._in_bracket(head)
        if named and relation.startswith("obl:"):
            yield from self._closing_phrase(head, relation.partition(":")[2])

    def _in_bracket(self, head: Word) -> Iterator[Word]:
        """Nouns between the auxiliary and the participle of a verb bracket, wherever a parser hung them.

        "Beim Gespräch wurden Meinungen über … und über … ausgetauscht": the collocation tells what the tree may not.
        """
        if self.lexicon.table("verbs").get("bracket") != "yes" or is_finite(head) or head.upos != "VERB":
            return
        opening = next((word.index for word in reversed(self.sentence.words[: head.index]) if is_finite(word)), None)
        if opening is None or self.sentence[opening].upos != "AUX":
            return
        for word in self.sentence.words[opening + 1 : head.index]:
            if word.upos == "NOUN" and not any(child.upos == "ADP" for child in self.sentence.children(word, "case")):
                yield word

    def _bare_conjuncts(self, head: Word) -> Iterator[Word]:
        """ "äußerte sich … beunruhigt": a participle at the clause's end that a parser coordinated, with nothing between."""
        for word in self.sentence.children(head, "conj"):
            between = self.sentence.words[head.index + 1 : word.index]
            if not self.sentence.children(word, "cc", "nsubj") and all(each.text != "," for each in between):
                yield word

    def _closing_phrase(self, head: Word, case: str) -> Iterator[Word]:
        """The phrase that closes the clause of a verb, wherever a parser hung it: "stellte Hilfe für die Opfer in Aussicht"."""
        if self.lexicon.table("verbs").get("bracket") != "yes" or head.upos != "VERB":
            return
        if not is_finite(head):
            before = self.sentence.words[max(0, head.index - 1) : head.index]
            yield from (word for word in before if word.upos == "NOUN" and self.valency.case(word) == case)
            return
        for word in self.sentence.words[head.index + 1 :]:
            if word.upos in ("VERB", "AUX") and is_finite(word):
                return
            if self._closes(word) and word.upos == "NOUN" and self.valency.case(word) == case:
                yield word

    def _is_named(self, condition: Condition, word: Word) -> bool:
        if condition.noun_class == "meeting":
            return self._meeting_act(word) is not None
        if condition.noun_class == "stance":
            return word.lemma in self.lexicon.stances or word.text in self.lexicon.stances
        if condition.noun_class == "agreement":
            return (
                word.lemma in self.lexicon.agreements
                or compound_head(word, self.lexicon, self.lexicon.agreements) is not None
            )
        if condition.noun_class == "person":
            named = self.references.of(self.sentence, word)
            return any(each != UNKNOWN and each not in self.lexicon.parties for each in named)
        if condition.noun_class == "party":
            return bool(self.references.of(self.sentence, word))
        if not condition.lemmas:
            return True
        if word.lemma in condition.lemmas or word.text in condition.lemmas or word.text.casefold() in condition.lemmas:
            return True
        return any(self._compound_of(word, lemma) for lemma in condition.lemmas)

    def _compound_of(self, word: Word, lemma: str) -> bool:
        """ "Militärhilfe" counts as "Hilfe": German compounds end in their head."""
        return (
            not self.lexicon.folding.split_hyphens and word.upos == "NOUN" and len(lemma) >= SHORTEST_HEAD
            and word.lemma.casefold().endswith(lemma.casefold())
        )  # fmt: skip

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

    def _meeting_act(self, noun: Word | None) -> str | None:
        if noun is None:
            return None
        entry = self.lexicon.meetings.get(noun.lemma) or self.lexicon.meetings.get(noun.text)
        entry = entry or compound_head(noun, self.lexicon, self.lexicon.meetings)
        return entry.act if entry is not None and entry.pos == "NOUN" else None

    def _type(self, match: Match) -> str:
        if match.predicate.type == REPORT and match.stance is not None and match.companion is None:
            return match.stance.type
        if match.predicate.type != CLASS_NOUN:
            return match.predicate.type
        if match.stance is not None:
            return match.stance.type
        return self._meeting_act(match.companion) or "MEET"

    # filling its roles

    def _frame(self, match: Match, nested: Word | None, stop: frozenset[int]) -> Frame:
        predicate, head = match.predicate, match.head
        actors = self._role(match, predicate.actor)
        others = stop - {word.index for word in match.trigger}
        kind = self._type(match)
        content, content_heads = self._content(match, others) if self.lexicon.acts[kind].content else (None, ())
        return Frame(
            type=kind,
            sentence=self.sentence.index,
            head=head,
            trigger=tuple(match.trigger),
            actors=actors,
            recipients=self._role(match, predicate.recipient),
            content=content,
            content_head=content_heads[0] if content_heads else None,
            modality=modality(self.sentence, head, match.companion, self.lexicon),
            predicate=predicate,
            companion=match.companion,
            stance=match.stance,
            nested_in=nested,
        )

    def _role(self, match: Match, roles: Sequence[str]) -> tuple[Word, ...]:
        """The words that fill a role: the first alternative that finds somebody, else the first that finds something."""
        fallback: tuple[Word, ...] = ()
        for role in roles:
            words = self._words(match, role)
            if any(self.somebody(word) for word in words):
                return words
            if role.partition(":")[2] in self.lexicon.words("side", "partner") and (
                partners := self._partners(match.head, role)
            ):
                return partners
            fallback = fallback or words
        return fallback

    def _partners(self, head: Word, role: str) -> tuple[Word, ...]:
        """ "spoke by phone with X": a parser may hang the partner on the noun between, but never inside a clause."""
        case, queue = role.partition(":")[2], [head]
        while queue:
            for child in self.sentence.children(queue.pop(0)):
                if child.relation in ("obl", "nmod") and self.valency.case(child) == case and self.somebody(child):
                    return (child,)
                if child.relation in ("obl", "obj", "nmod"):
                    queue.append(child)
        return ()

    def somebody(self, word: Word) -> bool:
        return any(
            self.references.of(self.sentence, each) not in ((), (UNKNOWN,)) for each in conjuncts(self.sentence, word)
        )

    def _words(self, match: Match, role: str) -> tuple[Word, ...]:
        if role == "-":
            return ()
        if role in ("with.recipient", "with.content", "recipient", "content"):
            return self._stance_words(match, role.rpartition(".")[2])
        if role == "with":
            return (match.companion,) if match.companion is not None else ()
        words: tuple[Word, ...] = (match.head,)
        for step in role.split("."):
            if step == "with":
                words = (match.companion,) if match.companion is not None else ()
            else:
                words = tuple(found for word in words for found in self.valency.find(word, step))
        return words

    def _stance_words(self, match: Match, kind: str) -> tuple[Word, ...]:
        """What the companion noun's own row says; a parser may have hung it on the verb instead."""
        if match.stance is None or match.companion is None:
            return ()
        fallback: tuple[Word, ...] = ()
        for role in match.stance.recipient if kind == "recipient" else match.stance.content:
            words = self._stance_role(match, match.companion, role)
            if kind == "content" and words or any(self.somebody(word) for word in words):
                return words
            fallback = fallback or words
        return fallback

    def _stance_role(self, match: Match, noun: Word, role: str) -> tuple[Word, ...]:
        """One role of the companion noun; a path goes on from there ("nmod:for.poss")."""
        first, *rest = role.split(".")
        words = self.valency.find(noun, first) or self.valency.find(match.head, first.replace("nmod:", "obl:"))
        if not words and first == "clause":
            words = self._correlated(match)
        words = words or self._deep(noun, first)
        for step in rest:
            words = tuple(found for word in words for found in self.valency.find(word, step))
        return words

    def _deep(self, noun: Word, role: str) -> tuple[Word, ...]:
        """ "concerns of the Allies about X": a parser may have hung the phrase on a word inside the noun's own phrase."""
        name, _, case = role.partition(":")
        if name != "nmod" or not case:
            return ()
        return tuple(
            word
            for word in self.sentence.subtree(noun)
            if word.relation in ("nmod", "obl") and self.valency.case(word) == case
        )[:1]

    def _correlated(self, match: Match) -> tuple[Word, ...]:
        """ "seine Überzeugung davon aus, dass …": the clause hangs on the correlate."""
        correlates = self.lexicon.words("clause", "correlates")
        for holder in (match.companion, match.head):
            if holder is None:
                continue
            for child in self.sentence.children(holder):
                if child.text.casefold() in correlates:
                    clauses = self.sentence.children(child, "ccomp", "xcomp", "acl", "advcl", "acl:relcl")
                    if clauses:
                        return clauses
        return ()

    def _content(self, match: Match, stop: frozenset[int]) -> tuple[Evidence | None, tuple[Word, ...]]:
        for role in match.predicate.content:
            words = self._quoted(match) if role == "quote" else self._words(match, role)
            if not words and role in CLAUSAL:
                words = self._correlated(match)
            if not words and role in ("clause", "ccomp"):
                words = self._quoted(match)
            words = tuple(word for word in words if word.index != match.head.index)
            if not words and (evidence := self._bracketed(match, role)) is not None:
                return evidence, ()
            if words:
                own = {word.index for word in match.trigger} - {word.index for word in words} - {match.head.index}
                beside = frozenset(at for at in own if not self._holds_up(at, words))
                return content_span(self.sentence, words, match.head, stop | beside, self.lexicon), words
        quoted = self._quoted(match)
        if quoted:
            return self._around(match), quoted
        return None, ()

    def _holds_up(self, at: int, words: Sequence[Word]) -> bool:
        """Whether a word of the trigger stands inside what is said and may not be cut out of it ("in Aussicht" may)."""
        word = self.sentence[at]
        if not any(word in self.sentence.subtree(each) for each in words):
            return False
        return word.relation not in ("nmod", "obl") or not self.valency.case(word) or not self._closes(word)

    def _closes(self, word: Word) -> bool:
        """Tell whether a clause ends with this word, or with the verb behind it."""
        after = self.sentence.words[word.index + 1 : word.index + 2]
        return not after or after[0].upos in ("PUNCT", "CCONJ", "VERB", "AUX")

    def _bracketed(self, match: Match, role: str) -> Evidence | None:
        """Inside a verb bracket: from the preposition behind the companion noun to the participle."""
        name, _, case = role.rpartition(".")[2].partition(":")
        noun = match.companion
        if (
            name not in ("nmod", "obl")
            or not case
            or noun is None
            or self.lexicon.table("verbs").get("bracket") != "yes"
        ):
            return None
        if is_finite(match.head) or noun.index > match.head.index:
            return None
        first = next(
            (
                word.index
                for word in self.sentence.words[noun.index + 1 : match.head.index]
                if word.lemma == case and word.upos == "ADP"
            ),
            None,
        )
        return trimmed(self.sentence, first, match.head.index - 1, self.lexicon) if first is not None else None

    def _quoted(self, match: Match) -> tuple[Word, ...]:
        """The clause that a parenthetic "sagte er", "so Wang" stands in."""
        if match.head.relation != "parataxis":
            return ()
        above = self.sentence.head(match.head)
        return (above,) if above is not None else ()

    def _around(self, match: Match) -> Evidence | None:
        """The sentence around a parenthetic speech verb: the larger of the two sides."""
        own = {word.index for word in self.sentence.subtree(match.head)}
        before, after = (0, min(own) - 1), (max(own) + 1, len(self.sentence) - 1)
        first, last = max(before, after, key=lambda side: side[1] - side[0])
        return trimmed(self.sentence, first, last, self.lexicon) if first <= last else None


def parenthetic(sentence: Sentence, word: Word, lexicon: Lexicon) -> Word | None:
    """The speech verb in parenthesis under `word` ("… , sagte er"), if there is one."""
    for child in sentence.children(word, "parataxis"):
        if child.upos in ("VERB", "AUX") and child.text.casefold() not in lexicon.words("clause", "parenthetic"):
            return child
    return None
