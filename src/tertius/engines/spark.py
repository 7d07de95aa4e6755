"""Apache Spark: the same SQL, translated, over Parquet files that one machine does not hold any more (extra ``spark``).

Spark makes panels; it does not load published files, and it changes nothing: ``append``, ``read_lines``, ``scan_lines``
are refused by name. Without a session of your own a quiet local one is started, on the loopback address, without
the web page.
"""

import logging
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import NoReturn, cast

import numpy as np
from pyspark.errors import PySparkException
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.types import StringType, StructField, StructType

from tertius.engines.dialect import translate
from tertius.model import Array, EngineError, Query, Value

_LOG = logging.getLogger("tertius.engines")
_LOG_SETTINGS = Path(__file__).with_name("spark-log4j2.properties")
_QUIET = {
    "spark.ui.enabled": "false", "spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1",
    "spark.sql.session.timeZone": "UTC", "spark.sql.shuffle.partitions": "2", "spark.log.level": "ERROR",
    "spark.sql.catalogImplementation": "in-memory", "spark.ui.showConsoleProgress": "false",
    "spark.driver.extraJavaOptions": f"-Dlog4j2.configurationFile={_LOG_SETTINGS.as_uri()}",
}  # fmt: skip
_KINDS = {"date": "datetime64[D]", "bigint": "int64", "int": "int64", "double": "float64", "boolean": "bool"}


def local_session(cores: int = 2, memory: str = "2g", settings: Mapping[str, str] | None = None) -> SparkSession:
    """A quiet session on this machine, which no other machine can reach.

    Args:
        cores: Threads it may use.
        memory: Memory of its virtual machine, as Spark writes it.
        settings: Further settings of Spark by name.
    """
    # read when the virtual machine starts, before it has any settings
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    # its workers are started as `python3` otherwise, which may be another one than the one at work
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.master(f"local[{cores}]").appName("tertius")
    for name, value in ({**_QUIET, "spark.driver.memory": memory} | dict(settings or {})).items():
        builder = builder.config(name, value)
    return builder.getOrCreate()


class Spark:
    """An engine on a Spark session; temporary views hold what it makes.

    Args:
        session: A running session, which stays open; None starts a local one that :meth:`close` stops.
    """

    def __init__(self, session: SparkSession | None = None) -> None:
        self._own = session is None
        self._session = session or local_session()
        self._kept: list[DataFrame] = []

    def _sql(self, sql: str, values: Mapping[str, Value] | None) -> DataFrame:
        text = translate(sql, "spark")
        _LOG.debug("%s", text)
        try:
            return self._session.sql(text, dict(values) if values else None)
        except PySparkException as exc:
            raise _refused(exc, text) from exc

    def make(self, query: Query, *, temporary: bool = False) -> None:
        """Create or replace the view ``query.makes``; a temporary one is a step that others read, so it is kept."""
        made = self._sql(query.sql, query.values)
        if temporary:
            self._kept.append(made.persist())
        made.createOrReplaceTempView(query.makes)

    def run(self, sql: str, values: Mapping[str, Value] | None = None) -> None:
        """Run a statement that returns nothing."""
        self._sql(sql, values)

    def rows(self, sql: str, values: Mapping[str, Value] | None = None) -> list[tuple[Value, ...]]:
        """Run a SELECT and return its rows."""
        return _collected(self._sql(sql, values), sql)

    def names(self, sql: str, values: Mapping[str, Value] | None = None) -> tuple[str, ...]:
        """Run a SELECT and return the names of its columns."""
        return tuple(self._sql(sql, values).columns)

    def types(self, sql: str, values: Mapping[str, Value] | None = None) -> tuple[str, ...]:
        """Types of the columns of a SELECT, in the words of Spark."""
        return tuple(field.dataType.simpleString() for field in self._sql(sql, values).schema)

    def frame(self, sql: str, values: Mapping[str, Value] | None = None) -> dict[str, Array]:
        """Run a SELECT and return its columns as arrays, as DuckDB does; meant for small panels."""
        made = self._sql(sql, values)
        rows = _collected(made, sql)
        return {column.name: _array([row[at] for row in rows], column.dataType.simpleString())
                for at, column in enumerate(made.schema)}  # fmt: skip

    def fill(self, table: str, columns: Mapping[str, str], rows: Sequence[Sequence[Value]]) -> None:
        """Create or replace a view from rows of values; ``columns`` maps names to SQL types."""
        text = StructType([StructField(name, StringType()) for name in columns])
        told = [tuple(None if cell is None else str(cell) for cell in row) for row in rows]
        try:
            self._session.createDataFrame(told, text).createOrReplaceTempView("_incoming")
            # names and types come from registries
            casts = ", ".join(f"CAST({name} AS {kind}) AS {name}" for name, kind in columns.items())
            self._sql(f"SELECT {casts} FROM _incoming", None).createOrReplaceTempView(table)
        except PySparkException as exc:
            raise _refused(exc, table) from exc

    def scan_parquet(self, view: str, files: str) -> None:
        """Make a view of Parquet files: a file, a folder or a pattern, on anything the session can read."""
        try:
            self._session.read.parquet(files).createOrReplaceTempView(view)
        except PySparkException as exc:
            raise _refused(exc, files) from exc

    def write_parquet(self, query: Query, folder: str) -> None:
        """Write the rows of a SELECT into a new folder of Parquet files."""
        try:
            self._sql(query.sql, query.values).coalesce(1).write.mode("overwrite").parquet(folder)
        except PySparkException as exc:
            raise _refused(exc, query.sql) from exc

    def append(self, query: Query, *, as_written: bool = False, in_order: bool = True) -> int:
        """Refused: a view cannot be added to."""
        _unable(f"add to {query.makes}" + " as written" * as_written + " in any order" * (not in_order))

    def read_lines(self, table: str, path: str, delimiter: str, columns: Sequence[str]) -> None:
        """Refused: published files are loaded by DuckDB, file by file."""
        _unable(f"load {path} into {table} ({len(columns)} columns by {delimiter!r})")

    def scan_lines(self, view: str, paths: Sequence[str], delimiter: str, columns: Sequence[str], skip: int) -> None:
        """Refused: published files are loaded by DuckDB, file by file."""
        _unable(f"load {', '.join(paths)} into {view} ({len(columns)} columns by {delimiter!r} from line {skip})")

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Nothing is changed by this engine, so there is nothing to undo."""
        yield

    def close(self) -> None:
        """Let go of what is kept, and of the session if it was started here."""
        for made in self._kept:
            made.unpersist()
        self._kept.clear()
        if self._own:
            self._session.stop()


def _collected(made: DataFrame, sql: str) -> list[tuple[Value, ...]]:
    try:
        return [cast("tuple[Value, ...]", tuple(row)) for row in made.collect()]
    except PySparkException as exc:
        raise _refused(exc, sql) from exc


def _unable(what: str) -> NoReturn:
    raise EngineError(f"Spark cannot {what}", hint="load files into a study and export it: `tertius export --help`")


def _refused(exc: PySparkException, sql: str) -> EngineError:
    reason = " ".join(str(exc).split("JVM stacktrace")[0].split())
    return EngineError(f"Spark refused: {reason[:300]}", sql=sql)


def _array(values: list[Value], kind: str) -> Array:
    """A column as DuckDB would give it: a null becomes NaN, NaT or None; integers with nulls become floats."""
    wanted = _KINDS.get(kind, "object")
    if wanted == "datetime64[D]":
        return np.asarray([np.datetime64(v, "D") if isinstance(v, date) else np.datetime64("NaT", "D") for v in values],
                          dtype=wanted)  # fmt: skip
    if wanted != "object" and any(value is None for value in values):
        return np.asarray([np.nan if value is None else value for value in values], dtype=np.float64)
    return np.asarray(values, dtype=wanted)
