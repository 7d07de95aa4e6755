"""A question put to an engine: SQL text of the house dialect and its bound values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

Value: TypeAlias = str | int | float | bool | date | None


@dataclass(frozen=True)
class Query:
    """One statement that fills a table.

    Args:
        makes: Name of the table it makes.
        sql: A SELECT in the house dialect; values only as ``$name``.
        values: The bound values.
    """

    makes: str
    sql: str
    values: Mapping[str, Value] = field(default_factory=dict)
