"""One task at scale in a process of its own: ``python -m benchmarks.engines.tasks TASK FOLDER STUDY`` prints its cost.

What is measured is the product's own SQL, made as a study makes it; ``decode`` tasks read the same columns and add them
up, which is the least any engine must do.
"""

import json
import resource
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random

from benchmarks.engines.synthetic import STATES, YEARS, state
from tertius.arenas import arena
from tertius.engines import DuckDB
from tertius.model import Span
from tertius.panels import dyad_day, dyad_month
from tertius.study import preparing

RIVALS = 200
TRIADS = ("pair_event", "side_talk", "raw_evidence", "counted_evidence", "seated_evidence", "triad_evidence")
DAY = ("dataset", "source", "target", "source_sector", "target_sector", "code", "event_class", "quad", "precision",
       "event_id")  # fmt: skip
MONTH = ("dataset", "source", "target", "event_class")
STAGED = ("dataset", "source", "target", "code", "precision", "event_id", "story_id")
THREADS, MEMORY = 2, {"dyad_day": "700MB", "dyad_month": "2GB"}


def _engine(study: str, folder: str, memory: str) -> DuckDB:
    engine = DuckDB(study)
    for setting in (f"threads = {THREADS}", f"memory_limit = '{memory}'", f"temp_directory = '{study}.spill'"):
        engine.run(f"SET {setting}")
    engine.scan_parquet("event", folder)
    return engine


def _decode(folder: str, texts: tuple[str, ...], extra: str) -> int:
    """Read columns year by year and add up lengths and days; return how many rows."""
    engine = _engine(":memory:", folder, "1GB")
    sums = ", ".join(f"SUM(STRLEN({name}))" for name in texts)
    total = 0
    for year in YEARS:
        engine.scan_parquet("event", f"{folder}/{year}.parquet")
        rows = engine.rows(f"SELECT COUNT(*), SUM(date - DATE '1970-01-01'), {sums}{extra} FROM event")
        total += int(str(rows[0][0]))
    return total


def decode_day(folder: str, _: str) -> int:
    return _decode(folder, DAY, ", SUM(CAST(mutual AS INTEGER))")


def decode_panel(folder: str, _: str) -> int:
    """As above without the ids of events, which months do not name."""
    return _decode(folder, DAY[:-1], ", SUM(CAST(mutual AS INTEGER))")


def make_days(folder: str, study: str) -> int:
    engine = _engine(study, folder, MEMORY["dyad_day"])
    preparing.make_panel(engine, dyad_day())
    return _count(engine, "dyad_day")


def count_days(folder: str, _: str) -> int:
    """The dyad-days of each year, made and counted but not kept."""
    engine, total = _engine(":memory:", folder, MEMORY["dyad_day"]), 0
    for span in _spans():
        query = dyad_day(span)
        counted = f"SELECT COUNT(*), SUM(clusters), MAX(event_id) FROM ({query.sql}) days"
        total += int(str(engine.rows(counted, query.values)[0][0]))
    return total


def make_panel(folder: str, study: str) -> int:
    """The monthly panel of dyads and classes from events, dyad-days passing through without being kept."""
    engine = _engine(study, folder, MEMORY["dyad_month"])
    for span in _spans():
        engine.run(f"CREATE OR REPLACE TEMPORARY VIEW dyad_day AS {dyad_day().sql}")
        engine.make(dyad_month(span)) if span == _spans()[0] else engine.append(dyad_month(span))
    return _count(engine, "dyad_month")


def _spans() -> list[Span]:
    return [Span(date(year, 1, 1), date(year + 1, 1, 1)) for year in YEARS]


def decode_month(_: str, study: str) -> int:
    """The columns of the table of dyad-days that months are counted from."""
    engine = DuckDB(study, read_only=True)
    sums = ", ".join(f"SUM(STRLEN({name}))" for name in MONTH)
    rows = engine.rows(f"SELECT COUNT(*), SUM(date - DATE '1970-01-01'), SUM(clusters), {sums} FROM dyad_day")
    return int(str(rows[0][0]))


def make_months(folder: str, study: str) -> int:
    engine = _engine(study, folder, MEMORY["dyad_month"])
    preparing.make_panel(engine, dyad_month())
    return _count(engine, "dyad_month")


def rivals() -> list[tuple[str, str, str]]:
    """200 pairs of states, drawn with a seed among all 220."""
    draw, ids = Random(1), [state(number) for number in range(STATES)]
    pairs: set[tuple[str, str]] = set()
    while len(pairs) < RIVALS:
        one, other = sorted(draw.sample(ids, 2))
        pairs.add((one, other))
    return [("rivals", *pair) for pair in sorted(pairs)]


def _arena_tables(engine: DuckDB) -> None:
    """The tables of an arena, its pairs replaced by the rivals; nobody is named outright in machine-coded events."""
    preparing.fill_tables(engine, arena("south-caucasus"))
    engine.fill("arena_pair", {"arena": "VARCHAR", "a": "VARCHAR", "b": "VARCHAR"}, rivals())
    engine.fill("participant", {"event_id": "VARCHAR", "actor": "VARCHAR", "part": "VARCHAR"}, [])


def stage_arena(folder: str, study: str) -> int:
    """Table counted_event for the rivals, kept in the file so that the next task finds it."""
    engine = _engine(study, folder, "4GB")
    _arena_tables(engine)
    query = next(query for query in preparing.queries() if query.makes == "counted_event")
    engine.make(query)
    return _count(engine, "counted_event")


def make_triads(folder: str, study: str) -> int:
    """From staged events to evidence of third parties between rivals."""
    engine = _engine(study, folder, "4GB")
    _arena_tables(engine)
    for query in preparing.queries():
        if query.makes in TRIADS:
            engine.make(query, temporary=True)
    return _count(engine, "triad_evidence")


def decode_triads(_: str, study: str) -> int:
    """The columns of the staged events that triads are made from."""
    engine = DuckDB(study, read_only=True)
    sums = ", ".join(f"SUM(STRLEN({name}))" for name in STAGED)
    others = "SUM(CAST(official AS INTEGER)), SUM(date - DATE '1970-01-01')"
    return int(str(engine.rows(f"SELECT COUNT(*), {others}, {sums} FROM counted_event")[0][0]))


def pandas_days(folder: str, _: str) -> int:
    """The dyad-days as an analyst would write them in pandas, all rows at once."""
    import pandas as pd

    columns = [*DAY[:8], "precision", "date", "event_id"]
    frame = pd.read_parquet(folder, columns=columns)
    frame = frame[(frame.precision == "day") & frame.source.notna() & frame.target.notna()]
    frame = frame[frame.source != frame.target]
    for name in DAY[:8]:
        frame[name] = frame[name].astype("category")
    official = ("GOV", "MIL", "IGO", "PRE")
    frame["official"] = frame.source_sector.isin(official) & frame.target_sector.isin(official)
    keys = ["dataset", "source", "target", "code", "event_class", "quad", "date", "official"]
    return len(frame.groupby(keys, observed=True, sort=False)["event_id"].agg(["size", "min"]))


def _count(engine: DuckDB, table: str) -> int:
    found = int(str(engine.rows(f"SELECT COUNT(*) FROM {table}")[0][0]))
    engine.close()
    return found


TASKS: dict[str, Callable[[str, str], int]] = {
    "decode_day": decode_day, "decode_panel": decode_panel, "count_days": count_days,
    "dyad_day": make_days, "panel": make_panel,
    "decode_month": decode_month, "dyad_month": make_months,
    "stage_arena": stage_arena, "decode_triads": decode_triads, "triads": make_triads, "pandas": pandas_days,
}  # fmt: skip
"""Tasks by name; each returns its number of rows. Later ones read the study that earlier ones made."""


def main(task: str, folder: str, study: str) -> None:
    start, cpu = time.perf_counter(), time.process_time()
    rows = TASKS[task](folder, study)
    spent = {"wall": time.perf_counter() - start, "cpu": time.process_time() - cpu}
    print(json.dumps({"rows": rows, **spent, "mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))


if __name__ == "__main__":
    main(sys.argv[1], str(Path(sys.argv[2])), sys.argv[3])
