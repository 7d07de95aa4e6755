"""A world of invented aid to 28 states from ten: who leans on one is put last, and claims of it are tested so."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest
from click.testing import Result
from jsonschema import Draft202012Validator

from tertius.codebooks.states import STATES
from tertius.report.tables import schema

Call = Callable[..., Result]
GIVERS = ("FJI", "WSM", "NZL", "TON", "VUT", "KIR", "NRU", "PLW", "TUV", "MHL")
TAKERS = tuple(one for one in sorted(STATES) if one.isalpha() and one not in GIVERS)[:28]
LEANING, EVEN = TAKERS[:4], TAKERS[4:]
DAYS = 40
CLAIMS = """
schema: tertius.claims/1
title: Invented claims
source: nobody
made_on: 2012-12-31
arena: synthetic-islands
claims:
  - {{id: leans, text: It is sovereign., type: construct, actor: {leaning}, measure: sovereignty, says: holds}}
  - {{id: lacks, text: It is not., type: construct, actor: {leaning}, measure: sovereignty, says: lacks}}
  - {{id: unseen, text: It is sovereign., type: construct, actor: ISL, measure: sovereignty, says: holds}}
"""


@pytest.fixture(scope="module")
def files(worlds: ModuleType, call: Call, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Path]:
    """A study of a year, its region file, and claims of three states."""
    rng, folder, acts = np.random.default_rng(4), tmp_path_factory.mktemp("aid"), []
    for i, state in enumerate(TAKERS):
        share = np.full(len(GIVERS), 0.1 if state in EVEN else 0.01)
        share[i % len(GIVERS)] += 1.0 - share.sum()
        days = rng.choice(366, DAYS, replace=False)
        acts += [worlds.Act(date(2012, 1, 1) + timedelta(days=int(day)), giver, state, "071")
                 for day, giver in zip(days, rng.choice(GIVERS, DAYS, p=share), strict=True)]  # fmt: skip
    study = folder / "study.duckdb"
    loaded = call("load", study, "chronicle", worlds.write_acts(folder / "acts", acts))
    assert loaded.exit_code == 0, loaded.output
    claims = folder / "claims.yaml"
    claims.write_text(CLAIMS.format(leaning=LEANING[0]), encoding="utf-8")
    return study, worlds.write_region(folder, worlds.Region()), claims


def asked(files: tuple[Path, Path, Path], role: str = "sovereignty") -> tuple[object, ...]:
    return files[0], "--arena", files[1], "--role", role, "--since", "2012-01-01", "--until", "2012-12-31"


def test_who_leans_on_one_giver_is_last_and_the_json_fits_its_schema(
    files: tuple[Path, Path, Path], told: Callable[..., Any]
) -> None:
    record = told("rank", *asked(files))
    checker = Draft202012Validator(schema("tertius.rank/1"), format_checker=Draft202012Validator.FORMAT_CHECKER)
    assert [error.message for error in checker.iter_errors(record)] == []
    items = {one["actor"]: one for one in record["items"]}
    assert set(items) == {*TAKERS, *GIVERS}
    assert {one["others"] for one in items.values()} == {len(items) - 1}
    assert [one["actor"] for one in record["items"]][-len(LEANING) :] == sorted(
        LEANING, key=lambda state: -items[state]["value"]
    )
    assert all(items[state]["lowest"] > 0.95 for state in LEANING)
    # a fifth of 38 are more than four, so chance decides who else is low
    assert sum(items[state]["lowest"] > 0.95 for state in (*EVEN, *GIVERS)) <= 2
    assert items[LEANING[0]]["parts"]["top_partner"] == GIVERS[0]


def test_the_reading_is_that_of_the_state_through_a_pair(
    files: tuple[Path, Path, Path], told: Callable[..., Any]
) -> None:
    ranked = {one["actor"]: one for one in told("rank", *asked(files))["items"]}
    apart = told("roles", *asked(files), "--pair", "FJI-WSM")["items"]
    assert {one["actor"] for one in apart} == {"FJI", "WSM"}
    for one in apart:
        same = ranked[one["actor"]]
        assert same["state"] == one["state"]
        assert [same[key] for key in ("value", "low", "high", "n")] == pytest.approx(
            [one[key] for key in ("value", "low", "high", "n")], abs=1e-9
        )


def test_a_claim_that_a_state_is_sovereign_is_tested_by_its_place(
    files: tuple[Path, Path, Path], told: Callable[..., Any]
) -> None:
    found = told("audit", files[0], files[2], "--arena", files[1])["items"]
    outcomes = {one["claim"]["claim_id"]: one["outcome"] for one in found}
    assert outcomes == {"leans": "contradicted", "lacks": "supported", "unseen": "not testable"}
    assert found[2]["reason"] == "the data hold no such act of ISL"
    assert found[0]["mirror"] == found[1]["support"] > 0.95


def test_with_few_states_no_place_is_given_and_the_reason_says_so(
    desk: Any, told: Callable[..., Any], call: Call
) -> None:
    words = ("rank", desk.study, "--arena", desk.region, "--role", "balance")
    items = told(*words)["items"]
    assert items
    assert {one["place"] for one in items} == {None}
    assert all(one["reason"] for one in items)
    assert "states have enough evidence to be compared" in call(*words).stderr


def test_a_measure_of_a_pair_is_refused_in_one_line(desk: Any, call: Call) -> None:
    result = call("rank", desk.study, "--arena", desk.region, "--role", "mediator")
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        "error: mediation is no measure of a state alone",
        "hint: these are: sovereignty, balance",
    ]
