"""Decisions of guarantor, arbiter, convening, reference and spoiling on panels by hand."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from tertius.codebooks.constants import constant
from tertius.measures import arbiter, convening, guarantor, reference, spoiling
from tertius.measures.episodes import Act
from tertius.measures.guarantees import Horizons, trigger_episodes
from tertius.measures.spoiling import Calendar
from tertius.model import Actor, ActorKind, Arena, Dyad, Inputs, Panel, Place, Request, Span, Standing, UnknownName

PAIR = Dyad("FJI", "WSM")
YEARS = (Span(date(2000, 1, 1), date(2020, 1, 1)),)
WHOLE = YEARS[0]
PLACES = (Place("suva", ("Suva",), "FJI"), Place("nadi", ("Nadi",), "FJI"), Place("apia", ("Apia",), "WSM"))
ACTORS = tuple(Actor(one, ActorKind.STATE, one) for one in ("FJI", "WSM", "NZL", "TON"))
ARENA = Arena("islands", "Islands", "", ("FJI", "WSM"), (PAIR,), ("NZL", "TON"), ACTORS, (), PLACES, ())
FIRST = date(2005, 1, 1)


def panel(name, columns, rows):
    found = {}
    for i, column in enumerate(columns):
        values = [row[i] for row in rows]
        if "date" in column:
            found[column] = np.asarray([np.datetime64("NaT", "D") if v is None else np.datetime64(v) for v in values],
                                       dtype="datetime64[D]")  # fmt: skip
        else:
            found[column] = np.asarray(values, dtype=bool if column in ("talk", "of_pair") else object)
    return Panel(name, "syn", found, YEARS)


def panels(between=(), outside=(), named=(), venues=()):
    """Panels from (source, target, day, code), (third, side, day, code, way), (third, part, day, code) and venues."""
    sides = [(s, t, d, c, f"b{n}", None, None) for n, (s, t, d, c) in enumerate(between)]
    parts = [(t, p, d, c, f"n{n}") for n, (t, p, d, c) in enumerate(named)]
    events = [(d, c, f"b{n}", True) for n, (_, _, d, c) in enumerate(between)]
    events += [(d, c, f"n{n}", True) for n, (_, _, d, c) in enumerate(named)]
    return {
        "pair_act": panel("pair_act", ("source", "target", "date", "code", "event_id", "fate", "fate_date"), sides),
        "pair_event": panel("pair_event", ("date", "code", "event_id", "talk"), events),
        "pair_part": panel("pair_part", ("third", "part", "date", "code", "event_id"), parts),
        "outsider_day": panel("outsider_day", ("third", "side", "date", "code", "direction", "event_id"),
                              [(*row, f"o{n}") for n, row in enumerate(outside)]),
        "venue_day": panel("venue_day", ("host", "place", "level", "of_pair", "date", "event_id"),
                           [(*row, f"v{n}") for n, row in enumerate(venues)]),
    }  # fmt: skip


def read(part, given, actor="NZL", window=WHOLE, **values):
    constants = {name: constant(name) for name in part.constants} | values
    request = Request(ARENA, PAIR, window.last, (actor,), window)
    return part.compute(Inputs({name: given[name] for name in part.needs}, constants), request)[0]


def every(count, step, first=FIRST):
    return [first + timedelta(days=step * n) for n in range(count)]


STRUCK = [("WSM", "FJI", day, "190") for day in every(20, 120)]


def answered(code, lag, side="FJI"):
    return [("NZL", side, day + timedelta(days=lag), code, "out") for _, _, day, _ in STRUCK]


@pytest.mark.parametrize(
    ("outside", "named", "part", "count"),
    [
        (answered("074", 0), (), "deeds", 20.0),
        (answered("074", 30), (), "deeds", 20.0),
        (answered("074", 31), (), "silence", 20.0),
        (answered("163", 10, "WSM"), (), "deeds", 20.0),
        (answered("163", 10, "FJI"), (), "silence", 20.0),
        (answered("112", 14, "WSM"), (), "words", 20.0),
        (answered("112", 15, "WSM"), (), "silence", 20.0),
        (answered("1222", 9), (), "reverses", 20.0),
        (answered("061", 9, "WSM"), (), "reverses", 20.0),
        ([*answered("061", 9, "WSM"), *answered("074", 29)], (), "deeds", 20.0),
        ((), [("NZL", "mediator", day, "0871") for _, _, day, _ in STRUCK], "ceasefires", 20.0),
        ((), [("NZL", "witness", day, "0871") for _, _, day, _ in STRUCK], "ceasefires", 0.0),
    ],
)
def test_the_strongest_answer_within_its_horizon_counts(outside, named, part, count):
    assert read(guarantor.MEASURE, panels(STRUCK, outside, named)).parts[part] == count


def test_who_acts_when_a_side_is_attacked_and_only_then_is_a_guarantor():
    found = read(guarantor.MEASURE, panels(STRUCK, answered("074", 5)))
    assert (found.state, found.standing) == ("guarantor", Standing.MEASURED)
    assert found.parts["toward_FJI"].value > 0.8
    assert found.parts["toward_WSM"] is None


def test_a_guarantor_that_no_second_publisher_bears_out_is_told_so_where_a_program_coded():
    told = panels(STRUCK, answered("074", 5))
    told["outsider_day"] = replace(told["outsider_day"], machine_coded=True)
    found = read(guarantor.MEASURE, told)
    assert (found.state, found.standing) == ("guarantor", Standing.MEASURED)
    assert found.reason.startswith("no second publisher is known")
    assert read(guarantor.MEASURE, panels(STRUCK, answered("074", 5))).reason == ""


def test_who_gives_the_same_all_the_time_is_none():
    aid = [("NZL", "FJI", day, "072", "out") for day in every(740, 10, date(2000, 1, 5))]
    found = read(guarantor.MEASURE, panels(STRUCK, aid))
    assert found.parts["lift"].value < 0.05
    assert found.parts["deed_without_trigger"].value > 0.9
    assert found.state != "guarantor"
    assert found.estimate.value > 0.8


def test_a_commitment_without_a_deed_is_nominal_and_no_commitment_is_none():
    vow = [("NZL", "FJI", date(2004, 1, 1), "0334", "out")]
    many = [("WSM", "FJI", day, "190") for day in every(60, 60)]
    assert read(guarantor.MEASURE, panels(many, vow)).state == "nominal"
    assert read(guarantor.MEASURE, panels(many)).state == "none"
    assert read(guarantor.MEASURE, panels(many, (), [("NZL", "guarantor", FIRST, "057")])).state == "nominal"


def test_a_broker_of_ceasefires_is_no_guarantor_by_that_alone():
    found = read(guarantor.MEASURE, panels(STRUCK, (), [("NZL", "mediator", day, "0871") for _, _, day, _ in STRUCK]))
    assert found.estimate.value > 0.8
    assert found.parts["lift_with_ceasefires"].low > 0.5
    assert found.state == "none"


def test_without_a_trigger_a_guarantor_is_untested():
    found = read(guarantor.MEASURE, panels((), answered("074", 5)))
    assert (found.standing, found.state) == (Standing.UNDEFINED, "untested")
    assert "untested" in found.reason
    called = [("NZL", "FJI", day, "0234", "in") for day in every(6, 100)]
    assert read(guarantor.MEASURE, panels((), called)).parts["silence"] == 6.0


def test_triggers_a_week_apart_are_one_episode_and_a_long_war_begins_anew():
    days = Horizons(deed=30, word=14, gap=7)
    acts = [Act(day, "190", str(day)) for day in (0, 7, 15, *range(100, 170, 7))]
    assert [(one[0].day, one[-1].day) for one in trigger_episodes(acts, days)] == [
        (0, 7), (15, 15), (100, 128), (135, 163)
    ]  # fmt: skip


def told(code, side, reply=None, other="NZL", step=90):
    """Twelve directives of New Zealand to a side, each with a reply of the side ten days later."""
    orders = [("NZL", side, day, code, "out") for day in every(12, step)]
    back = [(other, side, day + timedelta(days=10), reply, "in") for day in every(12, step)] if reply else []
    return [*orders, *back]


def test_an_arbiter_is_obeyed_by_both_sides_and_others_are_not():
    ours = [*told("106", "FJI", "040"), *told("106", "WSM", "040")]
    others = [("TON", side, day, "106", "out") for side in PAIR_SIDES for day in every(12, 90, date(2010, 1, 1))]
    found = read(arbiter.MEASURE, panels((), [*ours, *others]))
    assert found.state == "arbiter"
    assert found.estimate.low > 0.7
    assert found.parts["lift"].low > 0.4
    assert read(arbiter.MEASURE, panels((), [*ours, *others]), "TON").state == "none"


PAIR_SIDES = (PAIR.a, PAIR.b)


def test_one_obedient_side_makes_no_arbiter():
    ours = [*told("106", "FJI", "040"), *told("106", "WSM", "120")]
    found = read(arbiter.MEASURE, panels((), ours))
    assert found.estimate.value < 0.1
    assert found.parts["complied_FJI"].value > 0.9


@pytest.mark.parametrize(
    ("order", "reply", "lag", "obeyed"),
    [("1053", "0841", 30, True), ("1053", "0841", 31, False), ("1056", "0874", 60, True), ("1056", "0874", 61, False),
     ("1056", "0871", 31, False), ("139", "083", 20, True), ("106", "0841", 10, False), ("107", "057", 5, True)],
)  # fmt: skip
def test_the_matched_act_toward_the_other_side_complies_in_time(order, reply, lag, obeyed):
    orders = [("NZL", side, day, order, "out") for side in PAIR_SIDES for day in every(12, 90)]
    acts = [(one, two, day + timedelta(days=lag), reply)
            for one, two in (PAIR_SIDES, PAIR_SIDES[::-1]) for day in every(12, 90)]  # fmt: skip
    assert (read(arbiter.MEASURE, panels(acts, orders)).estimate.value > 0.5) is obeyed


def test_directives_to_one_side_only_are_no_arbitration_and_few_are_thin():
    assert read(arbiter.MEASURE, panels((), told("106", "FJI", "040"))).standing is Standing.UNDEFINED
    few = [("NZL", side, day, "106", "out") for side in PAIR_SIDES for day in every(3, 90)]
    assert read(arbiter.MEASURE, panels((), few)).standing is Standing.PRIOR_DOMINATED


def held(host, place, level, count, first=FIRST, of_pair=True):
    return [(host, place, level, of_pair, day) for day in every(count, 20, first)]


def test_a_meeting_of_heads_counts_more_and_one_a_day():
    heads = held("NZL", None, "head", 20)
    low = held("TON", None, None, 20, FIRST + timedelta(days=3))
    given = panels(venues=[*heads, *heads, *low])
    one, other = read(convening.MEASURE, given), read(convening.MEASURE, given, "TON")
    assert one.estimate.value / other.estimate.value > 2.0
    assert one.parts["meetings"] == 20.0


def test_places_of_one_country_are_told_apart():
    given = panels(venues=[*held("FJI", "suva", "head", 24), *held("FJI", "nadi", "head", 6, date(2010, 1, 1)),
                           *held("WSM", "apia", "head", 6, date(2012, 1, 1))])  # fmt: skip
    country = read(convening.MEASURE, given, "FJI")
    suva, nadi, apia = (read(convening.MEASURE, given, place) for place in ("suva", "nadi", "apia"))
    assert country.parts["places"] == "suva 24, nadi 6"
    assert country.estimate.value > suva.estimate.value > nadi.estimate.value
    assert nadi.estimate.value == pytest.approx(apia.estimate.value)
    assert suva.parts["country"] == "FJI"
    with pytest.raises(UnknownName):
        read(convening.MEASURE, given, "atlantis")


def test_rank_weighs_hosts_against_each_other_and_does_not_thin_the_evidence():
    low, high = (panels(venues=[*held("NZL", None, rank, 30), *held("TON", None, rank, 10, date(2010, 1, 1))])
                 for rank in (None, "head"))  # fmt: skip
    one, other = (read(convening.MEASURE, given, window=WHOLE).estimate for given in (low, high))
    assert (one.value, one.low, one.high) == pytest.approx((other.value, other.low, other.high))
    assert one.n == pytest.approx(40.0, rel=0.01)
    mixed = panels(venues=[*held("NZL", None, "head", 30), *held("TON", None, None, 30, date(2010, 1, 1))])
    found = read(convening.MEASURE, mixed, window=WHOLE)
    assert found.estimate.n == pytest.approx((30 + 9) ** 2 / (30 + 2.7), rel=0.01)
    assert found.estimate.value == pytest.approx(30 / 39, abs=0.05)


def test_the_joint_role_reads_credit_itself_as_evidence():
    given = panels(venues=[*held("NZL", None, None, 30), *held("TON", None, None, 10, date(2010, 1, 1))])
    credited, shown = (read(replace(convening.MEASURE, compute=way), given, window=WHOLE)
                       for way in (convening.by_credit, convening.compute))  # fmt: skip
    assert credited.estimate.n == pytest.approx(40 * constant("convening.other_weight"), rel=0.01)
    assert credited.detectable == shown.detectable


def test_meetings_without_a_side_of_the_pair_are_told_apart():
    given = panels(venues=[*held("NZL", None, "head", 20, of_pair=False), *held("TON", None, "head", 20, FIRST)])
    found = read(convening.MEASURE, given)
    assert found.estimate.value > 0.3
    assert found.parts["share_in_meetings_of_pair"].value < 0.05


def test_the_point_of_reference_is_who_is_asked_not_who_asks():
    asked = [("NZL", "FJI", day, "020", "in") for day in every(30, 30)]
    asks = [("TON", "FJI", day, "020", "out") for day in every(30, 30)]
    given = panels((), [*asked, *asks])
    assert read(reference.MEASURE, given).estimate.value > 0.8
    assert read(reference.MEASURE, given, "TON").estimate.value < 0.1


MILESTONES = [("FJI", "WSM", day, "057") for day in every(12, 180)]


def hostile(lag, code="190"):
    return [("NZL", "FJI", day + timedelta(days=lag), code, "out") for _, _, day, _ in MILESTONES]


@pytest.mark.parametrize(("lag", "rises"), [(1, True), (21, True), (22, False), (60, False)])
def test_hostility_in_the_three_weeks_after_a_milestone_is_spoiling(lag, rises):
    found = read(spoiling.MEASURE, panels(MILESTONES, hostile(lag)))
    assert (found.estimate.value > 0) is rises
    assert (found.state == "spoiler") is rises


def test_hostility_as_dense_before_milestones_as_after_them_is_no_spoiling():
    lags = (-15, -10, -5, 5, 10, 15)
    both, late = ([act for lag in lags if lag > least for act in hostile(lag)] for least in (-20, 0))
    alike, after = (read(spoiling.MEASURE, panels(MILESTONES, acts)) for acts in (both, late))
    assert alike.probability > 0.99  # more on these days than at other times
    assert alike.parts["above_before"] == pytest.approx(0.5, abs=1e-6)
    assert (alike.state, after.state) == ("none", "spoiler")
    assert after.parts["above_before"] > 0.99


def test_days_between_two_milestones_do_not_tell_before_from_after():
    close = [(*way, day + timedelta(days=lag), code) for *way, day, code in MILESTONES for lag in (0, 20)]
    found = read(spoiling.MEASURE, panels(close, hostile(10)))
    assert found.parts["above_before"] == pytest.approx(0.5)


def test_hostility_on_the_day_of_a_milestone_is_neither_after_nor_another_day():
    found = read(spoiling.MEASURE, panels(MILESTONES, hostile(0)))
    assert (found.parts["acts_after"], found.parts["acts_other"], found.state) == (0.0, 0.0, None)


def test_a_milestone_that_names_the_outsider_is_not_spoiled_by_it():
    named = [("NZL", "mediator", day, "057") for _, _, day, _ in MILESTONES]
    found = read(spoiling.MEASURE, panels((), hostile(5), named))
    assert found.standing is Standing.UNDEFINED
    assert read(spoiling.MEASURE, panels((), hostile(5), named), "TON").parts["milestones"] == 12.0


def test_days_are_of_a_milestone_or_after_one_or_other_days():
    made = Calendar.of([(110, 1.0), (115, 1.0)], 100, 260, after=21)
    days = np.arange(100, 261)
    assert days[made.milestone > 0].tolist() == [110, 115]
    assert days[made.after > 0].tolist() == list(range(111, 137))
    assert days[made.before > 0].tolist() == list(range(100, 115))
    assert days[made.other > 0].tolist() == [*range(100, 110), *range(137, 261)]


def test_a_day_follows_any_of_the_milestones_that_may_have_taken_place():
    made = Calendar.of([(0, 0.3), (0, 0.5), (2, 0.5)], 0, 4, after=2)
    assert made.milestone == pytest.approx([0.65, 0.0, 0.5, 0.0, 0.0])
    assert made.after == pytest.approx([0.0, 0.65, 0.65, 0.5, 0.5])
    assert made.before == pytest.approx([0.5, 0.5, 0.0, 0.0, 0.0])


def told_by(given, *voices, machine_coded=True):
    """The same reports of the two sides by each of some voices, and acts of outsiders that two voices tell alike."""

    def by(one):
        twice = {name: np.concatenate([column] * len(voices)) for name, column in one.columns.items()}
        twice["voice"] = np.repeat(np.asarray(voices, dtype=object), len(one))
        return replace(one, columns=twice, machine_coded=machine_coded)

    acts = given["outsider_day"]
    sure = replace(acts, columns={**acts.columns, "voices": np.full(len(acts), 2.0)}, machine_coded=machine_coded)
    return {**given, "pair_event": by(given["pair_event"]), "outsider_day": sure}


def test_a_milestone_of_one_voice_counts_as_probably_as_it_took_place():
    given, talks = panels(MILESTONES, hostile(5)), [("FJI", "WSM", date(2004, 1, 1), "040")]
    alone, other = told_by(given, "FJI state"), told_by(panels(talks), "INT wire")["pair_event"]
    heard = {name: np.concatenate([column, other[name]]) for name, column in alone["pair_event"].columns.items()}
    weighed = read(spoiling.MEASURE, {**alone, "pair_event": replace(other, columns=heard)})
    whole = [read(spoiling.MEASURE, one) for one in (given, alone, told_by(given, "FJI state", "INT wire"))]
    # where a single voice is heard in all, nothing can be told apart and every milestone counts
    assert [one.parts["milestones"] for one in whole] == [12.0] * 3
    assert weighed.parts["milestones"] == pytest.approx(12.0 * constant("spoiling.single_voice"))
    assert weighed.parts["acts_after"] == pytest.approx(12.0 * constant("spoiling.single_voice"))
    assert weighed.state == "spoiler"


def test_a_commitment_of_yesterday_is_known_and_one_of_tomorrow_is_not():
    vow = [("NZL", "FJI", date(2012, 1, 1), "0334", "out")]
    many = [("WSM", "FJI", day, "190") for day in every(60, 40)]
    given = panels(many, vow)
    early = Span(date(2000, 1, 1), date(2012, 1, 1))
    assert read(guarantor.MEASURE, given, window=early).parts["commitment"] == "no"
    assert read(guarantor.MEASURE, given, window=replace(early, end=date(2012, 1, 2))).parts["commitment"] == "yes"
