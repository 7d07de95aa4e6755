"""Claim files: what is read, and how a bad one is told."""

from datetime import date
from pathlib import Path

import pytest

from tertius.chronicles import chronicle_claims, chronicles
from tertius.claims import SCHEMA, read_claims
from tertius.model import BadFile, ClaimType, Dyad, Says

GOOD = f"""
schema: {SCHEMA}
title: Invented claims
source: nobody
made_on: 2020-01-01
arena: synthetic-islands
claims:
  - id: one
    text: New Zealand mediates.
    type: role
    pair: WSM-FJI
    actor: NZL
    measure: mediation
    says: holds
  - id: two
    text: It is good.
    type: normative
    measure: null
    why_not: a norm
    made_on: 2021-02-03
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "claims.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_claim_file_is_read_with_its_defaults(tmp_path: Path) -> None:
    file = read_claims(written(tmp_path, GOOD))
    one, two = file.claims
    assert (file.title, file.source, file.arena) == ("Invented claims", "nobody", "synthetic-islands")
    assert (one.pair, one.type, one.says, one.made_on) == (
        Dyad("FJI", "WSM"), ClaimType.ROLE, Says.HOLDS, date(2020, 1, 1)
    )  # fmt: skip
    assert (two.says, two.made_on, two.why_not) == (Says.NONE, date(2021, 2, 3), "a norm")


@pytest.mark.parametrize("name", chronicles())
def test_the_shipped_claims_are_read_and_each_is_testable_or_says_why_not(name: str) -> None:
    for path in chronicle_claims(name):
        claims = read_claims(path).claims
        assert len({claim.claim_id for claim in claims}) == len(claims)
        assert all(claim.measure or claim.why_not for claim in claims)


BAD = {
    "not yaml": ("schema: [", "not a readable claim file"),
    "no schema": (GOOD.replace(f"schema: {SCHEMA}", "schema: other/9"), f"does not say schema: {SCHEMA}"),
    "a list": ("- one\n- two\n", "does not say schema"),
    "empty": ("", "does not say schema"),
    "unknown key": (GOOD.replace("title:", "titel:"), "unknown key 'titel'"),
    "no claim": (GOOD.split("claims:")[0] + "claims: []", "holds no claim"),
    "claim is a word": (GOOD.split("claims:")[0] + "claims: [word]", "claim 1 is not a mapping"),
    "unknown key of a claim": (GOOD.replace("actor: NZL", "actr: NZL"), "claim one has an unknown key 'actr'"),
    "no text": (GOOD.replace("text: It is good.\n    ", ""), "claim two: key 'text' is missing"),
    "no date": (GOOD.replace("made_on: 2020-01-01\n", ""), "claim one: key 'made_on' is missing"),
    "no arena": (GOOD.replace("arena: synthetic-islands\n", ""), "claim one: key 'arena' is missing"),
    "unknown type": (GOOD.replace("type: role", "type: rumour"), "claim one: 'rumour'"),
    "unknown direction": (GOOD.replace("says: holds", "says: perhaps"), "claim one: 'perhaps'"),
    "not a pair": (GOOD.replace("WSM-FJI", "WSM"), "claim one: 'WSM' is not a pair"),
    "not a date": (GOOD.replace("made_on: 2021-02-03", "made_on: soon"), "claim two: "),
    "nothing measures it": (GOOD.replace("    why_not: a norm\n", ""), "claim two"),
    "a number for a pair": (GOOD.replace("pair: WSM-FJI", "pair: 7"), "claim one: "),
    "a number for an actor": (GOOD.replace("actor: NZL", "actor: 7"), "claim one: "),
    "claims is a word": (GOOD.split("claims:")[0] + "claims: word", "claims"),
    "a word for the claims of a mapping": (GOOD.split("claims:")[0] + "claims: {one: two}", "claim"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_claim_file_is_told_in_one_line_that_names_file_and_claim(name: str, tmp_path: Path) -> None:
    text, message = BAD[name]
    path = written(tmp_path, text)
    with pytest.raises(BadFile) as told:
        read_claims(path)
    assert str(path) in told.value.args[0]
    assert message in told.value.args[0]
    assert "\n" not in told.value.args[0]


def test_an_absent_and_a_binary_file_are_told(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="cannot be read"):
        read_claims(tmp_path / "absent.yaml")
    (tmp_path / "binary.yaml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BadFile, match="not a readable claim file"):
        read_claims(tmp_path / "binary.yaml")
