"""The short way of a file of plain lines: from its lines to the event table in one pass, nothing kept in between.

The file is read once, by all cores, straight into the table. Rows that break a rule go in marked and are taken out
again afterwards (:mod:`tertius.study.sifting`), so that every row keeps the place of its line. What was assumed is
checked; when anything else is amiss the attempt is undone and the file goes the long way
(:mod:`tertius.study.staging`). Both ways give the same rows.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from tertius.codebooks.publishers import Publishers
from tertius.model import Engine, EngineError, Lines, Query, Source, Value
from tertius.study.files import FileFacts
from tertius.study.headers import check_header
from tertius.study.outlets import fill_outlets
from tertius.study.shaping import event_sql
from tertius.study.staging import bound, fill_rulings

_SAMPLE = 20_000
_NOT_HERE = {"source_fallback", "target_fallback", "place_country_name", "relation_name"}
_PLAIN_ROW = re.compile(r"\b(raw\.)?file_row( AS file_row)?\b")


class NotPlainError(Exception):
    """The file is not as simple as assumed; the attempt must be undone."""


@dataclass(frozen=True)
class Streamed:
    """Where the rows of a file lie in table ``event``: ``rows`` of them behind row id ``before``.

    The row of line ``line`` of the file has the row id ``first + line - skip - 1``.
    """

    before: int
    first: int
    rows: int
    skip: int

    def line(self, rowid: int) -> int:
        """Line of the file that a row came from, counted from 1."""
        return rowid - self.first + self.skip + 1


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


def stream(engine: Engine, source: Source, facts: FileFacts, bind: Mapping[str, str], publishers: Publishers
           ) -> Streamed:  # fmt: skip
    """Append every row of the file to table ``event``, marked where it breaks a rule; fill ``named`` and ``outlet``.

    A marked row has the negative number of its rule, counted from 1, as ``file_row``; the number after the last rule
    stands for a code in no code book. The others have 0.

    Raises:
        BadFile: The header is wrong.
        NotPlainError: The lines cannot be read so; the transaction must be undone.
    """
    layout = source.layout
    assert isinstance(layout, Lines)
    check_header(layout, facts)
    skip = int(layout.header is not None)
    rows = facts.lines - skip
    try:
        before = _append(engine, source, facts, bind, skip, publishers)
        first, last, count = engine.rows(
            "SELECT MIN(rowid), MAX(rowid), COUNT(*) FROM event WHERE rowid > $before", {"before": before}
        )[0]
    except EngineError as exc:
        raise NotPlainError(str(exc)) from exc
    if count != rows or first is None or int(str(last)) - int(str(first)) + 1 != rows:
        raise NotPlainError(f"{rows} rows in, {count} events out")
    return Streamed(before, int(str(first)), rows, skip)


def _append(engine: Engine, source: Source, facts: FileFacts, bind: Mapping[str, str], skip: int,
            publishers: Publishers) -> int:  # fmt: skip
    names = [*source.columns, *(f"further_{n}" for n in range(facts.fields))][: facts.fields]
    engine.scan_lines("scan", str(facts.text), source.layout.delimiter, names, skip)
    absent = "".join(f", CAST(NULL AS VARCHAR) AS {name}" for name in source.columns[facts.fields :])
    cases = "".join(f" WHEN COALESCE({rule.when}, FALSE) THEN {-n}" for n, rule in enumerate(source.rejects, 1))
    mark = f"CAST(CASE{cases} ELSE 0 END AS BIGINT)" if cases else "CAST(0 AS BIGINT)"
    values: dict[str, Value] = dict(bind)

    def parsed(lines: str) -> str:
        raw = f"SELECT * REPLACE ({mark} AS file_row) FROM (SELECT *{absent} FROM {lines}) s"
        return f"(WITH raw AS ({raw}) {source.events_sql})"

    have = _look_ahead(engine, source, parsed(f"(FROM scan LIMIT {_SAMPLE})"), values, publishers)
    dated = bool(engine.rows("SELECT 1 FROM named WHERE since IS NOT NULL OR until IS NOT NULL LIMIT 1"))
    before = int(str(engine.rows("SELECT COALESCE(MAX(rowid), -1) FROM event")[0][0]))
    sql = event_sql(have, parsed("scan"), dated=dated, unknown=-1 - len(source.rejects))
    engine.append(Query("event", sql, bound(sql, values)), as_written=True)
    return before


def _look_ahead(
    engine: Engine, source: Source, sample: str, values: Mapping[str, Value], publishers: Publishers
) -> set[str]:
    """Rule on the names and publishers of the first rows, most of those of the file; return the columns there are."""
    engine.make(Query("ahead", f"SELECT * FROM {sample} p", bound(sample, values)), temporary=True)
    have = set(engine.names("SELECT * FROM ahead LIMIT 0"))
    if have & _NOT_HERE:
        raise NotPlainError("names need more than one ruling")
    found = engine.rows("SELECT source_name FROM ahead UNION SELECT target_name FROM ahead")
    fill_rulings(engine, "named", [str(name) for (name,) in found if name is not None], source.names)
    told = engine.rows("SELECT DISTINCT publisher FROM ahead") if "publisher" in have else []
    seen = [str(name) for (name,) in told if name is not None]
    fill_outlets(engine, "outlet", publishers, [*publishers.usual(), *seen])
    return have
