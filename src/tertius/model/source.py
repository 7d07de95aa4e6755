"""A source: the manifest of a data set and how its rows become events."""

from collections.abc import Callable, Iterable, Mapping, Sequence
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

    ``header`` is the exact first line's fields (names of one column in
    different releases joined by ``|``), or None when the file has none. A line needs ``fields`` fields; up to
    ``optional`` more are allowed; columns a line does not have are null. ``encoding`` is that of the published file.
    """

    delimiter: str
    fields: int
    header: tuple[str, ...] | None = None
    optional: int = 0
    encoding: str = "utf-8"


@dataclass(frozen=True)
class Records:
    """Raw rows from a quoted CSV file whose fields may hold line breaks; ``header`` names the columns it must have.

    ``parse`` turns one record, by column name, into the source's own columns. ``encoding`` is that of the file.
    ``row_names``: records may begin with a field that the header does not name, as R writes them.
    """

    header: tuple[str, ...]
    parse: Callable[[Mapping[str, str]], Row]
    delimiter: str = ","
    encoding: str = "utf-8"
    row_names: bool = False


@dataclass(frozen=True)
class Documents:
    """Raw rows from a file of JSON lines: a line is an object with at least the keys ``needs``, and holds many rows.

    ``parse`` turns one object into the source's own columns, one row or more. A row is numbered through the file.
    """

    needs: tuple[str, ...]
    parse: Callable[[Mapping[str, object]], Iterable[Row]]
    delimiter: str = "\n"
    encoding: str = "utf-8"


@dataclass(frozen=True)
class Lookup:
    """A side file in the folder of the data: a small table of text with the named columns."""

    file: str
    columns: tuple[str, ...]
    delimiter: str = ","
    header: bool = True
    quoted: bool = True


@dataclass(frozen=True)
class Option:
    """An option of ``tertius load`` that a source takes; without a default it must be given.

    ``day`` options must be a day, written out in full.
    """

    name: str
    meaning: str
    default: str | None = None
    choices: tuple[str, ...] = ()
    day: bool = False


@dataclass(frozen=True)
class Reject:
    """A reason for which a raw row is not an event, as an SQL condition on table ``raw``.

    ``tolerated`` faults are known in the published data: such rows are set aside and the load goes on. Any other fault
    stops the load unless the user asks for the rows to be set aside. ``shows`` is the column whose value is then
    quoted, ``hint`` what to do where every row has the fault.
    """

    reason: str
    when: str
    tolerated: bool = False
    shows: str = ""
    hint: str = ""


UNREAD = "?"
"""Stands before the text of a day that a layout with a parser of its own could not read: no engine reads it either."""
ONGOING = date(2100, 1, 1)
"""End of the coverage of a data set that goes on: its rows reach to the day on which they are loaded."""
UNTIL_NOW = "CURRENT_DATE + 1"
"""Last day a row can speak of, in SQL: today, and what is today already further east."""


@dataclass(frozen=True)
class Source:
    """Manifest of a data set plus the SQL from its raw rows to events.

    ``raw`` holds ``columns`` as published (text) plus ``file_row``. ``events_sql`` selects from ``raw`` the parsed
    columns it knows: ``native_id, date, code, source_name, target_name`` always; any other column of the event schema
    by its name; ``derived`` are further columns of ``raw``, each an SQL expression over the published ones and those
    before it, for what more than one rule or column is made from. ``keys`` let large files go without being staged:
    expressions over ``raw`` for each of ``native_id`` (a whole number), ``date``, ``date_added``, ``code``,
    ``source``, ``target``, ``publisher``, ``quad``, ``place``, ``place_fips`` (looked up in table ``fips``) and
    ``story_id``, which say the same as ``events_sql``, but that a text may be empty, a name or an address may stand
    between blanks, and a region may follow the comma after a place.
    ``source_fallback``/``target_fallback`` are names in the style of
    ``names`` to try when the first is unknown; ``place_country_name`` is resolved like an actor. ``participants_sql``
    selects ``native_id, actor_name, part``, ``citations_sql`` ``native_id`` and columns of table ``citation``.
    ``lookups`` are side files of the same folder, read as tables of text; ``tables`` gives further ones (columns and
    rows) from the rooms below; table ``own_name`` (``name`` as :func:`codebooks.spelling.key` gives it, ``since``,
    ``until``) holds the names of the user's own table of actors.
    ``files`` picks the data files of a folder, a pattern after ``!`` leaves some out.
    ``packaged`` finds files shipped with the package. ``states`` gives the days a file covers where its makers state
    them; None, or without it: the days between its first and last row.
    ``machine_coded``: rows are found by a program, so an act is told again on later days and now and then of the wrong
    actor; the panels then count it on fewer days (methods 1.3).
    ``expands``: a row that names several pairs becomes one event each, with a ``weight``. ``mapped`` makes the source
    that a load really uses from its options, where layout and columns are the user's own. ``forms`` are further
    forms in which the same data set was published, each told by its header; a file whose first line fits none of them
    is of the main form. ``fills`` is the table its rows go to: ``event``, or ``mention`` for a side table of events,
    whose columns ``events_sql`` then selects.
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
    layout: Lines | Records | Documents
    columns: tuple[str, ...]
    rejects: tuple[Reject, ...]
    events_sql: str
    names: str
    derived: Mapping[str, str] = field(default_factory=dict)
    keys: Mapping[str, str] = field(default_factory=dict)
    participants_sql: str | None = None
    citations_sql: str | None = None
    options: tuple[Option, ...] = ()
    lookups: Mapping[str, Lookup] = field(default_factory=dict)
    tables: Callable[[Options], Mapping[str, tuple[tuple[str, ...], Sequence[tuple[str, ...]]]]] | None = None
    files: tuple[str, ...] = ()
    states: Callable[[Path], Span | None] | None = None
    machine_coded: bool = False
    packaged: Callable[[], Sequence[Path]] | None = None
    expands: bool = False
    mapped: "Callable[[Options], Source] | None" = None
    forms: "tuple[Source, ...]" = ()
    fills: str = "event"
    version: str = "as published"

    @property
    def covers(self) -> str:
        """The days of the data set in words."""
        first, last = self.coverage.start, self.coverage.last
        return f"since {first}" if self.coverage.end == ONGOING else f"{first} to {last}"
