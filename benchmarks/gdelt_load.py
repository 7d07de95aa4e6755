"""Load 2 million rows of GDELT 2.0: wall and CPU time and peak memory, beside ``wc -l``, the bare hash and pandas.

``python benchmarks/gdelt_load.py [FOLDER]``: FOLDER holds real 15-minute exports, which are repeated with new ids and
dates; without one the made sample of the tests is repeated. The figure to read is the ratio of medians of one run.
pandas is measured where it can be imported. ``--fuzz`` runs 10,000 mangled files of every format instead.
"""

import hashlib
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ROWS = 2_000_000
TIMES = 5
_PANDAS = "import pandas as pd;pd.read_csv(FILE, sep='\\t', header=None, quoting=3, dtype=str, keep_default_na=False)"
_LOAD = "from tertius.study import Study\nwith Study(FILE + '.duckdb') as study:\n    print(study.load('gdelt', FILE))"


def lines(folder: Path) -> Iterator[bytes]:
    """Lines of the exports of a folder, zipped or not."""
    for path in sorted(folder.iterdir()):
        if path.suffix == ".zip":
            with zipfile.ZipFile(path) as archive:
                yield from archive.read(archive.namelist()[0]).splitlines()
        elif path.suffix.lower() == ".csv":
            yield from path.read_bytes().splitlines()


def make(folder: Path, out: Path) -> None:
    """Repeat the rows with new ids and dates."""
    seeds = [line.split(b"\t") for line in lines(folder)]
    seeds = [cells for cells in seeds if len(cells) == 61 and cells[26] != b"---"]
    written = 0
    with out.open("wb") as stream:
        while written < ROWS:
            day = (date(2016, 1, 1) + timedelta(days=written // len(seeds) % 3000)).strftime("%Y%m%d").encode()
            for cells in seeds[: ROWS - written]:
                row = [b"%d" % (100_000_000 + written), day, day[:6], day[:4], *cells[4:]]
                row[59] = day + b"120000"
                stream.write(b"\t".join(row) + b"\n")
                written += 1


def timed(code: str, file: Path) -> dict[str, float]:
    """Wall and CPU seconds and peak memory (MB) of a fresh interpreter, its start-up left out."""
    body = f"""
import json, resource, time
FILE = {str(file)!r}
wall, cpu = time.perf_counter(), time.process_time()
{code}
print(json.dumps(dict(wall=time.perf_counter() - wall, cpu=time.process_time() - cpu,
                      mb=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)))
"""
    done = subprocess.run([sys.executable, "-c", body], capture_output=True, text=True, check=True)
    return dict(json.loads(done.stdout.splitlines()[-1]))


def count(file: Path) -> dict[str, float]:
    """``wc -l``."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(["wc", "-l", str(file)], check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {"wall": time.perf_counter() - start, "cpu": cpu, "mb": 0.0}


def digest(file: Path) -> dict[str, float]:
    """The bare SHA-256 of the file, which provenance needs."""
    wall, cpu = time.perf_counter(), time.process_time()
    with file.open("rb") as stream:
        hashlib.file_digest(stream, "sha256")
    return {"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu, "mb": 0.0}


def one_load(file: Path) -> dict[str, float]:
    """One load into a new study."""
    for left in file.parent.glob("*.duckdb*"):
        left.unlink()
    return timed(_LOAD, file)


def has_pandas() -> bool:
    """Tell whether pandas can be imported."""
    return subprocess.run([sys.executable, "-c", "import pandas"], capture_output=True, check=False).returncode == 0


def fuzz() -> int:
    """10,000 mangled files through the property of the tests."""
    code = (
        "import pathlib, sys; import pytest; sys.exit(pytest.main(['-q', '-p', 'no:cacheprovider', '-x',"
        f"'{ROOT / 'tests' / 'properties' / 'test_mangled_files.py'}']))"
    )
    return subprocess.run([sys.executable, "-c", code], env={**os.environ, "TERTIUS_CASES": "10000"},
                          check=False).returncode  # fmt: skip


def main() -> None:
    """Print medians and ratios."""
    given = [word for word in sys.argv[1:] if not word.startswith("-")]
    times = int(given[1]) if len(given) > 1 else TIMES
    folder = Path(given[0]) if given else ROOT / "tests" / "fixtures" / "gdelt"
    with tempfile.TemporaryDirectory() as scratch:
        file = Path(scratch) / "rows.CSV"
        make(folder, file)
        runs = {"wc -l": count, "sha256": digest, "tertius": one_load}
        if has_pandas():
            runs["pandas.read_csv"] = lambda path: timed(_PANDAS, path)
        found = {name: [run(file) for _ in range(times)] for name, run in runs.items()}
    middle = {
        name: {key: statistics.median(one[key] for one in all_) for key in all_[0]} for name, all_ in found.items()
    }
    for name, one in middle.items():
        print(f"{name:16} wall {one['wall']:7.2f} s  cpu {one['cpu']:7.2f} s  peak {one['mb']:6.0f} MB")
    own = middle["tertius"]
    print(f"over wc -l: {own['wall'] / middle['wc -l']['wall']:.1f} times (bar 10)")
    if "pandas.read_csv" in middle:
        print(f"pandas over tertius: {middle['pandas.read_csv']['wall'] / own['wall']:.1f} times (bar 4)")
    print(f"peak: {own['mb']:.0f} MB (bar 500)")


if __name__ == "__main__":
    sys.exit(fuzz()) if "--fuzz" in sys.argv else main()
