"""Measure every part and write the table to docs/validation-texts.md: ``python -m benchmarks.texts [PART ...]``.

The gold data are not part of the project. ``TERTIUS_DATA`` names the folder that holds them; a part whose files are
absent is skipped and said to be.
"""

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.texts import claims, negotiations, op_ed, people, petrarch, plv, speed, typing, verdicts
from benchmarks.texts.bars import DATA_VARIABLE, ROOT, Bar, Part

PARTS: tuple[Part, ...] = (
    negotiations.PART,
    plv.PART,
    petrarch.PART,
    typing.PART,
    people.PART,
    claims.PART,
    verdicts.PART,
    op_ed.PART,
    speed.PART,
)
"""The parts in the order of the page; each stands in its own file."""

PAGE = ROOT / "docs" / "validation-texts.md"
BEGIN, END = "<!-- figures -->", "<!-- end of figures -->"


def measured(names: list[str]) -> tuple[list[Bar], list[str]]:
    """The bars of the parts asked for (all where none is named), and why others were skipped."""
    folder = Path(os.environ.get(DATA_VARIABLE, ROOT / "data"))
    bars: list[Bar] = []
    skipped: list[str] = []
    for part in PARTS:
        if names and part.name not in names:
            continue
        missing = [need for need in part.needs if not (folder / need).exists()]
        if missing:
            skipped.append(f"{part.name}: skipped, {missing[0]} is not below {DATA_VARIABLE}={folder}")
        else:
            bars += part.measure(folder)
    return bars, skipped


def table(bars: list[Bar]) -> list[str]:
    """The bars as lines of a table in Markdown."""
    lines = ["| part | what | figure | target | met | n | note |", "|---|---|---|---|---|---|---|"]
    for bar in bars:
        target = "–" if bar.target is None else f"{bar.target:g}"
        lines.append(
            f"| {bar.part} | {bar.what} | {bar.figure:.3f} | {target} | {bar.met} | {bar.n} | {bar.note or '–'} |"
        )
    return lines


def _commit() -> str:
    done = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, cwd=ROOT, check=False
    )
    return done.stdout.strip() or "unknown"


def write(lines: list[str]) -> None:
    """Put the table between the markers of the page, with day and commit."""
    text = PAGE.read_text(encoding="utf-8")
    head, rest = text.split(BEGIN)
    _, tail = rest.split(END)
    stamp = f"Measured {datetime.now(UTC).date().isoformat()} on commit {_commit()}."
    PAGE.write_text("\n".join([head + BEGIN, stamp, "", *lines, "", END]) + tail, encoding="utf-8")


def main(names: list[str]) -> int:
    """Measure, print, and write the page when all parts were measured."""
    bars, skipped = measured(names)
    print("\n".join([*table(bars), *skipped]))
    if not names and not skipped and PAGE.exists():
        write(table(bars))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
