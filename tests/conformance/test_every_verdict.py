"""What a verdict rests on, whichever measure the claim names."""

from pathlib import Path
from types import ModuleType

import pytest
from breadth import slow_after
from scipy.special import betaincc

from tertius.claims import read_claims
from tertius.codebooks.constants import constant
from tertius.study.asking import months_back

TEXT = """
schema: tertius.claims/1
title: Invented claims
source: nobody
made_on: 2012-05-31
arena: synthetic-islands
claims:
  - {{id: one, text: Vanuatu counts., type: role, pair: FJI-WSM, actor: VUT, measure: {measure}, says: holds}}
"""
EVEN = {"mediation": 2, "visibility": 1, "player": 1}
"""Alternatives beside the candidates: the pool of others, and for mediation nobody."""


@pytest.mark.parametrize("measure", slow_after(1, EVEN))
def test_a_role_holds_as_far_as_its_share_exceeds_the_even_share(
    worlds: ModuleType, tmp_path: Path, measure: str
) -> None:
    path = tmp_path / "claims.yaml"
    path.write_text(TEXT.format(measure=measure), encoding="utf-8")
    region = str(worlds.write_region(tmp_path, worlds.Region()))
    with worlds.make_study(tmp_path, worlds.busy_world(seed=2)) as study:
        claims = read_claims(path)
        (verdict,) = study.audit(claims, arena=region)
        window = months_back(claims.claims[0].made_on, int(constant("claims.now_months")))
        (reading,) = [one for one in study.roles(region, "FJI-WSM", role=measure, window=window) if one.actor == "VUT"]
    alternatives = len(worlds.THIRDS) + EVEN[measure]
    assert reading.beta is not None
    assert verdict.support == pytest.approx(float(betaincc(*reading.beta, 1.0 / alternatives)), abs=1e-9)
