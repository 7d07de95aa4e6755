"""What the conformance suites share: invented worlds, their panels, the slow twins. Loaded by path: no packages here."""

import importlib.util
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from tertius.arenas import arena
from tertius.codebooks.constants import constant
from tertius.model import Arena, Dyad, Finder, Inputs, Measure, Panel, Request, Span
from tertius.study import Study

TESTS = Path(__file__).resolve().parents[1]
_TABLES = ("triad_evidence", "pair_event", "outsider_day", "pair_act")


def _loading() -> ModuleType:
    spec = importlib.util.spec_from_file_location("tertius_tests_loading", TESTS / "fixtures" / "loading.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def worlds() -> ModuleType:
    return _loading().load("fixtures/worlds.py")


@pytest.fixture(scope="session")
def naive() -> ModuleType:
    return _loading().load("reference/naive_measures.py")


@dataclass(frozen=True)
class Answers:
    """Panels of one study, and what a measure or finder says of them."""

    panels: Mapping[str, Panel]
    region: Arena
    pair: Dyad
    dates: Mapping[str, date]

    def inputs(self, part: Measure | Finder, change: Callable[[Panel], Panel] = lambda panel: panel) -> Inputs:
        """Only the panels and constants the part names."""
        return Inputs({name: change(self.panels[name]) for name in part.needs},
                      {name: constant(name) for name in part.constants})  # fmt: skip

    def request(self, part: Measure | Finder, at: date, window: Span | None = None) -> Request:
        sides = (self.pair.a, self.pair.b)
        actors = sides if "pair_act" in part.needs else self.region.candidates(self.pair)
        return Request(self.region, self.pair, at, actors, window)

    def rows(self, name: str) -> list[dict[str, object]]:
        """A panel as plain rows, for the twins."""
        columns = {key: column.tolist() for key, column in self.panels[name].columns.items()}
        return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _array(values: list[object], kind: str) -> np.ndarray:
    if kind == "DATE":
        return np.asarray([np.datetime64("NaT") if v is None else np.datetime64(v) for v in values], "datetime64[D]")
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
    """Acts to the panels that a study makes of them."""

    def make(acts: list[object], region: object | None = None) -> Answers:
        folder = tmp_path_factory.mktemp("world")
        chosen = region or worlds.Region()
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
