"""Runs the commands and the Python of the documentation again and writes what they print into the pages.

    python docs/refresh.py          # all pages: make docs
    python docs/refresh.py --check  # change nothing; say which pages are out of date

In a page, `<!-- prints: communique explain a.txt --act a3 -->` stands before the block that holds the command's output,
`<!-- prints 20: … -->` before one that holds its first 20 lines, and `<!-- printed -->` before one that holds what the
Python block above it printed. Commands and Python run in a folder that holds `readout.txt`, what
`communique samples` makes, `evaluation/`, and `readme.db`, a register of the samples.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGES = (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md")))
PIECE = re.compile(
    r"```python\n(?P<python>.*?)```\n"
    r"|(?P<indent> *)<!-- (?P<mark>prints(?: (?P<lines>\d+))?: (?P<command>[^\n]+?)|printed) -->\n"
    r" *```(?P<kind>\w*)\n.*?```\n",
    re.DOTALL,
)


class Page:
    """One page while its pieces are run from top to bottom; its Python blocks share their names."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.text = path.read_text("utf-8")
        self._names: dict[str, object] = {}
        self._printed = ""

    def refreshed(self) -> str:
        """Return the page with every block of output as it is now."""
        return PIECE.sub(self._piece, self.text)

    def _piece(self, match: re.Match[str]) -> str:
        if match["python"] is not None:
            self._printed = self._run_python(match["python"])
            return match[0]
        output = self._printed if match["mark"] == "printed" else run_command(match["command"])
        lines = "\n".join(line.rstrip() for line in output.splitlines()).strip("\n").split("\n")
        if match["lines"] and len(lines) > int(match["lines"]):
            lines = [*lines[: int(match["lines"])], "…"]
        block = [f"<!-- {match['mark']} -->", f"```{match['kind']}", *lines, "```"]
        return "".join(f"{match['indent']}{line}".rstrip() + "\n" for line in block)

    def _run_python(self, code: str) -> str:
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(compile(code, str(self.path), "exec"), self._names)
        return printed.getvalue()


def run_command(command: str) -> str:
    """Return what a `communique` command, with or without a pipe behind it, prints."""
    words, _, rest = command.partition(" | ")
    program = Path(sys.executable).parent / "communique"
    printed = subprocess.run([program, *shlex.split(words)[1:]], capture_output=True, text=True, check=False)
    if not rest:
        return printed.stdout or printed.stderr
    return subprocess.run(shlex.split(rest), input=printed.stdout, capture_output=True, text=True, check=True).stdout


def main() -> int:
    check, stale = "--check" in sys.argv, []
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        run_command("communique samples")
        run_command("communique add samples/samples.jsonl --register readme.db")
        shutil.copy(ROOT / "docs" / "readout.txt", ".")
        os.symlink(ROOT / "evaluation", "evaluation")
        for path in PAGES:
            page = Page(path)
            text = page.refreshed()
            if text != page.text:
                stale.append(str(path.relative_to(ROOT)))
                if not check:
                    path.write_text(text, encoding="utf-8", newline="\n")
        os.chdir(ROOT)
    sys.stdout.write("".join(f"{'out of date' if check else 'refreshed'}: {name}\n" for name in stale))
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
