"""One task at scale in a process of its own: ``python -m benchmarks.engines.tasks TASK FOLDER`` prints its cost.

What is measured is the product's own SQL, made as a study makes it; ``decode`` tasks read the same columns and add them
up, which is the least any engine must do.
"""

import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

from benchmarks.engines.synthetic import STATES, YEARS, state
from benchmarks.sources.measuring import most_memory
from tertius.arenas import arena
from tertius.engines import DuckDB
from tertius.model import Query
from tertius.panels import dyad_day, dyad_month
from tertius.study import preparing

RIVALS = 200
TRIADS = ("triad_report", "triad_follow_up", "pair_event", "side_talk", "raw_evidence", "outnumbered_day",
          "triad_evidence")  # fmt: skip
DAY = ("dataset", "source", "target", "source_sector", "target_sector", "code", "event_class", "quad", "precision",
       "event_id")  # fmt: skip
MONTH = ("dataset", "source", "target", "event_class", "precision")
ARENA = (*DAY[:7], "precision", "event_id", "place", "place_country", "story_id")
CORES, MEMORY = 2, "700MB"
MOST_RUNS, ENOUGH_CPU = 5, 4.0


def _engine(folder: str, memory: str) -> DuckDB:
    engine = DuckDB()
    engine.run(f"SET memory_limit = '{memory}'")
    engine.scan_parquet("event", folder)
    return engine


def _decode(folder: str, texts: tuple[str, ...], extra: str) -> int:
    """Read columns year by year and add up lengths and days; return how many rows."""
    engine = _engine(folder, "1GB")
    sums = ", ".join(f"SUM(STRLEN({name}))" for name in texts)
    total = 0
    for year in YEARS:
        engine.scan_parquet("event", f"{folder}/{year}.parquet")
        rows = engine.rows(f"SELECT COUNT(*), SUM(date - DATE '1970-01-01'), {sums}{extra} FROM event")
        total += int(str(rows[0][0]))
    return total


def decode_day(folder: str) -> int:
    return _decode(folder, DAY, ", SUM(CAST(mutual AS INTEGER))")


def decode_month(folder: str) -> int:
    """The columns that months are counted from."""
    return _decode(folder, MONTH, ", SUM(CAST(mutual AS INTEGER))")


def count_days(folder: str) -> int:
    """The dyad-days of each year."""
    return _count_years(folder, dyad_day(), "SUM(clusters), MAX(event_id)")


def count_months(folder: str) -> int:
    """The monthly panel of dyads and classes, a year after the other."""
    return _count_years(folder, dyad_month(), "SUM(clusters), SUM(days)")


def _count_years(folder: str, panel: Query, sums: str) -> int:
    engine, total = _engine(folder, MEMORY), 0
    for year in YEARS:
        engine.scan_parquet("event", f"{folder}/{year}.parquet")
        total += int(str(engine.rows(f"SELECT COUNT(*), {sums} FROM ({panel.sql}) rows_of_the_year")[0][0]))
    return total


def ask_pairs(folder: str) -> int:
    """What a forecast asks of the view of a study: the dyad-days between the first ten states."""
    engine = _engine(folder, MEMORY)
    preparing.make_panel(engine, dyad_day())
    some = ", ".join(f"'{state(number)}'" for number in range(10))
    asked = f"SELECT COUNT(*), MAX(event_id) FROM dyad_day WHERE source IN ({some}) AND target IN ({some})"
    return int(str(engine.rows(asked)[0][0]))


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


def triads(folder: str) -> int:
    """From events to evidence of third parties between rivals, as a study makes it."""
    engine = _engine(folder, "2500MB")
    _arena_tables(engine)
    for query in preparing.queries():
        if query.makes in TRIADS:
            engine.make(query, temporary=True)
    return int(str(engine.rows("SELECT COUNT(*) FROM triad_evidence")[0][0]))


def decode_arena(folder: str) -> int:
    """The columns of events that triads are made from."""
    return _decode(folder, ARENA, ", SUM(CAST(mutual AS INTEGER))")


def pandas_days(folder: str) -> int:
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


TASKS: dict[str, Callable[[str], int]] = {
    "decode_day": decode_day, "count_days": count_days, "ask_pairs": ask_pairs,
    "decode_month": decode_month, "count_months": count_months,
    "decode_arena": decode_arena, "triads": triads, "pandas": pandas_days,
}  # fmt: skip
"""Tasks by name; each returns its number of rows."""


def _cost(task: str, folder: str) -> dict[str, float]:
    start, cpu = time.perf_counter(), time.process_time()
    rows = TASKS[task](folder)
    return {"rows": rows, "wall": time.perf_counter() - start, "cpu": time.process_time() - cpu}


def main(task: str, folder: str) -> None:
    """Run a task, a short one several times, each with an engine of its own that has read nothing; print medians."""
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:CORES])
    found = [_cost(task, folder)]
    while len(found) < MOST_RUNS and sum(one["cpu"] for one in found) < ENOUGH_CPU:
        found.append(_cost(task, folder))
    middle = {name: statistics.median(one[name] for one in found) for name in found[0]}
    print(json.dumps({**middle, "mb": most_memory() / (1 << 20), "runs": len(found)}))


if __name__ == "__main__":
    main(sys.argv[1], str(Path(sys.argv[2])))
