"""A sentence that has been read: words with their grammar, and the actors named in it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from tertius.model.errors import ContractBroken

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
"""Relations by which a word is the subject of a verb, active or passive."""


@dataclass(frozen=True)
class Word:
    """One word of a sentence.

    ``lemma`` is the dictionary form in lower case; ``pos`` the part of speech and ``dep`` the relation to the head
    (labels of spaCy's English pipelines, ClearNLP style); ``head`` the number of the head within the sentence, its own
    number for the root. ``start`` and ``end`` are character offsets in the document, half open.
    """

    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    start: int
    end: int


@dataclass(frozen=True)
class Mention:
    """An actor named in a sentence: words ``first`` to ``last`` (half open), characters ``start`` to ``end``.

    ``actor`` is the id of a state, body or group, None where the name is known to be ambiguous or stands for nobody we
    have an id for. ``kind`` says how it was named:

    - ``state`` (also de facto authorities), ``demonym``, ``body``, ``group``, ``person``: by name;
    - ``capital``: a capital or seat that stands for its government;
    - ``agent``: an agent of the actor ("Russian forces"), or agents of nobody named ("gunmen", actor None);
    - ``place``: a place where something happens; ``actor`` is the country it lies in, which does not act;
    - ``anaphor``: a pronoun or a word like "the ministry", read as an actor named before it.

    ``sector`` as in events (GOV, MIL, REB ...), None where unknown.
    """

    first: int
    last: int
    start: int
    end: int
    text: str
    actor: str | None
    kind: str
    sector: str | None = None

    def __post_init__(self) -> None:
        if not self.first < self.last or not self.start < self.end:
            raise ContractBroken(f"the mention {self.text!r} is empty")


@dataclass(frozen=True)
class Sentence:
    """One sentence of a document; ``start`` and ``end`` are character offsets in it, half open."""

    number: int
    start: int
    end: int
    text: str
    words: tuple[Word, ...]
    mentions: tuple[Mention, ...] = ()

    def children(self, index: int) -> Iterator[int]:
        """Numbers of the words that depend directly on a word, in order."""
        return (i for i, word in enumerate(self.words) if word.head == index and i != index)

    def subtree(self, index: int) -> list[int]:
        """Numbers of a word and all that depend on it, in order."""
        found, waiting = {index}, [index]
        while waiting:
            below = [i for i in self.children(waiting.pop()) if i not in found]
            found.update(below)
            waiting += below
        return sorted(found)

    @property
    def root(self) -> int:
        """Number of the word that heads the sentence."""
        return next((i for i, word in enumerate(self.words) if word.head == i), 0)

    def word_at(self, at: int) -> int | None:
        """Number of the word that holds a character of the text, or is the next after it; None behind the last."""
        return next((i for i, word in enumerate(self.words) if word.end > self.start + at), None)

    def without(self, indices: Iterable[int]) -> "Sentence":
        """The same sentence with the text of some words blank, so that characters keep their places."""
        text = list(self.text)
        for word in (self.words[i] for i in indices):
            text[word.start - self.start : word.end - self.start] = " " * (word.end - word.start)
        return replace(self, text="".join(text))

    def mention_at(self, index: int) -> Mention | None:
        """The mention that a word belongs to."""
        return next((one for one in self.mentions if one.first <= index < one.last), None)


def moved(sentence: Sentence, by: int, number: int) -> Sentence:
    """The same sentence in a longer document: all characters moved, with the number it has there."""
    words = tuple(replace(one, start=one.start + by, end=one.end + by) for one in sentence.words)
    mentions = tuple(replace(one, start=one.start + by, end=one.end + by) for one in sentence.mentions)
    return Sentence(number, sentence.start + by, sentence.end + by, sentence.text, words, mentions)
