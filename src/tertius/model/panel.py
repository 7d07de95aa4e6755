"""A panel: one row per unit and period, as columns of equal length."""

from collections.abc import Callable, Collection, Hashable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from tertius.model.columns import Array, Columns, Ints, Names
from tertius.model.errors import ContractBroken, UnknownName
from tertius.model.span import Span

Made = TypeVar("Made")


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
        lengths = {len(column) for column in self.columns.values()} if self._own is not self.columns else set()
        if len(lengths) > 1:
            raise ContractBroken(f"panel {self.name}: columns differ in length {sorted(lengths)}")

    def __len__(self) -> int:
        """Return the number of rows."""
        return self._own.rows

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
        return replace(self, columns=self._own.where(mask))

    def numbered(self, column: str) -> tuple[Names, Ints]:
        """Return the names of a text column in order, and which of them each row has.

        The names may be more than those of the rows: they are worked out once for all that was chosen from one panel.
        Unknown ones read :data:`tertius.model.UNKNOWN`.
        """
        return self._own.numbered(column)

    def among(self, column: str, values: Collection[str]) -> NDArray[np.bool_]:
        """Tell of each row whether its text is one of some values."""
        return self._own.among(column, values)

    def once(self, name: str, asked: Hashable, make: Callable[[], Made]) -> Made:
        """Return what is made of these rows, worked out once for measures that ask the same one after another.

        Args:
            name: What is made; the latest of it is kept as long as the panel is.
            asked: All it depends on besides the rows.
            make: Makes it. Nobody may change what comes of it.
        """
        if name not in self._made or self._made[name][0] != asked:
            self._made[name] = (asked, make())
        made: Made = self._made[name][1]
        return made

    @cached_property
    def _made(self) -> dict[str, tuple[Hashable, Any]]:
        return {}

    @cached_property
    def _own(self) -> Columns:
        return self.columns if isinstance(self.columns, Columns) else Columns(self.columns)

    def covers(self, span: Span) -> bool:
        """Tell whether every day of the span lies inside coverage."""
        return any(part.start <= span.start and span.end <= part.end for part in self.coverage)
