"""The short way of a file of plain lines: from its lines to the event table in one pass, nothing kept in between.

The file is read once, by all cores, straight into table ``lean_event`` (:mod:`tertius.study.storage`). Rows that break
a rule go in marked and are taken out again afterwards (:mod:`tertius.study.sifting`), so that every row keeps the place
of its line. What was assumed is checked; when anything else is amiss the attempt is undone and the file goes the long
way (:mod:`tertius.study.staging`). Both ways give the same rows.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from tertius.codebooks.publishers import Publishers
from tertius.model import Engine, EngineError, Lines, Query, Source, Value
from tertius.study.files import FileFacts
from tertius.study.headers import check_header
from tertius.study.keying import keyed_sql, number_codes, number_countries, number_file, number_outlets, number_sides
from tertius.study.staging import bound, fill_rulings
from tertius.study.storage import LEAN, SHOWS

_SAMPLE = 20_000
_PLAIN_ROW = re.compile(r"\b(raw\.)?file_row( AS file_row)?\b")


class NotPlainError(Exception):
    """The file is not as simple as assumed; the attempt must be undone."""


@dataclass(frozen=True)
class Streamed:
    """Where the rows of a file lie in table ``lean_event``: ``rows`` of them behind row id ``before``.

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
    """Append every row of the file to table ``lean_event``, marked where it breaks a rule; fill ``named``.

    A marked row has the negative number of its rule, counted from 1, as ``file_row``; the number after the last rule
    stands for a code in no code book, the one after it for an id that is no plain number. The others have 0.

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
            f"SELECT MIN(rowid), MAX(rowid), COUNT(*) FROM {LEAN} WHERE rowid > $before", {"before": before}
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
    before = int(str(engine.rows(f"SELECT COALESCE(MAX(rowid), -1) FROM {LEAN}")[0][0]))
    values["number"] = number_file(engine, source.name, facts.sha256)
    unknown = -1 - len(source.rejects)
    sql = keyed_sql(have, parsed("scan"), unknown=unknown, odd=unknown - 1)
    _in_order(engine, sql, bound(sql, values))
    engine.append(Query(LEAN, sql, bound(sql, values)), as_written=True)
    return before


def _in_order(engine: Engine, sql: str, values: Mapping[str, Value]) -> None:
    """Make sure that no join stands between the lines and the table: its rows come in any order."""
    plan = " ".join(str(cell) for row in engine.rows(f"EXPLAIN (FORMAT json) {sql}", values) for cell in row)
    if re.search(r'"name":\s*"[^"]*JOIN', plan, re.I):
        raise NotPlainError("a join would lose the order of lines")


def _look_ahead(
    engine: Engine, source: Source, sample: str, values: Mapping[str, Value], publishers: Publishers
) -> set[str]:
    """Rule on the names and publishers of the first rows, most of those of the file; return the columns there are."""
    engine.make(Query("ahead", f"SELECT * FROM {sample} p", bound(sample, values)), temporary=True)
    have = set(engine.names("SELECT * FROM ahead LIMIT 0"))
    if other := have - SHOWS - {"source_name", "target_name", "native_id", "place_fips"}:
        raise NotPlainError(f"rows have more than keys: {', '.join(sorted(other))}")
    found = engine.rows("SELECT source_name FROM ahead UNION SELECT target_name FROM ahead")
    fill_rulings(engine, "named", [str(name) for (name,) in found if name is not None], source.names)
    told = engine.rows("SELECT DISTINCT publisher FROM ahead") if "publisher" in have else []
    seen = [str(name) for (name,) in told if name is not None]
    number_codes(engine)
    if "place_fips" in have:
        number_countries(engine)
    number_sides(engine)
    number_outlets(engine, publishers, [*publishers.usual(), *seen])
    return have
