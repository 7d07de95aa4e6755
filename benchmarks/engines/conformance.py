"""A million awkward events on DuckDB and Spark: the same rows and types on every query of the product?

``python -m benchmarks.engines.conformance [EVENTS] [GOOGLESQL_EVENTS]``: the events are those of the test suite,
more of them; the language of BigQuery is run on fewer (its reference evaluator is slow), 2,000 unless said otherwise.
"""

import sys
import tempfile
import time
from pathlib import Path

import sqlglot
from sqlglot import exp

from benchmarks.engines import awkward, googlesql
from tertius.arenas import arena
from tertius.engines import DuckDB
from tertius.engines.dialect import translate
from tertius.engines.spark import Spark, local_session
from tertius.model import Query
from tertius.study.preparing import fill_tables, queries

# panels in which every event of a side meets every other within days grow with the square of events on few days
SPREAD = {"event": "SELECT * REPLACE (CAST(date + CAST(file_row % 9000 AS INTEGER) AS DATE) AS date) FROM told"}


def study(count: int) -> DuckDB:
    """DuckDB with the awkward events spread over 25 years, and every panel made."""
    engine = DuckDB()
    engine.run("SET memory_limit = '4GB'")
    fill_tables(engine, arena(awkward.ARENA))
    awkward.fill(engine, count)
    engine.run("ALTER TABLE event RENAME TO told")
    engine.make(Query("event", SPREAD["event"]), temporary=True)
    for query in queries():
        engine.make(query, temporary=True)
    return engine


def spark(duck: DuckDB, folder: Path) -> int:
    """Compare every query; return how many differ."""
    engine, wrong = Spark(local_session(2, "3g")), 0
    tables = {t.name for q in queries() for t in sqlglot.parse_one(q.sql, read="duckdb").find_all(exp.Table)}
    for table in sorted(tables):
        duck.write_parquet(Query(table, f"SELECT * FROM {table}"), str(folder / table))
        engine.scan_parquet(table, str(folder / table))
    for query in queries():
        start, name = time.perf_counter(), query.makes
        engine.write_parquet(query, str(folder / f"spark_{name}"))
        duck.scan_parquet("theirs", str(folder / f"spark_{name}"))
        rows = duck.rows(f"SELECT COUNT(*) FROM {name}")[0][0]
        apart = [duck.rows(f"SELECT COUNT(*) FROM (SELECT * FROM {one} EXCEPT ALL SELECT * FROM {other}) x")[0][0]
                 for one, other in ((name, "theirs"), ("theirs", name))]  # fmt: skip
        kinds = [duck.rows(f"SELECT column_name, column_type FROM (DESCRIBE {one})") for one in (name, "theirs")]
        same = apart == [0, 0] and kinds[0] == kinds[1]
        wrong += not same
        print(f"Spark     {name:18} {rows:>10} rows  {'same' if same else f'DIFFERS {apart} {kinds}'}"
              f"  {time.perf_counter() - start:6.1f} s")  # fmt: skip
    engine.close()
    return wrong


def google(duck: DuckDB) -> int:
    """Compare every query in the language of BigQuery; return how many differ."""
    wrong = 0
    for query in queries():
        start, name, tables = time.perf_counter(), query.makes, {}
        for table in {t.name for t in sqlglot.parse_one(query.sql, read="duckdb").find_all(exp.Table)}:
            kinds = {str(n): str(k) for n, k in duck.rows(f"SELECT column_name, column_type FROM (DESCRIBE {table})")}
            tables[table] = googlesql.Table(kinds, duck.rows(f"SELECT * FROM {table}"))
        found = googlesql.evaluate(translate(query.sql, "bigquery", query.values), tables)
        ours = duck.rows(f"SELECT * FROM {name}")
        same = sorted(map(repr, found.rows)) == sorted(map(repr, ours))
        wrong += not same
        print(f"GoogleSQL {name:18} {len(ours):>10} rows  {'same' if same else 'DIFFERS'}"
              f"  {time.perf_counter() - start:6.1f} s")  # fmt: skip
    return wrong


def main() -> int:
    """Print a line a query and engine; exit code 1 when any differs."""
    sizes = [int(word) for word in sys.argv[1:]]
    count, few = [*sizes, *(1_000_000, 2_000)[len(sizes) :]]
    with tempfile.TemporaryDirectory() as folder:
        wrong = google(study(few)) + spark(study(count), Path(folder))
    print(f"{wrong} of {2 * len(queries())} comparisons differ")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
