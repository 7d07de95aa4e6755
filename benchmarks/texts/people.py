"""Our quad classes beside those of people: the raw news sentences that CAMEO coders coded, rounds 5 to 7.

For each sentence a set of quad classes (1 to 4; statements are left out, since they are no event here) by each coder
who finished it, and by ours: of the events that a text says did happen, between whomever. Agreement of two is the F1 of
their sets over the sentences both did. Nothing was read or tuned on these sentences.
"""

import csv
import re
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

from benchmarks.texts.bars import Bar, Part
from benchmarks.texts.plv import HAPPENED, f1
from tertius.texts import events_of, read_documents

FOLDER, ROUNDS, CODERS = "gold/cameo_spans", (5, 6, 7), (1, 2, 3, 4, 5)
QUADS = {"VC": "1", "MC": "2", "VX": "3", "MX": "4"}
_CLASS = re.compile(r"Action\d+-PentaClass_(?P<coder>\d)")

Coded = dict[int, frozenset[str]]


def sentences(folder: Path) -> list[tuple[str, Coded]]:
    """Each sentence with the set of quads of each coder who finished it."""
    found = []
    for number in ROUNDS:
        path = folder / FOLDER / f"round_{number}" / "summary.csv"
        with path.open(encoding="utf-8", errors="replace", newline="") as lines:
            for row in csv.DictReader(lines):
                coded = {k: _classes(row, k) for k in CODERS if row.get(f"anncomplete_{k}") == "True"}
                found.append((row["sentences"], coded))
    return found


def _classes(row: dict[str, str], coder: int) -> frozenset[str]:
    own = [row[name] for name in row if name and (at := _CLASS.fullmatch(name)) and int(at["coder"]) == coder]
    return frozenset(one[0] for one in own if one and one[0] in "1234")


def agreement(pairs: Sequence[tuple[frozenset[str], frozenset[str]]]) -> float:
    """F1 of two lists of sets, the same whichever comes first."""
    both = sum(len(one & other) for one, other in pairs)
    return f1(both, sum(len(one) for one, _ in pairs), both, sum(len(other) for _, other in pairs))[2]


def ours(texts: Sequence[str]) -> list[frozenset[str]]:
    """The quads of our events."""
    found = []
    for read in read_documents(texts):
        events = [one for one in events_of(read, None) if one.polarity in HAPPENED]
        found.append(frozenset(QUADS[one.quad] for one in events if one.quad in QUADS))
    return found


def measure(folder: Path) -> list[Bar]:
    """Ours against each coder, and the mean of coder against coder."""
    gold = sentences(folder)
    said = ours([text for text, _ in gold])
    bars, means = [], []
    for a, b in combinations(CODERS, 2):
        pairs = [(coded[a], coded[b]) for _, coded in gold if a in coded and b in coded]
        if len(pairs) > 1:
            means.append(agreement(pairs))
    for coder in CODERS:
        pairs = [(coded[coder], own) for (_, coded), own in zip(gold, said, strict=True) if coder in coded]
        if pairs:
            bars.append(Bar("people", f"quad set F1, ours and coder {coder}", agreement(pairs), None, len(pairs)))
    note = f"{len(means)} pairs, from {min(means):.3f} to {max(means):.3f}"
    return [*bars, Bar("people", "quad set F1, coder and coder, mean of pairs", sum(means) / len(means), None,
                       len(gold), note)]  # fmt: skip


PART = Part("people", (FOLDER,), measure)
