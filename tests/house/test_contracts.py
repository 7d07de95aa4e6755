"""Rooms do not know each other: the import contracts hold, and every room has a floor."""

import subprocess
import sys
from pathlib import Path

import pytest


def test_the_import_contracts_are_kept(root: Path) -> None:
    command = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([command, "--no-cache"], cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


# half of the time of `tertius --help` went into scipy.stats alone, a quarter of the rest into the others of scipy
DEAR = {"pandas", "pyspark", "scipy.interpolate", "scipy.optimize", "scipy.stats", "spacy", "sqlglot"}


@pytest.mark.parametrize(
    ("door", "kept_out"),
    [
        ("tertius", {"click", "httpx", "rich", *DEAR}),
        ("tertius.cli", DEAR),
    ],
)
def test_a_front_door_loads_nothing_that_few_commands_need(door: str, kept_out: set[str]) -> None:
    script = f"import sys, {door}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert kept_out & set(done.stdout.split()) == set()
