"""A border counts as passed only by a margin, for a claim as for its mirror; about the border nothing is decided."""

import runpy
from pathlib import Path
from typing import Any

import pytest

from tertius.claims import decide
from tertius.claims.support import beyond, odds_changed, support
from tertius.model import Direction, Outcome, ReasonCode, Says, mirror
from tests.unit.claims.test_deciding import AS_OF, HIGH, LONG_AGO

NAIVE = runpy.run_path(str(Path(__file__).parents[2] / "reference" / "naive_claims.py"))
LEVELS = [(40.0, 20.0), (2.0, 60.0), (12.0, 48.0), (1.4, 8.0), (60.0, 180.0)]


@pytest.mark.parametrize("margin", [1.0, 1.2, 2.0])
@pytest.mark.parametrize("level", LEVELS)
def test_a_level_is_held_against_its_twin(claim: Any, trial: Any, level: tuple[float, float], margin: float) -> None:
    found = beyond(claim(Says.HOLDS), trial(level), margin)
    assert found == pytest.approx(NAIVE["beyond_border"](*level, 0.2, margin), abs=1e-3)
    assert beyond(claim(Says.LOST), trial(level), margin) == found[::-1]


@pytest.mark.parametrize("margin", [1.2, 2.0])
@pytest.mark.parametrize("level", LEVELS)
def test_a_comparison_is_held_against_its_twin(
    claim: Any, trial: Any, level: tuple[float, float], margin: float
) -> None:
    other = (14.0, 46.0)
    found = beyond(claim(Says.MORE_THAN), trial(level, other=other), margin)
    assert found == pytest.approx(NAIVE["beyond_other"](level, other, margin), abs=1e-3)
    assert beyond(claim(Says.MORE_THAN), trial(other, other=level), margin) == found[::-1]


def test_without_a_margin_it_is_the_support(claim: Any, trial: Any) -> None:
    for says in (Says.HOLDS, Says.LOST, Says.RISES, Says.FALLS, Says.MORE_THAN):
        asked, run = claim(says), trial((12.0, 48.0), other=(9.0, 41.0))
        assert beyond(asked, run, 1.0)[0] == support(asked, run)


@pytest.mark.parametrize("margin", [1.2, 2.0])
@pytest.mark.parametrize("level", LEVELS)
def test_a_trend_is_held_against_its_twin(claim: Any, trial: Any, level: tuple[float, float], margin: float) -> None:
    before = (14.0, 46.0)
    found = beyond(claim(Says.RISES), trial(level, before), margin)
    assert found == pytest.approx(NAIVE["beyond_other"](level, before, margin), abs=1e-3)
    assert beyond(claim(Says.FALLS), trial(level, before), margin) == found[::-1]


@pytest.mark.parametrize("says", [Says.HOLDS, Says.LOST])
@pytest.mark.parametrize("even", [0.211, 0.291])
def test_a_share_that_passes_the_border_by_a_hair_is_neither(
    claim: Any, trial: Any, case: Any, change: Any, constants: dict[str, float], says: Says, even: float
) -> None:
    """Sure to lie above (below) the even share, not sure to lie clearly above (below) it: mixed both ways."""
    run = trial((250.0, 750.0), before=(100.0, 100.0), even=even)
    file = case(run, changes=(change(Direction.LOSS, LONG_AGO),))
    verdict = decide(claim(says), file, AS_OF, constants)
    assert not constants["claims.contradicted"] < verdict.support < constants["claims.supported"]
    assert (verdict.outcome, verdict.code) == (Outcome.MIXED, ReasonCode.UNDECIDED)
    assert "too near it to call" in verdict.reason


def test_two_shares_that_differ_by_a_hair_are_not_ranked(
    claim: Any, trial: Any, case: Any, constants: dict[str, float]
) -> None:
    one, other = (500.0, 1500.0), (440.0, 1560.0)
    asked = claim(Says.MORE_THAN)
    found = [decide(asked, case(trial(one, other=other)), AS_OF, constants),
             decide(mirror(asked), case(trial(other, other=one)), AS_OF, constants)]  # fmt: skip
    assert found[0].support > constants["claims.supported"]
    assert [verdict.outcome for verdict in found] == [Outcome.MIXED, Outcome.MIXED]


def test_a_placebo_about_the_border_is_not_said_to_be_the_same(
    claim: Any, trial: Any, case: Any, constants: dict[str, float]
) -> None:
    near = trial((250.0, 750.0), name="TON", even=0.225)
    far = trial(HIGH, name="VUT")
    verdict = decide(claim(Says.HOLDS), case(trial(HIGH), placebos=(near, far)), AS_OF, constants)
    notes = {check.name: check.note for check in verdict.checks}
    assert "would not" in notes["TON"]
    assert "would be" in notes["VUT"]


@pytest.mark.parametrize("now", LEVELS)
def test_the_size_of_a_change_is_that_of_its_twin(trial: Any, now: tuple[float, float]) -> None:
    run, before = trial(now, before=(14.0, 46.0)), (14.0, 46.0)
    rose, fell = (odds_changed(run, 2.0, rises=rises) for rises in (True, False))
    assert rose == pytest.approx(NAIVE["beyond_other"](now, before, 2.0)[0], abs=1e-3)
    assert fell == pytest.approx(NAIVE["beyond_other"](before, now, 2.0)[0], abs=1e-3)
    assert odds_changed(trial(now, before=None), 2.0, rises=True) is None
