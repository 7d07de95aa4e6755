"""The published lists and dumps that the tables are checked against, where they are at hand."""

from collections.abc import Callable
from pathlib import Path

import pytest

_SHARED = Path(__file__).parents[3] / ".." / "shared" / "data"


@pytest.fixture(scope="session")
def published() -> Callable[[str], Path]:
    """Path of a published file below the shared data; the test is skipped where it is absent."""

    def find(name: str) -> Path:
        path = _SHARED / name
        if not path.exists():
            pytest.skip(f"no {name} here")
        return path

    return find
