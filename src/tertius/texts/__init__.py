"""Texts to sentences, and sentences to coded events with the words that say so. Needs the extra ``text`` (spaCy)."""

from tertius.texts.actors import read_documents
from tertius.texts.coding import CodedDocument, Document, code_documents, record
from tertius.texts.events import CodedEvent, events_of
from tertius.texts.parsing import read_sentences

__all__ = [
    "CodedDocument",
    "CodedEvent",
    "Document",
    "code_documents",
    "events_of",
    "read_documents",
    "read_sentences",
    "record",
]
