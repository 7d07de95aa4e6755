"""Claims of a label, names that a graph lacks, distance: what these tables of the validation are made of."""

from pathlib import Path

import numpy as np
import pytest

from benchmarks.validation.label_claims import against, lines
from benchmarks.validation.named_mediators import Record
from benchmarks.validation.own_names import cut, own_names
from benchmarks.validation.traits import log_distances


def test_what_counts_against_a_claim_is_the_lesser_of_two_chances() -> None:
    assert against(0.006, 0.003) == pytest.approx(1.0 - 0.006 * 0.997 / (0.006 * 0.997 + 0.994 * 0.003))
    assert against(0.006, 0.9) == pytest.approx(0.994)


def test_claims_are_counted_by_what_is_true() -> None:
    chance, base = np.asarray([0.001, 0.2, 0.001, 0.04]), np.full(4, 0.1)
    row = lines([("a label", chance, base, np.asarray([True, True, False, False]))]).splitlines()[-1]
    true, false = ["1 of 2 (0.50)"] * 3, ["2 of 2 (1.00)", "2 of 2 (1.00)", "1 of 2 (0.50)"]
    assert [cell.strip() for cell in row.split("|")[1:-1]] == ["a label", *true, *false]


def test_an_agent_or_an_organ_does_not_stand_for_its_own_name(tmp_path: Path) -> None:
    folder = tmp_path / "tkg" / "invented"
    folder.mkdir(parents=True)
    names = ("France", "Government_(Egypt)", "UN_Security_Council", "African_Union", "Citizen_(France)")
    (folder / "entity2id.txt").write_text("".join(f"{name}\t{i}\n" for i, name in enumerate(names)), encoding="utf-8")
    assert own_names(tmp_path, "invented") == {"FRA", "AU"}


def test_a_record_is_cut_in_all_its_columns() -> None:
    one = Record("missions", ("AAA", "BBB"), "y", np.asarray([True, False, True]), np.arange(6.0).reshape(3, 2), True,
                 {"volume": np.arange(3.0)})  # fmt: skip
    kept = cut(one, np.asarray([True, False, True]))
    assert (kept.named.tolist(), kept.features.tolist(), kept.more["volume"].tolist()) == (
        [True, True], [[0.0, 1.0], [4.0, 5.0]], [0.0, 2.0])  # fmt: skip


def test_distance_is_to_the_nearer_side_and_of_a_body_the_usual_one() -> None:
    near, far, body, next_door = np.exp(log_distances(("ARM_PRE_ARMED", "AZE"), ["GEO", "FRA", "UN", "ARM"]))
    assert near == pytest.approx(170.0, abs=5.0)
    assert near < 500.0 < body == pytest.approx(4000.0)
    assert 3000.0 < far < body
    assert next_door == pytest.approx(100.0)
