"""A source: the manifest of a data set and how its rows become events."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TypeAlias

from tertius.model.span import Span

Row: TypeAlias = tuple[str | None, ...]
Options: TypeAlias = Mapping[str, str]


@dataclass(frozen=True)
class Lines:
    """Raw rows as text: one line a row, fields split by ``delimiter``, no quoting.

    ``header`` is the exact first line's fields, or None when the file has none. ``fields`` is the number of fields a
    line must have; trailing empty fields beyond it are ignored when ``loose`` is true.
    """

    delimiter: str
    fields: int
    header: tuple[str, ...] | None = None
    loose: bool = False
    encoding: str = "utf-8"


@dataclass(frozen=True)
class Records:
    """Raw rows from a quoted CSV file that may hold line breaks inside fields; ``header`` names needed columns."""

    header: tuple[str, ...]
    encoding: str = "utf-8"


@dataclass(frozen=True)
class Option:
    """An option of ``tertius load`` that a source needs or takes."""

    name: str
    meaning: str
    default: str | None = None
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reject:
    """A reason for which a raw row is not an event, as an SQL condition on the raw table."""

    reason: str
    when: str


@dataclass(frozen=True)
class Source:
    """Manifest of a data set plus the SQL from its raw rows to the event schema.

    ``events_sql`` selects every column of ``EVENT_COLUMNS`` that the source knows from ``raw`` (columns as named in
    ``columns``, all text, plus ``file_row``); missing ones become null. ``participants_sql`` selects
    ``event_id, actor_name, part``. Names are resolved afterwards, in one join, with the naming habit ``names``.
    ``side_files`` are files of the same folder that hold lookups (read as text tables). ``coverage_sql`` selects
    ``since, until`` of one file from ``staged``. A load stops when more than ``max_reject_share`` of rows are refused.
    """

    name: str
    title: str
    publisher: str
    licence: str
    citation: str
    bibtex: str
    url: str
    coverage: Span
    notes: str
    layout: Lines | Records
    columns: tuple[str, ...]
    rejects: tuple[Reject, ...]
    events_sql: str
    participants_sql: str | None = None
    names: str = "icews"
    options: tuple[Option, ...] = ()
    side_files: Mapping[str, Lines] = field(default_factory=dict)
    data_files: tuple[str, ...] = ()
    max_reject_share: float = 0.05
    reader: Callable[[Path, Options], Iterator[Row]] | None = None
    packaged: Callable[[], Sequence[Path]] | None = None
    first_day: date | None = None
