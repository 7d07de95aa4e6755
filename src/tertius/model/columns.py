"""Columns of a table of which some rows may be chosen: each is taken when first asked for, its text numbered once.

A claim is tested on the same rows many times over, less a story, within a window, for another third party. Most columns
are never looked at, and sorting text is most of the work where they are.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[np.generic]
Ints: TypeAlias = NDArray[np.int64]
Names: TypeAlias = NDArray[np.str_]
UNKNOWN = "None"
"""What an unknown name reads among numbered names."""


class Columns(Mapping[str, Array]):
    """Columns by name.

    Args:
        whole: Arrays of equal length.
    """

    def __init__(self, whole: Mapping[str, Array]) -> None:
        self._whole = whole
        self._rows: Ints | None = None
        self._taken: dict[str, Array] = {}
        self._numbers: dict[str, tuple[Names, Ints]] = {}

    def __getitem__(self, name: str) -> Array:
        """Return a column."""
        if self._rows is None:
            return self._whole[name]
        if name not in self._taken:
            self._taken[name] = self._whole[name][self._rows]
        return self._taken[name]

    def __iter__(self) -> Iterator[str]:
        """Iterate over the names."""
        return iter(self._whole)

    def __len__(self) -> int:
        """Return the number of columns."""
        return len(self._whole)

    @property
    def rows(self) -> int:
        """Number of rows."""
        if self._rows is not None:
            return len(self._rows)
        return len(next(iter(self._whole.values()))) if self._whole else 0

    def where(self, mask: NDArray[np.bool_]) -> "Columns":
        """Return the rows for which the mask is true; what is known of the text is shared."""
        chosen = Columns(self._whole)
        chosen._rows = np.flatnonzero(mask) if self._rows is None else self._rows[mask]
        chosen._numbers = self._numbers
        return chosen

    def numbered(self, name: str) -> tuple[Names, Ints]:
        """Return names in order and the number of each row's; names of rows not chosen may be among them.

        Unknown ones read :data:`UNKNOWN`.
        """
        if name not in self._numbers:
            self._numbers[name] = np.unique(self._whole[name].astype(str), return_inverse=True)
        names, numbers = self._numbers[name]
        return names, numbers if self._rows is None else numbers[self._rows]

    def among(self, name: str, values: Collection[str]) -> NDArray[np.bool_]:
        """Tell of each row whether its text is one of some values."""
        names, numbers = self.numbered(name)
        # of one width with the names, so that these need not be copied to be compared
        sought = np.asarray([one for one in values if len(one) <= names.dtype.itemsize // 4], dtype=names.dtype)
        place = np.minimum(np.searchsorted(names, sought), max(len(names) - 1, 0))
        wanted = np.zeros(len(names), dtype=np.bool_)
        if len(names):
            wanted[place[names[place] == sought]] = True
        return np.asarray(wanted[numbers])
