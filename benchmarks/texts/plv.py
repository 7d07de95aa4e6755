"""Events end to end on PLV train (Zero-Shot PLOVER): source country, target country and root, against our coder.

PLV marks one act a sentence, with the words of its source and its target. Their countries are read by our own table
of actors within the marked words (the set has no ids), so an actor that the table does not know is no gold pair; the
share of rows whose both sides are known is shown. An event counts as right when source, target and root (or quad)
are those of the gold; an act that two sides do together fits in either order. Everything else the coder says between
two countries counts as wrong, also where the sentence does tell a second act that PLV did not mark.

The bars are measured on events of at least medium confidence, which leaves out acts told in passing; that was chosen on
rows that were read. Beside them stand all events.

Rows 0 and 1 of every 7, and the first 14 of each of the roots ACCUSE, AGREE, AID and ASSAULT, were read while the
lexicon and the rules were written; so were sentences of another set, some of which stand in this one too. The bar is
measured on the rows that are none of these. Nothing is trained here.
"""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from benchmarks.texts.bars import Bar, Part
from tertius.model import Sentence
from tertius.texts import read_documents
from tertius.texts.events import CONFIDENCES, CodedEvent, events_of
from tertius.texts.lexicon import root_of

FILE = "gold/plv/PLV_train.tsv"
OTHER = "gold/cameo_sentences/train.tsv"
ROOTS = {
    "02": "REQUEST", "03": "AGREE", "04": "CONSULT", "05": "SUPPORT", "06": "COOPERATE", "07": "AID", "08": "YIELD",
    "09": "ACCUSE", "10": "REQUEST", "11": "ACCUSE", "12": "REJECT", "13": "THREATEN", "14": "PROTEST",
    "15": "MOBILIZE", "16": "SANCTION", "17": "COERCE", "18": "ASSAULT", "19": "ASSAULT", "20": "ASSAULT",
}  # fmt: skip
# where the CAMEO-to-PLOVER converter of 2021, by which this set was named, leaves the root
ODD = {"163": "COERCE", "191": "COERCE", "192": "COERCE", "175": "ASSAULT", "1712": "ASSAULT"}
QUADS = {
    "AGREE": 1, "CONSULT": 1, "SUPPORT": 1, "COOPERATE": 2, "AID": 2, "YIELD": 2, "REQUEST": 3, "ACCUSE": 3,
    "REJECT": 3, "THREATEN": 3, "PROTEST": 4, "MOBILIZE": 4, "SANCTION": 4, "COERCE": 4, "ASSAULT": 4,
}  # fmt: skip
HAPPENED = frozenset({"asserted", "planned", "historical"})
_READ_FIRST, _READ_ROOTS = 14, ("ACCUSE", "AGREE", "AID", "ASSAULT")


def root_name(code: str) -> str | None:
    """The name of a code among the fifteen roots of the set."""
    return next((name for stem, name in ODD.items() if code.startswith(stem)), ROOTS.get(root_of(code)))


@dataclass(frozen=True)
class Row:
    """A row of PLV: plain sentence, characters of source and target, root, and whether it was read while writing."""

    text: str
    sources: tuple[tuple[int, int], ...]
    targets: tuple[tuple[int, int], ...]
    root: str
    dev: bool


def _unmarked(marked: str) -> tuple[str, tuple[tuple[int, int], ...], tuple[tuple[int, int], ...]]:
    text, spans, open_at, i = "", {"s": [], "t": []}, {"s": 0, "t": 0}, 0
    while i < len(marked):
        for side in "st":
            if marked.startswith(f"<{side}>", i):
                open_at[side], i = len(text), i + 3
                break
            if marked.startswith(f"</{side}>", i):
                spans[side].append((open_at[side], len(text)))
                i += 4
                break
        else:
            text, i = text + marked[i], i + 1
    return text, tuple(spans["s"]), tuple(spans["t"])


def _plain(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def _elsewhere(folder: Path) -> set[str]:
    """Sentences of the set of sentence classes, of which some were read."""
    with (folder / OTHER).open(encoding="utf-8", newline="") as lines:
        return {_plain(one[0]) for one in csv.reader(lines, delimiter="\t") if one}


@cache
def rows(folder: Path) -> tuple[Row, ...]:
    """The rows of the set, in order."""
    with (folder / FILE).open(encoding="utf-8") as lines:
        read = list(csv.DictReader(lines, delimiter="\t"))
    seen: dict[str, int] = {}
    elsewhere = _elsewhere(folder)
    found = []
    for number, one in enumerate(read):
        root = one["gold_root"]
        seen[root] = seen.get(root, 0) + 1
        dev = (
            number % 7 < 2
            or (root in _READ_ROOTS and seen[root] <= _READ_FIRST)
            or _plain(one["sentence"]) in elsewhere
        )
        found.append(Row(*_unmarked(one["marked_sentence"]), root, dev))
    return tuple(found)


def actors_in(sentences: Iterable[Sentence], spans: Iterable[tuple[int, int]]) -> set[str]:
    """Actors named within marked words: those that act, else the countries of places."""
    inside = [
        one
        for sentence in sentences
        for one in sentence.mentions
        if one.actor is not None and any(start < one.end and one.start < end for start, end in spans)
    ]
    acting = {one.actor for one in inside if one.kind != "place" and one.actor}
    return acting or {one.actor for one in inside if one.actor}


@dataclass(frozen=True)
class Read:
    """A row with what the coder made of it."""

    row: Row
    gold: frozenset[tuple[str, str]]
    events: tuple[CodedEvent, ...]


@cache
def read(folder: Path) -> tuple[Read, ...]:
    """Every row, coded."""
    found = []
    plv = rows(folder)
    for row, sentences in zip(plv, read_documents(row.text for row in plv), strict=True):
        sides = actors_in(sentences, row.sources), actors_in(sentences, row.targets)
        gold = frozenset((one, other) for one in sides[0] for other in sides[1] if one != other)
        found.append(Read(row, gold, tuple(events_of(sentences, None))))
    return tuple(found)


def predicted(one: Read, least: str = CONFIDENCES[0]) -> list[tuple[str, str, str, bool]]:
    """Source, target, root name and whether the order is free, of events between two actors, of a confidence."""
    found = {}
    for event in one.events:
        if CONFIDENCES.index(event.confidence) < CONFIDENCES.index(least):
            continue
        if event.polarity not in HAPPENED or event.source is None or event.target is None:
            continue
        source, target, root = event.source.actor, event.target.actor, root_name(event.code)
        if source and target and source != target and root:
            found[source, target, root] = event.mutual
    return [(*key, mutual) for key, mutual in found.items()]


def f1(hits_gold: int, gold: int, hits_said: int, said: int) -> tuple[float, float, float]:
    """Precision, recall and F1."""
    precision, recall = hits_said / said if said else 0.0, hits_gold / gold if gold else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def score(reads: Iterable[Read], level: str, least: str = "medium") -> tuple[float, float, float, int]:
    """Precision, recall, F1 and number of gold pairs at a level: ``dyad``, ``root`` or ``quad``."""
    name = {"dyad": lambda _: "", "root": lambda root: root, "quad": lambda root: str(QUADS[root])}[level]
    n_gold = n_said = hit_gold = hit_said = 0
    for one in reads:
        gold = {(*pair, name(one.row.root)) for pair in one.gold}
        said: dict[tuple[str, str, str], bool] = {}
        for source, target, root, mutual in predicted(one, least):
            said[source, target, name(root)] = mutual
        both = {(s, t, r) for (s, t, r), mutual in said.items()} | {(t, s, r) for (s, t, r), m in said.items() if m}
        n_gold, n_said = n_gold + len(gold), n_said + len(said)
        hit_gold += len(gold & both)
        hit_said += sum((s, t, r) in gold or (mutual and (t, s, r) in gold) for (s, t, r), mutual in said.items())
    return *f1(hit_gold, n_gold, hit_said, n_said), n_gold


def measure(folder: Path) -> list[Bar]:
    """The bars of this part, on the rows that were not read while the lexicon was written."""
    everything = read(folder)
    test = [one for one in everything if not one.row.dev]
    marked = [one for one in test if one.gold]
    known = sum(bool(one.gold) for one in test) / len(test)
    bars = [Bar("plv", "share of rows with two different known countries", known, None, len(test))]
    for level, target in (("dyad", None), ("root", 0.60), ("quad", 0.65)):
        precision, recall, value, n = score(test, level)
        what = "cross-country dyad" + ("" if level == "dyad" else f" + {level}")
        note = f"P {precision:.3f} R {recall:.3f}, rules only, at least medium confidence"
        bars.append(Bar("plv", f"{what} F1", value, target, n, note))
    for level in ("root", "quad"):
        precision, recall, value, n = score(test, level, "low")
        note = f"P {precision:.3f} R {recall:.3f}; also acts told in passing"
        bars.append(Bar("plv", f"cross-country dyad + {level} F1, every event", value, None, n, note))
    for level in ("root", "quad"):
        precision, recall, value, n = score(marked, level)
        note = f"P {precision:.3f} R {recall:.3f}; only rows with a gold pair of countries"
        bars.append(Bar("plv", f"cross-country dyad + {level} F1, pairs known", value, None, n, note))
    for level in ("root", "quad"):
        precision, recall, value, n = score(everything, level)
        note = f"P {precision:.3f} R {recall:.3f}; with the rows that were read"
        bars.append(Bar("plv", f"cross-country dyad + {level} F1, all rows", value, None, n, note))
    return bars


PART = Part("plv", (FILE, OTHER), measure)
