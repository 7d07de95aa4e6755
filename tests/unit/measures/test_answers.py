"""Lead, gaudens and iungens on panels by hand: what is planted is named, what is not there is not."""

from datetime import date, timedelta

import numpy as np
import pytest
from breadth import slow_after

from tertius.codebooks.constants import constant
from tertius.measures import gaudens, lead
from tertius.model import Actor, ActorKind, Arena, Dyad, Inputs, Panel, Request, Span, Standing

PAIR = Dyad("FJI", "WSM")
WHOLE = Span(date(2000, 1, 1), date(2008, 1, 1))
ACTORS = tuple(Actor(one, ActorKind.STATE, one) for one in ("FJI", "WSM", "NZL", "TON"))
ARENA = Arena("islands", "Islands", "", ("FJI", "WSM"), (PAIR,), ("NZL", "TON"), ACTORS, (), (), ())
SIZE = WHOLE.days


def panel(name, columns, rows):
    found = {}
    for i, column in enumerate(columns):
        values = [row[i] for row in rows]
        dated = "date" in column
        found[column] = np.asarray([np.datetime64(v) if v else np.datetime64("NaT", "D") for v in values]
                                   if dated else values, dtype="datetime64[D]" if dated else object)  # fmt: skip
    return Panel(name, "syn", found, (WHOLE,))


def asked(part, between, outside, window=WHOLE):
    """Readings from (source, target, day, code) and (third, side, day, code, way)."""
    start = WHOLE.start
    acts = [(s, t, start + timedelta(days=int(d)), c, f"b{n}", None, None) for n, (s, t, d, c) in enumerate(between)]
    met = [(m, s, start + timedelta(days=int(d)), c, w, f"o{n}") for n, (m, s, d, c, w) in enumerate(outside)]
    panels = {
        "pair_act": panel("pair_act", ("source", "target", "date", "code", "event_id", "fate", "fate_date"), acts),
        "outsider_day": panel("outsider_day", ("third", "side", "date", "code", "direction", "event_id"), met),
    }
    request = Request(ARENA, PAIR, window.last, ("NZL", "TON"), window)
    inputs = Inputs(panels, {name: constant(name) for name in part.constants})
    return {one.actor: one for one in part.compute(inputs, request)}


def at_random(rng, chance):
    return np.flatnonzero(rng.random(SIZE) < chance)


def answers(rng, days, chance, wait):
    """Days some time after given ones."""
    later = [day + 1 + int(rng.exponential(wait)) for day in days if rng.random() < chance]
    return [day for day in later if day < SIZE]


def pace(seed, chance):
    """The sides answer NZL with some chance, TON never; both act at random, and so do the sides."""
    rng = np.random.default_rng(seed)
    lone, follower = at_random(rng, 0.05), at_random(rng, 0.05)
    own = [*at_random(rng, 0.03), *answers(rng, lone, chance, 5)]
    between = [(*(("FJI", "WSM") if n % 2 else ("WSM", "FJI")), day, "112") for n, day in enumerate(own)]
    return between, [*(("NZL", "FJI", day, "111", "out") for day in lone),
                     *(("TON", "WSM", day, "111", "out") for day in follower)]  # fmt: skip


def test_whom_the_sides_answer_leads():
    said = [asked(lead.MEASURE, *pace(seed, 0.8)) for seed in range(12)]
    assert sum(one["NZL"].state == "leads" for one in said) >= 10
    assert all(one["TON"].state == "none" for one in said)
    assert all(one["NZL"].estimate.value > one["TON"].estimate.value for one in said)
    assert all(one["NZL"].evidence for one in said)
    rate = [one["NZL"].parts["called_forth"] for one in said]
    assert np.median([one.value for one in rate]) == pytest.approx(0.8, abs=0.25)


@pytest.mark.slow
def test_nobody_leads_whom_nobody_answers():
    said = [asked(lead.MEASURE, *pace(seed, 0.0)) for seed in range(20)]
    assert sum(one[third].state == "leads" for one in said for third in ("NZL", "TON")) <= 1


def war(seed, gain, join):
    """NZL gains after fights, TON never does; the sides cooperate after NZL's offers, with given chances."""
    rng = np.random.default_rng(seed)
    fights, offers = at_random(rng, 0.03), at_random(rng, 0.03)
    gained, other = [*at_random(rng, 0.01), *answers(rng, fights, gain, 43)], at_random(rng, 0.03)
    talks = [*at_random(rng, 0.02), *answers(rng, offers, join, 5)]
    between = [*(("FJI", "WSM", day, "190") for day in fights), *(("WSM", "FJI", day, "046") for day in talks)]
    return between, [*(("NZL", "FJI", day, "0212", "in") for day in gained),
                     *(("NZL", "WSM", day, "039", "out") for day in offers),
                     *(("TON", "WSM", day, "061", "in") for day in other)]  # fmt: skip


@pytest.mark.parametrize(
    ("gain", "join", "state"),
    slow_after(
        1,
        [(0.9, 0.9, "gaudens and iungens"), (0.9, 0.0, "gaudens"), (0.0, 0.9, "iungens"), (0.0, 0.0, "none")],
        several=True,
    ),
)
def test_who_gains_and_who_joins_is_named(gain, join, state):
    said = [asked(gaudens.MEASURE, *war(seed, gain, join)) for seed in range(12)]
    assert sum(one["NZL"].state == state for one in said) >= 10
    assert sum(one["TON"].state != "none" for one in said) <= 1


def test_a_gain_called_forth_is_a_number_of_gains_a_day_of_conflict():
    said = [asked(gaudens.MEASURE, *war(seed, 0.9, 0.9))["NZL"] for seed in range(12)]
    # several gains of one day are one, and a month's wait is hard to tell from the background of its stretch
    assert 0.4 < np.median([one.estimate.value for one in said]) < 0.9
    assert sum(one.estimate.low < 0.9 < one.estimate.high for one in said) >= 9
    assert np.median([one.parts["joining"].value for one in said]) == pytest.approx(0.9, abs=0.35)


def test_what_cannot_be_asked_is_undefined_with_its_reason():
    between, outside = war(1, 0.9, 0.9)
    peace = [act for act in between if act[3] != "190"]
    assert "did not fight" in asked(gaudens.MEASURE, peace, outside)["NZL"].reason
    none = asked(gaudens.MEASURE, between, [act for act in outside if act[0] != "TON"])["TON"]
    assert (none.standing, none.reason) == (Standing.UNDEFINED, "it received nothing from either side in the period")
    alone = asked(lead.MEASURE, between, [act for act in outside if act[0] != "TON"])
    assert "no two third parties" in alone["NZL"].reason
    assert "no act of a side" in asked(lead.MEASURE, [], outside)["NZL"].reason


def test_acts_of_the_last_day_are_no_trouble():
    last = SIZE - 1
    between = [("FJI", "WSM", last, "190"), ("WSM", "FJI", 5, "046")]
    outside = [("NZL", "FJI", last, "0212", "in"), ("NZL", "FJI", last, "039", "out"),
               ("TON", "WSM", 3, "111", "out")]  # fmt: skip
    assert {one.standing for one in asked(lead.MEASURE, between, outside).values()} == {Standing.UNDEFINED}
    assert {one.standing for one in asked(gaudens.MEASURE, between, outside).values()} == {Standing.UNDEFINED}
