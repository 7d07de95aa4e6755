"""Windows of days to compare with: those into which nothing of what is looked at can fall."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

Days = NDArray[np.int64]


def free_windows(starts: ArrayLike, taken: ArrayLike, deeds: ArrayLike, length: int) -> tuple[Days, NDArray[np.bool_]]:
    """Starts that lie in no taken stretch, and whether a deed is done in the window that opens after each.

    Args:
        starts: [N] days after which a window of ``length`` days opens: ``start < day <= start + length``.
        taken: [M, 2] first and last start of every stretch that is taken, both included.
        deeds: [K] days of deeds.
        length: Days of a window.

    Returns:
        [F] the free starts, in their order, and [F] whether a deed falls into their windows.
    """
    days, stretches = np.asarray(starts, dtype=np.int64), np.asarray(taken, dtype=np.int64).reshape(-1, 2)
    begun = np.searchsorted(np.sort(stretches[:, 0]), days, side="right")
    over = np.searchsorted(np.sort(stretches[:, 1]), days, side="left")
    free, done = days[begun == over], np.sort(np.asarray(deeds, dtype=np.int64))
    return free, np.searchsorted(done, free + length, "right") > np.searchsorted(done, free, "right")
