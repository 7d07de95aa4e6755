"""The validation on real conflicts runs, reads its truth sets rightly, and is quiet where they are absent."""

from pathlib import Path

import pytest

from benchmarks.validation import relations, truth
from benchmarks.validation.conflicts import active_pairs, agreements, negotiations
from benchmarks.validation.results import Task, summary


def test_without_data_nothing_is_measured_and_that_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert truth.main(["--data", str(tmp_path)]) == 0
    assert "nothing measured" in capsys.readouterr().out


@pytest.mark.data
def test_negotiations_name_the_sides_and_the_third_parties(data: Path) -> None:
    found, others = negotiations(data)
    assert len(found) > 1000
    assert others > 0
    south_sudan = {
        actor for e in found if e.pair == ("SSD", "SSD_PRE_ARMED") and e.day.year == 2014 for actor in e.named
    }
    assert {"IGAD", "ETH", "KEN"} <= south_sudan
    assert all(not set(e.pair) & e.named for e in found)


@pytest.mark.slow
@pytest.mark.data
def test_agreements_are_read_through_the_adapter(data: Path) -> None:
    november = [e for e in agreements(data) if e.pair == ("ARM", "AZE") and (e.day.year, e.day.month) == (2020, 11)]
    assert [e.named for e in november] == [frozenset({"RUS"})]


@pytest.mark.data
def test_relations_between_states_are_those_of_the_data_sets(data: Path) -> None:
    pacts = relations.defence_pacts(data, 2014)
    assert ("CAN", "USA") in pacts
    assert ("IND", "PAK") not in pacts
    assert ("IND", "PAK") in relations.rivals_of_scale(data, 2014)
    assert relations.peace_levels(data, 2014)["CAN", "USA"] == 1.0
    assert ("IND", "PAK") in relations.disputes(data, range(2014, 2015))[2014]
    assert ("ERI", "ETH") not in active_pairs(data, 2014)


@pytest.mark.slow
@pytest.mark.data
def test_the_quick_run_fills_every_task_with_figures_inside_their_range(data: Path, tmp_path: Path) -> None:
    tasks = truth.run(data, tmp_path, quick=True)
    measured = [task for task in tasks if not task.skipped]
    assert {"Who mediates (negotiations)", "Host of talks", "Mediated yes or no, conflict-year"} <= {
        t.title for t in measured
    }
    for task in measured:
        for metric, figures in task.figures.items():
            _hold(task, metric)
            for name, figure in figures.items():
                assert figure.low - 1e-9 <= figure.high, (task.title, metric, name)
                assert figure.n >= figure.clusters > 0, (task.title, metric, name)
    assert len(summary(tasks).splitlines()) == 2 + sum(
        max(1, len(task.figures) * (1 + len(task.also))) for task in tasks
    )


def _hold(task: Task, metric: str) -> None:
    figures = task.figures[metric]
    assert task.ours[0] in figures
    assert len(figures) > len(task.ours), f"{task.title}: no baseline stands beside {metric}"
    lowest = {"Spearman": -1.0, "Brier skill": float("-inf")}.get(metric, 0.0)
    assert all(lowest <= figure.value <= 1.0 for figure in figures.values()), (task.title, metric)
