"""Verdict cards: a claim, what the data say of it, and the evidence on both sides with equal weight."""

from dataclasses import dataclass
from datetime import date

from tertius.model import AUTHOR, Claim, Estimate, Outcome, Verdict, Wording
from tertius.report import anchors
from tertius.report.evidence import EventRef, mention
from tertius.report.page import EventLine, Page
from tertius.report.scales import Scale
from tertius.report.weblinks import web_address
from tertius.report.wording import between, chance, interval_name, long_day, measure_title, measure_unit, number

EVENTS_A_SIDE = 6
"""Events shown on either side of a card; the rest stand in the list of its events."""
METER_WIDTH = 200.0
SUPPORT_LIMITS = (0.05, 0.95)
ROBUST_LIMITS = (0.8,)
"""Bounds of the default decision rule, drawn as ticks; ``methods`` sections 7.1 and 7.2."""
_METER = Scale(0.0, 1.0, 2.0, METER_WIDTH - 2.0)


@dataclass(frozen=True)
class Meter:
    """A probability as shown, its place on a bar from 0 to 1 (None: unknown), and the places of its limits."""

    name: str
    meaning: str
    shown: str
    place: float | None
    limits: tuple[float, ...]


@dataclass(frozen=True)
class Witness:
    """One event of a card: its mention, and the line behind it when the page holds it."""

    mention: EventRef
    line: EventLine | None
    actors: str


@dataclass(frozen=True)
class Side:
    """Evidence for or against: the strongest events, how many there are, and where the full list stands."""

    name: str
    address: str
    basis: str
    count: int
    events: tuple[Witness, ...]


@dataclass(frozen=True)
class Card:
    """A verdict as shown."""

    address: str
    claim_id: str
    text: str
    asserts: tuple[tuple[str, str], ...]
    source: str
    source_url: str | None
    made_on: date
    made: str
    outcome: str
    reason: str
    why_not: str
    as_of: str
    meters: tuple[Meter, ...]
    readings: tuple[tuple[str, str, str], ...]
    checks: tuple[tuple[str, str, str, str], ...]
    sides: tuple[Side, Side]
    notes: tuple[str, ...]
    quote: str = ""
    said: tuple[tuple[str, str], ...] = ()


def card(page: Page, verdict: Verdict) -> Card:
    """Return one verdict as shown."""
    claim = verdict.claim
    home = anchors.claim_anchor(claim.claim_id)
    unit = measure_unit(claim.measure or "", page.measures)
    return Card(
        address=home,
        claim_id=claim.claim_id,
        text=claim.text,
        asserts=_asserts(page, claim),
        source=claim.source,
        source_url=web_address(claim.source),
        made_on=claim.made_on,
        made=long_day(claim.made_on),
        outcome=verdict.outcome.value,
        reason=verdict.reason,
        why_not=claim.why_not if verdict.outcome is Outcome.NOT_TESTABLE else "",
        as_of=long_day(verdict.as_of),
        meters=_meters(verdict),
        readings=tuple((name.replace("_", " "), *_shown(part, unit)) for name, part in verdict.readings.items()),
        checks=tuple(
            (check.name, chance(check.support), " ".join(_shown(check.estimate, unit)), check.note)
            for check in verdict.checks
        ),
        sides=(
            _side(page, home, "for", verdict.evidence_for),
            _side(page, home, "against", verdict.evidence_against),
        ),
        notes=verdict.notes,
        quote=claim.wording.sentence if claim.wording else "",
        said=_said(page, claim.wording) if claim.wording else (),
    )


def _asserts(page: Page, claim: Claim) -> tuple[tuple[str, str], ...]:
    named = (
        ("type", claim.type.value),
        ("pair", page.pair_name(claim.pair) if claim.pair else ""),
        ("actor", page.name(claim.actor) if claim.actor else ""),
        ("compared with", page.name(claim.other) if claim.other else ""),
        ("toward", page.name(claim.counterpart) if claim.counterpart else ""),
        ("measured by", measure_title(claim.measure, page.measures) if claim.measure else ""),
        ("says", claim.says.value if claim.measure else ""),
        ("quantifier", claim.quantifier),
        ("speaks of", _period(claim)),
    )
    return tuple((name, value) for name, value in named if value)


def _period(claim: Claim) -> str:
    """The period a claim speaks of where it says one; empty where it is the present."""
    if claim.until is None and claim.since is None:
        return ""
    last = f"until {long_day(claim.until)}" if claim.until else "until the text"
    return f"{long_day(claim.since)} {last}" if claim.since else last


def _said(page: Page, wording: Wording) -> tuple[tuple[str, str], ...]:
    """What the sentence says besides the hypothesis, and what a reader should look at twice."""
    speaker = "" if wording.attribution == AUTHOR else page.name(wording.attribution)
    named = (
        ("characters", f"{wording.start} to {wording.end} of the text"),
        ("said by", speaker),
        ("under the condition", wording.condition),
        ("read from other sentences", ", ".join(wording.inferred)),
        ("look twice", "; ".join(wording.flags)),
    )
    return tuple((name, value) for name, value in named if value)


def _meters(verdict: Verdict) -> tuple[Meter, ...]:
    named = (
        ("support", "probability of the claim", verdict.support, SUPPORT_LIMITS),
        ("mirror", "probability of its opposite, by the same code", verdict.mirror, SUPPORT_LIMITS),
        ("robust", "share of specifications that agree", verdict.robust, ROBUST_LIMITS),
    )
    return tuple(
        Meter(name, meaning, chance(value), None if value is None else _METER(value), tuple(map(_METER, limits)))
        for name, meaning, value, limits in named
    )


def _side(page: Page, home: str, name: str, evidence: tuple[str, ...]) -> Side:
    shown = tuple(_witness(page, event_id) for event_id in evidence[:EVENTS_A_SIDE])
    address = f"{home}/{name}"
    return Side(name, address, anchors.basis_anchor(address), len(evidence), shown)


def _witness(page: Page, event_id: str) -> Witness:
    line = page.events.get(event_id)
    actors = actors_of(page, line) if line else ""
    return Witness(mention(event_id, page.events), line, actors)


def actors_of(page: Page, line: EventLine) -> str:
    """Return ``Russia → Armenia``; one side alone where the data set names no other."""
    return f"{page.name(line.source)} → {page.name(line.target)}" if line.target else page.name(line.source)


def _shown(estimate: Estimate | None, unit: str) -> tuple[str, str]:
    if estimate is None:
        return "", ""
    return number(estimate.value, unit), f"{interval_name(estimate.level)} {between(estimate, unit)}"
