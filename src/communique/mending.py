"""A model's parse of a sentence comes in; the same parse without the mistakes that rules can see goes out.

Five kinds: parts of a name that hang on one another, the wide verb bracket of German ("wurden Meinungen …
ausgetauscht"), verbs in places no verb can have (`verb_mending`), a second subject of one verb, and cases that differ
within a noun phrase.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from communique.verb_mending import VerbMender

if TYPE_CHECKING:
    from spacy.language import Language  # noqa: TID251  (for the annotations alone)
    from spacy.tokens import Doc, Token  # noqa: TID251

UNSEEN = 1e-4  # the share of what was never seen, so that one vote cannot forbid
FINITE = "(FIN)"  # how HanTa's tags of finite verbs end
PARTICIPLE, INFINITIVE = "VV(PP)", "VV(INF)"  # what an auxiliary waits for at the end of its clause
MODAL = "VM(FIN)"
ARGUMENTS = frozenset({"nsubj", "obj"})
INFINITIVE_MARK = "PTKZU"


class Mender:
    """Mends the parses of one model; `table` is its language's `segmentation.toml`."""

    def __init__(self, model: Language, table: Mapping[str, Any]) -> None:
        self._agreement = Agreement(model)
        self._verbs = VerbMender(table)
        self._passive: frozenset[str] = frozenset(table["passive_auxiliaries"])

    def mend(self, doc: Doc) -> Doc:
        """Return a parse mended; where the rules together would break its tree, only its cases are settled."""
        votes = self._agreement.word_votes(doc)
        parsed = doc.copy()
        self._rearrange(doc, votes)
        return self._agreement.settle(doc if is_tree(doc) else parsed, votes)

    def _rearrange(self, doc: Doc, votes: Any) -> None:  # noqa: ANN401
        join_names(doc)
        join_list(doc)
        for token in doc:
            free_auxiliary(token)
        for token in doc:
            if token.pos_ == "AUX" and token.tag_.endswith(FINITE) and token.dep_ not in {"aux", "aux:pass", "cop"}:
                close_bracket(token, self._passive)
        self._verbs.mend(doc)
        self._agreement.keep_one_subject(doc, votes)
        self._agreement.turn_round(doc)


def is_tree(doc: Doc) -> bool:
    """Tell whether every word's heads lead up to a root."""
    rooted: set[int] = set()
    for word in doc:
        token, path = word, []
        while token.i not in rooted and token.head.i != token.i:
            if token.i in path:
                return False
            path.append(token.i)
            token = token.head
        rooted.update((*path, token.i))
    return True


def close_bracket(auxiliary: Token, passive: frozenset[str]) -> None:
    """Make the verb that closes the bracket the head of the clause where the model left the auxiliary as head."""
    ends = {INFINITIVE} if auxiliary.tag_ == MODAL else {PARTICIPLE}
    if auxiliary.lemma_ in passive:  # "wird … führen" too
        ends.add(INFINITIVE)
    rest = auxiliary.doc[auxiliary.i + 1 :]
    verb = next((token for token in rest if token.tag_ in ends and closes(token, auxiliary)), None)
    if verb is None:
        return
    is_passive = auxiliary.lemma_ in passive and verb.tag_ == PARTICIPLE
    upper, relation = (auxiliary.head, auxiliary.dep_) if auxiliary.head.i != auxiliary.i else (verb, auxiliary.dep_)
    below = [child for child in auxiliary.children if child.i != verb.i]
    verb.head, verb.dep_ = upper, relation
    auxiliary.head, auxiliary.dep_ = verb, "aux:pass" if is_passive else "aux"
    for child in below:
        child.head = verb
        if is_passive and child.dep_ == "nsubj":
            child.dep_ = "nsubj:pass"
    for token in verb.doc[verb.i + 1 :]:
        if token.dep_ == "conj" and token.tag_ == verb.tag_ and token.head.i < verb.i and token.head.i != verb.i:
            if any(child.dep_ == "cc" and child.i > verb.i for child in token.children):
                token.head = verb  # "… ausgetauscht und … bestätigt"


def closes(verb: Token, auxiliary: Token) -> bool:
    """Tell whether a verb can close the bracket of `auxiliary`: at the end of a main clause, free, and below it."""
    after = verb.nbor() if verb.i + 1 < len(verb.doc) else None
    return (
        verb.pos_ == "VERB"
        and auxiliary.is_ancestor(verb)
        and verb.nbor(-1).tag_ != INFINITIVE_MARK
        and (after is None or after.pos_ in {"PUNCT", "CCONJ"})
        and not any(child.dep_.startswith("aux") or child.dep_ == "mark" for child in verb.children)
    )


def join_names(doc: Doc) -> Doc:
    """Hang all parts of a name on its first, where the model hung them on one another."""
    for token in doc:
        if token.dep_ == "appos" and token.pos_ == token.head.pos_ == "PROPN" and token.i == token.head.i + 1:
            token.dep_ = "flat"  # "Om Kyong Sim": two proper nouns side by side are one name
    for token in doc:
        while token.dep_ == "flat" and token.head.dep_ == "flat":
            token.head = token.head.head
    return doc


def join_list(doc: Doc) -> Doc:
    """Give the verb its whole list of subjects where a date before it took the first of them.

    "On 15 June, the United States, Japan and the ROK held …" comes as appositions to "15", the rest as subject.
    """
    for subject in doc:
        verb = subject.head
        if subject.dep_ != "nsubj" or verb.i < subject.i:
            continue
        if not any(token.pos_ == "NUM" for token in doc[: subject.i]):
            continue
        first, *members = [token for token in doc[: subject.i] if follows_date(token)] or [subject]
        if first is subject or not any(token.dep_ == "cc" for token in doc[first.i + 1 : verb.i]):
            continue
        for token in (*members, subject, *(child for child in subject.children if child.dep_ == "conj")):
            token.head, token.dep_ = first, "conj"
        first.head, first.dep_ = verb, "nsubj"
    return doc


def free_auxiliary(token: Token) -> None:
    """Give a participle the auxiliary and the subject that an adverb between them took: "X ist heute … gereist"."""
    adverb = token.head
    verb = adverb.head
    if token.dep_ != "cop" or adverb.pos_ != "ADV" or adverb.dep_ != "advmod" or verb.tag_ != PARTICIPLE:
        return
    if any(child.dep_.startswith(("aux", "nsubj")) for child in verb.children):
        return
    subjects = [child for child in adverb.children if child.dep_ == "nsubj"]
    token.head, token.dep_ = verb, "aux"
    for subject in subjects:
        subject.head = verb


def follows_date(token: Token) -> bool:
    """Tell whether a noun behind a comma hangs, itself or through others, on the number of a date before it."""
    above = token
    while above.dep_ in {"appos", "nmod:unmarked"} and above.head.i < above.i:
        above = above.head
    behind = token.doc[above.i + 1 : token.i]
    return above.pos_ == "NUM" and token.pos_ in {"PROPN", "NOUN"} and any(each.text == "," for each in behind)


def in_capitals(token: Token) -> bool:
    """Tell whether a word is part of a name of several words, all in capitals: "KIM JONG UN", but not "DVRK"."""
    if token.pos_ != "PROPN" or not token.text.isupper():
        return False
    first = token.head if token.dep_ == "flat" else token
    parts = [first, *(child for child in first.children if child.dep_ == "flat")]
    return len(parts) > 1 and all(part.text.isupper() and part.pos_ == "PROPN" for part in parts)


class Agreement:
    """Settles Case and Number of a noun with its articles and adjectives as a whole.

    Each word of the phrase votes with the model's probabilities; the relation of the noun votes too, by the shares
    counted in training (`case_by_relation` in the model's `meta.json`): a `nsubj` is nominative.
    """

    def __init__(self, model: Language) -> None:
        import numpy

        self._numpy = numpy
        component = model.get_pipe("morphologizer")
        self._scores = component.model  # over the vectors that the pipeline leaves in the doc
        labels = [dict(pair.split("=") for pair in label.split("|") if "=" in pair) for label in component.labels]
        found = {(label["Case"], label["Number"]) for label in labels if "Case" in label and "Number" in label}
        self._values = sorted(found)
        self._votes = numpy.array(
            [[(label.get("Case"), label.get("Number")) == value for value in self._values] for label in labels],
            dtype="f",
        )
        shares: dict[str, dict[str, float]] = model.meta.get("case_by_relation", {})
        self._shares = {
            relation: numpy.log([cases.get(case, 0.0) + UNSEEN for case, _ in self._values])
            for relation, cases in shares.items()
        }

    def settle(self, doc: Doc, votes: Any) -> Doc:  # noqa: ANN401  (numpy is loaded with spaCy, not here)
        """Set Case and Number of every noun phrase of `doc`; without such features nothing changes."""
        if not self._shares:
            return doc
        for token in doc:
            if "Case=" in str(token.morph) and not agrees_with_head(token):
                phrase = [token, *agreeing(token)]
                total = votes[voters(token)].sum(axis=0) + self._shares.get(case_relation(token), 0.0)
                self._set(phrase, *self._values[int(total.argmax())])
        return doc

    def keep_one_subject(self, doc: Doc, votes: Any) -> None:  # noqa: ANN401
        """Make an object of a verb's second subject: the one that agrees less in number, or looks less nominative."""
        if not self._shares:
            return
        nominative = self._numpy.array([(case == "Nom") - (case == "Acc") for case, _ in self._values])
        for verb in with_subject(doc):
            rivals = [child for child in verb.children if child.dep_ == "nsubj"]
            if len(rivals) > 1 and not any(child.dep_ == "obj" for child in verb.children):
                number = verb_number(verb)
                looks = {token.i: float(votes[voters(token)].sum(axis=0) @ nominative) for token in rivals}
                kept = max(rivals, key=lambda token: (token.morph.get("Number") == number, looks[token.i], -token.i))
                for token in rivals:
                    between = doc[min(token.i, kept.i) : max(token.i, kept.i)]
                    if token.i != kept.i and not any(each.pos_ == "PUNCT" for each in between):
                        token.dep_ = "obj"

    def turn_round(self, doc: Doc) -> None:
        """Let subject and object change places where only the object agrees: "Diese Idee hatten die Präsidenten …"."""
        for verb in with_subject(doc) if self._shares else ():
            nouns = {
                child.dep_: child for child in verb.children if child.dep_ in {"nsubj", "obj"} and child.pos_ == "NOUN"
            }
            number = verb_number(verb)
            if len(nouns) == len(ARGUMENTS & {child.dep_ for child in verb.children}) == len(ARGUMENTS) and number:
                subject, thing = nouns["nsubj"], nouns["obj"]
                fits = [is_plural(each) is (number == ["Plur"]) for each in (subject, thing)]
                quantity = any(is_plural(child) for child in subject.children if child.dep_ in {"nmod", "appos"})
                if fits == [False, True] and not quantity and subject.i < thing.i:
                    subject.dep_, thing.dep_ = "obj", "nsubj"

    def word_votes(self, doc: Doc) -> Any:  # noqa: ANN401
        """Return for each word of `doc` how it votes for each pair of case and number; None without such features."""
        if not self._shares:
            return None
        scores = self._scores.predict([doc])[0]
        weights = self._numpy.exp(scores - scores.max(axis=1, keepdims=True))
        shares = weights @ self._votes / weights.sum(axis=1, keepdims=True)
        return self._numpy.log(shares + UNSEEN)

    def _set(self, phrase: Sequence[Token], case: str, number: str) -> None:
        for token in phrase:
            feats = token.morph.to_dict()
            if "Case" in feats:
                token.set_morph(feats | {"Case": case} | ({"Number": number} if "Number" in feats else {}))


def with_subject(doc: Doc) -> list[Token]:
    """Return the words that have a subject, in order."""
    return [doc[at] for at in sorted({token.head.i for token in doc if token.dep_ == "nsubj"})]


def agrees_with_head(token: Token) -> bool:
    """Tell whether a word takes case and number of the noun it hangs on: articles, adjectives, names after titles."""
    if token.dep_ == "appos":
        agrees = token.pos_ == "PROPN" and token.i == token.head.i + 1  # "den Außenminister Lawrow"
    else:
        agrees = token.dep_.partition(":")[0] in {"det", "amod", "flat"}
    return agrees and "Case=" in str(token.morph)


def agreeing(token: Token) -> Iterator[Token]:
    """Yield the words below `token` that take its case."""
    for child in token.children:
        if agrees_with_head(child):
            yield child
            yield from agreeing(child)


def voters(token: Token) -> list[int]:
    """Return the places of the words that say what case a noun has: itself, its articles and adjectives."""
    return [token.i, *(word.i for word in agreeing(token) if word.pos_ != "PROPN")]


def is_plural(token: Token) -> bool:
    return token.morph.get("Number") == ["Plur"] or any(child.dep_ == "conj" for child in token.children)


def verb_number(verb: Token) -> list[str]:
    """Return the number of a verb, or of the auxiliary that is finite in its place."""
    finite = (child for child in verb.children if child.dep_.startswith("aux") and child.morph.get("Number"))
    return verb.morph.get("Number") or next((child.morph.get("Number") for child in finite), [])


def case_relation(token: Token) -> str:
    """Return what the case of a noun rests on: its relation or the first conjunct's, `+case` after a preposition."""
    while token.dep_ == "conj" and token.head.i != token.i and not _has_adposition(token):
        token = token.head
    return f"{token.dep_}+case" if _has_adposition(token) else str(token.dep_)


def _has_adposition(token: Token) -> bool:
    return any(child.dep_ == "case" for child in token.children)
