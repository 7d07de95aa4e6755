"""The SQL of every panel says what its slow twin in plain Python says, on small tables of every awkward kind."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from types import ModuleType
from typing import Any

import pytest
from breadth import slow_after
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from loading import load

from tertius.codebooks.roles import VENUE_CODES
from tertius.codebooks.slots import MEETING_CODES, OUTCOME_CODES, PART_WEIGHTS, SLOTS, TALK_CODES
from tertius.engines import DuckDB
from tertius.model import EVENT_COLUMNS, PARTICIPANT_COLUMNS, Query, UsageError
from tertius.panels import (
    agent_day,
    count_ladder,
    dyad_day,
    dyad_month,
    follow_ups,
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

FIRST = date(2020, 1, 28)
ACTORS = ("AAA", "BBB", "CCC", "DDD", "FMT")
CODES = ("010", "026", "031", "036", "037", "038", "039", "040", "042", "043", "044", "045", "046", "057", "0871",
         "120", "126", "130", "135", "165", "190")  # fmt: skip
SETTINGS = {"tolerance": 2, "host_weight": 0.5, "story_weight": 0.8, "near_weight": 0.6}
COUNTING = {"follow_up_days": 2}
OUTNUMBERED = {"outnumbered": 0.5}
MACHINE = ("two",)
OUTCOME = {"outcome_weight": 0.3, "outcome_days": 7}
TRIADS = triad_evidence(**OUTCOME)
STATES = ("AAA", "DDD")
PAIRS = (("x", "AAA", "BBB"), ("x", "AAA", "CCC"))
SEATS = (
    ("x", "FMT", "AAA", "BBB", "CCC", FIRST, FIRST + timedelta(days=5)),
    ("x", "FMT", "AAA", "BBB", "DDD", FIRST + timedelta(days=2), None),
)
FEW, MANY = (
    settings(max_examples=n, deadline=None, derandomize=True,
             suppress_health_check=[HealthCheck.function_scoped_fixture])
    for n in (6, 40)
)  # fmt: skip
SECTORS_GIVEN = st.lists(st.sampled_from(("REB", "PRE", "GOV", "MIL", "OPP")), min_size=28, max_size=28)


@pytest.fixture(scope="module")
def naive() -> ModuleType:
    return load("reference/naive_panels.py")


@pytest.fixture(scope="module")
def engine() -> Iterator[DuckDB]:
    database = DuckDB()
    text = "VARCHAR"
    database.fill("arena_pair", {"arena": text, "a": text, "b": text}, PAIRS)
    columns = {"arena": text, "format": text, "a": text, "b": text, "actor": text, "since": "DATE", "until": "DATE"}
    database.fill("arena_seat", columns, SEATS)
    database.fill("arena_state", {"arena": text, "actor": text}, [("x", state) for state in STATES])
    database.fill("venue_code", {"code": text, "host_side": text}, list(VENUE_CODES.items()))
    database.fill("machine_dataset", {"dataset": text}, [(name,) for name in MACHINE])
    database.fill("fixed_place", {"place": text}, [("hall",)])
    slot = {"code": text, "level": text, "third_side": text, "weight": "DOUBLE"}
    database.fill("slot", slot, [(s.code, s.level.value, s.third, s.weight) for s in SLOTS])
    database.fill("talk_code", {"code": text, "meeting": "BOOLEAN"}, [(c, c in MEETING_CODES) for c in TALK_CODES])
    database.fill("outcome_code", {"code": text}, [(code,) for code in OUTCOME_CODES])
    weights = [(part, level.value, weight) for part, (level, weight) in PART_WEIGHTS.items()]
    database.fill("part_weight", {"part": text, "level": text, "weight": "DOUBLE"}, weights)
    yield database
    database.close()


def days() -> st.SearchStrategy[date]:
    return st.integers(0, 6).map(lambda number: FIRST + timedelta(days=number))


SECTORS = st.sampled_from(("GOV", "GOV", "GOV", "GOV", "MIL", "IGO", "PRE", "CVL", None))


def event(source: Sequence[str | None], target: Sequence[str | None], codes: Sequence[str]
          ) -> st.SearchStrategy[dict[str, Any]]:  # fmt: skip
    return st.fixed_dictionaries({
        "dataset": st.sampled_from(("one", "one", "two", "two")), "date": days(),
        "precision": st.sampled_from(("day", "day", "day", "day", "day", "month")),
        "source": st.sampled_from(source), "source_sector": SECTORS,
        "target": st.sampled_from(target), "target_sector": SECTORS,
        "mutual": st.booleans(), "code": st.sampled_from(codes),
        "place": st.sampled_from(("hall", "inn", None)), "place_country": st.sampled_from(("AAA", "CCC", "DDD", None)),
        "level": st.sampled_from(("head", "minister", None)),
        "due": st.one_of(st.none(), days()), "fate": st.sampled_from(("kept", "broken", None)),
        "fate_date": st.one_of(st.none(), days()), "story_id": st.sampled_from(("s1", "s2", None)),
        "publisher": st.sampled_from(("The Post", "The Wire", None)),
        "publisher_country": st.sampled_from(("AAA", "INT", None)), "publisher_owner": st.sampled_from(("state", None)),
    })  # fmt: skip


EVENT = st.one_of(
    event((*ACTORS, None), (*ACTORS, None), CODES),
    event(("AAA",), ("BBB",), CODES),
    event(("AAA", "BBB"), ("BBB", "AAA"), ("040", "046", "057", "0871", "044")),
    event(("CCC", "DDD", "FMT"), ("AAA", "BBB"), ("026", "040", "042", "045")),
    event(("AAA", "BBB"), ("CCC", "FMT"), ("040", "038", "126")),
)
PART = st.tuples(st.integers(0, 8), st.sampled_from(ACTORS), st.sampled_from(tuple(PART_WEIGHTS)))


@st.composite
def worlds(draw: st.DrawFn) -> dict[str, Any]:
    events = draw(st.lists(EVENT, min_size=9, max_size=14))
    # ids that do not follow the order of days, so that "first" cannot mean two things
    ids = draw(st.permutations(range(len(events))))
    for number, event in zip(ids, events, strict=True):
        event |= {"event_id": f"{event['dataset']}:{number:02d}", "quad": "VC", "event_class": f"K{event['code'][:2]}"}
    parts = draw(st.lists(PART, min_size=2, max_size=8))
    chosen = {(events[place]["event_id"], actor, part) for place, actor, part in parts}
    slots: dict[str, list[tuple[str, str, float]]] = {}
    for slot in SLOTS:
        slots.setdefault(slot.code, []).append((slot.level.value, slot.third, slot.weight))
    return {
        "events": events, "participants": [dict(zip(("event_id", "actor", "part"), row, strict=True))
                                           for row in sorted(chosen)],
        "pairs": PAIRS, "seats": SEATS, "fixed": {"hall"}, "slots": slots, "talk": TALK_CODES,
        "venue": VENUE_CODES, "states": STATES, "meeting": MEETING_CODES, "outcome": OUTCOME_CODES,
        **SETTINGS, **OUTCOME, **COUNTING, **OUTNUMBERED, "machine": MACHINE,
        "parts": {part: (level.value, weight) for part, (level, weight) in PART_WEIGHTS.items()},
    }  # fmt: skip


def fill_events(engine: DuckDB, world: dict[str, Any]) -> None:
    """The events of a world."""
    names = [column.name for column in EVENT_COLUMNS]
    rows = [[event.get(name) for name in names] for event in world["events"]]
    engine.fill("event", {column.name: column.type for column in EVENT_COLUMNS}, rows)


def fill(engine: DuckDB, world: dict[str, Any]) -> None:
    """The events, who takes part in them, and the reports that are counted."""
    fill_events(engine, world)
    parties = [(p["event_id"], "one", p["actor"], p["part"]) for p in world["participants"]]
    for query in (triad_report(), triad_follow_up(**COUNTING), other_report(), other_follow_up(**COUNTING),
                  other_event()):  # fmt: skip
        engine.make(query, temporary=True)
    engine.fill("participant", {column.name: column.type for column in PARTICIPANT_COLUMNS}, parties)


def table(engine: DuckDB, query: Query, columns: Sequence[str]) -> list[tuple[Any, ...]]:
    """The rows of a panel; the columns it has are the ones documented, no others."""
    engine.make(query, temporary=True)
    assert set(engine.names(f"SELECT * FROM {query.makes} LIMIT 0")) == set(columns)
    return list(engine.rows(f"SELECT {', '.join(columns)} FROM {query.makes}"))


def same(fast: Iterable[tuple[Any, ...]], slow: Iterable[tuple[Any, ...]]) -> None:
    """The same rows, none twice more often; numbers as far as floats go."""
    assert sorted(map(rounded, fast)) == sorted(map(rounded, slow))


def rounded(row: tuple[Any, ...]) -> tuple[str, ...]:
    return tuple(f"{value:.9f}" if isinstance(value, float) else str(value) for value in row)


@pytest.mark.slow
@MANY
@given(world=worlds())
def test_dyad_days_and_months_count_as_their_twins(engine: DuckDB, naive: ModuleType, world: dict[str, Any]) -> None:
    fill_events(engine, world)
    day = ("dataset", "source", "target", "code", "event_class", "quad", "date", "official", "clusters", "event_id")
    same(table(engine, dyad_day(), day), naive.dyad_day(world))
    month = ("dataset", "source", "target", "event_class", "month", "days", "clusters")
    same(table(engine, dyad_month(), month), naive.dyad_month(world))


@pytest.mark.slow
@MANY
@given(world=worlds())
def test_contacts_with_a_pair_are_those_of_their_twins(
    engine: DuckDB, naive: ModuleType, world: dict[str, Any]
) -> None:
    fill(engine, world)
    between = ("arena", "a", "b", "dataset", "event_id", "date", "code", "event_class", "place", "place_country",
               "voice", "talk", "meeting", "outcome")  # fmt: skip
    same(table(engine, pair_event(), between),
         [tuple(event[name] for name in between) for event in naive.pair_event(world)])  # fmt: skip
    talk = ("arena", "a", "b", "dataset", "third", "side", "date", "story_id", "event_id")
    same(table(engine, side_talk(), talk), naive.side_talk(world))
    met = ("arena", "a", "b", "dataset", "third", "side", "date", "code", "event_class", "direction", "event_id",
           "voices")  # fmt: skip
    same(table(engine, outsider_day(), met), naive.outsider_day(world))
    act = ("arena", "a", "b", "dataset", "source", "target", "date", "code", "event_id", "due", "fate", "fate_date",
           "voice")  # fmt: skip
    same(table(engine, pair_act(), act), naive.pair_act(world))


@pytest.mark.slow
@MANY
@given(world=worlds())
def test_venues_and_named_parts_are_those_of_their_twins(
    engine: DuckDB, naive: ModuleType, world: dict[str, Any]
) -> None:
    fill(engine, world)
    engine.make(pair_event(), temporary=True)
    named = ("arena", "a", "b", "dataset", "third", "part", "date", "code", "event_id")
    same(table(engine, pair_part(), named), naive.pair_part(world))
    met = ("arena", "a", "b", "dataset", "host", "place", "level", "of_pair", "date", "event_id")
    same(table(engine, venue_day(), met), naive.venue_day(world))


@pytest.mark.slow
@MANY
@given(world=worlds())
def test_evidence_of_mediation_is_that_of_its_twin(engine: DuckDB, naive: ModuleType, world: dict[str, Any]) -> None:
    fill(engine, world)
    engine.make(pair_event(), temporary=True)
    engine.make(side_talk(), temporary=True)
    raw = ("arena", "a", "b", "dataset", "third", "date", "event_id", "level", "weight", "voice")
    voices = naive.evidence_voices(world)
    expected = [(*key, weight, voices.get(key)) for key, weight in naive.raw_evidence(world).items()]
    same(table(engine, raw_evidence(**SETTINGS), raw), expected)
    outnumbered = ("arena", "a", "b", "dataset", "third", "date")
    left_out = {key[:6] for key in naive.raw_evidence(world).keys() - naive.counted_evidence(world).keys()}
    same(table(engine, outnumbered_day(**OUTNUMBERED), outnumbered), left_out)
    triad = ("arena", "a", "b", "dataset", "third", "via", "share", "date", "known", "event_id", "level", "weight",
             "voice")  # fmt: skip
    same(table(engine, triad_evidence(**OUTCOME), triad), naive.triad_evidence(world))


@FEW
@given(world=worlds(), sectors=SECTORS_GIVEN)
def test_every_panel_is_that_of_its_twin_in_a_few_worlds(
    engine: DuckDB, naive: ModuleType, world: dict[str, Any], sectors: list[str]
) -> None:
    for one in (test_dyad_days_and_months_count_as_their_twins, test_contacts_with_a_pair_are_those_of_their_twins,
                test_venues_and_named_parts_are_those_of_their_twins,
                test_evidence_of_mediation_is_that_of_its_twin):  # fmt: skip
        one.hypothesis.inner_test(engine, naive, world)  # type: ignore[attr-defined]
    test_armed_agents_are_those_of_their_twin.hypothesis.inner_test(engine, naive, world, sectors)  # type: ignore[attr-defined]


def test_the_generated_worlds_reach_every_kind_of_evidence(naive: ModuleType) -> None:
    seen: set[str] = set()

    @settings(max_examples=40, deadline=None, derandomize=True, database=None)
    @given(world=worlds())
    def look(world: dict[str, Any]) -> None:
        for row in naive.triad_evidence(world):
            seen.update((row[10], "format" if row[5] else "alone", f"share {row[6]:g}"))
        seen.update("joined" for _ in naive.joined(world))
        seen.update("hosted" for event in naive.pair_event(world) for _ in naive.hosted(world, event))

    look()
    assert {"E1", "E2", "E3", "E4", "N", "format", "alone", "share 0.5", "share 1", "joined", "hosted"} <= seen


@pytest.mark.slow
@MANY
@given(world=worlds(), sectors=SECTORS_GIVEN)
def test_armed_agents_are_those_of_their_twin(
    engine: DuckDB, naive: ModuleType, world: dict[str, Any], sectors: list[str]
) -> None:
    for number, event in enumerate(world["events"]):
        event |= {"source_sector": sectors[2 * number], "target_sector": sectors[2 * number + 1]}
    fill(engine, world)
    alone = "SELECT *, FALSE AS official FROM event WHERE precision = 'day'"
    engine.make(Query("triad_report", f"{alone} AND FALSE"), temporary=True)
    engine.make(Query("other_event", alone), temporary=True)
    armed = ("arena", "a", "b", "dataset", "agent", "side", "date", "code", "direction", "event_id")
    same(table(engine, agent_day(), armed), naive.agent_day(world))


REPORT = {"precision": "day", "source_sector": "GOV", "target_sector": "GOV", "mutual": False, "quad": "VC"}


def reports(dataset: str, *rows: tuple[str, int, int]) -> list[dict[str, Any]]:
    """Acts of a third party that mediates: (third, day, how many), each in a place of its own."""
    return [
        {**REPORT, "dataset": dataset, "source": third, "target": "AAA", "code": "045", "event_class": "MED",
         "date": FIRST + timedelta(days=day), "place": f"town {copy}", "event_id": f"{dataset}:{third}{day}-{copy}"}
        for third, day, copies in rows for copy in range(copies)
    ]  # fmt: skip


def counted_days(engine: DuckDB, dataset: str, *rows: tuple[str, int, int], times: int = 1) -> list[tuple[str, int]]:
    acts = reports(dataset, *rows)
    told = [{**act, "event_id": f"{act['event_id']}+{copy}"} for act in acts for copy in range(times)]
    fill(engine, {"events": told, "participants": []})
    for query in (pair_event(), side_talk(), raw_evidence(**SETTINGS), outnumbered_day(outnumbered=0.2), TRIADS):
        engine.make(query, temporary=True)
    found = engine.rows("SELECT DISTINCT third, date FROM triad_evidence WHERE b = 'BBB' ORDER BY ALL")
    return [(str(third), (day - FIRST).days) for third, day in found if isinstance(day, date)]


def test_an_act_told_again_within_two_days_counts_once_where_a_machine_coded_it(engine: DuckDB) -> None:
    told = (("CCC", 0, 3), ("CCC", 1, 1), ("CCC", 2, 2), ("CCC", 3, 1), ("CCC", 9, 1))
    assert counted_days(engine, "two", *told) == [("CCC", 0), ("CCC", 3), ("CCC", 9)]
    assert [day for _, day in counted_days(engine, "one", *told)] == [0, 1, 2, 3, 9]


def test_a_third_party_that_the_acts_of_the_day_outnumber_is_a_coding_error_of_machines_only(engine: DuckDB) -> None:
    told = (("CCC", 0, 10), ("DDD", 0, 1), ("DDD", 5, 1))
    assert counted_days(engine, "two", *told) == [("CCC", 0), ("DDD", 5)]
    assert counted_days(engine, "one", *told) == [("CCC", 0), ("DDD", 0), ("DDD", 5)]


def test_copies_of_a_story_outnumber_nobody(engine: DuckDB) -> None:
    told = reports("two", ("CCC", 0, 1), ("DDD", 0, 1))
    copies = [{**told[0], "event_id": f"two:copy {number}"} for number in range(20)]
    fill(engine, {"events": [*told, *copies], "participants": []})
    for query in (pair_event(), side_talk(), raw_evidence(**SETTINGS), outnumbered_day(outnumbered=0.2), TRIADS):
        engine.make(query, temporary=True)
    assert engine.rows("SELECT DISTINCT third FROM triad_evidence ORDER BY ALL") == [("CCC",), ("DDD",)]
    rows = (("CCC", 0, 10), ("DDD", 0, 1), ("DDD", 5, 1))
    assert counted_days(engine, "two", *rows, times=3) == counted_days(engine, "two", *rows)


def test_the_ladder_says_how_much_each_rung_takes_away(engine: DuckDB) -> None:
    counted_days(engine, "two", ("CCC", 0, 10), ("DDD", 0, 1), ("CCC", 1, 2))
    engine.make(count_ladder(), temporary=True)
    rungs = {rung: (kept, gone) for rung, kept, gone in engine.rows("SELECT rung, kept, removed FROM count_ladder")}
    # one third party and day stands in evidence of two pairs, both of which AAA belongs to; CCC is a side of one
    assert rungs["one a day"] == (3, 10)
    assert rungs["follow-ups"] == (2, 1)
    assert rungs["outnumbered"][1] == 1


@pytest.mark.parametrize("distance", slow_after(1, [5, 1, 14]))
@MANY
@given(gaps=st.lists(st.sampled_from((1, 1, 2, 3, 6, 13, 14, 15, 16, 40)), min_size=1, max_size=20))
def test_acts_told_again_are_those_of_their_twin_at_any_distance(
    engine: DuckDB, naive: ModuleType, distance: int, gaps: list[int]
) -> None:
    days = [FIRST + timedelta(days=sum(gaps[:at])) for at in range(len(gaps) + 1)]
    rows = " UNION ALL ".join(f"SELECT CAST('{day}' AS DATE) AS date" for day in days)
    told = ("SELECT 'two' AS dataset, 'AAA' AS source, 'BBB' AS target, '040' AS code, TRUE AS official, "
            f"CAST(NULL AS VARCHAR) AS place, date FROM ({rows}) days")  # fmt: skip
    engine.make(Query("told_again", follow_ups(told, distance), {"days": distance}), temporary=True)
    found = {day for (day,) in engine.rows("SELECT date FROM told_again")}
    assert found == set(days) - naive.kept(days, distance + 1)


def test_a_distance_that_months_cannot_hold_is_refused() -> None:
    with pytest.raises(UsageError, match="within 1 to 14 days, not 15"):
        follow_ups("SELECT 1", 15)
