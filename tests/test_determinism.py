"""One text gives one record, byte for byte: whatever was read before it, in which process, with which hash seed."""

import json
import os
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from itertools import pairwise
from multiprocessing import get_context

import pytest

from communique.documents.document import Document
from communique.reader import Reader
from communique.record import to_json
from communique.samples import copy_samples

pytestmark = pytest.mark.models


@pytest.fixture(scope="module")
def documents(tmp_path_factory) -> list[Document]:
    paths = sorted(copy_samples(str(tmp_path_factory.mktemp("samples"))))
    texts = [path for path in paths if path.suffix == ".txt"]
    return [Document(path.read_text("utf-8"), language=path.name[:2], source=path.name) for path in texts]


@pytest.fixture(scope="module")
def alone(documents) -> dict[str, bytes]:
    """Every sample read once, in order."""
    return {document.id: read_bytes(document) for document in documents}


def read_bytes(document: Document) -> bytes:
    return to_json(Reader().read(document))


def test_the_order_of_texts_changes_nothing(documents, alone):
    assert {document.id: read_bytes(document) for document in reversed(documents)} == alone


def test_reading_twice_changes_nothing(documents, alone):
    assert all(read_bytes(document) == read_bytes(document) == alone[document.id] for document in documents[:3])


@pytest.mark.slow
def test_the_number_of_processes_changes_nothing(documents, alone):
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        assert dict(zip([document.id for document in documents], pool.map(read_bytes, documents), strict=True)) == alone


@pytest.mark.slow
@pytest.mark.parametrize("seed", ["1", "42"])
def test_the_hash_seed_changes_nothing(documents, alone, seed, tmp_path):
    source = tmp_path / "samples.jsonl"
    source.write_text(
        "".join(json.dumps({"text": document.text, "language": document.language}) + "\n" for document in documents),
        encoding="utf-8",
    )
    code = (
        "import sys; from communique.reader import Reader, read_all; from communique.record import to_json\n"
        "from dataclasses import replace\n"
        "def print_record(record):\n"
        "    head = replace(record.document, source=None)\n"
        "    sys.stdout.buffer.write(to_json(replace(record, document=head)) + b'\\n')\n"
        "for record in read_all([sys.argv[1]], Reader()): print_record(record)\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, str(source)],
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONHASHSEED": seed},
    )
    expected = []
    for document in documents:
        record = json.loads(alone[document.id])
        record["document"]["source"] = None
        expected.append(record)
    assert [json.loads(line) for line in ran.stdout.splitlines()] == expected


def test_a_sentence_is_parsed_alike_alone_and_in_a_text():
    """What follows a paragraph does not change what is said in it, where nothing looks forward."""
    first = "Am 19. Juni 2024 unterzeichneten Präsident Wladimir Putin und Staatspräsident Kim Jong Un einen Vertrag."
    after = "Das Wetter war schön."
    short, long = (Reader(language="de").read(Document(text)) for text in (first, f"{first}\n\n{after}"))
    assert short.acts == long.acts and short.persons == long.persons and short.meetings == long.meetings


def test_ids_count_from_one_in_text_order(documents):
    for document in documents:
        record = Reader().read(document)
        for entries, letter in (
            (record.persons, "p"),
            (record.meetings, "m"),
            (record.acts, "a"),
            (record.agreements, "g"),
        ):
            assert [entry.id for entry in entries] == [f"{letter}{number}" for number in range(1, len(entries) + 1)]
        assert all(one.mentions[0] <= other.mentions[0] for one, other in pairwise(record.persons))
