"""The table of constants: every number a measure rests on, with its unit, meaning and source."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from tertius.codebooks.tables import rows
from tertius.model import UnknownName


@dataclass(frozen=True)
class Constant:
    """A named number: ``name`` is ``<measure>.<quantity>``, ``source`` a paper, a section of the methods, or ours."""

    name: str
    value: float
    unit: str
    meaning: str
    source: str


CONSTANTS: Mapping[str, Constant] = MappingProxyType(
    {
        row["name"]: Constant(row["name"], float(row["value"]), row["unit"], row["meaning"], row["source"])
        for row in rows("constants")
    }
)
"""Every constant by name."""


def constant(name: str) -> float:
    """Return the value of a constant.

    Raises:
        UnknownName: The table has no such constant.

    >>> constant("mediation.tolerance_days")
    2.0
    """
    if name not in CONSTANTS:
        raise UnknownName("constant", name, CONSTANTS)
    return CONSTANTS[name].value
