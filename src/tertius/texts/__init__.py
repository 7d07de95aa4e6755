"""Texts to sentences, and sentences to coded events with the words that say so. Needs the extra ``text`` (spaCy)."""

from tertius.texts.actors import read_documents
from tertius.texts.parsing import read_sentences

__all__ = ["read_documents", "read_sentences"]
