"""What was planted is found, and what was not is seldom: roles of third parties in worlds whose truth is known."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from tertius.inference.intervals import beta_difference_probability
from tertius.model import Dyad, Reading, Span
from tertius.simulate import Media, Planted, Role, Simulation, World, arena, example_world, icews, simulate
from tertius.study import Study

PAIR = Dyad.of("FJI", "ISL")
SPAN = Span(date(2000, 1, 1), date(2006, 1, 1))
WINDOW = Span(date(2000, 2, 1), date(2005, 12, 1))
"""Inside the days that the files cover."""
QUIET = {"events_per_month": 6.0}
"""Few table days: third parties are not at the table every other day."""


def planted(role: Role, actor: str, strength: float, **more: str) -> Planted:
    return Planted(role, actor, PAIR, SPAN.start, SPAN.end, strength, **more)


def world(seed: int, *roles: Planted, **more: float) -> World:
    made = example_world(seed=seed, years=6, roles=roles)
    fields = {name: getattr(made, name) for name in World.__dataclass_fields__}
    return World(**{**fields, **QUIET, **more})


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., dict[str, Any]]:
    """Readings by measure and actor over a whole world, told by clean media as ICEWS."""

    def make(simulation: Simulation, *names: str, at: date | None = None) -> dict[str, dict[str, Reading]]:
        folder = tmp_path_factory.mktemp("world")
        for name, text in icews(simulation).items():
            (folder / name).write_text(text, encoding="utf-8")
        with Study() as study:
            study.load("icews", folder)
            region = arena(simulation.world)
            return {name: {one.actor: one for one in study.roles(region, str(PAIR), role=name, at=at,
                                                                    window=None if at else WINDOW)}
                    for name in names}  # fmt: skip

    return make


ROLES = (
    planted(Role.GUARANTOR, "URY", 0.7, side="FJI"),
    planted(Role.ARBITER, "MLT", 0.7),
)


@pytest.fixture(scope="module")
def answering(measured: Callable[..., Any]) -> tuple[Simulation, dict[str, dict[str, Reading]]]:
    simulation = simulate(world(2, *ROLES), Media.clean())
    return simulation, measured(simulation, "guarantor", "arbiter")


@pytest.mark.slow
def test_a_planted_guarantor_is_found_at_its_strength(answering: Any) -> None:
    simulation, found = answering
    reading = found["guarantor"]["URY"]
    answers = simulation.truth.answers
    outcome = answers["outcome"][answers["kind"] == "trigger"]
    truth = float((outcome == "deed").mean() + 0.5 * (outcome == "word").mean())
    assert reading.state == "guarantor"
    assert reading.parts["commitment"] == "yes"
    toward = reading.parts["toward_FJI"]
    assert toward.low - 0.1 <= truth <= toward.high + 0.1
    assert reading.parts["lift_toward_FJI"].low > 0.3
    assert reading.parts["lift_toward_ISL"].value < 0.1


@pytest.mark.slow
def test_a_planted_arbiter_is_found_and_obeyed_by_both(answering: Any) -> None:
    reading = answering[1]["arbiter"]["MLT"]
    assert reading.state == "arbiter"
    assert reading.parts["lift"].low > 0.0
    for side in PAIR.a, PAIR.b:
        assert abs(reading.parts[f"complied_{side}"].value - 0.7) < 0.2


def test_nobody_else_is_called_guarantor_or_arbiter(answering: Any) -> None:
    _, found = answering
    assert [one.actor for one in found["guarantor"].values() if one.state == "guarantor"] == ["URY"]
    assert [one.actor for one in found["arbiter"].values() if one.state == "arbiter"] == ["MLT"]


@pytest.mark.slow
def test_a_planted_spoiler_is_found(measured: Callable[..., Any]) -> None:
    simulation = simulate(world(3, planted(Role.SPOILER, "BTN", 4.0)), Media.clean())
    found = measured(simulation, "spoiling")["spoiling"]
    assert found["BTN"].state == "spoiler"
    assert found["BTN"].estimate is not None
    # routine acts that happen to be hostile dilute a rise of four times, two on this scale
    assert 0.7 < found["BTN"].estimate.value < 2.3
    assert sum(one.state == "spoiler" for one in found.values()) <= 2


@pytest.mark.slow
def test_a_planted_convener_hosts_more_than_anybody_and_does_not_without_the_role(measured: Callable[..., Any]) -> None:
    few, day = {"events_per_month": 1.0, "traffic_per_month": 15.0}, date(2005, 12, 1)
    role = planted(Role.CONVENER, "SUR", 0.9)
    found = measured(simulate(world(4, role, **few), Media.clean()), "convening", at=day)["convening"]
    without = measured(simulate(world(4, **few), Media.clean()), "convening", at=day)["convening"]
    others = [one.estimate.value for one in found.values() if one.actor != "SUR" and one.estimate]
    # gatherings are part of the meetings only: visits and meetings of routine traffic have hosts of their own
    assert found["SUR"].estimate is not None
    assert found["SUR"].estimate.low > max(others)
    assert without["SUR"].beta is not None
    assert found["SUR"].beta is not None
    assert beta_difference_probability(*found["SUR"].beta, *without["SUR"].beta) > 0.95
    assert str(found["SUR"].parts["places"]).startswith("paramaribo")


@pytest.mark.slow
def test_clients_turn_to_their_patron(measured: Callable[..., Any]) -> None:
    simulation = simulate(world(5, planted(Role.PATRON, "GAB", 1.0, side="FJI")), Media.clean())
    found = measured(simulation, "reference")["reference"]
    others = [one.estimate.value for one in found.values() if one.actor != "GAB" and one.estimate]
    assert found["GAB"].estimate is not None
    assert found["GAB"].estimate.low > max(others)
    assert found["GAB"].probability is not None
    assert found["GAB"].probability > 0.99


@pytest.mark.slow
@pytest.mark.parametrize("seed", [101, 102, 103])
def test_worlds_without_the_roles_name_next_to_nobody(measured: Callable[..., Any], seed: int) -> None:
    found = measured(simulate(world(seed), Media.clean()), "guarantor", "arbiter", "spoiling")
    named = [one.actor for name, state in (("guarantor", "guarantor"), ("arbiter", "arbiter"), ("spoiling", "spoiler"))
             for one in found[name].values() if one.state == state]  # fmt: skip
    assert len(named) <= 1


@pytest.mark.slow
@pytest.mark.parametrize("seed", [11, 12])
def test_who_mediates_is_more_probably_named_than_routine_traffic_and_nobody_is_likely_where_none_does(
    measured: Callable[..., Any], seed: int
) -> None:
    role = planted(Role.MEDIATOR, "URY", 0.5)
    (with_role, _), (without, keepers) = (
        measured(simulate(world(seed, *roles, events_per_month=60.0), Media.clean()),
                 "named-mediator", "named-peacekeeper").values() for roles in ((role,), ()))  # fmt: skip
    values = {actor: one.estimate.value for actor, one in with_role.items()}
    assert max(values, key=lambda actor: values[actor]) == "URY"
    assert values["URY"] > without["URY"].estimate.value
    assert all(one.estimate.value < 0.5 for one in (*without.values(), *keepers.values()))
