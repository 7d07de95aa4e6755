"""Lines of rows that were read in any order: their ids tell them, where each line of a file has the next id.

To keep the order of the lines while all cores read costs a twelfth of the time. GDELT 2.0 numbers the lines of what it
publishes one after another, so the order need not be kept; but that is to be proven, not believed. Each core gives
the rows of the pieces it read in the order of their lines, so the table holds runs of ids that follow each other. Put
side by side these must leave no gap and share no id; and whoever counts the lines of the file sees some of their ids
(:attr:`tertius.study.looking.FileFacts.marks`): each must be that of its line, and each run must hold one of them.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from tertius.model import Engine
from tertius.study.looking import FileFacts
from tertius.study.storage import LEAN
from tertius.study.streaming import NotPlainError, Run, Streamed

_BLOCK = 1 << 13


class OutOfOrderError(NotPlainError):
    """The ids of rows do not tell their lines; the attempt must be undone and made again in order."""


def told_by_ids(engine: Engine, rows: Streamed) -> Streamed:
    """The same rows of one file, with the runs in which they lie.

    Raises:
        OutOfOrderError: An id is missing or stands twice.
    """
    runs = _runs(engine, rows.before)
    spans = sorted(run.ids for run in runs)
    if any(one[1] + 1 != other[0] for one, other in pairwise(spans)):
        raise OutOfOrderError("an id is missing or stands twice")
    parts = [replace(part, first_id=spans[0][0], runs=tuple(runs)) for part in rows.parts]
    return Streamed(rows.before, tuple(parts))


def _runs(engine: Engine, before: int) -> list[Run]:
    """Runs of the rows behind a row id: found in blocks of rows, and put together."""
    found = engine.rows(f"""
        SELECT MIN(rowid), MAX(rowid), COUNT(*), native_id - rowid AS apart FROM {LEAN}
        WHERE rowid > $before GROUP BY apart, rowid // {_BLOCK} ORDER BY 1
    """, {"before": before})  # fmt: skip
    runs: list[Run] = []
    for row in found:
        first, last, count, apart = (int(str(cell)) for cell in row)
        if last - first + 1 != count:
            raise OutOfOrderError("ids stand in disorder")
        if runs and runs[-1].last + 1 == first and runs[-1].apart == apart:
            first = runs.pop().first
        runs.append(Run(first, last, apart))
    return runs


def refuse_disorder(rows: Streamed, files: Sequence[FileFacts]) -> None:
    """Make sure that the ids of rows that were read in any order tell their lines.

    Raises:
        OutOfOrderError: A line has another id than its place tells, or a run holds no line that was seen.
    """
    for part, facts in zip(rows.parts, files, strict=True):
        if not part.runs or part.first_id is None:
            continue
        if any(text != b"%d" % (part.first_id + line - 1) for line, text in facts.marks):
            raise OutOfOrderError("a line has another id than its place tells")
        starts = sorted(run.ids[0] for run in part.runs)
        seen = {bisect_right(starts, part.first_id + line - 1) for line, _ in facts.marks}
        if len(seen) < len(starts):
            raise OutOfOrderError("there are rows of which no line was seen")
