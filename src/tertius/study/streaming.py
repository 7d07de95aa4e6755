"""The short way of files of plain lines: from their lines to the event table in one pass, nothing kept in between.

A file, or a batch of small ones, is read once, by all cores, straight into table ``lean_event``
(:mod:`tertius.study.storage`). Rows that break a rule go in marked and are taken out again afterwards
(:mod:`tertius.study.sifting`), so that every row keeps the place of its line. What was assumed is checked; when
anything else is amiss the attempt is undone and the files go one by one, the last resort being the long way
(:mod:`tertius.study.staging`). Both ways give the same rows.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tertius.model import Engine, EngineError, Lines, Query, Source, Value
from tertius.study.files import FileFacts
from tertius.study.headers import check_header
from tertius.study.keying import MARKS, Numbers, keyed_sql
from tertius.study.staging import bound, derived
from tertius.study.storage import LEAN, SHOWS

_SAMPLE = 20_000
_PLAIN_ROW = re.compile(r"\b(raw\.)?file_row( AS file_row)?\b")


class NotPlainError(Exception):
    """A file is not as simple as assumed; the attempt must be undone."""


@dataclass(frozen=True)
class Part:
    """Where the rows of a file lie: ``rows`` of them from row id ``first`` on, under the number ``file``.

    The row of line ``line`` of the file has the row id ``first + line - skip - 1``.
    """

    facts: FileFacts
    file: int
    first: int
    rows: int
    skip: int

    def line(self, rowid: int) -> int:
        """Line of the file that a row came from, counted from 1."""
        return rowid - self.first + self.skip + 1


@dataclass(frozen=True)
class Streamed:
    """Where the rows of a batch lie in table ``lean_event``: behind row id ``before``, one file after another."""

    before: int
    parts: tuple[Part, ...]


def plain(source: Source, facts: FileFacts) -> bool:
    """Tell whether the short way may be tried: every line has the same, right number of fields, no row becomes many."""
    layout = source.layout
    if source.fills != "event" or not isinstance(layout, Lines):
        return False
    if source.participants_sql or source.citations_sql or source.expands:
        return False
    if "file_row" in _PLAIN_ROW.sub("", source.events_sql, count=1):  # ids made of line numbers are not known yet
        return False
    return layout.fields <= facts.fields <= layout.fields + layout.optional


def alike(source: Source) -> bool:
    """Tell whether the rows of several files may be read as one: none holds anything of the file as a whole."""
    return not re.search(r"\$(file|sha256|sha8)\b", source.events_sql)


def stream(engine: Engine, source: Source, files: Sequence[FileFacts], bind: Mapping[str, str], numbers: Numbers
           ) -> Streamed:  # fmt: skip
    """Append every row of files to table ``lean_event``, marked where it breaks a rule.

    A marked row has the negative number of its rule, counted from 1, as ``file_row``; the number after the last rule
    stands for a code in no code book, the one after it for a row that cannot lie as keys. The others have 0.

    Args:
        engine: The open study, in the transaction of the files.
        source: Manifest of the data set.
        files: Plain ones, all with the same number of fields.
        bind: Values that the SQL of the source may name.
        numbers: What texts are as numbers.

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
        number = _number_files(engine, source.name, files)
        _append(engine, source, files, {**bind, "number": number}, numbers)
        found = engine.rows(
            f"SELECT file, MIN(rowid), MAX(rowid), COUNT(*) FROM {LEAN} WHERE rowid > $before GROUP BY file ORDER BY 2",
            {"before": before},
        )
    except EngineError as exc:
        raise NotPlainError(str(exc)) from exc
    parts = [Part(facts, number + place, 0, facts.lines - skip, skip) for place, facts in enumerate(files)]
    return Streamed(before, _placed(parts, [[int(str(cell)) for cell in row] for row in found]))


def _placed(parts: Sequence[Part], found: Sequence[Sequence[int]]) -> tuple[Part, ...]:
    """Files with the row ids of their rows, which must lie one after another, none missing."""
    if len(parts) != len(found):
        raise NotPlainError(f"{len(parts)} files in, rows of {len(found)} out")
    placed, after = [], found[0][1]
    for part, (file, first, last, count) in zip(parts, found, strict=True):
        if (file, first, last - first + 1, count) != (part.file, after, part.rows, part.rows):
            raise NotPlainError(f"{part.rows} rows in, {count} events out")
        placed.append(Part(part.facts, file, first, count, part.skip))
        after = last + 1
    return tuple(placed)


def _number_files(engine: Engine, dataset: str, files: Sequence[FileFacts]) -> int:
    """Give files the next numbers; return the first."""
    number = int(str(engine.rows("SELECT COALESCE(MAX(file), 0) + 1 FROM lean_file")[0][0]))
    rows = [(number + place, dataset, facts.sha256) for place, facts in enumerate(files)]
    engine.fill("fresh_file", {"file": "INTEGER", "dataset": "VARCHAR", "file_sha256": "VARCHAR"}, rows)
    engine.append(Query("lean_file", "SELECT * FROM fresh_file"))
    return number


def _append(engine: Engine, source: Source, files: Sequence[FileFacts], values: Mapping[str, Value], numbers: Numbers
            ) -> None:  # fmt: skip
    fields = files[0].fields
    names = [*source.columns, *(f"further_{n}" for n in range(fields))][:fields]
    engine.scan_lines("scan", [str(facts.text) for facts in files], source.layout.delimiter, names,
                      int(getattr(source.layout, "header", None) is not None))  # fmt: skip
    fresh = not numbers.ready
    if fresh:
        _look_ahead(engine, _parsed(source, fields, f"(FROM scan LIMIT {_SAMPLE})"), values, numbers)
    numbers.refresh()
    unknown = len(source.rejects) + 1
    sql = keyed_sql(numbers.columns, _parsed(source, fields, "scan"), unknown=unknown, odd=unknown + 1)
    if fresh:
        _in_order(engine, sql, bound(sql, values))
    engine.append(Query(LEAN, sql, bound(sql, values)), as_written=True)


def _parsed(source: Source, fields: int, lines: str) -> str:
    absent = "".join(f", CAST(NULL AS VARCHAR) AS {name}" for name in source.columns[fields:])
    cases = "".join(f" WHEN COALESCE({rule.when}, FALSE) THEN {n}" for n, rule in enumerate(source.rejects, 1))
    mark = f"CASE{cases} ELSE 0 END" if cases else "0"
    return f"""(
        WITH raw AS (
            SELECT * REPLACE (file_place * {MARKS} + {mark} AS file_row)
            FROM (SELECT *{derived(source)} FROM (SELECT *{absent} FROM {lines}) l) s
        ) {source.events_sql})"""


def _in_order(engine: Engine, sql: str, values: Mapping[str, Value]) -> None:
    """Make sure that no join stands between the lines and the table: its rows come in any order."""
    plan = " ".join(str(cell) for row in engine.rows(f"EXPLAIN (FORMAT json) {sql}", values) for cell in row)
    if re.search(r'"name":\s*"[^"]*JOIN', plan, re.I):
        raise NotPlainError("a join would lose the order of lines")


def _look_ahead(engine: Engine, sample: str, values: Mapping[str, Value], numbers: Numbers) -> None:
    """Rule on the names and publishers of the first rows, most of those of the files."""
    engine.make(Query("ahead", f"SELECT * FROM {sample} p", bound(sample, values)), temporary=True)
    have = set(engine.names("SELECT * FROM ahead LIMIT 0"))
    if other := have - SHOWS - {"source_name", "target_name", "native_id", "place_fips"}:
        raise NotPlainError(f"rows have more than keys: {', '.join(sorted(other))}")
    names = engine.rows("SELECT source_name FROM ahead UNION SELECT target_name FROM ahead")
    told = engine.rows("SELECT DISTINCT publisher FROM ahead") if "publisher" in have else []
    numbers.begin(have, *([str(one) for (one,) in found if one is not None] for found in (names, told)))
