"""Print the figures of reading: ``python -m benchmarks.sources RAW [TIMES]``.

RAW is a folder of real files (``gdelt2/`` and others below it); without one the made samples of the tests are repeated
and only these are accounted for. Fuzzing runs by itself: ``python -m benchmarks.sources.fuzz``.
"""

import sys
import tempfile
from pathlib import Path

from benchmarks.sources import accounts, actors, loading
from benchmarks.sources.samples import FIXTURES, make, pack


def main() -> int:
    """Run every script on the same rows."""
    raw = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    times = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    with tempfile.TemporaryDirectory() as scratch:
        file = Path(scratch) / "rows.CSV"
        make(raw / "gdelt2" if raw else FIXTURES / "gdelt", file)
        packed, gaps = pack(file), Path(scratch) / "gaps.CSV"
        make(raw / "gdelt2" if raw else FIXTURES / "gdelt", gaps, step=2)
        loading.run(file, packed, gaps, times)
        actors.run(file, times)
    return accounts.run(raw)


if __name__ == "__main__":
    raise SystemExit(main())
