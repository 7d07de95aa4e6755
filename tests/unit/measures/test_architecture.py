"""The architecture of a region: pooled cells against a naive twin, and what pooling must not do."""

from datetime import date
from types import ModuleType

import numpy as np
import pytest
from loading import load

from tertius.measures.architecture import COLUMNS, cell
from tertius.model import Dyad, Estimate, Reading, Span, Standing

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
