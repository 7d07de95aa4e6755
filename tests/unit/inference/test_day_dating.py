"""The second stage of dating one share: exactness, accuracy and honest spans."""

import numpy as np
import pytest
from breadth import slow_after
from scipy.special import betaln

from tertius.inference.day_dating import DailyShare, Loss, day_of_change
from tertius.inference.grids import share_grid
from tertius.inference.intervals import shortest_span
from tertius.model import DataError, UsageError

GRID = share_grid(40, a=0.5, b=2.5)
RHO, WIDTHS = np.asarray([0.02, 0.06, 0.2]), (0.04, 0.09, 0.14)
KNOWN = np.asarray([0.05])
LOSS = Loss(near=14, far=60)


def by_hand(data: DailyShare, first: int, last: int) -> np.ndarray:
    """Every day in turn: each month, or either part of the month that is cut, is a Polya urn of its own."""

    def level(rows: range, rho: float) -> float:
        strength = (1 - rho) / rho
        total = 0.0
        for share, log_prior in zip(GRID.values[0], GRID.log_prior[0], strict=True):
            log = log_prior
            for month in sorted({int(data.month[d]) for d in rows}):
                x = sum(data.x[d] for d in rows if data.month[d] == month)
                n = sum(data.n[d] for d in rows if data.month[d] == month)
                a, b = share * strength, (1 - share) * strength
                log += betaln(a + x, b + n - x) - betaln(a, b)
            total += np.exp(log)
        return float(total)

    size = len(data.x)
    weight = np.zeros(size)
    for rho, width in zip(data.rho, WIDTHS, strict=True):
        for d in range(first, last + 1):
            weight[d] += width * level(range(d), rho) * level(range(d, size), rho)
    return weight / weight.sum()


def loss_by_hand(mass: np.ndarray, printed: int) -> float:
    """Every day in turn: an error costs the bound it has passed, and a sixtieth of a day for each of its days."""
    off = [abs(day - printed) for day in range(len(mass))]
    cost = [(60 if days > 60 else 14 if days > 14 else 0) + days / 60 for days in off]
    return float(np.dot(mass, cost))


@pytest.mark.parametrize("seed", slow_after(1, range(3)))
def test_every_day_weighs_what_the_months_before_and_after_it_weigh(seed: int) -> None:
    rng = np.random.default_rng(seed)
    n = rng.poisson(1.0, 60).astype(float)
    data = DailyShare(rng.binomial(n.astype(int), 0.4) * 0.9, n, np.arange(60) // 20 + 7, RHO)
    found = day_of_change(data, 5, 55, grid=GRID, credibility=0.9, loss=LOSS)
    np.testing.assert_allclose(found.mass, by_hand(data, 5, 55), atol=1e-12)
    assert found.mass[found.low : found.high + 1].sum() >= 0.9
    printed = range(found.low, found.high + 1)
    assert found.index == min(printed, key=lambda day: loss_by_hand(found.mass, day))


def test_turned_time_turns_the_date() -> None:
    rng = np.random.default_rng(4)
    n = rng.poisson(2.0, 90).astype(float)
    x, month = rng.binomial(n.astype(int), np.where(np.arange(90) < 40, 0.5, 0.1)).astype(float), np.arange(90) // 30
    there = day_of_change(DailyShare(x, n, month, KNOWN), 1, 89, grid=GRID, credibility=0.9, loss=LOSS)
    back = day_of_change(DailyShare(x[::-1], n[::-1], month, KNOWN), 1, 89, grid=GRID, credibility=0.9, loss=LOSS)
    np.testing.assert_allclose(there.mass[1:], back.mass[1:][::-1], atol=1e-12)
    assert there.index + back.index == 90


def test_expected_loss_is_that_of_every_day_in_turn() -> None:
    mass = np.random.default_rng(7).dirichlet(np.full(200, 0.2))
    np.testing.assert_allclose(LOSS.expected(mass), [loss_by_hand(mass, day) for day in range(200)], atol=1e-12)


def test_the_day_printed_lies_near_where_it_is_likely_to() -> None:
    sharp, edges, apart = np.zeros(200), np.zeros(200), np.zeros(200)
    sharp[50:53], edges[[70, 100]], apart[[40, 100, 160]] = (0.2, 0.5, 0.3), (0.6, 0.4), (0.45, 0.1, 0.45)
    assert LOSS.expected(sharp).argmin() == 51
    # the likelier edge, where the other is not far from it; between them, where each is far from the other
    assert LOSS.expected(edges).argmin() == 70
    assert LOSS.expected(apart).argmin() == 100


@pytest.mark.slow
def test_noise_of_months_is_held_by_the_span() -> None:
    """Six years of a share that falls from .15 to .03, two counts a day, months drawn with a correlation of .05."""
    errors, held, grid = [], [], share_grid(60, a=0.5, b=5.5)
    month = np.arange(2190) // 30
    for seed in range(200):
        rng = np.random.default_rng(seed)
        when = int(rng.integers(600, 1590))
        n = rng.poisson(2.0, 2190)
        noise = [rng.beta(19 * share, 19 * (1 - share), 73)[month] for share in (0.15, 0.03)]
        x = rng.binomial(n, np.where(np.arange(2190) < when, *noise))
        data = DailyShare(x.astype(float), n.astype(float), month, KNOWN)
        found = day_of_change(data, when - 250, when + 250, grid=grid, credibility=0.9, loss=LOSS)
        errors.append(abs(found.index - when))
        held.append(found.low <= when <= found.high)
    assert np.median(errors) <= 20
    assert 0.86 <= np.mean(held) <= 0.94


def test_the_shortest_span_is_the_best_of_all_spans() -> None:
    rng = np.random.default_rng(6)
    for _ in range(50):
        mass = rng.gamma(0.3, size=12)
        mass /= mass.sum()
        spans = [(j - i, i, j) for i in range(12) for j in range(i, 12) if mass[i : j + 1].sum() >= 0.8]
        assert shortest_span(mass * 7.0, 0.8) == min(spans)[1:]
    assert shortest_span([0.0, 1.0, 0.0], 1.0) == (1, 1)


def test_what_cannot_be_dated_is_refused() -> None:
    for bounds in ((0, 60), (60, 60)):
        with pytest.raises(UsageError, match="near lies between"):
            Loss(*bounds)
    days, month = np.ones(4), np.zeros(4, dtype=np.int64)
    for x in (-days, np.full(4, np.nan), 2 * days):
        with pytest.raises(DataError, match="known, not negative"):
            DailyShare(x, days, month, RHO)
    for rho in (RHO[::-1], np.asarray([0.0, 0.1]), np.asarray([0.1, 1.0])):
        with pytest.raises(UsageError, match="must rise"):
            DailyShare(days, days, month, rho)
    with pytest.raises(UsageError, match="in order"):
        DailyShare(days, days, month - np.arange(4), RHO)
    with pytest.raises(UsageError, match="a day is sought"):
        day_of_change(DailyShare(days, days, month, RHO), 0, 3, grid=GRID, credibility=0.9, loss=LOSS)
    with pytest.raises(UsageError, match="some probability"):
        shortest_span([0.0, 0.0], 0.9)
