"""The doctor: what is loaded, what it covers, what was refused, and which names are unresolved."""

from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from tertius.codebooks.own_names import OWN
from tertius.codebooks.rulings import AMBIGUOUS
from tertius.model import Arena, Engine, Span, Value
from tertius.study.following import follow_volume
from tertius.study.laddering import fill_ladder
from tertius.study.monthly import COUNTS, months
from tertius.study.preparing import covered
from tertius.study.shaping import holds

Record = dict[str, object]
_LADDER = f"""
    SELECT dataset, {", ".join(f"CAST(SUM({name}) AS BIGINT) AS {name}" for name in COUNTS)} FROM ladder
    GROUP BY dataset ORDER BY dataset
"""
_AMBIGUOUS = """
    WITH unsure AS (SELECT DISTINCT dataset, name FROM judgement WHERE reason LIKE $ambiguous)
    SELECT s.dataset, COUNT(*) AS sides, COUNT(u.name) AS ambiguous, ROUND(COUNT(u.name) / COUNT(*), 4) AS share
    FROM (SELECT dataset, source_name AS name FROM event UNION ALL SELECT dataset, target_name FROM event) s
    LEFT JOIN unsure u ON u.dataset = s.dataset AND u.name = s.name
    WHERE s.name IS NOT NULL AND s.dataset IN (SELECT dataset FROM unsure)
    GROUP BY s.dataset ORDER BY s.dataset
"""
_SIDES = """
    SELECT event_id, dataset, date, source_name AS name, source AS actor FROM event WHERE source_name IS NOT NULL
    UNION ALL SELECT event_id, dataset, date, target_name, target FROM event WHERE target_name IS NOT NULL
"""
_OWN = f"""
    LEFT JOIN (SELECT * FROM judgement WHERE reason LIKE $own) j
    ON j.dataset = s.dataset AND j.name = s.name{holds("j", "s")}
"""
_OWN_ACTORS = f"""
    SELECT l.dataset, l.actors, l.actors_sha256, COUNT(DISTINCT j.name) AS names, COUNT(j.name) AS sides,
           COUNT(DISTINCT CASE WHEN j.name IS NOT NULL THEN s.event_id END) AS events
    FROM (SELECT DISTINCT dataset, actors, actors_sha256 FROM load WHERE actors IS NOT NULL) l
    LEFT JOIN ({_SIDES}) s ON s.dataset = l.dataset {_OWN}
    GROUP BY l.dataset, l.actors, l.actors_sha256 ORDER BY l.dataset
"""
_PUBLISHERS = """
    SELECT dataset, COUNT(*) AS events, COUNT(publisher) AS with_publisher, COUNT(publisher_country) AS with_country,
           COUNT(publisher_owner) AS with_owner
    FROM event GROUP BY dataset ORDER BY dataset
"""
_MENTIONS = """
    SELECT m.dataset, COUNT(*) AS mentions, COUNT(DISTINCT m.event_id) AS events, COUNT(DISTINCT e.event_id) AS loaded,
           COUNT(*) FILTER (WHERE mentioned_at > event_added_at) AS later,
           ROUND(MEDIAN(coder_confidence), 0) AS median_confidence
    FROM mention m LEFT JOIN event e ON e.event_id = m.event_id GROUP BY m.dataset ORDER BY m.dataset
"""


@dataclass(frozen=True)
class Health:
    """State of a study, as plain records."""

    loads: list[Record]
    rejects: list[Record]
    failed: list[Record]
    coverage: list[Record]
    states: list[Record]
    ladder: list[Record]
    elasticity: list[Record]
    breaks: list[Record]
    unresolved: list[Record]
    ambiguous: list[Record]
    own_actors: list[Record]
    publishers: list[Record]
    mentions: list[Record]
    names: list[Record]
    undated: list[Record]
    months: list[Record]


def examine(engine: Engine, arenas: list[Arena]) -> Health:
    """Examine a study."""
    fill_ladder(engine)
    by_month = months(engine)
    datasets = [str(name) for (name,) in engine.rows("SELECT DISTINCT dataset FROM event ORDER BY dataset")]
    return Health(
        failed=_records(engine, """
            SELECT dataset, file, reason, CAST(failed_at AS VARCHAR) AS failed_at FROM failure ORDER BY ALL
        """),
        states=_states(by_month),
        ladder=_records(engine, _LADDER),
        elasticity=[record for dataset in datasets for record in follow_volume(engine, dataset)],
        breaks=[{"dataset": one["dataset"], "month": one["month"], "ratio": one["volume_break"]} for one in by_month
                if one["volume_break"] is not None],
        ambiguous=_records(engine, _AMBIGUOUS, {"ambiguous": f"{AMBIGUOUS}%"}),
        own_actors=_records(engine, _OWN_ACTORS, {"own": f"{OWN}%"}),
        publishers=_records(engine, _PUBLISHERS),
        mentions=_records(engine, _MENTIONS),
        months=by_month,
        loads=_records(engine, """
            SELECT dataset, version, file, file_sha256, rows, events, rejects, CAST(since AS VARCHAR) AS since,
                   CAST(until AS VARCHAR) AS until, CAST(loaded_at AS VARCHAR) AS loaded_at, tertius,
                   actors, actors_sha256
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


class Sides(NamedTuple):
    """Sides of events of a data set that are named; of them those that stand for nobody, and those that rows of the
    user's own table of actors rule on.
    """

    named: int
    unknown: int
    own: int


def sides(engine: Engine, dataset: str) -> Sides:
    """Count the sides of a data set."""
    ((named, unknown, own),) = engine.rows(f"""
        SELECT COUNT(*), COUNT(*) FILTER (s.actor IS NULL), COUNT(j.name) FROM ({_SIDES}) s {_OWN}
        WHERE s.dataset = $dataset
    """, {"dataset": dataset, "own": f"{OWN}%"})  # fmt: skip
    return Sides(int(str(named)), int(str(unknown)), int(str(own)))


def _states(by_month: list[Record]) -> list[Record]:
    """Months of each state, per data set, with the first and the last."""
    found: dict[tuple[str, str], list[str]] = {}
    for one in by_month:
        found.setdefault((str(one["dataset"]), str(one["state"])), []).append(str(one["month"]))
    return [{"dataset": dataset, "state": state, "months": len(listed), "first": listed[0], "last": listed[-1]}
            for (dataset, state), listed in sorted(found.items())]  # fmt: skip


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
