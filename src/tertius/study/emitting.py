"""The SQL of a panel as a script for another engine: lookups, steps and the panel, each a statement to read."""

from collections.abc import Mapping, Sequence

from sqlglot import exp

from tertius.engines.dialect import faults, parse, translate
from tertius.model import Arena, Query, UsageError, Value
from tertius.sources import gdelt_public
from tertius.study.preparing import fill_tables, queries

_GIVEN = {
    "participant": {"event_id": "VARCHAR", "dataset": "VARCHAR", "actor": "VARCHAR", "part": "VARCHAR"},
    "load": {"dataset": "VARCHAR", "since": "DATE", "until": "DATE"},
}
_MAKE = {"bigquery": "CREATE TEMP TABLE", "spark": "CREATE OR REPLACE TEMPORARY VIEW"}


class _Written:
    """Tables that were filled, as SELECTs of their rows in the house dialect."""

    def __init__(self) -> None:
        self.tables: dict[str, str] = {}

    def fill(self, table: str, columns: Mapping[str, str], rows: Sequence[Sequence[Value]]) -> None:
        """Write a row a SELECT; an empty table keeps its types."""
        told = [
            "SELECT " + ", ".join(exp.alias_(exp.cast(_text(cell), kind), name).sql("duckdb")
                                  for (name, kind), cell in zip(columns.items(), row, strict=True))
            for row in rows
        ]  # fmt: skip
        nothing = ", ".join(f"CAST(NULL AS {kind}) AS {name}" for name, kind in columns.items())
        empty = f"SELECT * FROM (SELECT {nothing}) nothing WHERE FALSE"
        self.tables[table] = "\nUNION ALL ".join(told) if told else empty


def _text(cell: Value) -> exp.Expr:
    return exp.null() if cell is None else exp.Literal.string(str(cell))


def script(name: str, dialect: str, arena: Arena) -> str:
    """Statements that make a panel on another engine, the last of which shows it.

    For BigQuery, ``event`` is made from GDELT's public tables; for Spark, views of the tables of a study must exist.

    Raises:
        UsageError: No panel has that name.
    """
    steps = {query.makes: query for query in queries()}
    if name not in steps:
        raise UsageError(f"no panel is called {name!r}", hint=f"one of: {', '.join(steps)}; or a SELECT")
    written = _Written()
    fill_tables(written, arena)
    lookups = {table: translate(sql, dialect) for table, sql in written.tables.items()}
    if dialect == "bigquery":
        lookups |= _gdelt()
    made: dict[str, str] = {}
    _add(name, dialect, steps, lookups, made)
    parts = [f"{_MAKE[dialect]} {table} AS\n{sql};" for table, sql in made.items()]
    return "\n\n".join([*parts, f"SELECT * FROM {name};"])


def _gdelt() -> dict[str, str]:
    """Table ``event`` from GDELT's public tables, with what it looks up, in GoogleSQL."""
    written = _Written()
    for table, (columns, rows) in gdelt_public.lookups().items():
        written.fill(table, columns, rows)
    for table, columns in _GIVEN.items():
        written.fill(table, columns, [])
    found = {table: translate(sql, "bigquery") for table, sql in written.tables.items()}
    return {**found, "event": gdelt_public.event_sql(), "citation": gdelt_public.citation_sql()}


def _add(name: str, dialect: str, steps: Mapping[str, Query], lookups: Mapping[str, str], made: dict[str, str]) -> None:
    """Add a table and, before it, the ones it reads."""
    if name in made:
        return
    if name in steps:
        for table in _read(steps[name].sql):
            _add(table, dialect, steps, lookups, made)
        made[name] = translate(steps[name].sql, dialect, steps[name].values)
    elif name in lookups:
        for table in gdelt_public.lookups() if name == "event" else ():
            _add(table, dialect, steps, lookups, made)
        made[name] = lookups[name]


def _read(sql: str) -> list[str]:
    return sorted({table.name for table in parse(sql).find_all(exp.Table)})


def query(sql: str, dialect: str) -> str:
    """A SELECT of the house dialect in another one.

    Raises:
        UsageError: It uses what engines answer differently.
    """
    if found := faults(sql):
        raise UsageError(f"engines answer the query differently: {found[0]}",
                         hint="the rules: docs/explanation/house-dialect.md")  # fmt: skip
    return f"{translate(sql, dialect)};"
