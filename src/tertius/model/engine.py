"""What the house asks of a database."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from tertius.model.columns import Array
from tertius.model.query import Query, Value


class Engine(Protocol):
    """Runs house SQL and nothing more; every failure is an ``EngineError`` that carries its SQL."""

    def make(self, query: Query, *, temporary: bool = False) -> None:
        """Create or replace the table ``query.makes`` from its SELECT."""

    def append(self, query: Query, *, as_written: bool = False, in_order: bool = True) -> int:
        """Insert the rows of the SELECT into the existing table ``query.makes``; return how many.

        ``as_written``: join in the order of the text, later tables being small, where sizes cannot be guessed; such
        rows need not keep their order, unless ``in_order``.
        """

    def run(self, sql: str, values: Mapping[str, Value] | None = None) -> None:
        """Run a statement that returns nothing."""

    def rows(self, sql: str, values: Mapping[str, Value] | None = None) -> list[tuple[Value, ...]]:
        """Run a SELECT and return its rows."""

    def frame(self, sql: str, values: Mapping[str, Value] | None = None) -> dict[str, Array]:
        """Run a SELECT and return its columns as arrays (dates ``datetime64[D]``, text ``object`` with None)."""

    def names(self, sql: str, values: Mapping[str, Value] | None = None) -> tuple[str, ...]:
        """Run a SELECT and return the names of its columns."""

    def fill(self, table: str, columns: Mapping[str, str], rows: Sequence[Sequence[Value]]) -> None:
        """Create or replace a temporary table from rows of values; ``columns`` maps names to SQL types."""

    def read_lines(self, table: str, path: str, delimiter: str, columns: Sequence[str]) -> None:
        """Read a text file into a temporary table of ``columns`` plus file_row, fields and line."""

    def scan_lines(self, view: str, paths: Sequence[str], delimiter: str, columns: Sequence[str], skip: int) -> None:
        """Make a temporary view of text files with ``columns``, file_row and file_place; nothing is read yet."""

    def transaction(self) -> AbstractContextManager[None]:
        """Everything inside is kept, or nothing."""

    def close(self) -> None:
        """Let go of the file."""
