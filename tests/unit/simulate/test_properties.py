import time

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tertius.simulate import Media, confusion, example_world, simulate

share = st.floats(0.0, 1.0)
MEDIA = st.builds(
    Media,
    growth=st.floats(0.2, 5.0),
    noise=st.floats(0.0, 0.6),
    bursts=st.floats(0.0, 0.5),
    duplicates=st.floats(1.0, 3.0),
    follow_up=share,
    inversion=share,
    root_error=st.floats(0.0, 0.3),
    leaf_error=st.floats(0.3, 0.6),
    actor_error=share,
    place_error=share,
    low_salience_kept=share,
)


@settings(max_examples=8, deadline=None)
@given(media=MEDIA, seed=st.integers(0, 2**32 - 1), actors=st.integers(5, 16))
def test_reports_stay_inside_the_world_under_any_media(media, seed, actors):
    world = example_world(seed=seed, years=1, actors=actors)
    simulation = simulate(world, media)
    events = simulation.events
    assert (events.source != events.target).all()
    assert ((events.source >= 0) & (events.source < actors)).all()
    assert ((events.target >= 0) & (events.target < actors)).all()
    assert ((events.day >= 0) & (events.day < world.span.days)).all()
    assert (np.diff(events.day) >= 0).all()
    assert (events.act < len(simulation.acts)).all()
    assert np.isin(events.day - simulation.acts.day[events.act], (0, 1, 2)).all()


@settings(max_examples=25, deadline=None)
@given(media=MEDIA)
def test_the_confusion_matrix_is_row_stochastic_under_any_media(media):
    matrix = confusion(media)
    assert np.allclose(matrix.sum(axis=1), 1.0)
    assert matrix.min() >= 0.0


def test_twenty_years_of_twelve_actors_take_less_than_three_seconds():
    start = time.process_time()
    simulation = simulate(example_world(years=20, actors=12), Media())
    assert time.process_time() - start < 3.0
    assert len(simulation.events) > 300_000
