"""When one machine is outgrown: a study leaves as Parquet, another engine makes the panels, they come home.

A lake is a folder with a folder of Parquet files for each table of a study. An engine that reads it makes the panels of
an arena with the same SQL; what comes home is the panels, and of the lake's rows those the panels name. After that
a question is answered as from any other study.
"""

import logging
import shutil
import tempfile
from datetime import date
from pathlib import Path
from typing import Protocol

from tertius.engines import DuckDB
from tertius.model import Arena, BadFile, Engine, Query, UsageError
from tertius.study import preparing
from tertius.study.storage import FULL

_LOG = logging.getLogger("tertius.study")
_TABLES = ("participant", "citation", "load")
_NEEDED = ("event", "participant", "load")
_ACTORS = "(SELECT a FROM arena_pair UNION SELECT b FROM arena_pair UNION SELECT actor FROM arena_actor)"


class LakeEngine(Engine, Protocol):
    """An engine that reads and writes Parquet files."""

    def scan_parquet(self, view: str, files: str) -> None:
        """Make a view of a folder of Parquet files."""

    def write_parquet(self, query: Query, folder: str) -> None:
        """Write the rows of a SELECT into a folder of Parquet files."""


def unfinished(lake: Path) -> Path:
    """The folder that an export is written into until it is whole."""
    return lake.with_name(f"{lake.name}.part")


def export(engine: DuckDB, lake: Path) -> list[Path]:
    """Write the events of a study, a file a year, and what belongs to them into a new folder; return its tables.

    Raises:
        UsageError: The folder exists or the study is empty.
    """
    if lake.exists():
        raise UsageError(f"{lake} exists already", hint="name a folder that does not")
    first, last = engine.rows("SELECT MIN(date), MAX(date) FROM event")[0]
    if not isinstance(first, date) or not isinstance(last, date):
        raise UsageError("the study holds no events", hint="load some: `tertius load STUDY SOURCE FILE...`")
    part = unfinished(lake)
    shutil.rmtree(part, ignore_errors=True)
    for year in range(first.year, last.year + 1):
        sql = "SELECT * FROM event WHERE date >= $first AND date < $after"
        engine.write_parquet(Query(str(year), sql, {"first": date(year, 1, 1), "after": date(year + 1, 1, 1)}),
                             str(part / "event"))  # fmt: skip
    for table in _TABLES:
        engine.write_parquet(Query(table, f"SELECT * FROM {table}"), str(part / table))
    part.rename(lake)
    return sorted(lake.iterdir())


def gather(home: DuckDB, engine: LakeEngine, lake: Path, arena: Arena) -> None:
    """Make the panels of an arena from a lake on another engine, and bring them into an empty study.

    Raises:
        UsageError: The study is not empty.
        BadFile: The lake lacks a table.
    """
    for table, held in (("load", "data"), ("prepared", "panels")):
        if home.rows(f"SELECT COUNT(*) FROM {table}") != [(0,)]:
            raise UsageError(f"panels are gathered into a new study, and this one holds {held}",
                             hint="name a new file")  # fmt: skip
    for table in _NEEDED:
        if not (lake / table).is_dir():
            raise BadFile(f"no folder {table!r}: it is no lake", file=str(lake),
                          hint="make one: `tertius export STUDY FOLDER`")  # fmt: skip
    present = [table for table in ("event", *_TABLES) if (lake / table).is_dir()]
    for table in present:
        engine.scan_parquet(table, str(lake / table))
    preparing.fill_tables(engine, arena)
    with tempfile.TemporaryDirectory(prefix="tertius-") as scratch, home.transaction():
        for query in preparing.queries():
            _bring_panel(home, engine, query, Path(scratch))
        _bring_rows(home, engine, Path(scratch), present)
        home.make(Query("gathered", "SELECT $arena AS arena, $lake AS lake", {"arena": arena.name, "lake": str(lake)}))
        preparing.mark(home, arena)


def _bring_panel(home: DuckDB, engine: LakeEngine, query: Query, scratch: Path) -> None:
    """A panel of the arena whole; of a panel of the whole world the rows between actors of the arena."""
    name = query.makes
    if name in preparing.SHOWN:
        query = Query(name, f"SELECT * FROM ({query.sql}) d WHERE source IN {_ACTORS} AND target IN {_ACTORS}")
    engine.write_parquet(query, str(scratch / name))
    if name not in preparing.TEMPORARY:
        home.make(Query(name, _brought(home, name, scratch)))
    # panels made from this one need neither make it again nor plan how it was made
    engine.scan_parquet(name, str(scratch / name))
    _LOG.info("made %s", name)


def _bring_rows(home: DuckDB, engine: LakeEngine, scratch: Path, present: list[str]) -> None:
    """Files that were loaded, and the events that a panel names with what belongs to them."""
    named = " UNION ".join(f"SELECT event_id FROM {name}" for name in ("dyad_day", *preparing.ARENA_TABLES))
    engine.make(Query("named_event", named), temporary=True)
    for table in present:
        sql = f"SELECT * FROM {table}"
        if table != "load":
            sql += " WHERE event_id IN (SELECT event_id FROM named_event)"
        engine.write_parquet(Query(table, sql), str(scratch / table))
        home.append(Query(FULL if table == "event" else table, _brought(home, table, scratch)))


def _brought(home: DuckDB, name: str, scratch: Path) -> str:
    """Look here at rows that were written there; return the SELECT that reads them."""
    home.scan_parquet(f"brought_{name}", str(scratch / name))
    return f"SELECT * FROM brought_{name}"
