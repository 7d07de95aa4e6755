from datetime import date

import numpy as np
import pytest

from tertius.simulate import Media

from .builders import END, MIDDLE, START, mediation_days, planted, run, share


@pytest.mark.parametrize("level", [0.03, 0.15, 0.3, 0.45])
def test_a_planted_share_is_recovered_by_counting_days(level):
    simulation = run(planted("mediator", "BWA", level), overdispersion=0.0)
    found, n = share(mediation_days(simulation), "BWA")
    assert abs(found - level) < 4 * np.sqrt(level * (1 - level) / n)


def test_the_role_starts_and_ends_on_its_dates():
    on, off = date(2003, 3, 10), date(2007, 8, 20)
    simulation = run(planted("mediator", "BWA", 0.4, on, off), masses=(1.0,) * 12, overdispersion=0.0)
    parts = [share(mediation_days(simulation, *span), "BWA") for span in ((START, on), (on, off), (off, END))]
    for (found, n), level in zip(parts, (0.1, 0.4, 0.1), strict=True):
        assert abs(found - level) < 4 * np.sqrt(level * (1 - level) / n)


def test_a_fall_of_strength_is_one_dated_loss():
    roles = planted("mediator", "BWA", 0.3, START, MIDDLE), planted("mediator", "BWA", 0.05, MIDDLE, END)
    dates = run(*roles).truth.dates
    assert dates["date"].tolist() == [MIDDLE]
    assert (dates["direction"][0], dates["before"][0], dates["after"][0]) == ("loss", 0.3, 0.05)


def test_a_role_that_comes_and_goes_is_a_gain_and_a_loss():
    dates = run(planted("ally", "BWA", 0.5, date(2002, 1, 5), MIDDLE)).truth.dates
    assert list(zip(dates["date"].tolist(), dates["direction"], strict=True)) == [
        (date(2002, 1, 5), "gain"),
        (MIDDLE, "loss"),
    ]


def test_planted_shares_of_a_month_add_up_to_one():
    shares = run(planted("mediator", "BWA", 0.3), planted("convener", "URY", 0.4)).truth.shares
    for table in ("mediation", "venue"):
        rows = shares.where(shares["table"] == table)
        for column in ("planted", "drawn"):
            totals = rows[column].astype(float).reshape(-1, 10).sum(axis=1)
            assert np.allclose(totals, 1.0)


def test_a_month_in_which_the_share_changes_holds_the_mean_of_its_days():
    roles = planted("mediator", "BWA", 0.3, START, MIDDLE), planted("mediator", "BWA", 0.06, MIDDLE, END)
    shares = run(*roles).truth.shares
    row = (
        (shares["third"] == "BWA") & (shares["month"] == np.datetime64("2005-06-01")) & (shares["table"] == "mediation")
    )
    assert shares["planted"][row] == pytest.approx([0.18])


def test_true_table_days_number_what_the_world_asks_for():
    shares = run(planted("mediator", "BWA", 0.3), overdispersion=0.0, events_per_month=40.0).truth.shares
    days = shares["days"][shares["table"] == "mediation"].sum()
    assert abs(days - 40 * 120) < 4 * np.sqrt(40 * 120)


def test_overdispersion_spreads_monthly_shares_and_keeps_their_mean():
    spread = {}
    for rho in (0.0, 0.1):
        shares = run(planted("mediator", "BWA", 0.2), overdispersion=rho).truth.shares
        mine = shares.where((shares["third"] == "BWA") & (shares["table"] == "mediation"))
        drawn = mine["drawn"].astype(float)
        spread[rho] = drawn.var()
        assert abs(drawn.mean() - 0.2) < 4 * np.sqrt(0.1 * 0.2 * 0.8 / 120) + 1e-9
    # variance of a Dirichlet share is rho p (1 - p)
    assert spread[0.0] < 1e-20
    assert 0.5 * 0.016 < spread[0.1] < 1.6 * 0.016


def test_a_bystander_is_hardly_ever_at_the_table_while_it_is_one():
    simulation = run(planted("bystander", "BWA", 0.8, START, MIDDLE), masses=(1.0,) * 12)
    inside, _ = share(mediation_days(simulation, START, MIDDLE), "BWA")
    after, _ = share(mediation_days(simulation, MIDDLE, END), "BWA")
    assert inside < 0.02
    assert after > 0.05


def test_media_do_not_touch_the_truth():
    roles = (planted("mediator", "BWA", 0.3), planted("guarantor", "URY"))
    x, y = run(*roles), run(*roles, media=Media())
    assert np.array_equal(x.acts.day, y.acts.day)
    assert np.array_equal(x.truth.shares["drawn"], y.truth.shares["drawn"])
    assert np.array_equal(x.truth.answers["outcome"], y.truth.answers["outcome"])


def test_milestones_follow_a_table_day_of_the_third_party_they_credit():
    simulation = run(planted("mediator", "BWA", 0.4))
    told = simulation.acts
    outcomes = np.flatnonzero((told.part == 1) & (told.code != told.code[told.part == 1][0]))
    days = {}
    for third in np.unique(told.third[told.third >= 0]):
        days[third] = np.unique(told.day[(told.third == third)])
    for row in outcomes:
        gap = told.day[row] - days[told.third[row]]
        assert ((gap >= 0) & (gap <= 7)).any()
    assert len(outcomes) > 30
