"""The probability of a listed pact is judged on pairs that its weights have not seen."""

from dataclasses import replace
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from benchmarks.validation import pact_weights
from benchmarks.validation.dyads import Dyads
from benchmarks.validation.listed_pacts import NEAR, PACT, WAYS, cases
from benchmarks.validation.listed_rivals import DAYS, NOTHING, added, chances, fitting, shift, shipped
from benchmarks.validation.named_mediators import log_loss
from benchmarks.validation.results import Task
from benchmarks.validation.rivalry_weights import fitted, tried
from benchmarks.validation.scoring import skill_of
from tertius.codebooks.capitals import distance
from tertius.codebooks.state_contacts import CONTACTS

NAMES = sorted(CONTACTS)[:30]
PAIRS = tuple(combinations(NAMES, 2))
CLUBS = {name: n % 3 for n, name in enumerate(NAMES)}
ALLIES = frozenset(pair for pair in PAIRS if CLUBS[pair[0]] == CLUBS[pair[1]] == 0)


def years(seed: int, strength: float) -> list[Dyads]:
    """Counts of thirty states in three clubs, one of them with pacts; members of a club cooperate more."""
    draw, size = np.random.default_rng(seed), np.asarray([[CONTACTS[x] * CONTACTS[y]] for x, y in PAIRS])
    rate = 30.0 * size / size.mean() * np.asarray([[8.0, 1.0, 1.0, 0.5]])
    rate[[CLUBS[a] == CLUBS[b] for a, b in PAIRS], :2] *= 1.0 + (strength - 1.0) / 2.0
    rate[[pair in ALLIES for pair in PAIRS], :2] *= strength
    return [Dyads(y, PAIRS, draw.poisson(rate).astype(float), {}, np.zeros((len(PAIRS), 0))) for y in (2002, 2005)]


@pytest.mark.parametrize(("strength", "low", "high"), [(4.0, 0.3, 1.0), (1.0, -0.3, 0.05)])
def test_planted_allies_are_found_on_pairs_left_out_and_without_a_sign_none_is(
    strength: float, low: float, high: float
) -> None:
    every = years(3, strength)
    inside, out = fitting(every, lambda _: ALLIES, cases), cases("year", every[1], ALLIES).kept()
    ours, base, days = (chances(inside, out, way) for way in (shipped, WAYS[NOTHING], WAYS[DAYS]))
    skill = skill_of(log_loss(out.true, base), log_loss(out.true, ours))
    assert low < skill < high
    assert strength == 1.0 or skill > skill_of(log_loss(out.true, base), log_loss(out.true, days)) + 0.1


def test_the_tables_and_the_lines_of_the_page_are_made_of_what_was_fitted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("benchmarks.validation.rivalry_weights.DRAWS", 20)
    every = years(5, 4.0)
    inside, asked = fitting(every, lambda _: ALLIES, cases), cases("year", every[0], ALLIES)
    rows = fitted(inside, pact_weights.FEATURES)
    assert [row["term"] for row in rows] == ["intercept", *pact_weights.FEATURES]
    task = added(Task("Allies", "", ("x",), {"AUC": {}, "AP": {}}, {}), [asked], inside, PACT)
    assert task.figures["AUC"][task.also[0]].value > 0.9
    assert "| year | " in shift([asked.kept()], inside, PACT)
    assert "conflict_odds (shipped)" in tried(inside, WAYS)


def test_distance_speaks_of_pairs_that_are_not_measured_and_its_weights_are_written(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("benchmarks.validation.rivalry_weights.DRAWS", 20)
    every = years(5, 4.0)
    near = frozenset(pair for pair in PAIRS if (distance(*pair) or 0.0) < 2500.0)
    inside, asked = fitting(every, lambda _: near, cases), cases("year", every[0], near)
    silent = replace(asked, measured=np.arange(len(asked.pairs)) < 60)
    plain = added(Task("Allies", "", ("x",), {"AUC": {}, "AP": {}}, {}), [silent], inside, PACT)
    by_map = added(plain, [silent], inside, NEAR)
    ours, beside = (by_map.figures["AUC"][label].value for label in by_map.also)
    assert ours < 0.7 < 0.95 < beside
    assert "of all others log distance" in " ".join(by_map.notes)
    for name in ("BY_DISTANCE", "WITH_DISTANCE"):
        monkeypatch.setattr(pact_weights, name, tmp_path / f"{name}.csv")
    pact_weights.beside_the_map(inside)
    assert len((tmp_path / "BY_DISTANCE.csv").read_text().splitlines()) == 3
    assert (tmp_path / "WITH_DISTANCE.csv").read_text().splitlines()[-1].startswith("distance,")


def test_shares_of_contacts_come_from_the_file_and_of_other_states_from_other_data() -> None:
    every, lost = years(6, 1.0), NAMES[-1]
    kept = [pair for pair in PAIRS if lost not in pair]
    file = [Dyads(d.year, tuple(kept), d.counts[[lost not in pair for pair in PAIRS]], {}, d.classes) for d in every]
    rows = pact_weights.sizes(file, every)
    assert [row["iso3"] for row in rows] == NAMES
    assert sum(float(row["share"]) for row in rows) == pytest.approx(1.0, abs=1e-4)
    assert pact_weights.contacts(every)[lost] == pytest.approx(float(rows[-1]["share"]), rel=0.1)
