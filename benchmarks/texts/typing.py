"""The type of an act when both sides are given, cross-validated on PLV train (Zero-Shot PLOVER).

Ten folds by row number; the regression of a fold is fitted on the other nine and thrown away, since the set has no
licence: nothing fitted here is shipped. Rows of one sentence stay in one fold.

Where ``TERTIUS_EMBED`` names the folder of a model of sentences, the same is measured with its vectors.
"""

import os
from functools import cache
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from benchmarks.texts.bars import Bar, Part
from benchmarks.texts.plv import FILE, OTHER, QUADS, predicted, read, root_name, rows
from tertius.codebooks.constants import constant
from tertius.texts import read_documents
from tertius.texts.embedding import Embedder
from tertius.texts.features import features
from tertius.texts.softmax import fit

FOLDS, PENALTY = 10, constant("texts.typer_penalty")
EMBED = "TERTIUS_EMBED"
Key = TypeVar("Key", str, int)


@cache
def _features(folder: Path) -> list[list[str]]:
    found = []
    plv = rows(folder)
    for row, sentences in zip(plv, read_documents(one.text for one in plv), strict=True):
        source, target = (row.sources or row.targets)[0], (row.targets or row.sources)[0]
        at = next((one for one in sentences if one.start <= source[0] < one.end), sentences[0])
        found.append(features(at, source, target))
    return found


def _folds(folder: Path) -> list[int]:
    first: dict[str, int] = {}
    return [first.setdefault(row.text, number) % FOLDS for number, row in enumerate(rows(folder))]


def _vectors(folder: Path, model: Path) -> NDArray[np.float64]:
    """The vectors of the sentences with their sides masked, at the length the product gives them."""
    found = []
    for row in rows(folder):
        text = row.text
        sides = [(span, name) for spans, name in ((row.sources, "SOURCE"), (row.targets, "TARGET")) for span in spans]
        for (start, end), name in sorted(sides, reverse=True):
            text = text[:start] + name + text[end:]
        found.append(text)
    return Embedder(model).vectors(found) * constant("texts.embedding_weight")


def crossed(folder: Path, vectors: NDArray[np.float64] | None = None) -> list[tuple[str, int]]:
    """Root and quad of each row by the regression of the folds it is not in.

    The quad is the one whose roots have the greatest probability together, not that of the likeliest root.
    """
    examples, folds, labels = _features(folder), _folds(folder), [row.root for row in rows(folder)]
    said = [("", 0)] * len(labels)
    for fold in range(FOLDS):
        inside = [i for i, one in enumerate(folds) if one != fold]
        model = fit([examples[i] for i in inside], [labels[i] for i in inside], penalty=PENALTY,
                    vectors=None if vectors is None else vectors[inside])  # fmt: skip
        for i in (i for i, one in enumerate(folds) if one == fold):
            shares = model.shares(examples[i], None if vectors is None else vectors[i])
            quads = {quad: sum(shares[root] for root in shares if QUADS[root] == quad) for quad in (1, 2, 3, 4)}
            said[i] = (_best(shares), _best(quads))
    return said


def _best(shares: dict[Key, float]) -> Key:
    return max(shares, key=lambda one: shares[one])


def _by_rules(folder: Path) -> list[str | None]:
    """The root that the rules give alone: of an act between the two sides, else of the first act of the sentence."""
    found: list[str | None] = []
    for one in read(folder):
        between = [root for source, target, root, _ in predicted(one) if (source, target) in one.gold]
        roots = [name for event in one.events if (name := root_name(event.code))]
        found.append((between or roots or [None])[0])
    return found


def _right(gold: list[str], said: list[tuple[str, int]]) -> tuple[float, float]:
    """Shares of rows whose root is right, and whose quad."""
    root = sum(a == b for a, (b, _) in zip(gold, said, strict=True)) / len(gold)
    return root, sum(QUADS[a] == b for a, (_, b) in zip(gold, said, strict=True)) / len(gold)


def measure(folder: Path) -> list[Bar]:
    """Accuracy of root and quad, by the regression and by the rules alone."""
    gold = [row.root for row in rows(folder)]
    ruled = _by_rules(folder)
    n = len(gold)
    note = f"{FOLDS} folds, rules + words, softmax regression, no model that cannot be shipped"
    root, quad = _right(gold, crossed(folder))
    alone = sum(a == b for a, b in zip(gold, ruled, strict=True)) / n
    alone_quad = sum(b is not None and QUADS[a] == QUADS[b] for a, b in zip(gold, ruled, strict=True)) / n
    embedded: list[Bar] = []
    if model := os.environ.get(EMBED):
        with_root, with_quad = _right(gold, crossed(folder, _vectors(folder, Path(model))))
        told = f"the same with the vectors of {Path(model).name}"
        embedded = [Bar("typing", "root accuracy, embeddings", with_root, None, n, told),
                    Bar("typing", "quad accuracy, embeddings", with_quad, None, n, told)]  # fmt: skip
    return [
        *embedded,
        Bar("typing", "root accuracy, sides given", root, 0.82, n, note),
        Bar("typing", "quad accuracy, sides given", quad, 0.90, n, note),
        Bar("typing", "root accuracy, rules alone", alone, None, n, "up to 699 of the rows were read while writing"),
        Bar("typing", "quad accuracy, rules alone", alone_quad, None, n),
    ]


PART = Part("typing", (FILE, OTHER), measure)
