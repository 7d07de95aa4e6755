"""The short way of a clean file: from its lines to the event table in one pass, with nothing kept in between.

A file of plain lines most often breaks no rule at all. It is then read once, by all cores, straight into the table;
what was assumed is checked afterwards, and when anything is amiss the attempt is undone and the file goes the long
way (:mod:`tertius.study.staging`), which knows how to refuse single rows. Both ways give the same rows.
"""

from collections.abc import Mapping

from tertius.codebooks.publishers import Publishers
from tertius.model import Engine, EngineError, Lines, Query, Source, Value
from tertius.study.files import FileFacts
from tertius.study.headers import check_header
from tertius.study.outlets import fill_outlets
from tertius.study.staging import bound, event_sql, fill_rulings

_SAMPLE = 20_000
_NOT_HERE = {"source_fallback", "target_fallback", "place_country_name", "relation_name"}


class NotPlainError(Exception):
    """The file is not as simple as assumed; the attempt must be undone."""


def plain(source: Source, facts: FileFacts) -> bool:
    """Tell whether the short way may be tried: every line has the same, right number of fields, no row becomes many."""
    layout = source.layout
    if source.fills != "event" or not isinstance(layout, Lines):
        return False
    if source.participants_sql or source.citations_sql or source.expands:
        return False
    return layout.fields <= facts.fields <= layout.fields + layout.optional


def stream(engine: Engine, source: Source, facts: FileFacts, bind: Mapping[str, str], publishers: Publishers
           ) -> tuple[int, int]:  # fmt: skip
    """Append every row of the file to table ``event`` and fill ``named``; return (rows, last row id before them).

    Raises:
        BadFile: The header is wrong.
        NotPlainError: A row breaks a rule, repeats an event or cannot be read; the transaction must be undone.
    """
    layout = source.layout
    assert isinstance(layout, Lines)
    check_header(layout, facts)
    skip = int(layout.header is not None)
    rows = facts.lines - skip
    try:
        fill_outlets(engine, "outlet", publishers, publishers.usual())
        before = _append(engine, source, facts, bind, skip)
        _number(engine, before, rows, skip)
        _look_for_repeats(engine, source.name, before, rows)
        _resolve_the_rest(engine, source, before)
        _place_the_rest(engine, publishers, before)
    except EngineError as exc:
        raise NotPlainError(str(exc)) from exc
    return rows, before


def _append(engine: Engine, source: Source, facts: FileFacts, bind: Mapping[str, str], skip: int) -> int:
    names = [*source.columns, *(f"further_{n}" for n in range(facts.fields))][: facts.fields]
    engine.scan_lines("scan", str(facts.text), source.layout.delimiter, names, skip)
    absent = "".join(f", CAST(NULL AS VARCHAR) AS {name}" for name in source.columns[facts.fields :])
    lines = f"SELECT *{absent} FROM scan"
    kept = " AND ".join(f"NOT COALESCE({rule.when}, FALSE)" for rule in source.rejects) or "TRUE"
    values: dict[str, Value] = dict(bind)
    sample = f"(WITH raw AS (SELECT * FROM ({lines} LIMIT {_SAMPLE}) s WHERE {kept}) {source.events_sql})"
    have = set(engine.names(f"SELECT * FROM {sample} p LIMIT 0", bound(sample, values)))
    if have & _NOT_HERE:
        raise NotPlainError("names need more than one ruling")
    found = engine.rows(
        f"SELECT source_name FROM {sample} p UNION SELECT target_name FROM {sample} q", bound(sample, values)
    )
    fill_rulings(engine, "named", [str(name) for (name,) in found if name is not None], source.names)
    before = int(str(engine.rows("SELECT COALESCE(MAX(rowid), -1) FROM event")[0][0]))
    sql = event_sql(have, f"(WITH raw AS (SELECT * FROM ({lines}) s WHERE {kept}) {source.events_sql})")
    engine.append(Query("event", sql, bound(sql, values)), as_written=True)
    return before


def _number(engine: Engine, before: int, rows: int, skip: int) -> None:
    """Give each new event its line: rows went in in the order of the file, and all of them did."""
    where = {"before": before}
    first, last, count = engine.rows("SELECT MIN(rowid), MAX(rowid), COUNT(*) FROM event WHERE rowid > $before", where)[
        0
    ]
    if count != rows or first is None or int(str(last)) - int(str(first)) + 1 != rows:
        raise NotPlainError(f"{rows} rows in, {count} events out")
    engine.run(
        "UPDATE event SET file_row = rowid - $first + $start WHERE rowid > $before",
        {**where, "first": first, "start": 1 + skip},
    )


def _look_for_repeats(engine: Engine, dataset: str, before: int, rows: int) -> None:
    """A repeated id needs a rejected row. Hashes suffice: a chance collision only sends the file the long way."""
    ids = engine.rows("SELECT COUNT(DISTINCT hash(event_id)) FROM event WHERE rowid > $before", {"before": before})
    if ids[0][0] != rows:
        raise NotPlainError("an event id is repeated")
    if before < 0:
        return
    known = engine.rows("""
        SELECT COUNT(*) FROM event n JOIN event o ON o.event_id = n.event_id
        WHERE n.rowid > $before AND o.rowid <= $before AND o.dataset = $dataset
    """, {"before": before, "dataset": dataset})  # fmt: skip
    if known[0][0]:
        raise NotPlainError("an event id is known already")


def _resolve_the_rest(engine: Engine, source: Source, before: int) -> None:
    """Rule on names the first rows of the file did not show, and put their actors in."""
    where = {"before": before}
    unseen = engine.rows("""
        SELECT name FROM (SELECT source_name AS name FROM event WHERE rowid > $before
                          UNION SELECT target_name FROM event WHERE rowid > $before) n
        WHERE name IS NOT NULL AND NOT EXISTS (SELECT 1 FROM named k WHERE k.name = n.name)
    """, where)  # fmt: skip
    if not unseen:
        return
    fill_rulings(engine, "late", [str(name) for (name,) in unseen], source.names)
    for side in ("source", "target"):
        engine.run(f"""
            UPDATE event SET {side} = late.actor, {side}_sector = late.sector FROM late
            WHERE event.rowid > $before AND event.{side}_name = late.name
              AND (late.since IS NULL OR event.date >= late.since) AND (late.until IS NULL OR event.date < late.until)
        """, where)  # fmt: skip
    engine.append(Query("named", "SELECT * FROM late"))


def _place_the_rest(engine: Engine, publishers: Publishers, before: int) -> None:
    """Put country and owner in where a known publisher is written in a less usual way, as ``en.`` before its domain."""
    where = {"before": before}
    unseen = engine.rows("""
        SELECT DISTINCT publisher FROM event
        WHERE rowid > $before AND publisher IS NOT NULL AND publisher_country IS NULL AND publisher_owner IS NULL
    """, where)  # fmt: skip
    if fill_outlets(engine, "late_outlet", publishers, [str(name) for (name,) in unseen]):
        engine.run("""
            UPDATE event SET publisher_country = o.publisher_country, publisher_owner = o.publisher_owner
            FROM late_outlet o WHERE event.rowid > $before AND event.publisher = o.publisher
        """, where)  # fmt: skip
