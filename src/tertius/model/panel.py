"""A panel: one row per unit and period, as columns of equal length."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from tertius.model.errors import ContractBroken, UnknownName
from tertius.model.span import Span

Array: TypeAlias = NDArray[np.generic]


@dataclass(frozen=True)
class Panel:
    """Rows of one table of the study, with the days its data set covers.

    ``columns`` are arrays of equal length (dates as ``datetime64[D]``, text as ``object``). A unit that has no row
    inside ``coverage`` is a zero; outside coverage it is unknown. ``coverage`` spans do not overlap and are in order.
    ``machine_coded``: the rows were found by a program, so that acts also show on days next to their own.
    """

    name: str
    dataset: str
    columns: Mapping[str, Array]
    coverage: tuple[Span, ...]
    machine_coded: bool = False

    def __post_init__(self) -> None:
        lengths = {len(column) for column in self.columns.values()}
        if len(lengths) > 1:
            raise ContractBroken(f"panel {self.name}: columns differ in length {sorted(lengths)}")

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(next(iter(self.columns.values()))) if self.columns else 0

    def __getitem__(self, column: str) -> Array:
        """Return a column by name.

        Raises:
            UnknownName: The panel has no such column.
        """
        if column not in self.columns:
            raise UnknownName("column", column, self.columns)
        return self.columns[column]

    def where(self, mask: NDArray[np.bool_]) -> "Panel":
        """Return the rows for which the mask is true."""
        kept = {name: column[mask] for name, column in self.columns.items()}
        return Panel(self.name, self.dataset, kept, self.coverage, self.machine_coded)

    def covers(self, span: Span) -> bool:
        """Tell whether every day of the span lies inside coverage."""
        return any(part.start <= span.start and span.end <= part.end for part in self.coverage)
