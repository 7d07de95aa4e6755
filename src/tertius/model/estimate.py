"""A number with its interval, and what a measure says of an actor in a period."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from tertius.model.dyad import Dyad
from tertius.model.errors import ContractBroken
from tertius.model.span import Span


@dataclass(frozen=True)
class Estimate:
    """A posterior: median ``value``, bounds of the interval at ``level``, and effective ``n``.

    ``n`` is evidence after discounting and tempering, in the unit the measure counts (mostly days).

    Raises:
        ContractBroken: The value lies outside its interval or ``n`` is negative.
    """

    value: float
    low: float
    high: float
    n: float
    level: float = 0.9

    def __post_init__(self) -> None:
        if not self.low <= self.value <= self.high:
            raise ContractBroken(f"estimate {self.value} outside its interval {self.low}..{self.high}")
        if self.n < 0:
            raise ContractBroken(f"effective n cannot be negative: {self.n}")


class Standing(StrEnum):
    """How far a reading can be used."""

    MEASURED = "measured"
    PRIOR_DOMINATED = "prior-dominated"
    UNDEFINED = "undefined"
    NOT_COVERED = "not covered"


@dataclass(frozen=True)
class Reading:
    """What one measure says of one actor toward a pair (or a counterpart) in one period.

    ``estimate`` is None when ``standing`` is ``undefined`` or ``not covered``; ``reason`` then says why.
    ``state`` is a word where the measure classifies (``player``, ``bystander``). ``detectable`` is the smallest
    change of the value that would be found at this volume nine times in ten (None: not defined).
    ``probability`` is that of the measure's headline state (its manifest says which). ``beta`` holds the parameters of
    the posterior when it is a Beta, so that readings can be compared. ``evidence`` holds event ids, strongest first.
    ``parts`` are named components of the estimate.
    """

    measure: str
    actor: str
    pair: Dyad | None
    period: Span
    dataset: str
    standing: Standing
    estimate: Estimate | None = None
    reason: str = ""
    state: str | None = None
    detectable: float | None = None
    probability: float | None = None
    beta: tuple[float, float] | None = None
    evidence: tuple[str, ...] = ()
    parts: dict[str, Estimate | float | str | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        shown = self.standing in (Standing.MEASURED, Standing.PRIOR_DOMINATED)
        if shown != (self.estimate is not None):
            raise ContractBroken(f"{self.measure} of {self.actor}: standing {self.standing} does not fit its estimate")
        if not shown and not self.reason:
            raise ContractBroken(f"{self.measure} of {self.actor} has no estimate and no reason")


@dataclass(frozen=True)
class Series:
    """One measure of one actor over time: ``estimates[i]`` is the state of knowledge on ``days[i]``.

    A None is unknown (not covered, or the role is undefined on that day), never zero.
    """

    measure: str
    actor: str
    pair: Dyad | None
    dataset: str
    days: tuple[date, ...]
    estimates: tuple[Estimate | None, ...]

    def __post_init__(self) -> None:
        if len(self.days) != len(self.estimates):
            raise ContractBroken(
                f"series {self.measure} of {self.actor}: {len(self.days)} days, {len(self.estimates)} estimates"
            )
