"""The op-ed the project began with, from its text to verdicts; the text is not part of the project."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from tertius.cli import main

OP_ED = Path(__file__).resolve().parents[2] / ".." / "shared" / "case" / "op-ed.txt"

pytestmark = [pytest.mark.data, pytest.mark.skipif(not OP_ED.is_file(), reason="the op-ed is not here")]


@pytest.fixture(scope="module")
def page(shipped_study: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("op-ed")
    words = ["audit", shipped_study(folder / "study.duckdb"), OP_ED, "--date", "2025-07-21",
             "--arena", "south-caucasus", "--out", folder / "verdicts.html"]  # fmt: skip
    done = CliRunner().invoke(main, [str(word) for word in words])
    assert done.exit_code == 0, done.output
    return (folder / "verdicts.html").read_text(encoding="utf-8")


def test_the_claims_written_by_hand_are_among_those_found(page: str) -> None:
    titles = re.findall(r'<article class="card.*?<h3[^>]*>(.*?)</h3>', page, re.S)
    by_hand = (
        "Russia is definitively no longer a mediator between Armenia and Azerbaijan.",
        "Russia is no longer an ally of Azerbaijan.",
        "The United States is becoming more of a visible third party between Armenia and Azerbaijan.",
        "Russia is no longer a player between Armenia and Azerbaijan.",
        "Russia is no longer an arbiter between Armenia and Azerbaijan.",
        "Russia is no longer the point of reference for Armenia and Azerbaijan.",
        "Russia puts pressure on Azerbaijan.",
    )
    assert [one for one in by_hand if one not in titles] == []


def test_every_decided_verdict_leads_to_events_with_sources(page: str) -> None:
    decided = re.findall(r'<article class="card (?:supported|mixed|contradicted)".*?</article>', page, re.S)
    assert len(decided) >= 3
    for card in decided:
        events = re.findall(r'href="#(e/[^"]+)"', card)
        assert events
        rows = [re.search(rf'id="{re.escape(event)}".*?</tr>', page, re.S) for event in events]
        assert all(row is not None and 'href="http' in row[0] for row in rows)


def test_every_other_verdict_says_why(page: str) -> None:
    open_ones = re.findall(r'<article class="card not-testable".*?</article>', page, re.S)
    assert open_ones
    assert all("Why it cannot be tested" in card or 'class="why"' in card for card in open_ones)
