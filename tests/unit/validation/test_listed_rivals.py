"""The probability of a listed rivalry is judged on pairs that its weights have not seen, and on data of any volume."""

from itertools import combinations

import numpy as np
import pytest

from benchmarks.validation import rivalry_weights
from benchmarks.validation.dyads import Dyads
from benchmarks.validation.listed_rivals import SHIPPED, WAYS, added, cases, chances, fitting, shift
from benchmarks.validation.named_mediators import log_loss
from benchmarks.validation.results import Task
from benchmarks.validation.scoring import skill_of
from tertius.codebooks.states import STATES

NAMES = sorted(STATES)[:30]
PAIRS = tuple(combinations(NAMES, 2))


def years(seed: int, strength: float) -> tuple[list[Dyads], frozenset[tuple[str, str]]]:
    """Counts of thirty states; every fifteenth pair has more contact, and more conflict in it."""
    draw, rivals = np.random.default_rng(seed), frozenset(PAIRS[::15])
    rate = np.asarray([[200.0, 20.0, 30.0, 20.0]] * len(PAIRS)) * draw.gamma(1.0, size=(len(PAIRS), 1))
    rate[[pair in rivals for pair in PAIRS], 2:] *= strength
    made = [
        Dyads(year, PAIRS, draw.poisson(rate).astype(float), {}, np.zeros((len(PAIRS), 0))) for year in (2002, 2005)
    ]
    return made, rivals


@pytest.mark.parametrize(("strength", "low", "high"), [(8.0, 0.3, 1.0), (1.0, -0.2, 0.05)])
def test_planted_rivals_are_found_on_pairs_left_out_and_others_are_not(
    strength: float, low: float, high: float
) -> None:
    every, rivals = years(3, strength)
    inside, out = fitting(every, lambda _: rivals), cases("year", every[1], rivals).kept()
    ours, base = (chances(inside, out, WAYS[name]) for name in (SHIPPED, "no feature"))
    assert low < skill_of(log_loss(out.true, base), log_loss(out.true, ours)) < high


def test_a_pair_never_helps_to_fit_its_own_probability() -> None:
    every, rivals = years(4, 8.0)
    out = cases("year", every[0], rivals)
    told = rivals | {PAIRS[1]}
    plain, turned = (chances(fitting(every, lambda _, t=truth: t), out, WAYS[SHIPPED]) for truth in (rivals, told))
    assert plain[1] == turned[1]
    assert not np.allclose(plain, turned)


def test_the_table_and_the_lines_of_the_page_are_made_of_what_was_fitted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rivalry_weights, "DRAWS", 20)
    every, rivals = years(5, 8.0)
    inside, asked = fitting(every, lambda _: rivals), cases("year", every[0], rivals)
    rows = rivalry_weights.fitted(inside)
    assert [row["term"] for row in rows] == ["intercept", "contact_high", "contact_low", "conflict_odds"]
    assert float(rows[3]["mean"]) > 3.0 * float(rows[3]["error"]) > 0.0
    task = added(Task("Rivals", "", ("x",), {"AUC": {}, "AP": {}}, {}), [asked], inside)
    assert task.figures["AUC"][task.also[0]].value > 0.9
    assert "| year | " in shift([asked.kept()], inside)
    assert "conflict_odds (shipped)" in rivalry_weights.tried(inside)
