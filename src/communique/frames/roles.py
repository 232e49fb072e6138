"""A match comes in, the words that fill its roles and the span of its content go out."""

from __future__ import annotations

from collections.abc import Sequence

from communique.evidence import Evidence
from communique.frames.content import content_span, trimmed
from communique.frames.match import Match
from communique.frames.valency import Valency
from communique.lexicon import Lexicon
from communique.mentions.coreference import References
from communique.mentions.walk import UNKNOWN
from communique.sentences import Sentence, Word
from communique.verbs import closes_clause, conjuncts, is_finite

CLAUSAL = frozenset({"clause", "ccomp", "xcomp"})


class Roles:
    """Fills the roles of one sentence's matches."""

    def __init__(self, sentence: Sentence, lexicon: Lexicon, references: References, valency: Valency) -> None:
        self.sentence = sentence
        self.lexicon = lexicon
        self.references = references
        self.valency = valency

    def fill(self, match: Match, roles: Sequence[str]) -> tuple[Word, ...]:
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

    def is_thing(self, word: Word) -> bool:
        """Tell whether a noun stands for nobody: neither a name nor a word for people or sides."""
        if word.upos != "NOUN" or self.references.of(self.sentence, word) or word.lemma in self.lexicon.offices:
            return False
        folded = self.lexicon.folding(word.lemma)
        return not any(
            folded in self.lexicon.folded_words("groups", key) for key in ("people", "sides", "counterparts")
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
                owned = words if step != "poss" else [each for word in words for each in conjuncts(self.sentence, word)]
                words = tuple(found for word in owned for found in self.valency.find(word, step))
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

    def content(self, match: Match, stop: frozenset[int]) -> tuple[Evidence | None, tuple[Word, ...]]:
        for role in match.predicate.content:
            words = self._quoted(match) if role == "quote" else self._words(match, role)
            if not words and role in CLAUSAL:
                words = self._correlated(match)
            if not words and role in ("clause", "ccomp"):
                words = self._quoted(match)
            words = tuple(word for word in words if word.index != match.head.index and not self._is_aside(word))
            if not words and (evidence := self._bracketed(match, role)) is not None:
                return evidence, ()
            words = self._parted(match, role) or words
            if words:
                own = {word.index for word in match.trigger} - {word.index for word in words} - {match.head.index}
                beside = frozenset(at for at in own if not self._holds_up(at, words))
                return content_span(self.sentence, words, match.head, stop | beside, self.lexicon), words
        quoted = self._quoted(match)
        if quoted:
            return self.around(match), quoted
        return None, ()

    def _is_aside(self, word: Word) -> bool:
        """ "on behalf of the President", "for his part": nothing that is said."""
        return word.upos == "NOUN" and word.relation == "obl" and word.lemma in self.lexicon.words("clause", "asides")

    def _parted(self, match: Match, role: str) -> tuple[Word, ...]:
        """ "wurde der Wille bekräftigt, den Handel zu fördern": what the noun speaks of, where it stands apart from it."""
        if role != "with" or match.companion is None or match.companion.index > match.head.index:
            return ()
        said = self._stance_words(match, "content")
        beside = self.sentence.subtree(match.companion)
        return said if not any(word in beside for word in said) else ()

    def _holds_up(self, at: int, words: Sequence[Word]) -> bool:
        """Whether a word of the trigger stands inside what is said and may not be cut out of it ("in Aussicht" may)."""
        word = self.sentence[at]
        case = self.valency.case(word)
        if case in self.lexicon.words("title", "join"):  # "bezeichnete den Angriff als Bruch des Völkerrechts"
            return True
        if not any(word in self.sentence.subtree(each) for each in words):
            return False
        return word.relation not in ("nmod", "obl") or not case or not closes_clause(self.sentence, word)

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

    def around(self, match: Match) -> Evidence | None:
        """The sentence around a parenthetic speech verb: the larger of the two sides."""
        own = {word.index for word in self.sentence.subtree(match.head)}
        before, after = (0, min(own) - 1), (max(own) + 1, len(self.sentence) - 1)
        first, last = max(before, after, key=lambda side: side[1] - side[0])
        return trimmed(self.sentence, first, last, self.lexicon) if first <= last else None

    def beside(self, match: Match) -> tuple[Word, ...]:
        """The head of the clause that a clause of saying stands beside."""
        above = self.sentence.head(match.head)
        return (above,) if above is not None else ()
