"""A load or a download killed at any moment leaves whole files only, and a repeat ends as if nothing had happened."""

from pathlib import Path

import pytest

from benchmarks.interrupted.__main__ import of_a_download, of_a_load

pytestmark = pytest.mark.slow


def test_a_load_killed_at_random_moments(tmp_path: Path) -> None:
    found = of_a_load(2, 2_000, tmp_path)
    assert (found.broken, found.same) == (0, True)


def test_a_download_killed_at_random_moments(tmp_path: Path) -> None:
    found = of_a_download(2, 2_000, tmp_path)
    assert (found.broken, found.same) == (0, True)
