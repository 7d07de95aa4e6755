"""CAMEO codes: name, root, scale value, PLOVER equivalent, quad and working class.

One table for every data set. Names are those of CAMEO 1.1b3 and the ICEWS dictionary, never the labels of GDELT's
lookup, which carry an older meaning for 101-108 (trap T1). Scale values are GDELT's for every data set (T3, T4) and
describe only; a code GDELT does not list has none (T2). PLOVER equivalents follow the converter of 2021, corrected
to the modes of PLOVER 2.0 (T5, T6); codes 01x and 02x have none.

Sources: Schrodt 2012, *CAMEO Manual 1.1b3*; Boschee et al. 2015, *ICEWS Coded Event Data*; Leetaru & Schrodt 2013,
*GDELT*; Goldstein 1992; Open Event Data Alliance, *PLOVER*.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from tertius.codebooks.classes import EventClass, class_of
from tertius.codebooks.quads import Quad, quad_of
from tertius.codebooks.tables import items, rows
from tertius.model import UnknownName

_TENTHS = 10
_ROOT_LENGTH = 2


@dataclass(frozen=True)
class Code:
    """One CAMEO code.

    ``goldstein`` runs from -10 (conflict) to 10 (cooperation) and is None where GDELT publishes no value.
    ``plover_type`` and ``plover_mode`` are None where PLOVER has no equivalent. ``books`` names the published lists
    that hold the code: ``cameo-1.1b3``, ``icews``, ``gdelt``.
    """

    code: str
    name: str
    root: str
    goldstein: float | None
    plover_type: str | None
    plover_mode: str | None
    contexts: tuple[str, ...]
    quad: Quad
    event_class: EventClass
    books: frozenset[str]


def _read(row: dict[str, str]) -> Code:
    code = row["code"]
    return Code(
        code=code,
        name=row["name"],
        root=code[:_ROOT_LENGTH],
        goldstein=int(row["goldstein_x10"]) / _TENTHS if row["goldstein_x10"] else None,
        plover_type=row["plover_type"] or None,
        plover_mode=row["plover_mode"] or None,
        contexts=items(row["contexts"]),
        quad=quad_of(code),
        event_class=class_of(code),
        books=frozenset(items(row["books"])),
    )


CODES: Mapping[str, Code] = MappingProxyType({row["code"]: _read(row) for row in rows("cameo")})
"""Every code by its text, leading zero kept."""


def code(text: str) -> Code:
    """Return a code of the book.

    Args:
        text: The code as text with its leading zero: ``010``, not ``10``, which is another code.

    Raises:
        UnknownName: The book has no such code.

    >>> code("045").name
    'Mediate'
    """
    if text not in CODES:
        raise UnknownName("CAMEO code", text, CODES)
    return CODES[text]


TableRow = tuple[str, str, str, str, str, int | None, str | None, str | None]


def _table_row(entry: Code) -> TableRow:
    tenths = None if entry.goldstein is None else round(entry.goldstein * _TENTHS)
    labels = (entry.code, entry.name, entry.root, str(entry.event_class), str(entry.quad))
    return (*labels, tenths, entry.plover_type, entry.plover_mode)


CODE_TABLE: tuple[tuple[str, ...], tuple[TableRow, ...]] = (
    ("code", "name", "root", "event_class", "quad", "goldstein_x10", "plover_type", "plover_mode"),
    tuple(_table_row(entry) for entry in CODES.values()),
)
"""Column names and rows, ready to be joined to events by code."""
