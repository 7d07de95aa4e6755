"""A break common to several tables: against a naive twin, where it was planted, and how often where none was."""

from types import ModuleType

import numpy as np
import pytest
from loading import load

from tertius.inference.compositions import composition_posterior
from tertius.inference.joint_breaks import JointBreak, Looking, joint_break
from tertius.inference.lengths import SegmentLengths
from tertius.inference.regimes import dispersion_ratio
from tertius.model.errors import UsageError

PERIODS, KINDS, RHO = 120, 6, 0.02
HOW = Looking(around=6, taking_part=0.5, span=3, draws=499, seed=0)
LENGTHS = SegmentLengths(120.0, 6)


@pytest.fixture(scope="module")
def naive() -> ModuleType:
    return load("reference/naive_architecture.py")


def posterior(counts: np.ndarray, tempering: float = 1.0) -> np.ndarray:
    return composition_posterior(counts, prior=np.full(KINDS, 0.5), tempering=tempering, lengths=LENGTHS).at


PRIOR = posterior(np.zeros((KINDS, PERIODS)))


def table(rng: np.random.Generator, month: int | None, volume: float = 2.0) -> np.ndarray:
    """Change probabilities of a table, whose largest and smallest share change places at a month."""
    share = rng.dirichlet(np.full(KINDS, 0.7))
    swapped, order = share.copy(), np.argsort(share)
    swapped[order[[0, -1]]] = share[order[[-1, 0]]]
    counts = np.stack([
        rng.multinomial(rng.poisson(volume), rng.dirichlet(np.maximum(now, 1e-3) * (1 / RHO - 1)))
        for now in (swapped if month is not None and t >= month else share for t in range(PERIODS))
    ], axis=1)  # fmt: skip
    return posterior(counts, 1 / (1 + max(volume - 1, 0) * RHO))


def look(seed: int, months: list[int | None]) -> JointBreak:
    rng = np.random.default_rng(seed)
    return joint_break(np.stack([table(rng, month) for month in months]), PRIOR, HOW)


def fires(found: JointBreak) -> bool:
    return found.mass >= 0.9 and found.p_value <= 0.05


def test_the_posterior_is_that_of_the_naive_twin(naive: ModuleType) -> None:
    for seed in range(7100, 7104):
        rng = np.random.default_rng(seed)
        at = np.stack([table(rng, 60), table(rng, None), table(rng, 61)])
        found = joint_break(at, PRIOR, HOW)
        start, mass, chance = naive.common_break(at.tolist(), PRIOR.tolist(), 6, 0.5, 3)
        assert found.start == start
        assert found.mass == pytest.approx(mass)
        assert found.at == pytest.approx(chance)


def test_a_planted_common_break_is_found_near_its_month_with_the_tables_that_took_part() -> None:
    found = [(month, look(7110 + k, [month] * 4)) for k, month in enumerate((40, 55, 70, 85, 100))]
    assert sum(fires(one) for _, one in found) >= 4
    assert np.mean([abs(one.start + 1 - month) <= 2 for month, one in found]) >= 0.8
    assert np.mean([one.part.min() > 0.5 for _, one in found]) >= 0.6
    assert max(one.later for _, one in found) < 0.5


def test_tables_that_change_each_in_its_own_time_or_not_at_all_seldom_look_like_a_common_break() -> None:
    rng = np.random.default_rng(7120)
    apart = [look(7130 + k, rng.integers(10, 110, 4).tolist()) for k in range(8)]
    single = [look(7150 + k, [int(rng.integers(20, 100)), None, None, None]) for k in range(5)]
    still = [look(7160 + k, [None] * 4) for k in range(4)]
    assert sum(map(fires, (*apart, *single, *still))) <= 1
    assert sum(map(fires, single)) == 0


def test_a_second_common_break_is_seen() -> None:
    rng = np.random.default_rng(7170)
    at = np.stack([table(rng, 40) + table(rng, 90) for _ in range(5)]).clip(0.0, 1.0)
    assert joint_break(at, PRIOR, HOW).start in range(36, 92)
    early = joint_break(at[:, :70], PRIOR[:70], HOW)
    assert abs(early.start + 1 - 40) <= 3
    assert early.later < 0.5
    whole = joint_break(at, PRIOR, HOW)
    assert whole.start > 80 or whole.later > 0.5


def test_one_table_is_no_region() -> None:
    with pytest.raises(UsageError, match="two tables"):
        joint_break(PRIOR[None], PRIOR, HOW)


def counts_of(rng: np.random.Generator, months: int, spread: float) -> np.ndarray:
    share = np.asarray([0.5, 0.3, 0.15, 0.05])
    return np.stack([rng.multinomial(rng.poisson(8), rng.dirichlet(spread * share)) for _ in range(months)], axis=1)


def test_the_ratio_of_dispersions_is_that_of_the_naive_twin(naive: ModuleType) -> None:
    rng = np.random.default_rng(7180)
    pairs = [(counts_of(rng, 40, 30.0), counts_of(rng, 20, 30.0)) for _ in range(2)]
    found = dispersion_ratio(pairs, draws=4000, level=0.9, seed=0)
    (one, m), (two, n) = ([sum(values) for values in zip(*map(naive.pearson, side), strict=True)]
                          for side in zip(*[[c.tolist() for c in pair] for pair in pairs], strict=True))  # fmt: skip
    assert found is not None
    assert found.value == pytest.approx((two / n) / (one / m), rel=0.05)
    assert found.low < found.value < found.high


def test_shares_that_vary_more_are_told_from_shares_that_do_not() -> None:
    rng = np.random.default_rng(7190)
    alike = [dispersion_ratio([(counts_of(rng, 60, 30.0), counts_of(rng, 20, 30.0))], draws=500, level=0.9, seed=0)
             for _ in range(40)]  # fmt: skip
    wild = [dispersion_ratio([(counts_of(rng, 60, 30.0), counts_of(rng, 20, 2.0))], draws=500, level=0.9, seed=0)
            for _ in range(20)]  # fmt: skip
    assert np.mean([one.larger > 0.9 for one in alike if one]) <= 0.2
    assert np.mean([one.larger > 0.9 for one in wild if one]) >= 0.9
    assert dispersion_ratio([(np.zeros((3, 5)), np.ones((3, 5)))], draws=10, level=0.9, seed=0) is None
