"""What every measure promises: one honest reading per actor, blind to the future, to row order and to names."""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from types import ModuleType
from typing import Any

import numpy as np
import pytest
from breadth import slow_after

from tertius.codebooks import capitals
from tertius.codebooks.capitals import CAPITALS
from tertius.codebooks.constants import CONSTANTS, constant
from tertius.codebooks.promises import PROMISES
from tertius.codebooks.responses import RESPONSES
from tertius.codebooks.state_contacts import CONTACTS
from tertius.measures import MEASURES, listed_pact, measure
from tertius.model import ActorKind, Inputs, Measure, Panel, Reading, Request, Span, Standing

ATS = (date(2011, 3, 17), date(2012, 6, 30))
WINDOW = Span(date(2011, 2, 10), date(2012, 2, 10))
ASKS = [*((at, None) for at in ATS), (WINDOW.last, WINDOW)]
SHOWN = (Standing.MEASURED, Standing.PRIOR_DOMINATED)
UNLIKE_THE_FIT = ("role",)
"""Measures that say nothing here: invented regions are unlike all they were fitted on. They have tests of their own."""
EVERY = pytest.mark.parametrize("part", MEASURES, ids=lambda part: part.name)
ASKED = pytest.mark.parametrize(("at", "window"), ASKS, ids=["early", "late", "window"])
ASKED_LATE = pytest.mark.parametrize(("at", "window"), slow_after(1, ASKS[1:] + ASKS[:1], several=True),
                                     ids=["late", "window", "early"])  # fmt: skip


def _translated(value: Any, names: Mapping[str, str]) -> Any:
    """A text with the actors in it renamed; anything else as it is."""
    return re.sub(r"[A-Z]{3}", lambda match: names.get(match[0], match[0]), value) if isinstance(value, str) else value


def plain(reading: Reading, names: dict[str, str] | None = None) -> dict[str, Any]:
    """A reading as numbers and words; ``names`` translates actors."""
    known = names or {}
    estimate = reading.estimate
    parts = {_translated(key, known): _translated(part, known) for key, part in reading.parts.items()}
    return {
        "actor": known.get(reading.actor, reading.actor), "standing": reading.standing, "state": reading.state,
        "numbers": None if estimate is None else (estimate.value, estimate.low, estimate.high, estimate.n),
        "probability": reading.probability, "beta": reading.beta, "detectable": reading.detectable,
        "parts": {key: (part.value, part.low, part.high) if hasattr(part, "low") else part
                  for key, part in parts.items()},
        "evidence": set(reading.evidence), "period": reading.period,
    }  # fmt: skip


def same(one: list[Reading], other: list[Reading], names: dict[str, str] | None = None) -> None:
    left = sorted((plain(reading, names) for reading in one), key=lambda item: item["actor"])
    right = sorted((plain(reading) for reading in other), key=lambda item: item["actor"])
    assert [item["actor"] for item in left] == [item["actor"] for item in right]
    for a, b in zip(left, right, strict=True):
        for key, value in a.items():
            assert value == approx(b[key]), (a["actor"], key)


def approx(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: approx(part) for key, part in value.items()}
    if isinstance(value, tuple):
        return tuple(approx(part) for part in value)
    return pytest.approx(value, rel=1e-9, abs=1e-12) if isinstance(value, float) else value


@EVERY
@ASKED_LATE
def test_a_measure_gives_one_reading_per_actor_inside_its_interval(
    world: Any, part: Measure, at: date, window: Span | None
) -> None:
    request = world.request(part, at, window)
    found = part.compute(world.inputs(part), request)
    assert sorted(one.actor for one in found) == sorted(request.actors)
    for one in found:
        assert one.measure == part.name
        assert one.pair == world.pair
        assert one.period == (window or Span(at, at + timedelta(days=1)))
        if one.estimate is not None:
            assert one.estimate.low <= one.estimate.value <= one.estimate.high
            if "0 to 1" in part.unit:
                assert 0.0 <= one.estimate.low <= one.estimate.high <= 1.0
            assert one.estimate.level == constant("interval.level")
            assert math.isfinite(one.estimate.n)


@EVERY
def test_a_busy_world_gives_every_measure_something_to_say(world: Any, part: Measure) -> None:
    said = [one.standing for at, window in ASKS
            for one in part.compute(world.inputs(part), world.request(part, at, window))]  # fmt: skip
    if part.name in UNLIKE_THE_FIT:
        assert set(said) == {Standing.UNDEFINED}
    else:
        assert set(said) & set(SHOWN)


@EVERY
@ASKED
def test_the_evidence_is_in_the_study_and_in_the_period(
    world: Any, part: Measure, at: date, window: Span | None
) -> None:
    found = part.compute(world.inputs(part), world.request(part, at, window))
    # talks with the two sides count on the later day: the earlier one may lie just before a window
    before = timedelta(days=int(constant("mediation.tolerance_days")))
    start = window.start - before if window else date.min
    for one in found:
        assert len(set(one.evidence)) == len(one.evidence)
        assert {event: world.dates.get(event) for event in one.evidence if event not in world.dates} == {}
        assert {event: world.dates[event] for event in one.evidence if not start <= world.dates[event] <= at} == {}
        if one.estimate is not None and one.parts.get("credited_days"):
            assert one.evidence


@EVERY
@pytest.mark.parametrize("at", slow_after(1, [ATS[1], ATS[0], date(2011, 8, 2)]))
def test_a_measure_does_not_see_the_future(
    worlds: ModuleType, ask: Callable[..., Any], world: Any, part: Measure, at: date
) -> None:
    past = ask([act for act in worlds.busy_world(seed=20) if act.day <= at])
    same(part.compute(past.inputs(part), past.request(part, at)),
         part.compute(world.inputs(part), world.request(part, at)))  # fmt: skip


@EVERY
def test_an_outcome_that_follows_is_not_seen_before_it_happened(
    worlds: ModuleType, ask: Callable[..., Any], part: Measure
) -> None:
    day, (one, two) = date(2012, 5, 1), worlds.SIDES
    acts = [worlds.Act(day - timedelta(days=20 * back), one, two, "046", "NZL:mediator", mutual=True)
            for back in range(12)]  # fmt: skip
    acts += [worlds.Act(day - timedelta(days=40), two, one, "036"), worlds.Act(day, one, two, "020"),
             worlds.Act(day - timedelta(days=20), two, one, "031")]  # fmt: skip
    signed = worlds.Act(day + timedelta(days=4), one, two, "057", mutual=True)
    at = day + timedelta(days=2)
    before, after = ask(acts), ask([*acts, signed])
    same(part.compute(before.inputs(part), before.request(part, at)),
         part.compute(after.inputs(part), after.request(part, at)))  # fmt: skip


@EVERY
@ASKED_LATE
def test_the_order_of_rows_does_not_matter(world: Any, part: Measure, at: date, window: Span | None) -> None:
    rng, request = np.random.default_rng(5), world.request(part, at, window)

    def shuffled(panel: Panel) -> Panel:
        order = rng.permutation(len(panel))
        return replace(panel, columns={name: column[order] for name, column in panel.columns.items()})

    same(part.compute(world.inputs(part, shuffled), request), part.compute(world.inputs(part), request))


@pytest.mark.slow
@EVERY
def test_the_names_of_actors_do_not_matter(
    worlds: ModuleType, ask: Callable[..., Any], world: Any, part: Measure, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = dict(zip(worlds.STATES, ("PNG", "AUS", "TUV", "MHL", "NRU", "PLW"), strict=True))
    assert sorted(worlds.SIDES) != sorted(worlds.SIDES, key=names.__getitem__), "the two sides trade places"
    other = ask([act.renamed(names) for act in worlds.busy_world(seed=20)], worlds.Region().renamed(names))
    asked = [(other.inputs(part), other.request(part, at, window)) for at, window in ASKS]
    left = [part.compute(world.inputs(part), world.request(part, at, window)) for at, window in ASKS]
    # what a table says of a state goes with it: it may know a size and a place, and nothing else by name
    both = {**names, **{new: old for old, new in names.items()}}
    monkeypatch.setattr(listed_pact, "CONTACTS", {one: CONTACTS[both.get(one, one)] for one in CONTACTS})
    monkeypatch.setattr(capitals, "CAPITALS", {one: CAPITALS[both.get(one, one)] for one in CAPITALS})
    for one, question in zip(left, asked, strict=True):
        same(one, part.compute(*question), names)


@EVERY
def test_a_period_the_data_set_did_not_look_at_is_not_covered_and_never_zero(world: Any, part: Measure) -> None:
    for at, window in ((date(2030, 1, 1), None), (date(1980, 1, 1), None),
                       (date(2026, 2, 1), Span(date(2025, 6, 1), date(2026, 2, 2)))):  # fmt: skip
        for one in part.compute(world.inputs(part), world.request(part, at, window)):
            assert one.standing is Standing.NOT_COVERED
            assert one.estimate is None
            assert "covers" in one.reason
            assert one.evidence == ()


@EVERY
def test_a_covered_period_without_any_act_is_a_reading_with_a_reason(world: Any, part: Measure) -> None:
    window = Span(date(1995, 1, 1), date(1996, 1, 1))
    for one in part.compute(world.inputs(part), world.request(part, window.last, window)):
        assert one.standing in (Standing.UNDEFINED, Standing.PRIOR_DOMINATED)
        assert one.reason
        assert one.evidence == ()


@EVERY
def test_the_manifest_says_what_it_is_and_cites_where_it_comes_from(part: Measure) -> None:
    for text in (part.title, part.question, part.unit, part.formula, part.reference, part.limits):
        assert len(text.strip()) > 5
    assert part.question.endswith("?")
    assert any(word in part.reference for word in ("methods", "19", "20"))
    assert set(part.constants) <= set(CONSTANTS)
    assert len(set(part.constants)) == len(part.constants)


class Watched(dict[str, float]):
    """Constants that remember which of them were read."""

    def __init__(self, values: Mapping[str, float]) -> None:
        super().__init__(values)
        self.read: set[str] = set()

    def __getitem__(self, name: str) -> float:
        self.read.add(name)
        return super().__getitem__(name)


READ_ELSEWHERE = {
    "mediation": {"mediation.outcome_days", "counting.outnumbered"},
    "role": {"mediation.outcome_days", "counting.outnumbered"},
    "sovereignty": {"rank.min_states", "rank.part"},
    "balance": {"rank.min_states", "rank.part"},
}
"""Constants named by a measure but read where its panel or its code book is made, or where its readings are ranked."""


@pytest.mark.slow
@EVERY
def test_a_measure_reads_exactly_the_constants_it_names(
    worlds: ModuleType, ask: Callable[..., Any], world: Any, part: Measure
) -> None:
    bystander = [worlds.Act(date(2012, 1, 1) + timedelta(days=2 * n), "NZL", worlds.SIDES[n % 2], "061")
                 for n in range(60)]  # fmt: skip
    bystander += [worlds.Act(date(2012, 1, 2) + timedelta(days=9 * n), "KIR", worlds.SIDES[0], "111") for n in range(9)]
    read: set[str] = set()
    for one in (world, ask(bystander), by_several_voices(world)):
        given = one.inputs(part)
        watched = Watched(given.constants)
        for at, window in ASKS:
            part.compute(Inputs(given.panels, watched), one.request(part, at, window))
        read |= watched.read
    assert read <= set(part.constants)
    unread = set(part.constants) - read - READ_ELSEWHERE.get(part.name, set())
    # a threshold is read only where there is something to judge by it
    assert {name for name in unread if not name.endswith(("level", "min_effective"))} == set()


@EVERY
def test_the_path_ends_where_the_reading_stands(world: Any, part: Measure) -> None:
    if part.path is None:
        pytest.skip("the measure has no path")
    request = world.request(part, ATS[1])
    now = {one.actor: one.estimate for one in part.compute(world.inputs(part), request)}
    for series in part.path(world.inputs(part), request):
        assert series.days == tuple(sorted(set(series.days)))
        assert series.days[-1] == ATS[1]
        last, expected = series.estimates[-1], now[series.actor]
        assert last is not None
        assert expected is not None
        assert (last.value, last.low, last.high, last.n) == pytest.approx(
            (expected.value, expected.low, expected.high, expected.n)
        )


TWINNED = ("talk_ratio", "acceptance", "even_handedness", "leans_to", "deed_share", "deeds", "words", "reverses",
           "kilometres", "by_distance", "with_distance",
           "ceasefires", "commitment", "lift", "directive_share", "meetings", "days_asked", "milestones", "acts_after",
           "acts_other", "expected_other", "null_p", "gain_null_p", "joining", "contact_days", "unprovoked_days",
           "compared_with", "place", "without_hostile_act", "concentration", "demands", "autonomy",
           "probability_dependent", "ratio", "shock", "days_before", "days_after", "place_among_placebos",
           "all_contact_ratio", "months_to_half", "consistency", "coercions", "reactivity",
           "attacks_that_tell", "beside_volume", "base_rate", "above_before")  # fmt: skip
"""Parts that twins may give too."""
OF_THE_UNDEFINED = ("range_distance", "range_tail")
"""Parts of readings that have no estimate too."""


def slow(twins: Mapping[str, Callable[..., Any]], world: Any, part: Measure, request: Request, *,
         machine_coded: bool = False) -> dict[str, Any]:  # fmt: skip
    """What the twin says of the same request."""
    window = request.window
    how = {
        "pair": (world.pair.a, world.pair.b), "candidates": list(world.region.candidates(world.pair)),
        "at": request.at, "window": (window.start, window.end) if window else None,
        "covered": (date(1991, 1, 1), date(2026, 1, 1)), "c": {name: row.value for name, row in CONSTANTS.items()},
        "promises": PROMISES, "asks": RESPONSES, "machine_coded": machine_coded or world.by_machine(part),
        "bodies": {one.actor_id for one in world.region.actors if one.kind is ActorKind.BODY},
    }  # fmt: skip
    if part.name not in twins:
        pytest.skip("no slow twin, which is a failure of its own above")
    return twins[part.name]({name: world.rows(name) for name in part.needs}, how)


@EVERY
def test_every_measure_has_a_slow_twin(twins: Mapping[str, Any], part: Measure) -> None:
    assert part.name in twins, f"write a function {part.name} in tests/reference/naive_*.py"


@pytest.mark.slow
@EVERY
@ASKED
def test_a_measure_equals_its_slow_twin(
    world: Any, twins: Mapping[str, Any], part: Measure, at: date, window: Span | None
) -> None:
    request = world.request(part, at, window)
    expected = slow(twins, world, part, request)
    for one in part.compute(world.inputs(part), request):
        twin = expected[one.actor]
        assert one.standing.value == twin["standing"], one.actor
        for name in OF_THE_UNDEFINED:
            assert one.parts.get(name) == pytest.approx(twin.get(name)), (one.actor, name)
        if one.estimate is None:
            continue
        fast = {"value": one.estimate.value, "low": one.estimate.low, "high": one.estimate.high, "n": one.estimate.n}
        assert fast == pytest.approx({key: twin[key] for key in fast}, abs=1e-8), one.actor
        assert one.beta == pytest.approx(twin["beta"], abs=1e-8)
        if twin.get("probability") is not None:
            assert one.probability == pytest.approx(twin["probability"], abs=1e-4)
        if "state" in twin:
            assert one.state == twin["state"]
        for name in TWINNED:
            if name in twin:
                part_value, given = one.parts[name], twin[name]
                same = given if isinstance(given, str) else pytest.approx(given)
                assert getattr(part_value, "value", part_value) == same, (one.actor, name)


@pytest.mark.parametrize("seed", slow_after(1, range(3)))
@EVERY
def test_a_measure_equals_its_slow_twin_in_other_worlds(
    worlds: ModuleType, ask: Callable[..., Any], twins: Mapping[str, Any], part: Measure, seed: int
) -> None:
    small = ask(worlds.busy_world(seed=seed, days=400, acts=90))
    request = small.request(part, date(2011, 2, 20))
    expected = slow(twins, small, part, request)
    for one in part.compute(small.inputs(part), request):
        twin = expected[one.actor]
        assert one.standing.value == twin["standing"]
        if one.estimate is not None:
            assert one.estimate.value == pytest.approx(twin["value"], abs=1e-8)
            assert one.estimate.n == pytest.approx(twin["n"], abs=1e-8)


def by_several_voices(world: Any) -> Any:
    """The same world as a machine codes it, of which two voices tell three acts in four alike."""

    def told(panel: Panel) -> Panel:
        number, columns = np.arange(len(panel)), dict(panel.columns)
        twice = number % 4 > 0
        if "voices" in columns:
            columns["voices"] = np.where(twice, 2.0, np.where(number % 8 > 0, 1.0, np.nan))
        elif "voice" in columns:
            rows = np.concatenate([number, number[twice]])
            columns = {name: column[rows] for name, column in columns.items()}
            columns["voice"] = np.asarray(["FJI state"] * len(number) + ["INT wire"] * int(twice.sum()), dtype=object)
        return replace(panel, columns=columns, machine_coded=True)

    return replace(world, panels={name: told(panel) for name, panel in world.panels.items()})


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "at", "window"),
    # the slow twin of the joint role reads six measures, so it is asked once
    [("role", *ASKS[0]), *((name, *asked) for name in ("guarantor", "arbiter", "spoiling") for asked in ASKS)],
)
def test_what_several_voices_tell_alike_equals_its_slow_twin(
    world: Any, twins: Mapping[str, Any], name: str, at: date, window: Span | None
) -> None:
    part, heard = measure(name), by_several_voices(world)
    request = world.request(part, at, window)
    expected = slow(twins, heard, part, request, machine_coded=True)
    told = part.compute(world.inputs(part), request)
    found = part.compute(heard.inputs(part), request)
    assert any((one.probability, one.parts) != (before.probability, before.parts)
               for one, before in zip(found, told, strict=True))  # fmt: skip
    for one in found:
        twin = expected[one.actor]
        assert one.standing.value == twin["standing"], one.actor
        for name in OF_THE_UNDEFINED:
            assert one.parts.get(name) == pytest.approx(twin.get(name)), (one.actor, name)
        if one.estimate is not None:
            assert (one.estimate.value, one.estimate.n) == pytest.approx((twin["value"], twin["n"]), abs=1e-8)
            assert (one.state, one.probability) == (twin["state"], pytest.approx(twin["probability"], abs=1e-4))


@ASKED
def test_mediation_in_machine_coded_data_equals_its_slow_twin(
    world: Any, twins: Mapping[str, Any], at: date, window: Span | None
) -> None:
    part = measure("mediation")
    given, request = world.inputs(part), world.request(part, at, window)
    told = Inputs({name: replace(panel, machine_coded=True) for name, panel in given.panels.items()}, given.constants)
    expected = slow(twins, world, part, request, machine_coded=True)
    by_hand = {one.actor: one.estimate for one in part.compute(given, request)}
    found = part.compute(told, request)
    assert any(one.estimate != by_hand[one.actor] for one in found)
    for one in found:
        if one.estimate is not None:
            assert one.estimate.value == pytest.approx(expected[one.actor]["value"], abs=1e-8)
