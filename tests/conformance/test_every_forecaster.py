"""What every forecaster promises: it sees only the past, its quantiles rise, and it says what it is."""

from collections.abc import Mapping

import numpy as np
import pytest

from tertius.codebooks.constants import CONSTANTS
from tertius.forecasts import FORECASTERS, Forecaster, Past, past_of, roll

EVERY = pytest.mark.parametrize("one", FORECASTERS, ids=lambda one: one.name)
VALUES = {name: found.value for name, found in CONSTANTS.items()}
HORIZONS = (1, 2, 6)


def past(seed: int = 1, series: int = 12, periods: int = 30) -> Past:
    rng = np.random.default_rng(seed)
    return past_of(rng.negative_binomial(0.7, 0.5, (series, periods * 4)), season=12, parts=4)


@EVERY
def test_a_forecaster_gives_a_distribution_per_series_and_horizon(one: Forecaster) -> None:
    found = one.predict(past(), HORIZONS, VALUES)
    assert found.pmf.shape[:2] == (12, 3)
    assert np.isfinite(found.pmf).all()


@EVERY
def test_quantiles_rise(one: Forecaster) -> None:
    quantiles = one.predict(past(), HORIZONS, VALUES).quantiles((0.05, 0.25, 0.5, 0.75, 0.95))
    assert np.all(np.diff(quantiles, axis=-1) >= 0)


@EVERY
def test_a_forecaster_sees_only_the_past(one: Forecaster) -> None:
    known, other = past(), past()
    other.parts[:, 20:] = np.random.default_rng(2).poisson(9.0, other.parts[:, 20:].shape)
    first, second = (roll(one, each, (20,), (1, 2), VALUES) for each in (known, other))
    np.testing.assert_array_equal(one.predict(known.before(20), HORIZONS, VALUES).pmf,
                                  one.predict(other.before(20), HORIZONS, VALUES).pmf)  # fmt: skip
    assert first != second, "the outcomes differ, so must the scores"


@EVERY
def test_the_same_past_gives_the_same_forecast_and_stays_as_it_is(one: Forecaster) -> None:
    known = past()
    before = known.parts.copy()
    np.testing.assert_array_equal(one.predict(known, HORIZONS, VALUES).pmf, one.predict(known, HORIZONS, VALUES).pmf)
    np.testing.assert_array_equal(known.parts, before)


@EVERY
def test_the_order_of_series_does_not_matter(one: Forecaster) -> None:
    known, order = past(), np.random.default_rng(3).permutation(12)
    np.testing.assert_allclose(one.predict(Past(known.parts[order], 12), HORIZONS, VALUES).pmf,
                               one.predict(known, HORIZONS, VALUES).pmf[order], atol=1e-9)  # fmt: skip


@EVERY
@pytest.mark.parametrize("periods", [1, 2, 5])
def test_a_short_past_is_enough(one: Forecaster, periods: int) -> None:
    assert one.predict(past(periods=periods), HORIZONS, VALUES).pmf.shape[:2] == (12, 3)


@EVERY
def test_series_without_any_event_are_expected_to_stay_quiet(one: Forecaster) -> None:
    found = one.predict(past_of(np.zeros((5, 30)), season=12), HORIZONS, VALUES)
    assert np.all(found.mean() < 0.1)


@EVERY
def test_a_forecaster_reads_no_constant_it_does_not_name(one: Forecaster) -> None:
    class Asked(dict[str, float]):
        names: set[str] = set()  # noqa: RUF012

        def __getitem__(self, name: str) -> float:
            self.names.add(name)
            return super().__getitem__(name)

    Asked.names = set()
    values: Mapping[str, float] = Asked(VALUES)
    one.predict(past(), HORIZONS, values)
    assert Asked.names == set(one.constants)


@EVERY
def test_a_forecaster_says_what_it_is_and_cites_where_it_comes_from(one: Forecaster) -> None:
    for text in (one.title, one.formula, one.reference, one.limits):
        assert len(text.strip()) > 5
    assert any(word in one.reference for word in ("methods", "19", "20"))
    assert set(one.constants) <= set(CONSTANTS)


def test_the_ledger_is_shown_beside_persistence() -> None:
    assert [one.name for one in FORECASTERS if not one.naive] == ["ledger"]
    assert {"last-value", "seasonal", "conflictology", "mean-12"} <= {one.name for one in FORECASTERS}
