"""Rewrite the outputs that README.md and docs/ show, from real runs: ``.venv/bin/python tools/refresh_examples.py``.

Every page is run on a fresh demo, as the tests do. A console block whose output differs gets the new output; one that
ends in a line ``...`` keeps its number of lines. ``<!-- show columns=actor,value rows=3 -->`` on the line before a
block shortens the table that its commands print to these columns and rows. A doctest gets what it printed. Outputs with
``...`` elsewhere, doctests that state ``True`` or ``[]``, and commands that fail are left as they are and named. Pages
can be given by path.
"""

import doctest
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests" / "house"))

import examples  # noqa: E402
from click.testing import CliRunner  # noqa: E402

from tertius.cli import main as tertius  # noqa: E402

_BLOCK = re.compile(
    r"(?:<!-- show (?P<show>[^>]*?) -->\n+)?"
    r"^(?P<head>(?P<indent> *)```(?P<language>console|python)[^\n]*\n)(?P<body>.*?)^(?P=indent)```",
    re.M | re.S,
)
_DOTS = "..."
# an example that shows True or an empty list states something: when it fails, the statement is wrong, not its output
_CLAIM = re.compile(r"[\[\](), ]*(True[\[\](), ]*)*")


def refreshed(text: str, by_hand: list[str]) -> str:
    """The page with the outputs of its examples as they are today; what needs a hand is added to ``by_hand``."""
    names: dict[str, Any] = {"__name__": "example"}
    parts, end = [], 0
    for match in _BLOCK.finditer(text):
        indent = match["indent"]
        body = "\n".join(line.removeprefix(indent) for line in match["body"].splitlines())
        fresh = (
            _console(body, _options(match["show"] or ""), by_hand)
            if match["language"] == "console"
            else _python(body, names, by_hand)
        )
        lines = "".join(f"{indent}{line}".rstrip() + "\n" for line in fresh.splitlines())
        parts += [text[end : match.start("body")], lines]
        end = match.end("body")
    return "".join([*parts, text[end:]])


def _options(text: str) -> dict[str, list[str]]:
    return {key: value.split(",") for key, _, value in (word.partition("=") for word in text.split())}


def _console(body: str, show: dict[str, list[str]], by_hand: list[str]) -> str:
    calls = [part.partition("\n")[0] for part in re.split(r"^\$ ", body, flags=re.M)[1:]]
    lines = []
    for call, command in zip(calls, examples.read_commands(body), strict=True):
        result = CliRunner().invoke(tertius, list(command.words))
        printed = result.stdout if command.exit_code == 0 else result.output
        lines.append(f"$ {call}")
        if result.exit_code != command.exit_code:
            by_hand.append(f"{call}\n    exit code {result.exit_code}: {result.output.strip()}")
            lines.append(command.shown)
        elif show:
            lines.append(abridged(printed, show.get("columns", []), int(show.get("rows", ["1000"])[0])))
        elif command.shown:
            lines.append(_again(command.shown, printed, call, by_hand))
    return "\n".join(line for line in lines if line)


def _again(shown: str, printed: str, call: str, by_hand: list[str]) -> str:
    if examples.matches(shown, printed):
        return shown
    kept = shown.splitlines()
    if _DOTS not in shown:
        return printed.strip("\n")
    if kept[-1] == _DOTS and _DOTS not in "\n".join(kept[:-1]):
        return "\n".join([*printed.splitlines()[: len(kept) - 1], _DOTS])
    by_hand.append(call)
    return shown


def abridged(table: str, columns: Sequence[str], rows: int) -> str:
    """A printed table with some of its columns (all when none is named) and its first rows, ``...`` for the rest."""
    lines = table.rstrip("\n").splitlines()
    if len(lines) < 2 or not columns:
        return "\n".join(lines[: rows + 2] + ([_DOTS] if len(lines) > rows + 2 else []))
    spans = [match.span() for match in re.finditer(r"-+", lines[1])]
    wanted = [lines[0][slice(*span)].strip() in columns for span in spans]
    cut = [_cut(line, spans, wanted) for line in lines[: rows + 2]]
    # a last "..." behind a line already stands for the lines that follow
    return "\n".join([*cut, _DOTS] if len(lines) > rows + 2 and not cut[-1].endswith(_DOTS) else cut)


def _cut(line: str, spans: Sequence[tuple[int, int]], wanted: Sequence[bool]) -> str:
    cells: list[str] = []
    for (start, end), keep in zip(spans, wanted, strict=True):
        if keep:
            cells.append(line[start:end].ljust(end - start))
        elif not cells or cells[-1] != _DOTS:
            cells.append(_DOTS)
    return "  ".join(cells).rstrip()


class _Recorder(doctest.DocTestRunner):
    """Keeps what each failed example printed."""

    def __init__(self) -> None:
        super().__init__(optionflags=examples._FLAGS, verbose=False)
        self.printed: list[tuple[doctest.Example, str]] = []
        self.raised: list[str] = []

    def report_failure(self, out: Any, test: Any, example: doctest.Example, got: str) -> None:  # noqa: ARG002
        """Keep it."""
        self.printed.append((example, got))

    def report_unexpected_exception(self, out: Any, test: Any, example: Any, exc_info: Any) -> None:  # noqa: ARG002
        """Keep it."""
        self.raised.append(f"{example.source.strip()}\n    {exc_info[1]!r}")


def _python(body: str, names: dict[str, Any], by_hand: list[str]) -> str:
    if ">>>" not in body:
        examples.run_python(body, names, "example")
        return body
    recorder = _Recorder()
    test = doctest.DocTestParser().get_doctest(body + "\n", names, "example", None, 0)
    recorder.run(test, out=lambda _: None, clear_globs=False)
    names.update(test.globs)
    by_hand += recorder.raised
    lines = body.splitlines()
    for example, got in sorted(recorder.printed, key=lambda one: -one[0].lineno):
        if _DOTS in example.want or _CLAIM.fullmatch(example.want.strip()):
            by_hand.append(example.source.strip())
            continue
        first = example.lineno + example.source.count("\n")
        lines[first : first + example.want.count("\n")] = got.rstrip("\n").splitlines()
    return "\n".join(lines)


def _pages(given: Sequence[str]) -> list[Path]:
    if given:
        return [Path(name).resolve() for name in given]
    return [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def main(given: Sequence[str]) -> int:
    """Refresh the pages; the exit code is 1 when something needs a hand."""
    pages = _pages(given)
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        result = CliRunner().invoke(tertius, ["demo", "--out", f"{folder}/demo"])
        if result.exit_code:
            sys.stderr.write(f"the demo does not run:\n{result.output}\n")
            return 1
        for page in pages:
            wrong += _refresh(page, Path(folder))
    return 1 if wrong else 0


def _refresh(page: Path, demo: Path) -> int:
    text = page.read_text(encoding="utf-8")
    if not examples.blocks(text):
        return 0
    by_hand: list[str] = []
    with tempfile.TemporaryDirectory() as desk:
        shutil.copytree(demo, desk, dirs_exist_ok=True)
        shutil.copytree(ROOT / "docs" / "examples", desk, dirs_exist_ok=True)
        os.chdir(desk)
        fresh = refreshed(text, by_hand)
        os.chdir(ROOT)
    if fresh != text:
        page.write_text(fresh, encoding="utf-8")
    state = "renewed" if fresh != text else "as it was"
    sys.stdout.write(f"{page.relative_to(ROOT)}: {state}\n" + "".join(f"  by hand: {one}\n" for one in by_hand))
    return len(by_hand)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
