"""The embedded engine: one DuckDB file, one writer."""

import logging
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import cast
from uuid import uuid4

import duckdb
import numpy as np

from tertius.engines.refusals import refusal
from tertius.engines.unmasked import unmasked
from tertius.model import Array, EngineError, Query, Value

_LOG = logging.getLogger("tertius.engines")
_BUFFER = 1 << 24
_LONGEST_LINE = 1 << 22  # cores read four such pieces at a time; smaller pieces cost more to put in order
# on two cores: of two threads each keeps a growing hash table, and these are merged; of three each has one that a
# core's cache holds, and to group millions of rows costs a seventh to a quarter less. To read text does not
_GROUPING_THREADS = 3
_STREAMING_MEMORY = "400MB"  # with less, threads wait for rows to be written; it is not used up
_MANY = 122_880  # rows of a row group: as many as that are written to the file before the commit


def _as_named(path: str) -> str:
    """A path as a pattern that matches this one file: ``a[1]`` would otherwise mean ``a1``."""
    return re.sub(r"([*?\[])", r"[\1]", path)


class DuckDB:
    """An open study file (or memory, for ``:memory:``).

    Args:
        path: The file; made when absent, unless ``read_only``.
        read_only: Refuse every change of the file; temporary tables stay possible.
        outbox: The one folder that may be written to all the same.

    Raises:
        EngineError: The file is not a study or is locked.
    """

    def __init__(self, path: str | Path = ":memory:", *, read_only: bool = False, outbox: Path | None = None) -> None:
        name = str(path)
        self._on_disk = name != ":memory:"
        self._restoring: list[str] = []
        self._within = False
        self._streamed = 0
        try:
            self._db = duckdb.connect(name, read_only=read_only)
        except duckdb.Error as exc:
            error = refusal(exc, "")
            hint = error.hint or "give the path of a study made by `tertius load` or `tertius demo`"
            raise EngineError(f"{name} cannot be opened as a study: {error.args[0]}", hint=hint) from exc
        with suppress(duckdb.Error):  # unknown to older versions: how many row groups a core keeps back from the file
            self._db.execute("SET write_buffer_row_group_count = 1")
        # a study is read by strangers: no extension may be fetched, and file order is a row's provenance
        # many panels are made from one folder of files: the footer of each is read once, not once a panel
        settings = ["autoinstall_known_extensions = false", "autoload_known_extensions = false",
                    "preserve_insertion_order = true", "parquet_metadata_cache = true"]  # fmt: skip
        if not self._on_disk:  # what memory does not hold would go to the working folder
            spilled = str(Path(tempfile.gettempdir()) / f"tertius-{uuid4().hex}").replace("'", "''")
            settings.append(f"temp_directory = '{spilled}'")
        self._two_cores = self.rows("SELECT current_setting('threads')") == [(2,)]
        if self._two_cores:
            settings.append(f"threads = {_GROUPING_THREADS}")
        if read_only:
            if outbox is not None:
                folder = str(outbox).replace("'", "''")
                settings.append(f"allowed_directories = ['{folder}']")
            # a query typed by a user may read this study and nothing else of the machine
            settings += ["enable_external_access = false", "lock_configuration = true"]
        for setting in settings:
            self.run(f"SET {setting}")

    def _execute(self, sql: str, values: Mapping[str, Value] | None) -> duckdb.DuckDBPyConnection:
        if not self._within:
            self._as_usual()
        _LOG.debug("%s", sql)
        try:
            cursor = self._db.execute(sql, dict(values) if values else None)
        except duckdb.Error as exc:
            raise refusal(exc, sql) from exc
        if cursor is None:
            raise EngineError("the query is empty", sql=sql, hint="write a SELECT")
        return cursor

    def make(self, query: Query, *, temporary: bool = False) -> None:
        """Create or replace the table ``query.makes`` from its SELECT."""
        kind = "TEMPORARY TABLE" if temporary else "TABLE"
        self._execute(f"CREATE OR REPLACE {kind} {query.makes} AS {query.sql}", query.values)

    def append(self, query: Query, *, as_written: bool = False, in_order: bool = True) -> int:
        """Insert the rows of the SELECT into ``query.makes`` by column name; return how many.

        ``as_written``: join in the order of the text, the later tables held in memory: the size of a text file is
        unknown to the optimiser, which then may hold the file and stream the code book. ``in_order``: such rows lie as
        the SELECT gives them; else only those that one core reads in one go, which costs less.
        """
        if as_written:
            with nullcontext() if self._within else self.transaction():
                return self._append_much(query, in_order=in_order)
        done = self._execute(f"INSERT INTO {query.makes} BY NAME {query.sql}", query.values).fetchone()
        return int(done[0]) if done else 0

    def _append_much(self, query: Query, *, in_order: bool) -> int:
        """Append with joins as written, in the transaction that is under way."""
        self._be_frugal()
        usual = len(self._restoring)
        self.run("SET disabled_optimizers = 'join_order,build_side_probe_side'")
        self._restoring.append("RESET disabled_optimizers")
        if not in_order:
            self.run("SET preserve_insertion_order = false")
            self._restoring.append("SET preserve_insertion_order = true")
        try:
            count = self.append(query)
        finally:
            self._as_usual(usual)
        self._streamed += count
        return count

    def _be_frugal(self) -> None:
        """Use a thread a core, and, in a study on disk, let written rows leave memory early.

        It stays so for the rest of the transaction, and until the first statement after it: to be given threads and
        memory again is dear, and a study is often closed then.
        """
        if self._two_cores:
            self.run("SET threads = 2")
            self._restoring.append(f"SET threads = {_GROUPING_THREADS}")
        if self._on_disk and self._limit(_STREAMING_MEMORY):
            self._restoring.append("RESET memory_limit")

    def _as_usual(self, settings: int = 0) -> None:
        """Undo changes of settings but the first ones; a failed transaction refuses that until it is rolled back."""
        while len(self._restoring) > settings:
            try:
                self._db.execute(self._restoring[-1])
            except duckdb.Error as exc:
                _LOG.debug("reset: %s", exc)
                return
            self._restoring.pop()

    def _limit(self, memory: str) -> bool:
        try:
            self._db.execute(f"SET memory_limit = '{memory}'")
        except duckdb.Error as exc:  # more is in use already; then there is nothing to save
            _LOG.debug("memory limit: %s", exc)
            return False
        return True

    def run(self, sql: str, values: Mapping[str, Value] | None = None) -> None:
        """Run a statement that returns nothing."""
        self._execute(sql, values)

    def rows(self, sql: str, values: Mapping[str, Value] | None = None) -> list[tuple[Value, ...]]:
        """Run a SELECT and return its rows."""
        return self.answer(sql, values)[1]

    def answer(
        self, sql: str, values: Mapping[str, Value] | None = None
    ) -> tuple[tuple[str, ...], list[tuple[Value, ...]]]:
        """Run a SELECT once and return the names of its columns and its rows."""
        cursor = self._execute(sql, values)
        names = tuple(str(column[0]) for column in cursor.description or ())
        try:
            return names, cast("list[tuple[Value, ...]]", cursor.fetchall())
        except duckdb.Error as exc:
            raise refusal(exc, sql) from exc

    def names(self, sql: str, values: Mapping[str, Value] | None = None) -> tuple[str, ...]:
        """Run a SELECT and return the names of its columns."""
        return tuple(str(column[0]) for column in self._execute(sql, values).description or ())

    def frame(self, sql: str, values: Mapping[str, Value] | None = None) -> dict[str, Array]:
        """Run a SELECT and return its columns as arrays: dates ``datetime64[D]``, text ``object`` with None."""
        raw = self._execute(sql, values).fetchnumpy()
        return {name: unmasked(column) for name, column in raw.items()}

    def fill(self, table: str, columns: Mapping[str, str], rows: Sequence[Sequence[Value]]) -> None:
        """Create or replace a temporary table from rows of values; ``columns`` maps names to SQL types."""
        arrays = {
            name: np.asarray([None if row[i] is None else str(row[i]) for row in rows], dtype=object)
            for i, name in enumerate(columns)
        }
        casts = ", ".join(f"CAST({name} AS {kind}) AS {name}" for name, kind in columns.items())
        try:
            self._db.register("_incoming", arrays)
        except duckdb.Error as exc:
            raise refusal(exc, "") from exc
        try:
            # the text comes from registries: table, column and type names, never data
            self._execute(f"CREATE OR REPLACE TEMPORARY TABLE {table} AS SELECT {casts} FROM _incoming", None)
        finally:
            self._db.unregister("_incoming")

    def read_lines(self, table: str, path: str, delimiter: str, columns: Sequence[str]) -> None:
        """Read a text file into a temporary table of ``columns`` plus file_row, fields and line.

        Fields are split at the delimiter and never unquoted: a stray quote cannot swallow lines. ``fields`` is the
        number found in the line; missing fields are null; a column without a name is left out.
        """
        picked = ", ".join(f"cells[{i}] AS {name}" for i, name in enumerate(columns, 1) if name)
        self._execute(
            f"""
            CREATE OR REPLACE TEMPORARY TABLE {table} AS
            SELECT file_row, COALESCE(LEN(cells), 0) AS fields, line, {picked}
            FROM (SELECT ROW_NUMBER() OVER () AS file_row, line, STRING_SPLIT(line, $delimiter) AS cells
                  FROM read_csv($path, header = false, columns = {{'line': 'VARCHAR'}}, delim = '\x01', quote = '',
                                escape = '', auto_detect = false, max_line_size = 16777216,
                                hive_partitioning = false))
            """,
            {"path": _as_named(path), "delimiter": delimiter},
        )

    def scan_lines(self, view: str, paths: Sequence[str], delimiter: str, columns: Sequence[str], skip: int) -> None:
        """Make a temporary view of text files; nothing is read yet.

        It has ``columns``, ``file_row`` (always 0) and ``file_place``, the place of the file in ``paths``, from 0 on.

        Fields are split at the delimiter and never unquoted; an empty field is an empty text. Rows come in the order
        of the files when the view fills a table. A line with another number of fields fails the query that meets it.
        """
        kinds = ", ".join(f"'{name}': 'VARCHAR'" for name in columns)
        kept = ", ".join(f"'{name}'" for name in columns)
        # a view takes no bound values: paths are quoted here, names and delimiter come from registries
        where = ", ".join("'" + _as_named(path).replace("'", "''") + "'" for path in paths)
        place = "CAST(file_index AS BIGINT)" if len(paths) > 1 else "CAST(0 AS BIGINT)"
        self._execute(
            f"""
            CREATE OR REPLACE TEMPORARY VIEW {view} AS
            SELECT CAST(0 AS BIGINT) AS file_row, {place} AS file_place, *
            FROM read_csv([{where}], header = false, skip = {skip}, columns = {{{kinds}}}, delim = '{delimiter}',
                          quote = '', escape = '', auto_detect = false, force_not_null = [{kept}],
                          buffer_size = {_BUFFER}, max_line_size = {_LONGEST_LINE}, hive_partitioning = false)
            """,
            None,
        )

    def scan_parquet(self, view: str, files: str) -> None:
        """Make a temporary view of Parquet files: a file or a pattern; a folder means the files in it."""
        pattern = f"{_as_named(files)}/*.parquet" if Path(files).is_dir() else files
        # a view takes no bound values: the path is quoted here; a folder named like dataset=x is no column
        quoted = pattern.replace("'", "''")
        self._execute(f"CREATE OR REPLACE TEMPORARY VIEW {view} AS SELECT * FROM "
                      f"read_parquet('{quoted}', hive_partitioning = false)", None)  # fmt: skip

    def write_parquet(self, query: Query, folder: str) -> None:
        """Write the rows of a SELECT into a folder of Parquet files, one file a call, named after what it makes."""
        Path(folder).mkdir(parents=True, exist_ok=True)
        quoted = str(Path(folder) / f"{query.makes}.parquet").replace("'", "''")
        self._execute(f"COPY ({query.sql}) TO '{quoted}' (FORMAT parquet, COMPRESSION zstd)", query.values)

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Let nothing done inside write to the database."""
        self.run("BEGIN TRANSACTION READ ONLY")
        try:
            yield
        finally:
            self._undo()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Keep everything done inside, or nothing."""
        self.run("BEGIN TRANSACTION")
        self._within = True
        try:
            yield
            self._commit()
        except BaseException:
            self._undo()
            raise
        finally:
            self._streamed = 0
            self._within = False

    def _commit(self) -> None:
        """Commit; many streamed rows are in the file by now, and the log would take all of them a second time."""
        if self._on_disk and self._streamed >= _MANY:
            self._restoring.append("RESET checkpoint_threshold")
            self.run("SET checkpoint_threshold = '1KB'")
        self.run("COMMIT")

    def _undo(self) -> None:
        try:
            self._db.execute("ROLLBACK")
        except duckdb.Error as exc:  # a failed COMMIT has already rolled back
            _LOG.debug("rollback: %s", exc)

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()
