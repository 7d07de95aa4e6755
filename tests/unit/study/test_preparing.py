"""Panels of an arena are tables; those of the whole world are views, counted when they are asked for."""

from pathlib import Path

from tertius.arenas import arena
from tertius.engines import DuckDB
from tertius.model import Query
from tertius.panels import dyad_day, dyad_month, venue_day
from tertius.study import Study, preparing, schema


def test_panels_of_the_whole_world_are_counted_when_asked_for() -> None:
    with Study() as study:
        study.load("chronicle")
        study.prepare("south-caucasus")
        for query in (dyad_day(), dyad_month()):
            shown = study.sql(f"SELECT * FROM {query.makes} ORDER BY ALL")
            assert shown == study.sql(f"SELECT * FROM ({query.sql}) q ORDER BY ALL")
            assert len(shown[1]) > 0
        views = study.sql("SELECT view_name FROM duckdb_views() WHERE NOT internal ORDER BY 1")[1]
        assert {name for (name,) in views} >= set(preparing.SHOWN)


def test_a_panel_that_an_earlier_version_kept_becomes_a_view(tmp_path: Path) -> None:
    file = tmp_path / "study.duckdb"
    with Study(file) as study:
        study.load("chronicle")
    engine = DuckDB(file)
    for name in preparing.SHOWN:
        engine.make(Query(name, "SELECT 1 AS stale"))
    engine.close()
    with Study(file) as study:
        study.prepare("south-caucasus")
        assert study.sql("SELECT COUNT(*) > 1 FROM dyad_day")[1] == [(True,)]
        assert "stale" not in study.sql("SELECT * FROM dyad_month")[0]


def test_names_of_two_sides_are_not_compared_before_events_are_read() -> None:
    """Where names of sides lie in a small table, joining every name with every other costs more than all events."""
    engine = DuckDB()
    schema.create(engine)
    preparing.fill_tables(engine, arena("south-caucasus"))
    engine.run("INSERT INTO lean_file BY NAME SELECT 1 AS file, 'gdelt' AS dataset, 'hash' AS file_sha256")
    engine.run("INSERT INTO lean_code BY NAME SELECT 1 AS number, '040' AS code, 'TALK' AS event_class, 'VC' AS quad")
    engine.run("INSERT INTO lean_side BY NAME SELECT range AS side, 'name ' || range AS name, 'A' || range AS actor, "
               "'GOV' AS sector FROM RANGE(1, 101)")  # fmt: skip
    engine.run("INSERT INTO lean_event BY NAME SELECT 1 AS file, range AS file_row, range AS native_id, 1 AS code, "
               "DATE '2020-01-01' + CAST(range % 300 AS INTEGER) AS date, 0 AS country, 0 AS outlet, "
               "1 + range % 100 AS source, 1 + range * 7 % 100 AS target FROM RANGE(20000)")  # fmt: skip
    plain = dyad_day().sql.replace("COALESCE(source <> target, FALSE)", "source <> target")
    assert "Nested Loop Join" in plan(engine, Query("dyad_day", plain))
    for query in (dyad_day(), dyad_month(), venue_day()):
        assert "Nested Loop Join" not in plan(engine, query)


def plan(engine: DuckDB, query: Query) -> str:
    return str(engine.rows(f"EXPLAIN {query.sql}", query.values)[0][1])
