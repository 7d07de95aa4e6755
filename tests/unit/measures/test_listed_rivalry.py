"""The probability of a listed rivalry: what moves it, what does not, and where it says that it knows nothing."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from tertius.codebooks.constants import constant
from tertius.measures import listed_rivalry
from tertius.measures.listed_rivalry import MEASURE
from tertius.model import Actor, ActorKind, Arena, Dyad, Inputs, Panel, Reading, Request, Span, Standing

PAIR, WINDOW = Dyad("FJI", "WSM"), Span(date(2010, 1, 1), date(2011, 1, 1))
COVERED = (Span(date(2009, 1, 1), date(2012, 1, 1)),)
OTHERS = ("AUS", "KIR", "NZL", "TON", "VUT")
Row = tuple[str, str, date, str]


def many(one: str, other: str, days: int, code: str = "036") -> list[Row]:
    return [(one, other, WINDOW.start + timedelta(days=n), code) for n in range(days)]


def elsewhere(days: int, *sides: str, thirds: Sequence[str] = OTHERS) -> list[Row]:
    """So many days of each side with each other state."""
    return [row for side in sides or ("FJI", "WSM") for third in thirds for row in many(third, side, days)]


def panel(name: str, rows: Sequence[Row], first: str, second: str, **more: object) -> Panel:
    text = {
        key: np.asarray([row[i] for row in rows], dtype=object) for i, key in ((0, first), (1, second), (3, "code"))
    }
    ids = np.asarray([f"{name}:{n:04d}" for n in range(len(rows))], dtype=object)
    given = {key: np.asarray([value] * len(rows), dtype=object) for key, value in more.items()}
    days = np.asarray([np.datetime64(row[2]) for row in rows], dtype="datetime64[D]")
    nothing = np.asarray([np.datetime64("NaT")] * len(rows), dtype="datetime64[D]")
    return Panel(name, "syn", {**text, **given, "date": days, "fate_date": nothing, "event_id": ids}, COVERED, True)


def read(between: Sequence[Row], outside: Sequence[Row], *, machine: bool = True,
         kind: ActorKind = ActorKind.STATE) -> list[Reading]:  # fmt: skip
    actors = (Actor("FJI", ActorKind.STATE, "FJI"), Actor("WSM", kind, "WSM"))
    arena = Arena("islands", "Islands", "", ("FJI", "WSM"), (PAIR,), (), actors, (), (), ())
    panels = {"pair_act": panel("pair_act", between, "source", "target", fate=None),
              "outsider_day": panel("outsider_day", outside, "third", "side", direction="out")}  # fmt: skip
    given = {name: replace(one, machine_coded=machine) for name, one in panels.items()}
    inputs = Inputs(given, {name: constant(name) for name in MEASURE.constants})
    return MEASURE.compute(inputs, Request(arena, PAIR, WINDOW.last, ("FJI", "WSM"), WINDOW))


def value(found: list[Reading]) -> float:
    assert found[0].estimate is not None
    assert found[0].estimate == found[1].estimate
    return found[0].estimate.value


def test_a_planted_rivalry_is_found_and_a_friendship_as_close_is_less_probable() -> None:
    fight = [*many("FJI", "WSM", 60, "112"), *many("WSM", "FJI", 40, "190"), *many("WSM", "FJI", 20)]
    rivals, friends = read(fight, elsewhere(60)), read([*many("FJI", "WSM", 60), *many("WSM", "FJI", 60, "061")],
                                                       elsewhere(60))  # fmt: skip
    assert {one.standing for one in (*rivals, *friends)} == {Standing.MEASURED}
    assert value(rivals) > 0.5 > value(friends)


def test_two_of_many_who_meet_now_and_then_are_hardly_rivals() -> None:
    assert value(read([*many("FJI", "WSM", 3), *many("FJI", "WSM", 1, "111")], elsewhere(40))) < 0.02


def test_it_rises_with_the_part_of_conflict_and_with_the_part_of_the_other() -> None:
    parts = [
        value(read([*many("FJI", "WSM", 40 - k), *many("FJI", "WSM", k, "112")], elsewhere(30))) for k in (0, 10, 35)
    ]
    assert parts == sorted(parts)
    close = [value(read(many("FJI", "WSM", days, "112"), elsewhere(30))) for days in (2, 10, 50)]
    assert close == sorted(close)


def test_volume_as_such_hardly_matters() -> None:
    one, ten = (
        read([*many("FJI", "WSM", 10 * k), *many("FJI", "WSM", 10 * k, "112")], elsewhere(20 * k)) for k in (1, 10)
    )
    assert value(ten) == pytest.approx(value(one), abs=0.1)
    assert ten[0].estimate.high - ten[0].estimate.low < one[0].estimate.high - one[0].estimate.low


def test_bodies_statements_and_a_second_act_of_a_day_do_not_count() -> None:
    given = many("FJI", "WSM", 10, "112")
    plain = read(given, elsewhere(20))
    more = read([*given, *many("WSM", "FJI", 10, "111"), *many("FJI", "WSM", 30, "010")],
                [*elsewhere(20), *elsewhere(50, thirds=("UN", "EU"))])  # fmt: skip
    assert value(more) == value(plain)


def test_without_an_act_between_two_states_it_is_undefined() -> None:
    assert {(one.standing, one.estimate) for one in read([], elsewhere(30))} == {(Standing.UNDEFINED, None)}
    armed = read(many("FJI", "WSM", 10, "190"), elsewhere(30), kind=ActorKind.NON_STATE)
    assert armed[0].standing is Standing.UNDEFINED
    assert armed[0].reason.startswith("a side is no state")


def test_thin_and_hand_coded_data_and_what_lies_above_the_fit_are_said() -> None:
    given = many("FJI", "WSM", 10, "112")
    assert "below 50" in read(given, elsewhere(30, "FJI"))[0].reason
    by_hand = read(given, elsewhere(30), machine=False)[0]
    assert (by_hand.standing, by_hand.estimate, by_hand.probability) == (Standing.UNDEFINED, None, None)
    assert by_hand.reason.startswith("coded by hand")
    alone = read(many("FJI", "WSM", 300, "112"), elsewhere(2))[0]
    assert alone.standing is Standing.PRIOR_DOMINATED
    assert f"{listed_rivalry.FEATURES[0]} " in alone.reason
