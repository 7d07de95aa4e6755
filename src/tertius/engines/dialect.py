"""The house dialect: what a query may use, why the rest is refused, and its translation for other engines.

Two databases that accept the same text may answer it differently without a word. So a query of the product uses only
what is listed here and has been run on every engine; anything else is refused by name, with the reason where one is
known.
"""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

import sqlglot
from sqlglot import exp
from sqlglot.errors import ErrorLevel, SqlglotError

from tertius.model import EngineError, Value

ALLOWED = frozenset((
    exp.And, exp.Or, exp.Case, exp.If, exp.Cast, exp.Coalesce, exp.Nullif, exp.Exists,
    exp.Count, exp.Min, exp.Max, exp.Sum, exp.BitwiseOrAgg, exp.RowNumber, exp.Lag,
    exp.DateDiff, exp.Extract, exp.TimestampTrunc, exp.DateTrunc, exp.Floor, exp.Greatest, exp.Least, exp.Substring,
    exp.Length,
))  # fmt: skip
"""Functions a query of the product may call."""

_BY_NAME = frozenset(("bit_count",))
"""The same for functions that the parser knows by their name alone."""

REFUSED: Mapping[str, str] = MappingProxyType({
    "Log": "base 10 in DuckDB, base e elsewhere",
    "Ln": "logarithms are taken in Python, on the small panel",
    "Week": "weeks are counted from different days",
    "Median": "absent in BigQuery; medians are taken in Python",
    "Quantile": "interpolated differently; quantiles are taken in Python",
    "PercentileCont": "absent as an aggregate in BigQuery; quantiles are taken in Python",
    "ApproxQuantile": "another answer in every engine",
    "ApproxDistinct": "another answer in every engine",
    "ArrayAgg": "Spark loses the order of a list",
    "GroupConcat": "Spark loses the order of a list",
    "Avg": "a sum of floating-point numbers depends on the order of rows; divide sums of integers",
    "Rand": "random numbers are drawn in Python, with a seed",
    "CurrentDate": "a result may not depend on the day it is computed on",
    "CurrentTimestamp": "a result may not depend on the moment it is computed in",
    "First": "which row is first is not stated",
    "AnyValue": "which row is taken is not stated",
    "Round": "halves go up in one engine and to the even number in another",
    "IntDiv": "written and rounded differently",
    "Mod": "the sign of the remainder differs",
    "RegexpLike": "every engine has its own regular expressions",
    "GenerateSeries": "calendars come in as a table",
    "Unnest": "lists are written differently",
    "Explode": "lists are written differently",
    "Filter": "over a group of nulls one engine counts 0 and another null; write CASE",
    "Qualify": "not every engine knows it; write a subquery",
    "Interval": "the type of date and interval differs; add whole days",
    "hash": "every engine hashes differently",
})  # fmt: skip
"""Why something is refused, by the name it goes by here."""

_CONSTRUCTS = (exp.Filter, exp.Qualify, exp.IntDiv, exp.Mod, exp.Interval, exp.Unnest, exp.Limit)
_WHOLE = frozenset((exp.DataType.Type.BIGINT, exp.DataType.Type.INT))


def parse(sql: str) -> exp.Expr:
    """Read a query of the house dialect.

    Raises:
        EngineError: It cannot be read.
    """
    try:
        return sqlglot.parse_one(sql, read="duckdb")
    except SqlglotError as exc:
        raise EngineError(f"the query cannot be read: {' '.join(str(exc).split())[:200]}", sql=sql) from exc


def translate(sql: str, dialect: str, values: Mapping[str, Value] | None = None) -> str:
    """Write a query of the house dialect in another one; ``$name`` becomes a literal where ``values`` has it.

    Raises:
        EngineError: It cannot be read or said in the other dialect.
    """
    tree = parse(sql).transform(lambda node: _literal(node, values or {}))
    if dialect == "bigquery":
        tree = tree.transform(_running)
    try:
        return tree.sql(dialect=dialect, unsupported_level=ErrorLevel.RAISE)
    except SqlglotError as exc:
        raise EngineError(f"no {dialect} for the query: {' '.join(str(exc).split())[:200]}", sql=sql,
                          hint="write it in the house dialect: docs/explanation/house-dialect.md") from exc  # fmt: skip


def _literal(node: exp.Expr, values: Mapping[str, Value]) -> exp.Expr:
    if isinstance(node, exp.Placeholder) and node.name in values:
        return exp.convert(values[node.name])
    return node


def _running(node: exp.Expr) -> exp.Expr:
    # BigQuery takes no order of nulls in a running sum; a date in an order is never null (see faults)
    if isinstance(node, exp.Ordered):
        window = node.find_ancestor(exp.Window, exp.Select)
        if isinstance(window, exp.Window) and isinstance(window.this, exp.AggFunc):
            node.set("nulls_first", True)
    return node


def faults(sql: str) -> list[str]:
    """What in a query is outside the house dialect, each with its reason; empty when nothing is."""
    tree = parse(sql)
    found = [fault for node in tree.walk() for fault in _faults(node)]
    orders, stated = len(list(tree.find_all(exp.Ordered))), sql.upper().count(" NULLS ")
    if stated < orders:
        found.append("ORDER BY: engines put nulls at different ends; state NULLS FIRST or NULLS LAST")
    return sorted(set(found))


def _faults(node: exp.Expr) -> Iterator[str]:
    kind = type(node).__name__
    if isinstance(node, exp.Anonymous):
        kind = str(node.this).lower()
        if kind in _BY_NAME:
            return
    if isinstance(node, _CONSTRUCTS) or (isinstance(node, exp.Func) and type(node) not in ALLOWED):
        yield f"{kind}: {REFUSED.get(kind, 'not on the list of what every engine answers alike')}"
    elif (rule := _RULES.get(type(node))) and (reason := rule(node)):
        yield f"{kind}: {reason}"


def _sum(node: exp.Expr) -> str:
    outer = node.parent.parent if isinstance(node.parent, exp.Window) else node.parent
    cast = isinstance(outer, exp.Cast) and outer.to.this == exp.DataType.Type.BIGINT
    return "" if cast else "engines widen or wrap a sum differently; cast the sum to BIGINT"


def _extreme(node: exp.Expr) -> str:
    dates = all(isinstance(part, exp.Column) and part.name == "date" for part in (node.this, *node.expressions))
    return "" if dates else "a null makes the whole null in BigQuery and is skipped elsewhere; only event dates"


def _div(node: exp.Expr) -> str:
    left, right = (node.args[side].unnest() for side in ("this", "expression"))
    real = any(isinstance(part, exp.Cast) and part.to.this == exp.DataType.Type.DOUBLE for part in (left, right))
    counted = isinstance(right, exp.Window) or bool(right.find(exp.Placeholder))
    if not real:
        return "integers and decimals are divided differently; cast one side to DOUBLE"
    return "" if counted else "by zero is infinite here and an error there; divide by a count or a bound value"


def _truncate(node: exp.Expr) -> str:
    dated = isinstance(node.this, exp.Cast) and node.this.to.this == exp.DataType.Type.DATE
    back = isinstance(node.parent, exp.Cast) and node.parent.to.this == exp.DataType.Type.DATE
    return "" if dated and back else "some engines give a timestamp back; cast to DATE inside and outside"


def _cast(node: exp.Expr) -> str:
    if node.args["to"].this not in _WHOLE or isinstance(node.this, exp.Window | exp.Floor):
        return ""
    broken = node.this.find(exp.Div, exp.Mul) or isinstance(node.this, exp.Literal)
    return "halves are rounded up in one engine and cut off in another" if broken else ""


def _date_diff(node: exp.Expr) -> str:
    return "" if node.text("unit").upper() == "DAY" else "whole months are counted differently; count days"


def _extract(node: exp.Expr) -> str:
    return "" if node.name.upper() == "DAY" else "weeks and days of the week are counted from different days; take DAY"


def _literal_number(node: exp.Expr) -> str:
    fraction = not node.is_string and "." in node.name
    return "a fraction is a decimal here and a double there; bind it or cast a whole number" if fraction else ""


_RULES: Mapping[type[exp.Expr], Callable[[exp.Expr], str]] = MappingProxyType({
    exp.Sum: _sum, exp.Greatest: _extreme, exp.Least: _extreme, exp.Div: _div, exp.TimestampTrunc: _truncate,
    exp.DateTrunc: _truncate, exp.Cast: _cast, exp.DateDiff: _date_diff, exp.Extract: _extract,
    exp.Literal: _literal_number,
})  # fmt: skip
