"""The probabilities of being named: what moves them, what does not, and what they say of themselves."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from tertius.codebooks.constants import constant
from tertius.measures import named_mediator, named_peacekeeper
from tertius.model import ActorKind, Arena, Dyad, Inputs, Measure, Panel, Reading, Request, Series, Span, Standing

PAIR, WINDOW = Dyad("FJI", "WSM"), Span(date(2010, 1, 1), date(2011, 1, 1))
MEDIATOR, PEACEKEEPER = named_mediator.MEASURE, named_peacekeeper.MEASURE
CIVIL = {"WSM": ActorKind.NON_STATE}
Acts = list[tuple[str, str, date, str]]


def acts(third: str, days: int, side: str = "FJI", code: str = "036") -> Acts:
    return [(third, side, WINDOW.start + timedelta(days=n), code) for n in range(days)]


@pytest.fixture
def readings(region: Callable[..., Arena], outsiders: Callable[..., dict[str, Panel]]) -> Callable[..., Any]:
    def read(given: Acts, *thirds: str, machine: bool = True, kind: dict[str, ActorKind] | None = None,
             part: Measure = MEDIATOR) -> dict[str, Reading]:  # fmt: skip
        made = region(*thirds)
        kinds = kind or {}
        made = replace(made, actors=tuple(replace(one, kind=kinds.get(one.actor_id, one.kind)) for one in made.actors))
        panels = {name: replace(panel, machine_coded=machine) for name, panel in outsiders(given).items()}
        inputs = Inputs(panels, {name: constant(name) for name in part.constants})
        return {one.actor: one for one in part.compute(inputs, Request(made, PAIR, WINDOW.last, thirds, WINDOW))}

    return read


@pytest.fixture
def paths(region: Callable[..., Arena], outsiders: Callable[..., dict[str, Panel]]) -> Callable[..., Series]:
    def read(given: Acts, machine: bool, part: Measure) -> Series:
        panels = {name: replace(panel, machine_coded=machine) for name, panel in outsiders(given).items()}
        inputs = Inputs(panels, {name: constant(name) for name in part.constants})
        assert part.path is not None
        return part.path(inputs, Request(region("TON"), PAIR, WINDOW.last, ("TON",), None))[0]

    return read


def value(reading: Reading) -> float:
    assert reading.estimate is not None
    return reading.estimate.value


@pytest.mark.parametrize("part", [MEDIATOR, PEACEKEEPER])
def test_more_days_among_the_same_others_are_more_probable(readings: Callable[..., Any], part: Measure) -> None:
    rest = acts("NZL", 60)
    found = [readings([*acts("TON", days), *rest], "TON", "NZL", part=part)["TON"] for days in (0, 5, 20, 60)]
    assert [value(one) for one in found] == sorted({value(one) for one in found})


@pytest.mark.parametrize("part", [MEDIATOR, PEACEKEEPER])
def test_a_body_is_more_probable_than_a_state_seen_as_often(readings: Callable[..., Any], part: Measure) -> None:
    found = readings([*acts("TON", 30), *acts("PIF", 30)], "TON", "PIF", kind={"PIF": ActorKind.BODY}, part=part)
    assert value(found["PIF"]) > value(found["TON"])


def test_between_two_states_hardly_anybody_is_named(readings: Callable[..., Any]) -> None:
    given = [*acts("TON", 30), *acts("NZL", 30)]
    civil = readings(given, "TON", "NZL", kind=CIVIL)
    assert value(readings(given, "TON", "NZL")["TON"]) < 0.5 * value(civil["TON"])


def test_whom_an_arena_lists_does_not_matter(readings: Callable[..., Any]) -> None:
    given = [*acts("TON", 30), *acts("NZL", 25), *acts("KIR", 25), *acts("AUS", 12, "WSM")]
    short, long = readings(given, "TON"), readings(given, "AUS", "KIR", "NRU", "NZL", "TON")
    assert short["TON"] == long["TON"]


def test_a_day_counts_once_however_much_is_done_on_it(readings: Callable[..., Any]) -> None:
    once, often = acts("TON", 20), [*acts("TON", 20), *acts("TON", 20, code="042"), *acts("TON", 20, code="112")]
    others = acts("NZL", 20)
    assert value(readings([*once, *others], "TON")["TON"]) == value(readings([*often, *others], "TON")["TON"])


def test_a_silent_conflict_says_little_of_anybody(readings: Callable[..., Any]) -> None:
    found = readings([], "TON", "NZL")
    assert {one.standing for one in found.values()} == {Standing.PRIOR_DOMINATED}
    assert all(value(one) < 0.2 and "effective evidence 0.0 days" in one.reason for one in found.values())


def test_a_reading_says_where_the_weights_were_not_fitted(readings: Callable[..., Any]) -> None:
    given = [*acts("TON", 360), *acts("TON", 360, "WSM"), *acts("NZL", 20), *acts("KIR", 20)]
    coded = readings(given, "TON", "NZL")
    assert "above all in the fit" in coded["TON"].reason
    assert coded["NZL"].reason == ""


@pytest.mark.parametrize("part", [MEDIATOR, PEACEKEEPER])
def test_data_coded_by_hand_give_no_probability(readings: Callable[..., Any], part: Measure) -> None:
    given = [*acts("TON", 30), *acts("NZL", 30)]
    found = readings(given, "TON", machine=False, kind=CIVIL, part=part)["TON"]
    assert (found.standing, found.estimate, found.probability) == (Standing.UNDEFINED, None, None)
    assert found.reason.startswith("coded by hand")


@pytest.mark.parametrize("part", [MEDIATOR, PEACEKEEPER])
@pytest.mark.parametrize("machine", [True, False])
def test_a_path_is_empty_where_the_reading_is(paths: Callable[..., Any], part: Measure, machine: bool) -> None:
    found = paths([*acts("TON", 30), *acts("NZL", 30)], machine, part)
    assert found.days[-1] == WINDOW.last
    assert (found.estimates[-1] is not None) == machine


@pytest.mark.parametrize("part", [MEDIATOR, PEACEKEEPER])
def test_a_base_rate_goes_by_who_is_asked_about_and_not_by_what_was_done(
    readings: Callable[..., Any], part: Measure
) -> None:
    def rate(days: int, actor: str = "TON", **kind: ActorKind) -> float:
        given = [*acts("TON", days), *acts("NZL", 30)]
        return float(readings(given, actor, kind={**CIVIL, **kind}, part=part)[actor].parts["base_rate"])

    assert rate(0) == rate(60) == rate(30, "NZL")
    assert 0.0 < rate(30) < rate(30, TON=ActorKind.BODY) < 0.5
    busy, quiet = (readings([*acts("TON", 60), *acts("NZL", 60)], one, kind=CIVIL, part=part)[one] for one in
                   ("TON", "KIR"))  # fmt: skip
    assert quiet.probability < quiet.parts["base_rate"] < busy.probability


def test_between_two_states_the_base_rate_is_lower(readings: Callable[..., Any]) -> None:
    given = acts("TON", 30)
    states, civil = (readings(given, "TON", kind=kind)["TON"].parts["base_rate"] for kind in ({}, CIVIL))
    assert states < 0.5 * civil


def test_the_united_nations_keep_peace_more_often_than_other_bodies(readings: Callable[..., Any]) -> None:
    kind = {"UN": ActorKind.BODY, "PIF": ActorKind.BODY, **CIVIL}
    found = readings([*acts("UN", 30), *acts("PIF", 30)], "UN", "PIF", kind=kind, part=PEACEKEEPER)
    assert value(found["UN"]) > value(found["PIF"])


def test_peacekeepers_between_two_states_lie_outside_the_fit(readings: Callable[..., Any]) -> None:
    given = [*acts("TON", 30), *acts("NZL", 30), *acts("KIR", 30), *acts("AUS", 30)]
    assert readings(given, "TON", part=PEACEKEEPER)["TON"].reason.startswith("both sides are states")
    assert readings(given, "TON", kind=CIVIL, part=PEACEKEEPER)["TON"].standing is Standing.MEASURED
