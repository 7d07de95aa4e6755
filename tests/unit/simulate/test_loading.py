"""The real adapters load what the dialects write, and the real measure finds what was planted."""

from datetime import date

import pytest
from breadth import slow_after

from tertius.model import Span
from tertius.simulate import DIALECTS, arena, example_world, simulate
from tertius.study import Study

from .builders import CLEAN, planted

SPAN = Span(date(2000, 1, 1), date(2003, 1, 1))


@pytest.mark.parametrize("dialect", slow_after(1, ["icews", "chronicle"]))
def test_a_study_of_simulated_files_finds_the_planted_mediator(dialect, tmp_path):
    role = planted("mediator", "BWA", 0.35, SPAN.start, SPAN.end)
    simulation = simulate(example_world(years=3, seed=11, roles=(role,)), CLEAN)
    for name, text in DIALECTS[dialect](simulation).items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    events = tmp_path if dialect == "icews" else tmp_path / "events.csv"
    with Study() as study:
        loaded = study.load(dialect, events)
        assert sum(file.rejects for file in loaded) == 0
        readings = study.roles(arena(simulation.world), "FJI-ISL", window=SPAN, at=SPAN.last, role="mediation")
    found = {reading.actor: reading.estimate for reading in readings}["BWA"]
    assert abs(found.value - 0.35) < 0.05
