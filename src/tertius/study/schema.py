"""The tables of a study file, made from the one schema in ``model``."""

from tertius.model import (
    CITATION_COLUMNS,
    EVENT_COLUMNS,
    JUDGEMENT_COLUMNS,
    LOAD_COLUMNS,
    PARTICIPANT_COLUMNS,
    REJECT_COLUMNS,
    Column,
    Engine,
    EngineError,
)

TABLES: dict[str, tuple[Column, ...]] = {
    "event": EVENT_COLUMNS,
    "participant": PARTICIPANT_COLUMNS,
    "citation": CITATION_COLUMNS,
    "reject": REJECT_COLUMNS,
    "load": LOAD_COLUMNS,
    "judgement": JUDGEMENT_COLUMNS,
}
"""Tables every study has, with their columns."""

_PREPARED = "CREATE TABLE IF NOT EXISTS prepared (arena VARCHAR NOT NULL, fingerprint VARCHAR NOT NULL)"


def create(engine: Engine) -> None:
    """Make the tables of a new study; those that exist stay as they are."""
    with engine.transaction():
        for table, columns in TABLES.items():
            lines = ", ".join(f"{c.name} {c.type}{'' if c.nullable else ' NOT NULL'}" for c in columns)
            engine.run(f"CREATE TABLE IF NOT EXISTS {table} ({lines})")
        engine.run(_PREPARED)


def check(engine: Engine, name: str) -> None:
    """Make sure that an opened file is a study.

    Raises:
        EngineError: It is some other database.
    """
    have = {str(row[0]) for row in engine.rows("SELECT table_name FROM duckdb_tables()")}
    if missing := sorted(set(TABLES) - have):
        raise EngineError(
            f"{name} is not a Tertius study (no table {missing[0]!r})",
            hint="make one with `tertius load STUDY SOURCE FILE` or `tertius demo --out DIR`",
        )
    found = {(str(table), str(column)) for table, column in
             engine.rows("SELECT table_name, column_name FROM duckdb_columns()")}  # fmt: skip
    for table, columns in TABLES.items():
        for column in columns:
            if (table, column.name) not in found:
                raise EngineError(
                    f"{name} was made by another version of Tertius (table {table} has no column {column.name})",
                    hint="load the files into a new study",
                )
