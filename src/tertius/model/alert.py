"""Whether an actor's share of a table has just changed, as it was known at the end of a month."""

from dataclasses import dataclass
from datetime import date

from tertius.model.dyad import Dyad
from tertius.model.errors import ContractBroken
from tertius.model.estimate import Estimate
from tertius.model.finding import Direction
from tertius.model.span import Span


@dataclass(frozen=True)
class Alert:
    """The state of a watch: one actor, one pair, at the end of the last whole month.

    ``probability`` is that of a change within ``recent``, from the months up to its end and none after. ``direction``
    is the way the share moved where the step is large enough to count, else None; ``raised`` whether that is an alarm.
    ``before`` is the share at the end of the month before ``recent``, ``now`` that at its end. ``alarms`` are
    the last days of the months at which one was raised so far, each with its direction. ``noticed`` is the probability
    with which a fall of this share (a rise, where there is nothing to lose) of a stated size would by now be noticed.

    Raises:
        ContractBroken: An alarm has no direction, or a probability is none.
    """

    measure: str
    actor: str
    pair: Dyad
    dataset: str
    recent: Span
    probability: float
    raised: bool
    direction: Direction | None
    before: Estimate
    now: Estimate
    noticed: float
    alarms: tuple[tuple[date, Direction | None], ...]
    evidence: tuple[str, ...]

    def __post_init__(self) -> None:
        if self.raised and self.direction is None:
            raise ContractBroken(f"alarm of {self.measure} for {self.actor} without a direction")
        if not (0 <= self.probability <= 1 and 0 <= self.noticed <= 1):
            raise ContractBroken(f"{self.actor}: no probability: {self.probability}, {self.noticed}")
