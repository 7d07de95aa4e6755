"""Columns of which rows are chosen: the same as masking each by itself."""

import numpy as np
import pytest

from tertius.model import UNKNOWN, ContractBroken, Panel
from tertius.model.columns import Columns

NAMES = np.asarray(["RUS", None, "FRA", "RUS", "longer than the others"], dtype=object)
DAYS = np.arange(5).astype("datetime64[D]")


def panel() -> Panel:
    return Panel("outsider_day", "icews", {"third": NAMES, "date": DAYS}, ())


def test_rows_chosen_twice_are_those_of_both_masks() -> None:
    first, second = np.asarray([1, 0, 1, 1, 1], dtype=bool), np.asarray([0, 1, 1, 0], dtype=bool)
    twice = panel().where(first).where(second)
    assert len(twice) == 2
    assert twice["third"].tolist() == ["FRA", "RUS"]
    assert {name: column.tolist() for name, column in twice.columns.items()} == {
        "third": NAMES[first][second].tolist(), "date": DAYS[first][second].tolist()}  # fmt: skip


def test_numbers_give_back_the_names_of_the_rows() -> None:
    kept = panel().where(np.asarray([1, 1, 0, 0, 1], dtype=bool))
    names, numbers = kept.numbered("third")
    assert names[numbers].tolist() == ["RUS", UNKNOWN, "longer than the others"]
    assert names.tolist() == sorted(names.tolist())


@pytest.mark.parametrize(
    "wanted", [(), ("RUS",), ("RU", "FRA"), ("no such name, longer than any of those",), ("A", "Z")]
)
def test_among_is_membership_of_each_row(wanted: tuple[str, ...]) -> None:
    kept = panel().where(np.asarray([1, 0, 1, 1, 1], dtype=bool))
    assert kept.among("third", wanted).tolist() == [str(name) in wanted for name in kept["third"]]


def test_a_table_without_rows_or_columns() -> None:
    none = panel().where(np.zeros(5, dtype=bool))
    assert len(none) == 0 and none.among("third", ("RUS",)).tolist() == []
    empty = Panel("outsider_day", "icews", {"third": np.zeros(0, dtype=object)}, ())
    assert empty.among("third", ("RUS",)).tolist() == []
    assert Columns({}).rows == 0


def test_columns_of_different_length_are_refused() -> None:
    with pytest.raises(ContractBroken, match="differ in length"):
        Panel("outsider_day", "icews", {"third": NAMES, "date": DAYS[:2]}, ())


def test_what_is_made_of_rows_is_made_once_until_something_else_is_asked() -> None:
    whole, made = panel(), list[str]()
    for name, asked in (("a", 1), ("b", 1), ("a", 1), ("a", 2), ("b", 1), ("a", 1)):
        assert whole.once(name, asked, lambda: made.append(f"{name}{asked}") or f"{name}{asked}") == f"{name}{asked}"  # type: ignore[func-returns-value]  # noqa: B023
    assert made == ["a1", "b1", "a2", "a1"]
    some = whole.where(np.asarray([1, 0, 0, 0, 0], dtype=bool))
    assert some.once("a", 1, lambda: len(some)) == 1
