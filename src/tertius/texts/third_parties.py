"""Who stands between whom, from text: each third party with its part and the words that say so.

A third party is somebody to whom a construction of the text gives a part in talks or an agreement of others: a verb
(*C mediated*, *hosted by C*), a noun (*under the auspices of C*, *C's good offices*), a word for whoever does it (*C
acted as mediator*), a compound (*C-brokered*). Being named in the text is not enough, and a side is never its own third
party.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from tertius.codebooks.cues import cues, words
from tertius.model import Sentence
from tertius.texts.third_parties_grammar import Grammar
from tertius.texts.third_parties_names import Named, named
from tertius.texts.third_parties_objects import Part, is_both
from tertius.texts.third_parties_pairs import Pair, pair_of, sides_of
from tertius.texts.third_parties_patterns import parts
from tertius.texts.third_parties_polarity import polarity

_PRESENT = "attending"


@dataclass(frozen=True)
class ThirdParty:
    """Somebody who stands between two sides, says a text.

    ``actor`` is an id of the tables, None where they do not know whom the words name; ``name`` is how the text names
    it. ``part`` is ``mediator``, ``facilitator``, ``host``, ``convener``, ``guarantor``, ``witness``, ``observer`` or
    ``arbiter``. ``polarity`` is ``asserted``, ``planned`` (offered, asked for, announced) or ``denied``. ``pair`` names
    the two sides in alphabetical order, None where the text does not. ``grade`` is that of the cue. ``start`` and
    ``end`` are character offsets in the document, half open, of the words that prove it.
    """

    actor: str | None
    name: str
    part: str
    polarity: str
    pair: Pair | None
    grade: str
    sentence: int
    start: int
    end: int


def third_parties(sentences: Sequence[Sentence], sides: Collection[str] = ()) -> list[ThirdParty]:
    """Return the third parties of one document, in the order of the text.

    Args:
        sentences: The sentences of one document, with their mentions.
        sides: Actors known to be sides of the conflict, where the caller knows them: they are never third parties.

    Returns:
        One record for each actor, part and place in the text. Where a sentence does not name the two sides, the pair
        named last before it counts, else the first one after it.
    """
    grammars = [Grammar(sentence) for sentence in sentences]
    pairs = [pair_of(grammar) for grammar in grammars]
    first = next((pair for pair in pairs if pair is not None), None)
    found: list[ThirdParty] = []
    current = first
    for grammar, pair in zip(grammars, pairs, strict=True):
        current = pair or current
        found += _of_sentence(grammar, current, frozenset(sides))
    return found


def _of_sentence(grammar: Grammar, pair: Pair | None, sides: frozenset[str]) -> Iterator[ThirdParty]:
    excluded = sides | sides_of(grammar)
    seen: set[tuple[str | None, str, int]] = set()
    for part in parts(grammar):
        stance = polarity(grammar, part.at)
        for head in part.heads:
            for who in _outsiders(grammar, head, part, excluded):
                if (key := (who.actor, part.cue.part, who.start)) not in seen:
                    seen.add(key)
                    yield _record(grammar, part, who, stance, pair)


def _outsiders(grammar: Grammar, head: int, part: Part, excluded: frozenset[str] | set[str]) -> list[Named]:
    """Whom a noun phrase names, without the sides; to be only present takes a name that the tables know."""
    word = grammar.words[head]
    if word.lemma in words("times") or is_both(grammar, head) or word.lemma in cues("noun"):
        return []
    found = [who for who in named(grammar, head) if who.actor not in excluded]
    if word.lemma in words("pronouns"):
        return [who for who in found if who.actor is not None]
    return [who for who in found if who.actor is not None or part.cue.grade != _PRESENT]


def _record(grammar: Grammar, part: Part, who: Named, stance: str, pair: Pair | None) -> ThirdParty:
    at = grammar.words[part.at]
    between = None if pair is not None and who.actor in pair else pair
    start, end = min(at.start, who.start), max(at.end, who.end)
    number = grammar.sentence.number
    return ThirdParty(who.actor, who.name, part.cue.part, stance, between, part.cue.grade, number, start, end)
