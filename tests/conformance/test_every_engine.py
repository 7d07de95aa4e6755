"""Every engine gives the same rows and the same types for every query of the product.

DuckDB is what the others are held to; the panels themselves are held to slow twins elsewhere. Spark runs on this
machine; BigQuery's language runs in Google's reference evaluator. One process starts each of them once, and what the
evaluator is compiled to (some seconds) is kept between runs. One query runs on each every time, the rest is slow.
"""

import json
import os
import platform
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlglot
import wasmtime
from breadth import slow_after
from sqlglot import exp
from wasmtime import _ffi as wasmtime_c  # its Python has no name for this compiler
from zetasql.core import wasm_client

from tertius.arenas import arena
from tertius.engines import DuckDB
from tertius.engines.dialect import faults, translate
from tertius.engines.spark import Spark, local_session
from tertius.model import EngineError, Query
from tertius.sources import gdelt_public, source
from tertius.study import Study, emitting
from tertius.study.preparing import fill_tables, queries

sys.path.insert(0, str(Path(__file__).parents[2]))

from benchmarks.engines import awkward, googlesql

pytestmark = [
    # Spark's Python side says so of every pandas of the day, and never loads it here
    pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas:FutureWarning"),
]
QUERIES = queries()
BROAD = slow_after(1, sorted(QUERIES, key=lambda query: query.makes != "pair_act"))
"""One of the queries every time, the others slow."""
SPARK_TYPES = {"VARCHAR": "string", "BIGINT": "bigint", "INTEGER": "int", "DOUBLE": "double", "BOOLEAN": "boolean",
               "DATE": "date"}  # fmt: skip
# small tables: compiling (of Java, of each expression), shuffling and clever plans cost more than they save
SMALL = {"spark.driver.defaultJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
         "spark.sql.constraintPropagation.enabled": "false",
         "spark.sql.shuffle.partitions": "1", "spark.sql.adaptive.enabled": "false",
         "spark.sql.codegen.wholeStage": "false", "spark.sql.codegen.factoryMode": "NO_CODEGEN",
         "spark.sql.autoBroadcastJoinThreshold": "-1"}  # fmt: skip

# number of the compiler Winch in wasmtime.h, and machines it writes code for
WINCH, WINCH_KNOWS = 2, ("x86_64", "AMD64")


def named(query: Query) -> str:
    return query.makes


def inputs(query: Query) -> set[str]:
    """Tables a query reads."""
    return {table.name for table in sqlglot.parse_one(query.sql, read="duckdb").find_all(exp.Table)}


def types(engine: DuckDB, table: str) -> dict[str, str]:
    return {str(name): str(kind) for name, kind in
            engine.rows(f"SELECT column_name, column_type FROM (DESCRIBE {table})")}  # fmt: skip


def counted(rows: list[tuple[Any, ...]]) -> list[str]:
    """Rows as a bag; a number keeps its type and its last digit."""
    return sorted(map(repr, map(tuple, rows)))


@pytest.fixture(scope="module")
def duck() -> Iterator[DuckDB]:
    engine = DuckDB()
    fill_tables(engine, arena(awkward.ARENA))
    awkward.fill(engine)
    for query in QUERIES:
        engine.make(query, temporary=True)
    yield engine
    engine.close()


def compiled_plainly() -> wasmtime.Config:
    """Google's evaluator (28 MB of WebAssembly) compiled by the compiler that is quick itself, not its code."""
    made = wasmtime.Config()
    if platform.machine() in WINCH_KNOWS:
        wasmtime_c.wasmtime_config_strategy_set(made.ptr(), WINCH)
        made.wasm_threads = True  # this compiler leaves them off unless told
    return made


@pytest.fixture(scope="module", autouse=True)
def compiled_once(request: pytest.FixtureRequest) -> Iterator[None]:
    """The evaluator is compiled the quick way, and found in pytest's cache after; wasmtime sees to it that it fits."""
    settings = None
    if request.config.pluginmanager.hasplugin("cacheprovider"):
        folder = request.config.cache.mkdir("wasmtime")
        settings = folder / "settings.toml"
        settings.write_text(f"[cache]\ndirectory = {json.dumps(str(folder / 'code'))}\n", encoding="utf-8")

    def config() -> wasmtime.Config:
        made = compiled_plainly()
        if settings:
            made.cache = str(settings)
        return made

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(wasm_client, "Config", config)
        yield


@pytest.fixture(scope="module")
def session() -> Iterator[Any]:
    started = local_session(cores=2, memory="2g", settings=SMALL)
    yield started
    started.stop()


@pytest.fixture(scope="module")
def spark_over(duck: DuckDB, session: Any, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Spark]:
    """Spark over tables that DuckDB made, so that each query is held to its own; a table is handed over once."""
    engine, lake, known = Spark(session), tmp_path_factory.mktemp("lake"), set[str]()

    def hand_over(*tables: str) -> Spark:
        for table in sorted(set(tables) - known):
            duck.write_parquet(Query(table, f"SELECT * FROM {table}"), str(lake / table))
            engine.scan_parquet(table, str(lake / table))
            known.add(table)
        return engine

    return hand_over


@pytest.mark.parametrize("query", QUERIES, ids=named)
def test_the_awkward_study_says_something_of_every_query(duck: DuckDB, query: Query) -> None:
    assert len(duck.rows(f"SELECT * FROM {query.makes}")) > 0


@pytest.mark.parametrize("query", QUERIES, ids=named)
def test_a_query_of_the_product_keeps_to_the_house_dialect(query: Query) -> None:
    assert faults(query.sql) == []


@pytest.mark.slow
@pytest.mark.parametrize("query", QUERIES, ids=named)
def test_spark_gives_the_rows_and_types_of_duckdb(duck: DuckDB, spark_over: Callable[..., Spark], query: Query) -> None:
    kinds, asked, spark = types(duck, query.makes), "SELECT * FROM asked", spark_over(*inputs(query))
    spark.make(Query("asked", query.sql, query.values))  # under another name: the tables stay those of DuckDB
    assert spark.names(asked) == tuple(kinds)
    assert spark.types(asked) == tuple(SPARK_TYPES[kind] for kind in kinds.values())
    assert counted(spark.rows(asked)) == counted(duck.rows(f"SELECT * FROM {query.makes}"))


@pytest.mark.parametrize("query", BROAD, ids=named)
def test_the_language_of_bigquery_gives_the_rows_and_types_of_duckdb(duck: DuckDB, query: Query) -> None:
    tables = {
        name: googlesql.Table(types(duck, name), duck.rows(f"SELECT * FROM {name}")) for name in sorted(inputs(query))
    }
    found = googlesql.evaluate(translate(query.sql, "bigquery", query.values), tables)
    kinds = types(duck, query.makes)
    assert found.columns == {name: googlesql.KINDS[kind][0] for name, kind in kinds.items()}
    assert counted(list(found.rows)) == counted(duck.rows(f"SELECT * FROM {query.makes}"))  # type: ignore[arg-type]


GDELT = Path(__file__).parents[1] / "fixtures" / "gdelt" / "sample.export.csv"
PUBLIC = {"global_event_id": ("GLOBALEVENTID", "BIGINT"), "sql_date": ("SQLDATE", "BIGINT"),
          "actor1_code": ("Actor1Code", "VARCHAR"), "actor2_code": ("Actor2Code", "VARCHAR"),
          "actor1_geo_country_code": ("Actor1Geo_CountryCode", "VARCHAR"),
          "actor2_geo_country_code": ("Actor2Geo_CountryCode", "VARCHAR"), "event_code": ("EventCode", "VARCHAR"),
          "action_geo_type": ("ActionGeo_Type", "BIGINT"), "action_geo_full_name": ("ActionGeo_FullName", "VARCHAR"),
          "action_geo_country_code": ("ActionGeo_CountryCode", "VARCHAR"),
          "source_url": ("SOURCEURL", "VARCHAR")}  # fmt: skip
CODED = ("RUS", "RUSGOV", "IGOUNO", "IGOUNOUNHCR", "GEO", "GEOGOV", "GEOMIL", "EDU", "AZEREB", "ARMCVLMIL", "EURGOV",
         "IGOEUREEC", "INTMIL", "ROMGOV", "USAGOVMIL", "RU", "RUSGO", "XXXGOV", "TURCHRGOV", "NGOHRI", "MEA",
         "")  # fmt: skip


def public_rows() -> list[list[str]]:
    """The invented sample, and its first row again with actor codes of every shape at places of every kind."""
    lines = [line.split("\t") for line in GDELT.read_text(encoding="utf-8").splitlines()]
    # a public table holds an event once; a file may repeat one, which a load sets aside
    lines = list({line[0]: line for line in reversed(lines)}.values())
    at = {name: source("gdelt").columns.index(name) for name in PUBLIC}
    number = 900_000_000
    for code in CODED:
        for place in ("GG", "US", "RS", ""):
            row = list(lines[0])
            number += 1
            row[at["global_event_id"]], row[at["actor1_code"]], row[at["actor2_code"]] = str(number), code, "AZEGOV"
            row[at["actor1_geo_country_code"]] = place
            lines.append(row)
    return lines


@pytest.fixture(scope="module")
def gdelt(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Study]:
    """The rows as the loader reads them."""
    file = tmp_path_factory.mktemp("gdelt") / "rows.export.csv"
    file.write_text("".join("\t".join(row) + "\n" for row in public_rows()), encoding="utf-8")
    with Study() as study:
        study.load("gdelt", file)
        study.prepare(awkward.ARENA)
        yield study


def run_script(text: str) -> dict[str, googlesql.Table]:
    """Run the statements of an emitted script one after the other, over the rows as a public table."""
    columns = source("gdelt").columns
    rows = [[_cell(row[columns.index(name)], kind) for name, (_, kind) in PUBLIC.items()] for row in public_rows()]
    tables = {gdelt_public.EVENTS: googlesql.Table(dict(PUBLIC.values()), rows)}
    back = {kind: ours for ours, (kind, _) in googlesql.KINDS.items() if ours != "INTEGER"}
    for made, sql in re.findall(r"^CREATE TEMP TABLE (\w+) AS\n(.*?);$", text, re.M | re.S):
        found = googlesql.evaluate(sql, tables)
        tables[made] = googlesql.Table({name: back[kind] for name, kind in found.columns.items()}, found.rows)
    return tables


def _cell(text: str, kind: str) -> str | int | None:
    return text if kind == "VARCHAR" else int(text) if text else None


@pytest.mark.slow
def test_the_script_for_bigquery_reads_public_tables_as_the_loader_reads_the_file(gdelt: Study) -> None:
    tables = run_script(emitting.script("pair_act", "bigquery", arena(awkward.ARENA)))
    # publishers are unknown in the public tables, so nobody is named as teller either
    unknown = ("publisher", "publisher_country", "publisher_owner", "voice")

    def asked(table: str) -> str:
        return ", ".join("NULL" if name in unknown else name for name in tables[table].columns)

    expected = gdelt.sql(f"SELECT {asked('event')} FROM event")[1]
    assert counted(list(tables["event"].rows)) == counted(list(expected))  # type: ignore[arg-type]
    assert len(expected) > len(CODED)
    acts = gdelt.sql(f"SELECT {asked('pair_act')} FROM pair_act")[1]
    assert counted(list(tables["pair_act"].rows)) == counted(list(acts))  # type: ignore[arg-type]
    assert len(acts) > 0


@pytest.mark.slow
def test_a_frame_of_spark_is_a_frame_of_duckdb(duck: DuckDB, spark_over: Callable[..., Spark]) -> None:
    sql = ("SELECT date, source, mutual, fatalities, weight, file_row, due FROM event "
           "ORDER BY file_row NULLS LAST")  # fmt: skip
    ours, theirs = duck.frame(sql), spark_over("event").frame(sql)
    assert {name: column.dtype for name, column in theirs.items()} == {n: c.dtype for n, c in ours.items()}
    assert all(theirs[name].astype(str).tolist() == ours[name].astype(str).tolist() for name in ours)


@pytest.mark.slow
def test_workers_of_a_local_session_run_on_a_python_that_was_chosen(session: Any) -> None:
    # `python3` of the machine otherwise, and Spark refuses workers of another version than the one that asks
    assert session.sparkContext.pythonExec == os.environ["PYSPARK_PYTHON"]


@pytest.mark.slow
def test_from_parquet_to_roles_spark_and_duckdb_say_the_same(session: Any, tmp_path: Path) -> None:
    with Study() as study, Study(tmp_path / "home.duckdb") as home:
        study.load("chronicle")
        study.export(tmp_path / "lake")
        home.gather(tmp_path / "lake", "south-caucasus", Spark(session))
        assert home.roles("south-caucasus", "ARM-AZE") == study.roles("south-caucasus", "ARM-AZE")
        assert home.changes("south-caucasus", "ARM-AZE") == study.changes("south-caucasus", "ARM-AZE")


@pytest.mark.slow
def test_what_spark_cannot_do_it_refuses_by_name(spark_over: Callable[..., Spark]) -> None:
    spark = spark_over()
    with pytest.raises(EngineError, match="Spark cannot add to t"):
        spark.append(Query("t", "SELECT 1 AS one"))
    with pytest.raises(EngineError, match=r"Spark cannot load a\.tab"):
        spark.read_lines("raw", "a.tab", "\t", ("one",))
    with pytest.raises(EngineError, match=r"Spark cannot load a\.tab"):
        spark.scan_lines("raw", ["a.tab"], "\t", ("one",), 1)


@pytest.mark.slow
@pytest.mark.parametrize("sql", ["SELECT * FROM absent", "SELECT CAST('x' AS INTEGER) AS x", "SELECT nothing(1)"])
def test_a_refusal_of_spark_is_one_line_with_its_sql(spark_over: Callable[..., Spark], sql: str) -> None:
    with pytest.raises(EngineError, match="Spark refused") as told:
        spark_over().rows(sql)
    assert told.value.sql
    assert "\n" not in told.value.args[0]
    assert os.linesep not in told.value.args[0]
