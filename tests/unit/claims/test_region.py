"""The claim of a new architecture and its mirror: one rule, opposite answers, and none where the data cannot tell."""

from datetime import date

import pytest

from tertius.claims import CONSTANTS, crystallised_or_not
from tertius.codebooks.constants import constant
from tertius.model import Claim, ClaimType, Condition, Crystallised, Outcome, ReasonCode, Says, Span, mirror

DAY = date(2020, 1, 1)
NUMBERS = {name: constant(name) for name in CONSTANTS}
WHEN = Span(date(2018, 1, 1), date(2018, 4, 1))


def claim(says: Says) -> Claim:
    return Claim("a", "A new order.", ClaimType.TREND, "islands", None, None, "architecture", says, DAY)


def found(outcome: str, mass: float, *more: Condition) -> Crystallised:
    common = Condition("common break", mass >= 0.9, mass, None, None, "at least 0.9", "a note", ("syn:1",))
    return Crystallised(outcome, WHEN if mass >= 0.9 else None, ("a", "b"), (common, *more))


def noticed(value: float) -> Condition:
    return Condition("would be noticed", value >= 0.5, value, None, None, "at least 0.5", "invented")


ANSWERS = [
    (found("crystallised", 0.97), Outcome.SUPPORTED, Outcome.CONTRADICTED),
    (found("no common break", 0.02, noticed(0.95)), Outcome.CONTRADICTED, Outcome.SUPPORTED),
    (found("no common break", 0.02, noticed(0.6)), Outcome.NOT_TESTABLE, Outcome.NOT_TESTABLE),
    (found("undetectable", 0.02, noticed(0.1)), Outcome.NOT_TESTABLE, Outcome.NOT_TESTABLE),
    (found("so far", 0.97, Condition("a year since", False, 4.0, None, None, "at least 12", "months")), Outcome.MIXED,
     Outcome.MIXED),
    (found("unsettled", 0.97, Condition("calm since", False, 2.0, 1.1, 3.0, "x", "more")), Outcome.MIXED,
     Outcome.MIXED),
]  # fmt: skip


@pytest.mark.parametrize(("answer", "outcome", "opposite"), ANSWERS)
def test_the_claim_and_its_mirror_get_opposite_answers(
    answer: Crystallised, outcome: Outcome, opposite: Outcome
) -> None:
    one, other = (crystallised_or_not(claim(says), answer, DAY, NUMBERS) for says in (Says.GAINED, Says.LACKS))
    assert (one.outcome, other.outcome) == (outcome, opposite)
    if one.support is not None:
        assert (one.support, one.mirror) == pytest.approx((other.mirror, other.support))
        assert (one.evidence_for, one.evidence_against) == (other.evidence_against, other.evidence_for)
    twin = crystallised_or_not(mirror(claim(Says.GAINED)), answer, DAY, NUMBERS)
    assert (twin.outcome, twin.support) == (other.outcome, other.support)


def test_where_the_data_cannot_tell_the_reason_says_how_far_they_reach() -> None:
    verdict = crystallised_or_not(claim(Says.GAINED), ANSWERS[2][0], DAY, NUMBERS)
    assert verdict.code is ReasonCode.UNDETECTABLE
    assert "0.60 only; 0.9 is needed" in verdict.reason
    thin = Crystallised("undetectable", None, (), (Condition("common break", None, None, None, None, "x", "too thin"),))
    assert crystallised_or_not(claim(Says.LACKS), thin, DAY, NUMBERS).reason == "too thin"


def test_what_does_not_hold_is_named() -> None:
    verdict = crystallised_or_not(claim(Says.GAINED), ANSWERS[4][0], DAY, NUMBERS)
    assert "so far" in verdict.reason
    assert verdict.reason.endswith("a year since")


def test_an_order_cannot_rise() -> None:
    verdict = crystallised_or_not(claim(Says.RISES), ANSWERS[0][0], DAY, NUMBERS)
    assert (verdict.outcome, verdict.code) == (Outcome.NOT_TESTABLE, ReasonCode.UNMEASURED)
