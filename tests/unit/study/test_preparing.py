"""Panels are made of whatever event table is there, whoever made it."""

from tertius.engines.duckdb import DuckDB
from tertius.study import preparing


def test_panels_need_no_table_but_those_a_study_shows() -> None:
    engine = DuckDB(":memory:")
    engine.run(
        "CREATE VIEW event AS SELECT CAST(range AS DATE) AS date "
        "FROM RANGE(TIMESTAMP '2019-12-31', TIMESTAMP '2020-01-02', INTERVAL 1 DAY)"
    )
    assert preparing._years(engine) == []
    engine.run("CREATE OR REPLACE VIEW event AS SELECT DATE '2020-05-01' + CAST(range % 400 AS INTEGER) AS date "
               f"FROM RANGE({preparing.MANY})")  # fmt: skip
    assert [span.start.year for span in preparing._years(engine)] == [2020, 2021]
