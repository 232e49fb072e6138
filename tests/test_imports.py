"""Who imports what: one way, one home a library, and nothing heavy at the door."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import communique

PACKAGE = Path(communique.__file__).parent
HEAVY = {
    "spacy",
    "sqlalchemy",
    "fastapi",
    "ray",
    "lxml",
    "babel",
    "HanTa",
    "stanza",
    "lemminflect",
    "py3langid",
    "alembic",
    "pandas",
    "altair",
    "vl_convert",
    "numpy",
    "rich",
}
HOMES = {
    "spacy": {"parsing"},
    "HanTa": {"morphology"},
    "stanza": {"parsing"},
    "lemminflect": {"parsing"},
    "numpy": {"mending", "morphology", "register.identity.texts"},  # they work on the numbers of the models
    "babel": {"lexicon"},
    "lxml": {"documents.pages", "documents.lineation", "documents.mainpart", "documents.metadata", "documents.word"},
    "py3langid": {"reader"},
    "charset_normalizer": {"documents.encodings"},
    "webencodings": {"documents.encodings"},
    "ftfy": {"documents.mojibake"},
    "pdfplumber": {"documents.portable"},
    "docx": {"documents.word"},
    "feedparser": {"documents.feeds"},
    "fastwarc": {"documents.archives"},
    "urllib3": {"documents.web"},
    "platformdirs": {"settings"},
    "fsspec": {"documents.stores"},
    "typer": {"cli", "commands.register", "commands.compare", "commands.formulas", "commands.collate", "commands.arguments"},
    "alembic": {"register.database", "register.migrations.env", "register.migrations.versions.0001_the_first_tables"},
    "anyascii": {"register.names.transliteration"},
    "pandas": {"register.asking.lines"},
    "altair": {"views.charts"},
    "vl_convert": {"views.charts"},
    "pyarrow": {"exports.parquet"},
    "followthemoney": {"exports.ftm"},
}
ROOMS = [
    "documents",
    "sentences",
    "lexicon",
    "mentions",
    "frames",
    "compose",
    "reading",
    "reader",
    "register",
    "views",
    "commands",
    "cli",
]


def module_name(path: Path) -> str:
    name = ".".join(path.relative_to(PACKAGE).with_suffix("").parts)
    return name.removesuffix(".__init__").removesuffix("__init__")


MODULES = {module_name(path): path for path in sorted(PACKAGE.rglob("*.py"))}


def imported(path: Path, *, at_load: bool = False) -> set[str]:
    """Full names of what a module imports, types aside; `at_load`: only what its loading imports."""
    names: set[str] = set()
    for node in _statements(ast.parse(path.read_text("utf-8")), at_load=at_load):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            names |= {f"{node.module}.{alias.name}" for alias in node.names} | {node.module or ""}
    return names


def _statements(tree: ast.AST, *, at_load: bool):
    for node in ast.iter_child_nodes(tree):
        function = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        for_types = isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)
        if for_types or at_load and function:
            continue
        yield node
        yield from _statements(node, at_load=at_load)


def own(names: set[str]) -> set[str]:
    """The modules of the package among imported names."""
    inside = {name.removeprefix("communique.") for name in names if name.startswith("communique.")}
    return inside & set(MODULES)


def loaded_by(statement: str) -> set[str]:
    """The top modules that a statement loads in a fresh interpreter."""
    code = f"import sys; {statement}; print(*{{name.partition('.')[0] for name in sys.modules}})"
    return set(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split())


def test_importing_communique_loads_nothing_heavy():
    assert not loaded_by("import communique") & (HEAVY | {"typer", "msgspec"})


@pytest.mark.parametrize(
    "statement", ["import communique.cli", "import communique.parsing", "import communique.lexicon, communique.record"]
)
def test_no_door_loads_a_parser(statement):
    assert not loaded_by(statement) & {"spacy", "HanTa", "stanza", "lemminflect", "numpy", "lxml", "babel", "py3langid"}


def test_the_reader_loads_no_parser_before_it_reads():
    assert not loaded_by("import communique.reader; communique.reader.Reader()") & {
        "spacy",
        "HanTa",
        "lemminflect",
        "stanza",
    }


@pytest.mark.parametrize(("library", "homes"), HOMES.items())
def test_a_library_has_one_home(library, homes):
    users = {name for name, path in MODULES.items() if library in {each.partition(".")[0] for each in imported(path)}}
    assert users <= homes


def test_there_are_no_import_cycles():
    edges = {name: own(imported(path, at_load=True)) - {name} for name, path in MODULES.items()}
    # a package's __init__ runs before its modules, so they may not need each other
    done: set[str] = set()

    def visit(name: str, path: tuple[str, ...]) -> None:
        assert name not in path, " → ".join((*path[path.index(name) :], name))
        if name not in done:
            for other in sorted(edges[name]):
                visit(other, (*path, name))
            done.add(name)

    for name in sorted(edges):
        visit(name, ())


def test_sqlalchemy_is_at_home_in_the_register():
    users = {
        name for name, path in MODULES.items() if "sqlalchemy" in {each.partition(".")[0] for each in imported(path)}
    }
    assert {name.partition(".")[0] for name in users} <= {"register", "exports"}


@pytest.mark.parametrize("room", ROOMS)
def test_a_stage_imports_only_what_comes_before_it(room):
    later = set(ROOMS[ROOMS.index(room) + 1 :])
    for name, path in MODULES.items():
        if name.partition(".")[0] == room:
            assert not {each.partition(".")[0] for each in own(imported(path))} & later, name


@pytest.mark.parametrize("name", [name for name in MODULES if name])
def test_every_module_loads_alone(name):
    if name == "__main__":
        pytest.skip("runs the program")
    if name == "register.migrations.env":
        pytest.skip("runs within a migration")
    __import__(f"communique.{name}")


@pytest.mark.parametrize("path", MODULES.values(), ids=list(MODULES))
def test_every_module_opens_with_a_sentence(path):
    opening = ast.get_docstring(ast.parse(path.read_text("utf-8")))
    assert opening and len(opening.split()) >= 4


def test_no_module_is_longer_than_500_lines():
    lengths = {name: len(path.read_text("utf-8").splitlines()) for name, path in MODULES.items()}
    steps = "register.migrations.versions."  # a statement a table: they are read, not written
    assert not {name: length for name, length in lengths.items() if length > 500 and not name.startswith(steps)}


def test_nothing_below_the_command_line_prints_or_exits():
    for name, path in MODULES.items():
        if name == "cli" or name.startswith("cli."):
            continue
        calls = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)]
        assert not [call for call in calls if isinstance(call.func, ast.Name) and call.func.id == "print"], name
        assert not [call for call in calls if ast.unparse(call.func) == "sys.exit"], name


def test_the_environment_is_read_in_settings_alone():
    for name, path in MODULES.items():
        if name != "settings":
            assert "os.environ" not in (text := path.read_text("utf-8")) and "getenv" not in text, name
