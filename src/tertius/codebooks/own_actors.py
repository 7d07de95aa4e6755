"""A user's own table of actors, read and checked row by row: who a name in a text stands for, and when.

The form is that of our own tables of names. A row without its ends holds on every day.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from tertius.codebooks.spelling import key, plain
from tertius.codebooks.tables import day, items, own_table
from tertius.model import BadFile

NEEDED = ("names", "actor", "kind")
"""Columns that a table of actors must have; ``names`` holds several joined by ``|``."""
FIELDS = (*NEEDED, "sector", "since", "until", "source")
"""All columns that a table of actors may have."""
KINDS = ("state", "demonym", "capital", "seat", "body", "group", "person", "place", "none")
"""What a name may be; ``seat`` is a place that always acts (Kremlin), ``none`` a name that means nobody."""

_ID = re.compile(r"[A-Z][A-Z0-9]+(?:_[A-Z0-9]+)*")
_SECTOR = re.compile(r"[A-Z]{3}")
_LETTER = re.compile(r"[^\W_]")
_HOW_KINDS = "kinds: " + ", ".join(KINDS)


def read_own_actors(path: Path) -> tuple[Mapping[str, str], ...]:
    """Read and check a table of actors; each row has every column of :data:`FIELDS`, empty where the table has none.

    Raises:
        BadFile: A column is missing or unknown, or a row cannot be meant; says which row and what to do.
    """
    have, found = own_table(path, "actors")
    _check_header(have, path)
    checked = [(number, _checked(row, path, number)) for number, row in found]
    if not checked:
        raise BadFile("the table of actors has no row", file=str(path), hint="columns: " + ", ".join(FIELDS))
    _check_overlaps(checked, path)
    return tuple(row for _, row in checked)


def _check_header(have: Sequence[str], path: Path) -> None:
    wrong = [f"column {one!r} is missing" for one in NEEDED if one not in have]
    wrong += [f"there is no column {one!r}" for one in have if one not in FIELDS]
    wrong += [f"column {one!r} stands there twice" for one in FIELDS if have.count(one) > 1]
    if wrong:
        raise BadFile(f"wrong header: {wrong[0]}", file=str(path), row=1,
                      hint=f"columns: {', '.join(NEEDED)}, and if you like {', '.join(FIELDS[3:])}")  # fmt: skip


def _checked(row: dict[str, str], path: Path, number: int) -> dict[str, str]:
    if None in row:
        raise BadFile("the row has more fields than the header", file=str(path), row=number,
                      hint="put a field that holds a comma in quotation marks; join names by |")  # fmt: skip
    clean = {field: row.get(field, "").strip() for field in FIELDS}
    clean["names"] = "|".join(name.strip() for name in items(clean["names"]) if name.strip())
    for wrong, hint in _wrongs(clean):
        raise BadFile(wrong, file=str(path), row=number, hint=hint)
    return clean


def _wrongs(row: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What is wrong with a row, and what to do about it."""
    if not items(row["names"]):
        yield "the row has no name", "write names in column names, several joined by |"
    for name in items(row["names"]):
        if not _LETTER.search(plain(name)):
            yield f"the name {name!r} has no letter or digit", "write the name as texts do"
    if row["kind"] not in KINDS:
        yield f"the kind {row['kind']!r} is unknown", _HOW_KINDS
    if row["kind"] == "none" and row["actor"]:
        yield f"a name of kind none has the actor {row['actor']!r}", "leave its actor empty, or choose another kind"
    if row["kind"] != "none" and not _ID.fullmatch(row["actor"]):
        hint = "an id such as FJI, AZE_PRE_NK or ACME: capitals, digits and _; empty only where the kind is none"
        yield f"{row['actor']!r} is no id of an actor", hint
    if row["sector"] and not _SECTOR.fullmatch(row["sector"]):
        yield f"the sector {row['sector']!r} is no three capitals", "such as GOV, MIL, REB, CVL; empty where unknown"
    yield from _wrong_days(row)


def _wrong_days(row: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    days = {}
    for column in ("since", "until"):
        try:
            days[column] = day(row[column])
        except ValueError:
            yield f"{column} is no day: {row[column]!r}", "write it as 2020-02-06; empty where open"
            return
    since, until = days["since"], days["until"]
    if since and until and not since < until:
        yield f"the row ends on {until}, before it begins on {since}", "until is the first day it no longer holds"


def _check_overlaps(rows: Sequence[tuple[int, Mapping[str, str]]], path: Path) -> None:
    """Refuse a name that two rows give to two actors on one day: which one is meant nobody could tell."""
    before: dict[str, list[tuple[int, Mapping[str, str]]]] = {}
    for number, row in rows:
        for name in items(row["names"]):
            for other, one in before.setdefault(key(name), []):
                if one["actor"] != row["actor"] and _meet(one, row):
                    raise BadFile(f"the name {name!r} is {row['actor'] or 'nobody'} here and {one['actor'] or 'nobody'}"
                                  f" in row {other}, on the same days", file=str(path), row=number,
                                  hint="bound the rows by since and until, or take one out")  # fmt: skip
            before[key(name)].append((number, row))


def _meet(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    ends = [(day(row["since"]) or date.min, day(row["until"]) or date.max) for row in (one, other)]
    return max(start for start, _ in ends) < min(end for _, end in ends)
