"""The embedded engine: types, nulls, lines, transactions, and how its refusals are told."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tertius.engines import DuckDB
from tertius.engines.typed import answered
from tertius.model import EngineError, Query


@pytest.fixture
def engine() -> DuckDB:
    return DuckDB()


def test_a_frame_keeps_types_and_says_what_is_missing(engine: DuckDB) -> None:
    found = engine.frame("""
        SELECT * FROM (VALUES (DATE '2020-02-29', 'x', 1, 1.5, true), (NULL, NULL, NULL, NULL, NULL))
        t(day, word, whole, number, flag)
    """)
    assert found["day"].dtype == np.dtype("datetime64[D]")
    assert found["day"][0] == np.datetime64("2020-02-29")
    assert np.isnat(found["day"][1])
    assert found["word"].tolist() == ["x", None]
    assert found["whole"][0] == 1.0
    assert all(np.isnan(found[name][1]) for name in ("whole", "number", "flag"))


def test_columns_without_nulls_keep_their_own_type(engine: DuckDB) -> None:
    found = engine.frame("SELECT CAST(7 AS BIGINT) AS whole, true AS flag, DATE '2020-01-01' AS day WHERE true")
    assert (found["whole"].dtype, found["flag"].dtype) == (np.dtype("int64"), np.dtype("bool"))


def test_an_empty_frame_has_its_columns(engine: DuckDB) -> None:
    found = engine.frame("SELECT DATE '2020-01-01' AS day, 'x' AS word WHERE false")
    assert {name: len(column) for name, column in found.items()} == {"day": 0, "word": 0}
    assert found["day"].dtype == np.dtype("datetime64[D]")


SHARED = DuckDB()
VALUES = st.one_of(st.none(), st.text(st.characters(exclude_characters="\0", exclude_categories=("Cs",)), max_size=6))


@settings(max_examples=40, deadline=None, derandomize=True)
@given(st.lists(st.tuples(VALUES, st.one_of(st.none(), st.dates(date(1, 1, 1)))), max_size=5))
def test_what_is_filled_in_comes_back_as_it_was(rows: list[tuple[str | None, date | None]]) -> None:
    SHARED.fill("t", {"word": "VARCHAR", "day": "DATE"}, rows)
    assert sorted(SHARED.rows("SELECT word, day FROM t"), key=str) == sorted(rows, key=str)


def test_a_value_of_the_wrong_kind_is_refused(engine: DuckDB) -> None:
    with pytest.raises(EngineError, match="the database refused"):
        engine.fill("t", {"day": "DATE"}, [("tomorrow",)])


def test_lines_are_split_and_never_unquoted(engine: DuckDB, tmp_path: Path) -> None:
    path = tmp_path / "lines.tab"
    path.write_text('a\t"b\nc\td"\te\n\n"\t""\n', encoding="utf-8")
    engine.read_lines("raw", str(path), "\t", ("one", "two"))
    assert engine.rows("SELECT file_row, fields, one, two FROM raw ORDER BY file_row") == [
        (1, 2, "a", '"b'), (2, 3, "c", 'd"'), (3, 0, None, None), (4, 2, '"', '""')
    ]  # fmt: skip


def test_a_transaction_keeps_everything_or_nothing(engine: DuckDB) -> None:
    engine.make(Query("t", "SELECT 1 AS one"))
    with pytest.raises(ZeroDivisionError), engine.transaction():
        engine.run("DELETE FROM t")
        raise ZeroDivisionError("half way")
    assert engine.rows("SELECT * FROM t") == [(1,)]
    with engine.transaction():
        assert engine.append(Query("t", "SELECT 2 AS one")) == 1
    assert engine.rows("SELECT * FROM t ORDER BY one") == [(1,), (2,)]


def test_rows_are_appended_by_the_names_of_their_columns(engine: DuckDB) -> None:
    engine.run("CREATE TABLE t (one INTEGER, two VARCHAR)")
    engine.append(Query("t", "SELECT 'x' AS two, 1 AS one"))
    assert engine.rows("SELECT one, two FROM t") == [(1, "x")]


def test_values_are_bound_and_never_pasted(engine: DuckDB) -> None:
    hostile = "'; DROP TABLE t; --"
    engine.make(Query("t", "SELECT $word AS word", {"word": hostile}))
    assert engine.rows("SELECT word FROM t WHERE word = $word", {"word": hostile}) == [(hostile,)]


def test_an_answer_carries_its_names(engine: DuckDB) -> None:
    assert engine.answer("SELECT 1 AS one, 'x' AS two") == (("one", "two"), [(1, "x")])


@pytest.mark.parametrize("sql", ["SELEC 1", "SELECT * FROM absent", "SELECT $x", "", "SELECT CAST('x' AS INTEGER)"])
def test_a_refusal_is_an_error_of_the_house_with_its_sql(engine: DuckDB, sql: str) -> None:
    with pytest.raises(EngineError) as told:
        engine.rows(sql)
    assert told.value.sql == sql
    assert "\n" not in told.value.args[0]


def test_a_study_open_for_reading_refuses_to_be_written(tmp_path: Path) -> None:
    path = tmp_path / "study.duckdb"
    engine = DuckDB(path)
    engine.make(Query("t", "SELECT 1 AS one"))
    engine.close()
    reader = DuckDB(path, read_only=True)
    with pytest.raises(EngineError):
        reader.run("DELETE FROM t")
    with pytest.raises(EngineError):
        reader.rows(f"SELECT * FROM read_text('{path}')")
    assert reader.rows("SELECT * FROM t") == [(1,)]
    reader.close()


def test_a_file_that_is_no_database_is_told_with_its_name(tmp_path: Path) -> None:
    path = tmp_path / "notes.duckdb"
    path.write_text("some notes, long enough to be taken for something\n" * 50, encoding="utf-8")
    with pytest.raises(EngineError, match=r"notes\.duckdb cannot be opened as a study"):
        DuckDB(path)


def test_a_large_transaction_is_written_once(tmp_path: Path) -> None:
    engine = DuckDB(tmp_path / "study.duckdb")
    engine.run("CREATE TABLE number (one BIGINT, text VARCHAR)")
    usual = engine.rows("SELECT CURRENT_SETTING('checkpoint_threshold')")
    log = tmp_path / "study.duckdb.wal"
    many = Query("number", "SELECT 0 AS one, 'a text of some length ' || range AS text FROM RANGE(200000)")
    with engine.transaction():
        assert engine.append(many, as_written=True) == 200_000
        engine.run("UPDATE number SET one = rowid")  # in the log, every row that is touched stands in full
    assert not log.exists() or log.stat().st_size < 100_000
    assert engine.rows("SELECT CURRENT_SETTING('checkpoint_threshold')") == usual
    engine.close()
    assert DuckDB(tmp_path / "study.duckdb").rows("SELECT COUNT(DISTINCT one) FROM number") == [(200_000,)]


def test_a_database_in_memory_leaves_no_folder_where_it_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    engine = DuckDB()
    engine.run("SET memory_limit = '30MB'")
    engine.run("CREATE TABLE big AS SELECT range AS n, HASH(range) AS h, HASH(range + 1) AS i FROM RANGE(2000000)")
    (spilled,) = engine.rows("SELECT SUM(size) FROM duckdb_temporary_files()")
    assert spilled[0], "it had to go to disk"
    assert list(tmp_path.iterdir()) == []
    folder = Path(str(engine.rows("SELECT CURRENT_SETTING('temp_directory')")[0][0]))
    assert folder.exists()
    engine.close()
    assert not folder.exists()


def test_a_closed_study_says_so_whatever_is_asked_of_it(engine: DuckDB) -> None:
    engine.close()
    for ask in (lambda: engine.rows("SELECT 1"), lambda: engine.fill("t", {"a": "INTEGER"}, [(1,)])):
        with pytest.raises(EngineError, match="the study is closed"):
            ask()
    engine.close()


@pytest.mark.parametrize(
    "text",
    [
        "EXPLAIN ANALYZE DELETE FROM t",
        "EXPLAIN (ANALYZE) DELETE FROM t",
        "EXPLAIN ANALYZE CREATE TABLE mine AS SELECT 1",
        "CREATE TABLE mine AS PIVOT t ON n",
        "INSERT INTO t PIVOT t ON n",
        "WITH a AS (DELETE FROM t RETURNING *) SELECT * FROM a",
    ],
)
def test_a_typed_query_writes_nothing_though_the_database_is_open_for_writing(engine: DuckDB, text: str) -> None:
    engine.run("CREATE TABLE t AS SELECT 1 AS n")
    with pytest.raises(EngineError, match="read-only"):
        answered(engine, text)
    assert answered(engine, "PIVOT t ON n")[0] == ("1",)
    assert answered(engine, "EXPLAIN ANALYZE SELECT n FROM t")[1]
    assert answered(engine, "SELECT n FROM t") == (("n",), [(1,)])
    assert engine.answer("SHOW TABLES")[1] == [("t",)]
    engine.run("INSERT INTO t VALUES (2)")
