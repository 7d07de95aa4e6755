"""Where a state stands among comparable ones."""

from dataclasses import dataclass

from tertius.model.estimate import Estimate, Reading


@dataclass(frozen=True)
class Rank:
    """The reading of a state, and its place among those of comparable states.

    ``place`` is the share of the other comparable states that lie lower, 0 the lowest and 1 the highest; its ``n`` is
    their number. It is None where it is not known, and ``reason`` says why. ``highest`` and ``lowest`` are the
    probabilities that the state belongs to the highest and to the lowest part of them (constant ``rank.part``).
    """

    reading: Reading
    place: Estimate | None
    highest: float | None = None
    lowest: float | None = None
    reason: str = ""
