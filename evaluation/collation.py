"""Makes damaged copies of known texts, collates them, and says how much of what was done to them is found and restored.

    python evaluation/collation.py                          # the project's samples
    python evaluation/collation.py FOLDER … --split unseen  # and texts (*.txt) of other folders; half of all texts
    python evaluation/collation.py --errors                 # … and what was missed or invented
    python evaluation/collation.py --dense                  # … with damages in neighbouring sentences too

Each text is copied twice, each copy with damages of its own, drawn by a fixed seed: names taken out after honorifics, words
replaced by "[...]", letters destroyed, sentences broken off or dropped, words dropped and put in, names, numbers, dates,
offices and other words changed, neighbouring paragraphs swapped, the end cut off. No two of a copy are in one sentence, nor,
without `--dense`, in neighbours. The whole text is collated with one copy, and with both.

A lacuna is found where one is reported at the gap, and restored where the supplied words are those that were taken out, and no
others. A variant counts by its kind and its place in the whole text; a transposition may be told of either of two swapped
paragraphs, or of a part of it. Where the words left behind show a sign of loss ("für und unabhängiges"; a pronoun that lost its
antecedent), an omission may be told as a lacuna. What the whole text shows of a loss by itself does not count. Half of the texts
(`--split seen`) were looked at while the rules were made; the other half (`--split unseen`) was not. Which is which is decided
by the hash of the text.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from communique.collating import Collation, Witness, collate
from communique.collating.witness import tokenize
from communique.evidence import Evidence
from communique.lexicon import load_lexicon
from communique.reader import find_language

SAMPLES = Path(__file__).resolve().parent.parent / "src" / "communique" / "samples"
LACUNA = "lacuna"
MARKS = ".!?"
SENTENCE = re.compile(r"\S[^\n]*?(?<!\d)(?<!\b[A-Z])(?<!\bMr)(?<!\bDr)[.!?](?=\s+[^\sa-zäöü]|\s*$)|\S[^\n]*")
OTHER_WORDS = {"de": ("gestern", "besonders", "offenbar"), "en": ("yesterday", "especially", "apparently")}
SWAPS = {
    "de": {"betonte": "hob", "erklärte": "sagte", "würdigte": "lobte", "dankte": "huldigte", "führte": "hielt", 
           "gemeinsame": "beiderseitige",
           "Frage": "Sache", "Lage": "Situation", "wichtige": "zentrale", "Gespräch": "Treffen"},
    "en": {"said": "stated", "discussed": "reviewed", "agreed": "decided", "welcomed": "praised", "efforts": "work",
           "both": "the two",
           "support": "help", "issues": "questions", "meeting": "encounter", "importance": "value"},
}  # fmt: skip
TITLES = {
    "de": (("Präsident", "Ministerpräsident"), ("Außenminister", "Verteidigungsminister"), ("Botschafter", "Gesandter"),
           ("Präsidenten", "Kanzlers"), ("Vorsitzender", "Sekretär"), ("Bundeskanzler", "Bundespräsident")),
    "en": (("President", "Chancellor"), ("Prime Minister", "Foreign Minister"), ("Vice President", "Prime Minister"),
           ("Secretary of State", "Secretary of Defense"), ("Minister", "Ambassador"), ("King", "Crown Prince")),
}  # fmt: skip


@dataclass(frozen=True)
class Damage:
    """One thing done to a copy: its kind, the span of the whole text it was done to, what stands there now."""

    kind: str
    span: Evidence
    now: str
    may_be_lacuna: bool = False

    def lost(self, text: str) -> list[str]:
        return [token.form for token in tokenize(text[self.span.start : self.span.end])]


class Damager:
    """Draws damages for one text: one kind after another, each in a sentence of its own."""

    def __init__(self, text: str, language: str, seed: int, *, dense: bool = False) -> None:
        self.dense = dense
        self.text, self.language, self.random = text, language, random.Random(f"{seed} {text}")
        self.lexicon = load_lexicon(language)
        self.sentences = [Evidence(*match.span()) for match in SENTENCE.finditer(text)]
        self.free = list(self.sentences[1:-1])
        self.damages: list[Damage] = []

    def draw(self) -> list[Damage]:
        """One or two of each kind, as far as the text has room."""
        places = [
            self.no_name, self.no_name, self.title, self.date, self.number, self.name, self.name, self.cut, self.marked,
            self.garbled, self.broken, self.sentence, self.spelling, self.wording, self.words_gone, self.words_more,
            self.sentence_more, self.date, self.number, self.title,
        ]  # fmt: skip
        self.random.shuffle(places)
        for place in places:
            self._try(place)
        self.damages += filter(None, [self.swap()])
        return sorted(self.damages, key=lambda damage: damage.span)

    def _try(self, place: Callable[[Evidence], Damage | None]) -> None:
        order = list(self.free)
        self.random.shuffle(order)
        for sentence in order:
            damage = place(sentence)
            if damage:
                self.damages.append(damage)
                at = self.sentences.index(sentence)
                beside = [sentence] if self.dense else self.sentences[max(0, at - 1) : at + 2]
                self.free = [each for each in self.free if each not in beside]
                return

    def _pick(
        self,
        sentence: Evidence,
        pattern: str,
        kind: str,
        change: Callable[[str], str],
        group: int = 0,
        *,
        scar: bool = False,
    ) -> Damage | None:
        matches = list(re.compile(pattern).finditer(self.text, sentence.start, sentence.end))
        if not matches:
            return None
        match = self.random.choice(matches)
        now = change(match[group])
        return Damage(kind, Evidence(*match.span(group)), now, scar) if now != match[group] else None

    def no_name(self, sentence: Evidence) -> Damage | None:
        """A name behind an honorific."""
        cues = "|".join(re.escape(cue) for cue in sorted(self.lexicon.words("lacunae", "before_name")))
        return self._pick(
            sentence, rf"(?<!\w)(?:{cues})((?: (?:[A-ZÄÖÜ][\w.-]+|al|de|van|von))+)", LACUNA, lambda _: "", 1
        )

    def marked(self, sentence: Evidence) -> Damage | None:
        return self._pick(
            sentence,
            r"(?<= )[^\W\d_]+ [^\W\d_]+(?: [^\W\d_]+)?(?=[ ,.])",
            LACUNA,
            lambda _: self.random.choice(("[...]", "[…]", "…")),
        )

    def garbled(self, sentence: Evidence) -> Damage | None:
        def ruin(word: str) -> str:
            return word.encode("utf-8").decode("cp1252", "replace")

        return self._pick(sentence, r"(?<=[ (])[^\W\d_]*[äöüßéá][^\W\d_]*(?=[ ,.])", LACUNA, ruin) or self._pick(
            sentence, r"(?<= )[a-z]{5,}(?= )", LACUNA, lambda word: word[:2] + "\ufffd" + word[3:]
        )

    def broken(self, sentence: Evidence) -> Damage | None:
        """The rest of a sentence, the last of its paragraph."""
        if self.text[sentence.end : sentence.end + 1] not in ("", "\n") or self.text[sentence.end - 1] not in MARKS:
            return None
        damage = self._pick(sentence, r"(?<=[a-zß]) [a-z]", LACUNA, lambda _: "")
        return damage and replace(damage, span=Evidence(damage.span.start, sentence.end))

    def sentence(self, sentence: Evidence) -> Damage | None:
        """A whole sentence, not the last of the text."""
        if self.text[sentence.end - 1] not in MARKS or not self.text[sentence.end :].strip():
            return None
        return Damage("omission", sentence, "", may_be_lacuna=True)

    def cut(self, sentence: Evidence) -> Damage | None:
        """The end of the text."""
        if (
            self.random.random() < 0.5
            or self.sentences[-2] not in self.free
            or self.sentences[-1].end - self.sentences[-1].start < 30
        ):
            return None
        last = self.sentences[-1]
        damage = self._pick(last, r"(?<=\w) \w", LACUNA, lambda _: "")
        return damage and replace(damage, span=Evidence(damage.span.start, last.end))

    def name(self, sentence: Evidence) -> Damage | None:
        def respell(name: str) -> str:
            for old, new in (
                ("sch", "sh"),
                ("j", "y"),
                ("y", "i"),
                ("w", "v"),
                ("ei", "ej"),
                ("ou", "u"),
                ("k", "c"),
                ("oo", "u"),
                ("i", "y"),
                ("e", "é"),
                ("a", "ah"),
            ):
                if old in name[1:]:
                    return name[0] + name[1:].replace(old, new, 1)
            return name

        given = [
            word
            for word in set(re.findall(r"\w+", self.text[slice(*sentence)]))
            if word in self.lexicon.given_names and len(word) > 2
        ]
        if not given:
            return None
        return self._pick(
            sentence,
            rf"\b(?:{'|'.join(sorted(given))})\b(?: ((?!Jr)[A-ZÄÖÜ][a-zäöüß]{{3,}})\b)?",
            "spelling_of_name",
            respell,
        )

    def number(self, sentence: Evidence) -> Damage | None:
        months = "|".join(re.escape(month) for month in self.lexicon.calendar["month"])
        around = self.text[sentence.start : sentence.end]
        if re.search(rf"(?i)\b(?:{months})", around):
            return None  # it would be part of a date
        return self._pick(
            sentence, r"(?<![\w.,/–-])(?!(?:1[5-9]|20)\d\d\b)\d+(?:[.,]\d{3})*(?![\w/–-]|[.,]\d)", "number",
            lambda number: str(int(re.sub(r"\D", "", number)) + 7),
        )  # fmt: skip

    def date(self, sentence: Evidence) -> Damage | None:
        months = sorted(
            (month.capitalize() for month in self.lexicon.calendar["month"] if len(month) > 3 and "." not in month),
            key=len,
        )

        def other(month: str) -> str:
            return self.random.choice([each for each in months if each != month])

        return self._pick(sentence, rf"\b(?:{'|'.join(months)})\b(?=[ ,.])(?! [A-Z])", "date", other)

    def title(self, sentence: Evidence) -> Damage | None:
        old, new = self.random.choice(TITLES[self.language])
        before = "" if " " in old else r"(?<!Vice )(?<!Prime )(?<!Foreign )(?<!Crown )"
        return self._pick(sentence, rf"{before}(?<![\w-]){old}(?![\w-])", "title", lambda _: new)

    def spelling(self, sentence: Evidence) -> Damage | None:
        def respell(word: str) -> str:
            at = self.random.randrange(2, len(word) - 2)
            return word[:at] + word[at + 1] + word[at] + word[at + 2 :]

        return self._pick(sentence, r"(?<= )[a-zäöüß]{7,}(?=[ ,.])", "spelling", respell)

    def wording(self, sentence: Evidence) -> Damage | None:
        swaps = SWAPS[self.language]
        return self._pick(sentence, rf"\b(?:{'|'.join(swaps)})\b", "wording", lambda word: swaps[word])

    def words_gone(self, sentence: Evidence) -> Damage | None:
        """One to three words within a sentence."""
        count = self.random.randrange(3)
        return self._pick(
            sentence,
            rf"(?<=[a-zß] )(?:[a-zß]+ ){{{count}}}[a-zß]{{5,}} (?=[a-zß])",
            "omission",
            lambda _: "",
            scar=True,
        )

    def words_more(self, sentence: Evidence) -> Damage | None:
        word = self.random.choice(OTHER_WORDS[self.language])
        damage = self._pick(sentence, r"(?<=[a-zß]) (?=[a-z])", "addition", lambda _: f" {word} ")
        return damage

    def sentence_more(self, sentence: Evidence) -> Damage | None:
        more = " ".join(self.random.choice(OTHER_WORDS[self.language]) for _ in range(4)).capitalize() + "."
        return (
            Damage("addition", Evidence(sentence.end, sentence.end), " " + more)
            if self.text[sentence.end - 1] in MARKS
            else None
        )

    def swap(self) -> Damage | None:
        """Two paragraphs that follow each other; `now` holds them in the other order."""
        paragraphs = [Evidence(*match.span()) for match in re.finditer(r"[^\n]+", self.text)][1:-1]
        pairs = [
            (one, other) for one, other in zip(paragraphs, paragraphs[1:], strict=False)
            if min(one.end - one.start, other.end - other.start) > 60
            and not any(damage.kind == "omission" and len(self.text[slice(*part)]) < 60 + damage.span.end - damage.span.start
                        for damage in self.damages for part in (one, other) if part.contains(damage.span))
        ]  # fmt: skip
        if not pairs:
            return None
        one, other = self.random.choice(pairs)
        return Damage("transposition", Evidence(one.start, other.end), str(one.end - one.start))


def damaged(text: str, damages: list[Damage]) -> str:
    """The copy: every damage done, swaps last."""
    pieces, at = [], 0
    swap = next((damage for damage in damages if damage.kind == "transposition"), None)
    marks: dict[int, int] = {}
    edges = [swap.span.start, swap.span.start + int(swap.now), swap.span.end] if swap else []
    length = 0
    for damage in [each for each in damages if each is not swap]:
        for edge in edges:
            if at <= edge and (
                edge < damage.span.start or edge == damage.span.start and damage.span.start < damage.span.end
            ):
                marks.setdefault(edge, length + edge - at)
        pieces += [text[at : damage.span.start], damage.now]
        length += damage.span.start - at + len(damage.now)
        at = damage.span.end
    for edge in edges:
        if edge >= at:
            marks.setdefault(edge, length + edge - at)
    copy = "".join([*pieces, text[at:]])
    if swap and len(marks) == 3:
        start, middle, end = (marks[edge] for edge in edges)
        one, other = copy[start:middle], copy[middle:end]
        gap = re.match(r"\s*", other)[0]
        copy = copy[:start] + other[len(gap) :] + gap + one + copy[end:]
    return copy


class Tally:
    """Counts of what was done, found and right."""

    def __init__(self, *, show: bool) -> None:
        self.done: Counter[str] = Counter()
        self.found: Counter[str] = Counter()
        self.said: Counter[str] = Counter()
        self.restored = self.restorable = self.by_sign = 0
        self.show = show

    def note(self, what: str, name: str, words: str) -> None:
        if self.show:
            print(f"  {what:10} {name}: {words[:140]!r}")


def near(one: Evidence, other: Evidence, slack: int = 2) -> bool:
    return one.start - slack <= other.end and other.start <= one.end + slack


def judge(collation: Collation, text: str, damages: dict[str, list[Damage]], tally: Tally, name: str) -> None:
    """Compare what a collation says with what was done."""
    whole = {lacuna.first for lacuna in collation.lacunae if lacuna.siglum == "W1" and not lacuna.supplied}
    for siglum, done in damages.items():
        lacunae = [
            lacuna
            for lacuna in collation.lacunae
            if lacuna.siglum == siglum and (lacuna.supplied or lacuna.first not in whole)
        ]
        variants = [variant for variant in collation.variants if siglum in variant.sigla]
        for damage in done:
            tally.done[damage.kind] += 1
            if damage.kind == LACUNA:
                _judge_lacuna(collation, text, damage, lacunae, tally, f"{name} {siglum}")
                continue
            hit = next(
                (each for each in variants if each.kind == damage.kind and _at(collation, each, damage, siglum)), None
            )
            by_sign = None if hit or not damage.may_be_lacuna else _lacuna_at(collation, lacunae, damage)
            if hit or by_sign:
                tally.by_sign += by_sign is not None
                tally.found[damage.kind] += 1
                tally.said[damage.kind] += 1
                variants = [each for each in variants if each is not hit]
                lacunae = [each for each in lacunae if each is not by_sign]
            else:
                tally.note(
                    "missed",
                    f"{name} {siglum} {damage.kind}",
                    f"{text[damage.span.start : damage.span.end]} → {damage.now}",
                )
        for variant in variants:
            tally.said[variant.kind] += 1
            tally.note("invented", f"{name} {siglum} {variant.kind}", f"{variant.lemma} ] {variant.reading}")
        for lacuna in lacunae:
            tally.said[LACUNA] += 1
            tally.note("invented", f"{name} {siglum} {lacuna.kind}", f"{lacuna.signs} {lacuna.supplied}")


def _base_spans(collation: Collation, first: int, last: int) -> list[Evidence]:
    return [span for place in collation.places[first : last + 1] for span in place.spans_of("W1")]


def _at(collation: Collation, variant: object, damage: Damage, siglum: str) -> bool:
    """The variant stands where the damage was done, and covers about the same words."""
    spans = [span for span in _base_spans(collation, variant.first, variant.last)]
    if not spans:  # an addition: between two words of the whole text
        before = [span for place in collation.places[: variant.first] for span in place.spans_of("W1")]
        return near(Evidence(before[-1].end, before[-1].end) if before else Evidence(0, 0), damage.span, 3)
    here = Evidence(min(span.start for span in spans), max(span.end for span in spans))
    if damage.kind == "transposition":
        middle = damage.span.start + int(damage.now)
        return any(
            abs(here.start - part.start) + abs(here.end - part.end) <= 6 or part.contains(here)
            for part in (Evidence(damage.span.start, middle), Evidence(middle, damage.span.end))
        )
    return here.overlaps(damage.span) and abs((here.end - here.start) - (damage.span.end - damage.span.start)) <= 16


def _lacuna_at(collation: Collation, lacunae: list, damage: Damage) -> object:
    for lacuna in lacunae:
        if any(span.overlaps(damage.span) for span in _base_spans(collation, lacuna.first, lacuna.last)):
            return lacuna
    return None


def _judge_lacuna(collation: Collation, text: str, damage: Damage, lacunae: list, tally: Tally, name: str) -> None:
    lacuna = _lacuna_at(collation, lacunae, damage)
    tally.restorable += 1
    if lacuna is None:
        tally.note(
            "missed", f"{name} lacuna", f"{text[max(0, damage.span.start - 20) : damage.span.end]} → {damage.now}"
        )
        return
    lacunae.remove(lacuna)
    tally.found[LACUNA] += 1
    tally.said[LACUNA] += 1
    supplied = [token.form for token in tokenize(lacuna.supplied.text)] if lacuna.supplied else []
    if supplied == damage.lost(text):
        tally.restored += 1
    else:
        tally.note("misfilled", name, f"{' '.join(damage.lost(text))} / {' '.join(supplied)}")


def texts(folders: list[Path], split: str) -> Iterator[tuple[str, str]]:
    for path in sorted(path for folder in folders for path in folder.glob("*.txt")):
        if "kopie" in path.name or "lawrow" in path.name:
            continue
        text = path.read_text("utf-8").strip() + "\n"
        odd = hashlib.sha256(text.encode()).digest()[0] % 2
        if split == "all" or (split == "unseen") == bool(odd):
            yield path.stem, text


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="*")
    parser.add_argument("--split", choices=("all", "seen", "unseen"), default="all")
    parser.add_argument("--seeds", type=int, default=2, help="so many times two copies of each text")
    parser.add_argument("--seed", type=int, default=0, help="the first of the seeds")
    parser.add_argument("--dense", action="store_true", help="damages in neighbouring sentences too")
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    tally, count, pairs = Tally(show=options.errors), 0, 0
    for name, text in texts([SAMPLES, *options.folders], options.split):
        language = find_language(text)
        count += 1
        for seed in range(options.seed, options.seed + options.seeds):
            one, other = (Damager(text, language, 2 * seed + at, dense=options.dense).draw() for at in (0, 1))
            copies = [Witness("W1", text, None, language)]
            copies += [Witness(f"W{at}", damaged(text, each), None, language) for at, each in ((2, one), (3, other))]
            judge(collate(copies[:2], base="W1"), text, {"W2": one}, tally, name)
            judge(collate(copies, base="W1"), text, {"W2": one, "W3": other}, tally, name)
            pairs += 2
    _print(tally, count, pairs)


def _print(tally: Tally, count: int, pairs: int) -> None:
    print(f"{count} texts, {pairs} collations")
    done, found, said = tally.done[LACUNA], tally.found[LACUNA], tally.said[LACUNA]
    print(
        f"lacunae       found {found} of {done} ({found / done:.3f}), invented {said - found}; "
        f"{tally.by_sign} omissions told as lacunae by a sign"
    )
    print(f"restorations  right {tally.restored} of {tally.restorable} ({tally.restored / tally.restorable:.3f})")
    print("variants              precision  recall     F1  done  said  right")
    kinds = sorted(set(tally.done) | set(tally.said) - {LACUNA})
    kinds = [kind for kind in kinds if kind != LACUNA]
    rows = [(kind, tally.done[kind], tally.said[kind], tally.found[kind]) for kind in kinds]
    rows.append(("all", *(sum(row[at] for row in rows) for at in (1, 2, 3))))
    for kind, done, said, right in rows:
        precision, recall = (right / said if said else 0.0), (right / done if done else 0.0)
        f1 = 2 * right / (done + said) if done + said else 0.0
        print(f"{kind:20}  {precision:9.3f}  {recall:6.3f}  {f1:5.3f}  {done:4}  {said:4}  {right:5}")


if __name__ == "__main__":
    main()
