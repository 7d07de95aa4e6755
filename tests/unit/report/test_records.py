import json
import math
from datetime import date
from itertools import product

import pytest
from jsonschema import Draft202012Validator

from tertius.measures.architecture import cell
from tertius.model import Camp, Camps, Condition, Crystallised, Estimate, Rank, Span, Standing, UnknownName
from tertius.report import (
    LoadLine,
    alert_record,
    cell_record,
    envelope,
    finding_record,
    load_record,
    reading_record,
    schema,
    verdict_record,
)
from tertius.report.cited import event_record
from tertius.report.flat import records
from tertius.report.tables import SCHEMAS

ENVELOPES = [name for name in SCHEMAS if name not in ("tertius.doctor/1", "tertius.forecast/1", "tertius.score/1")]
"""The doctor's record is made by the command line, forecasts are sealed by the study; they are tested there."""


def wrapped(make, name: str):
    page = make.page()
    sections = page.sections
    items = {
        "tertius.roles/1": [reading_record(reading) for section in sections for reading in section.readings],
        "tertius.rank/1": records(
            [
                Rank(sections[0].readings[0], Estimate(0.5, 0.1, 0.9, 33.0), 0.2, 0.1),
                Rank(sections[0].readings[0], None, reason="few"),
            ]
        ),
        "tertius.series/1": records([make.series("FRA", "2022-06-01", 0.3, 0.1)]),
        "tertius.changes/1": [finding_record(finding) for section in sections for finding in section.findings],
        "tertius.watch/1": [
            alert_record(make.alert()),
            alert_record(make.alert(alarms=(), raised=False, direction=None)),
        ],
        "tertius.architecture/1": [cell_record(cell([one])) for section in sections for one in section.readings],
        "tertius.camps/1": records(
            [
                Camps(
                    Span(date(2021, 1, 1), date(2022, 1, 1)),
                    Span(date(2020, 1, 1), date(2021, 1, 1)),
                    (
                        Camp("FJI", ("FJI", "WSM"), 0.9, None, None, 3, ("syn:1",)),
                        Camp("TON", None, None, ("TON",), 0.5, 0, ()),
                    ),
                    None,
                    None,
                    None,
                    "few",
                ),
            ]
        ),
        "tertius.crystallised/1": records(
            [
                Crystallised(
                    "so far",
                    Span(date(2021, 1, 1), date(2021, 4, 1)),
                    ("a", "b"),
                    (Condition("common break", True, 0.95, None, None, "at least 0.9", "x", ("syn:1",)),),
                ),
                Crystallised("undetectable", None, (), ()),
            ]
        ),
        "tertius.evidence/1": [event_record("NZL", one) for one in page.events.values()],
        "tertius.verdicts/2": [verdict_record(verdict) for verdict in page.verdicts],
    }[name]
    return envelope(name, items, made_on=page.made_on, study=page.versions, arena=page.arena.name, pair=make.ARM_AZE)


def errors(name: str, record: object) -> list[str]:
    checker = Draft202012Validator(schema(name), format_checker=Draft202012Validator.FORMAT_CHECKER)
    return [error.message for error in checker.iter_errors(json.loads(json.dumps(record, allow_nan=False)))]


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_schema_is_itself_valid(name):
    Draft202012Validator.check_schema(schema(name))
    assert schema(name)["properties"]["schema"]["const"] == name


@pytest.mark.parametrize("name", ENVELOPES)
def test_records_fit_their_schema(make, name):
    record = wrapped(make, name)
    assert record["items"]
    assert errors(name, record) == []


@pytest.mark.parametrize("name", ENVELOPES)
def test_a_record_that_lacks_or_adds_a_key_does_not_fit(make, name):
    record = wrapped(make, name)
    for item, key in product(record["items"][:1], list(record["items"][0])):
        assert errors(name, {**record, "items": [{k: v for k, v in item.items() if k != key}]})
    assert errors(name, {**record, "items": [{**record["items"][0], "surprise": 1}]})
    assert errors(name, {**record, "schema": "tertius.roles/2"})
    assert errors(name, {**record, "made_on": "yesterday"})


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_property_of_a_schema_says_what_it_means_or_points_to_what_does(name):
    def silent(node: object, path: str) -> list[str]:
        if not isinstance(node, dict):
            return []
        own = [
            f"{path}.{key}"
            for key, value in node.get("properties", {}).items()
            if not {"description", "$ref", "oneOf", "items"} & set(value)
        ]
        return own + [found for key, value in node.get("$defs", {}).items() for found in silent(value, key)]

    assert silent(schema(name), name) == []


def test_a_reading_without_value_is_null_and_says_why(make):
    record = reading_record(make.reading(standing=Standing.NOT_COVERED, reason="not followed"))
    assert [record[key] for key in ("value", "low", "high", "level", "n")] == [None] * 5
    assert record["reason"] == "not followed"


def test_a_schema_refuses_a_value_where_the_role_is_undefined(make):
    record = wrapped(make, "tertius.roles/1")
    item = reading_record(make.reading())
    assert errors("tertius.roles/1", {**record, "items": [{**item, "standing": "undefined", "reason": "x"}]})
    assert errors("tertius.roles/1", {**record, "items": [{**item, "n": None}]})


def test_a_schema_refuses_a_verdict_that_rests_on_nothing(make):
    record = wrapped(make, "tertius.verdicts/2")
    item = {**verdict_record(make.verdict()), "evidence_for": [], "evidence_against": []}
    assert errors("tertius.verdicts/2", {**record, "items": [item]})


def test_periods_are_first_and_last_day(make):
    record = reading_record(make.reading())
    assert (record["first_day"], record["last_day"]) == ("2024-09-01", "2025-08-31")
    assert finding_record(make.finding())["last_day"] == "2022-09-18"
    line = LoadLine("x", "y", 1, 1, 0, None, date(2020, 1, 1), None, "")
    assert (load_record(line)["first_day"], load_record(line)["last_day"]) == (None, "2019-12-31")


def test_an_alert_tells_its_last_alarm_and_that_there_was_none(make):
    record = alert_record(make.alert())
    assert (record["last_alarm"], record["direction"], record["last_day"]) == ("2022-12-31", "loss", "2022-12-31")
    assert record["alarms"][0] == {"day": "2009-04-30", "direction": "gain"}
    quiet = alert_record(make.alert(alarms=(), raised=False, direction=None))
    assert (quiet["last_alarm"], quiet["direction"], quiet["alarms"]) == (None, None, [])


def test_numbers_that_are_not_finite_are_null(make):
    record = reading_record(
        make.reading(detectable=math.nan, parts={"odds": math.inf, "share": make.estimate(0.5), "word": "so far"})
    )
    assert record["detectable"] is None
    assert record["parts"]["odds"] is None
    assert record["parts"]["share"]["value"] == 0.5
    assert record["parts"]["word"] == "so far"
    assert finding_record(make.finding(log_bayes_factor=math.inf))["log_bayes_factor"] is None


def test_beta_parameters_are_carried_over(make):
    assert reading_record(make.reading(beta=(7.94, 8.02)))["beta"] == [7.94, 8.02]
    assert reading_record(make.reading())["beta"] is None


def test_evidence_keeps_its_order(make):
    ids = ("b", "a", "c")
    assert reading_record(make.reading(evidence=ids))["evidence"] == list(ids)
    assert verdict_record(make.verdict(evidence_for=ids))["evidence_for"] == list(ids)


def test_an_unknown_schema_is_refused_by_name():
    with pytest.raises(UnknownName, match=r"tertius\.roles/1"):
        schema("tertius.role/1")
    with pytest.raises(UnknownName):
        envelope("roles", [], made_on=date(2020, 1, 1), study={})


def test_an_envelope_states_when_and_with_what_it_was_made(make):
    record = envelope("tertius.roles/1", [], made_on=make.MADE_ON, study={"tertius": "0.1.0"})
    assert record == {
        "schema": "tertius.roles/1",
        "made_on": "2025-08-31",
        "study": {"tertius": "0.1.0"},
        "arena": None,
        "pair": None,
        "items": [],
    }
