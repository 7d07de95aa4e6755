"""A query a user types sees the study and nothing else of the machine, and changes nothing."""

import csv
import hashlib
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

Call = Callable[..., Result]


def test_a_query_answers_in_every_format(desk: Any, call: Call) -> None:
    query = "SELECT dataset, COUNT(*) AS n FROM event GROUP BY dataset ORDER BY dataset"
    rows = list(csv.DictReader(io.StringIO(call("sql", desk.study, query, "--format", "csv").stdout)))
    assert [row["dataset"] for row in rows] == ["chronicle", "icews"]
    as_json = json.loads(call("sql", desk.study, query, "--format", "json").stdout)
    found = as_json if isinstance(as_json, list) else as_json["items"]
    assert [str(row["n"]) for row in found] == [row["n"] for row in rows]
    assert "chronicle" in call("sql", desk.study, query).stdout


FORBIDDEN = [
    "COPY (SELECT 1) TO '{out}'",
    "COPY event TO '{out}' (FORMAT csv)",
    "EXPORT DATABASE '{out}'",
    "SELECT * FROM read_csv('{secret}')",
    "SELECT * FROM read_text('{secret}')",
    "SELECT * FROM read_blob('{secret}')",
    "SELECT * FROM '{secret}'",
    "SELECT * FROM glob('{folder}/*')",
    "ATTACH '{out}'",
    "ATTACH '{secret}' AS other",
    "INSERT INTO event SELECT * FROM event",
    "UPDATE event SET code = '010'",
    "DELETE FROM event",
    "DROP TABLE event",
    "CREATE TABLE mine AS SELECT 1 AS one",
    "SELECT 1; DELETE FROM event",
    "SET enable_external_access = true",
    "RESET enable_external_access",
    "INSTALL httpfs",
    "LOAD httpfs",
    "IMPORT DATABASE '{folder}'",
    "SELECT * FROM read_csv('https://example.org/x.csv')",
]


@pytest.mark.parametrize("query", FORBIDDEN)
def test_a_query_cannot_write_and_cannot_touch_another_file(desk: Any, call: Call, tmp_path: Path, query: str) -> None:
    secret, out = tmp_path / "secret.csv", tmp_path / "out"
    secret.write_text("word\nhidden\n", encoding="utf-8")
    before = hashlib.sha256(desk.study.read_bytes()).hexdigest()
    result = call("sql", desk.study, query.format(secret=secret, out=out, folder=tmp_path))
    assert result.exit_code == 1, result.output
    assert result.stdout == ""
    assert "hidden" not in result.output
    lines = result.stderr.splitlines()
    assert lines[0].startswith("error: ")
    assert len(lines) <= 2
    assert [path.name for path in tmp_path.iterdir()] == ["secret.csv"]
    assert hashlib.sha256(desk.study.read_bytes()).hexdigest() == before


@pytest.mark.parametrize(
    "query", ["", "   ", "/* only a remark */", "SELEC 1", "SELECT nothing FROM event", "SELECT $x"]
)
def test_a_query_that_cannot_be_run_is_told_in_one_line(desk: Any, call: Call, query: str) -> None:
    result = call("sql", desk.study, query)
    assert result.exit_code == 1
    assert result.stderr.startswith("error: ")
    assert len(result.stderr.splitlines()) <= 2
    assert "Traceback" not in result.stderr


def test_a_query_runs_once() -> None:
    from tertius.engines import DuckDB

    engine = DuckDB()
    assert engine.answer("CREATE TEMPORARY SEQUENCE once")
    engine.close()


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("SELECT 1; SELECT 2", "the query holds 2 statements, and one is answered"),
        ("DELETE FROM event", "only SELECT is answered, and this is DELETE"),
        ("CREATE TEMPORARY TABLE mine AS SELECT 1", "only SELECT is answered, and this is CREATE"),
        (" ; ", "the query is empty"),
    ],
)
def test_what_is_not_one_select_is_refused_as_such(desk: Any, call: Call, query: str, told: str) -> None:
    result = call("sql", desk.study, query)
    assert result.exit_code == 1
    assert result.stderr.splitlines()[0] == f"error: {told}"
    assert "panels" not in result.stderr


@pytest.mark.parametrize("query", ["SELECT 1;", "FROM event LIMIT 1", "DESCRIBE event", "SHOW TABLES", "VALUES (1)",
                                   "EXPLAIN SELECT 1", "WITH a AS (SELECT 1 AS n) SELECT n FROM a",
                                   "PIVOT (SELECT dataset, code FROM event LIMIT 9) ON dataset"])  # fmt: skip
def test_every_way_to_ask_is_answered(desk: Any, call: Call, query: str) -> None:
    result = call("sql", desk.study, query)
    assert (result.exit_code, bool(result.stdout)) == (0, True), result.output
