"""The tables of a study file, made from the one schema in ``model``."""

import contextlib
import logging
import os
from glob import escape
from pathlib import Path
from time import time
from uuid import uuid4

from tertius.engines import DuckDB
from tertius.model import (
    CITATION_COLUMNS,
    FAILURE_COLUMNS,
    JUDGEMENT_COLUMNS,
    LOAD_COLUMNS,
    MENTION_COLUMNS,
    PARTICIPANT_COLUMNS,
    REJECT_COLUMNS,
    Column,
    Engine,
    EngineError,
    NeedsWriting,
)
from tertius.study.mentioning import MENTIONED
from tertius.study.storage import FULL, STORED, show, spell_out

TABLES: dict[str, tuple[Column, ...]] = {
    **STORED,
    "participant": PARTICIPANT_COLUMNS,
    "citation": CITATION_COLUMNS,
    "mention": MENTION_COLUMNS,
    "reject": REJECT_COLUMNS,
    "load": LOAD_COLUMNS,
    "failure": FAILURE_COLUMNS,
    "judgement": JUDGEMENT_COLUMNS,
}
"""Tables every study has, with their columns; view ``event`` is made of the first ones."""

_LOG = logging.getLogger("tertius.study")
_FIRST = {"participant", "citation", "reject", "load", "judgement"}
_PREPARED = "CREATE TABLE IF NOT EXISTS prepared (arena VARCHAR NOT NULL, fingerprint VARCHAR NOT NULL)"


def new_file(name: str) -> bool:
    """Make the file of a new study, whole: a run killed before its tables stand leaves no file of this name.

    Of several runs that make it at one time each makes a file of its own, and the first to be done gives it the name;
    no file that stands is ever replaced. True when the file of that name is the one made here.

    Raises:
        EngineError: The file cannot be written.
    """
    if not Path(name).parent.is_dir():
        raise EngineError(f"{name}: there is no folder {Path(name).parent}", hint="make it first")
    path = Path(name).resolve()  # a link to a file that is still to come stays a link
    _forget_killed(path)
    part = path.with_name(f"{path.name}.{uuid4().hex[:8]}.new")
    _refuse_unwritable(name, part)
    try:
        engine = DuckDB(str(part))
        try:
            create(engine)
        finally:
            engine.close()
        return _gives_name(part, path)
    finally:
        _remove(part)


def _refuse_unwritable(name: str, part: Path) -> None:
    # the database would speak of the passing file, of which the user knows nothing
    try:
        part.open("xb").close()
    except OSError as exc:
        raise EngineError(f"{name} cannot be written: {exc.strerror}", hint="give a path in a folder of yours") from exc
    part.unlink()


def _gives_name(part: Path, path: Path) -> bool:
    try:
        os.link(part, path)  # fails where the name is taken, which a renaming does not
    except FileExistsError:
        _LOG.info("%s was made by another run meanwhile", path)
        return False
    except OSError:  # a file system without links
        if path.exists():
            return False
        part.rename(path)
    return True


def _forget_killed(path: Path) -> None:
    """Remove what runs killed while they made this study left; it takes a moment, so an hour is ample."""
    for left in path.parent.glob(f"{escape(path.name)}.????????.new"):
        with contextlib.suppress(OSError):
            if time() - left.stat().st_mtime > 3600:
                _remove(left)


def _remove(part: Path) -> None:
    for file in (part, Path(f"{part}.wal")):
        with contextlib.suppress(OSError):
            file.unlink()


def create(engine: Engine) -> None:
    """Make the tables of a new study; those that exist stay as they are."""
    with engine.transaction():
        _make(engine)


def _make(engine: Engine) -> None:
    for table, columns in TABLES.items():
        lines = ", ".join(f"{c.name} {c.type}{'' if c.nullable else ' NOT NULL'}" for c in columns)
        engine.run(f"CREATE TABLE IF NOT EXISTS {table} ({lines})")
    show(engine)
    engine.run(_PREPARED)
    engine.run(f"CREATE VIEW IF NOT EXISTS mentioned AS {MENTIONED}")


def check(engine: Engine, name: str, *, read_only: bool) -> None:
    """Make sure that an opened file is a study of this schema; one of an earlier version gets what it lacks.

    Tables and columns are only ever added, and what is added is null (unknown) in what was loaded before. Where
    ``event`` is a table, as in earlier versions, it becomes the part of view ``event`` that is written out.

    Raises:
        EngineError: The file is some other database, or a table lacks a column that must not be null.
        NeedsWriting: Columns or tables have to be added and the file may not be changed.
    """
    have = {str(row[0]) for row in engine.rows("SELECT table_name FROM duckdb_tables()")}
    told = "event" if "event" in have else FULL
    if missing := sorted({told, *_FIRST} - have):
        raise EngineError(
            f"{name} is not a Tertius study (no table {missing[0].removeprefix('full_')!r})",
            hint="make one with `tertius load STUDY SOURCE FILE` or `tertius demo --out DIR`",
        )
    lacking = _lacking(engine, told)
    for table, column in lacking:
        if not column.nullable:
            raise EngineError(
                f"{name} was made by another version of Tertius (table {table} has no column {column.name})",
                hint="load the files into a new study",
            )
    if not lacking and set(TABLES) <= have:
        return
    if read_only:
        raise NeedsWriting(
            f"{name} was made by an earlier version of Tertius and lacks tables or columns of this one",
            hint=f"add them with `tertius doctor {name} --upgrade`; what is loaded stays as it is",
        )
    _upgrade(engine, name, told, lacking)


def _lacking(engine: Engine, told: str) -> list[tuple[str, Column]]:
    """Columns that tables of the file lack, those of events in the table where they lie."""
    found: dict[str, set[str]] = {}
    for table, column in engine.rows("SELECT table_name, column_name FROM duckdb_columns()"):
        found.setdefault(str(table), set()).add(str(column))
    tables = {told if table == FULL else table: columns for table, columns in TABLES.items()}
    return [(table, column) for table, columns in tables.items() if table in found
            for column in columns if column.name not in found[table]]  # fmt: skip


def _upgrade(engine: Engine, name: str, told: str, lacking: list[tuple[str, Column]]) -> None:
    """Add tables and nullable columns that a study of an earlier version lacks."""
    with engine.transaction():
        for table, column in lacking:
            engine.run(f"ALTER TABLE {table} ADD COLUMN {column.name} {column.type}")
        if told != FULL:
            spell_out(engine)
        _make(engine)
    added = ", ".join(f"{table.removeprefix('full_')}.{column.name}" for table, column in lacking
                      if not table.startswith(("lean_", "load")))  # fmt: skip
    unknown = f"{added}, unknown for files loaded before; load these into a new study to fill it"
    said = unknown if added else "tables; what is loaded stays as it is"
    _LOG.warning("%s is of an earlier version of Tertius: added %s", name, said)
