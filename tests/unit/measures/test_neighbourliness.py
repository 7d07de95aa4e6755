"""Neighbourliness: planted shares are recovered, who began is read from the days before, and both ways are one code."""

from datetime import date, timedelta

import numpy as np
import pytest

from tertius.codebooks.constants import constant
from tertius.measures.neighbourliness import MEASURE, place
from tertius.model import Actor, ActorKind, Arena, Dyad, Inputs, Panel, Request, Span, Standing

PAIR, THIRDS = Dyad("FJI", "WSM"), ("NZL", "TON", "VUT")
ACTORS = (*(Actor(one, ActorKind.STATE, one) for one in ("FJI", "WSM", *THIRDS)), Actor("PIF", ActorKind.BODY, "Forum"))
YEARS = (Span(date(2000, 1, 1), date(2006, 1, 1)),)
WHOLE = Span(date(2000, 1, 1), date(2006, 1, 1))
FIRST = date(2002, 3, 1)
SIZE = (WHOLE.end - WHOLE.start).days


def table(name, columns, rows, coverage=YEARS):
    found = {}
    for column, values in zip(columns, zip(*rows, strict=True) if rows else [()] * len(columns), strict=True):
        if "date" in column:
            days = [np.datetime64("NaT") if value is None else np.datetime64(value) for value in values]
            found[column] = np.asarray(days, dtype="datetime64[D]")
        else:
            found[column] = np.asarray(values, dtype=object)
    return Panel(name, "syn", found, coverage)


def panels(between=(), outside=(), coverage=YEARS):
    """Panels from (source, target, day, code) and (third, side, day, code, way)."""
    own, others = ("source", "target", "date", "code"), ("third", "side", "date", "code", "direction")
    return {
        "pair_act": table("pair_act", (*own, "event_id", "fate", "fate_date"),
                          [(*row, f"b{n:03d}", None, None) for n, row in enumerate(between)], coverage),
        "outsider_day": table("outsider_day", (*others, "event_id"),
                              [(*row, f"o{n:03d}") for n, row in enumerate(outside)], coverage),
    }  # fmt: skip


def read(given, window=WHOLE, thirds=THIRDS, **values):
    """Readings of both sides by actor."""
    arena = Arena("islands", "Islands", "", (PAIR.a, PAIR.b), (PAIR,), thirds, ACTORS, (), (), ())
    constants = {name: constant(name) for name in MEASURE.constants} | values
    request = Request(arena, PAIR, window.last, (PAIR.a, PAIR.b), window)
    return {one.actor: one for one in MEASURE.compute(Inputs(given, constants), request)}


def days(source, target, code, count, step=20, first=FIRST):
    return [(source, target, first + timedelta(days=step * n), code) for n in range(count)]


TALKS = days("FJI", "WSM", "040", 20) + days("WSM", "FJI", "040", 20)


def drawn(rng, talks, harm, blows):
    """Acts of FJI on part of the days, each a hostile one with a probability, and the blows of WSM on other days."""
    found = []
    for number in range(SIZE):
        day = WHOLE.start + timedelta(days=number)
        if rng.random() < talks:
            found.append(("FJI", "WSM", day, "163" if rng.random() < harm else "040"))
        if rng.random() < blows:
            found.append(("WSM", "FJI", day, "190"))
    return found


@pytest.mark.slow
@pytest.mark.parametrize(("harm", "blows"), [(0.05, 0.0), (0.3, 0.02)])
def test_a_planted_share_is_recovered_and_lies_in_nine_intervals_of_ten(harm, blows):
    rng, calm = np.random.default_rng(11), int(constant("neighbourliness.occasion_days"))
    truth = 1.0 - harm * (1.0 - blows) ** (calm + 1)
    found = [read(panels(drawn(rng, 0.1, harm, blows)), thirds=())["FJI"].estimate for _ in range(150)]
    inside = np.mean([one.low <= truth <= one.high for one in found])
    assert 0.84 <= inside <= 0.97
    assert np.mean([one.value for one in found]) == pytest.approx(truth, abs=0.01)


@pytest.mark.slow
def test_two_that_are_drawn_alike_are_seldom_told_apart():
    rng = np.random.default_rng(12)
    sure = []
    for _ in range(150):
        given = drawn(rng, 0.05, 0.2, 0.0) + [(two, one, *rest) for one, two, *rest in drawn(rng, 0.05, 0.2, 0.0)]
        sure.append(read(panels(given), thirds=())["FJI"].probability)
    assert np.mean(np.asarray(sure) > 0.95) <= 0.09
    assert np.mean(np.asarray(sure) < 0.05) <= 0.09
    assert np.mean(sure) == pytest.approx(0.5, abs=0.08)


def test_one_that_strikes_without_occasion_is_told_from_one_that_does_not():
    found = read(panels(TALKS + days("FJI", "WSM", "152", 10, step=40, first=FIRST + timedelta(days=5))))
    assert found["FJI"].estimate.high < found["WSM"].estimate.low
    assert found["FJI"].probability > 0.99
    assert found["FJI"].probability + found["WSM"].probability == pytest.approx(1.0)
    assert found["FJI"].parts["of_the_other"].value == found["WSM"].estimate.value
    assert len(found["FJI"].evidence) == 10
    assert found["WSM"].evidence == ()


def test_a_war_of_blow_and_blow_is_without_harm_of_this_kind_and_far_from_calm():
    first, second = days("FJI", "WSM", "190", 60, step=4), days("WSM", "FJI", "190", 60, step=4)
    found = read(panels(first + second))["FJI"]
    assert found.estimate.low > 0.9
    assert found.parts["without_hostile_act"].high < 0.1


@pytest.mark.parametrize(("lag", "harms"), [(-1, 1.0), (0, 0.0), (14, 0.0), (15, 1.0)])
def test_a_blow_on_that_day_or_in_the_two_weeks_before_is_an_occasion(lag, harms):
    day = FIRST + timedelta(days=400)
    given = [*TALKS, ("FJI", "WSM", day, "160"), ("WSM", "FJI", day - timedelta(days=lag), "190")]
    parts = read(panels(given))["FJI"].parts
    assert (parts["hostile_days"], parts["unprovoked_days"]) == (1.0, harms)


def test_words_are_no_harm_and_no_occasion():
    day = FIRST + timedelta(days=403)
    given = [*TALKS, *days("WSM", "FJI", "112", 20), ("FJI", "WSM", day, "160")]
    found = read(panels(given))
    assert found["FJI"].parts["unprovoked_days"] == 1.0
    assert found["WSM"].parts["hostile_days"] == 0.0


def test_an_act_whose_occasion_the_data_set_may_have_missed_is_left_out():
    late = (Span(date(2000, 1, 1), date(2001, 1, 1)), Span(FIRST, WHOLE.end))
    window = Span(FIRST, WHOLE.end)
    unknown, known = FIRST + timedelta(days=13), FIRST + timedelta(days=14)
    for day, counted in ((unknown, 0.0), (known, 1.0)):
        found = read(panels([*TALKS[2:], ("FJI", "WSM", day, "160")], coverage=late), window=window)["FJI"]
        assert found.parts["unprovoked_days"] == counted


def test_an_occasion_before_the_window_is_known():
    window = Span(date(2002, 6, 1), date(2004, 6, 1))
    given = [*TALKS, ("FJI", "WSM", window.start, "160"), ("WSM", "FJI", window.start - timedelta(days=3), "190")]
    assert read(panels(given), window=window)["FJI"].parts["unprovoked_days"] == 0.0


def test_the_place_is_among_pairs_with_enough_evidence_only():
    calm = [(third, side, FIRST + timedelta(days=20 * n), "040", "joint") for third in THIRDS for side in
            (PAIR.a, PAIR.b) for n in range(20)]  # fmt: skip
    harmed = TALKS + days("FJI", "WSM", "152", 10, step=40, first=FIRST + timedelta(days=5))
    found = read(panels(harmed, calm))["FJI"].parts
    assert (found["place"], found["compared_with"]) == (0.0, 13.0)
    few = read(panels(harmed, calm[:3]))["FJI"].parts
    assert (few["place"], few["compared_with"]) == (None, 1.0)
    assert few["borders"] == "not in the data"


def test_bodies_are_no_neighbours():
    calm = [("PIF", side, FIRST + timedelta(days=20 * n), "040", "joint") for side in (PAIR.a, PAIR.b)
            for n in range(20)]  # fmt: skip
    assert read(panels(TALKS, calm), thirds=(*THIRDS, "PIF"))["FJI"].parts["compared_with"] == 1.0


@pytest.mark.slow
def test_places_of_pairs_drawn_alike_are_spread_evenly():
    rng, found = np.random.default_rng(13), []
    for _ in range(40):
        ways = [(third, side, way) for third in THIRDS for side in (PAIR.a, PAIR.b) for way in ("in", "out")]
        others = [(third, side, day, code, way) for third, side, way in ways
                  for _, _, day, code in drawn(rng, 0.03, 0.2, 0.0)]  # fmt: skip
        found.append(read(panels(drawn(rng, 0.03, 0.2, 0.0), others))["FJI"].parts["place"])
    assert np.mean(found) == pytest.approx(0.5, abs=0.13)
    assert np.std(found) == pytest.approx(12**-0.5, abs=0.08)


def test_equal_means_share_a_place():
    assert place(0.5, [0.4, 0.5, 0.6, 0.7], 4) == pytest.approx(0.375)
    assert place(0.5, [0.4, 0.5, 0.6], 4) is None


def test_little_evidence_is_shown_as_such_and_none_is_undefined():
    found = read(panels(days("FJI", "WSM", "040", 3)))
    thin, none = found["FJI"], found["WSM"]
    assert (thin.standing, thin.probability, thin.parts["place"]) == (Standing.PRIOR_DOMINATED, None, None)
    assert "effective evidence" in thin.reason
    assert (none.standing, none.estimate) == (Standing.UNDEFINED, None)
    assert "no official act of WSM toward FJI" in none.reason
