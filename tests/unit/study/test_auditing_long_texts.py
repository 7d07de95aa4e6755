"""A claim that a text makes again and again is tested once, and each of its mentions gets that verdict."""

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import tertius as tt
from tertius.claims import untestable
from tertius.model import Cause, Claim, ClaimType, Dyad, Kind, Rival, Says
from tertius.study import auditing, foresight

CLAIM = Claim("first", "a claim", ClaimType.ROLE, "south-caucasus", Dyad("ARM", "AZE"), "RUS", "mediation", Says.HOLDS,
              date(2023, 6, 1))  # fmt: skip
AGAIN = replace(CLAIM, claim_id="again", text="the same in other words", source="another page")
NAMES = {"claim_id", "text", "source", "wording"}
"""What names a claim and does not say anything."""
OTHERWISE: dict[str, Any] = {
    "type": ClaimType.CONSTRUCT, "arena": "elsewhere", "pair": None, "actor": None, "measure": "visibility",
    "says": Says.NONE, "made_on": date(1900, 1, 1), "quantifier": "full", "other": "FRA", "counterpart": "ARM",
    "why_not": "a norm", "since": date(2023, 1, 1), "codes": ("057",), "cause": Cause("FRA", "mediation", Says.LOST),
    "rivals": (Rival("war", date(2020, 9, 27)),), "by": date(2024, 1, 1),
    "until": date(2019, 12, 31),
}  # fmt: skip


@pytest.fixture(scope="module")
def study(shipped_study: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory) -> tt.Study:
    return tt.open(shipped_study(tmp_path_factory.mktemp("long") / "study.duckdb"))


@pytest.fixture
def tested(monkeypatch: pytest.MonkeyPatch) -> list[Claim]:
    """The claims that would be put to the test, as they are."""
    seen: list[Claim] = []

    def noted(_: auditing.Auditor, claim: Claim, as_of: date) -> tt.Verdict:
        seen.append(claim)
        return untestable(claim, "left out", as_of)

    monkeypatch.setattr(auditing.Auditor, "_ruled", noted)
    return seen


def audit(study: tt.Study, *claims: Claim, **more: Any) -> list[tt.Verdict]:
    return study.audit(tt.ClaimFile("", "", "south-caucasus", claims), **more)


def test_the_same_claim_is_tested_once_and_keeps_its_own_name(study: tt.Study) -> None:
    first, *rest = audit(study, CLAIM, AGAIN, CLAIM)
    assert all(one.evidence is first.evidence for one in rest)
    assert [one.claim for one in (first, *rest)] == [CLAIM, AGAIN, CLAIM]
    assert all(replace(one, claim=CLAIM) == first for one in rest)
    assert first == audit(study, CLAIM)[0]


def test_claims_that_differ_in_anything_they_say_are_each_tested(study: tt.Study, tested: list[Claim]) -> None:
    others = [replace(CLAIM, **{name: value}) for name, value in OTHERWISE.items()]
    told = audit(study, *others, *others)
    assert len(tested) == len(others) == len(fields(Claim)) - len(NAMES)
    assert [one.claim for one in told] == [*others, *others]


def test_only_names_are_left_out_of_what_makes_two_claims_the_same(study: tt.Study, tested: list[Claim]) -> None:
    audit(study, AGAIN)
    assert {one.name for one in fields(Claim) if getattr(tested[0], one.name) != getattr(AGAIN, one.name)} <= NAMES


@pytest.mark.slow
def test_forecasts_are_issued_once_and_sealed_each_with_its_own_claim(study: tt.Study, monkeypatch: Any) -> None:
    issued: list[tuple[Any, ...]] = []
    issue = foresight.forecasting.issue
    monkeypatch.setattr(foresight.forecasting, "issue", lambda *asked, **more: issued.append(asked) or issue(
        *asked, **more))  # fmt: skip
    foreseen = replace(CLAIM, type=ClaimType.FORECAST)
    one, two, lost = audit(study, foreseen, replace(foreseen, claim_id="again"), replace(foreseen, says=Says.LOST))
    assert len(issued) == 1
    assert one.frozen is not None
    assert two.frozen is not None
    assert one.frozen["claim"] != two.frozen["claim"]
    assert one.frozen["sha256"] != two.frozen["sha256"]
    assert one.frozen["items"] == two.frozen["items"]
    assert lost.support == pytest.approx(1.0 - float(one.support or 0.0))


def test_progress_is_told_claim_by_claim(study: tt.Study, tested: list[Claim]) -> None:
    told: list[tuple[int, int, str]] = []
    audit(study, CLAIM, AGAIN, progress=lambda *one: told.append(one))
    assert told == [(0, 2, "claim first"), (1, 2, "claim again")]
    assert len(tested) == 1


@pytest.mark.slow
def test_a_claim_of_a_time_that_is_over_gets_the_verdict_it_would_have_had_then(study: tt.Study) -> None:
    last = date(2011, 6, 30)
    past = replace(CLAIM, until=last)
    held, then, mirrored = audit(study, past, replace(CLAIM, made_on=last), replace(past, says=Says.LACKS))
    assert held.support is not None
    assert replace(held, claim=CLAIM, notes=then.notes) == replace(then, claim=CLAIM)
    assert held.as_of == last
    assert (mirrored.support, mirrored.mirror) == (held.mirror, held.support)
    assert (mirrored.evidence_for, mirrored.evidence_against) == (held.evidence_against, held.evidence_for)


def test_a_time_that_is_not_covered_as_a_whole_is_not_tested_and_says_so(study: tt.Study) -> None:
    partly, before = audit(study, replace(CLAIM, since=date(1983, 1, 1), until=date(2015, 12, 31)),
                           replace(CLAIM, until=date(1983, 12, 31)))  # fmt: skip
    for found, window in ((partly, "1983-01-01/2015-12-31"), (before, "1983-01-01/1983-12-31")):
        assert found.outcome is tt.Outcome.NOT_TESTABLE
        assert f"it speaks of {window}; chronicle covers" in found.reason


def test_what_was_so_once_is_tested_in_all_time_up_to_its_last_day(study: tt.Study) -> None:
    (found,) = audit(study, replace(CLAIM, quantifier="once", until=date(2019, 12, 31)))
    assert found.outcome is tt.Outcome.SUPPORTED
    assert not {one.kind for one in found.checks} & {Kind.WINDOW, Kind.MEMORY}
