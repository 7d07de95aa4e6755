"""Forecasts of a study: issued from whole covered months, frozen, refused when changed, scored when the months came."""

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from tertius.cli import main
from tertius.forecasts import freeze
from tertius.model import BadFile, Dyad, UsageError
from tertius.report.tables import schema
from tertius.simulate import Media, Planted, Role, arena, example_world, icews, simulate
from tertius.study import Study

ARENA, PAIR = "south-caucasus", "ARM-AZE"


@pytest.fixture(scope="module")
def study(shipped_study: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Study]:
    with Study(shipped_study(tmp_path_factory.mktemp("forecast") / "study.duckdb")) as opened:
        yield opened


@pytest.fixture(scope="module")
def issued(study: Study) -> dict[str, object]:
    return study.forecast(ARENA, PAIR, at=date(2024, 6, 30), horizon=2)


def fits(name: str, record: object) -> list[str]:
    checker = Draft202012Validator(schema(name), format_checker=Draft202012Validator.FORMAT_CHECKER)
    return [error.message for error in checker.iter_errors(json.loads(json.dumps(record, allow_nan=False)))]


@pytest.mark.slow
def test_a_forecast_tells_counts_of_both_directions_and_a_role_of_every_candidate(study, issued):
    counts = [one for one in issued["items"] if one["kind"] == "count"]
    assert {(one["actor"], one["target"], one["what"]) for one in counts} == {
        (a, b, quad) for a, b in (("ARM", "AZE"), ("AZE", "ARM")) for quad in ("VC", "MC", "VX", "MX")}  # fmt: skip
    arena = study.prepare(ARENA)
    roles = {one["actor"] for one in issued["items"] if one["kind"] == "role"}
    assert roles == set(arena.candidates(arena.pair(PAIR)))
    assert {(one["horizon"], one["first_day"], one["last_day"]) for one in issued["items"]} == {
        (1, "2024-07-01", "2024-07-31"), (2, "2024-08-01", "2024-08-31")}  # fmt: skip


def test_a_forecast_is_never_shown_without_its_score_beside_a_naive_one(issued):
    assert {(one["kind"], one["horizon"]) for one in issued["skill"]} == {
        (kind, step) for kind in ("count", "role") for step in (1, 2)}  # fmt: skip


@pytest.mark.slow
def test_a_month_that_is_not_over_is_not_counted(study, issued):
    unfinished = study.forecast(ARENA, PAIR, at=date(2024, 7, 20), horizon=2)
    assert unfinished["known_until"] == "2024-06-30"
    assert [one["quantiles"] for one in unfinished["items"] if one["kind"] == "count"] == [
        one["quantiles"] for one in issued["items"] if one["kind"] == "count"]  # fmt: skip


def test_records_fit_their_schemas(study, issued, tmp_path):
    file = tmp_path / "frozen.json"
    file.write_text(freeze(issued), encoding="utf-8")
    assert fits("tertius.forecast/1", issued) == []
    assert fits("tertius.score/1", study.score(file)) == []
    assert fits("tertius.forecast/1", {**issued, "surprise": 1})
    assert fits("tertius.forecast/1", {key: value for key, value in issued.items() if key != "sha256"})


def test_a_frozen_forecast_is_scored_on_what_the_study_holds(study, issued, tmp_path):
    file = tmp_path / "frozen.json"
    file.write_text(freeze(issued), encoding="utf-8")
    found = study.score(file)
    acts = {(source, target, quad): count for source, target, quad, count in study.sql(
        "SELECT source, target, quad, COUNT(*) FROM dyad_day WHERE dataset = 'chronicle' "
        "AND date BETWEEN DATE '2024-07-01' AND DATE '2024-07-31' GROUP BY ALL")[1]}  # fmt: skip
    july = [one for one in found["items"] if one["kind"] == "count" and one["horizon"] == 1]
    assert [one["observed"] for one in july] == [acts.get((one["actor"], one["target"], one["what"]), 0)
                                                 for one in july]  # fmt: skip
    shares = [one["observed"] for one in found["items"] if one["kind"] == "role" and one["horizon"] == 1]
    assert all(share is None for share in shares) or 0.0 < sum(shares) <= 1.0 + 1e-3
    assert found["forecast"]["sha256"] == issued["sha256"]


def test_a_score_says_when_the_acts_known_then_are_no_longer_the_same(study, issued, tmp_path):
    file = tmp_path / "frozen.json"
    file.write_text(freeze(issued), encoding="utf-8")
    assert study.score(file)["notes"] == []
    other = {**issued, "data": {**issued["data"], "acts_sha256": "0" * 64}}
    file.write_text(freeze(other), encoding="utf-8")
    [note] = study.score(file)["notes"]
    assert "the acts up to 2024-06-30 are not those the forecast was made from" in note
    older = {**issued, "data": {key: issued["data"][key] for key in ("dataset", "sha256")}}
    file.write_text(freeze(older), encoding="utf-8")
    assert study.score(file)["notes"] == []


@pytest.mark.slow
def test_the_share_of_a_forecast_is_that_of_the_measure_also_in_machine_coded_data(tmp_path):
    pair, span = Dyad.of("FJI", "ISL"), (date(2000, 1, 1), date(2002, 1, 1))
    world = example_world(seed=140000, years=2, roles=(Planted(Role.MEDIATOR, "BWA", pair, *span, 0.3),))
    for name, text in icews(simulate(world, Media())).items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    with Study() as own:
        own.load("icews", tmp_path)
        region = arena(world)
        issued = own.forecast(region, "FJI-ISL", at=date(2001, 11, 30), horizon=1)
        told = {one["actor"]: one for one in issued["items"] if one["kind"] == "role"}
        readings = own.roles(region, "FJI-ISL", at=date(2001, 11, 30), role="mediation")
    assert issued["ledger"]["standing"] == "measured"
    for one in readings:  # a month without news makes a share a little less sure
        line, now = told[one.actor], one.estimate
        assert abs(line["median"] - now.value) < 0.02
        assert 0.95 < (line["high"] - line["low"]) / (now.high - now.low) < 1.15


@pytest.mark.slow
def test_months_to_come_stay_unscored(study, tmp_path):
    file = tmp_path / "now.json"
    file.write_text(freeze(study.forecast(ARENA, PAIR, horizon=1)), encoding="utf-8")
    assert {one["standing"] for one in study.score(file)["items"]} == {"not covered"}


def test_a_changed_or_foreign_file_is_refused(study, issued, tmp_path):
    file = tmp_path / "frozen.json"
    file.write_text(freeze(issued).replace('"horizon": 1', '"horizon": 3', 1), encoding="utf-8")
    with pytest.raises(BadFile, match="changed after it was frozen"):
        study.score(file)
    file.write_text(freeze({"schema": "tertius.roles/1"}), encoding="utf-8")
    with pytest.raises(BadFile, match="no forecast but"):
        study.score(file)
    with pytest.raises(BadFile, match="cannot be read"):
        study.score(tmp_path / "absent.json")


def test_a_forecast_of_one_arena_is_not_scored_in_another(study, issued, tmp_path):
    file = tmp_path / "frozen.json"
    file.write_text(freeze(issued), encoding="utf-8")
    with pytest.raises(UsageError, match="south-caucasus"):
        study.score(file, arena="western-balkans")


@pytest.mark.parametrize(("at", "horizon"), [(date(1980, 1, 1), 1), (date(1991, 2, 3), 1), (date(2024, 6, 30), 0)])
def test_a_day_without_whole_covered_months_or_no_horizon_is_refused(study, at, horizon):
    with pytest.raises(UsageError):
        study.forecast(ARENA, PAIR, at=at, horizon=horizon)


def test_a_data_set_that_knows_a_few_months_only_gets_a_forecast_without_skill(study):
    found = study.forecast(ARENA, PAIR, at=date(1991, 4, 30), horizon=1)
    assert found["skill"] == []
    assert found["ledger"]["standing"] != "measured"
    assert found["items"]


@pytest.mark.slow
def test_the_command_line_freezes_and_scores(study, tmp_path):
    study._engine.run("CHECKPOINT")
    copy, file = tmp_path / "copy.duckdb", tmp_path / "frozen.json"
    copy.write_bytes(Path(study.path).read_bytes())
    run = CliRunner().invoke
    made = run(main, ["forecast", str(copy), "--pair", PAIR, "--at", "2024-06", "--horizon", "1", "--out", str(file),
                      "--format", "json"])  # fmt: skip
    assert made.exit_code == 0, made.output
    assert json.loads(made.stdout) == json.loads(file.read_text(encoding="utf-8"))
    table = run(main, ["score", str(copy), str(file)])
    assert table.exit_code == 0, table.output
    assert "summary:" in table.stdout
    file.write_text(file.read_text(encoding="utf-8").replace("2024", "2023"), encoding="utf-8")
    refused = run(main, ["score", str(copy), str(file)])
    assert refused.exit_code == 1
    assert "changed after it was frozen" in refused.output
