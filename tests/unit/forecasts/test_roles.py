import numpy as np
import pytest
from scipy.stats import beta

from tertius.forecasts import ROLE_FORECASTERS, above_even, role_outlook, roll_roles
from tertius.forecasts.scoring import brier, log_score_of_chance
from tertius.model import UsageError

HORIZONS = (1, 3, 6)
EVEN = (np.ones((3, 4)), np.full((3, 4), 3.0))


@pytest.fixture(scope="module")
def table() -> np.ndarray:
    """Four alternatives over ten years: the first hands over to the second in the middle; some months are quiet."""
    rng = np.random.default_rng(21)
    shares = np.where(np.arange(120)[:, None] < 60, [0.6, 0.1, 0.2, 0.1], [0.1, 0.6, 0.2, 0.1])
    talks = rng.poisson(1.5, 120)
    return np.stack([rng.multinomial(n, p) for n, p in zip(talks, shares, strict=True)], axis=1).astype(float)


def test_a_share_is_told_from_the_ledger_it_is_given(constants, table):
    yes, no = np.full((2, 4), 2.0), np.full((2, 4), 6.0)
    outlook = role_outlook(table, (yes, no), (1, 3), constants)
    np.testing.assert_allclose(outlook.mean(), 0.25)
    np.testing.assert_allclose(outlook.quantiles((0.05, 0.5, 0.95))[1, 0], beta(2.0, 6.0).ppf((0.05, 0.5, 0.95)))
    np.testing.assert_allclose(outlook.level, beta(2.0, 6.0).sf(0.25))


def test_above_the_even_share_means_more_than_one_in_k_of_that_months_credits():
    found = above_even(np.array([[2.0, 1.0, 0.0], [1.0, 1.0, 0.0]]))
    np.testing.assert_array_equal(found, [[1.0, 0.0, np.nan], [0.0, 0.0, np.nan]])


def test_who_took_over_is_expected_to_hold_the_role(constants, table):
    chance = role_outlook(table, EVEN, HORIZONS, constants).chance
    assert np.all(chance[1] > 0.5)
    assert np.all(chance[0] < 0.3)


def test_the_ledger_beats_the_last_value_on_rolling_origins(constants, table):
    scores = {}
    for name in ROLE_FORECASTERS:
        given, happened = roll_roles(name, table, range(24, 114), HORIZONS, constants)
        seen = ~np.isnan(happened)
        scores[name] = (brier(given[seen], happened[seen]).mean(),
                        log_score_of_chance(given[seen], happened[seen], floor=1e-6).mean())  # fmt: skip
    assert scores["ledger"][0] < scores["last-value"][0]
    assert scores["ledger"][1] > scores["last-value"][1]


@pytest.mark.parametrize("name", ROLE_FORECASTERS)
def test_a_chance_of_a_role_does_not_see_the_future(constants, table, name):
    later = table.copy()
    later[:, 80:] = np.random.default_rng(1).permutation(later[:, 80:], axis=0) + 1.0
    one, other = (roll_roles(name, each, (40, 80), HORIZONS, constants)[0] for each in (table, later))
    np.testing.assert_array_equal(one, other)
    assert np.all((one >= 0.0) & (one <= 1.0))


@pytest.mark.parametrize("name", ROLE_FORECASTERS)
def test_a_table_without_any_credit_gives_chances_all_the_same(constants, name):
    expected = 0.5 if name == "climatology-12" else 0.25  # its prior is that of a coin
    found = ROLE_FORECASTERS[name](np.zeros((4, 30)), HORIZONS, constants)
    np.testing.assert_allclose(found, expected)


def test_an_outcome_in_a_month_without_credits_is_unknown(constants, table):
    happened = roll_roles("last-value", table, (60,), (1, 200), constants)[1]
    assert np.isnan(happened[:, 1]).all()
    assert np.isnan(happened[:, 0]).any() == (table[:, 60].sum() == 0)


@pytest.mark.parametrize("table_", [np.ones((1, 5)), np.ones((3, 0)), -np.ones((3, 4))])
def test_a_table_that_holds_no_shares_is_refused(constants, table_):
    with pytest.raises(UsageError, match="table of shares"):
        role_outlook(table_, EVEN, (1,), constants)
