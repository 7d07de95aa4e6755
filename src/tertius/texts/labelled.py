"""A second opinion fitted on sentences that the user has labelled: which root an act between two marked sides has.

The regression sees what :mod:`tertius.texts.features` names and, where a model of sentences is given, the vector of the
sentence with its sides masked. How often it is right on labels it has not seen is told beside the same of the rules.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tertius.codebooks.constants import constant
from tertius.model import Sentence, UsageError
from tertius.texts.embedding import Embedder
from tertius.texts.events import CodedEvent
from tertius.texts.features import Span, features
from tertius.texts.lexicon import root_of
from tertius.texts.softmax import Softmax, fit

Floats = npt.NDArray[np.float64]
_FOLDS = 5


@dataclass(frozen=True)
class Label:
    """An act in a sentence: the characters of its two sides in the document, and its CAMEO root."""

    sentence: Sentence
    source: Span
    target: Span
    root: str


@dataclass(frozen=True)
class Trial:
    """Shares of labels whose root is right: by the regression of the folds a label is not in, and by the rules."""

    labels: int
    regression: float
    rules: float


class LabelledTyper:
    """A typer fitted on labels; it speaks where it is at least ``texts.typer_sure`` sure and both sides are known.

    Raises:
        UsageError: There are fewer than two roots among the labels, or fewer labels than folds.
    """

    def __init__(self, labels: Sequence[Label], embedder: Embedder | None = None) -> None:
        roots = {one.root for one in labels}
        if len(roots) < 2 or len(labels) < _FOLDS:
            raise UsageError(f"{len(labels)} labels of {len(roots)} roots cannot be learned from",
                             hint=f"give at least {_FOLDS}, of two roots or more")  # fmt: skip
        self.embedder = embedder
        self._sure = constant("texts.typer_sure")
        self._examples = [features(one.sentence, one.source, one.target) for one in labels]
        self._vectors = self._embedded([(one.sentence, one.source, one.target) for one in labels])
        self._texts = [one.sentence.text for one in labels]
        self._roots = [one.root for one in labels]
        self.model = self._fitted(range(len(labels)))

    @property
    def name(self) -> str:
        """The name under which its codes are told from those of the rules."""
        return "regression on own labels" + ("" if self.embedder is None else " and embeddings")

    def code(self, sentence: Sentence, event: CodedEvent) -> str | None:
        """The general code of the likeliest root; None where that is not sure enough or the root of the rules."""
        if event.source is None or event.target is None:
            return None
        sides = (event.source.start, event.source.end), (event.target.start, event.target.end)
        vectors = self._embedded([(sentence, *sides)])
        shares = self.model.shares(features(sentence, *sides), None if vectors is None else vectors[0])
        best = max(shares, key=lambda one: shares[one])
        return f"{best}0" if shares[best] >= self._sure and best != root_of(event.code) else None

    def trial(self) -> Trial:
        """Five folds by the number of the label; labels of one sentence stay in one fold."""
        first: dict[str, int] = {}
        fold = [first.setdefault(text, number) % _FOLDS for number, text in enumerate(self._texts)]
        said = [""] * len(self._roots)
        for held in range(_FOLDS):
            inside = [i for i, one in enumerate(fold) if one != held]
            if not inside:
                continue
            model = self._fitted(inside)
            for i in (i for i, one in enumerate(fold) if one == held):
                said[i] = model.label(self._examples[i], None if self._vectors is None else self._vectors[i])
        right = sum(one == root for one, root in zip(said, self._roots, strict=True))
        ruled = sum(_by_rules(one) == root for one, root in zip(self._examples, self._roots, strict=True))
        return Trial(len(self._roots), right / len(self._roots), ruled / len(self._roots))

    def _fitted(self, chosen: Sequence[int]) -> Softmax:
        vectors = None if self._vectors is None else self._vectors[list(chosen)]
        examples, roots = [self._examples[i] for i in chosen], [self._roots[i] for i in chosen]
        return fit(examples, roots, penalty=constant("texts.typer_penalty"), vectors=vectors)

    def _embedded(self, acts: Sequence[tuple[Sentence, Span, Span]]) -> Floats | None:
        if self.embedder is None:
            return None
        masked = [_masked(sentence, source, target) for sentence, source, target in acts]
        return self.embedder.vectors(masked) * constant("texts.embedding_weight")


def _by_rules(example: Sequence[str]) -> str | None:
    """The root that the rules give the act between the two sides, else the first that touches one of them."""
    for kind in ("r2:", "r1:"):
        for one in example:
            if one.startswith(kind):
                return one.removeprefix(kind)
    return None


def _masked(sentence: Sentence, source: Span, target: Span) -> str:
    """The sentence with its two sides as words of their own, so that it is not the names that are learned."""
    text = sentence.text
    for (start, end), name in sorted(((source, "SOURCE"), (target, "TARGET")), reverse=True):
        text = text[: start - sentence.start] + name + text[end - sentence.start :]
    return text
