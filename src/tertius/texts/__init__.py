"""Texts to sentences, and sentences to coded events with the words that say so. Needs the extra ``text`` (spaCy)."""

from tertius.texts.actors import read_documents
from tertius.texts.coding import CodedDocument, Document, code_documents, record
from tertius.texts.events import CONFIDENCES, CodedEvent, events_of
from tertius.texts.gazetteer import Gazetteer
from tertius.texts.headings import heading_lines
from tertius.texts.mediation import Mediation, mediation
from tertius.texts.mending import mended
from tertius.texts.parsing import read_sentences
from tertius.texts.small_letters import SmallName, capitalised, small_names, without_capitals
from tertius.texts.third_parties import ThirdParty, third_parties

__all__ = [
    "CONFIDENCES",
    "CodedDocument",
    "CodedEvent",
    "Document",
    "Gazetteer",
    "Mediation",
    "SmallName",
    "ThirdParty",
    "capitalised",
    "code_documents",
    "events_of",
    "heading_lines",
    "mediation",
    "mended",
    "read_documents",
    "read_sentences",
    "record",
    "small_names",
    "third_parties",
    "without_capitals",
]
