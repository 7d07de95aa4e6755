"""A dated change of a role, with the events it rests on."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from tertius.model.dyad import Dyad
from tertius.model.errors import ContractBroken
from tertius.model.estimate import Estimate
from tertius.model.span import Span


class Direction(StrEnum):
    """Which way a role changed."""

    GAIN = "gain"
    LOSS = "loss"


class Strength(StrEnum):
    """How firmly a change may be stated."""

    CONFIRMED = "confirmed"
    INDICATED = "indicated"


@dataclass(frozen=True)
class Finding:
    """A gain or loss of a role by an actor toward a pair, dated with an interval.

    ``when`` is the date of change, posterior median month or week, or the day of least expected loss; ``interval`` is
    the smallest span holding the highest posterior mass at the stated level. ``log_bayes_factor`` weighs at least one
    change against none (natural log). ``before`` and ``after`` are the levels on either side.

    Raises:
        ContractBroken: There is no evidence, or the date lies outside its interval.
    """

    measure: str
    actor: str
    pair: Dyad | None
    dataset: str
    direction: Direction
    strength: Strength
    when: date
    interval: Span
    probability: float
    log_bayes_factor: float
    before: Estimate
    after: Estimate
    evidence: tuple[str, ...]
    notes: tuple[str, ...] = ()
    options: dict[str, float | str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not self.evidence:
            raise ContractBroken(f"{self.measure} change of {self.actor} names no event")
        if self.when not in self.interval:
            raise ContractBroken(f"change of {self.actor} at {self.when} lies outside {self.interval}")
