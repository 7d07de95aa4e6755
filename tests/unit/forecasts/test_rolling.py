import numpy as np
import pytest

from tertius.forecasts import FORECASTERS, past_of, roll
from tertius.forecasts.issuing import count_skill
from tertius.forecasts.scoring import crps
from tertius.model import UsageError


def test_each_origin_is_scored_on_what_came_after_it(constants, bursty):
    found = roll(FORECASTERS[1], bursty, (20, 30), (1, 3), constants)
    assert [one.horizon for one in found] == [1, 3]
    expected = []
    for origin in (20, 30):
        forecast = FORECASTERS[1].predict(bursty.before(origin), (3,), constants)
        expected.append(crps(forecast, bursty.counts[:, [origin + 2]]).mean())
    assert found[1].by_origin == pytest.approx(expected)
    assert found[1].crps == pytest.approx(np.mean(expected))
    assert found[1].forecasts == 120


def test_targets_after_the_end_are_left_out_and_refused_when_none_is_left(constants, bursty):
    assert roll(FORECASTERS[1], bursty, (48, 49), (1, 2), constants)[1].forecasts == 60
    with pytest.raises(UsageError, match="5 periods ahead"):
        roll(FORECASTERS[1], bursty, (48, 49), (1, 5), constants)


def test_the_ledger_beats_every_naive_forecaster_on_wandering_bursty_series_and_covers_what_it_says(constants, bursty):
    ours, *naive = [roll(one, bursty, range(24, 48, 2), (1,), constants)[0] for one in FORECASTERS]
    assert all(ours.crps < one.crps for one in naive)
    assert all(ours.log > one.log for one in naive)
    assert 0.85 <= ours.coverage <= 0.95


def test_skill_is_against_the_best_naive_and_absent_when_the_past_is_short(constants, bursty):
    few = {**constants, "forecasts.skill_origins": 6}
    (one,) = count_skill(bursty, (2,), few)
    assert one.skill == pytest.approx(1.0 - one.ledger / one.naive_score)
    naive = [roll(each, bursty, range(43, 49), (2,), constants)[0].crps for each in FORECASTERS[1:]]
    assert one.naive_score == pytest.approx(min(naive))
    assert count_skill(past_of(np.ones((3, 8)), season=12), (1,), few) == []


def test_a_world_without_events_has_no_skill_to_show_off(constants):
    few = {**constants, "forecasts.skill_origins": 2}
    (one,) = count_skill(past_of(np.zeros((3, 30)), season=12), (1,), few)
    assert one.skill <= 0.0 or one.ledger <= one.naive_score
