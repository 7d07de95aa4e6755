"""The verb that asks for a whole region: its JSON fits its schema and holds what the verb for a pair says."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from jsonschema import Draft202012Validator

from tertius.report.tables import schema

Call = Callable[..., Result]


def errors(record: Any) -> list[str]:
    checker = Draft202012Validator(schema(record["schema"]), format_checker=Draft202012Validator.FORMAT_CHECKER)
    return [f"{list(error.path)}: {error.message}" for error in checker.iter_errors(record)]


@pytest.fixture(scope="module")
def shipped(shipped_study: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shipped_study(tmp_path_factory.mktemp("region") / "shipped.duckdb")


@pytest.mark.slow
def test_the_matrix_as_json_fits_its_schema_and_holds_the_readings_of_every_pair(
    shipped: Path, told: Callable[..., Any]
) -> None:
    record = told("architecture", shipped, "--at", "2015")
    assert errors(record) == []
    cells = {(one["actor"], one["measure"]): one for one in record["items"]}
    assert {one["at"] for one in record["items"]} == {"2015-12-31"}
    apart = told("roles", shipped, "--pair", "ARM-AZE", "--role", "player", "--at", "2015")["items"]
    pairs = {one["actor"]: next(r for r in cells[one["actor"], "player"]["readings"] if r["pair"] == "ARM-AZE")
             for one in apart}  # fmt: skip
    assert pairs == {one["actor"]: one for one in apart}


def test_a_region_of_one_pair_reads_as_the_pair_does(desk: Any, told: Callable[..., Any], call: Call) -> None:
    words = (desk.study, "--arena", desk.region)
    cells, apart = told("architecture", *words)["items"], told("roles", *desk.asked, "--role", "mediator")["items"]
    shared = ("actor", "standing", "value", "low", "high", "n", "state", "evidence")
    mine = [{key: one[key] for key in shared} for one in cells if one["measure"] == "mediation"]
    assert sorted(mine, key=lambda one: one["actor"]) == sorted(
        ({key: one[key] for key in shared} for one in apart), key=lambda one: one["actor"]
    )
    table = call("architecture", *words)
    assert table.exit_code == 0
    assert table.output.split()[:3] == ["actor", "mediation", "visibility"]


@pytest.mark.parametrize("part", ["roles", "camps", "crystallised"])
def test_a_data_set_that_does_not_follow_the_region_is_refused_in_one_line(
    shipped: Path, call: Call, part: str
) -> None:
    result = call("architecture", shipped, "--arena", "western-balkans", "--part", part)
    assert result.exit_code == 1
    assert result.stderr.splitlines()[0] == "error: chronicle follows no pair of arena western-balkans"


@pytest.mark.slow
def test_the_camps_as_json_fit_their_schema_and_cover_the_windows_asked_for(
    desk: Any, told: Callable[..., Any], call: Call
) -> None:
    words = (desk.study, "--arena", desk.region, "--part", "camps", "--at", "2012", "--months", "24")
    record = told("architecture", *words)
    assert errors(record) == []
    assert {(one["first_day"], one["last_day"]) for one in record["items"]} == {("2011-01-01", "2012-12-31")}
    assert all((one["camp"] is None) == (one["probability"] is None) == (not one["days"]) for one in record["items"])
    said = call("architecture", *words).stderr
    assert "the camps moved" in said or "is unknown" in said


@pytest.mark.slow
def test_the_answer_on_a_new_architecture_fits_its_schema_and_names_its_conditions(
    shipped: Path, told: Callable[..., Any]
) -> None:
    record = told("architecture", shipped, "--part", "crystallised", "--at", "2021-12")
    assert errors(record) == []
    first, *others = record["items"]
    assert (first["condition"], first["holds"], first["note"].split(";")[0]) == ("crystallised", None, "undetectable")
    assert [one["condition"] for one in others] == ["common break", "rarer than chance", "would be noticed"]


def test_of_days_that_are_not_covered_nothing_is_said(desk: Any, told: Callable[..., Any], call: Call) -> None:
    words = ("architecture", desk.study, "--arena", desk.region, "--at", "2040")
    assert {one["standing"] for one in told(*words)["items"]} == {"not covered"}
    assert told(*words, "--part", "camps")["items"] == []
    assert "does not cover 2040-12-31" in call(*words, "--part", "camps").stderr
    first, why = told(*words, "--part", "crystallised")["items"]
    assert first["holds"] is None
    assert "does not cover 2040-12-31" in why["note"]
