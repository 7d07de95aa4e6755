"""From an op-ed to a page of verdicts in one command, on a fresh study: seconds, and whether verdicts can be traced."""

import os
import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.texts.bars import Bar, Part

FILE = "../case/op-ed.txt"
ALLOWED = 30.0
"""Seconds that the command may take."""
_RUNS = 3


def _seconds(words: list[str]) -> float:
    """Seconds of processor time (user and system) that a command takes."""
    before = os.times()
    subprocess.run([sys.executable, "-m", "tertius", *words], check=True, capture_output=True)
    after = os.times()
    return (after.children_user - before.children_user) + (after.children_system - before.children_system)


def traced(page: str) -> tuple[int, int]:
    """How many verdicts of a page are decided, and how many of these lead to events that all have a source."""
    rows = dict(re.findall(r'<tr role="row" id="(e/[^"]+)">(.*?)</tr>', page, re.S))
    cards = re.findall(r'<article class="card (?!not-testable).*?</article>', page, re.S)
    events = [re.findall(r'href="#(e/[^"]+)"', card) for card in cards]
    return len(cards), sum(bool(own) and all('href="http' in rows.get(one, "") for one in own) for own in events)


def measure(folder: Path) -> list[Bar]:
    """The bars of the whole way."""
    with TemporaryDirectory() as scratch:
        out, study = Path(scratch) / "verdicts.html", Path(scratch) / "study.duckdb"
        _seconds(["demo", "--out", scratch])
        words = ["audit", str(study), str(folder / FILE), "--date", "2025-07-21", "--arena", "south-caucasus"]
        used = sorted(_seconds([*words, "--out", str(out)]) for _ in range(_RUNS))[_RUNS // 2]
        decided, sourced = traced(out.read_text(encoding="utf-8"))
    note = f"median {used:.1f} s of processor time in {_RUNS} runs, {ALLOWED:.0f} s allowed"
    return [
        Bar("op-ed", "text to page of verdicts: time allowed over time used", ALLOWED / used, 1.0, _RUNS, note),
        Bar("op-ed", "decided verdicts that lead to events, each with a source", sourced / decided, 1.0, decided),
    ]


PART = Part("op-ed", (FILE,), measure)
