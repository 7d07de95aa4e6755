import numpy as np
import pytest

from tertius.codebooks.promises import PROMISES
from tertius.codebooks.responses import RESPONSES
from tertius.simulate import rates

from .builders import END, MIDDLE, START, acts, between, planted, run

TRIGGERS = tuple(["190", "191", "192", "193", "194", "195", "196", "138", "152", "154"])
DEEDS = ("072", "074", "062", "163", "152", "150")


def answers(simulation, kind):
    table = simulation.truth.answers
    return table.where(table["kind"] == kind)


def near(found, expected, n, sigmas=4):
    return abs(found - expected) < sigmas * np.sqrt(expected * (1 - expected) / n)


def answered(panel, dates, within):
    """Share of dates followed by a row of the panel within some days."""
    days = np.sort(panel["date"])
    first = np.searchsorted(days, dates, side="right")
    inside = first < len(days)
    gap = np.full(len(dates), within + 1)
    gap[inside] = (days[first[inside]] - dates[inside]).astype(int)
    return (gap <= within).mean()


@pytest.mark.parametrize("level", [0.2, 0.5, 0.8])
def test_a_guarantor_answers_triggers_with_deeds_at_its_rate(level):
    simulation = run(planted("guarantor", "BWA", level))
    outcome = answers(simulation, "trigger")["outcome"]
    assert len(outcome) > 20
    assert near((outcome == "deed").mean(), level, len(outcome))


def test_every_deed_of_the_truth_is_in_the_clean_data_within_thirty_days():
    simulation = run(planted("guarantor", "BWA", 0.8))
    table = answers(simulation, "trigger")
    deeds = table.where(table["outcome"] == "deed")
    done = acts(simulation, *DEEDS, source=["BWA"], target=["FJI", "ISL"])
    inside = deeds["answered"] < np.datetime64(END)
    assert np.isin(deeds["answered"][inside], done["date"]).all()
    assert ((deeds["answered"] - deeds["date"]).astype(int) <= 30).all()


def test_triggers_are_first_days_of_hostile_episodes_against_the_protege():
    simulation = run(planted("guarantor", "BWA", 0.5))
    hostile = np.unique(acts(simulation, *TRIGGERS, source=["ISL"], target=["FJI"])["date"])
    first = [day for n, day in enumerate(hostile) if n == 0 or (day - hostile[n - 1]).astype(int) > 7]
    assert answers(simulation, "trigger")["date"].tolist() == [day.astype(object) for day in first]


def test_both_sides_comply_with_an_arbiter_and_few_with_others():
    simulation = run(planted("arbiter", "BWA", 0.8))
    table = answers(simulation, "directive")
    for side in ("FJI", "ISL"):
        mine = table.where((table["asker"] == "BWA") & (table["answerer"] == side))
        assert len(mine) > 200
        # stray directives of every third party are among them
        assert near((mine["outcome"] == "comply").mean(), 0.76, len(mine))
    others = table.where(table["asker"] != "BWA")
    assert near((others["outcome"] == "comply").mean(), rates.DIRECTIVE_COMPLY, len(others))


def test_what_complies_with_a_directive_is_what_the_code_book_says():
    for directive, act in rates.MATCHED.items():
        assert RESPONSES[directive].outcome(act) == "comply"


def test_what_keeps_and_breaks_a_promise_is_what_the_code_book_says():
    from tertius.simulate.episodes import _BROKEN_BY, _COMPLIED_BY, _KEPT_BY

    for promise in rates.PROMISES:
        assert _KEPT_BY[promise] in PROMISES[promise].kept
        assert _BROKEN_BY[promise] in PROMISES[promise].broken
    for ask, act in _COMPLIED_BY.items():
        assert RESPONSES[ask].outcome(act) == "comply"


@pytest.mark.parametrize(("role", "outcome"), [("promise-keeper", "kept"), ("promise-breaker", "broken")])
def test_promises_are_kept_or_broken_at_the_planted_rate_and_do_not_overlap(role, outcome):
    simulation = run(planted(role, "ISL", 0.7))
    table = answers(simulation, "promise")
    assert near((table["outcome"] == outcome).mean(), 0.7, len(table))
    assert np.diff(table["date"]).astype(int).min() >= rates.EPISODE_GAP_DAYS
    settled = ~np.isnat(table["answered"])
    assert (table["answered"] - table["date"])[settled].astype(int).max() <= rates.ANSWER_DAYS


def test_an_ignorer_leaves_asks_without_answer():
    table = answers(run(planted("ignorer", "BWA", 0.75)), "ask")
    assert near((table["outcome"] == "silence").mean(), 0.75, len(table))
    assert (table["answerer"] == "BWA").all()


def test_an_ally_acts_with_its_side_only_while_it_is_one():
    simulation = run(planted("ally", "BWA", 1.0, START, MIDDLE, side="ISL"))
    panel = acts(simulation, "062", "064", "072", "0312", source=["BWA", "ISL"], target=["BWA", "ISL"])
    inside, after = len(between(panel, START, MIDDLE)), len(between(panel, MIDDLE, END))
    assert inside > 200
    assert after < inside / 20


def test_a_patron_gives_and_its_client_asks_and_defers():
    simulation = run(planted("patron", "BWA", 1.0))
    gives = acts(simulation, *rates.PATRON_GIVES, source=["BWA"], target=["FJI"])
    back = acts(simulation, "0231", "080", source=["FJI"], target=["BWA"])
    reverse = acts(simulation, "070", "071", "072", "0331", "0332", source=["FJI"], target=["BWA"])
    assert len(gives) > 400
    assert len(back) > 100
    assert len(reverse) < len(gives) / 20


def test_tension_of_the_sponsor_is_followed_by_attacks_of_the_agent():
    simulation = run(planted("proxy", "BWA", 0.8, agent="LSO", side="ISL"))
    tension = acts(simulation, *rates.TENSION, source=["BWA"], target=["ISL"])
    attacks = acts(simulation, *rates.PROXY_ACTS, source=["LSO"], target=["ISL"])
    assert abs(len(attacks) / len(tension) - 0.8) < 0.15
    assert answered(attacks, tension["date"], 30) > 0.8
    assert len(acts(simulation, "072", "0332", "070", source=["BWA"], target=["LSO"])) > 100


def test_a_spoiler_strikes_three_times_as_often_after_milestones():
    simulation = run(planted("spoiler", "BWA", 6.0), seed=3)
    panel = simulation.events.panel()
    sides = ("FJI", "ISL")
    pair = np.isin(panel["source"].astype(str), sides) & np.isin(panel["target"].astype(str), sides)
    codes = ("057", "046", "036", "037", "0871", "0841", "044", "043")
    milestones = np.unique(panel["date"][pair & np.isin(panel["code"].astype(str), codes)])
    every = np.arange(np.datetime64(START), np.datetime64(END))
    position = np.searchsorted(milestones, every) - 1
    gap = np.where(position >= 0, (every - milestones[position]).astype(int), 999)
    close = (gap >= 1) & (gap <= 21)
    bad = acts(simulation, "113", "164", "180", "190", source=["BWA"], target=sides)["date"]
    count = np.bincount((bad - np.datetime64(START)).astype(int), minlength=len(every))
    ratio = (count[close].sum() / close.sum()) / (count[~close].sum() / (~close).sum())
    assert 3.5 < ratio < 9.0


def test_a_convener_hosts_its_share_of_gatherings():
    simulation = run(planted("convener", "BWA", 0.4))
    panel = acts(simulation, "044")
    found = (panel["place"] == "BWA").mean()
    assert abs(found - 0.4) < 0.06


def test_a_player_acts_and_a_bystander_only_talks():
    simulation = run(planted("player", "BWA", 1.0), planted("bystander", "URY", 1.0))
    sides = ["FJI", "ISL"]
    deeds = ("061", "071", "080", "130", "131", "150", "163", "173", "062", "073", "072", "190")
    assert len(acts(simulation, *deeds, source=["BWA"], target=sides)) > 700
    assert len(acts(simulation, *deeds, source=["URY"], target=sides)) < 15
    assert len(acts(simulation, *rates.TALK_ONLY, source=["URY"], target=sides)) > 700
