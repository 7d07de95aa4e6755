"""Readings, trials, changes and case files by hand, and the constants of a verdict."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from tertius.arenas import arena
from tertius.claims import CONSTANTS, Brief, extract
from tertius.codebooks.constants import constant
from tertius.inference.intervals import beta_interval
from tertius.measures import measure, subjects
from tertius.model import (
    CaseFile,
    Claim,
    ClaimType,
    Direction,
    Dyad,
    Estimate,
    Finding,
    Reading,
    Says,
    Sentence,
    Span,
    Standing,
    Strength,
    Trial,
)
from tertius.texts import mended, read_documents, read_sentences
from tertius.texts.actors import with_actors

PAIR = Dyad("FJI", "WSM")
TEXT = date(2020, 1, 1)


@pytest.fixture(scope="session")
def constants() -> dict[str, float]:
    return {name: constant(name) for name in CONSTANTS}


@pytest.fixture(scope="session")
def reading() -> Callable[..., Reading]:
    def make(a: float, b: float, *, actor: str = "NZL", standing: Standing = Standing.MEASURED,
             evidence: tuple[str, ...] | None = None) -> Reading:  # fmt: skip
        low, value, high = (float(x) for x in beta_interval(a, b, 0.9))
        shown = standing in (Standing.MEASURED, Standing.PRIOR_DOMINATED)
        return Reading(
            "mediation", actor, PAIR, Span(TEXT - timedelta(days=365), TEXT), "syn", standing,
            estimate=Estimate(value, low, high, a + b) if shown else None, reason="" if shown else "nobody looked",
            beta=(a, b) if shown else None, evidence=(f"{actor}:now",) if evidence is None else evidence,
        )  # fmt: skip

    return make


@pytest.fixture(scope="session")
def trial(reading: Callable[..., Reading]) -> Callable[..., Trial]:
    def make(now: tuple[float, float], before: tuple[float, float] | None = (10.0, 30.0),
             other: tuple[float, float] | None = None, *, name: str = "primary", even: float = 0.2,
             standing: Standing = Standing.MEASURED) -> Trial:  # fmt: skip
        earlier = reading(*before, evidence=("NZL:before",)) if before else None
        second = reading(*other, actor="TON") if other else None
        return Trial(name, reading(*now, standing=standing), earlier, second, even)

    return make


@pytest.fixture(scope="session")
def change() -> Callable[..., Finding]:
    def make(direction: Direction, when: date, *, before: float = 0.5, after: float = 0.05) -> Finding:
        return Finding(
            "mediation", "NZL", PAIR, "syn", direction, Strength.CONFIRMED, when,
            Span(when - timedelta(days=60), when + timedelta(days=60)), 0.97, 6.0,
            Estimate(before, before - 0.05, before + 0.05, 40), Estimate(after, after - 0.01, after + 0.01, 40),
            ("NZL:turn",),
        )  # fmt: skip

    return make


@pytest.fixture(scope="session")
def claim() -> Callable[..., Claim]:
    def make(says: Says, **fields: Any) -> Claim:
        kind = {Says.MORE_THAN: ClaimType.COMPARISON, Says.RISES: ClaimType.TREND, Says.FALLS: ClaimType.TREND}
        given: dict[str, Any] = {
            "claim_id": "c", "text": "a claim", "type": kind.get(says, ClaimType.ROLE), "arena": "synthetic-islands",
            "pair": PAIR, "actor": "NZL", "measure": "mediation", "says": says, "made_on": TEXT,
            "other": "TON" if says is Says.MORE_THAN else None,
        } | fields  # fmt: skip
        return Claim(**given)

    return make


@pytest.fixture(scope="session")
def case() -> Callable[..., CaseFile]:
    def make(primary: Trial, *variants: Trial, changes: tuple[Finding, ...] = (), placebos: tuple[Trial, ...] = ()
             ) -> CaseFile:  # fmt: skip
        return CaseFile(primary, variants, placebos, changes, ("VUT:rival",))

    return make


@pytest.fixture(scope="session")
def claims_of() -> Callable[[str], tuple[Claim, ...]]:
    """The claims found in a text of 1 May 2024, of the shipped arena of the South Caucasus."""
    region, day = arena("south-caucasus"), date(2024, 5, 1)

    def of(name: str, pair: Dyad) -> tuple[str, ...]:
        return subjects(measure(name), region, pair)

    def run(text: str) -> tuple[Claim, ...]:
        (parsed,) = read_sentences([text])
        sentences = with_actors([mended(one) for one in parsed], day)
        return extract(sentences, Brief(region, "south-caucasus", day, of, region.title_of, "a test"))

    return run


@pytest.fixture(scope="session")
def first_sentence() -> Callable[[str], Sentence]:
    """The first sentence of a text, read."""

    def read(text: str) -> Sentence:
        ((sentence, *_),) = read_documents([text])
        return sentence

    return read
