"""What every watcher promises: it soon notices what was planted, keeps quiet where nothing was, and sees no future."""

from datetime import date, timedelta

import numpy as np
import pytest
from scipy.special import expit, logit

from tertius.codebooks.constants import CONSTANTS
from tertius.measures import WATCHERS
from tertius.model import Alert, ContractBroken, Direction, Request, Watcher, month_index, month_start
from tests.fixtures import islands
from tests.fixtures.islands import AFTER, BEFORE, FIRST, PAIR, REGION, THIRDS

MONTHS, PLANTED = 72, 58
EVERY = pytest.mark.parametrize("watcher", WATCHERS, ids=lambda watcher: watcher.name)


def acts(seed: int, volume: float = 12.0, after: tuple[float, ...] = AFTER) -> list[tuple[str, date]]:
    """(third, day) of every credited day; the shares change once, at month ``PLANTED``."""
    rng, found = np.random.default_rng(seed), []
    for t in range(MONTHS):
        counts = rng.multinomial(min(rng.poisson(volume), 28), BEFORE if t < PLANTED else after)
        days = iter(range(28))
        found += [(third, month_start(month_index(FIRST) + t) + timedelta(days=next(days)))
                  for third, count in zip(THIRDS, counts, strict=True) for _ in range(count)]  # fmt: skip
    return found


def month_end(t: int) -> date:
    """Last day of a month, counted from the first."""
    return month_start(month_index(FIRST) + t + 1) - timedelta(days=1)


def look(watcher: Watcher, rows: list[tuple[str, date]], at: date | None = None) -> dict[str, Alert]:
    at = at or month_end(MONTHS - 1)
    given = islands.inputs(watcher, rows, month_start(month_index(FIRST) + MONTHS))
    return {one.actor: one for one in watcher.watch(given, Request(REGION, PAIR, at, THIRDS))}


@EVERY
def test_a_planted_fall_and_rise_are_noticed_within_half_a_year(watcher: Watcher) -> None:
    for seed in range(3):
        found = look(watcher, acts(seed))
        for actor, way in (("NZL", Direction.LOSS), ("TON", Direction.GAIN)):
            [(day, direction)] = found[actor].alarms
            assert direction is way
            assert month_end(PLANTED) <= day <= month_end(PLANTED + 5)
        assert found["VUT"].alarms == ()


@EVERY
def test_the_alarm_stands_while_the_change_is_recent(watcher: Watcher) -> None:
    found = look(watcher, acts(3), month_end(PLANTED + 3))
    assert found["NZL"].raised
    assert found["NZL"].direction is Direction.LOSS
    assert found["NZL"].before.value > 0.5 > 0.4 > found["NZL"].now.value
    assert not look(watcher, acts(3), month_end(PLANTED - 1))["NZL"].raised


@pytest.mark.slow
@EVERY
def test_where_nothing_changed_alarms_are_no_more_frequent_than_stated(watcher: Watcher) -> None:
    quiet = [look(watcher, acts(seed, 12.0, BEFORE)) for seed in range(100, 115)]
    alarms = sum(len(one.alarms) for found in quiet for one in found.values())
    decades = 15 * 3 * MONTHS / 120
    assert alarms / decades <= 0.1


@EVERY
def test_a_watcher_does_not_see_the_future(watcher: Watcher) -> None:
    at = month_end(PLANTED + 3)
    assert look(watcher, acts(4), at) == look(watcher, [one for one in acts(4) if one[1] <= at], at)


@EVERY
def test_a_month_that_is_not_over_is_not_looked_at(watcher: Watcher) -> None:
    whole, begun = month_end(PLANTED + 3), month_end(PLANTED + 3) + timedelta(days=20)
    assert look(watcher, acts(5), whole) == look(watcher, acts(5), begun)


@EVERY
def test_who_never_took_part_is_not_watched_and_a_short_record_watches_nobody(watcher: Watcher) -> None:
    assert "KIR" not in look(watcher, acts(6))
    assert look(watcher, acts(6), month_end(11)) == {}
    assert look(watcher, [], month_end(40)) == {}


@pytest.mark.slow
@EVERY
def test_the_chance_to_notice_is_that_of_falls_planted_at_this_volume(watcher: Watcher) -> None:
    """Falls planted anew, through the whole watcher, are noticed about as often as it says."""
    share, seeds = BEFORE[1], range(200, 216)
    less = float(expit(logit(share) - np.log(CONSTANTS["watch.planted_factor"].value)))
    rest = [one / (1.0 - share) * (1.0 - less) for one in BEFORE]
    after = (rest[0], less, rest[2], rest[3])
    stated = [look(watcher, acts(seed, 5.0, after), month_end(PLANTED - 1))["NZL"].noticed for seed in seeds[:3]]
    seen = [any(way is Direction.LOSS and month_end(PLANTED) <= day <= month_end(PLANTED + 11)
                for day, way in look(watcher, acts(seed, 5.0, after))["NZL"].alarms) for seed in seeds]  # fmt: skip
    assert 0.2 < np.mean(stated) < 1.0
    assert abs(np.mean(seen) - np.mean(stated)) < 0.25


@EVERY
def test_a_thin_table_says_that_nothing_would_be_noticed(watcher: Watcher) -> None:
    assert all(one.noticed < 0.1 for one in look(watcher, acts(7, 0.2)).values())


@EVERY
def test_the_evidence_is_that_of_the_actor_the_nearest_first(watcher: Watcher) -> None:
    rows = acts(8)
    for actor, one in look(watcher, rows).items():
        told = [rows[int(event.split(":")[1])] for event in one.evidence]
        assert {who for who, _ in told} == {actor}
        assert any(day in one.recent for _, day in told) or actor == "NZL"


@EVERY
def test_the_watcher_says_what_it_is_and_names_its_constants(watcher: Watcher) -> None:
    for text in (watcher.title, watcher.question, watcher.formula, watcher.reference, watcher.limits):
        assert len(text.strip()) > 5
    assert set(watcher.constants) <= set(CONSTANTS)


def test_an_alarm_without_a_direction_and_a_chance_that_is_none_are_refused() -> None:
    one = look(WATCHERS[0], acts(9))["NZL"]
    given = {name: getattr(one, name) for name in one.__dataclass_fields__}
    with pytest.raises(ContractBroken, match="direction"):
        Alert(**{**given, "raised": True, "direction": None})
    with pytest.raises(ContractBroken, match="no probability"):
        Alert(**{**given, "noticed": 1.2})
