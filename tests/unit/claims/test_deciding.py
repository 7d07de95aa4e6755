"""The table of cases of the decision rule: every outcome and every reason is reached, and the mirror is fair."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest

from tertius.claims import decide, support, untestable
from tertius.model import (
    CaseFile,
    Claim,
    ContractBroken,
    Direction,
    Finding,
    Outcome,
    Says,
    Standing,
    Trial,
    Verdict,
    mirror,
)

AS_OF = date(2019, 12, 31)
LONG_AGO, LATELY, AFTER_TEXT = date(2017, 6, 1), date(2019, 8, 1), date(2020, 6, 1)
HIGH, LOW, MIDDLE, GONE = (40.0, 20.0), (2.0, 60.0), (12.0, 48.0), (1.0, 400.0)
"""Beta parameters against an even share of 0.2: far above, far below, about it, and next to nothing."""


@dataclass(frozen=True)
class Case:
    """One row of the table."""

    why: str
    says: Says
    now: tuple[float, float]
    outcome: Outcome
    reason: str
    before: tuple[float, float] | None = (10.0, 30.0)
    other: tuple[float, float] | None = None
    variants: tuple[tuple[float, float], ...] = ()
    changes: tuple[tuple[Direction, date], ...] = ()
    quantifier: str = ""
    standing: Standing = Standing.MEASURED


LOSS, GAIN = Direction.LOSS, Direction.GAIN
YES, NO, MIXED, MUTE = Outcome.SUPPORTED, Outcome.CONTRADICTED, Outcome.MIXED, Outcome.NOT_TESTABLE
TABLE = [
    Case("a role far above the even share is held", Says.HOLDS, HIGH, YES, "support the claim"),
    Case("a role far below it is not", Says.HOLDS, LOW, NO, "nearly certain"),
    Case("a role about it is undecided", Says.HOLDS, MIDDLE, MIXED, "lean"),
    Case("variants that agree keep the verdict", Says.HOLDS, HIGH, YES, "support", variants=(HIGH, HIGH, HIGH)),
    Case("a variant that disagrees spoils it", Says.HOLDS, HIGH, MIXED, "do not all agree", variants=(HIGH, LOW)),
    Case("four of five variants are enough", Says.HOLDS, HIGH, YES, "support", variants=(HIGH,) * 4 + (LOW,)),
    Case("three of four are not", Says.HOLDS, HIGH, MIXED, "not all agree", variants=(HIGH,) * 3 + (LOW,)),
    Case("variants that disagree spoil a denial too", Says.HOLDS, LOW, MIXED, "speaks against", variants=(LOW, HIGH)),
    Case("what is not there is lacking, dated or not", Says.LACKS, LOW, YES, "support the claim"),
    Case("and lacking if it never was there", Says.LACKS, LOW, YES, "support the claim", before=(1.0, 60.0)),
    Case("a role that is held is not lacking", Says.LACKS, HIGH, NO, "nearly certain"),
    Case("a role about the even share is not clearly lacking", Says.LACKS, MIDDLE, MIXED, "lean"),
    Case("a loss with a date is a loss", Says.LOST, LOW, YES, "support", changes=((LOSS, LONG_AGO),)),
    Case("a low level without a dated loss is no loss", Says.LOST, LOW, MIXED, "no dated loss"),
    Case("a loss dated after the text does not help", Says.LOST, LOW, MIXED, "no dated", changes=((LOSS, AFTER_TEXT),)),
    Case("a gain is no loss", Says.LOST, LOW, MIXED, "no dated loss", changes=((GAIN, LONG_AGO),)),
    Case("a role still held was not lost", Says.LOST, HIGH, NO, "nearly certain", changes=((LOSS, LONG_AGO),)),
    Case("a gain with a date is a gain", Says.GAINED, HIGH, YES, "support", changes=((GAIN, LONG_AGO),)),
    Case("a high level without a dated gain is no gain", Says.GAINED, HIGH, MIXED, "no dated gain"),
    Case("definitive wants a year", Says.LOST, GONE, MIXED, "so far",
         changes=((LOSS, LATELY),), quantifier="definitive"),
    Case("definitive wants next to nothing left", Says.LOST, LOW, MIXED, "finality is not",
         changes=((LOSS, LONG_AGO),), quantifier="definitive"),
    Case("definitive is granted when both are given", Says.LOST, GONE, YES, "support", changes=((LOSS, LONG_AGO),),
         quantifier="definitive"),
    Case("the last of several losses counts", Says.LOST, GONE, MIXED, "so far",
         changes=((LOSS, LONG_AGO), (LOSS, LATELY)), quantifier="definitive"),
    Case("a clear rise rises", Says.RISES, HIGH, YES, "support", before=(5.0, 60.0)),
    Case("a clear fall falls", Says.FALLS, LOW, YES, "support", before=(30.0, 30.0)),
    Case("a rise is no fall", Says.FALLS, HIGH, NO, "nearly certain", before=(5.0, 60.0)),
    Case("a certain but small rise is too small", Says.RISES, (4000.0, 6000.0), MIXED, "2 times or more has",
         before=(3500.0, 6500.0)),
    Case("a certain but small fall is too small", Says.FALLS, (3500.0, 6500.0), MIXED, "2 times or more has",
         before=(4000.0, 6000.0)),
    Case("a trend without an earlier window is mute", Says.RISES, HIGH, MUTE, "no second reading", before=None),
    Case("more than the other is more", Says.MORE_THAN, HIGH, YES, "support", other=LOW),
    Case("less than the other is not more", Says.MORE_THAN, LOW, NO, "nearly certain", other=HIGH),
    Case("equals are undecided", Says.MORE_THAN, MIDDLE, MIXED, "lean", other=MIDDLE),
    Case("a comparison without the other cannot be tested", Says.MORE_THAN, HIGH, MUTE, "no second reading"),
    Case("thin evidence is mute", Says.HOLDS, HIGH, MUTE, "mediation of NZL", standing=Standing.PRIOR_DOMINATED),
    Case("what was not looked at cannot be tested", Says.HOLDS, HIGH, MUTE, "nobody looked",
         standing=Standing.NOT_COVERED),
    Case("where there is no table nothing can be tested", Says.LOST, LOW, MUTE, "nobody looked",
         standing=Standing.UNDEFINED),
]  # fmt: skip

Makers = tuple[Callable[..., Claim], Callable[..., CaseFile], Callable[..., Trial], Callable[..., Finding]]


@pytest.fixture
def makers(claim: Any, case: Any, trial: Any, change: Any) -> Makers:
    return claim, case, trial, change


def built(row: Case, makers: Makers) -> tuple[Claim, CaseFile]:
    claim, case, trial, change = makers
    variants = [trial(one, row.before, row.other, name=f"variant {n}") for n, one in enumerate(row.variants)]
    primary = trial(row.now, row.before, row.other, standing=row.standing)
    return claim(row.says, quantifier=row.quantifier), case(
        primary, *variants, changes=tuple(change(way, when) for way, when in row.changes)
    )


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.why)
def test_a_claim_is_judged_as_the_table_says(row: Case, makers: Makers, constants: dict[str, float]) -> None:
    verdict = decide(*built(row, makers), AS_OF, constants)
    assert (verdict.outcome, verdict.as_of) == (row.outcome, AS_OF)
    assert row.reason in verdict.reason


def test_the_table_reaches_every_outcome() -> None:
    assert {row.outcome for row in TABLE} == set(Outcome) - {Outcome.CONSISTENT, Outcome.INCONSISTENT}


@pytest.mark.parametrize("row", [row for row in TABLE if row.outcome is not MUTE], ids=lambda row: row.why)
def test_the_mirror_claim_gets_the_rest_of_the_probability(
    row: Case, makers: Makers, constants: dict[str, float]
) -> None:
    claim, case = built(row, makers)
    verdict = decide(claim, case, AS_OF, constants)
    assert verdict.support is not None
    assert verdict.mirror is not None
    assert verdict.support + verdict.mirror == pytest.approx(1.0, abs=1e-6)


@pytest.mark.parametrize(
    ("says", "now", "before", "other"),
    [(Says.HOLDS, HIGH, None, None), (Says.RISES, HIGH, (5.0, 60.0), None), (Says.MORE_THAN, HIGH, None, LOW)],
)
def test_a_claim_and_its_mirror_never_both_hold(
    makers: Makers, constants: dict[str, float], says: Says, now: Any, before: Any, other: Any
) -> None:
    claim, case, trial, change = makers
    one = claim(says)
    file = case(trial(now, before, other), changes=(change(Direction.LOSS, LONG_AGO),))
    turned = case(trial(other, before, now), changes=file.changes) if other else file
    assert decide(one, file, AS_OF, constants).outcome is Outcome.SUPPORTED
    assert decide(mirror(one), turned, AS_OF, constants).outcome is Outcome.CONTRADICTED


def test_a_variant_that_cannot_be_read_does_not_count(makers: Makers, constants: dict[str, float]) -> None:
    claim, case, trial, _ = makers
    thin = trial(LOW, standing=Standing.PRIOR_DOMINATED, name="thin")
    verdict = decide(claim(Says.HOLDS), case(trial(HIGH), thin, trial(HIGH, name="thick")), AS_OF, constants)
    assert verdict.outcome is Outcome.SUPPORTED
    assert [check.name for check in verdict.checks] == ["thick"]
    assert verdict.robust == 1.0


def test_placebos_are_told_and_do_not_decide(makers: Makers, constants: dict[str, float]) -> None:
    claim, case, trial, _ = makers
    placebos = (trial(HIGH, name="TON"), trial(LOW, name="VUT"))
    verdict = decide(claim(Says.HOLDS), case(trial(HIGH), placebos=placebos), AS_OF, constants)
    notes = {check.name: check.note for check in verdict.checks}
    assert "the same would be said" in notes["TON"]
    assert "would not be said" in notes["VUT"]
    assert verdict.outcome is Outcome.SUPPORTED


@pytest.mark.parametrize(
    ("says", "favour", "against"),
    [
        (Says.HOLDS, "NZL:now", "VUT:rival"),
        (Says.LOST, "VUT:rival", "NZL:now"),
        (Says.RISES, "NZL:now", "NZL:before"),
        (Says.FALLS, "NZL:before", "NZL:now"),
        (Says.MORE_THAN, "NZL:now", "TON:now"),
    ],
)
def test_evidence_stands_on_the_side_it_speaks_for(
    makers: Makers, constants: dict[str, float], says: Says, favour: str, against: str
) -> None:
    claim, case, trial, _ = makers
    other = LOW if says is Says.MORE_THAN else None
    verdict = decide(claim(says), case(trial(MIDDLE, (10.0, 30.0), other)), AS_OF, constants)
    assert (verdict.evidence_for, verdict.evidence_against) == ((favour,), (against,))


def test_dated_changes_and_the_quantifier_are_told_in_the_notes(makers: Makers, constants: dict[str, float]) -> None:
    claim, case, trial, change = makers
    verdict = decide(claim(Says.LOST, quantifier="definitive"),
                     case(trial(GONE), changes=(change(Direction.LOSS, LONG_AGO),)), AS_OF, constants)  # fmt: skip
    assert any("2017-06-01" in note for note in verdict.notes)
    assert any("definitive" in note for note in verdict.notes)


def test_an_untestable_claim_keeps_its_reason_and_needs_no_event(claim: Callable[..., Claim]) -> None:
    verdict = untestable(claim(Says.NONE, measure=None, why_not="a norm"), "a norm", AS_OF)
    assert (verdict.outcome, verdict.reason, verdict.support) == (Outcome.NOT_TESTABLE, "a norm", None)


def test_a_verdict_without_an_event_is_refused(claim: Callable[..., Claim]) -> None:
    with pytest.raises(ContractBroken, match="rests on no event"):
        Verdict(claim(Says.HOLDS), Outcome.SUPPORTED, "because", AS_OF)


@pytest.mark.parametrize("says", [Says.HOLDS, Says.LACKS])
def test_a_value_without_a_border_does_not_tell_whether_it_holds(
    says: Says, claim: Callable[..., Claim], trial: Callable[..., Trial], case: Any, constants: dict[str, float]
) -> None:
    verdict = decide(claim(says), case(replace(trial(HIGH), even=None)), AS_OF, constants)
    assert verdict.outcome is Outcome.NOT_TESTABLE
    assert "gives a value (0.67) and no border" in verdict.reason


def test_a_claim_that_nothing_measures_says_why(claim: Callable[..., Claim]) -> None:
    with pytest.raises(ContractBroken, match="does not say why"):
        claim(Says.NONE, measure=None)


@pytest.mark.parametrize("says", list(Says))
def test_the_mirror_of_the_mirror_asserts_the_same_level(
    says: Says, claim: Callable[..., Claim], trial: Callable[..., Trial]
) -> None:
    one = claim(says)
    other = LOW if says is Says.MORE_THAN else None
    seen = trial(HIGH, (10.0, 30.0), other)
    assert support(mirror(mirror(one)), seen) == support(one, seen)
