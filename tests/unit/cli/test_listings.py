"""Every listing in every format, and the fine print of every measure."""

import csv
import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from click.testing import Result

from tertius.arenas import shipped
from tertius.claims import CONSTANTS as CLAIM_CONSTANTS
from tertius.codebooks.constants import CONSTANTS
from tertius.measures import PARTS
from tertius.sources import SOURCES

Call = Callable[..., Result]
LISTINGS = {
    "sources": [source.name for source in SOURCES],
    "arenas": list(shipped()),
    "measures": [part.name for part in PARTS],
}


@pytest.mark.parametrize("verb", LISTINGS)
def test_a_listing_says_the_same_in_every_format(verb: str, call: Call) -> None:
    as_json = json.loads(call(verb, "--format", "json").stdout)
    rows = as_json if isinstance(as_json, list) else as_json["items"]
    as_csv = list(csv.DictReader(io.StringIO(call(verb, "--format", "csv").stdout)))
    assert [row["name"] for row in rows] == LISTINGS[verb]
    assert [{key: str(value) for key, value in row.items()} for row in rows] == as_csv
    table = call(verb).stdout
    assert table == call(verb, "--format", "table").stdout
    assert all(name in table for name in LISTINGS[verb])


@pytest.mark.parametrize("verb", LISTINGS)
def test_a_listing_goes_to_stdout_and_nothing_to_stderr(verb: str, call: Call) -> None:
    result = call(verb)
    assert (result.exit_code, result.stderr) == (0, "")


@pytest.mark.parametrize("verb", [*LISTINGS, "explain"])
def test_a_format_that_does_not_exist_is_wrong_usage(verb: str, call: Call) -> None:
    assert call(verb, "--format", "xml").exit_code == 2


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.name)
def test_explain_prints_formula_limits_and_every_constant_with_its_value(part: Any, call: Call) -> None:
    text = " ".join(call("explain", part.name).stdout.split())
    for words in (part.formula, part.reference, part.limits, part.title):
        assert " ".join(words.split()) in text
    rows = {
        row["constant"]: row
        for row in csv.DictReader(io.StringIO(call("explain", part.name, "--format", "csv").stdout))
    }
    assert set(rows) == set(part.constants)
    for name in part.constants:
        assert name in text
        assert float(rows[name]["value"]) == CONSTANTS[name].value
        assert rows[name]["source"] == CONSTANTS[name].source


def test_explain_claims_prints_every_constant_of_a_verdict(call: Call) -> None:
    rows = list(csv.DictReader(io.StringIO(call("explain", "claims", "--format", "csv").stdout)))
    assert {row["constant"] for row in rows} == set(CLAIM_CONSTANTS)


def test_explain_mediation_shows_the_weights_behind_the_evidence(call: Call) -> None:
    text = call("explain", "mediation").stdout
    assert all(
        words in text for words in ("code 045, source slot", "named mediator", "host only", "outcome that follows")
    )


def test_explain_of_what_does_not_exist_offers_the_nearest(call: Call) -> None:
    result = call("explain", "mediaton")
    assert result.exit_code == 1
    assert result.stderr == "error: no measure is called 'mediaton'\nhint: did you mean 'mediation'?\n"


def test_one_constant_is_explained_by_its_name(call: Callable[..., Result]) -> None:
    (row,) = json.loads(call("explain", "claims.supported", "--format", "json").stdout)
    assert (row["constant"], row["value"]) == ("claims.supported", 0.95)
    refused = call("explain", "claims.suported")
    assert refused.exit_code == 1
