"""Rows as text for a terminal or a file: plain columns, CSV or JSON."""

import json
import math
import unicodedata
from collections.abc import Sequence
from datetime import date
from typing import TypeAlias

from tertius.model import UnknownName
from tertius.report.wording import visible

Item: TypeAlias = str | int | float | bool | date | None
Rows: TypeAlias = Sequence[Sequence[Item]]

FORMATS = ("table", "csv", "json")
"""Ways to write a listing."""
_GAP = "  "
_UNKNOWN = "-"
_QUOTE = '"'
_EMPTY = '""'


def listing(columns: Sequence[str], rows: Rows, *, form: str = "table") -> str:
    """Return rows in one of ``FORMATS``, each ending in one line break.

    Args:
        columns: Names of the columns.
        rows: One item for each column; None is unknown. Numbers that are not finite count as unknown.
        form: ``table``, ``csv`` or ``json``.

    Raises:
        UnknownName: There is no such form.
    """
    writers = {"table": as_table, "csv": as_csv, "json": as_json}
    if form not in writers:
        raise UnknownName("format", form, FORMATS)
    return writers[form](columns, rows)


def as_table(columns: Sequence[str], rows: Rows) -> str:
    """Return aligned columns, numbers to the right, unknown as a hyphen; control characters are spelt out."""
    cells = [[visible(name) for name in columns], *([_in_table(item) for item in row] for row in rows)]
    widths = [max(_width(row[place]) for row in cells) for place in range(len(columns))]
    right = [_all_numbers([row[place] for row in rows]) for place in range(len(columns))]
    cells.insert(1, ["-" * width for width in widths])
    return "".join(f"{_line(row, widths, right)}\n" for row in cells)


def as_csv(columns: Sequence[str], rows: Rows) -> str:
    """Return CSV as RFC 4180 has it, but with single line feeds; unknown is an empty field, days are ISO text."""
    lines = [list(columns), *([_in_csv(item) for item in row] for row in rows)]
    return "".join(f"{','.join(map(_quoted, line)) or _EMPTY}\n" for line in lines)


def as_json(columns: Sequence[str], rows: Rows) -> str:
    """Return a JSON array with one object for each row; unknown is null, days are ISO text."""
    records = [dict(zip(columns, map(_plain, row), strict=True)) for row in rows]
    return json.dumps(records, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _plain(item: Item) -> str | int | float | bool | None:
    if isinstance(item, date):
        return item.isoformat()
    if isinstance(item, float) and not math.isfinite(item):
        return None
    return item


def _in_csv(item: Item) -> str:
    item = _plain(item)
    if item is None:
        return ""
    return str(item).lower() if isinstance(item, bool) else str(item)


def _quoted(field: str) -> str:
    # The csv module leaves a lone carriage return unquoted when lines end in line feeds, and readers then split there.
    return f'"{field.replace(_QUOTE, _QUOTE * 2)}"' if set(field) & set(',"\r\n') else field


def _in_table(item: Item) -> str:
    item = _plain(item)
    if item is None:
        return _UNKNOWN
    if isinstance(item, bool):
        return "yes" if item else "no"
    if isinstance(item, float):
        return f"{item:.4g}" if abs(item) < 1000 else f"{item:.0f}"
    return visible(str(item)).replace("\n", " ").replace("\t", " ")


def _all_numbers(items: list[Item]) -> bool:
    known = [item for item in items if item is not None]
    return bool(known) and all(isinstance(item, int | float) and not isinstance(item, bool) for item in known)


def _width(text: str) -> int:
    """Columns a terminal gives the text: wide letters take two, combining marks none."""
    return sum(
        0 if unicodedata.combining(letter) else 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        for letter in text
    )


def _line(cells: list[str], widths: list[int], right: list[bool]) -> str:
    padded = [
        " " * (width - _width(cell)) + cell if to_right else cell + " " * (width - _width(cell))
        for cell, width, to_right in zip(cells, widths, right, strict=True)
    ]
    return _GAP.join(padded).rstrip()
