"""The power architecture of a region: its matrix of roles, its camps, and whether a new one has crystallised."""

from dataclasses import dataclass
from datetime import date

from tertius.model.errors import ContractBroken
from tertius.model.estimate import Estimate, Reading, Standing


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
class Architecture:
    """Cells of the matrix, measure by measure and actor by actor."""

    arena: str
    dataset: str
    at: date
    cells: tuple[Cell, ...]
