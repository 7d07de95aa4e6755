"""The architecture of a region: pooled cells against a naive twin, and what pooling must not do."""

from datetime import date
from types import ModuleType

import numpy as np
import pytest
from loading import load

from tertius.codebooks.constants import constant
from tertius.inference.camps import beyond_expected, central, partitions, together, variation
from tertius.measures import camps as camps_of
from tertius.measures.architecture import COLUMNS, cell
from tertius.model import Camps, Dyad, Estimate, Panel, Reading, Span, Standing

DAY = Span(date(2020, 1, 1), date(2020, 1, 2))
PAIRS = [Dyad("FJI", other) for other in ("KIR", "NZL", "TON", "WSM")]


@pytest.fixture(scope="module")
def naive() -> ModuleType:
    return load("reference/naive_architecture.py")


def reading(pair: Dyad, standing: Standing, bounds: tuple[float, float, float] = (0.1, 0.2, 0.4), n: float = 10.0,
            state: str | None = None) -> Reading:  # fmt: skip
    shown = standing in (Standing.MEASURED, Standing.PRIOR_DOMINATED)
    estimate = Estimate(bounds[1], bounds[0], bounds[2], n) if shown else None
    return Reading("player", "VUT", pair, DAY, "syn", standing, estimate, "" if shown else "no act", state,
                   evidence=(f"e:{pair.b}",) if shown else ())  # fmt: skip


def test_a_cell_is_what_the_naive_twin_makes_of_it(naive: ModuleType) -> None:
    rng = np.random.default_rng(7001)
    for _ in range(200):
        chosen = rng.choice(list(Standing), len(PAIRS))
        bounds = np.sort(rng.random((len(PAIRS), 3)), axis=1)
        n = rng.choice([0.0, 1.0, 20.0], len(PAIRS))
        given = [reading(pair, Standing(one), tuple(low), float(k))
                 for pair, one, low, k in zip(PAIRS, chosen, bounds, n, strict=True)]  # fmt: skip
        found, (standing, values) = cell(given), naive.pooled(given)
        assert found.standing.value == standing
        assert (found.estimate is None) == (values is None)
        if found.estimate is not None:
            one = found.estimate
            assert (one.low, one.value, one.high, one.n) == pytest.approx(values)
        assert found.readings == tuple(given)


def test_only_pairs_of_the_best_standing_are_pooled_and_the_unknown_stays_null() -> None:
    measured, thin, none = (reading(pair, standing) for pair, standing in zip(PAIRS, list(Standing)[:3], strict=False))
    found = cell([none, thin, measured])
    assert (found.pooled, found.standing, found.evidence) == (1, Standing.MEASURED, measured.evidence)
    empty = cell([none, reading(PAIRS[3], Standing.NOT_COVERED)])
    assert (empty.estimate, empty.pooled, empty.standing, empty.reason) == (None, 0, Standing.UNDEFINED, "no act")


def test_a_state_is_named_where_all_pairs_agree_and_spelt_out_where_not() -> None:
    same = [reading(pair, Standing.MEASURED, state="player") for pair in PAIRS[:2]]
    assert cell(same).state == "player"
    mixed = cell([*same, reading(PAIRS[2], Standing.MEASURED, state="absent")])
    assert mixed.state is None
    assert mixed.reason == "player toward FJI-KIR; player toward FJI-NZL; absent toward FJI-TON"


def test_the_same_reading_from_every_pair_is_no_more_sure_than_once() -> None:
    once, often = cell([reading(PAIRS[0], Standing.MEASURED)]), cell([reading(p, Standing.MEASURED) for p in PAIRS])
    assert once.estimate is not None
    assert often.estimate is not None
    assert (often.estimate.low, often.estimate.high, often.estimate.n) == pytest.approx((0.1, 0.4, 10.0))


def test_every_role_of_the_matrix_is_a_share() -> None:
    assert [one.name for one in COLUMNS if "share" not in one.unit] == []


def symmetric(rng: np.random.Generator, draws: int, size: int, share: float) -> np.ndarray:
    """Random ties, of which only a share is not nought."""
    ties = np.triu(rng.normal(size=(draws, size, size)) * (rng.random((draws, size, size)) < share), 1)
    return ties + ties.transpose(0, 2, 1)


@pytest.mark.parametrize("share", [1.0, 0.3])
def test_the_partition_is_nearly_always_the_best_of_all(naive: ModuleType, share: float) -> None:
    ties = symmetric(np.random.default_rng(7003), 150, 7, share)
    every = naive.every_partition(7)
    assert len(every) == 877
    found, same = partitions(ties), np.asarray(every)
    inside = (same[:, :, None] == same[:, None, :])[:, *np.triu_indices(7, 1)].astype(float)
    best = (inside @ ties[:, *np.triu_indices(7, 1)].T).max(axis=0)
    worth = [naive.inside(one.tolist(), labels.tolist()) for one, labels in zip(ties, found, strict=True)]
    assert np.mean(np.asarray(worth) >= best - 1e-9) >= 0.98
    assert np.min(np.asarray(worth) - best) > -1.0


def test_ties_beyond_what_is_expected_are_those_of_the_naive_twin(naive: ModuleType) -> None:
    ties = symmetric(np.random.default_rng(7006), 20, 6, 0.5)
    found = beyond_expected(ties)
    for one, left in zip(ties, found, strict=True):
        assert left == pytest.approx(np.asarray(naive.beyond_expected(one.tolist())))
    # what is left of each actor's ties sums to nought, friends and foes apart and so together
    assert found.sum(axis=2) == pytest.approx(np.zeros((20, 6)), abs=1e-9)
    friends = np.ones((1, 6, 6)) - np.eye(6)
    assert len(set(partitions(friends)[0])) == 1


def test_camps_do_not_hang_on_the_order_of_actors() -> None:
    ties, order = symmetric(np.random.default_rng(7004), 50, 8, 0.6), np.random.default_rng(1).permutation(8)
    one, other = partitions(ties), partitions(ties[:, order][:, :, order])
    assert np.mean(variation(one[:, order], other) < 1e-9) >= 0.9


def test_the_variation_of_information_is_that_of_the_naive_twin(naive: ModuleType) -> None:
    rng = np.random.default_rng(7005)
    one, other = rng.integers(0, 4, (60, 6)), rng.integers(0, 3, (60, 6))
    apart = [naive.variation(a.tolist(), b.tolist()) for a, b in zip(one, other, strict=True)]
    assert variation(one, other) == pytest.approx(apart)
    assert variation(one, one) == pytest.approx(np.zeros(60), abs=1e-9)
    assert variation(np.zeros((1, 6), int), np.arange(6)[None]) == pytest.approx([np.log(6)])


def test_the_central_partition_is_the_one_most_draws_agree_on() -> None:
    labels = np.asarray([[0, 0, 1, 1]] * 7 + [[0, 1, 1, 1]] * 3)
    assert together(labels)[0, 1] == 0.7
    assert central(labels).tolist() == [0, 0, 1, 1]


BLOCS = (("FJI", "NZL", "TON"), ("WSM", "KIR", "VUT"))
ACTORS = tuple(sorted((*BLOCS[0], *BLOCS[1])))
YEARS = Span(date(2019, 1, 1), date(2020, 1, 1)), Span(date(2020, 1, 1), date(2021, 1, 1))


def acts_of(seed: int, sides: tuple[tuple[tuple[str, ...], ...], ...], volume: float = 6.0) -> Panel:
    """Poisson days of cooperation inside blocs and of hostility across, a year each; some of either are told wrong."""
    rng, rows = np.random.default_rng(seed), []
    for year, blocs in zip(YEARS, sides, strict=True):
        for i, one in enumerate(ACTORS):
            for other in ACTORS[i + 1 :]:
                friends = any(one in bloc and other in bloc for bloc in blocs)
                for _ in range(rng.poisson(volume)):
                    code = "057" if friends == (rng.random() < 0.85) else "112"
                    rows.append((one, other, code, np.datetime64(year.start) + rng.integers(365)))
    columns = [np.asarray(column, dtype=object) for column in zip(*rows, strict=True)]
    named = dict(zip(("source", "target", "code"), columns, strict=False))
    events = np.asarray([f"syn:{i}" for i in range(len(rows))], dtype=object)
    return Panel("dyad_day", "syn", {**named, "date": columns[3].astype("datetime64[D]"), "event_id": events}, ())


def found_in(acts: Panel, draws: int = 100) -> Camps:
    constants = {name: constant(name) for name in camps_of.CONSTANTS} | {"architecture.draws": draws}
    return camps_of.camps(acts, ACTORS, YEARS, constants, 0)


@pytest.mark.slow
def test_planted_camps_are_found_and_a_change_of_sides_moves_them() -> None:
    turned = (("FJI", "NZL"), ("WSM", "KIR", "VUT", "TON"))
    more = []
    for seed in range(7010, 7016):
        found = found_in(acts_of(seed, (BLOCS, turned)))
        assert {one.members for one in found.camps} == {tuple(sorted(bloc)) for bloc in turned}
        assert {one.members_before for one in found.camps} == {tuple(sorted(bloc)) for bloc in BLOCS}
        assert np.mean([one.probability for one in found.camps]) > 0.7
        assert all(one.days and one.evidence for one in found.camps)
        more.append(found.more)
    assert np.mean(more) > 0.7


@pytest.mark.slow
def test_camps_that_do_not_move_seldom_seem_to() -> None:
    more = [found_in(acts_of(seed, (BLOCS, BLOCS), volume=2.0)).more for seed in range(7020, 7035)]
    assert np.mean([one > 0.9 for one in more if one is not None]) <= 0.1
    assert 0.3 < np.mean([one for one in more if one is not None]) < 0.7


def test_the_days_of_two_actors_are_counted_once_a_kind_and_outside_the_window_not_at_all() -> None:
    rows = [
        ("FJI", "WSM", "057", "2020-03-01"),
        ("WSM", "FJI", "061", "2020-03-01"),
        ("FJI", "WSM", "112", "2020-03-01"),
        ("FJI", "WSM", "057", "2021-01-01"),
        ("FJI", "XXX", "057", "2020-03-01"),
        ("FJI", "WSM", "010", "2020-04-01"),
    ]
    columns = dict(zip(("source", "target", "code", "date"), map(np.asarray, zip(*rows, strict=True)), strict=True))
    columns["date"], columns["event_id"] = columns["date"].astype("datetime64[D]"), np.arange(6).astype(str)
    known = camps_of.ties(Panel("dyad_day", "syn", columns, ()), ("FJI", "WSM", "TON"), YEARS[1])
    assert (known.friendly.tolist(), known.hostile.tolist()) == ([[0, 1, 0], [1, 0, 0], [0, 0, 0]],) * 2
    assert known.events == (("0", "1", "2"), ("0", "1", "2"), ())
    found = camps_of.camps(Panel("dyad_day", "syn", columns, ()), ("FJI", "WSM", "TON"), YEARS,
                           {name: constant(name) for name in camps_of.CONSTANTS}, 0)  # fmt: skip
    assert found.moved is None
    assert "fewer than three" in found.reason
    assert found.camps[2].members is None
