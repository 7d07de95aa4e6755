"""A query as a user types it: one SELECT, and nothing else."""

from collections.abc import Mapping

import duckdb

from tertius.engines.duckdb import DuckDB
from tertius.engines.refusals import refusal
from tertius.model import UsageError, Value

_ANSWERED = (duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN, duckdb.StatementType.MULTI)
"""Kinds that answer: SELECT, also as WITH, FROM, VALUES, SHOW or DESCRIBE; PIVOT is a MULTI."""


def answered(engine: DuckDB, text: str, values: Mapping[str, Value] | None = None
             ) -> tuple[tuple[str, ...], list[tuple[Value, ...]]]:  # fmt: skip
    """Return the names of the columns of a SELECT, and its rows.

    Raises:
        UsageError: The text holds no statement, several, or one of another kind; nothing of it is run.
        EngineError: It cannot be read or answered.
    """
    try:
        found = duckdb.extract_statements(text)
    except duckdb.Error as exc:
        raise refusal(exc, text) from exc
    if not found:
        raise UsageError("the query is empty", hint="write a SELECT")
    if len(found) > 1:
        raise UsageError(f"the query holds {len(found)} statements, and one is answered", hint="ask them one by one")
    if found[0].type not in _ANSWERED:
        raise UsageError(f"only SELECT is answered, and this is {found[0].type.name}",
                         hint="data come in by `tertius load`, and nothing is changed by a query")  # fmt: skip
    with engine.reading():  # CREATE ... AS PIVOT is a MULTI too, and EXPLAIN ANALYZE runs what it explains
        return engine.answer(text, values)
