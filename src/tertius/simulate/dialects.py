"""Dialects: the same reports as each data set would have written them, so that the real adapters load them."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from tertius.simulate.chronicle_text import chronicle
from tertius.simulate.gdelt_text import gdelt
from tertius.simulate.icews_text import icews
from tertius.simulate.simulation import Simulation

DIALECTS: Mapping[str, Callable[[Simulation], dict[str, str]]] = MappingProxyType(
    {"icews": icews, "gdelt": gdelt, "chronicle": chronicle}
)
"""Writers by dialect; each returns the text of its files by file name and touches no disk."""

__all__ = ["DIALECTS", "chronicle", "gdelt", "icews"]
