"""Verdicts on claims, and everything they rest on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from tertius.model.claim import Claim
from tertius.model.errors import ContractBroken
from tertius.model.estimate import Estimate, Reading
from tertius.model.finding import Finding


class Outcome(StrEnum):
    """What the data say of a claim; the middle two are the most that a causal claim can get."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    CONSISTENT = "consistent with"
    INCONSISTENT = "inconsistent with"
    MIXED = "mixed"
    NOT_TESTABLE = "not testable"


class ReasonCode(StrEnum):
    """Why, as a word that can be counted; the reason says it in a sentence."""

    AGREED = "runs agree"
    NEVER = "never otherwise"
    EXCLUDED = "change excluded"
    REVERSED = "reversed later"
    UNDECIDED = "undecided"
    BLOCS = "blocs disagree"
    COMPONENTS = "components disagree"
    VARIANTS = "variants disagree"
    QUANTIFIER = "quantifier too strong"
    NO_CHANGE = "no dated change"
    TOO_SMALL = "change too small"
    SPIKE = "not sustained"
    PLACEBOS = "placebos show the same"
    ONE_BLOC = "one bloc only"
    ORDER = "order in time"
    DATA = "data"
    UNDETECTABLE = "undetectable"
    UNIDENTIFIED = "unidentified"
    NORMATIVE = "normative"
    UNMEASURED = "unmeasured"
    PENDING = "pending"


class Kind(StrEnum):
    """What a run of a claim's test varies."""

    PRIMARY = "primary"
    WINDOW = "window"
    MEMORY = "memory"
    BLOC = "bloc"
    SOURCE = "source"
    COMPONENT = "component"
    HALF = "half"
    PLACEBO = "placebo"
    PRESUPPOSITION = "presupposition"
    ORDER = "order"


@dataclass(frozen=True)
class Trial:
    """What a claim's test sees under one specification.

    ``now`` is the reading of the recent window of the actor, ``before`` that of the window before it, ``other`` the
    recent reading of the second actor of a comparison, ``past`` that of all covered time before the recent window.
    ``even`` is the even share among the alternatives (None: not a share, the probability of the reading's own headline
    state decides); ``silent`` is the first Beta parameter an actor without a single act would have (None: not a share).
    """

    name: str
    now: Reading
    before: Reading | None
    other: Reading | None
    even: float | None
    silent: float | None = None
    past: Reading | None = None
    kind: Kind = Kind.WINDOW


@dataclass(frozen=True)
class CaseFile:
    """Everything a verdict may use.

    ``variants`` and ``placebos`` are the other runs, ``changes`` the dated changes of the actor, ``rivals`` events of
    the other actors. ``influence`` is what each event adds to the log-odds of the claim: those with it, less those
    without its whole story. ``unresolved`` is the share of acts with a side of the pair whose other side is named but
    unknown.
    """

    primary: Trial
    variants: tuple[Trial, ...]
    placebos: tuple[Trial, ...]
    changes: tuple[Finding, ...]
    rivals: tuple[str, ...] = ()
    influence: Mapping[str, float] = field(default_factory=dict)
    unresolved: float | None = None


@dataclass(frozen=True)
class Check:
    """One run of a claim's test: a variant, a component, a placebo, or what the claim takes for granted."""

    name: str
    support: float | None
    note: str
    estimate: Estimate | None = None
    kind: Kind = Kind.WINDOW


@dataclass(frozen=True)
class Evidence:
    """One event that speaks for or against a claim, as it can be shown and looked up.

    ``influence`` is what its story adds to the log-odds of the claim (None: not weighed). ``blocs`` are the points of
    view it was reported from. Unknown is None.
    """

    event_id: str
    favours: bool
    influence: float | None
    day: date
    source: str | None
    target: str | None
    third_parties: tuple[str, ...]
    code: str
    place: str | None
    publisher: str | None
    owner: str | None
    country: str | None
    url: str | None
    blocs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Verdict:
    """Outcome of a claim with everything it rests on.

    ``support`` is the posterior probability of the hypothesis on the primary specification (None: not testable); for a
    causal claim that of the claimed order in time, for a forecast that of what is foreseen. ``mirror`` is the same for
    the opposite hypothesis, ``robust`` the share of specifications that agree. ``evidence`` describes the events of
    both lists. ``frozen`` is the sealed forecast of a claim about the future.

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
    code: ReasonCode = ReasonCode.UNDECIDED
    influence: Mapping[str, float] = field(default_factory=dict)
    evidence: tuple[Evidence, ...] = ()
    frozen: Mapping[str, object] | None = None

    def __post_init__(self) -> None:
        silent = not self.evidence_for and not self.evidence_against
        if self.outcome is not Outcome.NOT_TESTABLE and silent:
            raise ContractBroken(f"verdict on {self.claim.claim_id} rests on no event")
