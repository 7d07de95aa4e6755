"""Sovereignty and balance on panels by hand and on drawn days: planted shares come back."""

from datetime import date, timedelta

import numpy as np
import pytest
from breadth import slow_after
from scipy.special import digamma

from tertius.codebooks.constants import constant
from tertius.measures import balance, sovereignty
from tertius.measures.partners import Spread
from tertius.model import Actor, ActorKind, Arena, Dyad, Inputs, Panel, Request, Span, Standing

SIDES = ("FJI", "WSM")
PAIR = Dyad(*SIDES)
THIRDS = ("NZL", "TON", "VUT", "KIR", "NRU", "PLW", "TUV", "MHL", "AUS")
PARTNERS = ("WSM", *THIRDS)
ISLE = "KIR_PRE_ISL"
ACTORS = (*(Actor(one, ActorKind.STATE, one) for one in ("FJI", *PARTNERS)), Actor(ISLE, ActorKind.NON_STATE, "Isle"))
ARENA = Arena("islands", "Islands", "", SIDES, (PAIR,), THIRDS, ACTORS, (), (), ())
YEARS = (Span(date(2000, 1, 1), date(2020, 1, 1)),)
WHOLE = Span(date(2004, 1, 1), date(2010, 1, 1))
FIRST = date(2004, 3, 1)


def panel(name, columns, rows):
    kinds = {"date": "datetime64[D]", "fate_date": "datetime64[D]"}
    found = {}
    for i, column in enumerate(columns):
        values = [row[i] for row in rows]
        found[column] = np.asarray(values, dtype=kinds.get(column, object))
    return Panel(name, "syn", found, YEARS)


def read(acts, actor="FJI", window=WHOLE, part=sovereignty.MEASURE, **values):
    """The reading of a side, from (source, target, day, code) of whoever acts with it."""
    between = [(*row, f"b{n}", None, np.datetime64("NaT")) for n, row in enumerate(acts) if {*row[:2]} == {*SIDES}]
    outside = []
    for n, (source, target, day, code) in enumerate(acts):
        if {source, target} != {*SIDES}:
            away = source not in PAIR
            third, side = (source, target) if away else (target, source)
            outside.append((third, side, day, code, "out" if away else "in", f"o{n}"))
    panels = {
        "pair_act": panel("pair_act", ("source", "target", "date", "code", "event_id", "fate", "fate_date"), between),
        "outsider_day": panel("outsider_day", ("third", "side", "date", "code", "direction", "event_id"), outside),
    }
    constants = {name: constant(name) for name in part.constants} | values
    request = Request(ARENA, PAIR, window.last, (actor,), window)
    return part.compute(Inputs(panels, constants), request)[0]


def helps(partner, count, *, code="071", step=7, first=FIRST):
    return [(partner, "FJI", first + timedelta(days=step * n), code) for n in range(count)]


def inputs(**values):
    return Inputs({}, {name: constant(name) for name in sovereignty.MEASURE.constants} | values)


# --- spread of cooperation --------------------------------------------------------------------------------------------


def test_no_claim_can_rest_on_a_probability_of_sovereignty():
    assert read(helps("NZL", 60)).probability is None


def test_one_that_gives_nearly_all_makes_dependent_and_is_named():
    found = read(helps("NZL", 60) + helps("TON", 6, step=50))
    assert (found.standing, found.state, found.parts["top_partner"]) == (Standing.MEASURED, "dependent", "NZL")
    assert found.estimate.high < 0.4
    assert found.parts["top_share"].low > 0.8
    assert found.parts["received_share"].low > 0.8


def test_equal_partners_make_nobody_dependent():
    found = read([row for partner in PARTNERS for row in helps(partner, 12, step=60)])
    assert found.state == "spread"
    assert found.estimate.high > 0.99
    assert found.parts["probability_dependent"] < 0.001
    assert (found.parts["partners"], found.parts["alternatives"]) == (10.0, 10.0)


def test_two_equal_partners_are_unclear_rather_than_one_master():
    found = read(helps("NZL", 30) + helps("TON", 30, first=FIRST + timedelta(days=3)))
    assert found.state == "unclear"
    assert found.parts["top_partner"] == "NZL and TON"


def test_the_other_side_of_the_pair_is_a_partner_like_others():
    found = [read(helps(partner, 40) + helps("TON", 10, step=30)) for partner in ("WSM", "NZL")]
    assert [one.parts["top_partner"] for one in found] == ["WSM", "NZL"]
    assert found[0].estimate == found[1].estimate


def test_what_a_state_gives_counts_and_what_it_receives_is_told_apart():
    given = [("FJI", "NZL", day, code) for _, _, day, code in helps("NZL", 30)]
    found = read(given + helps("TON", 10, step=30))
    assert found.parts["top_partner"] == "NZL"
    assert 0.1 < found.parts["received_share"].high < 0.3  # none of ten is no proof of none


def test_a_day_counts_once_a_partner_and_words_not_at_all():
    once = read(helps("NZL", 30) + helps("TON", 10))
    more = read(helps("NZL", 30) + helps("NZL", 30, code="061") + helps("TON", 10) + helps("VUT", 90, code="051"))
    assert once.estimate == more.estimate


def test_an_authority_that_is_no_state_is_no_partner():
    without = helps("NZL", 30) + helps("TON", 10)
    authority = [("FJI", ISLE, day, code) for _, _, day, code in helps("X", 90)]
    assert read(without).estimate == read(without + authority).estimate


def test_days_that_come_in_bursts_are_fewer_days():
    even = [row for partner in PARTNERS[1:5] for row in helps(partner, 24, step=90)]
    start = {partner: FIRST + timedelta(days=90 * n) for n, partner in enumerate(PARTNERS[1:5])}
    burst = [row for partner in start for year in range(6)
             for row in helps(partner, 4, step=3, first=start[partner] + timedelta(days=365 * year))]  # fmt: skip
    one, two = read(even), read(burst)
    assert one.estimate.n == pytest.approx(96.0, abs=1.0)
    assert two.estimate.n < 80.0


@pytest.mark.parametrize(
    ("count", "standing", "reason"),
    [(0, "undefined", "0 days"), (1, "undefined", "1 days"), (19, "prior-dominated", "19.0 effective days, below 20"),
     (20, "measured", "")],
)  # fmt: skip
def test_little_evidence_is_no_verdict(count, standing, reason):
    found = read(helps("NZL", count, step=40))
    assert (found.standing.value, found.state is None) == (standing, count < 20)
    assert reason in found.reason
    if count < 20:
        assert "undetectable at this volume" in found.reason


def test_where_one_partner_alone_is_seen_others_are_still_possible():
    found = read(helps("NZL", 25))
    assert (found.estimate.value, found.estimate.low) == (0.0, 0.0)
    assert found.estimate.high > 0.05


SHARES = {
    "equal": (0.1,) * 10,
    "uneven": (0.4, 0.2, 0.1, 0.1, 0.05, 0.05, 0.05, 0.05),
    "one": (0.7, 0.1, 0.1, 0.1),
}


@pytest.mark.parametrize("name", SHARES)
def test_planted_shares_are_recovered_and_covered(name):
    rng, given = np.random.default_rng(6100), inputs(**{"roles.draws": 800.0})
    share = np.asarray((*SHARES[name], *(0.0,) * (10 - len(SHARES[name]))))
    truth = (1.0 - (share**2).sum()) / 0.9
    read_off = []
    for count in rng.multinomial(60, share, 300):
        draws = sovereignty.spread_draws(Spread(count.astype(float), 60.0, 1.0), given, 0)
        read_off.append(np.quantile(draws, (0.05, 0.5, 0.95)))
    low, value, high = np.transpose(read_off)
    assert abs(value.mean() - truth) < 0.01
    assert ((low <= truth + 1e-12) & (truth - 1e-12 <= high)).mean() > 0.85


def test_counts_by_chance_of_equal_partners_never_make_dependent():
    rng = np.random.default_rng(6101)
    for count in rng.multinomial(30, (0.1,) * 10, 20):
        found = read([row for one, n in zip(PARTNERS, count, strict=True) for row in helps(one, int(n), step=60)])
        assert found.state == "spread"


def test_the_concentration_of_plain_days_is_that_of_simpson():
    count = np.asarray([5.0, 3.0, 2.0])
    assert sovereignty.simpson(Spread(count, 10.0, 1.0)) == pytest.approx((20 + 6 + 2) / 90)


def test_faded_days_are_as_many_pairs_as_they_are():
    weights = [np.asarray([1.0, 0.5, 0.25]), np.asarray([0.5])]
    every = [(w, p) for p, own in enumerate(weights) for w in own]
    pairs = [(w * v, p == q) for i, (w, p) in enumerate(every) for j, (v, q) in enumerate(every) if i != j]
    expected = sum(w for w, same in pairs if same) / sum(w for w, _ in pairs)
    spread = Spread(np.asarray([1.75, 0.5]), 1.0 + 0.25 + 0.0625 + 0.25, 1.0)
    assert sovereignty.simpson(spread) == pytest.approx(expected)


# --- answers to demands -----------------------------------------------------------------------------------------------

USUAL = helps("NZL", 30) + helps("TON", 20)


def asked(*answers, code="105", by="NZL", day=date(2006, 1, 1)):
    """A demand, and answers (days after it, code)."""
    return [(by, "FJI", day, code), *(("FJI", by, day + timedelta(days=lag), answer) for lag, answer in answers)]


@pytest.mark.parametrize(
    ("answers", "stood", "yielded"),
    [
        ([(5, "120")], True, False),
        ([(5, "120"), (90, "083")], False, True),
        ([(5, "120"), (91, "083")], True, False),
        ([(91, "120")], False, False),
        ([(5, "083")], False, True),
        ([(-1, "120")], False, False),
        ([], False, False),
    ],
)
@pytest.mark.parametrize("code", ["105", "138"])
def test_a_no_counts_when_it_is_stood_by(answers, stood, yielded, code):
    parts = read(USUAL + asked(*answers, code=code)).parts
    assert parts["demands"] == 1.0
    assert (parts["autonomy"].value > 0.5) is stood
    assert (parts["yielded"].value > 0.5) is yielded


def test_a_no_to_somebody_else_is_no_answer():
    parts = read(USUAL + asked() + [("FJI", "TON", date(2006, 1, 5), "120")]).parts
    assert parts["autonomy"].value < 0.5


def test_demands_that_follow_closely_are_one_and_those_whose_time_is_not_up_none():
    row = ("NZL", "FJI")
    close = [(*row, date(2006, 1, 1), "105"), (*row, date(2006, 1, 15), "130"), (*row, date(2006, 1, 30), "105")]
    assert read(USUAL + close).parts["demands"] == 2.0
    late = [(*row, WHOLE.last - timedelta(days=89), "105"), ("FJI", "NZL", WHOLE.last, "120")]
    assert read(USUAL + late).parts["autonomy"] is None
    assert read(USUAL).parts["autonomy"] is None


def test_the_share_that_was_stood_by_is_recovered():
    rng, acts = np.random.default_rng(6102), []
    for n in range(20):
        answer = [(int(rng.integers(1, 40)), "121" if n % 4 else "081")]
        acts += asked(*answer, day=date(2004, 2, 1) + timedelta(days=100 * n))
    found = read(USUAL + acts).parts["autonomy"]
    assert found.low < 0.75 < found.high
    assert found.value == pytest.approx(0.75, abs=0.02)


# --- balance among powers ---------------------------------------------------------------------------------------------


def turned(acts, **values):
    return read(acts, part=balance.MEASURE, **values)


def test_a_state_that_turns_to_all_powers_alike_is_balanced_and_one_that_turns_to_one_is_not():
    even = turned([row for partner in THIRDS for row in helps(partner, 12, step=60)])
    alone = turned(helps("NZL", 60))
    assert even.estimate.value > 0.9
    assert even.estimate.high > 0.99
    assert alone.estimate.high < 0.25
    assert alone.estimate.low == pytest.approx(1.0 / 9.0, abs=0.02)
    assert (even.standing, alone.parts["first_vector"], even.parts["vectors"]) == (Standing.MEASURED, "NZL", 9.0)


def test_only_the_powers_the_arena_lists_are_vectors():
    acts = helps("NZL", 30) + helps("TON", 30)
    assert turned(acts).estimate == turned(acts + helps("WSM", 90) + helps("PNG", 90)).estimate


def test_hostility_takes_away_from_cooperation():
    acts = helps("NZL", 40) + helps("TON", 40)
    strained = turned(acts + helps("TON", 40, code="112", first=FIRST + timedelta(days=2)))
    assert strained.parts["first_vector"] == "NZL"
    assert strained.estimate.value < turned(acts).estimate.value
    assert strained.estimate.n < turned(acts).estimate.n


def test_more_hostility_than_cooperation_with_everybody_has_no_balance():
    found = turned(helps("NZL", 10) + helps("NZL", 90, code="190"))
    assert (found.standing, found.probability) == (Standing.UNDEFINED, None)
    assert "more hostility" in found.reason


@pytest.mark.parametrize(
    ("count", "standing"), [(0, "undefined"), (1, "undefined"), (19, "prior-dominated"), (20, "measured")]
)
def test_few_days_with_powers_are_no_verdict(count, standing):
    found = turned(helps("NZL", count, step=40))
    assert (found.standing.value, found.state) == (standing, None)
    assert bool(found.reason) is (count < 20)


def evenness(approach, strain):
    return balance.balance_draws(*(balance.net_draws(approach, strain, prior, 800, 0) for prior in (1.0, 0.0)))


@pytest.mark.parametrize("name", slow_after(1, SHARES))
def test_planted_balance_is_recovered_and_covered(name):
    rng, none = np.random.default_rng(6105), np.zeros(10)
    share = np.asarray((*SHARES[name], *(0.0,) * (10 - len(SHARES[name]))))
    truth, found = float(np.exp(balance.entropy(share))) / 10, []
    for count in rng.multinomial(60, share, 300):
        draws = evenness(count.astype(float), none)
        found.append(np.quantile(draws, (0.05, 0.5, 0.95)))
    low, value, high = np.transpose(found)
    assert abs(value.mean() - truth) < 0.03
    assert ((low <= truth + 1e-12) & (truth - 1e-12 <= high)).mean() > 0.8


def test_hostility_that_is_drawn_too_is_in_the_interval():
    rng, held = np.random.default_rng(6106), []
    good, bad = np.asarray([40.0, 25.0, 25.0, 15.0]), np.asarray([20.0, 5.0, 0.0, 0.0])
    share = (good - bad) / (good - bad).sum()
    truth = float(np.exp(balance.entropy(share))) / 4
    for approach, strain in zip(rng.poisson(good, (300, 4)), rng.poisson(bad, (300, 4)), strict=True):
        draws = evenness(approach.astype(float), strain.astype(float))
        low, high = np.quantile(draws, (0.05, 0.95))
        held.append(low <= truth <= high)
    assert np.mean(held) > 0.85


def test_without_hostility_the_mean_entropy_is_that_of_the_dirichlet_posterior():
    alpha = np.asarray([8.0, 4.0, 2.0]) + 1.0 / 3.0
    net = balance.net_draws(alpha - 1.0 / 3.0, np.zeros(3), 1.0, 40_000, 1)
    expected = digamma(alpha.sum() + 1.0) - (alpha * digamma(alpha + 1.0)).sum() / alpha.sum()
    assert balance.entropy(net / net.sum(axis=1, keepdims=True)).mean() == pytest.approx(expected, abs=0.005)


def test_shares_that_stay_are_consistent_and_shares_that_turn_are_less_so():
    stay, turn = np.zeros((2, 24)), np.zeros((2, 24))
    stay[:] = 5.0
    turn[0, :12] = turn[1, 12:] = 10.0
    none = np.zeros_like(stay)
    same, other = (balance.consistency(table, none, 6.0, 1.0, 20.0) for table in (stay, turn))
    assert same == pytest.approx(1.0)
    assert other < 0.98
    assert balance.consistency(stay[:, :2], none[:, :2], 6.0, 1.0, 20.0) is None


@pytest.mark.parametrize(("lag", "gives_in"), [(1, True), (60, True), (61, False), (None, False)])
def test_giving_in_counts_within_two_months(lag, gives_in):
    acts = asked(*([(lag, "083")] if lag else []), code="163")
    found = turned(helps("NZL", 30) + acts).parts
    assert found["coercions"] == 1.0
    assert (found["reactivity"].value > 0.5) is gives_in


def test_words_and_force_are_no_coercion_here():
    parts = turned(helps("NZL", 30) + asked(code="112") + asked(code="190") + asked(code="105")).parts
    assert parts["reactivity"] is None
