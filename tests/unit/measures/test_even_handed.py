"""Even-handedness: what an outsider does toward the one side and the other."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest

from tertius.codebooks.constants import constant
from tertius.measures.even_handed import CONSTANTS, EvenHanded, even_handed
from tertius.model import Arena, Dyad, Inputs, Panel, Request, Span

A, B = "FJI", "WSM"
WINDOW = Span(date(2010, 1, 1), date(2012, 1, 1))
Acts = list[tuple[str, str, date, str]]


def acts(side: str, favours: int, slights: int, third: str = "NZL") -> Acts:
    """Favours and slights toward a side, a day each."""
    days = [WINDOW.start + timedelta(days=3 * n) for n in range(favours + slights)]
    return [(third, side, one, "057" if n < favours else "112") for n, one in enumerate(days)]


@pytest.fixture
def ask(
    outsiders: Callable[..., dict[str, Panel]], region: Callable[..., Arena]
) -> Callable[..., dict[str, EvenHanded]]:
    def look(rows: Acts, window: Span | None = WINDOW) -> dict[str, EvenHanded]:
        inputs = Inputs(outsiders(rows), {name: constant(name) for name in CONSTANTS})
        return even_handed(inputs, Request(region("NZL", "TON"), Dyad.of(A, B), WINDOW.last, ("NZL", "TON"), window))

    return look


def test_who_favours_the_one_and_slights_the_other_is_not_even_handed(ask: Any) -> None:
    found = ask(acts(A, 30, 2) + acts(B, 2, 30))["NZL"]
    assert found.estimate.high < 0.4
    assert found.leaning == A
    assert ask(acts(A, 2, 30) + acts(B, 30, 2))["NZL"].leaning == B


def test_who_treats_both_alike_is_even_handed_however_much_more_it_deals_with_the_one(ask: Any) -> None:
    found = ask(acts(A, 120, 30) + acts(B, 20, 5))["NZL"]
    assert found.estimate.value > 0.85
    assert found.leaning is None


def test_two_who_are_both_slighted_are_treated_alike(ask: Any) -> None:
    assert ask(acts(A, 1, 40) + acts(B, 1, 40))["NZL"].estimate.value > 0.9


def test_little_evidence_gives_a_wide_interval_and_none_gives_nothing(ask: Any) -> None:
    found = ask(acts(A, 1, 0))
    assert found["NZL"].estimate.high - found["NZL"].estimate.low > 0.7
    assert found["NZL"].leaning is None
    assert "TON" not in found
    assert ask([]) == {}
    assert ask([("NZL", A, WINDOW.start, "190"), ("NZL", A, WINDOW.start, "042")]) == {}


def test_an_act_told_twice_on_a_day_is_one_day(ask: Any) -> None:
    once = acts(A, 5, 1) + acts(B, 3, 3)
    assert ask(once + once)["NZL"] == ask(once)["NZL"]


def test_older_acts_weigh_less_unless_a_window_is_asked_for(ask: Any) -> None:
    rows = acts(A, 20, 0) + acts(B, 0, 20)
    assert ask(rows)["NZL"].estimate.n == 40
    assert ask(rows, None)["NZL"].estimate.n < 20


def test_the_interval_covers_what_was_planted(ask: Any) -> None:
    rng, covered = np.random.default_rng(1), 0
    for _ in range(200):
        toward_a, toward_b = rng.uniform(0.1, 0.9, 2)
        yes_a, yes_b = rng.binomial(15, toward_a), rng.binomial(15, toward_b)
        found = ask(acts(A, yes_a, 15 - yes_a) + acts(B, yes_b, 15 - yes_b))["NZL"].estimate
        covered += found.low <= 1.0 - abs(toward_a - toward_b) <= found.high
    assert 170 <= covered <= 196
