"""Claims on measures that are no shares, on nominal roles, and on periods that the text names."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tertius.claims import read_claims
from tertius.claims.support import support
from tertius.codebooks.constants import constant
from tertius.model import Claim, ClaimType, ContractBroken, Dyad, Reading, Says, Span, Standing, Trial, mirror

PAIR = Dyad("FJI", "WSM")
DAY = date(2020, 1, 1)


def claim(says: Says, since: date | None = None) -> Claim:
    return Claim("one", "a sentence", ClaimType.ROLE, "islands", PAIR, "NZL", "guarantor", says, DAY, since=since)


def trial(probability: float | None, state: str | None) -> Trial:
    now = Reading("guarantor", "NZL", PAIR, Span(DAY, date(2020, 1, 2)), "syn", Standing.UNDEFINED,
                  reason="by hand", state=state, probability=probability)  # fmt: skip
    return Trial("primary", now, None, None, None)


@pytest.mark.parametrize(
    ("says", "probability", "state", "expected"),
    [
        (Says.HOLDS, 0.9, "guarantor", 0.9),
        (Says.LOST, 0.9, "guarantor", 0.1),
        (Says.NOMINAL, 0.1, "nominal", 0.9),
        (Says.NOMINAL, 0.1, None, 0.9),
        (Says.NOMINAL, 0.1, "none", 0.0),
        (Says.HOLDS, None, "none", None),
        (Says.LOST, None, None, None),
        (Says.RISES, 0.9, "guarantor", None),
    ],
)
def test_the_probability_of_the_state_decides(
    says: Says, probability: float | None, state: str | None, expected: float | None
) -> None:
    found = support(claim(says), trial(probability, state))
    assert found == (None if expected is None else pytest.approx(expected))


def test_nominal_and_holds_are_opposites() -> None:
    assert mirror(claim(Says.NOMINAL)).says is Says.HOLDS
    one = trial(0.3, "nominal")
    assert support(claim(Says.NOMINAL), one) == pytest.approx(1.0 - (support(mirror(claim(Says.NOMINAL)), one) or 0.0))


def test_a_claim_cannot_speak_of_the_time_after_it_was_made() -> None:
    with pytest.raises(ContractBroken, match="after it was made"):
        claim(Says.HOLDS, since=DAY)


def test_the_period_a_claim_speaks_of_is_read(tmp_path: Path) -> None:
    path = tmp_path / "claims.yaml"
    path.write_text(
        "schema: tertius.claims/1\narena: south-caucasus\nmade_on: 2025-07-21\nclaims:\n"
        "  - {id: a, text: t, type: role, pair: ARM-AZE, actor: RUS, measure: guarantor, says: nominal,"
        " since: 2020-11-10}\n",
        encoding="utf-8",
    )
    read = read_claims(path).claims[0]
    assert (read.since, read.says) == (date(2020, 11, 10), Says.NOMINAL)


def test_a_share_of_asks_ignored_has_a_border_of_its_own() -> None:
    """More often ignored than answered: what is said of one side is said of the other by the same border."""
    even = constant("responses.even_share")
    for a, b, holds in ((30.0, 10.0, True), (10.0, 30.0, False)):
        one = replace(trial(None, None), even=even)
        one = replace(one, now=replace(one.now, measure="responses", beta=(a, b)))
        assert (support(claim(Says.HOLDS), one) or 0.0) == pytest.approx(1.0 - (support(claim(Says.LACKS), one) or 0.0))
        assert ((support(claim(Says.HOLDS), one) or 0.0) > 0.95) is holds
