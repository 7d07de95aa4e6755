"""Claims on measures that are no shares, on nominal roles, and on periods that the text names."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from tertius.claims import CONSTANTS, decide, read_claims
from tertius.claims.support import beyond, support
from tertius.codebooks.constants import constant
from tertius.model import (
    CaseFile,
    Claim,
    ClaimType,
    ContractBroken,
    Dyad,
    Estimate,
    Outcome,
    Reading,
    ReasonCode,
    Says,
    Span,
    Standing,
    Trial,
    Verdict,
    mirror,
)

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


def labelled(probability: float, base: float | None) -> Trial:
    """The reading of a label, with how often it falls to anybody of the kind."""
    one = trial(None, None)
    parts: dict[str, Estimate | float | str | None] = {} if base is None else {"base_rate": base}
    now = replace(one.now, measure="named-mediator", standing=Standing.MEASURED, probability=probability,
                  estimate=Estimate(probability, probability, probability, 30.0), evidence=("act",),
                  parts=parts)  # fmt: skip
    return replace(one, now=now)


def judged(says: Says, probability: float, base: float | None, before: float | None = None) -> Verdict:
    run = labelled(probability, base)
    earlier = None if before is None else labelled(before, base).now
    run = replace(run, before=earlier, past=earlier)
    constants = {name: constant(name) for name in CONSTANTS}
    return decide(replace(claim(says), measure="named-mediator"), CaseFile(run, (), (), ()), DAY, constants)


@pytest.mark.parametrize(
    ("probability", "base", "holds", "lacks"),
    [
        (0.006, None, Outcome.CONTRADICTED, Outcome.SUPPORTED),
        (0.006, 0.004, Outcome.MIXED, Outcome.MIXED),  # more than anybody has: nothing was seen against it
        (0.006, 0.05, Outcome.MIXED, Outcome.MIXED),
        (0.006, 0.2, Outcome.CONTRADICTED, Outcome.SUPPORTED),  # a fortieth of the odds it began with
        (0.2, 0.9, Outcome.MIXED, Outcome.MIXED),
        (0.97, 0.004, Outcome.SUPPORTED, Outcome.CONTRADICTED),
        (0.97, 0.9, Outcome.MIXED, Outcome.MIXED),  # nearly everybody has it
    ],
)
def test_a_base_rate_decides_nothing(probability: float, base: float | None, holds: Outcome, lacks: Outcome) -> None:
    for says, expected in ((Says.HOLDS, holds), (Says.LACKS, lacks)):
        verdict = judged(says, probability, base)
        assert verdict.outcome is expected
        assert ("base rate" in verdict.reason) is (expected is Outcome.MIXED)
        assert verdict.support == pytest.approx(probability if says is Says.HOLDS else 1.0 - probability)


@pytest.mark.parametrize(("says", "level"), [(Says.LOST, 0.006), (Says.GAINED, 0.994)])
def test_nobody_is_said_never_to_have_had_a_label_for_its_being_rare(says: Says, level: float) -> None:
    bases = {Says.LOST: 0.004, Says.GAINED: 0.996}
    assert judged(says, level, None, before=level).code is ReasonCode.NEVER
    assert judged(says, level, bases[says], before=level).code is not ReasonCode.NEVER


def test_of_true_claims_one_in_nineteen_at_most_is_contradicted_however_rare_the_label() -> None:
    """Signs drawn from two normals a distance apart, the label as rare as it likes: the bound needs neither."""
    limit, draw = constant("claims.contradicted"), np.random.default_rng(160001)
    for base in (0.002, 0.05, 0.3):
        for apart in (0.5, 1.5, 3.0):
            signs = draw.normal(apart, 1.0, 20_000)  # of those that have the label
            odds = base / (1.0 - base) * np.exp(apart * signs - apart**2 / 2.0)
            runs = [labelled(float(p), base) for p in (odds / (1.0 + odds))[:4000]]
            against = [(beyond(claim(Says.HOLDS), run, 1.2) or (0.0, 0.0))[1] for run in runs]
            assert np.mean(np.asarray(against) >= 1.0 - limit) <= limit / (1.0 - limit)


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
