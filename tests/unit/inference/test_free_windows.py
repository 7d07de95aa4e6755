"""Windows in which nothing was asked or promised, beside a search day by day."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertius.inference.free_windows import free_windows

DAYS = st.integers(-60, 60)


@given(st.lists(DAYS, max_size=30), st.lists(st.tuples(DAYS, st.integers(0, 25)), max_size=6),
       st.lists(DAYS, max_size=8), st.integers(1, 30))  # fmt: skip
def test_free_windows_are_those_a_search_day_by_day_finds(
    starts: list[int], stretches: list[tuple[int, int]], deeds: list[int], length: int
) -> None:
    taken = [(first, first + more) for first, more in stretches]
    free, shown = free_windows(starts, taken, deeds, length)
    kept = [day for day in starts if not any(first <= day <= last for first, last in taken)]
    assert free.tolist() == kept
    assert shown.tolist() == [any(day < deed <= day + length for deed in deeds) for day in kept]


@pytest.mark.parametrize("deeds", [[], [0]])
def test_without_starts_there_is_no_window(deeds: list[int]) -> None:
    free, shown = free_windows([], [], deeds, 10)
    assert free.dtype == np.int64
    assert len(free) == len(shown) == 0
