"""Between whom: the two sides of talks, read from the sentence."""

from itertools import combinations

from tertius.codebooks.cues import words
from tertius.texts.third_parties_grammar import Grammar
from tertius.texts.third_parties_names import named
from tertius.texts.third_parties_objects import is_talks

_BETWEEN = ("between", "among", "amongst")

Pair = tuple[str, str]


def pair_of(grammar: Grammar) -> Pair | None:
    """Return the two sides that a sentence is about, in alphabetical order; None where it names fewer than two.

    Looked for in this order: *between A and B*, *talks of A with B*, *A and B agreed*, *A met B*.
    """
    for find in (_between, _with, _together):
        for one, other in combinations(find(grammar), 2):
            return (one, other) if one < other else (other, one)
    return None


def sides_of(grammar: Grammar) -> set[str]:
    """Everybody between whom a sentence says something is, be it more than two."""
    return set(_between(grammar))


def _actors(grammar: Grammar, heads: list[int]) -> list[str]:
    found = [who.actor for head in heads for who in named(grammar, head) if who.actor is not None]
    return list(dict.fromkeys(found))


def _between(grammar: Grammar) -> list[str]:
    heads = [
        one
        for i, word in enumerate(grammar.words)
        if word.lemma in _BETWEEN and word.dep == "prep"
        for one in grammar.expand(grammar.kids(i, "pobj"))
    ]
    # "the government" after "between" is read as one named before more often wrongly than rightly
    sure = [one for one in heads if (who := grammar.sentence.mention_at(one)) is None or who.kind != "anaphor"]
    return _actors(grammar, sure)


def _with(grammar: Grammar) -> list[str]:
    """*A's talks with B*, *A held talks with B*, *A met B*; of *C met A and B* the two who were met."""
    for i, word in enumerate(grammar.words):
        if word.pos == "NOUN" and is_talks(grammar, i):
            others = grammar.after(i, "with")
            verb = word.head if grammar.words[word.head].pos == "VERB" else i
            own = grammar.kids(i, "poss", "compound", "amod") + grammar.subjects(verb) if others else []
        elif word.pos == "VERB" and word.lemma in words("meets a side"):
            others = grammar.after(i, "with") + grammar.expand(grammar.kids(i, "dobj"))
            own = grammar.subjects(i)
        else:
            continue
        if len(met := _actors(grammar, others)) > 1:
            return met
        if len(found := _actors(grammar, [*own, *others])) == 2 and _actors(grammar, own) and _actors(grammar, others):
            return found
    return []


def _together(grammar: Grammar) -> list[str]:
    """*A and B agreed*: exactly two subjects of a verb of meeting or agreeing."""
    for i, word in enumerate(grammar.words):
        if (
            word.pos == "VERB"
            and word.lemma in words("meets a side")
            and len(found := _actors(grammar, grammar.subjects(i))) == 2
        ):
            return found
    return []
