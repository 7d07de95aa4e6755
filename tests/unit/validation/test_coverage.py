"""Intervals and flags of the measures on drawn acts: few draws, and wide bounds that only a real fault passes."""

import numpy as np
import pytest
from breadth import slow_after

from benchmarks.validation.coverage.answering import CASES as ANSWERING
from benchmarks.validation.coverage.comparing import CASES as COMPARING
from benchmarks.validation.coverage.counting import Cell, figures, lines
from benchmarks.validation.coverage.drawing import Case, Seen, apart, poisson
from benchmarks.validation.coverage.growing import CASES as GROWING
from benchmarks.validation.coverage.sharing import CASES as SHARING
from benchmarks.validation.coverage.tested import CASES as TESTED
from tertius.model import Estimate

DRAWS, SEED = 60, 20262
CHECKED = (*ANSWERING, *TESTED, *SHARING, *COMPARING)


def middle(case: Case) -> list[Cell]:
    """Every figure of a case at its middle size."""
    one = Case(case.measure, case.law, case.of, (case.sizes[1],) * 3, case.truths, case.draw)
    return [found.cells[0] for found in figures(one, DRAWS, (SEED,), sizes=1)]


@pytest.mark.parametrize("case", slow_after(3, [one for one in CHECKED if one.law.startswith("own")]),
                         ids=lambda one: f"{one.measure}: {one.law}")  # fmt: skip
def test_under_its_own_model_an_interval_holds_the_truth_and_nothing_is_called_by_chance(case: Case) -> None:
    for cell in middle(case):
        if cell.held:
            assert np.mean(cell.held) >= 0.78
        if cell.fired and "null" in case.law:
            assert np.mean(cell.fired) <= 0.15


def test_promises_repeated_and_deeds_that_grow_make_no_deed_likelier_after_a_promise() -> None:
    for case in (one for one in ANSWERING if one.law.startswith(("promises repeated", "deeds grow"))):
        assert all(np.mean(cell.fired) <= 0.15 for cell in middle(case))


@pytest.mark.parametrize("law", ["news grow", pytest.param("news fall", marks=pytest.mark.slow)])
def test_news_that_grow_or_fall_for_all_are_no_rise_of_pressure(law: str) -> None:
    case = next(one for one in GROWING if one.law.startswith(law))
    dense = Case(case.measure, case.law, case.of, (case.sizes[2],) * 3, case.truths[:1], case.draw)
    value, raised = (found.cells[0] for found in figures(dense, DRAWS, (SEED,), sizes=1))
    assert np.mean(value.held) >= 0.78
    assert np.mean(raised.fired) <= 0.05


@pytest.mark.slow
@pytest.mark.parametrize(("measure", "law", "figure"), [
    ("arbiter", "own, sides alike, null", "two-sided compliance"), ("partnership", "own", "balance"),
])  # fmt: skip
def test_the_lesser_of_two_shares_and_their_difference_are_held_where_both_are_equal(
    measure: str, law: str, figure: str
) -> None:
    case = next(one for one in CHECKED if (one.measure, one.law) == (measure, law))
    one = next(found for found in figures(case, DRAWS, (SEED,)) if found.what == figure)
    assert all(min(cell.held) >= 0.6 for cell in one.cells)


def test_what_is_counted_is_what_was_drawn() -> None:
    def draw(_rng: np.random.Generator, size: float, truth: float) -> list[Seen]:
        off = Estimate(truth + 1.0, truth + 0.5, truth + 2.0, size, 0.9)
        return [Seen("share", truth < 1.0, truth, off), Seen("called", False, fired=truth > 1.0)]

    found = figures(Case("none", "own", "acts", (1, 2, 3), (0.0, 1.0, 2.0), draw), 30, (1,))
    assert [(one.what, one.cells[0].told) for one in found] == [("share", 20), ("called", 30)]
    assert (found[0].cells[1].held, found[0].cells[1].off) == ((0.0, 0.0), (1.0, 1.0))
    assert found[1].cells[2].fired == (0.0, 0.0, 1.0)
    assert lines(found)[2].startswith("| none | own (1, 2, 3 acts) | share | 0, 0 [+1.00, +1.00] (20 of 30) |")


def test_days_apart_are_apart_and_days_at_a_rate_come_as_often() -> None:
    rng = np.random.default_rng(3)
    days = apart(rng, 20, 30, 1000)
    assert np.diff(days).min() >= 30
    assert days.max() < 1000
    with pytest.raises(ValueError, match="do not fit"):
        apart(rng, 20, 50, 1000)
    assert len(poisson(rng, 0.1, 100_000)) == pytest.approx(100_000 * (1.0 - np.exp(-0.1)), rel=0.05)
