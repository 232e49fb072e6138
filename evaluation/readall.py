"""Read every readout of a JSONL file and print what came of them: failures, counts a text, texts that gave nothing.

    python evaluation/readall.py [FILE.jsonl] [--records OUT.jsonl] [--limit N]

Without FILE, the 1,398 readouts of the White House that the project was developed with (../shared/data/readouts), where
they are at hand. No text may fail: a Failure is counted, and an exception that is not a CommuniqueError is a bug, printed
with its traceback. Exits 1 where there is either.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from communique.documents import take
from communique.errors import CommuniqueError
from communique.evidence import Evidence
from communique.reader import Reader
from communique.record import Failure, Record, to_json

READOUTS = Path("../shared/data/readouts/whitehouse-readouts.jsonl")
LISTED = 20  # ids of texts that gave nothing


@dataclass
class Tally:
    """What came of all texts."""

    records: list[Record] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    bugs: dict[str, str] = field(default_factory=dict)  # source → traceback
    outside: list[str] = field(default_factory=list)  # spans that lie outside of their text
    seconds: float = 0.0


def main() -> int:
    """Read, print, and say by the exit status whether every text was read."""
    arguments = _arguments()
    if not arguments.source.exists():
        print(f"{arguments.source} is not here; give a JSONL file")
        return 1
    tally = read_every(str(arguments.source), arguments.limit)
    for line in summary(tally):
        print(line)
    if arguments.records:
        arguments.records.write_bytes(b"".join(to_json(record) + b"\n" for record in tally.records))
    return 1 if tally.failures or tally.bugs or tally.outside else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", nargs="?", type=Path, default=READOUTS)
    parser.add_argument("--records", type=Path, help="write the records here, as JSONL")
    parser.add_argument("--limit", type=int, help="read only so many texts")
    return parser.parse_args()


def read_every(source: str, limit: int | None) -> Tally:
    """Read every document of `source`, keeping exceptions apart by text."""
    tally, reader = Tally(), Reader()
    for number, document in enumerate(take([source])):
        if number == limit:
            break
        if isinstance(document, Failure):
            tally.failures.append(document.error)
            continue
        started = time.perf_counter()
        try:
            record = reader.read(document)
        except CommuniqueError as error:
            tally.failures.append(f"{document.source} {document.id}: {error}")
        except Exception:  # noqa: BLE001  (whatever it is, the other texts are read and the bug is printed)
            tally.bugs[f"{document.source} {document.id}"] = traceback.format_exc()
        else:
            tally.records.append(record)
            tally.outside.extend(_outside(record))
        tally.seconds += time.perf_counter() - started
        if number % 200 == 199:
            print(f"{number + 1} texts, {tally.seconds:.0f} s", file=sys.stderr, flush=True)
    return tally


def spans(record: Record) -> Iterator[tuple[str, Evidence]]:
    """Yield every span of a record and what it is evidence of."""
    for person in record.persons:
        yield from ((f"{person.id} title", title.span) for title in person.titles)
        yield from ((f"{person.id} mention", mention) for mention in person.mentions)
    yield from ((meeting.id, meeting.span) for meeting in record.meetings)
    for act in record.acts:
        yield from ((act.id, span) for span in (act.trigger, *act.trigger_parts, act.sentence))
        yield from ((f"{act.id} role", span) for role in act.role_spans.values() for span in role)
        if act.content is not None:
            yield f"{act.id} content", act.content
    yield from ((agreement.id, agreement.span) for agreement in record.agreements)
    yield from ((f"lacuna {lacuna.kind}", lacuna.span) for lacuna in record.lacunae)


def _outside(record: Record) -> Iterator[str]:
    length = len(record.document.text)
    for what, span in spans(record):
        if not 0 <= span.start < span.end <= length:
            yield f"{record.document.id}: {what} {span}"


def summary(tally: Tally) -> Iterator[str]:
    """Say in lines what came of the texts."""
    for source, trace in tally.bugs.items():
        yield f"BUG in {source}\n{trace}"
    yield from (f"FAILED {failure}" for failure in tally.failures)
    yield from (f"OUTSIDE {span}" for span in tally.outside)
    words = sum(len(record.document.text.split()) for record in tally.records)
    rate = words / max(tally.seconds, 1e-9)
    yield (
        f"{len(tally.records)} texts read, {len(tally.failures)} failures, {len(tally.bugs)} bugs, "
        f"{len(tally.outside)} spans outside; {words} words in {tally.seconds:.0f} s, {rate:.0f} words/s (loading included)"
    )
    if not tally.records:
        return
    for what in ("persons", "meetings", "acts", "agreements", "lacunae"):
        counts = [len(getattr(record, what)) for record in tally.records]
        middle, mean = statistics.median(counts), statistics.mean(counts)
        yield f"{what:<10} {sum(counts):>6}  a text: {mean:5.2f}, median {middle:.0f}, most {max(counts)}"
    yield _counted("acts", Counter(act.type for record in tally.records for act in record.acts))
    meetings = [meeting for record in tally.records for meeting in record.meetings]
    yield _counted("meetings", Counter(f"{meeting.kind}/{meeting.status}" for meeting in meetings))
    yield _counted("lacunae", Counter(lacuna.kind for record in tally.records for lacuna in record.lacunae))
    yield _counted("presence", Counter(person.presence for record in tally.records for person in record.persons))
    nothing = [record.document.id for record in tally.records if not record.meetings and not record.acts]
    yield f"{len(nothing)} texts without a meeting and without an act"
    yield from (f"  {id}" for id in nothing[:LISTED])
    for what in ("meetings", "acts", "persons"):
        without = [record.document.id for record in tally.records if not getattr(record, what)]
        yield f"{len(without)} texts without {what}: {' '.join(without[:5])}"


def _counted(what: str, counts: Counter[str]) -> str:
    return f"{what}: " + ", ".join(f"{name} {count}" for name, count in counts.most_common())


if __name__ == "__main__":
    sys.exit(main())
