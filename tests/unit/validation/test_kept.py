"""A run of simulated worlds that was stopped goes on where it was."""

from pathlib import Path

import pytest

from benchmarks.validation import simulator
from benchmarks.validation.simulated.kept import Kept


def rows_of(seed: int) -> list[dict[str, int]]:
    if seed == 13:
        raise RuntimeError("this world was done already")
    return [{"seed": seed}]


def test_a_stopped_run_goes_on_and_cut_lines_are_done_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "kept.json"
    kept = Kept.opened(file, "commit a")
    kept.add("roles 13", {"roles": [{"seed": 13}]}, 1.5)
    with file.open("a", encoding="utf-8") as stream:
        stream.write('{"job": "roles 14", "seco')
    todo = [("roles", rows_of, (seed,)) for seed in (13, 14, 15)]
    again = Kept.opened(file, "commit a")
    simulator.run(todo, 1, again)
    assert "1 of 3 worlds are done already" in capsys.readouterr().err
    order = [simulator.name_of(job) for job in todo]
    expected = {"roles": [{"seed": 13}, {"seed": 14}, {"seed": 15}]}
    assert again.found(order) == Kept.read(file).found(order) == expected
    assert again.seconds >= 1.5


def test_results_of_another_commit_are_refused(tmp_path: Path) -> None:
    Kept.opened(tmp_path / "kept.json", "commit a")
    with pytest.raises(ValueError, match="holds results of commit a, this is commit b: name another file"):
        Kept.opened(tmp_path / "kept.json", "commit b")


def test_jobs_are_in_order_of_seed_and_named_apart() -> None:
    jobs = simulator.jobs(8, ())
    names = [simulator.name_of(job) for job in jobs]
    assert len(set(names)) == len(names)
    assert [job[2][0] for job in jobs] == sorted(job[2][0] for job in jobs)
