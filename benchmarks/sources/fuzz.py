"""Mangle lines of every format: ``python -m benchmarks.sources.fuzz [CASES] [RAW]``; 10,000 cases unless told.

Seeds are the samples of the tests and, where RAW (a folder of real files) is given, the first lines of real ones.
"""

import os
import subprocess
import sys
from pathlib import Path

from benchmarks.sources.samples import ROOT


def main() -> int:
    """Run the property of the tests on that many cases."""
    given = {"TERTIUS_CASES": sys.argv[1] if len(sys.argv) > 1 else "10000"}
    if len(sys.argv) > 2:
        given["TERTIUS_RAW"] = str(Path(sys.argv[2]).resolve())
    test = ROOT / "tests" / "properties" / "test_mangled_files.py"
    return subprocess.run([sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(test)],
                          env={**os.environ, **given}, cwd=ROOT, check=False).returncode  # fmt: skip


if __name__ == "__main__":
    raise SystemExit(main())
