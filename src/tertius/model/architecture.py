"""The power architecture of a region: its matrix of roles, its camps, and whether a new one has crystallised."""

from dataclasses import dataclass
from datetime import date

from tertius.model.errors import ContractBroken
from tertius.model.estimate import Estimate, Reading, Standing
from tertius.model.span import Span


@dataclass(frozen=True)
class Cell:
    """What one measure says of one actor over all pairs of a region.

    ``estimate`` pools the readings of ``pooled`` pairs, each weighing by its evidence; None where nothing was measured.
    ``state`` is a word all of them agree on. ``readings`` are those of every pair that has one, pooled or not.
    """

    measure: str
    actor: str
    at: date
    dataset: str
    standing: Standing
    estimate: Estimate | None
    pooled: int
    state: str | None
    reason: str
    evidence: tuple[str, ...]
    readings: tuple[Reading, ...]

    def __post_init__(self) -> None:
        shown = self.standing in (Standing.MEASURED, Standing.PRIOR_DOMINATED)
        if shown != (self.estimate is not None) or not (shown or self.reason):
            raise ContractBroken(f"{self.measure} of {self.actor}: standing {self.standing} does not fit its cell")


@dataclass(frozen=True)
class Camp:
    """Where an actor stands in a window and in the one before: with whom (itself included), and how sure that is.

    None where it did nothing with another actor of the region. ``days`` are those of its ties in the later window.
    """

    actor: str
    members: tuple[str, ...] | None
    probability: float | None
    members_before: tuple[str, ...] | None
    probability_before: float | None
    days: int
    evidence: tuple[str, ...]


@dataclass(frozen=True)
class Camps:
    """Camps of a region.

    ``moved`` is the variation of information between the partitions of the two windows (nats), ``by_chance`` that
    of a window and its own repetition, in which nothing moves but chance, ``more`` the probability that the first is
    larger. All are None where too few actors have ties in both; ``reason`` then says so.
    """

    window: Span
    before: Span
    camps: tuple[Camp, ...]
    moved: Estimate | None
    by_chance: Estimate | None
    more: float | None
    reason: str


@dataclass(frozen=True)
class Condition:
    """One thing that must hold before a new architecture may be said to have crystallised.

    ``holds`` is None where the data cannot tell. ``value`` is compared with ``needed``; ``low`` and ``high`` bound it
    where it has an interval. ``note`` says in words what was found; ``evidence`` names the events nearest to the best
    months.
    """

    name: str
    holds: bool | None
    value: float | None
    low: float | None
    high: float | None
    needed: str
    note: str
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True)
class Crystallised:
    """Whether the roles of a region changed together and have stayed since.

    ``outcome`` is ``crystallised``, ``so far``, ``unsettled``, ``no common break`` or ``undetectable``. ``when`` bounds
    the break; None: there is none. ``tables`` are the series looked at, ``conditions`` what was asked, in order.
    """

    outcome: str
    when: Span | None
    tables: tuple[str, ...]
    conditions: tuple[Condition, ...]


@dataclass(frozen=True)
class Architecture:
    """Cells of the matrix, measure by measure and actor by actor, the camps, and whether it has crystallised."""

    arena: str
    dataset: str
    at: date
    cells: tuple[Cell, ...]
    camps: Camps
    crystallised: Crystallised
