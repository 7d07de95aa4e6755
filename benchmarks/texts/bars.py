"""One bar: a figure with its target, how it was measured and on how much."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
DATA_VARIABLE = "TERTIUS_DATA"
"""Environment variable with the folder of the gold data; without it, every part that needs data is skipped."""


@dataclass(frozen=True)
class Bar:
    """A figure of a part. ``target`` None: shown for comparison, nothing to reach."""

    part: str
    what: str
    figure: float
    target: float | None
    n: int
    note: str = ""

    @property
    def met(self) -> str:
        """yes, no, or a dash where there is no target."""
        return "–" if self.target is None else "yes" if self.figure >= self.target else "no"


@dataclass(frozen=True)
class Part:
    """A part of the benchmark: its name, the files it needs below the data folder, and the function that measures."""

    name: str
    needs: tuple[str, ...]
    measure: Callable[[Path], list[Bar]]
