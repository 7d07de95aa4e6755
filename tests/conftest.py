"""Test folders are not packages: what their files share is loaded by path, with ``load`` of ``fixtures/loading.py``."""

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent / "fixtures"))

LATE_AND_LONG = "tests/unit/validation/"
"""Tests that would begin last and take long: one worker would wait for the other to end with them."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what would end last; all else stays in its order."""
    items.sort(key=lambda item: not item.nodeid.startswith(LATE_AND_LONG))


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
