import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from tertius.codebooks.constants import CONSTANTS
from tertius.forecasts import forecaster, freeze, past_of, thaw
from tertius.forecasts.predictive import Predictive
from tertius.forecasts.scoring import crps, pit
from tertius.model import BadFile

VALUES = {name: one.value for name, one in CONSTANTS.items()}
COUNTS = arrays(np.int64, st.tuples(st.integers(1, 4), st.integers(1, 20)), elements=st.integers(0, 40))
WEIGHTS = arrays(float, st.integers(2, 12), elements=st.floats(0.001, 1.0))
LEAVES = st.one_of(st.none(), st.booleans(), st.integers(-(2**40), 2**40), st.floats(-1e9, 1e9), st.text(max_size=9))
RECORDS = st.dictionaries(st.text(max_size=6).filter(lambda key: key != "sha256"),
                          st.one_of(LEAVES, st.lists(LEAVES, max_size=3)), max_size=5)  # fmt: skip


@pytest.mark.slow
@given(COUNTS)
@settings(max_examples=30, deadline=None, derandomize=True)
def test_the_ledger_gives_rising_quantiles_whatever_was_counted(counts):
    found = forecaster("ledger").predict(past_of(counts, season=12), (1, 3), VALUES)
    assert np.all(np.diff(found.quantiles((0.05, 0.5, 0.95)), axis=-1) >= 0)
    low, high = found.interval(0.9)
    assert np.all((low >= 0) & (low <= high) & (high <= found.top))


@given(WEIGHTS, st.integers(0, 15))
@settings(derandomize=True)
def test_no_forecast_scores_better_on_average_than_the_truth(weights, shift):
    truth = weights / weights.sum()
    other = np.roll(truth, shift)
    outcomes = np.arange(len(truth))
    honest, wrong = (truth @ crps(Predictive(np.tile(p, (len(truth), 1))), outcomes) for p in (truth, other))
    assert honest <= wrong + 1e-12


@given(WEIGHTS)
@settings(derandomize=True)
def test_the_ends_of_the_pit_lie_in_order_between_nought_and_one(weights):
    forecast = Predictive(np.tile(weights / weights.sum(), (len(weights), 1)))
    low, high = pit(forecast, np.arange(len(weights)))
    assert np.all((low >= 0) & (low <= high) & (high <= 1))
    np.testing.assert_allclose(low[1:], high[:-1], atol=1e-12)


@given(RECORDS)
@settings(derandomize=True)
def test_a_frozen_record_thaws_and_one_more_key_breaks_it(record):
    text = freeze(record)
    assert freeze(thaw(text, "f")) == text
    changed = {**json.loads(text), "more": 1 if record.get("more") != 1 else 2}
    with pytest.raises(BadFile):
        thaw(json.dumps(changed), "f")
