"""Actors of 1 million rows of GDELT: who is meant on either side, by one join; beside country_converter and pycountry.

The peers get the distinct written names, which is the kindest way to call them; what they would take for a call per
row is reckoned from that.
"""

from pathlib import Path

from benchmarks.sources.measuring import middle, show, there, timed

_ROWS = 1_000_000
_OWN = """
import tertius.study.staging as staging
from tertius.engines import DuckDB
from tertius.sources.gdelt import SOURCE, columns
names = columns(second_level=True)
db = DuckDB()
db.scan_lines('scan', [FILE], '\\t', names, 0)
side = "SELECT source_name AS one, target_name AS other FROM (WITH raw AS ("
side += staging.with_derived(SOURCE, '(SELECT * FROM scan LIMIT 1000000)') + ') '
db.fill('fips', {'fips': 'VARCHAR', 'actor': 'VARCHAR'}, SOURCE.tables({})['fips'][1])
db.run('CREATE TABLE written AS ' + side + SOURCE.events_sql + ') p')
assert db.rows('SELECT COUNT(*) FROM written') == [(1000000,)]
# start
found = db.rows('SELECT one FROM written UNION SELECT other FROM written')
staging.fill_rulings(db, 'named', [name for (name,) in found if name], 'cameo')
db.run('CREATE TABLE who AS SELECT s.actor AS one, s.sector AS one_sector, t.actor AS other, t.sector AS other_sector '
       'FROM written w LEFT JOIN named s ON s.name = w.one LEFT JOIN named t ON t.name = w.other')
assert db.rows('SELECT COUNT(*) FROM who') == [(1000000,)]
"""
_NAMES = """
import duckdb
names = sorted(row[0] for row in duckdb.sql(
    "SELECT DISTINCT c6 FROM (SELECT c6 FROM read_csv(?, header=false, delim='\\t', quote='', escape='', "
    "auto_detect=false, columns=" + str({f'c{n}': 'VARCHAR' for n in range(61)}) + ") LIMIT 1000000) "
    "WHERE c6 IS NOT NULL", params=[FILE]).fetchall())
"""
_COCO = (
    _NAMES
    + """
import country_converter, logging
logging.disable(logging.CRITICAL)
# start
country_converter.convert(names, to='ISO3', not_found=None)
"""
)
_PYCOUNTRY = (
    _NAMES
    + """
import pycountry
# start
for name in names:
    try:
        pycountry.countries.search_fuzzy(name)
    except LookupError:
        pass
"""
)
_COUNT = _NAMES + "raise RuntimeError(f'names {len(names)}')"


def run(file: Path, times: int) -> None:
    """Print medians."""
    own = middle([timed(_OWN, FILE=str(file)) for _ in range(times)])
    show("tertius, both sides of 1 million rows", own)
    print(f"actors of 1 million rows: {own['wall']:.2f} s (bar 3)")
    names = _distinct(file)
    for name, module, code in (("country_converter", "country_converter", _COCO),
                               ("pycountry, fuzzy", "pycountry", _PYCOUNTRY)):  # fmt: skip
        if there(module):
            try:
                timed(code, FILE=str(file))
            except RuntimeError as exc:  # a peer may not run beside the newest pandas
                print(f"{name}: {exc}")
                continue
            cost = middle([timed(code, FILE=str(file)) for _ in range(min(times, 3))])
            show(f"{name}, {names} distinct names of one side", cost)
            each = cost["wall"] / names
            print(f"  {each * 1000:.2f} ms a name; called for each row: {each * _ROWS / 3600:.1f} hours")


def _distinct(file: Path) -> int:
    try:
        timed(_COUNT, FILE=str(file))
    except RuntimeError as exc:
        return int(str(exc).rpartition("names ")[2])
    raise RuntimeError("the names could not be counted")
