from datetime import date

import numpy as np
import pytest

from tertius.codebooks.quads import Quad
from tertius.model import UsageError
from tertius.simulate import FeedSwitch, Media, PressBloc, confusion, default_blocs
from tertius.simulate.codes import CODE_LIST, in_quads

from .builders import CLEAN, END, MIDDLE, START, dyad_days, mediation_days, planted, run, same, share, world

ROLE = planted("mediator", "BWA", 0.3)


@pytest.fixture(scope="module")
def clean():
    return run(ROLE)


def per_year(simulation):
    years = (np.datetime64(START) + simulation.events.day).astype("datetime64[Y]").astype(int)
    return np.bincount(years - years.min())


def test_clean_media_tell_every_act_once_and_as_it_was(clean):
    events, acts = clean.events, clean.acts
    assert np.array_equal(events.act, np.arange(len(acts)))
    for name in ("day", "source", "target", "code", "place"):
        assert np.array_equal(getattr(events, name), getattr(acts, name))


def test_the_same_seed_gives_the_same_data_and_another_seed_others(clean):
    assert same(run(ROLE, media=Media()), run(ROLE, media=Media()))
    assert not same(clean, run(ROLE, seed=8))


def test_duplicates_multiply_reports_and_leave_dyad_days_alone(clean):
    copied = run(ROLE, media=CLEAN.but(duplicates=4.0))
    assert len(copied.events) / len(clean.events) == pytest.approx(4.0, rel=0.03)
    assert dyad_days(copied) == dyad_days(clean)


def test_bursts_multiply_reports_by_one_over_one_minus_branching(clean):
    burst = run(ROLE, media=CLEAN.but(bursts=0.5))
    assert len(burst.events) / len(clean.events) == pytest.approx(2.0, rel=0.03)
    assert dyad_days(burst) == dyad_days(clean)
    counts = np.bincount(burst.events.act)
    # a Borel cluster of mean 2 has variance 4; a Poisson one plus one would have variance 1
    assert counts.var() == pytest.approx(4.0, rel=0.2)


def test_follow_ups_add_false_days_at_their_rate(clean):
    followed = run(ROLE, media=CLEAN.but(follow_up=0.3))
    assert len(followed.events) / len(clean.events) == pytest.approx(1.3, rel=0.02)
    assert dyad_days(clean) < dyad_days(followed)
    lag = followed.events.day - followed.acts.day[followed.events.act]
    assert set(np.unique(lag)) == {0, 1, 2}


def test_volume_grows_by_the_planted_factor(clean):
    grown = run(ROLE, media=CLEAN.but(growth=5.0))
    ratio = per_year(grown) / per_year(clean)
    # geometric growth: the mean of 5^x over the first and over the last tenth of the span
    assert ratio[0] == pytest.approx(1.09, rel=0.05)
    assert ratio[-1] == pytest.approx(4.6, rel=0.05)
    assert dyad_days(grown) == dyad_days(clean)


def test_with_partial_coverage_more_volume_shows_more_days():
    press = (PressBloc("wire", ("W",), (), 0.3, 0.3),)
    low, high = (run(ROLE, media=CLEAN.but(blocs=press, growth=growth)) for growth in (1.0, 5.0))
    assert len(dyad_days(high)) > 1.3 * len(dyad_days(low))
    assert len(low.events) / len(low.acts) == pytest.approx(0.3, rel=0.05)


def test_a_feed_switch_changes_volume_and_publishers_and_nothing_else(clean):
    press = (PressBloc("wire", ("First", "Second", "Third"), (), 1.0, 1.0),)
    media = CLEAN.but(blocs=press, switch=FeedSwitch(MIDDLE, 3.0))
    switched, plain = run(ROLE, media=media), run(ROLE, media=CLEAN.but(blocs=press))
    cut = (MIDDLE - START).days
    after = switched.events.day >= cut
    assert after.sum() / (plain.events.day >= cut).sum() == pytest.approx(3.0, rel=0.03)
    assert (~after).sum() == (plain.events.day < cut).sum()
    lead = [np.bincount(switched.events.publisher[rows], minlength=3).argmax() for rows in (~after, after)]
    assert lead == [0, 2]
    assert dyad_days(switched) == dyad_days(clean)


def test_a_feed_switch_with_partial_coverage_keeps_the_shares():
    simulation = run(ROLE, media=Media(growth=1.0, noise=0.0, switch=FeedSwitch(MIDDLE, 3.0), root_error=0.0,
                                       leaf_error=0.0, actor_error=0.0))  # fmt: skip
    (before, n), (after, m) = (
        share(mediation_days(simulation, *span), "BWA") for span in ((START, MIDDLE), (MIDDLE, END))
    )
    # 0.05 of overdispersion over monthly tables of about 25 explicit days doubles the binomial error
    assert abs(before - after) < 4 * 2 * np.sqrt(0.21 / n + 0.21 / m)


def test_the_inverting_bloc_turns_its_share_of_its_sides_hostile_acts():
    simulation = run(ROLE, media=Media().but(root_error=0.0, leaf_error=0.0, actor_error=0.0, inversion=0.25))
    events, acts = simulation.events, simulation.acts
    hostile = in_quads(Quad.VX, Quad.MX)[events.code]
    home = [simulation.world.actors.index(actor) for actor in default_blocs(simulation.world)[0].home]
    done_by_us = np.isin(acts.source[events.act], home) & hostile
    turned = (events.source == acts.target[events.act]) & (events.target == acts.source[events.act])
    _, story = np.unique(events.cluster * (len(acts) + 1) + events.act, return_index=True)
    stories = np.zeros(len(events), dtype=bool)
    stories[story] = True
    ours = stories & (events.bloc == 0) & done_by_us
    assert turned[ours].mean() == pytest.approx(0.25, abs=4 * np.sqrt(0.25 * 0.75 / ours.sum()))
    assert not turned[(events.bloc != 0) | ~done_by_us].any()


def test_codes_are_confused_at_the_stated_rates():
    simulation = run(ROLE, media=CLEAN.but(root_error=0.2, leaf_error=0.4))
    done, told = (
        np.asarray(CODE_LIST)[x] for x in (simulation.acts.code[simulation.events.act], simulation.events.code)
    )
    tolerance = 4 * np.sqrt(0.25 / len(done))
    assert (done != told).mean() == pytest.approx(0.4, abs=tolerance)
    assert (done.astype("U2") != told.astype("U2")).mean() == pytest.approx(0.2, abs=tolerance)


def test_told_codes_follow_the_published_confusion_matrix():
    media = CLEAN.but(root_error=0.2, leaf_error=0.4)
    matrix = confusion(media)
    assert np.allclose(matrix.sum(axis=1), 1.0)
    assert (matrix >= 0).all()
    simulation = run(ROLE, media=media)
    wanted = CODE_LIST.index("040")
    told = np.bincount(simulation.events.code[simulation.acts.code == wanted], minlength=len(CODE_LIST))
    n = told.sum()
    error = np.sqrt(matrix[wanted] * (1 - matrix[wanted]) / n)
    assert (np.abs(told / n - matrix[wanted]) < 5 * error + 1e-12).all()


def test_actors_and_places_are_mistaken_at_the_stated_rates():
    simulation = run(ROLE, media=CLEAN.but(actor_error=0.1, place_error=0.2))
    events, acts = simulation.events, simulation.acts
    wrong = (events.source != acts.source) | (events.target != acts.target)
    assert wrong.mean() == pytest.approx(0.1, abs=0.01)
    assert (events.source != events.target).all()
    known = acts.place >= 0
    # one in twelve wrong places is the right one by chance
    assert (events.place != acts.place)[known].mean() == pytest.approx(0.2 * 11 / 12, abs=0.01)
    assert (events.place[~known] == -1).all()


def test_deeds_of_low_salience_are_mostly_missed(clean):
    simulation = run(ROLE, media=CLEAN.but(low_salience_kept=0.3))
    low = in_quads(Quad.MC)
    kept = low[simulation.events.code].sum() / low[clean.events.code].sum()
    assert kept == pytest.approx(0.3, abs=0.05)
    assert (~low[simulation.events.code]).sum() == (~low[clean.events.code]).sum()


def test_a_bloc_covers_its_own_side_more():
    simulation = run(ROLE, media=Media(actor_error=0.0, inversion=0.0))
    events, acts = simulation.events, simulation.acts
    home = [simulation.world.actors.index(actor) for actor in default_blocs(simulation.world)[0].home]
    own = np.isin(acts.source, home) | np.isin(acts.target, home)
    covered = np.zeros(len(acts), dtype=bool)
    covered[events.act[events.bloc == 0]] = True
    assert covered[own].mean() > 2 * covered[~own].mean()


def test_monthly_noise_wobbles_the_volume_and_keeps_its_mean():
    noisy = run(ROLE, media=CLEAN.but(growth=4.0, noise=0.5))
    smooth = run(ROLE, media=CLEAN.but(growth=4.0))
    assert len(noisy.events) / len(smooth.events) == pytest.approx(1.0, rel=0.15)


def test_legs_of_one_meeting_share_a_story(clean):
    acts, events = clean.acts, clean.events
    talks = np.flatnonzero((acts.part == 1) & (acts.code == CODE_LIST.index("040")))
    for row in talks[:20]:
        legs = acts.item == acts.item[row]
        assert legs.sum() == 3
        assert len(np.unique(events.story[legs])) == 1


def stories(simulation, bloc=None):
    """What each story says: act, bloc by name, day, actors, code, place, with the number of its reports."""
    events, blocs = simulation.events, simulation.media.blocs_of(simulation.world)
    found = {}
    columns = (events.act, events.bloc, events.day, events.source, events.target, events.code, events.place)
    for act, number, *told in zip(*(column.tolist() for column in columns), strict=True):
        if bloc in (None, blocs[number].name):
            key = (act, blocs[number].name, *told)
            found[key] = found.get(key, 0) + 1
    return found


@pytest.mark.slow
def test_a_dropped_bloc_leaves_the_reports_of_the_others_as_they_were():
    whole, blocs = run(ROLE, media=Media()), default_blocs(world())
    fewer = run(ROLE, media=Media(blocs=blocs[1:]))
    told, gone = stories(whole), stories(whole, blocs[0].name)
    assert gone
    assert stories(fewer) == {story: count for story, count in told.items() if story not in gone}
    publishers = [
        [simulation.events.publishers[n] for n in simulation.events.publisher[simulation.events.bloc == bloc]]
        for simulation, bloc in ((whole, 1), (fewer, 0))
    ]
    assert publishers[0] == publishers[1]


@pytest.mark.slow
def test_more_volume_adds_stories_and_takes_none_away():
    low, high = (stories(run(ROLE, media=Media(growth=1.0, switch=FeedSwitch(START, volume)))) for volume in (1.0, 3.0))
    assert len(high) > 1.5 * len(low)
    assert all(high.get(story, 0) >= count for story, count in low.items())


@pytest.mark.slow
def test_more_copies_change_no_story():
    few, many = (stories(run(ROLE, media=Media(duplicates=copies))) for copies in (2.0, 6.0))
    assert set(few) == set(many)
    assert all(many[story] >= count for story, count in few.items())


def test_two_blocs_of_one_name_are_refused():
    wire = PressBloc("wire", ("W",), (), 0.3, 0.3)
    with pytest.raises(UsageError, match="wire"):
        Media(blocs=(wire, wire))


def test_a_silent_press_tells_nothing():
    silent = CLEAN.but(blocs=(PressBloc("none", ("Nobody",), (), 0.0, 0.0),))
    assert len(run(media=silent).events) == 0


@pytest.mark.parametrize(
    "wrong",
    [{"growth": 0.0}, {"duplicates": 0.5}, {"bursts": 1.0}, {"leaf_error": 0.1}, {"follow_up": 1.5}, {"noise": -1.0}],
)
def test_media_outside_their_ranges_are_refused(wrong):
    with pytest.raises(UsageError):
        Media().but(**wrong)


def test_a_switch_needs_some_volume():
    with pytest.raises(UsageError):
        Media().but(switch=FeedSwitch(date(2001, 1, 1), 0.0))


def test_the_default_inverting_bloc_is_that_of_the_first_side():
    assert Media().inverter(world()) == "press of FJI"
    assert Media(inverting="press of nobody").inverter(world()) is None
