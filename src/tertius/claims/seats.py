"""*Brussels*, the government of Belgium or the European Union: decided by what the text speaks of."""

from collections.abc import Sequence
from dataclasses import replace

from tertius.claims.notions import found_in
from tertius.model import Mention, Sentence

_SEAT, _STATE, _BODY = "Brussels", "BEL", "EU"
NOTE = "“Brussels” is read as the European Union, whose seat it is; it may be Belgium"


def read_seats(sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """The sentences of a text, in which *Brussels* that plays a role between others is the European Union.

    It stays Belgium where the text names Belgium otherwise, and wherever its sentence speaks of no third party's role.
    """
    every = [one for sentence in sentences for one in sentence.mentions]
    if any(one.actor == _STATE and not _is_seat(one) for one in every):
        return tuple(sentences)
    return tuple(_read(sentence) for sentence in sentences)


def as_the_union(sentence: Sentence) -> bool:
    """Whether *Brussels* was read as the European Union in a sentence."""
    return any(one.actor == _BODY and one.text == _SEAT for one in sentence.mentions)


def _read(sentence: Sentence) -> Sentence:
    if not any(one.notion.of == "third" and one.notion.measure for one in found_in(sentence)):
        return sentence
    mentions = tuple(replace(one, actor=_BODY) if _is_seat(one) else one for one in sentence.mentions)
    return replace(sentence, mentions=mentions)


def _is_seat(one: Mention) -> bool:
    return one.text == _SEAT and one.actor == _STATE and one.kind == "capital"
