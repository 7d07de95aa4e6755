"""The mediation share: the worked example of the methods, and the rules around it."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest
from loading import load

from tertius.inference.intervals import beta_interval
from tertius.inference.reportable import Bar
from tertius.measures import measure
from tertius.measures.shares import Settings, aged, share_estimate, share_posterior
from tertius.model import Arena, Panel, Span, Standing

MEDIATION = measure("mediation")
CANDIDATES = ("RUS", "FRA", "USA", "EU", "IRN", "TUR")
DAYS = (12.4, 4.0, 3.1, 1.2, 0.7, 0.2)
ETA = 0.6
MONTHS = 24
WINDOW = Span(date(2010, 1, 1), date(2012, 1, 1))
"""The worked example of the methods: six candidates and what they were credited with."""


def spread(times: float) -> tuple[np.ndarray, Settings]:
    """The credits of the example, evenly over the months, and settings under which they are worth 0.6 each."""
    table = np.repeat(np.asarray(DAYS)[:, None] * times / MONTHS, MONTHS, axis=1)
    per_month = sum(DAYS) * times / MONTHS
    # 1 / (1 + (n - 1) rho) = 0.6; for months of less than one event no correlation gives that, so months are joined
    while per_month <= 2.0:
        table = table.reshape(len(DAYS), -1, 2).sum(axis=2)
        per_month *= 2.0
    rho = (1.0 / ETA - 1.0) / (per_month - 1.0)
    return table, Settings(half_life=12, prior=0.5, min_effective=5, level=0.9, block=10_000, low=rho, high=rho,
                           unknown=rho, bar=Bar(20.0, 2.0, 0.9))  # fmt: skip


@pytest.mark.parametrize(("times", "median", "low", "high"), [(1.0, 0.50, 0.30, 0.70), (10.0, 0.57, 0.49, 0.63)])
def test_the_worked_example_comes_out_as_written(times: float, median: float, low: float, high: float) -> None:
    table, settings = spread(times)
    shares = share_posterior(table, settings, windowed=True)
    found = share_estimate(shares, CANDIDATES.index("RUS"), settings)
    assert (found.value, found.low, found.high) == pytest.approx((median, low, high), abs=0.011)
    assert found.n == pytest.approx(ETA * sum(DAYS) * times)


def test_the_parameters_of_the_worked_example_are_those_of_the_methods() -> None:
    table, settings = spread(1.0)
    a, b = share_posterior(table, settings, windowed=True).component(0)
    assert (round(a, 2), round(b, 2)) == (7.94, 8.02)
    assert [round(float(x), 2) for x in beta_interval(7.94, 8.02, 0.9)] == [0.3, 0.5, 0.7]


def test_shares_age_toward_the_prior_as_their_slow_twin_does() -> None:
    table, settings = spread(10.0)
    shares = share_posterior(table, settings, windowed=False, mistaken=0.2 * table[::-1])
    plain = load("reference/naive_forecasts.py").aged_shares
    worth = shares.n[-1] / (sum(plain(table.tolist(), 0, settings.half_life, 0.0, 1.0)))
    later = aged(shares, (1, 3, 60), settings)
    for row, months in zip(later.alpha, (1, 3, 60), strict=True):
        np.testing.assert_allclose(row, plain(table.tolist(), months, settings.half_life, settings.prior, worth))
    here = aged(shares, (0,), settings)
    np.testing.assert_allclose(here.sides, [one[-1:] for one in shares.sides])
    width = [np.subtract(*beta_interval(*later.component(0, t), 0.9)[::-2]) for t in range(3)]
    assert width[0] < width[1] < width[2]


def test_a_tenth_of_the_events_is_dominated_by_the_prior(
    region: Callable[..., Arena], table: Callable[..., dict[str, Panel]], read: Callable[..., dict[str, Any]]
) -> None:
    few = [("RUS", date(2011, 1, 1 + n), "E3", 0.6) for n in range(4)]
    found = read(MEDIATION, table(few, []), region(*CANDIDATES), WINDOW.last, WINDOW,
                 **{"mediation.no_table_probability": 1.0})["RUS"]  # fmt: skip
    assert found.standing is Standing.PRIOR_DOMINATED
    assert "below 5" in found.reason
    assert found.estimate.n < 5


def test_one_credit_a_day_is_the_strongest_level_and_an_outcome_is_added(
    region: Callable[..., Arena], table: Callable[..., dict[str, Panel]], read: Callable[..., dict[str, Any]]
) -> None:
    on = date(2011, 5, 5)
    rows = [("RUS", on, "E1", 1.0), ("RUS", on, "E3", 0.6), ("RUS", on, "E4", 0.3), ("RUS", on, "E4", 0.15),
            ("FRA", on, "E2", 0.4), ("FRA", on, "N", 1.0), ("XXX", on, "E1", 1.0)]  # fmt: skip
    found = read(MEDIATION, table(rows, [on]), region(*CANDIDATES), WINDOW.last, WINDOW,
                 **{"mediation.no_table_probability": 1.0})  # fmt: skip
    assert found["RUS"].parts["credited_days"] == pytest.approx(1.3)
    assert found["FRA"].parts["credited_days"] == pytest.approx(0.4)
    assert found["IRN"].parts["credited_days"] == 0.0


def test_days_on_which_the_two_talk_alone_are_credited_to_nobody(
    region: Callable[..., Arena], table: Callable[..., dict[str, Panel]], read: Callable[..., dict[str, Any]],
    run: Callable[[date, int, int], list[date]],
) -> None:  # fmt: skip
    mediated = [("RUS", one, "E1", 1.0) for one in run(date(2010, 2, 1), 30, 20)]
    arena = region(*CANDIDATES)
    alone = run(date(2010, 2, 11), 30, 20)
    share = {
        name: read(MEDIATION, table(mediated, talks), arena, WINDOW.last, WINDOW)["RUS"].estimate.value
        for name, talks in (("with", [row[1] for row in mediated]), ("near", [row[1] + timedelta(days=2)
                            for row in mediated]), ("alone", [*(row[1] for row in mediated), *alone]))
    }  # fmt: skip
    assert share["near"] == pytest.approx(share["with"])
    assert share["alone"] == pytest.approx(share["with"] / 2, abs=0.04)


def test_without_talks_there_is_no_table_to_share(
    region: Callable[..., Arena], table: Callable[..., dict[str, Panel]], read: Callable[..., dict[str, Any]]
) -> None:
    found = read(MEDIATION, table([("RUS", date(2005, 1, 1), "E1", 1.0)], []), region(*CANDIDATES), date(2019, 6, 1))
    assert {one.standing for one in found.values()} == {Standing.UNDEFINED}
    assert "no table" in found["RUS"].reason


def test_days_no_file_covers_are_not_days_without_talks(
    region: Callable[..., Arena], table: Callable[..., dict[str, Panel]], read: Callable[..., dict[str, Any]],
    run: Callable[[date, int, int], list[date]],
) -> None:  # fmt: skip
    rows = [("RUS", one, "E1", 1.0) for one in run(date(2018, 7, 1), 6, 10)]
    late = (Span(date(2018, 7, 1), date(2019, 1, 1)),)
    gap = (Span(date(2016, 1, 1), date(2016, 1, 2)), *late)
    at, arena = date(2018, 9, 15), region(*CANDIDATES)
    close, far = (read(MEDIATION, table(rows, [], spans), arena, at)["RUS"] for spans in (late, gap))
    assert Standing.UNDEFINED not in (close.standing, far.standing)
    fast, slow = (one.parts["intensity_per_30d"].value for one in (close, far))
    assert slow == pytest.approx(fast, rel=0.02)


def test_credit_of_a_format_is_shown_without_and_in_full(
    region: Callable[..., Arena], table: Callable[..., dict[str, Panel]], read: Callable[..., dict[str, Any]],
    run: Callable[[date, int, int], list[date]],
) -> None:  # fmt: skip
    rows = [
        (third, one, "E1", 1 / 3, 1 / 3) for one in run(date(2010, 2, 1), 25, 25) for third in ("RUS", "FRA", "USA")
    ]
    rows += [("IRN", one, "E1", 1.0, 1.0) for one in run(date(2010, 2, 13), 25, 25)]
    found = read(MEDIATION, table(rows, []), region(*CANDIDATES), WINDOW.last, WINDOW)["RUS"]
    without, full = (found.parts[name].value for name in ("without_format_credit", "with_full_format_credit"))
    assert without < 0.05 < found.estimate.value < full


def test_a_share_that_leads_says_so_with_its_probability(
    region: Callable[..., Arena], table: Callable[..., dict[str, Panel]], read: Callable[..., dict[str, Any]],
    run: Callable[[date, int, int], list[date]],
) -> None:  # fmt: skip
    rows = [("RUS", one, "E1", 1.0) for one in run(date(2010, 2, 1), 30, 20)]
    found = read(MEDIATION, table(rows, []), region(*CANDIDATES), WINDOW.last, WINDOW)
    assert found["RUS"].probability > 0.99
    assert sum(one.probability for one in found.values()) == pytest.approx(1.0)
