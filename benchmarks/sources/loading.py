"""2 million rows of GDELT 2.0 to the event table, beside reading the bytes, pandas and the parsing of package gdelt.

Runs take turns, so that a busy machine slows all of them alike. The figures to read are ratios of medians of one run.
``python -m benchmarks.sources`` makes the rows and calls this.
"""

from pathlib import Path

from benchmarks.sources.measuring import Cost, middle, show, there, timed
from benchmarks.sources.samples import split

_SMALL = 100
_WC = "import subprocess\n# start\nsubprocess.run(['wc', '-l', FILE], check=True, capture_output=True)"
_SHA = "import hashlib\n# start\nwith open(FILE, 'rb') as s:\n    hashlib.file_digest(s, 'sha256')"
_DUCKDB = """
import duckdb
# start
names = {f'c{n}': 'VARCHAR' for n in range(61)}
duckdb.sql('SELECT ' + ', '.join(f'MAX({name})' for name in list(names)[:30]) + ' FROM read_csv(?, header=false, '
           f"columns={names}, delim='\\t', quote='', escape='', auto_detect=false)", params=[FILE]).fetchall()
"""
# of the readers tried the one that needs least for the columns a load uses; pyarrow's needs more
_POLARS = """
import polars as pl
from tertius.sources.gdelt import SOURCE
from tertius.study.staging import wanted
# start
lines = pl.scan_csv(FILE, separator='\\t', has_header=False, quote_char=None, infer_schema=False,
                    new_columns=list(SOURCE.columns))
lines.select(pl.col([name for name in wanted(SOURCE) if name]).str.len_bytes().sum()).collect(engine='streaming')
"""
_BARE = ("wc -l", "duckdb, half the columns, nothing kept", "polars, the columns used, nothing kept")
_GAPS = "tertius, ids with gaps"
_LOAD = """
import pathlib
from tertius.study import Study
for left in pathlib.Path(FILE).parent.glob('*.duckdb*'):
    left.unlink()
# start
with Study(FILE + '.duckdb') as study:
    study.load('gdelt', FILE)
"""
_PANDAS = "import pandas as pd\n# start\npd.read_csv(FILE, sep='\\t', header=None)"
_TEXT = "import pandas as pd\n# start\npd.read_csv(FILE, sep='\\t', header=None, dtype=str)"
# the package asks the network when it is imported, so its reading module is run by itself and given the bytes
_GDELT = """
import importlib.util, types
found = importlib.util.find_spec('gdelt').submodule_search_locations[0] + '/parallel.py'
spec = importlib.util.spec_from_file_location('gdelt_parallel', found)
reading = importlib.util.module_from_spec(spec)
spec.loader.exec_module(reading)
reading.requests = types.SimpleNamespace(
    get=lambda *_, **__: types.SimpleNamespace(status_code=200, content=open(FILE, 'rb').read()))
# start
frame = reading._mp_worker('http://localhost/20160101000000.export.CSV.zip', table='events')
assert len(frame) > 0
"""


def run(file: Path, packed: Path, gaps: Path, times: int) -> None:
    """Print medians and ratios; ``gaps`` holds the same rows with ids that do not follow each other."""
    runs = {_BARE[0]: (_WC, file), "sha256": (_SHA, file), _BARE[1]: (_DUCKDB, file),
            "tertius": (_LOAD, file), "tertius, zipped": (_LOAD, packed), _GAPS: (_LOAD, gaps)}  # fmt: skip
    if there("polars"):
        runs[_BARE[2]] = (_POLARS, file)
    if there("pandas"):
        runs |= {"pandas.read_csv": (_PANDAS, file), "pandas.read_csv, dtype=str": (_TEXT, file)}
        if there("gdelt"):
            runs["package gdelt, zipped, its parsing only"] = (_GDELT, packed)
    found: dict[str, list[Cost]] = {name: [] for name in runs}
    for _ in range(times):
        for name, (code, path) in runs.items():
            found[name].append(timed(code, FILE=str(path)))
    costs = {name: middle(all_) for name, all_ in found.items()}
    for name, cost in costs.items():
        show(name, cost)
    _ratios(costs)
    _feed(file, times)


def _feed(file: Path, times: int) -> None:
    """What a small file costs, as a feed brings thousands of them."""
    folder = split(file, file.with_name("feed"), _SMALL)
    cost = middle([timed(_LOAD, FILE=str(folder)) for _ in range(times)])
    show(f"tertius, {_SMALL} files of 15 minutes", cost)
    print(f"a small file: wall {cost['wall'] / _SMALL * 1000:.1f} ms, cpu {cost['cpu'] / _SMALL * 1000:.1f} ms")


def _ratios(costs: dict[str, Cost]) -> None:
    own = costs["tertius"]
    for name in _BARE:
        if name not in costs:
            continue
        print(f"tertius over {name}: {own['wall'] / costs[name]['wall']:.1f} times (bar of wc -l: 10)")
    for name, cost in costs.items():
        if "pandas" in name or "package" in name:
            of = costs["tertius, zipped"] if "zipped" in name else own
            print(f"{name} over tertius: wall {cost['wall'] / of['wall']:.2f}, cpu {cost['cpu'] / of['cpu']:.2f} times"
                  " (bar of pandas.read_csv: 4)")  # fmt: skip
    if "pandas.read_csv" in costs:
        print(f"pandas.read_csv over {_GAPS}: wall {costs['pandas.read_csv']['wall'] / costs[_GAPS]['wall']:.2f} times")
    print(f"zipped over plain: {costs['tertius, zipped']['wall'] / own['wall']:.2f} times (bar 2.5)")
    print(f"peak: {own['mb']:.0f} MB, zipped {costs['tertius, zipped']['mb']:.0f} MB (bar 500)")
