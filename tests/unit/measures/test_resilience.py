"""Resilience: planted losses are recovered, spikes are found and no earlier than they can be, chance has its place."""

from datetime import date, timedelta

import numpy as np
import pytest
from loading import load

from tertius.codebooks.constants import CONSTANTS, constant
from tertius.measures.resilience import MEASURE, Period, months_to_half
from tertius.model import Actor, ActorKind, Arena, Dyad, Inputs, Panel, Request, Span, Standing

PAIR, THIRDS = Dyad("FJI", "WSM"), ("NZL", "TON", "VUT")
ACTORS = tuple(Actor(one, ActorKind.STATE, one) for one in ("FJI", "WSM", *THIRDS))
ARENA = Arena("islands", "Islands", "", (PAIR.a, PAIR.b), (PAIR,), THIRDS, ACTORS, (), (), ())
WHOLE = Span(date(1988, 1, 1), date(2006, 1, 1))
SHOCK = date(2003, 2, 1)
AFTER = Span(SHOCK, SHOCK + timedelta(days=360))
NAIVE = load("reference/naive_resilience.py")


def column(name, values):
    if "date" not in name:
        return np.asarray(values, dtype=object)
    return np.asarray(["NaT" if one is None else one for one in values], dtype="datetime64[D]")


def panels(blows=(), helped=(), talks=()):
    """Panels from the days on which WSM strikes FJI, and (third, day) of FJI's cooperation and of its talks."""
    acts = {"source": ["WSM"] * len(blows), "target": ["FJI"] * len(blows), "date": blows, "code": ["190"] * len(blows),
            "event_id": [f"b{n:04d}" for n in range(len(blows))], "fate": [None] * len(blows),
            "fate_date": [None] * len(blows)}  # fmt: skip
    every = [*((*one, "061") for one in helped), *((*one, "040") for one in talks)]
    others = {"third": [one[0] for one in every], "side": ["FJI"] * len(every), "date": [one[1] for one in every],
              "code": [one[2] for one in every], "direction": ["joint"] * len(every),
              "event_id": [f"o{n:04d}" for n in range(len(every))]}  # fmt: skip
    return {key: Panel(key, "syn", {name: column(name, values) for name, values in rows.items()}, (WHOLE,))
            for key, rows in (("pair_act", acts), ("outsider_day", others))}  # fmt: skip


def read(given, window=AFTER, at=None, **values):
    constants = {name: constant(name) for name in MEASURE.constants} | values
    request = Request(ARENA, PAIR, at or window.last, ("FJI",), None if at else window)
    return MEASURE.compute(Inputs(given, constants), request)[0]


def drawn(rng, rate, lost, first=SHOCK, last=AFTER.end, burst=None):
    """(third, day) of cooperation, so often a day; of those from one day to another a part is lost."""
    size = (WHOLE.end - WHOLE.start).days
    days = [WHOLE.start + timedelta(days=n) for n in range(size)]
    level = np.repeat(rng.gamma(burst, 1.0 / burst, size // 30 + 1), 30)[:size] if burst else np.ones(size)
    kept = np.asarray([1.0 - lost if first <= day < last else 1.0 for day in days])
    hits = rng.random((size, len(THIRDS))) < (rate / len(THIRDS) * level * kept)[:, None]
    return [(THIRDS[k], days[n]) for n, k in np.argwhere(hits)]


@pytest.mark.slow
@pytest.mark.parametrize(("lost", "burst"), [(0.5, None), (0.0, None), (0.4, 6.0)])
def test_a_planted_loss_is_recovered_and_lies_in_nine_intervals_of_ten(lost, burst):
    rng = np.random.default_rng(31)
    near = (SHOCK - timedelta(days=360), AFTER.end)
    every = (drawn(rng, 0.2, lost, burst=burst) for _ in range(60))
    found = [read(panels(helped=[one for one in acts if near[0] <= one[1] < near[1]])) for acts in every]
    inside = np.mean([one.parts["ratio"].low <= 1.0 - lost <= one.parts["ratio"].high for one in found])
    assert 0.8 <= inside <= 0.99
    assert np.median([one.parts["ratio"].value for one in found]) == pytest.approx(1.0 - lost, abs=0.05)
    assert max(one.estimate.high for one in found) <= 1.0


@pytest.mark.slow
def test_without_a_shock_the_place_among_placebos_is_anywhere():
    rng = np.random.default_rng(32)
    found = [read(panels(helped=drawn(rng, 0.2, 0.0))) for _ in range(60)]
    places = [one.parts["place_among_placebos"] for one in found]
    assert np.mean(places) == pytest.approx(0.5, abs=0.12)
    assert np.mean(np.asarray(places) < 0.05) < 0.15


def test_a_short_record_gives_no_place():
    window = Span(date(1990, 1, 1), date(1990, 12, 27))
    assert read(panels((), STEADY), window=window).parts["place_among_placebos"] is None


def test_a_large_loss_is_below_all_but_few_placebos():
    found = read(panels(helped=drawn(np.random.default_rng(33), 0.4, 0.7)))
    assert found.estimate.high < 0.5
    assert found.probability > 0.99
    assert found.parts["place_among_placebos"] < 0.05
    assert found.parts["placebos"] == constant("resilience.placebos")


STEADY = [(third, WHOLE.start + timedelta(days=10 * n)) for n in range(657) for third in THIRDS]
WAR = [SHOCK + timedelta(days=2 * n) for n in range(20)]


def test_the_last_spike_with_a_year_after_it_is_found_and_not_before_that_year_is_over():
    given = panels(WAR, STEADY)
    found = read(given, at=AFTER.last)
    assert (found.parts["shock"], found.parts["shock_is"]) == (str(SHOCK), "last spike")
    assert found.parts["hostile_days"] == 15.0
    early = read(given, at=AFTER.last - timedelta(days=1))
    assert early.standing is Standing.UNDEFINED
    assert "no spike of hostile deeds" in early.reason


def test_single_blows_and_a_war_that_goes_on_are_no_new_shock():
    assert read(panels([SHOCK, SHOCK + timedelta(days=90)], STEADY), at=WHOLE.last).standing is Standing.UNDEFINED
    long = [SHOCK + timedelta(days=5 * n) for n in range(200)]
    assert read(panels(long, STEADY), at=WHOLE.last).parts["shock"] == str(SHOCK)


def test_a_window_is_the_time_after_a_shock_and_needs_a_year_before():
    assert read(panels((), STEADY)).parts["hostile_days"] == 0.0
    early = read(panels((), STEADY), window=Span(date(1988, 6, 1), date(1989, 6, 1)))
    assert "does not cover all of 1987" in early.reason


def test_cooperation_that_falls_with_all_that_is_told_has_not_surely_fallen():
    near = [SHOCK + timedelta(days=n) for n in range(-360, 360)]
    fewer = [(third, day) for third in THIRDS for day in near if day.toordinal() % (4 if day < SHOCK else 8) == 0]
    steady = [(third, day) for third in THIRDS for day in near if day.toordinal() % 4 == 0]
    more = [(third, day) for third in THIRDS for day in near if day.toordinal() % 4 == 0 or day >= SHOCK]
    alone, told_less, beside, stir = (read(panels(helped=fewer, talks=one)) for one in ((), fewer, steady, more))
    assert alone.parts["beside_volume"] is None
    assert min(alone.probability, beside.probability) > 0.99
    assert told_less.probability < 0.6
    assert told_less.parts["beside_volume"].value == pytest.approx(1.0, abs=0.05)
    assert told_less.estimate == alone.estimate
    # talk of the war makes no loss of what is as it was
    assert stir.probability == alone.probability
    assert read(panels(helped=steady, talks=more)).probability < 0.6


def test_what_is_done_with_the_author_of_the_shock_does_not_count():
    assert read(panels(WAR, ()), at=WHOLE.last).reason.startswith("no cooperation of FJI with others")


@pytest.mark.parametrize(("low", "regained"), [(3, 5.0), (12, None)])
def test_half_of_the_drop_is_regained_when_three_months_on_end_say_so(low, regained):
    before = [day for day in range(-360, 0, 3)]
    after = [day for day in range(360) if day % 3 == 0 and (day >= 30 * low or day % 30 == 0)]
    assert months_to_half(np.asarray([*before, *after]), Period(0, 360, 360), 3) == regained
    assert months_to_half(np.arange(-360, 360), Period(0, 360, 360), 3) is None
    assert months_to_half(np.arange(-360, 50), Period(0, 50, 360), 3) is None


@pytest.mark.parametrize("seed", range(4))
def test_a_spike_that_is_found_equals_the_slow_twin(seed):
    rng = np.random.default_rng([34, seed])
    chance = [WHOLE.start + timedelta(days=int(n)) for n in sorted(rng.choice(6500, 90, replace=False))]
    given = panels(sorted({*chance, *WAR}), drawn(rng, 0.15, 0.5), drawn(rng, 0.2, 0.2))
    rows = {name: [{key: value.item() if isinstance(value, np.datetime64) else value
                    for key, value in zip(panel.columns, row, strict=True)}
                   for row in zip(*panel.columns.values(), strict=True)] for name, panel in given.items()}  # fmt: skip
    at = date(2005, 3, 1)
    ask = {"pair": ("FJI", "WSM"), "at": at, "window": None, "covered": (WHOLE.start, WHOLE.end),
           "c": {name: row.value for name, row in CONSTANTS.items()}}  # fmt: skip
    twin, found = NAIVE.resilience(rows, ask)["FJI"], read(given, at=at)
    assert found.standing.value == twin["standing"] == "measured"
    assert [getattr(found.estimate, key) for key in ("low", "value", "high", "n")] == pytest.approx(
        [twin[key] for key in ("low", "value", "high", "n")]
    )
    assert (found.probability, found.parts["beside_volume"].value) == pytest.approx(
        (twin["probability"], twin["beside_volume"])
    )
    for name in ("shock", "days_before", "days_after", "place_among_placebos", "months_to_half"):
        assert found.parts[name] == twin[name]
