"""An interval as a small bar on a shared scale."""

from dataclasses import dataclass

from tertius.model import Estimate
from tertius.report.scales import Scale

WIDTH = 120.0
_MARGIN = 3.0


@dataclass(frozen=True)
class Bar:
    """Places of the interval and the median on a bar ``WIDTH`` wide; ``zero`` where the scale crosses zero, else None.

    ``quarters`` are faint guides at a quarter, half and three quarters of the scale.
    """

    start: float
    length: float
    median: float
    zero: float | None
    quarters: tuple[float, ...]


def bar(estimate: Estimate, low: float, high: float) -> Bar:
    """Place an estimate on the scale ``low..high``; an interval of no width stays visible."""
    place = Scale(low, high, _MARGIN, WIDTH - _MARGIN)
    start, stop = place(estimate.low), place(estimate.high)
    quarters = tuple(place(low + (high - low) * part / 4) for part in (1, 2, 3))
    zero = place(0.0) if low < 0 < high else None
    return Bar(start, round(max(stop - start, 1.0), 1), place(estimate.value), zero, quarters)
