"""Decisions of alliance, partnership, pressure and proxy on panels by hand."""

from datetime import date, timedelta

import numpy as np
import pytest

from tertius.codebooks.constants import constant
from tertius.measures import alliance, partnership, pressure, proxy
from tertius.measures.episodes import Act
from tertius.measures.exchanges import divergence
from tertius.measures.pressure import unprovoked
from tertius.measures.rates import Memory, Ratio, Relative, monthly, tempering
from tertius.measures.volume import dealings_of, unlike
from tertius.model import Actor, ActorKind, Arena, Dyad, Inputs, Panel, Request, Span, Standing

SIDES = ("FJI", "WSM")
PAIR = Dyad(*SIDES)
YEARS = (Span(date(2000, 1, 1), date(2020, 1, 1)),)
WHOLE = Span(date(2004, 1, 1), date(2007, 1, 1))
THIRDS = ("NZL", "TON", "VUT", "KIR")
ACTORS = tuple(Actor(one, ActorKind.STATE, one) for one in ("FJI", "WSM", *THIRDS))
ARENA = Arena("islands", "Islands", "", ("FJI", "WSM"), (PAIR,), THIRDS, ACTORS, (), (), ())
FIRST = date(2004, 3, 1)


def _day(value):
    return np.datetime64("NaT", "D") if value is None else np.datetime64(value)


def panel(name, columns, rows):
    found = {}
    for i, column in enumerate(columns):
        values = [row[i] for row in rows]
        kind = "datetime64[D]" if "date" in column else object
        found[column] = np.asarray([_day(value) for value in values] if "date" in column else values, dtype=kind)
    return Panel(name, "syn", found, YEARS)


def panels(between=(), outside=(), agents=()):
    """Panels from (source, target, day, code), (third, side, day, code, way) and (agent, side, day, code, way)."""
    return {
        "pair_act": panel("pair_act", ("source", "target", "date", "code", "event_id", "fate", "fate_date"),
                          [(*row, f"b{n}", None, None) for n, row in enumerate(between)]),
        "outsider_day": panel("outsider_day", ("third", "side", "date", "code", "direction", "event_id"),
                              [(*row, f"o{n}") for n, row in enumerate(outside)]),
        "agent_day": panel("agent_day", ("agent", "side", "date", "code", "direction", "event_id"),
                           [(*row, f"g{n}") for n, row in enumerate(agents)]),
    }  # fmt: skip


def read(part, given, actor="FJI", window=WHOLE, **values):
    constants = {name: constant(name) for name in part.constants} | values
    request = Request(ARENA, PAIR, window.last, (actor,), window)
    return part.compute(Inputs({name: given[name] for name in part.needs}, constants), request)[0]


def run(count, *row, step=10, first=FIRST):
    """The same act so many times: ``row`` is (source, target, code)."""
    source, target, code = row
    return [(source, target, first + timedelta(days=step * n), code) for n in range(count)]


def both(count, code, step=10, first=FIRST):
    return run(count, "FJI", "WSM", code, step=step, first=first) + run(
        count, "WSM", "FJI", code, step=step, first=first + timedelta(days=3)
    )


USUAL = [(third, side, FIRST + timedelta(days=9 * n), "062", "out")
         for third in THIRDS for side in SIDES for n in range(40)]  # fmt: skip
"""Security cooperation of either side with everybody else."""


# --- alliance ---------------------------------------------------------------------------------------------------------


def test_two_that_help_and_praise_each_other_are_allies_in_deed():
    found = read(alliance.MEASURE, panels(both(20, "062") + both(20, "051")))
    assert found.state == "in deed"
    assert found.parts["security_cooperation"] > 0.99
    assert found.parts["formal_treaty"] == "not in the data"


def test_two_that_strike_and_blame_each_other_are_not_allies():
    found = read(alliance.MEASURE, panels(both(20, "190") + both(20, "112"), USUAL))
    assert found.state == "not in deed"
    assert found.parts["mutual_restraint"].high < 0.7
    assert found.parts["diplomatic_alignment"] < 0.01


def test_security_cooperation_that_is_common_is_no_mark_of_an_ally():
    own = both(5, "062", step=60)
    rare, usual = read(alliance.MEASURE, panels(own)), read(alliance.MEASURE, panels(own, USUAL))
    assert rare.parts["security_cooperation"] > 0.95
    assert usual.parts["security_cooperation"] < 0.05


def test_shared_adversaries_count_only_where_both_have_some():
    own = both(10, "040")
    against = [("KIR", side, FIRST + timedelta(days=9 * n), "163", "in") for side in SIDES for n in range(10)]
    parted = [("KIR" if side == "FJI" else "NZL", side, day, code, way) for _, side, day, code, way in against]
    assert read(alliance.MEASURE, panels(own)).parts["shared_adversaries"] is None
    assert read(alliance.MEASURE, panels(own, against[:10])).parts["shared_adversaries"] is None
    shared = read(alliance.MEASURE, panels(own, against)).parts["shared_adversaries"]
    assert (shared.low > 0.95, shared.n) == (True, 10.0)
    assert read(alliance.MEASURE, panels(own, parted)).parts["shared_adversaries"].high < 0.3


@pytest.mark.parametrize(
    ("between", "lacking"),
    [
        (both(2, "062") + both(2, "051"), "4.0 days of praise and blame, 4.0 days of security"),
        (both(20, "051"), "0.0 days of security cooperation"),
        (both(20, "062"), "0.0 days of praise and blame"),
    ],
)
def test_an_alliance_needs_evidence_for_every_part(between, lacking):
    found = read(alliance.MEASURE, panels(between))
    assert (found.standing, found.state) == (Standing.PRIOR_DOMINATED, None)
    assert lacking in found.reason


def test_both_sides_get_the_same_alliance():
    given = panels(both(9, "062") + run(7, "FJI", "WSM", "112"))
    one, two = (read(alliance.MEASURE, given, actor) for actor in SIDES)
    assert (one.estimate, one.probability, one.evidence) == (two.estimate, two.probability, two.evidence)
    assert (one.parts["counterpart"], two.parts["counterpart"]) == ("WSM", "FJI")


def test_a_period_that_is_partly_covered_is_told_with_what_was_asked():
    """A claim looks at months that no row shows; "covers 2000 to 2020" alone would read like a contradiction."""
    found = read(alliance.MEASURE, panels(both(9, "062")), window=Span(date(1999, 7, 1), date(2000, 7, 1)))
    assert found.standing is Standing.NOT_COVERED
    assert found.reason == "syn covers 2000-01-01/2019-12-31, not all of 1999-07-01/2000-06-30"


# --- partnership ------------------------------------------------------------------------------------------------------


def test_help_that_flows_one_way_and_deference_that_flows_back_is_patronage():
    given = panels(run(40, "FJI", "WSM", "071") + run(40, "WSM", "FJI", "051") + run(10, "WSM", "FJI", "023"))
    found = {actor: read(partnership.MEASURE, given, actor) for actor in SIDES}
    assert {one.state for one in found.values()} == {"patronage"}
    assert found["FJI"].parts["material_given"].low > 0.9
    assert found["WSM"].parts["dependence"].low > 0.9
    assert found["WSM"].parts["deference_per_100"] > 40.0


def test_help_from_many_others_makes_no_patron_of_one():
    given = panels(
        run(40, "FJI", "WSM", "071") + run(40, "WSM", "FJI", "051"),
        [(third, "WSM", FIRST + timedelta(days=5 * n), "071", "out") for third in THIRDS for n in range(60)],
    )
    assert read(partnership.MEASURE, given).state == "other"


def test_like_help_both_ways_is_reciprocal():
    found = read(partnership.MEASURE, panels(both(40, "061") + both(10, "057", step=30) + both(10, "020", step=31)))
    assert found.state == "reciprocal"
    assert found.probability == pytest.approx(found.parts["probability_reciprocal"])
    assert found.parts["currency_similarity"].low > 0.8


def test_help_that_follows_demands_is_a_bargain():
    given = panels(both(12, "061", step=90) + both(12, "131", step=90, first=FIRST - timedelta(days=8)))
    found = read(partnership.MEASURE, given)
    assert found.state == "transactional"
    assert found.parts["days_after_demand"] == pytest.approx(1 / 3, abs=0.05)


def test_help_amid_demands_on_every_other_day_is_no_bargain_by_that():
    """Any day would follow a demand: what is seen says nothing of this, and the prior comes back."""
    given = panels(both(60, "061") + both(340, "101", step=3))
    found = read(partnership.MEASURE, given)
    assert found.parts["days_after_demand"] > 0.9
    assert found.parts["conditionality"].low < 0.1 and found.parts["conditionality"].high > 0.9
    assert found.parts["conditionality"].n < 20 < found.estimate.n
    assert found.state == "unclear"


def test_help_that_comes_on_days_like_any_other_is_free():
    """Demands at random leave a third of all days after one, and a third of the help."""
    rng = np.random.default_rng(5)
    start = WHOLE.start
    at = [start + timedelta(days=int(day)) for day in rng.choice(1090, 15, replace=False)]
    help_days = [start + timedelta(days=int(day)) for day in rng.choice(1090, 150, replace=False)]
    acts = [("FJI", "WSM", day, "101") for day in at] + [("FJI", "WSM", day, "071") for day in help_days]
    found = read(partnership.MEASURE, panels(acts))
    assert found.parts["days_after_demand"] > 0.2
    assert found.parts["conditionality"].high < 0.3


def test_a_demand_counts_as_a_condition_only_inside_the_horizon():
    near = read(
        partnership.MEASURE, panels(both(30, "061", step=60) + both(30, "101", step=60, first=date(2004, 2, 1)))
    )
    far = read(
        partnership.MEASURE, panels(both(30, "061", step=60) + both(30, "101", step=60, first=date(2004, 1, 30)))
    )
    assert (date(2004, 3, 1) - date(2004, 2, 1)).days == constant("partnership.condition_days") - 1
    assert near.parts["conditionality"].low > 0.8
    assert far.parts["conditionality"].high < 0.2


def test_little_exchange_is_thin_whatever_it_looks_like():
    found = read(partnership.MEASURE, panels(both(9, "061")))
    assert (found.state, found.standing) == ("thin", Standing.PRIOR_DOMINATED)
    assert found.estimate.n == 18


def test_types_exclude_each_other():
    found = read(partnership.MEASURE, panels(both(12, "061") + run(12, "FJI", "WSM", "131", step=25)))
    total = sum(found.parts[f"probability_{name}"] for name in partnership.TYPES)
    assert 0.0 < total <= 1.0


@pytest.mark.parametrize(
    ("one", "two", "bits"), [((0.5, 0.5), (0.5, 0.5), 0.0), ((1.0, 0.0), (0.0, 1.0), 1.0), ((1, 0), (0.5, 0.5), 0.3113)]
)
def test_divergence_is_that_of_the_textbook(one, two, bits):
    assert divergence(np.asarray([one], float), np.asarray([two], float))[0] == pytest.approx(bits, abs=1e-4)


# --- pressure ---------------------------------------------------------------------------------------------------------

NOW = Span(date(2010, 10, 3), date(2011, 1, 1))


def words(count, step=4):
    return run(count, "FJI", "WSM", "112", step=step, first=NOW.start)


def test_words_that_multiply_are_verbal_conflict_and_no_more():
    found = read(pressure.MEASURE, panels(words(20)), window=NOW)
    assert (found.state, found.parts["channel"], found.parts["channels_raised"]) == ("verbal conflict", "verbal", 1.0)
    assert found.probability == pytest.approx(found.parts["verbal_raised"])
    assert found.parts["provocation_raised"] is None
    assert read(pressure.MEASURE, panels(words(20)), "WSM", NOW).standing is Standing.UNDEFINED


def test_a_steady_rate_is_not_raised():
    steady = run(400, "FJI", "WSM", "112", step=3, first=date(2007, 10, 1))
    found = read(pressure.MEASURE, panels(steady), window=NOW)
    assert found.state == "none"
    assert found.estimate.value == pytest.approx(0.0, abs=0.2)
    assert found.probability < 0.05


def test_two_channels_raised_are_hybrid():
    deeds = run(20, "FJI", "WSM", "154", step=4, first=NOW.start + timedelta(days=1))
    found = read(pressure.MEASURE, panels(words(20) + deeds), window=NOW)
    assert (found.state, found.parts["channels_raised"]) == ("hybrid", 2.0)


def test_without_a_window_the_last_ninety_days_are_the_window():
    given = panels(words(20))
    constants = {name: constant(name) for name in pressure.MEASURE.constants}
    asked = Request(ARENA, PAIR, NOW.last, ("FJI",))
    inputs = Inputs({name: given[name] for name in pressure.MEASURE.needs}, constants)
    assert pressure.compute(inputs, asked)[0].estimate == read(pressure.MEASURE, given, window=NOW).estimate


def test_a_reference_outside_coverage_makes_no_comparison():
    early = Span(date(2002, 1, 1), date(2002, 4, 1))
    found = read(pressure.MEASURE, panels(run(9, "FJI", "WSM", "112", first=early.start)), window=early)
    assert found.standing is Standing.UNDEFINED
    assert "does not cover" in found.reason


def test_bursts_that_were_there_before_are_tempered():
    rare = run(24, "FJI", "WSM", "112", step=30, first=date(2008, 7, 20))
    starts = [date(2008, 8, 1) + timedelta(days=180 * n) for n in range(4)]
    burst = [row for start in starts for row in run(6, "FJI", "WSM", "112", step=1, first=start)]
    even, bursty = (read(pressure.MEASURE, panels(given + words(12)), window=NOW) for given in (rare, burst))
    assert even.parts["verbal_raised"] > 0.95
    assert bursty.estimate.n < even.estimate.n
    assert bursty.parts["verbal_raised"] < even.parts["verbal_raised"]


def dealt(step, now_step):
    """Days of a side with everybody else, one in so many days before the recent ones and one in so many in them."""
    stretches = ((NOW.start - timedelta(days=810), 810, step), (NOW.start, 90, now_step))
    return [(third, "FJI", first + timedelta(days=n), "040", "joint") for number, third in enumerate(THIRDS)
            for first, days, gap in stretches for n in range(number, days, gap)]  # fmt: skip


EARLIER = run(36, "FJI", "WSM", "112", step=20, first=NOW.start - timedelta(days=810))


def test_words_that_grow_as_all_news_do_are_not_raised():
    alone, grown, steady = (
        read(pressure.MEASURE, panels(EARLIER + words(18, 5), outside), window=NOW)
        for outside in ((), dealt(20, 5), dealt(20, 20))
    )
    assert (alone.state, alone.parts["held_against"]) == ("verbal conflict", "own past")
    assert (grown.state, grown.parts["held_against"]) == ("none", "dealings with others")
    assert grown.estimate.value == pytest.approx(0.0, abs=0.15)
    assert grown.parts["volume"].value == pytest.approx(2.0, abs=0.15)
    assert grown.parts["unheld"] == alone.estimate
    assert steady.state == "verbal conflict"
    assert steady.estimate.value == pytest.approx(alone.estimate.value, abs=0.15)


def test_words_that_stay_while_all_else_falls_are_shown_so_and_not_called():
    found = read(pressure.MEASURE, panels(EARLIER + words(5, 18), dealt(4, 20)), window=NOW)
    assert found.estimate.low > 0.5
    assert found.parts["unheld"].value == pytest.approx(0.2, abs=0.3)
    assert (found.state, found.probability < 0.5) == ("none", True)


def test_few_dealings_with_others_hold_nothing():
    found = read(pressure.MEASURE, panels(EARLIER + words(18, 5), dealt(180, 90)), window=NOW)
    assert (found.state, found.parts["held_against"]) == ("verbal conflict", "own past")
    assert found.estimate == found.parts["unheld"]


def test_dealings_count_once_a_party_and_day_and_only_those_of_the_side():
    asked, before = Request(ARENA, PAIR, NOW.last, ("FJI",)), Span(NOW.start - timedelta(days=810), NOW.start)
    more = [*dealt(20, 5), *dealt(20, 5), *(("NZL", "WSM", NOW.start, "190", "in"),) * 9]
    for rows in (dealt(20, 5), more):
        found = dealings_of(panels(outside=rows)["outsider_day"], asked, "FJI", NOW, before)
        assert (found.now.sum(), found.before.sum()) == (4 * 18, 4 * 41)


def test_others_that_did_not_grow_alike_tell_less_of_the_growth():
    alike = np.asarray([10.0, 20.0, 10.0])
    assert unlike(alike, 8 * alike) == 1.0
    assert unlike(np.asarray([80.0, 10.0, 10.0]), np.full(3, 80.0)) > 20.0
    assert unlike(np.asarray([5.0]), np.asarray([40.0])) == unlike(np.zeros(3), alike) == 1.0


def test_a_ratio_held_against_another_has_the_quantiles_of_draws():
    ratio, other = Ratio((12.0, 30.0), (90.0, 720.0), 0.5), Ratio((25.0, 90.0), (90.0, 720.0), 0.5)
    rng, drawn = np.random.default_rng(5), []
    for one in (ratio, other):
        shapes = np.asarray(one.acts) + 0.5
        worth = 0.5 * 810.0 / (sum(one.acts) + 0.5)
        now, before = rng.standard_gamma(shapes, (200_000, 2)).T
        drawn.append(np.log2(now / (worth + 90.0) / (before / (worth + 720.0))))
    folds, held = drawn[0] - drawn[1], Relative(ratio, other)
    fold = held.fold(0.9)
    assert (fold.low, fold.value, fold.high) == pytest.approx(tuple(np.quantile(folds, [0.05, 0.5, 0.95])), abs=0.02)
    assert held.above(1.5) == pytest.approx(float((folds > np.log2(1.5)).mean()), abs=0.01)


@pytest.mark.parametrize(("lag", "counts"), [(15, True), (14, False), (0, False), (-1, True)])
def test_a_provocation_answers_nothing_of_the_two_weeks_before(lag, counts):
    own = [Act(100, "154", "own")]
    assert bool(unprovoked(own, [Act(100 - lag, "190", "theirs")], 14)) is counts


def test_open_war_and_words_are_no_provocation():
    assert unprovoked([Act(1, "190", "war"), Act(2, "112", "word")], [], 14) == []


@pytest.mark.parametrize(("helped", "raised"), [(date(2010, 9, 1), True), (date(2007, 1, 1), False), (None, False)])
def test_attacks_count_as_proxies_only_of_who_supported_the_agent_of_late(helped, raised):
    strikes = [("KIR REB", "WSM", NOW.start + timedelta(days=4 * n), "190", "out") for n in range(20)]
    help_ = [("KIR REB", "FJI", helped, "072", "in")] if helped else []
    found = read(pressure.MEASURE, panels(words(1), agents=strikes + help_), window=NOW)
    assert (found.state == "proxy") is raised
    assert bool([event for event in found.evidence if event.startswith("g")]) is raised


# --- proxy ------------------------------------------------------------------------------------------------------------


def armed(strike_lag, agent="KIR REB"):
    """Twenty months of a quarrel, of help for an agent, and of its attacks so many days after each quarrel."""
    start = [FIRST + timedelta(days=50 * n) for n in range(20)]
    return {
        "between": [("FJI", "WSM", day, "112") for day in start],
        "agents": [(agent, "FJI", day + timedelta(days=9), "072", "in") for day in start]
        + [(agent, "WSM", day + timedelta(days=strike_lag), "190", "out") for day in start],
    }


def test_an_agent_that_strikes_after_tension_is_a_proxy():
    found = read(proxy.MEASURE, panels(**armed(5)))
    assert (found.state, found.parts["agent"]) == ("proxy", "KIR REB")
    assert found.parts["direct_force"].high < 0.2
    assert found.probability == pytest.approx(
        found.parts["supported"] * found.parts["attacked"] * found.parts["excited"]
    )
    assert read(proxy.MEASURE, panels(**armed(5)), "WSM").standing is Standing.UNDEFINED


def test_an_agent_that_strikes_at_other_times_is_none():
    found = read(proxy.MEASURE, panels(**armed(40)))
    assert (found.state, found.estimate.high < 0) == ("none", True)


def test_attacks_that_share_only_the_month_with_tension_make_no_proxy():
    """Every other quarter holds quarrels and attacks, and in it attacks come on days like any other."""
    start = [FIRST + timedelta(days=180 * n) for n in range(6)]
    given = [("FJI", "WSM", day + timedelta(days=60 * n), "112") for day in start for n in range(2)]
    strikes = [("KIR REB", "WSM", day + timedelta(days=3 * n), "190", "out") for day in start for n in range(31)]
    help_days = [("KIR REB", "FJI", day + timedelta(days=7 * n), "072", "in") for day in start for n in range(5)]
    found = read(proxy.MEASURE, panels(given, agents=strikes + help_days))
    assert (found.standing, found.state) == (Standing.MEASURED, "none")
    assert 0.1 < found.parts["excited"] < 0.9


def test_with_tension_on_most_days_nothing_can_be_told():
    """Where no two days of tension lie a month apart every day follows some: no rate is left to compare with."""
    given = armed(5)
    every = [("WSM", "FJI", WHOLE.start + timedelta(days=n), "112") for n in range(-40, 1100, 20)]
    found = read(proxy.MEASURE, panels(given["between"] + every, agents=given["agents"]))
    assert (found.standing, found.state) == (Standing.UNDEFINED, None)
    assert found.reason.startswith("undetectable")
    # one quiet month does not make 20 attacks in other months tell anything
    quiet = [row for row in every if not 300 < (row[2] - WHOLE.start).days < 380]
    thin = read(proxy.MEASURE, panels(given["between"] + quiet, agents=given["agents"]))
    assert (thin.standing, thin.state) == (Standing.PRIOR_DOMINATED, None)
    assert thin.parts["attacks_that_tell"] < 3.0 < thin.parts["attack_days"]


def test_of_two_agents_only_those_whose_attacks_can_tell_are_weighed():
    given = armed(5)
    mute = [("TON REB", "FJI", WHOLE.start + timedelta(days=n), "072", "in") for n in range(30)]
    mute += [("TON REB", "WSM", WHOLE.start + timedelta(days=n), "190", "out") for n in range(10)]
    found = read(proxy.MEASURE, panels(given["between"], agents=given["agents"] + mute))
    assert (found.parts["agent"], found.parts["agents"]) == ("KIR REB", 1.0)


def test_the_likeliest_agent_is_reported():
    one, two = armed(5, "KIR REB"), armed(40, "TON REB")
    found = read(proxy.MEASURE, panels(one["between"], agents=two["agents"] + one["agents"]))
    assert (found.parts["agent"], found.parts["agents"]) == ("KIR REB", 2.0)


def test_an_accusation_without_support_on_record_is_no_proxy():
    given = armed(5)
    accused = [("WSM", "FJI", day, "1123") for _, _, day, _ in given["between"]]
    strikes = [row for row in given["agents"] if row[4] == "out"]
    found = read(proxy.MEASURE, panels(given["between"] + accused, agents=strikes))
    assert found.standing is Standing.UNDEFINED


# --- rates ------------------------------------------------------------------------------------------------------------


def test_the_ratio_is_that_of_draws():
    ratio, rng = Ratio((6.0, 10.0), (90.0, 720.0), 0.5), np.random.default_rng(1)
    worth = 0.5 * 810.0 / 16.5
    draws = rng.gamma(6.5, 1 / (worth + 90), 200_000) / rng.gamma(10.5, 1 / (worth + 720), 200_000)
    assert ratio.above(1.5) == pytest.approx((draws > 1.5).mean(), abs=0.005)
    fold = ratio.fold(0.9)
    assert (fold.low, fold.value, fold.high) == pytest.approx(np.quantile(np.log2(draws), (0.05, 0.5, 0.95)), abs=0.02)


def test_months_are_counted_back_from_the_last_day():
    assert monthly([100, 99, 71, 70, 41, 40, 11], 10, 100).tolist() == [2.0, 2.0, 3.0]
    assert monthly([], 0, 10).tolist() == []


def test_even_counts_are_not_tempered_and_short_series_tell_nothing():
    assert tempering(np.full((1, 24), 4.0), 12) == 1.0
    assert tempering(np.asarray([[9.0, 0.0, 0.0, 9.0]]), 12) == 1.0
    assert tempering(np.asarray([[12.0, 0.0, 0.0, 0.0, 0.0, 0.0] * 4]), 12) < 0.2


def test_a_day_counts_by_its_age_and_once():
    memory = Memory(1.0, 60, windowed=False)
    assert memory.worth([60, 60, 30]) == pytest.approx(1.5)
    assert Memory(1.0, 60, windowed=True).worth([60, 30]) == 2.0


@pytest.mark.parametrize("rate", [1.0, 3.0])
def test_bursts_alone_seldom_raise_a_channel(rate):
    rng, raised = np.random.default_rng(4), 0
    months = rng.negative_binomial(rate / 2.0, 1.0 / 3.0, (400, 27)).astype(float)
    for before, now in zip(months[:, :24], months[:, 24:].sum(axis=1), strict=True):
        eta = tempering(before[None], 12)
        ratio = Ratio((eta * now, eta * before.sum()), (eta * 90.0, eta * 720.0), constant("pressure.prior_acts"))
        raised += ratio.n >= 5 and ratio.above(constant("pressure.ratio")) > constant("pressure.level")
    assert raised <= 0.05 * len(months)
