"""What engines answer differently is refused by name; what is allowed is said in every dialect."""

import pytest

from tertius.engines import DIALECTS
from tertius.engines.dialect import ALLOWED, REFUSED, faults, translate
from tertius.model import EngineError

REFUSALS = [
    ("SELECT LOG(x) FROM t", "Log: base 10 in DuckDB"),
    ("SELECT LEAST(a, b) FROM t", "Least: a null makes the whole null in BigQuery"),
    ("SELECT GREATEST(a, date) FROM t", "Greatest: a null"),
    ("SELECT LIST(x ORDER BY y NULLS LAST) FROM t", "Spark loses the order of a list"),
    ("SELECT STRING_AGG(x, ',') FROM t", "Spark loses the order of a list"),
    ("SELECT EXTRACT(WEEK FROM d) FROM t", "Extract: weeks"),
    ("SELECT CAST(n * 2 AS BIGINT) FROM t", "Cast: halves"),
    ("SELECT CAST(2.5 AS BIGINT)", "Cast: halves"),
    ("SELECT a / b FROM t", "Div: integers and decimals"),
    ("SELECT CAST(a AS DOUBLE) / b FROM t", "Div: by zero"),
    ("SELECT a // b FROM t", "IntDiv"),
    ("SELECT MEDIAN(x) FROM t", "Median: absent in BigQuery"),
    ("SELECT QUANTILE_CONT(x, 0.5) FROM t", "quantiles are taken in Python"),
    ("SELECT HASH(x) FROM t", "hash: every engine"),
    ("SELECT DATE_DIFF('month', a, b) FROM t", "DateDiff: whole months"),
    ("SELECT DATE_TRUNC('month', d) FROM t", "cast to DATE inside and outside"),
    ("SELECT SUM(n) FROM t", "Sum: engines widen"),
    ("SELECT AVG(n) FROM t", "Avg: a sum of floating"),
    ("SELECT COUNT(*) FILTER (WHERE a) FROM t", "Filter: over a group of nulls"),
    ("SELECT a FROM t QUALIFY ROW_NUMBER() OVER (ORDER BY a NULLS LAST) = 1", "Qualify"),
    ("SELECT d + INTERVAL 1 MONTH FROM t", "Interval"),
    ("SELECT UNNEST(x) FROM t", "lists are written differently"),
    ("SELECT a FROM t ORDER BY a", "state NULLS FIRST or NULLS LAST"),
    ("SELECT a FROM t LIMIT 1", "Limit"),
    ("SELECT RANDOM()", "Rand: random numbers"),
    ("SELECT CURRENT_DATE", "CurrentDate"),
    ("SELECT ROUND(x) FROM t", "Round: halves"),
    ("SELECT REGEXP_MATCHES(a, 'x') FROM t", "regular expressions"),
    ("SELECT JARO_SIMILARITY(a, b) FROM t", "not on the list"),
    ("SELECT 1.0 AS one", "a fraction is a decimal here"),
]


@pytest.mark.parametrize(("sql", "reason"), REFUSALS)
def test_what_engines_answer_differently_is_refused_with_the_reason(sql: str, reason: str) -> None:
    assert any(reason in fault for fault in faults(sql)), faults(sql)


@pytest.mark.parametrize("sql", [
    "SELECT a, CAST(SUM(n) AS BIGINT) AS n, COUNT(DISTINCT b) AS m FROM t GROUP BY a",
    "SELECT CAST(DATE_TRUNC('month', CAST(date AS DATE)) AS DATE) AS month, GREATEST(x.date, y.date) AS d FROM t",
    "SELECT CAST(EXTRACT(DAY FROM d) AS INTEGER) AS day FROM t",
    "SELECT DATE_DIFF('day', a, b), CAST($days AS BIGINT), SUBSTR(code, 1, 2), COALESCE(a, b) FROM t",
    "SELECT CAST(1 AS DOUBLE) / COUNT(*) OVER (PARTITION BY a) AS share FROM t",
    "SELECT ROW_NUMBER() OVER (PARTITION BY a ORDER BY b NULLS LAST, c NULLS LAST) AS turn FROM t",
])  # fmt: skip
def test_what_every_engine_answers_alike_is_allowed_and_can_be_said(sql: str) -> None:
    assert faults(sql) == []
    assert all(translate(sql, dialect) for dialect in DIALECTS)


def test_nothing_is_both_allowed_and_refused() -> None:
    assert {kind.__name__ for kind in ALLOWED} & set(REFUSED) == set()


def test_values_become_literals_that_cannot_leave_their_quotes() -> None:
    hostile = "x'; DROP TABLE t; -- \\"
    assert translate("SELECT $word AS w", "spark", {"word": hostile}) == "SELECT 'x\\'; DROP TABLE t; -- \\\\' AS w"
    assert translate("SELECT $n AS n, $other AS o", "bigquery", {"n": 2}) == "SELECT 2 AS n, @other AS o"


def test_what_cannot_be_read_or_said_is_one_line_with_its_sql() -> None:
    with pytest.raises(EngineError, match="cannot be read") as told:
        translate("SELEC 1 FROM", "spark")
    assert "\n" not in told.value.args[0]
    with pytest.raises(EngineError, match="no bigquery for the query"):
        translate("SELECT STRING_AGG(x, ',' ORDER BY y NULLS LAST) FROM t", "bigquery")
