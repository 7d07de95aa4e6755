"""Claims: sentences turned into hypotheses before the data are read."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from tertius.model.dyad import Dyad
from tertius.model.errors import ContractBroken
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


class Says(StrEnum):
    """The direction a claim asserts; what is *lost* was held before, what somebody *lacks* may never have been."""

    HOLDS = "holds"
    LOST = "lost"
    LACKS = "lacks"
    GAINED = "gained"
    RISES = "rises"
    FALLS = "falls"
    MORE_THAN = "more than"
    NOMINAL = "nominal"
    NONE = "none"


@dataclass(frozen=True)
class Cause:
    """What a causal claim names as the cause: another change, of a measure that is dated."""

    actor: str
    measure: str
    says: Says


@dataclass(frozen=True)
class Rival:
    """Another explanation of an effect: something that happened on a known day."""

    name: str
    on: date


@dataclass(frozen=True)
class Claim:
    """One sentence as a hypothesis that can be tested, frozen before the data are read.

    ``text`` is a paraphrase in neutral words. ``measure`` is None when nothing measures it; ``why_not`` then says so.
    ``quantifier`` is ``definitive``, ``full``, ``no longer``, ``once`` or empty. ``actor`` may be a place of the arena
    where the measure speaks of places. ``other`` is the second actor (or place) of a comparison. ``since`` is the first
    day of the period the sentence speaks of (None: the months before its last day), ``until`` the last (None:
    ``made_on``); a claim of *once* speaks of some part of all the time before that day. A *nominal* role is one on
    record but not in deed. ``codes`` are CAMEO codes (or their beginnings) of the act that an event claim asserts, from
    ``actor`` to ``counterpart``. ``cause`` and ``rivals`` belong to causal claims, ``by`` (the last day foreseen) to
    forecasts.
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
    codes: tuple[str, ...] = ()
    cause: Cause | None = None
    rivals: tuple[Rival, ...] = ()
    by: date | None = None
    until: date | None = None

    def __post_init__(self) -> None:
        if self.measure is None and not self.codes and not self.why_not:
            raise ContractBroken(f"claim {self.claim_id} has no measure and does not say why")
        if self.since is not None and self.since >= self.made_on:
            raise ContractBroken(f"claim {self.claim_id} speaks of a time after it was made: since {self.since}")
        if self.by is not None and self.by <= self.made_on:
            raise ContractBroken(f"claim {self.claim_id} foresees a day that had passed when it was made: {self.by}")
        if self.until is not None and self.until > self.made_on:
            raise ContractBroken(f"claim {self.claim_id} speaks of a time after it was made: until {self.until}")
        if self.until is not None and self.since is not None and self.until < self.since:
            raise ContractBroken(f"claim {self.claim_id} ends ({self.until}) before it starts ({self.since})")

    @property
    def last_day(self) -> date:
        """The last day the claim speaks of; nothing after it is used to test it."""
        return self.made_on if self.until is None else self.until


ONCE = "once"
"""Quantifier of a claim that says of no day when it was so: of some part of the covered time up to its last day."""

_MIRROR = {
    Says.HOLDS: Says.LOST,
    Says.LOST: Says.HOLDS,
    Says.LACKS: Says.HOLDS,
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
