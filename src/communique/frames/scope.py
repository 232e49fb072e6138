"""Scope: is an act said to have happened, to come, to be possible, or not to have happened; and is it reported at all."""

from __future__ import annotations

from communique.frames.valency import Valency
from communique.lexicon import Lexicon
from communique.sentences import Sentence, Word
from communique.verbs import (
    has_infinitive_mark,
    is_finite,
    is_gerund,
    is_infinitive,
    is_participle,
    is_passive,
    verb_lemma,
)

PURPOSE_ACTS = frozenset(
    {
        "DISCUSS",
        "BRIEF",
        "CONVEY",
        "INVITE",
        "STATE",
        "PRAISE",
        "CRITICIZE",
        "URGE",
        "REJECT",
        "WARN",
        "AGREE",
        "PLEDGE",
        "SIGN",
        "MEET",
    }
)  # what one meets for: "spoke to congratulate him"; "work to deliver aid" is the topic
TELLING = frozenset({"STATE"})  # what somebody said inside what somebody says is content, no act of its own
ATTITUDES = frozenset({"PLEDGE", "PRAISE", "CRITICIZE", "REJECT"})
ANNOUNCED = frozenset(
    {"MEET", "VISIT", "SIGN"}
)  # "…, who will visit Moscow": events to come are told in relative clauses too
LASTING = frozenset({"VISIT"})  # "…, who is on a visit to Moscow" tells of what goes on
SPEECH = ATTITUDES | {"STATE", "BRIEF", "URGE", "WARN", "CONVEY", "INVITE"}
DID, WILL, MAY, NOT = "did", "will", "may", "not"


def modality(sentence: Sentence, head: Word, companion: Word | None, lexicon: Lexicon) -> str:
    """Return `did`, `will`, `may` or `not` for the predicate `head` (and the noun that carries its meaning)."""
    if _is_negated(sentence, head, lexicon) or companion is not None and _is_negated(sentence, companion, lexicon):
        return NOT
    carriers = [head]
    if head.relation == "conj" and not sentence.children(head, "nsubj", "aux", "cop"):
        above = sentence.head(head)
        while above is not None and above.relation == "conj":
            carriers.append(above)
            above = sentence.head(above)
        if above is not None and "VerbForm=Fin" not in head.feats:
            carriers.append(above)
    for carrier in carriers:
        found = own_modality(sentence, carrier, lexicon)
        if found:
            return found
    return _governed(sentence, head, lexicon)


def _is_negated(sentence: Sentence, head: Word, lexicon: Lexicon) -> bool:
    negation = lexicon.words("scope", "negation")
    direct = [
        child
        for child in sentence.children(head)
        if child.relation in ("advmod", "det", "obj", "nsubj", "neg", "aux") or child.upos == "PART"
    ]
    below = [
        grand for child in direct if child.relation in ("obj", "nsubj") for grand in sentence.children(child, "det")
    ]
    return any(word.text.casefold() in negation for word in (*direct, *below))


def own_modality(sentence: Sentence, head: Word, lexicon: Lexicon) -> str | None:
    """What the auxiliaries of a predicate say: `will`, `may` or nothing; "wird verhandelt" is a passive, no future."""
    auxiliaries = [child for child in sentence.children(head, "aux", "cop", "aux:pass")]
    for auxiliary in auxiliaries:
        lemma, text = auxiliary.lemma.casefold(), auxiliary.text.casefold()
        if lemma in lexicon.words("scope", "may") or text in lexicon.words("scope", "may"):
            return MAY
        if lemma in lexicon.words("scope", "planned"):
            return WILL
        if lemma in lexicon.words("scope", "future") or text in lexicon.words("scope", "future"):
            if (not is_passive(sentence, head, lexicon) or _is_infinitive_too(sentence, head)) and (
                is_infinitive(head)
                or _is_infinitive_too(sentence, head)
                or lexicon.table("verbs").get("particle") == "suffix"
            ):
                return WILL
            if any(is_infinitive(child) for child in auxiliaries):
                return WILL
        if auxiliary.relation == "cop" and lemma in lexicon.words("scope", "arranged") and is_infinitive(head):
            return WILL  # "The ministers are to meet in Oslo"
    return None


def _is_infinitive_too(sentence: Sentence, head: Word) -> bool:
    """ "Ministerin Holm wird Minister Tanaka empfangen": a participle that looks like the infinitive, with two people."""
    return head.text == head.lemma and len(sentence.children(head, "nsubj", "obj")) > 1


def _governed(sentence: Sentence, head: Word, lexicon: Lexicon) -> str:
    """An infinitive under "plans to", "beabsichtigt, … zu" is to come."""
    above = sentence.head(head)
    told = (
        "Tense=Past" in head.feats and is_finite(head) or is_participle(head)
    )  # "announced that it had suspended aid"
    if above is not None and not told and head.relation in ("xcomp", "ccomp"):
        if verb_lemma(sentence, above, lexicon) in lexicon.words("scope", "future_heads") | lexicon.words(
            "scope", "planned"
        ):
            return WILL
    return DID


class Licence:
    """Which predicates of a sentence report an act, and which are only part of what an act says."""

    def __init__(self, sentence: Sentence, valency: Valency, lexicon: Lexicon, purposes: frozenset[str]) -> None:
        self.sentence = sentence
        self.valency = valency
        self.lexicon = lexicon
        self.own_type = ""
        self.purposes = purposes  # act types whose purpose infinitives are acts too ("spoke to congratulate")

    def place(self, head: Word, own_type: str, frames: dict[int, str]) -> tuple[bool, Word | None]:
        """Tell whether `head` reports an act, and inside whose content it stands (`frames`: type by head already found)."""
        self.own_type = own_type
        word = head
        nested: Word | None = None
        while (above := self.sentence.head(word)) is not None:
            step = self._step(word, above, frames)
            if step == "no":
                return False, None
            if step == "purpose" and self.own_type not in PURPOSE_ACTS:
                return False, None
            if step == "content" and nested is None:
                nested = above
            if step == "relative":
                return self._relative(head, word), self._speech_above(above, frames)
            word = above
        if nested is not None:
            return self._happened(head, own_type) and own_type not in TELLING, nested
        return True, None

    def is_told_of(self, head: Word, own_type: str) -> bool:
        """Tell whether a main clause that somebody is said to have told reports an act: what happened, or is announced."""
        return own_type not in TELLING and (own_type in ANNOUNCED or self._happened(head, own_type))

    def _step(self, word: Word, above: Word, frames: dict[int, str]) -> str:
        relation = word.relation
        if relation in ("conj", "parataxis", "root", "list"):
            return "on"
        if word.deprel == "acl:relcl" or self._is_far_relative(word) or self._is_at_goal(word):
            return "relative"
        if relation == "acl":
            if self.valency.framing_verb(word) is not None:
                return "on"
            return (
                "relative"
                if any(self.valency.is_relative(child) for child in self.sentence.subtree(word)[:3])
                else "no"
            )
        if relation == "advcl":
            return self._adverbial(word, above, frames)
        if relation in ("xcomp", "ccomp", "csubj"):
            if above.index not in frames:
                return "on"
            if relation == "xcomp" and frames[above.index] in self.purposes:
                return "purpose"
            return "content"
        if relation in ("obj", "obl", "nmod", "nsubj", "appos", "iobj"):
            return "on" if word.upos in ("NOUN", "PROPN", "PRON", "ADJ", "NUM") else "no"
        return "no"

    def _is_far_relative(self, word: Word) -> bool:
        """ "traf mit X zusammen, der zu Besuch weilt": a relative clause behind the verb's last part."""
        if word.relation not in ("ccomp", "advcl"):
            return False
        subjects = self.sentence.children(word, "nsubj")
        return any(
            self.valency.is_relative(each)
            and self.valency.antecedent(each) is not each
            and not self.sentence.children(word, "mark")
            for each in subjects
        )

    def _is_at_goal(self, word: Word) -> bool:
        """ "reist nach Seoul weiter, wo sie mit … zusammentrifft": what a journey leads to is told in a clause of place."""
        where = self.lexicon.words("clause", "where")
        return word.relation in ("acl", "advcl", "ccomp") and any(
            child.text.casefold() in where for child in self.sentence.children(word, "advmod", "mark")
        )

    def _adverbial(self, word: Word, above: Word, frames: dict[int, str]) -> str:
        marks = [child for child in self.sentence.children(word, "mark")]
        if self.valency.is_gerund_object(word, above):
            return "content" if above.index in frames else "on"
        if self._is_contrast(word, marks):
            return "on"
        if not marks and is_gerund(word) or self.valency.framing_verb(word) is not None:
            return "on"
        purpose = self.lexicon.words("clause", "purpose")
        if any(mark.text.casefold() in purpose for mark in marks) or has_infinitive_mark(
            self.sentence, word, self.lexicon
        ):
            return "purpose" if frames.get(above.index) in self.purposes else "no"
        return "no"

    def _is_contrast(self, word: Word, marks: list[Word]) -> bool:
        """ "A noted X, while B said that Y": what another says meanwhile is said beside it, not when it was."""
        cues = self.lexicon.words("clause", "contrast")
        return (
            self.own_type in SPEECH
            and is_finite(word)
            and any(mark.text.casefold() in cues for mark in marks)
            and bool(self.sentence.children(word, "nsubj"))
        )

    def _relative(self, head: Word, clause: Word) -> bool:
        """A relative clause reports an act where it tells of something that has happened or will."""
        if head.index != clause.index and head.relation != "conj":
            return False
        if self.own_type in TELLING:
            return False
        return (
            self._is_past(head)
            or self.own_type in LASTING
            and any(map(is_finite, (head, *self.sentence.children(head, "cop", "aux"))))
            or self.own_type in ANNOUNCED
            and (
                self._is_at_goal(clause)
                or any(
                    each.lemma in self.lexicon.words("scope", "future") for each in self.sentence.children(head, "aux")
                )
            )
        )

    def _speech_above(self, word: Word, frames: dict[int, str]) -> Word | None:
        return next((each for each in (word, *self.sentence.ancestors(word)) if each.index in frames), None)

    def _happened(self, head: Word, own_type: str) -> bool:
        """Inside a content only a finite predicate in the past counts; "said that they stood ready" means now."""
        if own_type in ATTITUDES and self.lexicon.table("verbs").get("backshift") == "yes" and self._is_state(head):
            return False
        return self._is_past(head)

    def _is_state(self, head: Word) -> bool:
        """ "stood ready", "was committed", "supported": how somebody stands to something, no deed; "had supported" is one."""
        if self.sentence.children(head, "aux"):
            return False
        predicative = any(child.upos == "ADJ" for child in self.sentence.children(head, "xcomp"))
        return predicative or head.upos == "ADJ" or head.lemma in self.lexicon.words("complement", "support")

    def _is_past(self, head: Word) -> bool:
        auxiliaries = self.sentence.children(head, "aux", "aux:pass")
        if any(is_infinitive(each) or self._is_modal(each) for each in auxiliaries):
            return False
        if "Tense=Past" in head.feats and is_finite(head) and not self._is_subjunctive(head):
            return True
        return is_participle(head) and any(self._is_perfect(each) for each in auxiliaries)

    def _is_subjunctive(self, head: Word) -> bool:
        """ "dass man daran festhalte": no past, though it may look so; the infinitive but for its last letter."""
        ending = self.lexicon.table("verbs").get("subjunctive", "")
        return (
            "Mood=Sub" in head.feats or bool(ending) and head.lemma.casefold().endswith(head.text.casefold() + ending)
        )

    def _is_perfect(self, word: Word) -> bool:
        """ "has met", "habe verhängt", "was signed": an auxiliary that puts a participle into the past."""
        return is_finite(word) and ("Tense=Past" in word.feats or word.lemma in self.lexicon.words("scope", "perfect"))

    def _is_modal(self, word: Word) -> bool:
        words = self.lexicon.words
        return word.text.casefold() in words("scope", "may") | words("scope", "future") or word.lemma in words(
            "scope", "may"
        )
