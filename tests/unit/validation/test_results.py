"""The table says what is met, and never hides a baseline that is better."""

import pytest

from benchmarks.validation.results import Bar, Task, details, summary, verdict
from benchmarks.validation.scoring import Figure

BAR = Bar(0.45, 0.60, 0.70)


def _figure(value: float) -> Figure:
    return Figure(value, value - 0.1, value + 0.1, 12, 9)


def _task(ours: float, other: float, *, apart: tuple[str, ...] = ()) -> Task:
    figures = {"MRR": {"share": _figure(ours), "volume only": _figure(other)}}
    return Task("Who", "setting", ("share",), figures, {"MRR": BAR}, "too thin", "more data", apart=apart)


@pytest.mark.parametrize(
    ("value", "said"),
    [(0.7, "excellent"), (0.6, "good"), (0.5, "not met"), (0.45, "not met, below the floor"), (0.1, "not met, below")],
)
def test_a_figure_is_held_to_its_bar(value: float, said: str) -> None:
    assert verdict(value, BAR).startswith(said)
    assert verdict(value, None) == "no bar"


def test_a_better_baseline_is_named_with_the_reason_even_where_the_bar_is_met() -> None:
    line = summary([_task(0.65, 0.8)]).splitlines()[-1]
    assert "good, a baseline is better" in line
    assert "volume only: 0.80 (0.70–0.90)" in line
    assert "too thin Next: more data" in line


def test_a_bar_that_is_met_needs_no_reason() -> None:
    assert "too thin" not in summary([_task(0.65, 0.2)])


def test_a_baseline_that_knows_the_truth_stands_in_the_details_only() -> None:
    task = _task(0.65, 0.99, apart=("volume only",))
    assert "volume only" not in summary([task])
    assert "volume only" in details(task)


def test_what_was_not_measured_says_why() -> None:
    task = Task("Who", "setting", (), {}, {}, skipped="no file")
    assert "| not measured |" in summary([task])
    assert summary([task]).rstrip().endswith("no file |")
    assert "Not measured: no file" in details(task)


def test_a_second_method_of_ours_has_lines_of_its_own_and_is_no_baseline() -> None:
    figures = {"MRR": {"share": _figure(0.3), "fitted": _figure(0.75), "volume only": _figure(0.5)}}
    task = Task("Who", "setting", ("share", "fitted"), figures, {"MRR": BAR}, "too thin", "more data", also=("fitted",))
    first, second = summary([task]).splitlines()[-2:]
    assert "a baseline is better" in first
    assert "volume only" in first
    assert second.startswith("| Who: fitted | MRR |")
    assert "| excellent |" in second
