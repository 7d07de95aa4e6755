"""The claim that a state has a quality and its mirror: one rule, opposite answers, none without others."""

from datetime import date

import pytest

from tertius.claims import CONSTANTS, high_or_low
from tertius.codebooks.constants import constant
from tertius.model import Claim, ClaimType, Estimate, Outcome, Rank, Reading, ReasonCode, Says, Span, Standing

DAY = date(2012, 12, 31)
NUMBERS = {name: constant(name) for name in CONSTANTS}
READING = Reading("sovereignty", "FJI", None, Span(date(2012, 1, 1), date(2013, 1, 1)), "syn", Standing.MEASURED,
                  estimate=Estimate(0.9, 0.8, 0.95, 40.0), evidence=("syn:1",),
                  parts={"not_in_the_data": "trade"})  # fmt: skip


def claim(says: Says) -> Claim:
    return Claim("a", "Fiji is sovereign.", ClaimType.CONSTRUCT, "islands", None, "FJI", "sovereignty", says, DAY)


def rank(highest: float, lowest: float) -> Rank:
    return Rank(READING, Estimate(0.5, 0.0, 1.0, 39.0), highest, lowest)


@pytest.mark.parametrize(
    ("highest", "lowest", "outcome", "opposite"),
    [
        (0.97, 0.0, Outcome.SUPPORTED, Outcome.CONTRADICTED),
        (0.0, 0.96, Outcome.CONTRADICTED, Outcome.SUPPORTED),
        (0.01, 0.02, Outcome.MIXED, Outcome.MIXED),
        (0.7, 0.0, Outcome.MIXED, Outcome.MIXED),
    ],
)
def test_the_claim_and_its_mirror_get_opposite_answers(
    highest: float, lowest: float, outcome: Outcome, opposite: Outcome
) -> None:
    one, other = (high_or_low(claim(says), rank(highest, lowest), DAY, NUMBERS) for says in (Says.HOLDS, Says.LACKS))
    assert (one.outcome, other.outcome) == (outcome, opposite)
    assert (one.support, one.mirror) == (other.mirror, other.support) == (highest, lowest)
    if highest != lowest:
        assert {one.evidence_for, one.evidence_against} == {("syn:1",), ()}
    assert "not in the data: trade" in one.notes


def test_who_stands_in_the_middle_and_who_is_not_decided_are_told_apart() -> None:
    middle, open_ = (high_or_low(claim(Says.HOLDS), rank(*both), DAY, NUMBERS) for both in ((0.01, 0.02), (0.7, 0.0)))
    assert middle.reason.endswith("in the middle, so neither it nor its opposite")
    assert open_.reason.endswith("not decided")


def test_without_a_place_or_any_act_the_claim_is_not_testable() -> None:
    few = high_or_low(claim(Says.HOLDS), Rank(READING, None, reason="5 comparable states"), DAY, NUMBERS)
    none = high_or_low(claim(Says.HOLDS), None, DAY, NUMBERS)
    assert [one.outcome for one in (few, none)] == [Outcome.NOT_TESTABLE] * 2
    assert few.code is none.code is ReasonCode.DATA
    assert few.reason == "sovereignty of FJI: 5 comparable states"


def test_a_rise_of_a_quality_is_refused_with_the_reason() -> None:
    verdict = high_or_low(claim(Says.RISES), rank(0.97, 0.0), DAY, NUMBERS)
    assert verdict.outcome is Outcome.NOT_TESTABLE
    assert "only 'holds' and 'lacks' are tested" in verdict.reason
