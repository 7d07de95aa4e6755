"""Read the two tables of a chronicle as they stand, line by line."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeAlias

from tertius.chronicles import CHRONICLE_FIELDS, SOURCE_FIELDS
from tertius.model import BadFile

Record: TypeAlias = Mapping[str, str]

EVENTS_FILE = "events.csv"
SOURCES_FILE = "sources.csv"


@dataclass(frozen=True)
class Chronicle:
    """Acts and the pages they rest on, one record a line; every value is text, empty where unknown."""

    events: tuple[Record, ...]
    sources: tuple[Record, ...]

    def pages(self, event: Record) -> list[Record]:
        """Source records an act names, in its order; ids that lead nowhere are left out."""
        known = self._by_id
        return [known[name] for name in items(event["source_ids"]) if name in known]

    @cached_property
    def _by_id(self) -> dict[str, Record]:
        return {page["source_id"]: page for page in self.sources}


def items(text: str) -> list[str]:
    """Parts of a list separated by semicolons, without the empty ones.

    >>> items("RUS:mediator; KAZ:host;")
    ['RUS:mediator', 'KAZ:host']
    """
    return [part.strip() for part in text.split(";") if part.strip()]


def third_parties(event: Record) -> list[tuple[str, str]]:
    """Actor and part of every third party of an act; the part is empty where the entry names none."""
    entries = [entry.partition(":") for entry in items(event["third_parties"])]
    return [(actor.strip(), part.strip()) for actor, _, part in entries]


def read_chronicle(folder: Path) -> Chronicle:
    """Read the chronicle in a folder.

    Raises:
        BadFile: A file is missing or not UTF-8, its columns are not those of the schema in their order, or a line has
            more or fewer fields than the header.
    """
    return Chronicle(
        tuple(_records(folder / EVENTS_FILE, CHRONICLE_FIELDS)), tuple(_records(folder / SOURCES_FILE, SOURCE_FIELDS))
    )


def _records(path: Path, fields: Sequence[str]) -> Iterator[Record]:
    try:
        with path.open(newline="", encoding="utf-8") as file:
            lines = csv.reader(file, strict=True)
            _check_header(next(lines, []), fields, path)
            for line in lines:
                if len(line) != len(fields):
                    reason = f"{len(line)} fields where the header has {len(fields)}"
                    raise BadFile(reason, file=path.name, row=lines.line_num)
                yield dict(zip(fields, line, strict=True))
    except (OSError, UnicodeDecodeError, csv.Error) as exc:
        raise BadFile(f"not a readable CSV file: {exc}", file=path.name) from exc


def _check_header(header: Sequence[str], fields: Sequence[str], path: Path) -> None:
    if list(header) == list(fields):
        return
    missing = [name for name in fields if name not in header]
    unknown = [name for name in header if name not in fields]
    if missing:
        reason = f"column {missing[0]!r} is missing"
    elif unknown:
        reason = f"column {unknown[0]!r} is unknown"
    else:
        reason = "the columns are not in the order of the schema"
    raise BadFile(reason, file=path.name, row=1, hint=f"columns: {', '.join(fields)}")
