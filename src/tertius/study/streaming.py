"""The short way of files of plain lines: from their lines to the event table in one pass, nothing kept in between.

A file, or a batch of small ones, is read once, by all cores, straight into table ``lean_event``
(:mod:`tertius.study.storage`). Rows that break a rule go in marked and are taken out again afterwards
(:mod:`tertius.study.sifting`), so that every row keeps the place of its line. What was assumed is checked; when
anything else is amiss the attempt is undone and the files go one by one, the last resort being the long way
(:mod:`tertius.study.staging`). Both ways give the same rows.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import NamedTuple

from tertius.model import Engine, EngineError, Lines, Query, Source
from tertius.study.headers import check_header
from tertius.study.keying import Numbers, keyed_sql, keys
from tertius.study.looking import FileFacts
from tertius.study.staging import with_derived
from tertius.study.storage import LEAN

_SAMPLE = 20_000


class NotPlainError(Exception):
    """A file is not as simple as assumed; the attempt must be undone."""


class Run(NamedTuple):
    """Rows with row ids from ``first`` to ``last``, whose ids in the data set are so far ``apart`` from these."""

    first: int
    last: int
    apart: int

    @property
    def ids(self) -> tuple[int, int]:
        """First and last id in the data set."""
        return self.first + self.apart, self.last + self.apart


@dataclass(frozen=True)
class Part:
    """Where the rows of a file lie: ``rows`` of them from row id ``first`` on, under the number ``file``.

    The row of line ``line`` of the file has the row id ``first + line - skip - 1``. Where each line has the next id, as
    GDELT 2.0 is published, that of line 1 is ``first_id``, and lines need not be written down; else it is None.

    Rows that were read in any order (:mod:`tertius.study.ordering`) lie so too, but line after line only in ``runs``.
    """

    facts: FileFacts
    file: int
    first: int
    rows: int
    skip: int
    first_id: int | None
    runs: tuple[Run, ...] = ()

    @property
    def span(self) -> tuple[int, int] | None:
        """Lowest and highest id, where each line has the next one."""
        return None if self.first_id is None else (self.first_id + self.skip, self.first_id + self.skip + self.rows - 1)

    def line(self, rowid: int) -> int:
        """Line of the file that a row came from, counted from 1."""
        if self.runs and self.first_id is not None:
            run = self.runs[bisect_right(self.runs, rowid, key=attrgetter("first")) - 1]
            return rowid + run.apart - self.first_id + 1
        return rowid - self.first + self.skip + 1


@dataclass(frozen=True)
class Streamed:
    """Where the rows of a batch lie in table ``lean_event``: behind row id ``before``, one file after another."""

    before: int
    parts: tuple[Part, ...]


def plain(source: Source, facts: FileFacts) -> bool:
    """Tell whether the short way may be tried: rows lie as keys, every line has the same, right number of fields."""
    layout = source.layout
    if not source.keys or not isinstance(layout, Lines):
        return False
    return layout.fields <= facts.fields <= layout.fields + layout.optional


def stream(
    engine: Engine, source: Source, files: Sequence[FileFacts], numbers: Numbers, *, in_order: bool = True
) -> Streamed:
    """Append every row of files to table ``lean_event``, marked where it breaks a rule (:func:`keyed_sql`).

    Args:
        engine: The open study, in the transaction of the files.
        source: Manifest of the data set.
        files: Plain ones, all with the same number of fields; of these, and of where they are, no more is asked.
        numbers: What texts are as numbers.
        in_order: The rows are to lie in the order of their lines.

    Raises:
        BadFile: A header is wrong.
        NotPlainError: The lines cannot be read so; the transaction must be undone.
    """
    layout = source.layout
    assert isinstance(layout, Lines)
    for facts in files:
        check_header(layout, facts)
    skip = int(layout.header is not None)
    try:
        before = int(str(engine.rows(f"SELECT COALESCE(MAX(rowid), -1) FROM {LEAN}")[0][0]))
        number = int(str(engine.rows("SELECT COALESCE(MAX(file), 0) + 1 FROM lean_file")[0][0]))
        _scan(engine, source, files, skip)
        _append(engine, source, files[0].fields, number, numbers, in_order=in_order)
        found = engine.rows(f"""
            SELECT file, MIN(rowid), MAX(rowid), COUNT(*), MIN(native_id - rowid), MAX(native_id - rowid)
            FROM {LEAN} WHERE rowid > $before GROUP BY file ORDER BY 2
        """, {"before": before})  # fmt: skip
    except EngineError as exc:
        raise NotPlainError(str(exc)) from exc
    if len(files) != len(found):
        raise NotPlainError(f"{len(files)} files in, rows of {len(found)} out")
    parts, after = [], int(str(found[0][1]))
    for place, (facts, row) in enumerate(zip(files, found, strict=True)):
        file, first, last, rows, low, high = (int(str(cell)) for cell in row)
        if (file, first, last - first + 1) != (number + place, after, rows):
            raise NotPlainError("the rows of a file do not lie one after another")
        parts.append(Part(facts, file, first, rows, skip, first + low - skip if low == high else None))
        after = last + 1
    return Streamed(before, tuple(parts))


def keep_files(engine: Engine, dataset: str, rows: Streamed, files: Sequence[FileFacts]) -> Streamed:
    """Keep the numbers of the files in table ``lean_file``; the same rows with all that is known of their files.

    Raises:
        NotPlainError: A file has another number of lines than went in.
    """
    parts = [replace(part, facts=facts) for part, facts in zip(rows.parts, files, strict=True)]
    for part in parts:
        if part.rows != part.facts.lines - part.skip:
            raise NotPlainError(f"{part.facts.lines - part.skip} rows in, {part.rows} events out")
    engine.fill("fresh_file",
                {"file": "INTEGER", "dataset": "VARCHAR", "file_sha256": "VARCHAR", "first_id": "BIGINT"},
                [(part.file, dataset, part.facts.sha256, part.first_id) for part in parts])  # fmt: skip
    engine.append(Query("lean_file", "SELECT * FROM fresh_file"))
    return Streamed(rows.before, tuple(parts))


def _scan(engine: Engine, source: Source, files: Sequence[FileFacts], skip: int) -> None:
    """Make view ``scan`` of the lines of the files."""
    fields = files[0].fields
    names = [*source.columns, *(f"further_{n}" for n in range(fields))][:fields]
    engine.scan_lines("scan", [str(facts.text) for facts in files], source.layout.delimiter, names, skip)


def _append(engine: Engine, source: Source, fields: int, number: int, numbers: Numbers, *, in_order: bool) -> None:
    absent = "".join(f", CAST(NULL AS VARCHAR) AS {name}" for name in source.columns[fields:])
    lines = f"({with_derived(source, f'(SELECT *{absent} FROM scan)')})"
    if not numbers.ready:
        told = f"SELECT source, target, publisher FROM (SELECT {keys(source)} FROM {lines} l) k LIMIT {_SAMPLE}"
        _look_ahead(engine, told, numbers)
    numbers.refresh()
    engine.append(Query(LEAN, keyed_sql(source, f"{lines} l"), {"number": number}), as_written=True,
                  in_order=in_order)  # fmt: skip


def _look_ahead(engine: Engine, sample: str, numbers: Numbers) -> None:
    """Rule on the names and publishers of the first rows, most of those of the files."""
    engine.make(Query("ahead", sample), temporary=True)
    names = engine.rows("SELECT TRIM(source) AS name FROM ahead UNION SELECT TRIM(target) FROM ahead")
    publishers = engine.rows("SELECT DISTINCT TRIM(publisher) FROM ahead")
    numbers.begin(*([str(one) for (one,) in found if one] for found in (names, publishers)))
