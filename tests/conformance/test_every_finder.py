"""What every finder promises: it finds what was planted, near its date, and nothing where nothing was."""

from collections.abc import Callable
from datetime import date, timedelta
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from tertius.codebooks.constants import CONSTANTS
from tertius.measures import FINDERS
from tertius.model import Direction, Finder, Finding, Inputs, Panel, Request, month_index, month_start
from tests.fixtures import islands
from tests.fixtures.islands import AFTER, BEFORE, FIRST, PAIR, REGION, THIRDS

MONTHS, PLANTED, VOLUME = 96, 48, 6.0
EVERY = pytest.mark.parametrize("finder", FINDERS, ids=lambda finder: finder.name)
END = month_start(month_index(FIRST) + MONTHS)


def table(seed: int, before: tuple[float, ...] = BEFORE, after: tuple[float, ...] = AFTER) -> np.ndarray:
    """Credited days per third party and month [K, T]; the shares change once, at month ``PLANTED``."""
    rng = np.random.default_rng(seed)
    found = np.zeros((len(THIRDS), MONTHS), dtype=int)
    for t in range(MONTHS):
        found[:, t] = rng.multinomial(min(rng.poisson(VOLUME), 28), before if t < PLANTED else after)
    return found


def rows(counts: np.ndarray) -> list[tuple[str, date, str]]:
    """(third, day, event id) of every credited day; the days of a month are dealt out one by one."""
    found = []
    for t in range(counts.shape[1]):
        day = month_start(month_index(FIRST) + t)
        for k, third in enumerate(THIRDS):
            for _ in range(int(counts[k, t])):
                found.append((third, day, f"syn:{len(found):05d}"))
                day += timedelta(days=1)
    return found


def inputs(finder: Finder, counts: np.ndarray) -> tuple[Inputs, dict[str, date]]:
    """The panels a finder asks for, with one piece of evidence a row; and the day of every event."""
    acts = rows(counts)
    return islands.inputs(finder, [one[:2] for one in acts], END), {one[2]: one[1] for one in acts}


def look(finder: Finder, counts: np.ndarray, at: date = END - timedelta(days=1)) -> list[Finding]:
    return finder.find(inputs(finder, counts)[0], Request(REGION, PAIR, at, THIRDS))


def months_off(found: date) -> int:
    return abs(month_index(found) - month_index(FIRST) - PLANTED)


@EVERY
def test_a_planted_change_is_found_near_its_date_and_mostly_inside_the_interval(finder: Finder) -> None:
    covered = 0
    true = month_start(month_index(FIRST) + PLANTED)
    for seed in range(10):
        found = look(finder, table(seed))
        assert {(one.actor, one.direction) for one in found} == {("NZL", Direction.LOSS), ("TON", Direction.GAIN)}
        assert max(months_off(one.when) for one in found) <= 2
        covered += all(true in one.interval for one in found)
    assert covered >= 8


@pytest.mark.slow
@EVERY
def test_nothing_is_found_where_nothing_changed_beyond_the_stated_rate(finder: Finder) -> None:
    assert sum(bool(look(finder, table(seed, BEFORE, BEFORE))) for seed in range(100, 120)) <= 1


@pytest.mark.slow
@EVERY
def test_shuffling_the_months_kills_the_finding(finder: Finder) -> None:
    kept = 0
    for seed in range(8):
        counts = table(seed)
        kept += bool(look(finder, counts[:, np.random.default_rng(seed).permutation(MONTHS)]))
    assert kept <= 1


@pytest.mark.slow
@EVERY
def test_a_third_party_that_never_took_part_is_never_found(finder: Finder) -> None:
    found = [one for seed in range(4) for one in look(finder, table(seed))]
    assert found
    assert "KIR" not in {one.actor for one in found}


@EVERY
def test_the_evidence_of_a_finding_is_in_the_panel_of_its_actor_and_around_its_date(finder: Finder) -> None:
    counts = table(3)
    given, days = inputs(finder, counts)
    actors = dict((one[2], one[0]) for one in rows(counts))
    for one in finder.find(given, Request(REGION, PAIR, END - timedelta(days=1), THIRDS)):
        assert one.evidence
        assert len(set(one.evidence)) == len(one.evidence)
        assert {actors[event] for event in one.evidence} == {one.actor}
        nearest = min(abs((days[event] - one.when).days) for event in one.evidence)
        assert nearest <= 62


@EVERY
def test_a_finder_does_not_see_the_future(finder: Finder) -> None:
    counts, at = table(4), month_start(month_index(FIRST) + PLANTED + 20) - timedelta(days=1)
    cut = counts.copy()
    cut[:, PLANTED + 20 :] = 0
    assert look(finder, counts, at) == look(finder, cut, at)


@EVERY
def test_before_the_change_nothing_is_known_of_it(finder: Finder) -> None:
    before = month_start(month_index(FIRST) + PLANTED) - timedelta(days=1)
    assert look(finder, table(0), before) == []


@EVERY
def test_the_order_of_rows_does_not_matter(finder: Finder) -> None:
    given, _ = inputs(finder, table(5))
    order = {name: np.random.default_rng(1).permutation(len(panel)) for name, panel in given.panels.items()}
    mixed = {
        name: Panel(name, panel.dataset, {key: column[order[name]] for key, column in panel.columns.items()},
                    panel.coverage)
        for name, panel in given.panels.items()
    }  # fmt: skip
    request = Request(REGION, PAIR, END - timedelta(days=1), THIRDS)
    one, other = finder.find(given, request), finder.find(Inputs(mixed, given.constants), request)
    assert [(f.actor, f.when, f.interval, f.before, f.after) for f in one] == [
        (f.actor, f.when, f.interval, f.before, f.after) for f in other
    ]


@EVERY
def test_a_gain_and_a_loss_trade_places_when_time_is_reversed(finder: Finder) -> None:
    there = {(one.actor, one.direction) for one in look(finder, table(6, BEFORE, AFTER))}
    back = {(one.actor, one.direction) for one in look(finder, table(6, AFTER, BEFORE))}
    turned = {Direction.GAIN: Direction.LOSS, Direction.LOSS: Direction.GAIN}
    assert there
    assert {(actor, turned[direction]) for actor, direction in there} == back


@EVERY
@pytest.mark.parametrize("months", [0, 1, 5, 11, 13])
def test_a_short_or_empty_record_gives_no_finding_and_no_error(finder: Finder, months: int) -> None:
    counts = table(7)
    counts[:, months:] = 0
    assert look(finder, counts) == [] or months == 13
    at = FIRST + timedelta(days=max(0, 30 * months - 1))
    assert look(finder, counts, at) == []


@EVERY
def test_the_finder_says_what_it_is_and_names_its_constants(finder: Finder) -> None:
    for text in (finder.title, finder.question, finder.formula, finder.reference, finder.limits):
        assert len(text.strip()) > 5
    assert set(finder.constants) <= set(CONSTANTS)


@pytest.mark.slow
def test_a_change_in_a_whole_study_is_found_and_its_evidence_can_be_opened(
    worlds: ModuleType, ask: Callable[..., Any]
) -> None:
    acts = []
    for third, day, _ in rows(table(8)):
        acts += [worlds.Act(day, "FJI", "WSM", "046", f"{third}:mediator", mutual=True),
                 worlds.Act(day, "FJI", third, "020"), worlds.Act(day, "FJI", third, "042")]  # fmt: skip
    study = ask(acts, worlds.Region(thirds=THIRDS))
    for finder in FINDERS:
        found = finder.find(study.inputs(finder), study.request(finder, END - timedelta(days=1)))
        assert {(one.actor, one.direction) for one in found} >= {("NZL", Direction.LOSS), ("TON", Direction.GAIN)}
        assert {event for one in found for event in one.evidence} <= set(study.dates)
