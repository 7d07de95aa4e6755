"""The tables of a study file, made from the one schema in ``model``."""

import logging

from tertius.model import (
    CITATION_COLUMNS,
    EVENT_COLUMNS,
    FAILURE_COLUMNS,
    JUDGEMENT_COLUMNS,
    LOAD_COLUMNS,
    MENTION_COLUMNS,
    PARTICIPANT_COLUMNS,
    REJECT_COLUMNS,
    Column,
    Engine,
    EngineError,
)
from tertius.study.mentioning import MENTIONED

TABLES: dict[str, tuple[Column, ...]] = {
    "event": EVENT_COLUMNS,
    "participant": PARTICIPANT_COLUMNS,
    "citation": CITATION_COLUMNS,
    "mention": MENTION_COLUMNS,
    "reject": REJECT_COLUMNS,
    "load": LOAD_COLUMNS,
    "failure": FAILURE_COLUMNS,
    "judgement": JUDGEMENT_COLUMNS,
}
"""Tables every study has, with their columns."""

_LOG = logging.getLogger("tertius.study")
_FIRST = {"event", "participant", "citation", "reject", "load", "judgement"}
_PREPARED = "CREATE TABLE IF NOT EXISTS prepared (arena VARCHAR NOT NULL, fingerprint VARCHAR NOT NULL)"


def create(engine: Engine) -> None:
    """Make the tables of a new study; those that exist stay as they are."""
    with engine.transaction():
        for table, columns in TABLES.items():
            lines = ", ".join(f"{c.name} {c.type}{'' if c.nullable else ' NOT NULL'}" for c in columns)
            engine.run(f"CREATE TABLE IF NOT EXISTS {table} ({lines})")
        engine.run(_PREPARED)
        engine.run(MENTIONED)


def check(engine: Engine, name: str, *, read_only: bool) -> None:
    """Make sure that an opened file is a study of this schema; one of an earlier version gets what it lacks.

    Tables and columns are only ever added, and what is added is null (unknown) in what was loaded before.

    Raises:
        EngineError: The file is some other database, a table lacks a column that must not be null, or columns have
            to be added and the file may not be changed.
    """
    have = {str(row[0]) for row in engine.rows("SELECT table_name FROM duckdb_tables()")}
    if missing := sorted(_FIRST - have):
        raise EngineError(
            f"{name} is not a Tertius study (no table {missing[0]!r})",
            hint="make one with `tertius load STUDY SOURCE FILE` or `tertius demo --out DIR`",
        )
    lacking = _lacking(engine, have)
    for table, column in lacking:
        if not column.nullable:
            raise EngineError(
                f"{name} was made by another version of Tertius (table {table} has no column {column.name})",
                hint="load the files into a new study",
            )
    if not lacking and set(TABLES) <= have:
        return
    if read_only:
        raise EngineError(
            f"{name} was made by an earlier version of Tertius and lacks columns of this one",
            hint=f"add them with `tertius doctor {name} --upgrade`; what is loaded stays as it is",
        )
    upgrade(engine, name, lacking)


def _lacking(engine: Engine, have: set[str]) -> list[tuple[str, Column]]:
    found = {(str(table), str(column)) for table, column in
             engine.rows("SELECT table_name, column_name FROM duckdb_columns()")}  # fmt: skip
    return [(table, column) for table, columns in TABLES.items() if table in have
            for column in columns if (table, column.name) not in found]  # fmt: skip


def upgrade(engine: Engine, name: str, lacking: list[tuple[str, Column]]) -> None:
    """Add tables and nullable columns that a study of an earlier version lacks."""
    create(engine)
    with engine.transaction():
        for table, column in lacking:
            engine.run(f"ALTER TABLE {table} ADD COLUMN {column.name} {column.type}")
    added = ", ".join(f"{table}.{column.name}" for table, column in lacking) or "tables"
    _LOG.warning("%s is of an earlier version of Tertius: added %s, unknown for files loaded before; "
                 "load these into a new study to fill it", name, added)  # fmt: skip
