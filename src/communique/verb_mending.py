"""A model's parse comes in; the same parse goes out with its verbs where grammar allows them.

Each rule rests on what no tree may have, whatever the sentence says: a finite verb that modifies a noun or is the
conjunct of an infinitive, a noun with an object, two accusative objects, a conjunct with nothing that coordinates it,
an object with a preposition.
Language words are data (`languages/<code>/segmentation.toml`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token  # noqa: TID251  (for the annotations alone)

NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj", "csubj:pass"})
ATTRIBUTES = frozenset({"amod", "compound", "nmod", "nmod:desc"})  # what a finite verb never is
SHARED = frozenset({"det", "amod", "compound", "nmod:poss", "nmod:desc"})  # the noun's own, left of a misread verb
HELPERS = frozenset({"aux", "aux:pass", "cop"})
CLAUSAL = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "obl", "advcl", "ccomp", "xcomp"})  # never below a helper
OPEN = frozenset({"Inf", "Ger"})  # forms of verbs that say nothing of their own


class VerbMender:
    """Mends the verbs of one language's parses."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._finite_endings: dict[str, str] = table.get("finite_endings", {})
        self._infinitive_marks = frozenset(table.get("infinitive_marks", ()))
        self._preterites = tuple(table.get("preterite_endings", ()))
        self._particles = frozenset(map(tuple, (pair.split() for pair in table.get("particles_before", ()))))
        self._of_names = frozenset(table.get("prepositions_of_names", ()))
        self._support = frozenset(map(tuple, (phrase.split() for phrase in table.get("support_phrases", ()))))

    def mend(self, doc: Doc) -> Doc:
        """Mend a parse in place and return it."""
        for token in doc:
            self._read_verb(token)
            self._read_preterite(token)
            if token.dep_ in HELPERS:
                free_helper(token)
            if is_finite(token) and token.dep_ in ATTRIBUTES:
                raise_attribute(token)
            if token.dep_ == "conj":
                take_subject(token)
                read_predicative(token)
                self._join_equals(token)
            self._hang_support(token)
            self._free_phrase(token)
            self._free_particle(token)
        for token in doc:
            settle_objects(token)
        return doc

    def _read_verb(self, token: Token) -> None:
        """Make a finite verb of a noun that has an object: "Hungary vetoed the statement"."""
        if token.pos_ != "NOUN" or not token.text.islower() or not any(child.dep_ == "obj" for child in token.children):
            return
        tense = next((tense for end, tense in self._finite_endings.items() if token.text.endswith(end)), None)
        before = [child for child in token.children if child.i < token.i and child.pos_ in NOMINAL]
        own = {"det", "case", "cop", "nmod:poss"} & {child.dep_ for child in token.children}
        if tense is None or not before or own:
            return
        token.pos_ = "VERB"
        token.set_morph({"Mood": "Ind", "Tense": tense, "VerbForm": "Fin"})
        before[-1].dep_ = "nsubj"
        for child in token.children:
            if child.dep_ in {"nmod", "acl"} and child.i > token.i:
                child.dep_ = "obl" if child.dep_ == "nmod" else "advcl"

    def _read_preterite(self, token: Token) -> None:
        """Make a verb of a weak preterite read as an adjective: "Am Abend verabschiedete Steinmeier den Nuntius".

        An adjective stands behind an article, a preposition or nothing, not between two phrases of a sentence without verb.
        """
        noun = token.head
        if token.pos_ != "ADJ" or token.dep_ != "amod" or not token.lower_.endswith(self._preterites):
            return
        own = {"det", "case", "det:poss", "nummod"} & {child.dep_ for child in noun.children}
        verbless = noun.dep_ == "ROOT" and not any(child.dep_ in HELPERS for child in noun.children)
        if own or not verbless or noun.i < token.i or token.i == 0 or token.nbor(-1).pos_ not in NOMINAL:
            return
        before = [child for child in noun.children if child.i < token.i]
        bare = (child for child in before if child.pos_ in NOMINAL and not has_case(child))
        subject = next(bare, None)
        token.pos_ = "VERB"
        token.set_morph({"Mood": "Ind", "Tense": "Past", "VerbForm": "Fin"})
        token.head, token.dep_ = token, "ROOT"
        noun.head, noun.dep_ = token, "nsubj" if subject is None else "obj"
        for child in list(noun.children):
            self._place_beside(child, noun, token)
        if subject is not None:
            subject.dep_ = "nsubj"

    def _place_beside(self, child: Token, noun: Token, verb: Token) -> None:
        """Hang on a verb what hung on the noun beside it and is a part of the clause."""
        if child.i < verb.i or child.dep_ in {"conj", "punct", "advcl", "obl"}:
            child.head = verb
        elif child.dep_ == "nmod" and not has_case(child) and noun.dep_ == "nsubj":
            child.head, child.dep_ = verb, "obj"  # "verabschiedete Steinmeier den Nuntius"
        if child.dep_ == "nmod" and child.head.i == verb.i:
            child.dep_ = "obl"

    def _join_equals(self, verb: Token) -> None:
        """Coordinate a verb with its like: a finite one with a finite one, a marked infinitive with another."""
        if is_finite(verb) and not has_subject(verb) and verb.head.pos_ == "VERB" and is_open(verb.head):
            upper = next(
                (above for above in verb.head.ancestors if above.i < verb.i and heads_finite_clause(above)), None
            )
        elif self._is_marked(verb) and is_finite(verb.head):
            between = verb.doc[verb.head.i + 1 : verb.i]
            upper = next((each for each in reversed(between) if self._is_marked(each)), None)
        else:
            return
        if upper is not None:
            verb.head = upper.head if upper.dep_ == "conj" and upper.head.pos_ == "VERB" else upper

    def _is_marked(self, token: Token) -> bool:
        """Tell whether a verb is an infinitive with its mark ("to ease tensions")."""
        marks = (child for child in token.children if child.dep_ == "mark" and child.i < token.i)
        return "Inf" in token.morph.get("VerbForm") and any(mark.lower_ in self._infinitive_marks for mark in marks)

    def _free_particle(self, token: Token) -> None:
        """Give a particle before a preposition to the verb that it follows: "pulled out of the talks"."""
        if token.dep_ != "case" or token.i == 0 or token.i + 1 == len(token.doc):
            return
        verb = token.nbor(-1)
        of_verb = verb.pos_ == "VERB" and token.head.dep_ == "obl" and token.head.head.i == verb.i
        if of_verb and (token.lower_, token.nbor().lower_) in self._particles:
            token.head, token.dep_ = verb, "compound:prt"

    def _free_phrase(self, noun: Token) -> None:
        """Hang on the verb what no object and no name can take: "traf … *mit dem Gast* zusammen", "Kos *in Wien*"."""
        case = next((child for child in noun.children if child.dep_ == "case" and child.pos_ == "ADP"), None)
        if case is None or not self._of_names or case.i > noun.i:
            return
        name = noun.head
        if noun.dep_ in {"obj", "iobj"} and not any(child.dep_ == "nummod" for child in noun.children):
            noun.dep_ = "obl"
        elif noun.dep_ == "nmod" and name.pos_ == "PROPN" and name.i < noun.i and case.lower_ not in self._of_names:
            if name.dep_ in {"nsubj", "nsubj:pass", "obl"} and name.head.pos_ == "VERB":
                noun.head, noun.dep_ = name.head, "obl"

    def _hang_support(self, noun: Token) -> None:
        """Hang the noun of "in Aussicht", "zur Kenntnis" on the verb of its clause: only a verb takes it."""
        if noun.dep_ != "nmod" or noun.i == 0 or (noun.nbor(-1).lower_, noun.text) not in self._support:
            return
        after = noun.nbor() if noun.i + 1 < len(noun.doc) else None
        if after is not None and after.pos_ == "VERB":
            noun.head, noun.dep_ = after, "obl"
        elif after is None or after.pos_ in {"PUNCT", "CCONJ"}:
            verb = next((above for above in noun.ancestors if above.pos_ == "VERB"), None)
            if verb is not None and verb.i < noun.i:
                noun.head, noun.dep_ = verb, "obl"


def has_case(token: Token) -> bool:
    return any(child.dep_ == "case" for child in token.children)


def free_helper(helper: Token) -> None:
    """Hang what belongs to the clause on its verb, not on the auxiliary: "hatten die Minister ein Gespräch geführt"."""
    verb = helper.head
    if helper.dep_ != "cop" and helper.pos_ == "VERB":
        helper.pos_ = "AUX"
    passive = any(child.dep_ == "aux:pass" for child in verb.children)
    for child in list(helper.children):
        if child.dep_ in CLAUSAL and child.i != verb.i:
            child.head = verb
            if passive and child.dep_ == "nsubj":
                child.dep_ = "nsubj:pass"


def read_predicative(verb: Token) -> None:
    """Make a predicative of a participle read as a second verb: "äusserte sich bei dem Treffen beunruhigt".

    A verb that is coordinated has something that coordinates it.
    """
    upper = verb.head
    if (
        verb.pos_ != "VERB"
        or upper.pos_ != "VERB"
        or upper.i > verb.i
        or has_subject(verb)
        or not verb.text.endswith("t")
    ):
        return
    reflexive = any("Yes" in child.morph.get("Reflex") for child in upper.children)
    between = [token for token in verb.doc[upper.i + 1 : verb.i] if token.pos_ in {"PUNCT", "CCONJ"}]
    if reflexive and not between and not any(child.dep_ in HELPERS for child in verb.children):
        verb.dep_, verb.pos_ = "xcomp", "ADJ"
        verb.set_morph({"Degree": "Pos"})


def is_finite(token: Token) -> bool:
    return token.pos_ == "VERB" and "Ind" in token.morph.get("Mood") and not _auxiliaries(token)


def is_open(token: Token) -> bool:
    """Tell whether a verb is an infinitive or a gerund without an auxiliary, so that nothing finite can join it."""
    return bool(OPEN & set(token.morph.get("VerbForm"))) and not _auxiliaries(token)


def heads_finite_clause(token: Token) -> bool:
    if is_finite(token):
        return True
    helpers = [child for child in token.children if child.dep_.partition(":")[0] in {"aux", "cop"}]
    return any("Fin" in each.morph.get("VerbForm") for each in helpers)


def has_subject(token: Token) -> bool:
    return any(child.dep_ in SUBJECTS for child in token.children)


def _auxiliaries(token: Token) -> list[Token]:
    return [child for child in token.children if child.dep_.partition(":")[0] == "aux"]


def raise_attribute(verb: Token) -> None:
    """Give a finite verb read as an attribute its clause: "The Union imposed sanctions", where `sanctions` was head."""
    noun = verb.head
    if noun.i <= verb.i or noun.pos_ not in NOMINAL or noun.dep_ == "nmod":
        return
    before = [child for child in noun.children if child.i < verb.i]
    subject = next((child for child in reversed(before) if child.pos_ in NOMINAL), None)
    subject = next((child for child in verb.children if child.dep_ in SUBJECTS), subject)
    coordinated = any(child.dep_ == "cc" for child in before)
    if noun.dep_ == "ROOT" and subject is None:
        return
    if noun.dep_ not in {"ROOT", "conj", "ccomp", "advcl", "acl:relcl", "parataxis"} and not coordinated:
        return
    upper = _clause_above(noun)
    root = noun.dep_ == "ROOT" and noun.head.i == noun.i
    verb.head, verb.dep_ = (verb, "ROOT") if root or upper is None else (upper, "conj" if coordinated else noun.dep_)
    noun.head, noun.dep_ = verb, "obj"
    for child in list(noun.children):
        if child.dep_ == "punct" and child.i > noun.i and child.i + 1 == len(child.doc):
            child.head = verb
    for child in before:
        belongs = subject is not None and child.i < subject.i and child.dep_ in SHARED
        child.head = subject if belongs and subject is not None else verb
    if subject is not None:
        subject.dep_ = "nsubj"


def _clause_above(noun: Token) -> Token | None:
    """Return the verb that a clause read as this noun phrase hangs on."""
    if noun.dep_ == "conj":
        return next((above for above in noun.ancestors if above.pos_ in {"VERB", "AUX"}), None)
    return noun.head if noun.head.i != noun.i else None


def take_subject(verb: Token) -> None:
    """Give "the President" of "discussed Gaza and the President stressed" to its verb, as a conjunct of "Gaza" read."""
    upper = verb.head
    if not heads_finite_clause(verb) or upper.i > verb.i or any(_coordinates(child, verb) for child in verb.children):
        return
    subject = next((child for child in verb.children if child.dep_ in SUBJECTS), None)
    if subject is None:
        last = _ends_before(verb, upper)
        if last is not None:
            _detach(last, verb)
    elif subject.left_edge.i == upper.i + 1 and upper.pos_ == "VERB":
        last = next((child for child in subject.conjuncts if child.head.i == subject.i and child.i < verb.i), None)
        if last is not None and not any(child.dep_ == "obj" for child in upper.children):
            _detach(last, verb)  # "discussed Venezuela and the Vice President stressed the need"
            subject.head, subject.dep_ = upper, "obj"


def _coordinates(child: Token, verb: Token) -> bool:
    return bool(child.dep_ == "cc" and child.i < verb.i)


def _ends_before(verb: Token, upper: Token) -> Token | None:
    """Return the last conjunct of a noun between two verbs, with its own conjunction, that ends where the verb begins."""
    place = min([verb.i, *(child.i for child in verb.children if child.dep_.startswith("aux") or child.dep_ == "cop")])
    while place > upper.i and verb.doc[place - 1].dep_ == "advmod" and verb.doc[place - 1].head.i == verb.i:
        place -= 1
    for token in [verb.doc[place - 1], *verb.doc[place - 1].ancestors]:
        if token.i <= upper.i:
            return None
        if token.right_edge.i != place - 1:
            return None
        if token.dep_ == "conj" and token.pos_ in NOMINAL and _opener(token) is not None:
            return token if token.head.pos_ in NOMINAL else None
    return None


def _opener(conjunct: Token) -> Token | None:
    return next((child for child in conjunct.children if child.dep_ == "cc" and child.i < conjunct.i), None)


def _detach(noun: Token, verb: Token) -> None:
    """Make the last conjunct of a noun phrase the subject of the verb behind it, and its conjunction the verb's."""
    opening = [child for child in noun.children if child.dep_ in {"cc", "punct"} and child.i < noun.i]
    passive = any(child.dep_ == "aux:pass" for child in verb.children)
    noun.head, noun.dep_ = verb, "nsubj:pass" if passive else "nsubj"
    for child in opening:
        child.head = verb


def settle_objects(verb: Token) -> None:
    """Make a dative of the first of two objects where it is someone and stands without article: "Präsident Novak"."""
    objects = [child for child in verb.children if child.dep_ == "obj" and child.pos_ in NOMINAL]
    if any(child.dep_ == "iobj" for child in verb.children):
        return
    match objects:
        case [first, second] if is_bare_name(first) and second.pos_ == "NOUN" and not is_bare_name(second):
            first.dep_ = "iobj"


def is_bare_name(token: Token) -> bool:
    """Tell whether a word is a name or a title with one, without an article."""
    below = list(token.children)
    named = token.pos_ == "PROPN" or any(
        child.dep_ == "appos" and child.pos_ == "PROPN" and child.i == token.i + 1 for child in below
    )
    return named and not any(child.dep_ in {"det", "case"} for child in below)
