"""Claims on the shipped chronicle: events, causes and forecasts; every event described; frozen and scored."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from jsonschema import Draft202012Validator

from tertius.report.averitec import LABELS
from tertius.report.tables import schema

Call = Callable[..., Result]
CLAIMS = """
schema: tertius.claims/1
title: Invented claims
made_on: 2012-06-30
arena: south-caucasus
claims:
  - {id: held, text: Russia mediates., type: role, pair: ARM-AZE, actor: RUS, measure: mediation, says: holds,
     since: 2009-01-01}
  - {id: lost, text: Russia lost it., type: role, pair: ARM-AZE, actor: RUS, measure: mediation, says: lost,
     since: 2009-01-01}
  - {id: met, text: The sides negotiated., type: event, actor: ARM, counterpart: AZE, codes: ["046"], since: 2010-01-01}
  - {id: never, text: They used chemical arms., type: event, actor: ARM, counterpart: AZE, codes: ["2041"]}
  - id: because
    text: Russia lost it because France came.
    type: causal
    pair: ARM-AZE
    actor: RUS
    measure: mediation
    says: lost
    cause: {actor: FRA, measure: mediation, says: gained}
    rivals: [{name: a war, "on": 2008-08-08}]
  - {id: next, text: It will mediate., type: forecast, pair: ARM-AZE, actor: RUS, measure: mediation, says: holds,
     by: 2012-12-31}
  - {id: rise, text: Pressure may rise., type: forecast, pair: ARM-AZE, actor: AZE, measure: pressure, says: rises,
     quantifier: may}
  - {id: odd, text: Pressure of France will rise., type: forecast, pair: ARM-AZE, actor: FRA, measure: pressure,
     says: rises}
"""


def errors(record: Any) -> list[str]:
    checker = Draft202012Validator(schema(record["schema"]), format_checker=Draft202012Validator.FORMAT_CHECKER)
    return [f"{list(error.path)}: {error.message}" for error in checker.iter_errors(record)]


@pytest.fixture(scope="module")
def audited(
    call: Call, shipped_study: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Path, Any, Path]:
    folder = tmp_path_factory.mktemp("audit")
    study, claims, frozen = shipped_study(folder / "study.duckdb"), folder / "claims.yaml", folder / "frozen"
    claims.write_text(CLAIMS, encoding="utf-8")
    done = call("audit", study, claims, "--format", "json", "--freeze", frozen)
    assert done.exit_code == 0, done.output
    return study, claims, json.loads(done.stdout), frozen


def items(record: Any) -> dict[str, Any]:
    return {item["claim"]["claim_id"]: item for item in record["items"]}


@pytest.mark.slow
def test_every_type_of_claim_fits_the_schema_and_has_a_reason_that_can_be_counted(audited: Any) -> None:
    record = audited[2]
    assert errors(record) == []
    codes = {key: (item["outcome"], item["code"]) for key, item in items(record).items()}
    assert codes["held"] == ("supported", "runs agree")
    assert codes["lost"] == ("contradicted", "runs agree")
    assert codes["met"] == ("supported", "runs agree")
    assert codes["never"] == ("not testable", "data")
    assert codes["because"] == ("not testable", "unidentified")
    assert codes["next"] == codes["rise"] == ("not testable", "pending")
    assert codes["odd"] == ("not testable", "unmeasured")


@pytest.mark.slow
def test_evidence_names_who_did_what_and_who_says_so_and_its_weight_is_that_of_the_mirror(audited: Any) -> None:
    found = items(audited[2])
    for one in found["held"]["evidence"] + found["met"]["evidence"]:
        assert one["code"]
        assert one["publisher"]
        assert one["url"]
        assert one["voices"]
    mine, other = ({one["event"]: one["influence"] for one in found[name]["evidence"]} for name in ("held", "lost"))
    assert mine
    assert mine.keys() == other.keys()
    assert all(weight == pytest.approx(-other[event], abs=1e-9) for event, weight in mine.items())
    assert found["held"]["evidence_for"] == found["lost"]["evidence_against"]


@pytest.mark.slow
def test_what_is_foreseen_is_frozen_and_scored(audited: Any, call: Call) -> None:
    study, _, record, frozen = audited
    assert {one.name for one in frozen.iterdir()} == {"next.forecast.json", "rise.forecast.json"}
    for name in ("next", "rise"):
        file = frozen / f"{name}.forecast.json"
        kept = json.loads(file.read_text(encoding="utf-8"))
        assert errors(kept) == []
        assert kept["sha256"] == items(record)[name]["forecast"]["sha256"]
        done = call("score", study, file, "--format", "json")
        scored = json.loads(done.stdout)
        assert errors(scored) == []
        claim = scored["claim"]
        assert claim["chance"] == pytest.approx(items(record)[name]["support"])
        if claim["standing"] == "scored":
            assert claim["brier"] == pytest.approx((claim["chance"] - claim["came_true"]) ** 2, abs=1e-4)
    changed = frozen / "next.forecast.json"
    changed.write_text(changed.read_text(encoding="utf-8").replace("It will mediate", "It will not"), encoding="utf-8")
    assert "changed after it was frozen" in call("score", study, changed).output


@pytest.mark.slow
def test_fact_checkers_get_labels_questions_and_sources(audited: Any, call: Call) -> None:
    study, claims, record, _ = audited
    found = json.loads(call("audit", study, claims, "--format", "averitec").stdout)
    assert [one["claim_id"] for one in found] == list(items(record))
    assert {one["label"] for one in found} <= set(LABELS.values())
    held = found[0]
    assert held["label"] == "Supported"
    sources = [answer["source_url"] for one in held["questions"] for answer in one["answers"]]
    assert any(sources)
    assert all(one["question"] and one["answers"] for one in held["questions"])


@pytest.mark.slow
def test_a_text_is_audited_with_own_actors_and_a_file_of_claims_takes_none(
    audited: tuple[Path, Path, Any, Path], call: Call, tmp_path: Path
) -> None:
    study, claims, _, _ = audited
    text, actors = tmp_path / "t.txt", tmp_path / "a.csv"
    text.write_text("Zorkland is a mediator between Armenia and Azerbaijan.", encoding="utf-8")
    actors.write_text("names,actor,kind\nZorkland,RUS,state\n", encoding="utf-8")
    done = call("audit", study, text, "--date", "2012-06-30", "--actors", actors, "--format", "json")
    assert done.exit_code == 0, done.output
    assert "1 names, none of them shipped" in done.stderr
    (verdict,) = json.loads(done.stdout)["items"]
    assert (verdict["claim"]["actor"], verdict["claim"]["measure"]) == ("RUS", "mediation")
    refused = call("audit", study, claims, "--actors", actors)
    assert (refused.exit_code, "has its actors already" in refused.stderr) == (1, True)


@pytest.mark.parametrize("verb", [("claims",), ("audit", "study")])
def test_a_text_is_not_written_over_by_what_is_found_in_it(call: Call, tmp_path: Path, verb: tuple[str, ...]) -> None:
    text = tmp_path / "t.txt"
    text.write_text("Russia is a mediator between Armenia and Azerbaijan.", encoding="utf-8")
    refused = call(*verb, text, "--date", "2012-06-30", "--out", tmp_path / "." / "t.txt")
    assert (refused.exit_code, "would be written over" in refused.stderr) == (1, True)
    assert text.read_text(encoding="utf-8").startswith("Russia is")
