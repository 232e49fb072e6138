"""The project's own treebank: every tree is one, in the conventions of training/README.md."""

from pathlib import Path

import pytest

FOLDER = Path(__file__).parent.parent / "training" / "treebank"
Row = list[str]


def trees() -> list[tuple[str, list[Row]]]:
    found = []
    for path in sorted(FOLDER.glob("*.conllu")):
        for block in path.read_text("utf-8").strip().split("\n\n"):
            lines = block.splitlines()
            name = next(line for line in lines if line.startswith("# sent_id"))
            found.append((name.partition("= ")[2], [line.split("\t") for line in lines if not line.startswith("#")]))
    return found


TREES = trees()


def test_every_sentence_has_its_own_name() -> None:
    names = [name for name, _ in TREES]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("language", ["de", "en"])
def test_no_test_sentence_is_trained_on(language: str) -> None:
    def texts(part: str) -> set[str]:
        lines = (FOLDER / f"{language}-{part}.conllu").read_text("utf-8").splitlines()
        return {line for line in lines if line.startswith("# text = ")}

    assert not texts("train") & texts("test")


def test_every_tree_has_one_root_and_no_cycle() -> None:
    for name, rows in TREES:
        heads = [int(row[6]) for row in rows]
        assert heads.count(0) == 1, name
        assert all((row[7] == "root") == (row[6] == "0") for row in rows), name
        for place in range(len(rows)):
            seen, above = set(), place + 1
            while above:
                assert above not in seen, f"{name}: cycle at {rows[place][1]}"
                seen.add(above)
                above = heads[above - 1]


def test_parts_of_a_name_hang_on_its_first() -> None:
    for name, rows in TREES:
        for row in rows:
            if row[7] == "flat":
                head = rows[int(row[6]) - 1]
                assert int(row[6]) < int(row[0]), f"{name}: {row[1]}"
                assert head[7] != "flat", f"{name}: {row[1]}"
