"""One study of invented acts and one of several data sets, made once; the program as a user calls it."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from click.testing import CliRunner, Result
from loading import load

from tertius.cli import main

TESTS = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def worlds() -> ModuleType:
    return load("fixtures/worlds.py")


@pytest.fixture(scope="session")
def call() -> Callable[..., Result]:
    def run(*words: object) -> Result:
        return CliRunner().invoke(main, [str(word) for word in words])

    return run


@pytest.fixture(scope="session")
def told(call: Callable[..., Result]) -> Callable[..., Any]:
    """What a verb prints as JSON."""

    def run(*words: object) -> Any:
        result = call(*words, "--format", "json")
        assert result.exit_code == 0, result.output
        return json.loads(result.stdout)

    return run


@dataclass(frozen=True)
class Desk:
    """Files of one user: a study, the region it is asked about, and claims."""

    study: Path
    region: Path
    claims: Path

    @property
    def asked(self) -> tuple[object, ...]:
        return self.study, "--arena", self.region, "--pair", "FJI-WSM"


CLAIMS = """
schema: tertius.claims/1
title: Invented claims
source: nobody
made_on: 2012-06-30
arena: synthetic-islands
claims:
  - {id: holds, text: New Zealand mediates., type: role, pair: FJI-WSM, actor: NZL, measure: mediation, says: holds}
  - {id: never, text: Kiribati leads., type: comparison, pair: FJI-WSM, actor: KIR, other: NZL, measure: mediation,
     says: more than, since: 2010-01-01}
  - {id: norm, text: It is good., type: normative, measure: null, why_not: a norm}
"""


@pytest.fixture(scope="session")
def desk(worlds: ModuleType, call: Callable[..., Result], tmp_path_factory: pytest.TempPathFactory) -> Desk:
    folder = tmp_path_factory.mktemp("desk")
    acts = worlds.write_acts(folder / "acts", worlds.busy_world(seed=11))
    study = folder / "study.duckdb"
    loaded = call("load", study, "chronicle", acts)
    assert loaded.exit_code == 0, loaded.output
    assert call("load", study, "icews", TESTS / "fixtures" / "icews" / "sample.tab").exit_code == 0
    claims = folder / "claims.yaml"
    claims.write_text(CLAIMS, encoding="utf-8")
    return Desk(study, worlds.write_region(folder, worlds.Region()), claims)
