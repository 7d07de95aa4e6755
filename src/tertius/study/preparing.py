"""Build the panels of an arena, once per state of the data."""

import hashlib
import logging
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol

from tertius.codebooks.constants import constant
from tertius.codebooks.roles import VENUE_CODES
from tertius.codebooks.slots import (
    MEETING_CODES,
    OUTCOME_CODES,
    OUTCOME_WEIGHT,
    PART_WEIGHTS,
    SLOTS,
    TALK_CODES,
    TRIAD_WEIGHTS,
)
from tertius.model import Arena, Dyad, Engine, Format, Membership, Panel, Query, Span, UsageError, Value
from tertius.panels import (
    agent_day,
    count_ladder,
    coverage,
    dyad_day,
    dyad_month,
    merged,
    other_event,
    other_follow_up,
    other_report,
    outnumbered_day,
    outsider_day,
    pair_act,
    pair_event,
    pair_part,
    raw_evidence,
    side_talk,
    triad_evidence,
    triad_follow_up,
    triad_report,
    venue_day,
)
from tertius.sources import SOURCES
from tertius.study.regions import refuse_unknown

_LOG = logging.getLogger("tertius.study")
TEMPORARY = ("triad_report", "triad_follow_up", "side_talk", "raw_evidence", "outnumbered_day",
             "other_report", "other_follow_up", "other_event")  # fmt: skip
"""Tables that only other panels read."""
SHOWN = ("dyad_day", "dyad_month")
"""Panels of the whole world: views, of which only the rows asked for are counted."""
ARENA_TABLES = ("pair_event", "triad_evidence", "outsider_day", "pair_act", "pair_part", "venue_day", "agent_day")
PANELS = (*SHOWN, *ARENA_TABLES)
"""Tables a measure may ask for."""


class Fillable(Protocol):
    """What takes tables of values: an engine, or a script that is written."""

    def fill(self, table: str, columns: Mapping[str, str], rows: Sequence[Sequence[Value]]) -> None:
        """Create or replace a table from rows of values; ``columns`` maps names to SQL types."""


def prepare(engine: Engine, arena: Arena) -> None:
    """Make the panel tables of an arena unless they are up to date with the data, the arena and the constants.

    Raises:
        UsageError: The arena names a state that no data set can name.
    """
    refuse_unknown(arena)
    fingerprint = _fingerprint(engine, arena)
    known = engine.rows("SELECT fingerprint FROM prepared WHERE arena = $arena", {"arena": arena.name})
    if known == [(fingerprint,)]:
        return
    _refuse_gathered(engine, arena)
    with engine.transaction():
        fill_tables(engine, arena)
        for query in queries():
            make_panel(engine, query)
            _LOG.info("made %s", query.makes)
        mark(engine, arena)


def mark(engine: Engine, arena: Arena) -> None:
    """Note that the panels are those of this arena: they hold one at a time."""
    engine.run("DELETE FROM prepared")
    engine.append(
        Query(
            "prepared",
            "SELECT $arena AS arena, $fingerprint AS fingerprint",
            {"arena": arena.name, "fingerprint": _fingerprint(engine, arena)},
        )
    )


def _refuse_gathered(engine: Engine, arena: Arena) -> None:
    """A study of gathered panels holds too few events to make others from.

    Raises:
        UsageError: The panels were gathered, and not for this arena as it is now.
    """
    if not engine.rows("SELECT 1 FROM duckdb_tables() WHERE table_name = 'gathered'"):
        return
    name, lake = engine.rows("SELECT arena, lake FROM gathered")[0]
    raise UsageError(
        f"the study holds panels gathered for arena {name} and not the events to make those of {arena.name} from",
        hint=f"gather again into a new study, from {lake}: arena, files and version must be the same",
    )


def make_panel(engine: Engine, query: Query) -> None:
    """Make a panel; one of the whole world becomes a view, in place of the table of an earlier version."""
    name = query.makes
    if name not in SHOWN:
        engine.make(query, temporary=name in TEMPORARY)
        return
    if engine.rows("SELECT 1 FROM duckdb_tables() WHERE table_name = $name", {"name": name}):
        engine.run(f"DROP TABLE {name}")
    engine.run(f"CREATE OR REPLACE VIEW {name} AS {query.sql}")


def panel(engine: Engine, name: str, dataset: str, pair: Dyad) -> Panel:
    """Read the rows of a panel that concern a pair, with the coverage of the data set."""
    where = "dataset = $dataset"
    values: dict[str, Value] = {"dataset": dataset}
    if name in ARENA_TABLES:
        where += " AND a = $a AND b = $b"
        values |= {"a": pair.a, "b": pair.b}
    # the name comes from PANELS
    columns = engine.frame(f"SELECT * FROM {name} WHERE {where} ORDER BY ALL", values)
    return Panel(name, dataset, columns, covered(engine, dataset), dataset in _machine_coded())


def covered(engine: Engine, dataset: str) -> tuple[Span, ...]:
    """Spans of days a data set covers in this study, in order."""
    rows = engine.rows(
        "SELECT since, until FROM load WHERE dataset = $dataset AND since IS NOT NULL", {"dataset": dataset}
    )
    return merged((_day(since), _day(until)) for since, until in rows)


def _day(value: Value) -> date:
    return value if isinstance(value, date) else date.fromisoformat(str(value))


def _fingerprint(engine: Engine, arena: Arena) -> str:
    loads = engine.rows("SELECT dataset, file_sha256 FROM load ORDER BY ALL")
    tables = (SLOTS, sorted(TALK_CODES), sorted(MEETING_CODES), sorted(OUTCOME_CODES), dict(PART_WEIGHTS),
              dict(TRIAD_WEIGHTS), OUTCOME_WEIGHT, constant("mediation.tolerance_days"),
              constant("mediation.outcome_days"), dict(VENUE_CODES), _machine_coded(), queries())  # fmt: skip
    return hashlib.sha256(repr((loads, arena, tables)).encode()).hexdigest()


def queries() -> tuple[Query, ...]:
    """Every panel query of the product, in the order they rest on each other, with the constants bound."""
    told_again = int(constant("counting.follow_up_days"))
    return (
        coverage(),
        dyad_day(),
        dyad_month(),
        triad_report(),
        triad_follow_up(follow_up_days=told_again),
        pair_event(),
        side_talk(),
        raw_evidence(
            tolerance=int(constant("mediation.tolerance_days")),
            host_weight=TRIAD_WEIGHTS["host only"],
            story_weight=TRIAD_WEIGHTS["one story"],
            near_weight=TRIAD_WEIGHTS["both sides within tolerance"],
        ),
        outnumbered_day(outnumbered=constant("counting.outnumbered")),
        triad_evidence(outcome_weight=OUTCOME_WEIGHT, outcome_days=int(constant("mediation.outcome_days"))),
        other_report(),
        other_follow_up(follow_up_days=told_again),
        other_event(),
        count_ladder(),
        outsider_day(),
        pair_act(),
        pair_part(),
        venue_day(),
        agent_day(),
    )


def _machine_coded() -> list[str]:
    return sorted(source.name for source in SOURCES if source.machine_coded)


def fill_tables(engine: Fillable, arena: Arena) -> None:
    """Fill the tables that the panel queries read besides the study's own: the arena's, and lists of the code books."""
    text, whole = "VARCHAR", "DOUBLE"
    engine.fill("arena_pair", {"arena": text, "a": text, "b": text}, [(arena.name, p.a, p.b) for p in arena.pairs])
    engine.fill("machine_dataset", {"dataset": text}, [(name,) for name in _machine_coded()])
    engine.fill("arena_state", {"arena": text, "actor": text}, [(arena.name, state) for state in arena.states])
    around = dict.fromkeys((*arena.states, *arena.third_parties))
    engine.fill("arena_actor", {"arena": text, "actor": text}, [(arena.name, actor) for actor in around])
    engine.fill("venue_code", {"code": text, "host_side": text}, list(VENUE_CODES.items()))
    engine.fill(
        "arena_seat",
        {"arena": text, "format": text, "a": text, "b": text, "actor": text, "since": "DATE", "until": "DATE"},
        [_seat(arena, fmt, pair, seat) for fmt in arena.formats for pair in fmt.pairs for seat in fmt.members],
    )
    # data sets without place ids write a city's name
    fixed = {name for p in arena.places if p.treaty_fixed for name in (p.place_id, *p.names)}
    engine.fill("fixed_place", {"place": text}, [(name,) for name in sorted(fixed)])
    engine.fill(
        "slot",
        {"code": text, "level": text, "third_side": text, "weight": whole},
        [(s.code, s.level.value, s.third, s.weight) for s in SLOTS],
    )
    engine.fill(
        "talk_code",
        {"code": text, "meeting": "BOOLEAN"},
        [(code, code in MEETING_CODES) for code in sorted(TALK_CODES)],
    )
    engine.fill("outcome_code", {"code": text}, [(code,) for code in sorted(OUTCOME_CODES)])
    engine.fill(
        "part_weight",
        {"part": text, "level": text, "weight": whole},
        [(part, level.value, weight) for part, (level, weight) in PART_WEIGHTS.items()],
    )


def _seat(arena: Arena, fmt: Format, pair: Dyad, seat: Membership) -> tuple[Value, ...]:
    return (arena.name, fmt.actor_id, pair.a, pair.b, seat.actor, seat.since, seat.until)
