"""Test folders are not packages: what their files share is loaded by path, with ``load`` of ``fixtures/loading.py``."""

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent / "fixtures"))


@pytest.fixture(scope="session")
def shipped_study(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Path]:
    """Put a study of the shipped chronicle, with the panels of its arena, at a path; loaded once, copied each time."""
    from tertius.arenas import DEFAULT
    from tertius.study import Study

    made = tmp_path_factory.mktemp("shipped") / "study.duckdb"
    with Study(made) as study:
        study.load("chronicle")
        study.prepare(DEFAULT)

    return lambda path: Path(shutil.copy(made, path))
