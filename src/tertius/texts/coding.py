"""Documents to coded events, as objects and as records of JSON: one a text, with the characters behind each part.

A text is data: nothing it says changes how it is read. What a sentence asks of its reader is coded as a request or not
at all.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import tee
from typing import Any

from tertius.model import Mention, Sentence
from tertius.texts.actors import read_documents
from tertius.texts.events import CONFIDENCES, CodedEvent, events_of
from tertius.texts.gazetteer import Gazetteer
from tertius.texts.mediation import mediation
from tertius.texts.third_parties import ThirdParty, third_parties
from tertius.texts.typer import Typer, typed


@dataclass(frozen=True)
class Document:
    """A text to be coded; ``day`` is the day it was published, None where unknown."""

    id: str
    text: str
    day: date | None = None
    publisher: str | None = None


@dataclass(frozen=True)
class CodedDocument:
    """A document with its sentences, the events found in them, and who stands between whom."""

    document: Document
    sentences: tuple[Sentence, ...]
    events: tuple[CodedEvent, ...]
    third_parties: tuple[ThirdParty, ...] = ()


def code_documents(
    documents: Iterable[Document],
    typer: Typer | None = None,
    known: Gazetteer | None = None,
    least: str = CONFIDENCES[0],
) -> Iterator[CodedDocument]:
    """Code documents one after another, in order; memory does not grow with their number.

    Args:
        documents: What to code.
        typer: A second opinion on the codes; None: the rules alone.
        known: The names of actors to be found; None: the shipped ones.
        least: Events of a lower confidence than this (``low``, ``medium``, ``high``) are left out.

    Raises:
        UsageError: The extra ``text`` is not installed.

    >>> from datetime import date
    >>> (done,) = code_documents([Document("1", "Russia attacked Ukraine on Tuesday.", date(2022, 3, 4))])
    >>> [(one.source.actor, one.target.actor, one.code, str(one.day)) for one in done.events]
    [('RUS', 'UKR', '190', '2022-03-01')]
    """
    kept_grades = CONFIDENCES[CONFIDENCES.index(least) :]
    kept, texts, days = tee(documents, 3)
    read = read_documents((one.text for one in texts), (one.day for one in days), known)
    for document, sentences in zip(kept, read, strict=True):
        by_number = {one.number: one for one in sentences}
        found = [one for one in events_of(sentences, document.day) if one.confidence in kept_grades]
        events = tuple(typed(by_number[one.sentence], one, typer) for one in found)
        yield CodedDocument(document, sentences, events, tuple(third_parties(sentences)))


def record(coded: CodedDocument) -> dict[str, Any]:
    """The record of a coded document, ready for JSON: spans are pairs of characters in the text, half open."""
    document = coded.document
    return {
        "id": document.id,
        "date": None if document.day is None else document.day.isoformat(),
        "publisher": document.publisher,
        "events": [_event(one) for one in coded.events],
        "third_parties": [_third_party(one) for one in coded.third_parties],
        "mediated": round(mediation(coded.third_parties).probability, 3),
    }


def _third_party(one: ThirdParty) -> dict[str, Any]:
    return {
        "actor": one.actor,
        "part": one.part,
        "span": [one.start, one.end],
        "text": one.name,
        "pair": None if one.pair is None else list(one.pair),
        "polarity": one.polarity,
        "sentence": one.sentence,
    }


def _event(event: CodedEvent) -> dict[str, Any]:
    plover_type, plover_mode = event.plover
    return {
        "code": event.code,
        "typed_by": event.typed_by,
        "plover_type": plover_type,
        "plover_mode": plover_mode,
        "quad": event.quad,
        "source": _side(event.source),
        "target": _side(event.target),
        "mutual": event.mutual,
        "polarity": event.polarity,
        "attribution": _side(event.attribution),
        "date": None if event.day is None else event.day.isoformat(),
        "precision": event.precision,
        "place": _side(event.place),
        "confidence": event.confidence,
        "sentence": event.sentence,
        "span": [event.start, event.end],
        "words": _spans(event.words),
    }


def _side(mention: Mention | None) -> dict[str, Any] | None:
    if mention is None:
        return None
    named = {"actor": mention.actor, "sector": mention.sector, "kind": mention.kind}
    return {**named, "text": mention.text, "span": [mention.start, mention.end]}


def _spans(spans: Sequence[tuple[int, int]]) -> list[list[int]]:
    return [list(span) for span in spans]
