"""The validation scripts are no part of the package: they are imported from the root of the project."""

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
sys.path.insert(0, str(ROOT))


@pytest.fixture(scope="session")
def data() -> Path:
    folder = ROOT / ".." / "shared" / "data"
    if not (folder / "truth").is_dir():
        pytest.skip("the shared data are absent")
    return folder.resolve()
