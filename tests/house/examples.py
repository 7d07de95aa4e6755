"""Run the examples of a page: its ``console`` and ``python`` blocks, in order, as a reader would.

A block in any other language is text and is not run. In a ``console`` block each line that starts with ``$ tertius``
is a command; lines below it, if any, are its output, in which ``...`` stands for anything. ``# exit 1`` behind a
command says which exit code it must have. A ``python`` block with ``>>>`` is a doctest, any other a script; the blocks
of a page share their names.
"""

import doctest
import re
import shlex
from dataclasses import dataclass
from typing import Any

from click.testing import CliRunner

_BLOCK = re.compile(r"^(?P<indent> *)```(?P<language>\w+)[^\n]*\n(?P<body>.*?)^(?P=indent)```", re.M | re.S)
_EXIT = re.compile(r"\s+#\s*exit (\d+)\s*$")
_SHELL = set("|<>&;")
_FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


@dataclass(frozen=True)
class Block:
    """One fenced block of a page."""

    language: str
    body: str
    line: int


@dataclass(frozen=True)
class Command:
    """One command of a console block, with the output the page shows (empty: not shown)."""

    words: tuple[str, ...]
    shown: str
    exit_code: int = 0


def blocks(text: str) -> list[Block]:
    """The runnable blocks of a page, in order."""
    found = []
    for match in _BLOCK.finditer(text):
        if match["language"] in ("console", "python"):
            body = "\n".join(line.removeprefix(match["indent"]) for line in match["body"].splitlines())
            found.append(Block(match["language"], body, text.count("\n", 0, match.start()) + 1))
    return found


def read_commands(body: str) -> list[Command]:
    """The commands of a console block.

    Raises:
        ValueError: A line is no ``tertius`` command, or it leans on a shell.
    """
    parts = re.split(r"^\$ ", body, flags=re.M)
    if parts[0].strip():
        raise ValueError(f"output before any command: {parts[0].strip()!r}")
    return [_command(part) for part in parts[1:]]


def _command(part: str) -> Command:
    line, _, shown = part.partition("\n")
    code = _EXIT.search(line)
    words = shlex.split(_EXIT.sub("", line), comments=True)
    if words[:1] != ["tertius"]:
        raise ValueError(f"only tertius commands are run; mark other lines as sh: {line!r}")
    if any(set(word) <= _SHELL for word in words):
        raise ValueError(f"an example may not lean on a shell: {line!r}")
    return Command(tuple(words[1:]), shown.strip("\n"), int(code[1]) if code else 0)


def run_console(body: str) -> list[str]:
    """Run a console block; return what differs from the page, empty when nothing does."""
    from tertius.cli import main

    wrong = []
    for command in read_commands(body):
        called = "$ tertius " + shlex.join(command.words)
        result = CliRunner().invoke(main, list(command.words))
        if result.exit_code != command.exit_code:
            wrong.append(f"{called}\nexit code {result.exit_code}, the page says {command.exit_code}\n{result.output}"
                         f"{result.exception!r}")  # fmt: skip
            continue
        printed = result.stdout if command.exit_code == 0 else result.output
        if command.shown and not matches(command.shown, printed):
            wrong.append(f"{called}\nprinted:\n{printed}\nthe page shows:\n{command.shown}")
    return wrong


def matches(shown: str, printed: str) -> bool:
    """Tell whether output fits what a page shows; runs of blanks count as one, ``...`` as anything."""
    return doctest.OutputChecker().check_output(shown + "\n", printed, _FLAGS)


def run_python(body: str, names: dict[str, Any], where: str) -> list[str]:
    """Run a python block in ``names``; return what a doctest found wrong (a script raises by itself)."""
    if ">>>" not in body:
        exec(compile(body, where, "exec"), names)
        return []
    report: list[str] = []
    test = doctest.DocTestParser().get_doctest(body + "\n", names, where, None, 0)
    runner = doctest.DocTestRunner(optionflags=_FLAGS, verbose=False)
    runner.run(test, out=report.append, clear_globs=False)
    names.update(test.globs)
    return ["".join(report)] if report else []


def run_page(text: str, where: str) -> tuple[int, list[str]]:
    """Run every block of a page; return how many there were and what went wrong."""
    names: dict[str, Any] = {"__name__": "example"}
    wrong: list[str] = []
    found = blocks(text)
    for block in found:
        at = f"{where}:{block.line}"
        wrong += run_console(block.body) if block.language == "console" else run_python(block.body, names, at)
    return len(found), wrong
