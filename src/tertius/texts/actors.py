"""Texts to sentences in which actors are found: states, bodies, groups, persons in office, their agents and organs."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import tee

from tertius.model import Sentence
from tertius.texts.anaphora import Memory, resolve
from tertius.texts.gazetteer import Gazetteer, Name, pieces, shipped_names
from tertius.texts.parsing import read_sentences
from tertius.texts.phrases import phrases, unnamed
from tertius.texts.places import settled
from tertius.texts.spotting import Spot, names_in


def read_documents(
    texts: Iterable[str], dates: Iterable[date | None] | None = None, known: Gazetteer | None = None
) -> Iterator[tuple[Sentence, ...]]:
    """Yield the sentences of each text with the actors named in them, in order.

    Args:
        texts: Plain English texts.
        dates: Day of each text, None where unknown; a person stands for a state only on days in office. Without dates
            a person stands for whomever the table ever had them stand for.
        known: The names to be found; None: the shipped ones.

    Raises:
        UsageError: The extra ``text`` is not installed.
        ValueError: There are not as many dates as texts.
    """
    if dates is None:
        for sentences in read_sentences(texts):
            yield with_actors(sentences, None, known)
        return
    pairs, again = tee(zip(texts, dates, strict=True))
    for sentences, (_, when) in zip(read_sentences(text for text, _ in pairs), again, strict=True):
        yield with_actors(sentences, when, known)


def with_actors(
    sentences: Sequence[Sentence], when: date | None, known: Gazetteer | None = None
) -> tuple[Sentence, ...]:
    """Find the actors of the sentences of one document, first to last: surnames and pronouns look back."""
    known = known or shipped_names()
    aliases: dict[str, Name] = {}
    memory = Memory()
    found = []
    for sentence in sentences:
        words = sentence.words
        spots = phrases(words, names_in(sentence, when, aliases, known))
        aliases |= _surnames(sentence, spots)
        spots = [settled(words, spot) for spot in spots]
        spots = resolve(words, [*spots, *unnamed(words, spots)], memory)
        memory.turn()
        found.append(replace(sentence, mentions=tuple(spot.mention(sentence) for spot in spots)))
    return tuple(found)


def _surnames(sentence: Sentence, spots: Sequence[Spot]) -> dict[str, Name]:
    """Last names of persons named here, by which the rest of the document may call them."""
    known = {}
    for spot in spots:
        last = sentence.words[spot.last - 1]
        named = spot.name.kind == "person" or (spot.name.kind == "agent" and spot.last - spot.first > 1)
        surname = pieces(last.text)[-1:] if last.pos == "PROPN" and last.text[0].isupper() else ()
        if named and spot.name.actor is not None and surname and len(surname[0]) > 2:
            known[surname[0]] = replace(spot.name, kind="person", exact=None)
    return known
