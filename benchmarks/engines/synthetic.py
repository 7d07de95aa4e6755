"""Invented events in the event schema, as one Parquet file a year: the same rows for the same arguments.

1979 to 2026, four times as many a year at the end as at the start. 3,300 actors (220 states in 15 sectors) and 300
codes, both after Zipf's law; 18 % of the sources and 10 % of the targets unknown; every fourth row tells an act again
that another row of its year has told. As in files a machine coded, no act is joint.
"""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import duckdb

from tertius.codebooks.cameo import CODE_TABLE
from tertius.model import EVENT_COLUMNS

YEARS = range(1979, 2027)
STATES, CODES = 220, 300
SECTORS = ("GOV", "MIL", "CVL", "OPP", "BUS", "MED", "REB", "LEG", "JUD", "IGO", "NGO", "EDU", "COP", "SPY", "REF")
MEMORY = "3GB"

# a number of [0, 1) that depends on the row and a salt alone, so that threads cannot change it
_DRAW = "(hash({key} * 8 + {salt}) / 18446744073709551616.0)"
_ZIPF = "CAST(FLOOR(POW({n} + 1, {draw})) - 1 AS INTEGER)"


def rows_of(year: int, total: int) -> int:
    """Rows of a year: the share rises on a line from 1 to 4."""
    weights = [1 + 3 * at / (len(YEARS) - 1) for at in range(len(YEARS))]
    edge = [round(total * sum(weights[:at]) / sum(weights)) for at in range(len(YEARS) + 1)]
    return edge[year - YEARS[0] + 1] - edge[year - YEARS[0]]


def state(number: int) -> str:
    """Id of a state, three letters; 220 of them are different."""
    return chr(65 + number // 26) + chr(65 + number % 26) + "X"


def generate(folder: Path, total: int) -> list[Path]:
    """Write ``total`` events into ``folder``, a file a year, sorted by day; return the files."""
    folder.mkdir(parents=True, exist_ok=True)
    files = [folder / f"{year}.parquet" for year in YEARS]
    database = _lists()
    first = 0
    for year, file in zip(YEARS, files, strict=True):
        count = rows_of(year, total)
        part = file.with_suffix(".part")
        database.execute(f"COPY ({_year(year, first, count)}) TO '{part}' (FORMAT parquet, COMPRESSION zstd)")
        part.rename(file)
        first += count
    database.close()
    return files


def _lists() -> duckdb.DuckDBPyConnection:
    """A database in memory with the lists of states, sectors and codes by number."""
    database = duckdb.connect(config={"memory_limit": MEMORY})
    database.execute("CREATE TABLE state (i INTEGER, id VARCHAR)")
    database.executemany("INSERT INTO state VALUES (?, ?)", [(at, state(at)) for at in range(STATES)])
    database.execute("CREATE TABLE sector (i INTEGER, id VARCHAR)")
    database.executemany("INSERT INTO sector VALUES (?, ?)", list(enumerate(SECTORS)))
    columns, rows = CODE_TABLE
    kinds = ", ".join(f"{name} {'INTEGER' if name == 'goldstein_x10' else 'VARCHAR'}" for name in columns)
    database.execute(f"CREATE TABLE code (i INTEGER, {kinds})")
    database.executemany(f"INSERT INTO code VALUES (?{', ?' * len(columns)})", _coded(rows))
    return database


def _coded(rows: Sequence[Sequence[object]]) -> list[tuple[object, ...]]:
    # a fixed stride mixes the codes, so that the frequent ones are not all verbal
    step = 37
    return [(at, *rows[at * step % len(rows)]) for at in range(CODES)]


def _year(year: int, first: int, count: int) -> str:
    """SELECT of a year's rows: ``key`` is the row whose act is told, for three rows of four the row itself."""
    days = (date(year + 1, 1, 1) - date(year, 1, 1)).days
    source, target = (_ZIPF.format(n=STATES * len(SECTORS), draw=_DRAW.format(key="key", salt=salt)) for salt in (1, 2))
    code = _ZIPF.format(n=CODES, draw=_DRAW.format(key="key", salt=3))
    known, met = "CASE WHEN key_draw >= 0.18 THEN", "CASE WHEN key_fall >="
    paper = "paper' || (drawn.i % 997) || '.example"
    chosen = {
        "event_id": "'gdelt:' || drawn.i", "dataset": "'gdelt'", "precision": "'day'", "mutual": "FALSE",
        "date": "day", "date_added": "day",
        "source": f"{known} s.id END", "source_sector": f"{known} x.id END", "source_name": f"{known} s.id || x.id END",
        "target": f"{met} 0.1 THEN t.id END", "target_sector": f"{met} 0.1 THEN y.id END",
        "target_name": f"{met} 0.1 THEN t.id || y.id END",
        "code": "c.code", "event_class": "c.event_class", "quad": "c.quad", "goldstein_x10": "c.goldstein_x10",
        "plover_type": "c.plover_type", "plover_mode": "c.plover_mode",
        "place_country": f"{met} 0.3 THEN t.id END", "place": f"{met} 0.5 THEN 'City of ' || t.id END",
        "publisher": f"'{paper}'", "story_id": f"'https://{paper}/{year}/' || (drawn.i // 2)",
        "file_sha256": f"'{year:064d}'", "file_row": f"CAST(drawn.i - {first} + 1 AS BIGINT)",
    }  # fmt: skip
    listed = ", ".join(f"{chosen.get(c.name, f'CAST(NULL AS {c.type})')} AS {c.name}" for c in EVENT_COLUMNS)
    return f"""
        SELECT {listed} FROM (
            SELECT i, {source} AS source_number, {target} AS target_number, {code} AS code_number,
                   DATE '{year}-01-01' + CAST(FLOOR({_DRAW.format(key="key", salt=4)} * {days}) AS INTEGER) AS day,
                   {_DRAW.format(key="key", salt=5)} AS key_draw, {_DRAW.format(key="key", salt=6)} AS key_fall
            FROM (SELECT i, CASE WHEN i % 4 = 3 THEN {first} + hash(i * 8 + 7) % {count} ELSE i END AS key
                  FROM (SELECT {first} + range AS i FROM range({count})) numbers) keyed
        ) drawn
        JOIN state s ON s.i = source_number % {STATES} JOIN sector x ON x.i = source_number // {STATES}
        JOIN state t ON t.i = target_number % {STATES} JOIN sector y ON y.i = target_number // {STATES}
        JOIN code c ON c.i = code_number
        ORDER BY day, drawn.i
    """
