"""Rooms do not know each other: the import contracts hold, and every room has a floor."""

import subprocess
import sys
from pathlib import Path


def test_the_import_contracts_are_kept(root: Path) -> None:
    command = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([command, "--no-cache"], cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_importing_the_front_door_loads_neither_a_terminal_nor_a_web_client() -> None:
    script = "import sys, tertius; print(*sorted({'rich', 'click', 'pandas', 'pyspark'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
