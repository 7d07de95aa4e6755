"""The doctor: what is loaded, what it covers, what was refused, and which names are unresolved."""

from dataclasses import dataclass
from itertools import pairwise

from tertius.model import Arena, Engine, Span, Value
from tertius.study.preparing import covered

Record = dict[str, object]


@dataclass(frozen=True)
class Health:
    """State of a study, as plain records."""

    loads: list[Record]
    rejects: list[Record]
    coverage: list[Record]
    unresolved: list[Record]
    names: list[Record]
    undated: list[Record]


def examine(engine: Engine, arenas: list[Arena]) -> Health:
    """Examine a study."""
    return Health(
        loads=_records(engine, """
            SELECT dataset, version, file, file_sha256, rows, events, rejects, CAST(since AS VARCHAR) AS since,
                   CAST(until AS VARCHAR) AS until, CAST(loaded_at AS VARCHAR) AS loaded_at, tertius
            FROM load ORDER BY dataset, file
        """),
        rejects=_records(engine, """
            SELECT dataset, file, reason, COUNT(*) AS rows, MIN(file_row) AS first_row FROM reject
            GROUP BY dataset, file, reason ORDER BY dataset, file, reason
        """),
        coverage=_coverage(engine),
        unresolved=[record for arena in arenas for record in _unresolved(engine, arena)],
        names=_records(engine, """
            SELECT dataset, COUNT(DISTINCT name) AS names,
                   COUNT(DISTINCT CASE WHEN actor IS NULL THEN name END) AS without_actor
            FROM judgement GROUP BY dataset ORDER BY dataset
        """),
        undated=_records(engine, """
            SELECT dataset, precision, COUNT(*) AS events FROM event WHERE precision <> 'day'
            GROUP BY dataset, precision ORDER BY dataset, precision
        """),
    )  # fmt: skip


def _records(engine: Engine, sql: str, values: dict[str, Value] | None = None) -> list[Record]:
    names = engine.names(sql, values)
    return [dict(zip(names, row, strict=True)) for row in engine.rows(sql, values)]


def _coverage(engine: Engine) -> list[Record]:
    """Covered spans per data set and the gaps between them."""
    found: list[Record] = []
    for (dataset,) in engine.rows("SELECT DISTINCT dataset FROM load ORDER BY dataset"):
        spans = covered(engine, str(dataset))
        gaps = [str(Span(left.end, right.start)) for left, right in pairwise(spans)]
        found.append({"dataset": str(dataset), "covered": [str(span) for span in spans], "gaps": gaps})
    return found


def _unresolved(engine: Engine, arena: Arena) -> list[Record]:
    """Share of events with a side in the arena whose other side is unresolved, per data set and year."""
    listed = ", ".join(f"$s{number}" for number in range(len(arena.states)))
    values: dict[str, Value] = {f"s{number}": state for number, state in enumerate(arena.states)}
    values["arena"] = arena.name
    return _records(
        engine,
        f"""
        SELECT $arena AS arena, dataset, CAST(EXTRACT(YEAR FROM date) AS INTEGER) AS year, COUNT(*) AS events,
               SUM(CASE WHEN source IS NULL OR target IS NULL THEN 1 ELSE 0 END) AS unresolved,
               ROUND(AVG(CASE WHEN source IS NULL OR target IS NULL THEN 1.0 ELSE 0.0 END), 4) AS share
        FROM event WHERE source IN ({listed}) OR target IN ({listed})
        GROUP BY dataset, EXTRACT(YEAR FROM date) ORDER BY dataset, year
    """,
        values,
    )
