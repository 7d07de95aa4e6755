"""Changes of a table: which account is read, to what resolution, and for whom."""

from datetime import date, timedelta
from types import SimpleNamespace

import numpy as np
import pytest

from tertius.codebooks.constants import constant
from tertius.measures.change_table import Table
from tertius.measures.changes import MEDIATION, _changes
from tertius.measures.joint_changes import ACCOUNT as WHOLE
from tertius.measures.own_changes import ACCOUNT as OWN
from tertius.measures.weeks import Daily
from tertius.model import Direction, Inputs, Span

NAMED = tuple("ABCDEFGHIJ")
ACTORS = (*NAMED, "other", "nobody")
SPAN, FALL = Span(date(2000, 1, 1), date(2008, 1, 1)), date(2004, 3, 12)
EVEN = 0.85 / 9
BEFORE = {"A": 0.15, **dict.fromkeys(NAMED[1:], EVEN)}
AFTER = {"A": 0.02, **dict.fromkeys(NAMED[1:], 0.98 / 9)}


def table(before: dict[str, float], after: dict[str, float], a_day: float, seed: int = 0) -> Table:
    """Acts at random days, their actors drawn by one set of shares before the fall and by another after it."""
    rng = np.random.default_rng(seed)
    size = rng.poisson(a_day * SPAN.days)
    day = np.sort(rng.integers(0, SPAN.days, size))
    shares = [np.asarray([part.get(actor, 0.0) for actor in ACTORS]) for part in (before, after)]
    late = day >= (FALL - SPAN.start).days
    third = np.where(late, *(rng.choice(len(ACTORS), size, p=share / share.sum()) for share in shares[::-1]))
    days = np.datetime64(SPAN.start) + day
    x = np.zeros((len(ACTORS), 12 * 8))
    np.add.at(x, (third, days.astype("datetime64[M]").astype(np.int64) - 12 * 30), 1.0)
    inputs = Inputs({}, {name: constant(name) for name in MEDIATION.constants})
    return Table(ACTORS, x, SPAN, Daily(third, days, np.ones(size)), 0.5, inputs)


def asking(*actors: str) -> SimpleNamespace:
    return SimpleNamespace(actors=actors, seed=0)


def test_the_fall_of_one_alone_is_read_from_its_own_series_to_the_day() -> None:
    (change,) = _changes(table(BEFORE, AFTER, 2.0), asking(*NAMED))
    assert (ACTORS[change.k], change.direction, change.account) == ("A", Direction.LOSS, OWN)
    assert change.when.resolution == "day"
    assert abs(change.when.day - FALL) <= timedelta(days=30)
    assert change.before.low < 0.15 < change.before.high
    assert change.after.high < 0.04
    assert change.lasting


@pytest.mark.slow
def test_days_hold_the_fall_as_often_as_they_say() -> None:
    """Nine in ten of sixty seeds do; of these twelve at least nine."""
    held = [FALL in one.when.interval for seed in range(12)
            for one in _changes(table(BEFORE, AFTER, 2.0, seed), asking("A"))]  # fmt: skip
    assert len(held) == 12
    assert sum(held) >= 9


def test_a_thin_table_keeps_its_month() -> None:
    (change,) = _changes(table(BEFORE | {"A": 0.4}, AFTER | {"A": 0.01}, 0.35), asking("A"))
    assert (change.account, change.when.resolution) == (OWN, "month")
    assert change.when.day.day == 1
    assert FALL in change.when.interval


def test_a_change_of_many_is_read_from_the_whole_table_with_one_date() -> None:
    early = dict(zip(NAMED, (0.19, 0.01) * 5, strict=True))
    late = dict(zip(NAMED, (0.01, 0.19) * 5, strict=True))
    found = _changes(table(early, late, 0.35), asking(*NAMED))
    whole = [change for change in found if change.account == WHOLE]
    assert len(whole) >= 8
    assert len({change.when for change in whole}) == 1
    assert all((change.direction is Direction.LOSS) == (change.k % 2 == 0) for change in whole)


def test_nothing_is_found_where_nothing_changed_and_for_whom_nobody_asked() -> None:
    assert _changes(table(BEFORE, BEFORE, 2.0), asking(*NAMED)) == []
    assert _changes(table(BEFORE, AFTER, 2.0), asking("B", "C")) == []


@pytest.mark.parametrize("seed", range(3))
def test_a_busier_feed_is_no_change(seed: int) -> None:
    """Volume that triples from one day on leaves every share where it was."""
    quiet, loud = table(BEFORE, BEFORE, 1.0, seed), table(BEFORE, BEFORE, 3.0, seed + 50)
    half = quiet.x.shape[1] // 2
    x = np.concatenate([quiet.x[:, :half], loud.x[:, half:]], axis=1)
    assert _changes(Table(ACTORS, x, SPAN, quiet.daily, 0.5, quiet.inputs), asking(*NAMED)) == []


def test_days_of_one_alternative_add_up_to_those_of_all() -> None:
    counted = table(BEFORE, AFTER, 2.0)
    one, every = counted.daily.days(0, SPAN)
    assert one.sum() == counted.x[0].sum()
    assert every.sum() == counted.x.sum()
    assert np.all(one <= every)
