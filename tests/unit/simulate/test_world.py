from datetime import date
from typing import Any

import numpy as np
import pytest

from tertius.arenas import arena as shipped_arena
from tertius.arenas import shipped
from tertius.model import Dyad, UnknownName, UsageError
from tertius.simulate import CAST, Planted, Role, arena, example_world
from tertius.simulate.acts import Stage
from tertius.simulate.background import states

from .builders import END, MIDDLE, PAIR, START, planted, world


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: planted("mediator", "BWA", since=END, until=START),
        lambda: planted("mediator", "BWA", 0.95),
        lambda: planted("spoiler", "BWA", 0.5),
        lambda: planted("mediator", "FJI"),
        lambda: planted("ally", "BWA", side="URY"),
        lambda: planted("proxy", "BWA"),
        lambda: planted("ally", "BWA", agent="URY"),
        lambda: planted("proxy", "BWA", agent="BWA"),
    ],
)
def test_a_role_that_cannot_be_is_refused(wrong):
    with pytest.raises(UsageError):
        wrong()


@pytest.mark.parametrize(
    "roles",
    [
        (planted("mediator", "BWA", 0.5), planted("mediator", "URY", 0.5)),
        (planted("mediator", "BWA"), planted("mediator", "BWA", since=MIDDLE)),
        (planted("mediator", "BWA", until=date(2030, 1, 1)),),
        (planted("mediator", "KIR"),),
        (planted("mediator", "BWA", 0.6),),
    ],
)
def test_roles_that_do_not_fit_the_world_are_refused(roles):
    with pytest.raises(UsageError):
        world(*roles)


def test_a_side_of_the_pair_may_keep_promises_to_the_other():
    assert planted("promise-keeper", "ISL").toward == "FJI"


def test_default_strengths_come_with_the_role():
    assert (planted("spoiler", "BWA").level, planted("guarantor", "BWA").level) == (3.0, 0.5)


def test_third_parties_default_to_everybody_but_the_sides():
    assert set(world().thirds) == set(world().actors) - {"FJI", "ISL"}


def test_an_example_world_needs_enough_states():
    with pytest.raises(UsageError):
        example_world(actors=41)


def test_the_arena_names_every_actor_and_the_candidates_of_the_pair():
    found = arena(world())
    assert found.pair("FJI-ISL") == PAIR
    assert set(found.candidates(PAIR)) == set(world().thirds)
    assert found.title_of("BWA") == "Botswana"
    assert "fictional" in found.note


def test_no_state_of_the_cast_is_a_side_of_a_shipped_pair():
    sides = {side for name in shipped() for pair in shipped_arena(name).pairs for side in (pair.a, pair.b)}
    assert sides.isdisjoint(CAST)


def test_place_ids_and_country_codes_of_the_cast_are_unique():
    players = CAST.values()
    assert len({p.place_id for p in players}) == len({p.fips for p in players}) == len(CAST) == 40


def test_an_actor_outside_the_cast_has_no_arena():
    strange = world(actors=("FJI", "ISL", "BWA", "XXX"), camps=(), thirds=("BWA", "XXX"))
    with pytest.raises(UnknownName):
        arena(strange)


def test_conflict_takes_up_the_share_of_time_of_its_markov_chain():
    stage = Stage(world(), np.random.default_rng(1), 20_000)
    found = states(stage, 60)
    # long-run share of time in conflict: enter / (enter + leave) = 60 / 460
    assert abs(found.mean() - 60 / 460) < 0.015
    spells = (np.diff(found.astype(int), axis=1) == 1).sum()
    assert 45 < found.sum() / spells < 75


def test_every_role_can_be_written_as_text():
    assert Role("promise-keeper") is Role.PROMISE_KEEPER


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"role": "mediatr"}, "no role to plant is called 'mediatr'"),
        ({"pair": "FJI-ISL"}, "the pair is a Dyad"),
        ({"since": "2000-01-01"}, "both ends are days"),
    ],
)
def test_a_role_of_another_type_is_refused_in_one_line(given: dict[str, Any], told: str) -> None:
    right: dict[str, Any] = {"role": "mediator", "actor": "BWA", "pair": Dyad.of("FJI", "ISL"),
                             "since": date(2000, 1, 1), "until": date(2001, 1, 1)}  # fmt: skip
    assert Planted(**right).role is Role.MEDIATOR
    with pytest.raises(UsageError, match=told):
        Planted(**right | given)


@pytest.mark.parametrize("given", [{"years": 0}, {"seed": -1}])
def test_an_example_world_without_a_day_or_a_seed_is_refused(given: dict[str, int]) -> None:
    with pytest.raises(UsageError, match="at least one year"):
        example_world(**given)
