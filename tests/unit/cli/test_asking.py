"""Verbs that ask: their JSON fits its schema, formats agree, dates are read as written, exit codes speak."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from breadth import slow_after
from click.testing import Result
from jsonschema import Draft202012Validator

from tertius.measures import MEASURES
from tertius.report.printed import flatten
from tertius.report.tables import plain_columns, schema

Call = Callable[..., Result]


def errors(record: Any) -> list[str]:
    checker = Draft202012Validator(schema(record["schema"]), format_checker=Draft202012Validator.FORMAT_CHECKER)
    return [f"{list(error.path)}: {error.message}" for error in checker.iter_errors(record)]


def test_roles_as_json_fit_their_schema_and_cover_every_measure(desk: Any, told: Callable[..., Any]) -> None:
    record = told("roles", *desk.asked)
    assert errors(record) == []
    assert (record["arena"], record["pair"]) == ("synthetic-islands", "FJI-WSM")
    assert {item["measure"] for item in record["items"]} == {part.name for part in MEASURES}


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        (("--at", "2011"), "2011-12-31", "2011-12-31"),
        (("--at", "2012-02"), "2012-02-29", "2012-02-29"),
        (("--at", "2011-06-15"), "2011-06-15", "2011-06-15"),
        (("--since", "2011-02", "--until", "2012-02"), "2011-02-01", "2012-02-29"),
    ],
)
def test_a_date_is_read_as_a_reader_would(
    desk: Any, told: Callable[..., Any], words: tuple[str, ...], first: str, last: str
) -> None:
    record = told("roles", *desk.asked, "--role", "mediation", *words)
    assert errors(record) == []
    assert {(item["first_day"], item["last_day"]) for item in record["items"]} == {(first, last)}


def test_the_events_behind_a_number_are_those_that_it_cites_in_its_order(
    desk: Any, told: Callable[..., Any], call: Call
) -> None:
    asked = (*desk.asked, "--role", "mediation", "--since", "2011-02", "--until", "2012-02")
    first = max(told("roles", *asked)["items"], key=lambda item: len(item["evidence"]))
    record = told("evidence", *asked, "--actor", first["actor"].lower())
    assert (record["schema"], errors(record)) == ("tertius.evidence/1", [])
    shown = record["items"]
    assert first["evidence"] and [row["event_id"] for row in shown] == first["evidence"]
    assert {row["actor"] for row in shown} == {first["actor"]} and all(row["act"] for row in shown)
    refused = call("evidence", *asked, "--actor", "XYZ")
    assert refused.exit_code == 1 and "is called 'XYZ'" in refused.stderr
    dark = call("evidence", *desk.asked, "--role", "mediation", "--at", "1950", "--actor", first["actor"])
    assert (dark.exit_code, len(dark.stdout.splitlines())) == (0, 2)
    assert f"\n{first['actor']}: no event (not covered: " in dark.stderr


def test_changes_as_json_fit_their_schema(desk: Any, told: Callable[..., Any]) -> None:
    record = told("changes", *desk.asked)
    assert errors(record) == []


@pytest.mark.slow
def test_shipped_changes_as_json_fit_their_schema_and_are_not_empty(
    told: Callable[..., Any], shipped_study: Callable[[Path], Path], tmp_path: Path
) -> None:
    study = shipped_study(tmp_path / "shipped.duckdb")
    record = told("changes", study, "--pair", "ARM-AZE")
    assert errors(record) == []
    assert record["items"]
    assert {tuple(flatten(item)) for item in record["items"]} == {plain_columns("tertius.changes/1")}
    assert all(item["first_day"] <= item["when"] <= item["last_day"] for item in record["items"])


@pytest.mark.slow
def test_a_shipped_watch_as_json_fits_its_schema_and_cites_events_of_the_study(
    told: Callable[..., Any], call: Call, shipped_study: Callable[[Path], Path], tmp_path: Path
) -> None:
    study = shipped_study(tmp_path / "shipped.duckdb")
    record = told("watch", study, "--pair", "ARM-AZE", "--at", "2022-05-10")
    assert errors(record) == []
    assert {item["last_day"] for item in record["items"]} == {"2022-04-30"}
    cited = {event for item in record["items"] for event in item["evidence"]}
    known = call("sql", study, "select event_id from event where date <= '2022-04-30'", "--format", "csv").stdout
    assert cited
    assert cited <= set(known.splitlines())


@pytest.mark.slow
def test_a_watch_fails_on_an_alarm_when_it_is_told_to(
    call: Call, shipped_study: Callable[[Path], Path], tmp_path: Path
) -> None:
    study = shipped_study(tmp_path / "shipped.duckdb")
    for at, code in (("2022-04", 3), ("2020-12", 0)):
        asked = ("watch", study, "--pair", "ARM-AZE", "--at", at, "--format", "json")
        done = call(*asked, "--fail-on-alarm")
        assert done.exit_code == code
        assert any(item["alarm"] for item in json.loads(done.stdout)["items"]) is (code == 3)
        assert code == 0 or call(*asked).exit_code == 0


def test_verdicts_as_json_fit_their_schema(desk: Any, told: Callable[..., Any]) -> None:
    record = told("audit", desk.study, desk.claims, "--arena", desk.region)
    assert errors(record) == []
    outcomes = {item["claim"]["claim_id"]: item["outcome"] for item in record["items"]}
    assert outcomes["never"] == "contradicted"
    assert outcomes["norm"] == "not testable"


@pytest.fixture(scope="module")
def record(desk: Any, told: Callable[..., Any]) -> Any:
    """What the doctor says of the study, as JSON; other records are of their own tests."""
    return told("doctor", desk.study)


def test_the_doctor_as_json_fits_its_schema(record: Any) -> None:
    assert errors(record) == []
    assert {load["dataset"] for load in record["loads"]} == {"chronicle", "icews"}
    assert {reject["reason"] for reject in record["rejects"]} == {
        "the same event id stands in an earlier row", "the code is missing in the published file"
    }  # fmt: skip
    assert all(load["rows"] == load["events"] + load["rejects"] for load in record["loads"])


@pytest.mark.parametrize("key", ["loads", "rejects", "coverage", "unresolved", "names", "undated", "study", "made_on"])
def test_a_record_of_the_doctor_that_lacks_a_key_does_not_fit(record: Any, key: str) -> None:
    assert errors({name: value for name, value in record.items() if name != key})
    assert errors(record | {"surprise": 1})
    if isinstance(record[key], list) and record[key]:
        assert errors(record | {key: [record[key][0] | {"surprise": 1}]})


def test_the_doctor_tells_gaps_by_their_first_and_last_day(
    worlds: Any, call: Call, told: Callable[..., Any], tmp_path: Any
) -> None:
    study = tmp_path / "gap.duckdb"
    fixture = worlds.Path(__file__).resolve().parents[2] / "fixtures" / "icews" / "sample.tab"
    lines = fixture.read_text(encoding="utf-8").splitlines()
    late = tmp_path / "late.tab"
    late.write_text("\n".join([lines[0], lines[1].replace("2018-03-01", "2018-03-20")]) + "\n", encoding="utf-8")
    assert call("load", study, "icews", fixture, late).exit_code == 0
    (found,) = told("doctor", study)["coverage"]
    assert found["covered"] == ["2018-03-01/2018-03-07", "2018-03-20/2018-03-20"]
    assert found["gaps"] == ["2018-03-08/2018-03-19"]


@pytest.mark.parametrize("verb", slow_after(1, ["roles", "changes", "watch"]))
def test_the_formats_of_an_answer_agree(desk: Any, call: Call, told: Callable[..., Any], verb: str) -> None:
    items = told(verb, *desk.asked)["items"]
    rows = list(csv.DictReader(io.StringIO(call(verb, *desk.asked, "--format", "csv").stdout)))
    assert [row["actor"] for row in rows] == [item["actor"] for item in items]
    table = call(verb, *desk.asked).stdout
    assert all(item["actor"] in table for item in items)


def test_the_doctor_prints_in_every_format(desk: Any, call: Call) -> None:
    for form in ("table", "csv", "json"):
        result = call("doctor", desk.study, "--format", form)
        assert result.exit_code == 0, result.output
        assert "sample.tab" in result.stdout


@pytest.mark.parametrize(
    ("outcome", "code"), slow_after(1, [("contradicted", 3), ("not testable", 3), ("mixed", 0)], several=True)
)
def test_an_audit_fails_on_the_outcome_it_is_told_to(desk: Any, call: Call, outcome: str, code: int) -> None:
    result = call("audit", desk.study, desk.claims, "--arena", desk.region, "--fail-on", outcome, "--format", "json")
    assert result.exit_code == code, result.output
    assert len(json.loads(result.stdout)["items"]) == 3


def test_an_audit_without_fail_on_does_not_fail(desk: Any, call: Call) -> None:
    assert call("audit", desk.study, desk.claims, "--arena", desk.region).exit_code == 0
    assert call("audit", desk.study, desk.claims, "--fail-on", "perhaps").exit_code == 2


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("roles", "--pair", "FJI"), "'FJI' is not a pair"),
        (("roles", "--pair", "FJI-PNG"), "no pair of arena"),
        (("roles", "--pair", "FJI-WSM", "--at", "yesterday"), "'yesterday' is not a date"),
        (("roles", "--pair", "FJI-WSM", "--since", "2011"), "--since and --until go together"),
        (("roles", "--pair", "FJI-WSM", "--since", "2012", "--until", "2011"), "--until 2011 lies before --since 2012"),
        (("roles", "--pair", "FJI-WSM", "--role", "mediatr"), "no measure or role is called 'mediatr'"),
        (("roles", "--pair", "FJI-WSM", "--dataset", "polecat"), "the study holds no events of 'polecat'"),
    ],
)
def test_what_cannot_be_asked_is_told_in_one_line_with_a_hint(
    desk: Any, call: Call, words: tuple[str, ...], message: str
) -> None:
    verb, *rest = words
    result = call(verb, desk.study, "--arena", desk.region, *rest)
    told, *hint = result.stderr.splitlines()
    assert (result.exit_code, result.stdout) == (1, "")
    assert told.startswith("error: ")
    assert message in told
    assert len(hint) <= 1


def test_a_study_that_is_not_there_is_told_and_not_made(call: Call, tmp_path: Any) -> None:
    for verb in ("doctor", "cite"):
        result = call(verb, tmp_path / "absent.duckdb")
        assert result.exit_code == 1
        assert "there is no study" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_cite_prints_one_entry_for_the_package_and_one_for_each_data_set(desk: Any, call: Call) -> None:
    entries = call("cite", desk.study).stdout.strip().split("\n\n")
    assert [entry.split("{")[1].split(",")[0] for entry in entries] == ["tertius", "ownchronicle", "icews2015"]


def test_a_series_has_a_row_a_month_and_actor_and_is_what_was_known_on_each_day(
    desk: Any, told: Callable[..., Any], call: Call
) -> None:
    record = told("series", *desk.asked, "--role", "mediator", "--at", "2012-03")
    assert errors(record) == []
    last = [item for item in record["items"] if item["day"] == "2012-03-31"]
    then = {one["actor"]: one for one in told("roles", *desk.asked, "--role", "mediator", "--at", "2012-03")["items"]}
    assert [(one["actor"], one["value"], one["low"]) for one in last if one["value"] is not None] == [
        (one["actor"], pytest.approx(then[one["actor"]]["value"]), pytest.approx(then[one["actor"]]["low"]))
        for one in last if one["value"] is not None
    ]  # fmt: skip
    assert {one["actor"] for one in last} == set(then)
    rows = list(csv.DictReader(io.StringIO(
        call("series", *desk.asked, "--role", "mediator", "--at", "2012-03", "--format", "csv").stdout)))  # fmt: skip
    assert [row["low"] and float(row["low"]) for row in rows] == [
        "" if one["low"] is None else pytest.approx(one["low"], abs=1e-8) for one in record["items"]
    ]


def test_a_measure_without_a_path_is_refused_with_those_that_have_one(desk: Any, call: Call) -> None:
    refused = call("series", *desk.asked, "--role", "player")
    assert refused.exit_code == 1
    assert "these have one: mediation, visibility" in refused.stderr


def test_a_study_of_several_data_sets_says_which_one_answers(desk: Any, call: Call) -> None:
    asked = ("roles", *desk.asked, "--role", "mediation")
    assert "answered from chronicle; also in the study: icews (choose with --dataset)" in call(*asked).stderr
    assert "answered from" not in call(*asked, "--dataset", "chronicle").stderr
