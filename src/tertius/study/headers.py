"""The first line of a file: whether it is the header a data set has, and which of its forms the file is of."""

from collections.abc import Sequence
from pathlib import Path

from tertius.model import BadFile, Lines, Records, Source
from tertius.study.looking import FileFacts

_LONGEST = 1 << 20
_DELIMITERS = (",", ";", "|", "\t")


def check_header(layout: Lines, facts: FileFacts) -> None:
    """Make sure that a file begins with the header its layout has.

    Raises:
        BadFile: It begins otherwise.
    """
    found = first_cells(facts.text, layout.delimiter)
    _refuse_other_format(layout, found, facts)
    if layout.header is None:
        return
    fits = _fits(found, layout.header)
    if len(found) != len(layout.header) or not all(fits):
        wrong = next(
            (f"{f!r} where {h!r} belongs" for f, h, fit in zip(found, layout.header, fits, strict=False) if not fit),
            f"{len(found)} columns where {len(layout.header)} belong",
        )
        raise BadFile(f"wrong header: {wrong[:120]}", file=str(facts.path), row=1)


def _refuse_other_format(layout: Lines, found: Sequence[str], facts: FileFacts) -> None:
    """Refuse a table of another format: its first line is one field, but several by the delimiter of another."""
    other = max(_DELIMITERS, key=lambda sign: found[0].count(sign))
    if len(found) == 1 and layout.fields > 1 and found[0].count(other) > 1:
        raise BadFile(
            f"another format: the first line is one field where {layout.fields} belong, and "
            f"{found[0].count(other) + 1} fields by {other!r}", file=str(facts.path), row=1,
            hint="load the files as published; a table of your own, cut out of them too, is of the source csv-machine "
            "(csv where people coded it), with a mapping (--map)",
        )  # fmt: skip


def _fits(found: Sequence[str], header: Sequence[str]) -> list[bool]:
    # a column that releases name differently lists its names
    return [f in h.split("|") for f, h in zip(found, header, strict=False)]


def form_of(source: Source, text: Path) -> Source:
    """The form of a data set that a file is of, by its first line; the main form where no other fits."""
    for form in source.forms:
        layout = form.layout
        try:
            found = first_cells(text, layout.delimiter)
        except OSError:  # said with its reason where the file is looked at
            return source
        if isinstance(layout, Records):
            if set(layout.header) <= {cell.strip('"') for cell in found}:
                return form
        elif (
            isinstance(layout, Lines)
            and layout.header
            and len(found) == len(layout.header)
            and all(_fits(found, layout.header))
        ):
            return form
    return source


def first_cells(text: Path, delimiter: str) -> tuple[str, ...]:
    """Fields of the first line of a text; what is no UTF-8 is told apart later."""
    with text.open(encoding="utf-8-sig", newline="\n", errors="replace") as stream:
        first = stream.readline(_LONGEST)
    return tuple(cell.strip() for cell in first.rstrip("\r\n").split(delimiter))
