"""Six small simulated worlds through the whole path: what the full benchmark measures, held to loose limits.

The benchmark is ``benchmarks/validation/simulator.py``; its figures stand in ``docs/validation.md``.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from tertius.model import Direction, Dyad, Span
from tertius.simulate import Media, Planted, Role, arena, example_world, icews, simulate
from tertius.study import Study

pytestmark = pytest.mark.slow

PAIR = Dyad.of("FJI", "ISL")
SPAN = Span(date(2000, 1, 1), date(2003, 1, 1))
FALL = date(2001, 7, 10)
QUIET = Media(duplicates=1.0, bursts=0.0)
"""The default media without copies: the errors, follow-ups and growth are what is tried, copies only take time."""


def told(folder: Path, seed: int, media: Media, *levels: tuple[date, date, float]) -> Study:
    roles = tuple(Planted(Role.MEDIATOR, "BWA", PAIR, since, until, level) for since, until, level in levels)
    world = example_world(seed=seed, years=3, roles=roles)
    for name, text in icews(simulate(world, media)).items():
        (folder / name).write_text(text, encoding="utf-8")
    study = Study()
    study.load("icews", folder)
    study.prepare(arena(world))
    return study


def changes(study: Study, seed: int) -> list[tuple[str, Direction, date, Span]]:
    region = arena(example_world(seed=seed, years=3))
    found = study.changes(region, str(PAIR))
    return [(one.actor, one.direction, one.when, one.interval) for one in found if one.measure == "mediation"]


@pytest.fixture(params=(21, 22, 23), scope="module")
def steady(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, Study]]:
    seed = request.param
    with told(tmp_path_factory.mktemp("steady"), seed, QUIET, (SPAN.start, SPAN.end, 0.3)) as study:
        yield seed, study


def test_the_share_of_a_mediator_survives_the_media(steady: tuple[int, Study]) -> None:
    seed, study = steady
    region = arena(example_world(seed=seed, years=3))
    readings = study.roles(region, str(PAIR), window=SPAN, at=SPAN.last, role="mediation")
    found = {one.actor: one.estimate.value for one in readings if one.estimate is not None}
    assert abs(found["BWA"] - 0.3) < 0.07
    assert max(found, key=lambda actor: found[actor]) == "BWA"


def test_growing_media_and_errors_are_no_change_of_a_role(steady: tuple[int, Study]) -> None:
    seed, study = steady
    assert changes(study, seed) == []


@pytest.mark.parametrize("seed", [31, 32, 33])
def test_a_mediator_that_is_replaced_is_dated_to_weeks(tmp_path: Path, seed: int) -> None:
    with told(tmp_path, seed, QUIET, (SPAN.start, FALL, 0.35), (FALL, SPAN.end, 0.05)) as study:
        found = changes(study, seed)
    losses = [(when, interval) for actor, way, when, interval in found if (actor, way) == ("BWA", Direction.LOSS)]
    assert len(losses) == 1
    when, interval = losses[0]
    # the bar of the 90th percentile
    assert abs((when - FALL).days) <= 60
    assert interval.start - timedelta(days=30) <= FALL <= interval.last + timedelta(days=30)
