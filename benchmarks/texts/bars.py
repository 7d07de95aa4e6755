"""One bar: a figure with its target, how it was measured and on how much."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
DATA_VARIABLE = "TERTIUS_DATA"
"""Environment variable with the folder of the gold data; without it, every part that needs data is skipped."""


@dataclass(frozen=True)
class Bar:
    """A figure of a part. ``target`` None: nothing to reach; ``most``: the figure may not exceed the target."""

    part: str
    what: str
    figure: float
    target: float | None
    n: int
    note: str = ""
    most: bool = False

    @property
    def met(self) -> str:
        """yes, no, or a dash where there is no target."""
        if self.target is None:
            return "–"
        return "yes" if (self.figure <= self.target if self.most else self.figure >= self.target) else "no"


@dataclass(frozen=True)
class Part:
    """A part of the benchmark: its name, the files it needs below the data folder, and the function that measures."""

    name: str
    needs: tuple[str, ...]
    measure: Callable[[Path], list[Bar]]
