"""The samples: copied as texts and as lines, each with what the index says of it."""

import csv
import json
from importlib.resources import files

from communique import samples
from communique.documents import Document, take
from communique.samples import copy_samples


def test_every_text_is_in_the_index_and_the_lines(tmp_path):
    paths = list(copy_samples(str(tmp_path)))
    texts = {path.name: path.read_text("utf-8") for path in paths if path.suffix == ".txt"}
    rows = {row["file"]: row for row in csv.DictReader((files(samples) / samples.INDEX).read_text("utf-8").splitlines())}
    lines = [json.loads(line) for line in (tmp_path / "samples.jsonl").read_text("utf-8").splitlines()]
    assert rows.keys() == texts.keys() == {f"{line['id']}.txt" for line in lines}
    for line in lines:
        assert line["text"] == texts[f"{line['id']}.txt"]
        assert line["publisher_state"] == (rows[f"{line['id']}.txt"]["publisher_state"] or None)


def test_lines_are_read_as_documents_with_publisher_and_day(tmp_path):
    list(copy_samples(str(tmp_path)))
    documents = {document.id: document for document in take([str(tmp_path / "samples.jsonl")])}
    erfurt = documents["de-erfurt-1970-ddr"]
    assert (erfurt.publisher_state, erfurt.published, erfurt.language) == ("DDR", "1970-03-19", "de")
    assert documents["de-wien-1961"].publisher_state is None


def test_copying_twice_changes_nothing(tmp_path):
    before = {path: path.read_bytes() for path in copy_samples(str(tmp_path))}
    assert {path: path.read_bytes() for path in copy_samples(str(tmp_path))} == before


def test_every_file_that_is_copied_is_read(tmp_path):
    list(copy_samples(str(tmp_path)))
    assert all(isinstance(each, Document) for each in take([str(tmp_path)]))
