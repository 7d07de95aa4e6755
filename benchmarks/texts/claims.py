"""Claims from text on labelled sentences: type, actors and direction, each text judged by weights fitted on the others.

The labels are ours, by one coder. Of each sentence the first fifteen words are stored, so actors and directions further
on cannot be found. The tables of cues, directions and names were written while these sentences could be seen: what is
left out in turn are the labels that the weights are fitted to, not the words of the tables.
"""

import json
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import Any

from benchmarks.texts.bars import Bar, Part
from tertius.claims.cues import cues
from tertius.claims.directions import direction
from tertius.claims.fitting import fit
from tertius.claims.pointing import Spoken, spoken_of
from tertius.claims.typing import LABELS, chances, kind_of
from tertius.model import Sentence, Word
from tertius.texts import read_sentences
from tertius.texts.actors import with_actors

FILE = "claims/claims_dev.jsonl"
PENALTY = 2.0
"""Ridge penalty of the shipped weights."""
_DIRECTED = ("trend", "role", "comparison")

Row = dict[str, Any]


def labelled(folder: Path) -> tuple[list[Row], list[Sentence], list[Spoken]]:
    """Labelled rows, their sentences with actors, and whom each speaks of; texts are read whole, in order."""
    rows = [json.loads(line) for line in (folder / FILE).read_text(encoding="utf-8").splitlines() if line.strip()]
    parsed = [_one(parts) for parts in read_sentences([row["quote"] for row in rows])]
    sentences: list[Sentence] = []
    spoken: list[Spoken] = []
    for _, group in groupby(zip(rows, parsed, strict=True), key=lambda pair: _text(pair[0])):
        document = with_actors(_placed([sentence for _, sentence in group]), None)
        sentences += document
        spoken += spoken_of(document)
    return rows, sentences, spoken


def _text(row: Row) -> str:
    return str(row["id"]).split("-")[0]


def _one(parts: Sequence[Sentence]) -> Sentence:
    """A stored quote as one sentence, also where its cut end was read as a second one."""
    words: list[Word] = []
    for part in parts:
        words += [replace(word, head=word.head + len(words)) for word in part.words]
    text = " ".join(part.text for part in parts)
    return Sentence(0, 0, len(text), text, tuple(words))


def _placed(sentences: Sequence[Sentence]) -> list[Sentence]:
    """Sentences moved to their places in one document."""
    found: list[Sentence] = []
    start = 0
    for number, sentence in enumerate(sentences):
        words = tuple(replace(word, start=word.start + start, end=word.end + start) for word in sentence.words)
        found.append(Sentence(number, start, start + len(sentence.text), sentence.text, words))
        start += len(sentence.text) + 1
    return found


def held_out(rows: Sequence[Row], features: Sequence[dict[str, float]]) -> list[str]:
    """The type of each sentence by weights fitted on the sentences of all other texts."""
    found = []
    for text in dict.fromkeys(_text(row) for row in rows):
        known = [i for i, row in enumerate(rows) if _text(row) != text]
        weights = fit([features[i] for i in known], [rows[i]["type"] for i in known], PENALTY)
        found += [
            kind_of(chances(features[i], weights), features[i]) for i, row in enumerate(rows) if _text(row) == text
        ]
    return found


def f1(hits: int, given: int, wanted: int) -> float:
    """F1 from counts; 0 where nothing is given or wanted."""
    return 2 * hits / (given + wanted) if given + wanted else 0.0


def measure(folder: Path) -> list[Bar]:
    """The bars of claims."""
    rows, sentences, spoken = labelled(folder)
    gold = [str(row["type"]) for row in rows]
    found = held_out(rows, [cues(one, who.actors) for one, who in zip(sentences, spoken, strict=True)])
    note = "leave one of 20 texts out; tables of words tuned on these texts"
    both = sum(a != "none" and b != "none" for a, b in zip(gold, found, strict=True))
    detected = f1(both, sum(one != "none" for one in found), sum(one != "none" for one in gold))
    right = sum(a == b for a, b in zip(gold, found, strict=True)) / len(gold)
    always = f1(sum(one != "none" for one in gold), len(gold), sum(one != "none" for one in gold))
    return [
        Bar("claims", "claim detection, F1", detected, 0.80, len(gold), note),
        Bar("claims", "the same if all are claims", always, None, len(gold)),
        Bar("claims", "type of seven, accuracy", right, 0.60, len(gold), note),
        Bar("claims", "the same if all are of the commonest type", _commonest(gold), None, len(gold)),
        _actors(rows, spoken),
        *_directions(rows, sentences, found),
    ]


def _commonest(gold: Sequence[str]) -> float:
    return max(gold.count(label) for label in LABELS) / len(gold)


def _actors(rows: Sequence[Row], spoken: Sequence[Spoken]) -> Bar:
    pairs = [(set(row["actors"]), {_as_labelled(actor) for actor in who.actors})
             for row, who in zip(rows, spoken, strict=True) if row["type"] != "none"]  # fmt: skip
    hits = sum(len(gold & found) for gold, found in pairs)
    given, wanted = sum(len(found) for _, found in pairs), sum(len(gold) for gold, _ in pairs)
    note = (
        f"sentences with a claim; precision {hits / given:.2f}, recall {hits / wanted:.2f}; stored words are cut at 15"
    )
    return Bar("claims", "actors, F1", f1(hits, given, wanted), 0.85, wanted, note)


def _as_labelled(actor: str) -> str:
    """Labels know states and one name for all bodies."""
    state = actor.split("_")[0]
    return state if len(state) == 3 and state not in ("WTO", "IMF", "OIC", "GCC", "CIS", "SCO", "EAC") else "IGO"


def _directions(rows: Sequence[Row], sentences: Sequence[Sentence], found: Sequence[str]) -> list[Bar]:
    wanted = [i for i, row in enumerate(rows) if row["type"] in _DIRECTED and row["direction"]]
    ways = {i: direction(sentences[i]) for i in wanted}
    given = [i for i in wanted if ways[i] is not None]
    right = sum(ways[i] == rows[i]["direction"] for i in given)
    kept = sum(found[i] in _DIRECTED for i in given)
    return [
        Bar("claims", "direction given (trend, role, comparison)", len(given) / len(wanted), 0.70, len(wanted)),
        Bar("claims", "direction right where given", right / len(given), 0.90, len(given)),
        Bar("claims", "direction given and type kept as one of the three", kept / len(wanted), None, len(wanted)),
    ]


PART = Part("claims", (FILE,), measure)
