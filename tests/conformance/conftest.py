"""What the conformance suites share: invented worlds, their panels, the slow twins; loaded by path."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest
from loading import load

from tertius.arenas import arena
from tertius.codebooks.constants import constant
from tertius.measures import PARTS, subjects
from tertius.model import Arena, Dyad, Inputs, Panel, Part, Request, Span
from tertius.study import Study

TESTS = Path(__file__).resolve().parents[1]
_TABLES = tuple(sorted({name for part in PARTS for name in part.needs}))


@pytest.fixture(scope="session")
def worlds() -> ModuleType:
    return load("fixtures/worlds.py")


@pytest.fixture(scope="session")
def twins() -> dict[str, Callable[..., dict[str, Any]]]:
    """The slow twin of every measure: a function of its name in some ``reference/naive_*.py``."""
    found = {}
    for path in sorted((TESTS / "reference").glob("naive_*.py")):
        module = load(f"reference/{path.name}")
        found |= {
            part.name: getattr(module, function)
            for part in PARTS
            if hasattr(module, function := part.name.replace("-", "_"))
        }
    return found


@dataclass(frozen=True)
class Answers:
    """Panels of one study, and what a measure or finder says of them."""

    panels: Mapping[str, Panel]
    region: Arena
    pair: Dyad
    dates: Mapping[str, date]

    def inputs(self, part: Part, change: Callable[[Panel], Panel] = lambda panel: panel) -> Inputs:
        """Only the panels and constants the part names."""
        given = {name: self.panels[name] for name in part.needs}
        if self.by_machine(part):
            given = {name: replace(panel, machine_coded=True) for name, panel in given.items()}
        return Inputs({name: change(panel) for name, panel in given.items()},
                      {name: constant(name) for name in part.constants})  # fmt: skip

    def by_machine(self, part: Part) -> bool:
        """Whether the part is asked of the world as a machine codes it, since it says nothing else."""
        return part.name in ("listed-pact", "listed-rivalry", "named-mediator", "named-peacekeeper")

    def request(self, part: Part, at: date, window: Span | None = None) -> Request:
        return Request(self.region, self.pair, at, subjects(part, self.region, self.pair), window)

    def rows(self, name: str) -> list[dict[str, object]]:
        """A panel as plain rows, for the twins."""
        columns = {key: column.tolist() for key, column in self.panels[name].columns.items()}
        return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _array(values: list[object], kind: str) -> np.ndarray:
    if kind == "DATE":
        return np.asarray(
            [np.datetime64("NaT", "D") if v is None else np.datetime64(v) for v in values], "datetime64[D]"
        )
    if kind == "BIGINT" and None in values:  # as an engine hands it over
        kind = "DOUBLE"
    if kind in ("DOUBLE", "BOOLEAN", "BIGINT"):
        return np.asarray(values, dtype={"DOUBLE": float, "BOOLEAN": bool, "BIGINT": np.int64}[kind])
    return np.asarray(values, dtype=object)


def _panel(study: Study, name: str, pair: Dyad) -> Panel:
    kinds = dict(study.sql(f"SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = '{name}'")[1])
    columns, rows = study.sql(f"SELECT * FROM {name} WHERE a = $a AND b = $b ORDER BY ALL", {"a": pair.a, "b": pair.b})
    found = {column: _array([row[i] for row in rows], str(kinds[column])) for i, column in enumerate(columns)}
    return Panel(name, "chronicle", found, (Span(date(1991, 1, 1), date(2026, 1, 1)),))


@pytest.fixture(scope="session")
def ask(worlds: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Answers]:
    """Acts to the panels that a study makes of them; the same acts in the same region are loaded once."""
    known: dict[tuple[object, ...], Answers] = {}

    def make(acts: list[object], region: object | None = None) -> Answers:
        chosen = region or worlds.Region()
        key = (*acts, chosen.text())
        if key not in known:
            known[key] = loaded(acts, chosen)
        return known[key]

    def loaded(acts: list[object], chosen: object) -> Answers:
        folder = tmp_path_factory.mktemp("world")
        written = arena(str(worlds.write_region(folder, chosen)))
        with worlds.make_study(folder, acts) as study:
            study.prepare(written)
            pair = written.pairs[0]
            dates = dict(study.sql("SELECT event_id, date FROM event")[1])
            return Answers({name: _panel(study, name, pair) for name in _TABLES}, written, pair, dates)

    return make


@pytest.fixture(scope="session")
def world(worlds: ModuleType, ask: Callable[..., Answers]) -> Answers:
    """One busy world that most tests read."""
    return ask(worlds.busy_world(seed=20))
