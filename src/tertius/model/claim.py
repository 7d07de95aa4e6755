"""Claims as typed hypotheses, and verdicts on them."""

from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from tertius.model.dyad import Dyad
from tertius.model.errors import ContractBroken
from tertius.model.estimate import Estimate, Reading
from tertius.model.finding import Finding
from tertius.model.wording import Wording


class ClaimType(StrEnum):
    """Types of ``methods`` section 7.1."""

    ROLE = "role"
    TREND = "trend"
    COMPARISON = "comparison"
    EVENT = "event"
    CAUSAL = "causal"
    FORECAST = "forecast"
    CONSTRUCT = "construct"
    NORMATIVE = "normative"


class Outcome(StrEnum):
    """What the data say of a claim."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    MIXED = "mixed"
    NOT_TESTABLE = "not testable"


class Says(StrEnum):
    """The direction a claim asserts."""

    HOLDS = "holds"
    LOST = "lost"
    GAINED = "gained"
    RISES = "rises"
    FALLS = "falls"
    MORE_THAN = "more than"
    NOMINAL = "nominal"
    NONE = "none"


@dataclass(frozen=True)
class Claim:
    """One sentence as a hypothesis that can be tested, frozen before the data are read.

    ``text`` is a paraphrase in neutral words. ``measure`` is None when nothing measures it; ``why_not`` then says so.
    ``quantifier`` is ``definitive``, ``full`` or empty. ``actor`` may be a place of the arena where the measure speaks
    of places. ``other`` is the second actor (or place) of a comparison. ``since`` is the first day of the period the
    sentence speaks of (None: the months before ``made_on``). A *nominal* role is one on record but not in deed.
    ``wording`` is the sentence it was read from, None for a claim written by hand.
    """

    claim_id: str
    text: str
    type: ClaimType
    arena: str
    pair: Dyad | None
    actor: str | None
    measure: str | None
    says: Says
    made_on: date
    quantifier: str = ""
    other: str | None = None
    counterpart: str | None = None
    why_not: str = ""
    source: str = ""
    since: date | None = None
    wording: Wording | None = None

    def __post_init__(self) -> None:
        if self.measure is None and not self.why_not:
            raise ContractBroken(f"claim {self.claim_id} has no measure and does not say why")
        if self.since is not None and self.since >= self.made_on:
            raise ContractBroken(f"claim {self.claim_id} speaks of a time after it was made: since {self.since}")


_MIRROR = {
    Says.HOLDS: Says.LOST,
    Says.LOST: Says.HOLDS,
    Says.GAINED: Says.LOST,
    Says.RISES: Says.FALLS,
    Says.FALLS: Says.RISES,
    Says.MORE_THAN: Says.MORE_THAN,
    Says.NOMINAL: Says.HOLDS,
    Says.NONE: Says.NONE,
}


def mirror(claim: Claim) -> Claim:
    """The opposite hypothesis, to be run by the same code: lost becomes holds, A over B becomes B over A."""
    if claim.says is Says.MORE_THAN and claim.other is not None:
        return replace(claim, actor=claim.other, other=claim.actor)
    return replace(claim, says=_MIRROR[claim.says])


@dataclass(frozen=True)
class Trial:
    """What a claim's test sees under one specification.

    ``now`` is the reading of the recent window of the actor, ``before`` that of the window before it, ``other`` the
    recent reading of the second actor of a comparison. ``even`` is the even share among the alternatives (None: not a
    share, the probability of the reading's own headline state decides); ``silent`` is the first Beta parameter an actor
    without a single act would have (None: not a share).
    """

    name: str
    now: Reading
    before: Reading | None
    other: Reading | None
    even: float | None
    silent: float | None = None


@dataclass(frozen=True)
class CaseFile:
    """Everything a verdict may use: the primary trial, variants of it, placebos, and dated changes of the actor."""

    primary: Trial
    variants: tuple[Trial, ...]
    placebos: tuple[Trial, ...]
    changes: tuple[Finding, ...]
    rivals: tuple[str, ...] = ()


@dataclass(frozen=True)
class Check:
    """One run of a claim's test: the primary run, the mirror, a placebo or a variant."""

    name: str
    support: float | None
    note: str
    estimate: Estimate | None = None


@dataclass(frozen=True)
class Verdict:
    """Outcome of a claim with everything it rests on.

    ``support`` is the posterior probability of the hypothesis on the primary specification (None: not testable).
    ``mirror`` is the same for the opposite hypothesis, ``robust`` the share of specifications that agree.

    Raises:
        ContractBroken: An outcome other than ``not testable`` names no event at all.
    """

    claim: Claim
    outcome: Outcome
    reason: str
    as_of: date
    support: float | None = None
    mirror: float | None = None
    robust: float | None = None
    checks: tuple[Check, ...] = ()
    evidence_for: tuple[str, ...] = ()
    evidence_against: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    readings: dict[str, Estimate] = field(default_factory=dict)

    def __post_init__(self) -> None:
        silent = not self.evidence_for and not self.evidence_against
        if self.outcome is not Outcome.NOT_TESTABLE and silent:
            raise ContractBroken(f"verdict on {self.claim.claim_id} rests on no event")
