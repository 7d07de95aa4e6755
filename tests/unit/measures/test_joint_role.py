"""The joint role speaks of what its weights were fitted on, and of nothing else."""

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from loading import load
from numpy.typing import NDArray

from tertius.arenas import arena
from tertius.codebooks.constants import CONSTANTS
from tertius.codebooks.role_weights import RANGES, SCALES, TAILS
from tertius.measures import fitted_range, role
from tertius.measures.signs import GROUPS, NAMES, Signs
from tertius.model import Arena, Standing
from tertius.study import Study

Floats = NDArray[np.float64]
TWIN: Any = load("reference/naive_joint_role.py")
WORLDS: Any = load("fixtures/worlds.py")
MIDDLE: Floats = np.asarray([[(one.low + one.high) / 2.0 for one in row] for row in RANGES])
"""One third party a role, in the middle of all ranges of that role."""
SCALE: Floats = np.asarray([one.scale for one in SCALES])
VALUES = {name: row.value for name, row in CONSTANTS.items()}


def moved(k: int, sign: str, by: float) -> Floats:
    """The middle of a role with one sign moved by so many standard deviations."""
    row = MIDDLE[k].copy()
    row[NAMES.index(sign)] += by * SCALE[NAMES.index(sign)]
    return row


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Study, Arena]]:
    """A study of an invented region, busy enough to be covered."""
    folder = tmp_path_factory.mktemp("world")
    region = arena(str(WORLDS.write_region(folder, WORLDS.Region())))
    with WORLDS.make_study(folder, WORLDS.busy_world(seed=0, days=400, acts=90)) as study:
        yield study, region


@pytest.fixture
def reading(monkeypatch: pytest.MonkeyPatch, case: tuple[Study, Arena]) -> Callable[..., Any]:
    """Reading of a candidate of a pair that shows these signs, and as many days of acts."""
    study, region = case
    pair = region.pairs[0]
    names = region.candidates(pair)

    def read(row: Floats, days: float = 100.0) -> Any:
        acts = np.full((len(names), len(GROUPS)), days / len(GROUPS))
        found = Signs(names, np.tile(row, (len(names), 1)), acts)
        monkeypatch.setattr(role, "signs", lambda *_, **__: found)
        return study.roles(region, str(pair), role="role")[0]

    return read


@pytest.mark.slow
def test_the_middle_of_the_ranges_of_a_role_reads_as_that_role(reading: Callable[..., Any]) -> None:
    found = [reading(row) for row in MIDDLE]
    assert {one.standing for one in found} == {Standing.MEASURED}
    assert [one.state for one in found] == list(role.ROLES)
    assert {(one.parts["range_distance"], one.parts["range_tail"]) for one in found} == {(0.0, 1.0)}


def test_signs_far_outside_the_fit_name_no_role_and_say_which_they_are(reading: Callable[..., Any]) -> None:
    found = reading(moved(1, "volume", 30.0))
    assert (found.standing, found.estimate, found.state, found.probability) == (Standing.UNDEFINED, None, None, None)
    assert found.reason == "signs outside what the weights were fitted on: volume"
    assert found.parts["range_distance"] > TAILS[-1].distance
    assert not any(name.startswith("probability") for name in found.parts)


def test_little_evidence_is_said_of_what_lies_outside_too(reading: Callable[..., Any]) -> None:
    assert reading(moved(1, "volume", 30.0), days=2.0).reason.startswith(
        "effective evidence 2.0 days of contact; signs"
    )
    assert reading(MIDDLE[1], days=2.0).standing is Standing.PRIOR_DOMINATED


def test_a_score_is_surest_outside_which_is_why_it_is_not_told() -> None:
    inside, outside = role.probabilities(np.stack([MIDDLE[0], moved(0, "talks.one_sided", 60.0)]), 200, 0).mean(axis=0)
    assert outside.max() > 0.99
    assert outside.argmax() != inside.argmax()


@given(st.integers(0, len(RANGES) - 1), st.sampled_from(NAMES), st.floats(-40, 40), st.floats(1.0, 3.0))
def test_who_moves_farther_out_lies_no_nearer(k: int, sign: str, by: float, times: float) -> None:
    """Along one sign, from the middle of a role: distances grow, shares fall."""
    near, far = fitted_range.distance(
        fitted_range.beyond_the_fit(np.stack([moved(k, sign, by), moved(k, sign, times * by)]))
    )
    assert 0.0 <= near <= far + 1e-9
    assert 1.0 >= fitted_range.tail(near) >= fitted_range.tail(far + 1e-9) > 0.0


@pytest.mark.parametrize("seed", range(4))
def test_distances_shares_and_probabilities_equal_their_slow_twin(seed: int) -> None:
    rng = np.random.default_rng(seed)
    rows = MIDDLE + SCALE * rng.standard_normal(MIDDLE.shape) * rng.gamma(1.0, 2.0, (len(MIDDLE), 1))
    far = fitted_range.distance(fitted_range.beyond_the_fit(rows))
    chances = role.probabilities(rows, 50, 0)
    for k, row in enumerate(rows):
        mine = dict(zip(NAMES, row, strict=True))
        assert (far[k], fitted_range.tail(far[k])) == pytest.approx(TWIN.far_out(mine))
        assert chances[:, k] == pytest.approx(TWIN.chances(mine, 50)[0])


def test_readings_equal_their_slow_twin_inside(reading: Callable[..., Any]) -> None:
    for row in (MIDDLE[1], MIDDLE[3], moved(2, "aid.share", 1.0)):
        found, twin = reading(row), TWIN.read(dict(zip(NAMES, row, strict=True)), 100.0, VALUES)
        estimate = (found.estimate.value, found.estimate.low, found.estimate.high)
        assert estimate == pytest.approx((twin["value"], twin["low"], twin["high"]), abs=1e-8)
        assert (found.state, found.probability) == (twin["state"], pytest.approx(twin["probability"]))


def test_shares_fall_as_distances_grow() -> None:
    assert (TAILS[0].share, TAILS[0].distance) == (1.0, 0.0)
    assert all(a.share > b.share and a.distance < b.distance for a, b in pairwise(TAILS))
    assert CONSTANTS["role.range_tail"].value in {one.share for one in TAILS}
