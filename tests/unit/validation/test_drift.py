"""The ledger covers the share of now when it drifts as fast as it forgets; series that are drawn as they say."""

import numpy as np
import pytest

from benchmarks.validation.simulated import drift


def test_a_share_that_stands_still_has_no_steps_and_one_that_drifts_has_those_of_its_speed() -> None:
    rng = np.random.default_rng(3)
    assert set(drift.walk(rng, 0.0, 12.0)) == {drift.START}
    kept, p = 2.0 ** (-1.0 / 12.0), drift.START
    noise = p * (1.0 - p) * (drift.RHO + (1.0 - drift.RHO) / drift.A_MONTH)
    steps = [drift.walk(rng, 2.0, 12.0)[1] - p for _ in range(400)]
    assert np.var(steps) == pytest.approx(4.0 * noise * (1.0 - kept) ** 2 / kept, rel=0.25)


def test_counts_have_the_share_and_the_correlation_they_were_drawn_with() -> None:
    table = np.concatenate([drift.counts(np.random.default_rng(seed), np.full(120, 0.3)) for seed in range(8)], axis=1)
    total = table.sum(axis=0)
    assert table[0].sum() / total.sum() == pytest.approx(0.3, abs=0.02)
    expected = 0.3 * 0.7 * (drift.RHO + (1.0 - drift.RHO) / drift.A_MONTH)
    assert np.var(table[0] / total) == pytest.approx(expected, rel=0.25)


def test_the_interval_is_wide_for_what_stands_still_and_short_for_what_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drift, "SERIES", 80)
    still, fitting, fast = (drift.covered(speed)[0] for speed in (0.0, 1.0, 4.0))
    assert still >= 0.95
    assert 0.80 <= fitting <= 0.97
    assert fast < 0.7
