"""Parsers: text comes in, sentences of plain Universal Dependencies go out; the only home of spaCy, lemminflect and
Stanza, all of them loaded when a parser is, not when this module is.

The bundled models (`models/<code>/`) are small spaCy pipelines made by `training/train.py`. A parse of a sentence is a
function of that sentence alone, whatever stands around it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, Any, Protocol

from communique.errors import ParserError
from communique.mending import Mender, in_capitals
from communique.segmentation import Segmenter, Span, load_table, paragraphs
from communique.sentences import ROOT, Parser, Sentence, Word
from communique.spelling import RunTogether

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

LONGEST_WORD = 60  # letters; HanTa takes seconds for a blob of hundreds, and no word is that long
TYPO = "Typo=Yes"  # Universal Dependencies' feature of a word that is misspelt
UNREADABLE = "Xyz"  # what a blob is tagged as: a foreign name
KNOWN_WORDS = 100_000  # how many analyses of words are remembered; some 30 MB
BATCH = 32  # sentences at once; a test holds that the number changes no parse
EXTRA_ROOT = "parataxis"  # what the model leaves without a head hangs on the first root
TYPOGRAPHY = str.maketrans("’‘´`", "''''")  # "don’t" is "don't"
WRONG_APOSTROPHE = re.compile(r"(?<=[^\W\d_])[‘´`](?=s\b)")  # "Xi‘s"
TAGS_OF_UPOS = {
    "NOUN": ("NN", "NNA", "NNI"),
    "PROPN": ("NE", "NN", "NNA", "ADJ(A)"),
    "ADJ": ("ADJ(A)", "ADJ(D)", "CARD", "VV(PP)"),
    "ADV": ("ADV", "ADJ(D)", "PROAV", "PWAV"),
}  # which of HanTa's tags go with a part of speech; the first is meant when none of them was given
NAMES_AND_SIGNS = frozenset({"PROPN", "X", "SYM", "NUM", "PUNCT"})  # their form is their lemma
VERB_TAGS = {"Fin": "VV(FIN)", "Inf": "VV(INF)", "Part": "VV(PP)"}


class Annotator(Protocol):
    """What a language adds to a model: features before it runs, lemmas after."""

    def features(self, forms: Sequence[str]) -> list[tuple[str, str]]:
        """Return tag and lemma of each word of one sentence, as the model wants to see them."""
        ...

    def lemma(self, form: str, tag: str, upos: str, feats: str) -> str:
        """Return the dictionary form of a word whose part of speech is known."""
        ...

    def is_run_together(self, form: str) -> bool:
        """Tell whether a form is two words with the space between them lost."""
        ...


def load_parser(language: str) -> Parser:
    """Load the bundled parser of `language` (an ISO 639-1 code such as "de").

    Raises `ParserError` when no model of that language is bundled.
    """
    if language not in bundled_languages():
        bundled = ", ".join(sorted(bundled_languages())) or "none"
        raise ParserError(f'no bundled parser for "{language}" (bundled: {bundled}); StanzaParser may serve')
    return BundledParser(language)


def bundled_languages() -> frozenset[str]:
    """Return the codes of the languages that have a bundled model."""
    folder = files("communique") / "models"
    return frozenset(each.name for each in folder.iterdir() if each.name.isalpha() and (each / "meta.json").is_file())


class BundledParser:
    """A bundled model behind the `Parser` protocol."""

    def __init__(self, language: str) -> None:
        import spacy

        self._language = language
        with as_file(files("communique") / "models" / language) as folder:
            try:
                self._model: Language = spacy.load(folder)
            except (OSError, ValueError) as error:
                raise ParserError(f"the model in {folder} cannot be loaded ({error}); build it: make models") from error
        self._annotator = load_annotator(language)
        self._mender = Mender(self._model, load_table(language))
        self._segmenter = Segmenter.load(language)

    @property
    def language(self) -> str:
        return self._language

    def parse(self, text: str) -> tuple[Sentence, ...]:
        """Return the sentences of `text`, offsets in its code points; every visible token is in exactly one."""
        return self._parse_spans(text, self._segmenter.segment(text, self._tokens))

    def parse_words(self, sentences: Sequence[Sequence[str]]) -> tuple[Sentence, ...]:
        """Parse sentences that are cut into words already; offsets as if joined by single spaces, one a line."""
        spans, start = [], 0
        for index, words in enumerate(sentences):
            tokens = []
            for word in words:
                tokens.append((start, start + len(word)))
                start += len(word) + 1
            spans.append(Span(tuple(tokens), index))
        return self._parse_spans("\n".join(" ".join(words) for words in sentences), spans)

    def _parse_spans(self, text: str, spans: Sequence[Span]) -> tuple[Sentence, ...]:
        docs = self._model.pipe(self._docs(text, spans), batch_size=BATCH)
        pairs = zip(map(self._mender.mend, docs), spans, strict=True)
        return tuple(self._sentence(doc, span, index) for index, (doc, span) in enumerate(pairs))

    def _tokens(self, text: str) -> list[tuple[int, int]]:
        """Cut `text` into tokens by spaCy's rules; white space belongs to none."""
        plain = WRONG_APOSTROPHE.sub("’", text)
        return [(token.idx, token.idx + len(token)) for token in self._model.tokenizer(plain) if not token.is_space]

    def _docs(self, text: str, spans: Sequence[Span]) -> Iterator[Doc]:
        for span in spans:
            yield sentence_doc(self._model, [text[start:end] for start, end in span.tokens], self._annotator)

    def _sentence(self, doc: Doc, span: Span, index: int) -> Sentence:
        root = next(token.i for token in doc if token.head.i == token.i)
        words = tuple(self._word(token, root, place) for token, place in zip(doc, span.tokens, strict=True))
        return Sentence(words, index=index, paragraph=span.paragraph)

    def _word(self, token: Token, root: int, place: tuple[int, int]) -> Word:
        head, deprel = token.head.i, token.dep_
        if token.i == root:
            head, deprel = ROOT, "root"
        elif head == token.i:  # a second root
            head, deprel = root, "punct" if token.pos_ == "PUNCT" else EXTRA_ROOT
        feats = str(token.morph)
        if self._annotator.is_run_together(token.text):
            feats = with_feature(feats, TYPO)
        form = token.text.title() if in_capitals(token) else token.text
        return Word(
            index=token.i, text=token.text, lemma=self._annotator.lemma(form, token.tag_, token.pos_, feats),
            upos=token.pos_, head=head, deprel=deprel, start=place[0], end=place[1], xpos=token.tag_, feats=feats,
        )  # fmt: skip


def sentence_doc(model: Language, forms: Sequence[str], annotator: Annotator) -> Doc:
    """Return one sentence as the model wants it: its words, their features, no other sentence start."""
    from spacy.tokens import Doc

    features = annotator.features(forms)
    return Doc(
        model.vocab, words=list(forms), tags=[tag for tag, _ in features], lemmas=[lemma for _, lemma in features],
        sent_starts=[place == 0 for place in range(len(forms))],
    )  # fmt: skip


def load_annotator(language: str) -> Annotator:
    """Return what `language` adds to its model."""
    table = load_table(language)
    if language == "de":
        return HanTaAnnotator(table)
    if language == "en":
        return LemminflectAnnotator(table)
    return PlainAnnotator()


class PlainAnnotator:
    """Nothing added: no features, the form is the lemma."""

    def features(self, forms: Sequence[str]) -> list[tuple[str, str]]:
        return [("", "")] * len(forms)

    def lemma(self, form: str, tag: str, upos: str, feats: str) -> str:
        return form

    def is_run_together(self, form: str) -> bool:
        return False


class LemminflectAnnotator:
    """English lemmas by part of speech; names keep their form."""

    def __init__(self, table: dict[str, Any]) -> None:
        import lemminflect

        self._known: dict[str, str] = table["lemmas"]
        self._auxiliaries: dict[str, str] = table["lemmas_aux"]
        self._listed: Callable[..., dict[str, tuple[str, ...]]] = lemminflect.getAllLemmas
        self._guessed: Callable[..., dict[str, tuple[str, ...]]] = lemminflect.getAllLemmasOOV
        self._lemma = lru_cache(KNOWN_WORDS)(self._find)
        self.is_run_together = RunTogether(lambda form: bool(self._listed(form.lower())), table)

    def features(self, forms: Sequence[str]) -> list[tuple[str, str]]:
        return [("", "")] * len(forms)

    def lemma(self, form: str, tag: str, upos: str, feats: str) -> str:
        return self._lemma(form, upos, "VerbForm=Inf" in feats or "Tense=Pres" in feats)

    def _find(self, form: str, upos: str, present: bool) -> str:  # noqa: FBT001  (the key of a cache)
        if upos in NAMES_AND_SIGNS:
            return form
        small = form.lower().translate(TYPOGRAPHY)
        if upos == "AUX" and small in self._auxiliaries:
            return self._auxiliaries[small]
        if small in self._known:
            return self._known[small]
        if upos not in {"NOUN", "VERB", "AUX", "ADJ", "ADV"}:
            return small
        listed = self._listed(small, upos=upos).get(upos, ())
        if small in listed and present:  # "to lay out": not of "lie"
            return small
        if not listed and upos == "ADJ":  # "Russian"; by rule, "other" would come from "oth"
            return form
        return listed[0] if listed else self._guessed(small, upos=upos).get(upos, (small,))[0]


class HanTaAnnotator:
    """German tags and lemmas by HanTa's morphology, mended where it fails in kind."""

    def __init__(self, table: dict[str, Any]) -> None:
        from communique.morphology import Morphology

        self._known: dict[str, str] = table["lemmas"]
        self._name_endings: list[str] = table["name_endings"]
        self._name_ends: tuple[str, ...] = tuple(table["name_ends"])
        self._nominal_adjectives: dict[str, str] = table["nominal_adjectives"]
        self._spellings: dict[str, str] = table["spellings"]
        self._tagger = Morphology()
        self._lemma = lru_cache(KNOWN_WORDS)(self._find)
        self.is_run_together = RunTogether(self._tagger.knows, table)

    def features(self, forms: Sequence[str]) -> list[tuple[str, str]]:
        known = [form if len(form) <= LONGEST_WORD else UNREADABLE for form in forms]
        tags = self._tagger.tag_sent(known, taglevel=0) if forms else []
        return [(tag, self._lemma(form, tag)) for form, tag in zip(forms, tags, strict=True)]

    def lemma(self, form: str, tag: str, upos: str, feats: str) -> str:
        tag = fitting_tag(form, tag, upos, feats)
        lemma = self._lemma(form, tag)
        if tag == "NE" or (
            upos == "PROPN" and tag == "NN" and "Number=Plur" not in feats
        ):  # HanTa: "Mongole" of "Mongolei"
            return self._name(form, lemma, genitive="Case=Gen" in feats)
        if tag == "NNA" and not ("Gender=Fem" in feats and "Number=Sing" in feats):  # HanTa: "Gesandte" of "Gesandter"
            return self._rewrite(lemma, self._nominal_adjectives)
        return form.lower() if upos == "ADJ" and tag == "VV(PP)" else lemma

    def _find(self, form: str, tag: str) -> str:
        """Return the lemma of `form` as a word of the class `tag`."""
        if form.lower() in self._known:
            return self._known[form.lower()]
        if len(form) > LONGEST_WORD or not any(letter.isalpha() for letter in form):
            return form
        before, hyphen, last = form.rpartition("-")
        if before and last[:1].isalpha():  # HanTa: "Us-außenminister"
            return before + hyphen + self._find(last, tag)
        lemma: str = self._tagger.analyze(form, pos=tag)[0]
        if tag not in {"NN", "NE"}:
            undeclined = tag == "ADJ(A)" and lemma == form.lower()  # "Genfer", "Schweizer"
            return form if undeclined else lemma
        for old, new in self._spellings.items():  # HanTa: "Beschluß" of "Beschlüsse"
            if new in form and old not in form:
                lemma = lemma.replace(old, new)
        if lemma[:-1] + lemma[-1:] * 2 == form:  # HanTa: "Ap" of "App", "Einflus"
            return form
        if any(letter.isupper() for letter in form[1:]):  # HanTa: "Dvrk", "Pdak"
            return form
        return lemma[:1].upper() + lemma[1:] if form[0].isupper() else lemma

    def _rewrite(self, lemma: str, endings: dict[str, str]) -> str:
        for old, new in endings.items():
            if lemma.endswith(old):
                return lemma.removesuffix(old) + new
        return lemma

    def _name(self, form: str, lemma: str, *, genitive: bool) -> str:
        """Return a name without the ending of its genitive, which only a genitive has: "Davis" stays."""
        for ending in self._name_endings:
            own = lemma == form and form.endswith(self._name_ends)  # "Laos", "Torres"
            if genitive and form.endswith(ending) and len(form) > len(ending) + 1 and not own:
                return form.removesuffix(ending)
        return form if form.lower().startswith(lemma.lower()) else lemma


def with_feature(feats: str, feature: str) -> str:
    """Return a word's features with one more, in the order of their names."""
    return "|".join(sorted([*filter(None, feats.split("|")), feature], key=str.casefold))


def fitting_tag(form: str, tag: str, upos: str, feats: str) -> str:
    """Return HanTa's tag, or one that agrees with the part of speech where the model saw better."""
    if upos in {"VERB", "AUX"} and tag[0] != "V":
        kind = next((pair.partition("=")[2] for pair in feats.split("|") if pair.startswith("VerbForm=")), "Fin")
        return VERB_TAGS.get(kind, "VV(FIN)")
    fitting = TAGS_OF_UPOS.get(upos, (tag,))
    return tag if tag in fitting or (upos == "NOUN" and form[:1].islower()) else fitting[0]


class StanzaParser:
    """A Stanza pipeline behind the `Parser` protocol, for whoever has Stanza and its model of `language`.

    Contractions ("zum") become one word with the lemma of the preposition, as in the bundled models; other words that
    Stanza cuts ("do" + "n't") stay cut.
    """

    def __init__(self, language: str) -> None:
        try:
            import stanza
        except ImportError as error:
            raise ParserError('Stanza is not installed; try: pip install "communique[stanza]"') from error
        self._language = language
        try:
            self._pipeline = stanza.Pipeline(
                language, processors="tokenize,pos,lemma,depparse", download_method=None, verbose=False
            )  # Stanza adds its `mwt` itself where a language has one
        except (OSError, ValueError, KeyError) as error:
            raise ParserError(f'no Stanza model of "{language}" ({error}): stanza.download("{language}")') from error

    @property
    def language(self) -> str:
        return self._language

    def parse(self, text: str) -> tuple[Sentence, ...]:
        """Return the sentences of `text`, offsets in its code points; every visible token is in exactly one."""
        found: list[Sentence] = []
        for paragraph, (start, end) in enumerate(paragraphs(text)):
            for sentence in self._pipeline(text[start:end]).sentences:
                words = tuple(stanza_words(sentence.tokens, start))
                found.append(Sentence(words, index=len(found), paragraph=paragraph))
        return tuple(found)


class StanzaWord(Protocol):
    """What is used of Stanza's words: numbered from 1 within the sentence, the root's head is 0."""

    id: int
    text: str
    lemma: str | None
    upos: str
    xpos: str | None
    feats: str | None
    head: int
    deprel: str


class StanzaToken(Protocol):
    """What is used of Stanza's tokens: a stretch of text, of one word or, in a contraction, of several."""

    text: str
    words: list[StanzaWord]
    start_char: int
    end_char: int


def stanza_words(tokens: Sequence[StanzaToken], offset: int) -> Iterator[Word]:
    """Yield the words of a Stanza sentence whose text begins at `offset`; contractions as one word."""
    groups = [group for token in tokens for group in _stanza_groups(token, offset)]
    index = {word.id: place for place, group in enumerate(groups) for word in group.words}
    index[0] = ROOT
    for place, group in enumerate(groups):
        ids = {word.id for word in group.words}
        top = next((word for word in group.words if word.head not in ids), group.words[0])
        yield Word(
            index=place, text=group.text, lemma=top.lemma or group.text, upos=top.upos, head=index[top.head],
            deprel=top.deprel, start=group.start, end=group.end, xpos=top.xpos or "", feats=top.feats or "",
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Group:
    """Words of Stanza that are one word here."""

    text: str
    words: tuple[StanzaWord, ...]
    start: int
    end: int


def _stanza_groups(token: StanzaToken, offset: int) -> Iterator[_Group]:
    """Cut a token into its words where their texts make it up; else keep it whole."""
    start, end = token.start_char + offset, token.end_char + offset
    if len(token.words) == 1 or "".join(word.text for word in token.words) != token.text:
        yield _Group(token.text, tuple(token.words), start, end)
        return
    for word in token.words:
        yield _Group(word.text, (word,), start, start + len(word.text))
        start += len(word.text)
