"""What is done: whether a noun is talks or their fruit, or the two sides, and what a cue needs beside it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from tertius.codebooks.cues import Cue, words
from tertius.texts.third_parties_grammar import Grammar

NOUNS = frozenset({"NOUN", "PROPN"})

_REACH = 3
_INSIDE = ("compound", "amod")


@dataclass(frozen=True)
class Part:
    """A part given by a cue at a word to the noun phrases headed by ``heads``."""

    cue: Cue
    at: int
    heads: tuple[int, ...]


def is_talks(grammar: Grammar, i: int) -> bool:
    """Whether a noun is talks or their fruit: *talks*, *round of talks*, *ceasefire agreement*."""
    waiting = [i]
    for _ in range(_REACH):
        below = []
        for one in waiting:
            names = (one, *grammar.kids(one, *_INSIDE))
            if any(grammar.words[name].lemma in words("talks") for name in names):
                return True
            below += grammar.after(one, "of") if grammar.words[one].lemma in words("share of talks") else []
        waiting = below
    return False


def is_both(grammar: Grammar, i: int, depth: int = _REACH) -> bool:
    """Whether one noun phrase is the two sides: *both parties*, *leaders of the two tribes*, *leaders of X and Y*."""
    word = grammar.words[i]
    if word.lemma not in words("sides") and grammar.sentence.mention_at(i) is None:
        return False
    kids = grammar.kids(i, "amod", "compound", "nummod", "det", "predet")
    if any(grammar.words[one].lemma in words("joint") for one in kids):
        return True
    below = grammar.after(i, "of", "from", "between") if depth and word.lemma in words("sides") else []
    unknown = len(below) > 1 and not any(is_known(grammar, one) for one in below)
    return unknown or any(is_both(grammar, one, depth - 1) for one in below)


def _is_joint(grammar: Grammar, i: int) -> bool:
    """Whether a noun phrase, with what is coordinated with it, is the two sides."""
    word = grammar.words[i]
    is_side = word.lemma in words("sides") or grammar.sentence.mention_at(i) is not None
    many = [*grammar.kids(i, "conj"), *grammar.after(i, "of", "from", "between")[1:]]
    return is_both(grammar, i) or (is_side and any(grammar.words[one].pos in NOUNS for one in many))


def is_known(grammar: Grammar, i: int) -> bool:
    """Whether a word belongs to the name of an actor of the tables."""
    mention = grammar.sentence.mention_at(i)
    return mention is not None and mention.actor is not None


def speaks_of_talks(grammar: Grammar) -> bool:
    """Whether a sentence holds a word for talks or an agreement."""
    return any(word.pos == "NOUN" and word.lemma in words("talks") for word in grammar.words)


def _of_talks(grammar: Grammar, i: int, cue: Cue) -> bool:
    things = grammar.things(i, cue.prepositions)
    if grammar.words[i].dep == "acl":  # in "talks between A and B, hosted by C" the parser may hang "hosted" on B
        for _ in range(_REACH):
            things += [above for one in things[-1:] if (above := _noun_above(grammar, one)) is not None]
    return any(is_talks(grammar, one) for one in things)


def _noun_above(grammar: Grammar, i: int) -> int | None:
    """The noun whose phrase holds a noun: *talks* of *talks between A and B* for *B*."""
    while grammar.words[i].dep in {"conj", "compound", "appos"}:
        i = grammar.words[i].head
    above = grammar.words[grammar.words[i].head].head
    return above if grammar.words[i].dep == "pobj" and grammar.words[above].pos in NOUNS else None


def _of_side(grammar: Grammar, i: int, cue: Cue) -> bool:
    things = grammar.things(i, cue.prepositions)
    return any(grammar.words[one].lemma in words("sides") or grammar.sentence.mention_at(one) for one in things)


def _of_sides(grammar: Grammar, i: int, cue: Cue) -> bool:
    return speaks_of_talks(grammar) and _of_side(grammar, i, cue)


def _of_both(grammar: Grammar, i: int, cue: Cue) -> bool:
    """Whether an active verb is done with both sides, directly or through talks with them."""
    if grammar.is_passive(i):
        return False
    direct = grammar.things(i, cue.prepositions)
    through = [
        one
        for noun in direct
        if is_talks(grammar, noun)
        for one in grammar.after(noun, "with", "between", "among", "of")
    ]
    return any(_is_joint(grammar, one) and not is_talks(grammar, one) for one in (*direct, *through))


def _in_talks(grammar: Grammar, i: int, cue: Cue) -> bool:
    """Whether somebody is passively in talks: *was involved in the talks*."""
    return grammar.is_passive(i) and any(is_talks(grammar, one) for one in grammar.after(i, *cue.prepositions))


NEEDS: Mapping[str, Callable[[Grammar, int, Cue], bool]] = MappingProxyType(
    {
        "": lambda _grammar, _i, _cue: True,
        "talks": _of_talks,
        "side": _of_side,
        "sides": _of_sides,
        "joint": _of_both,
        "in talks": _in_talks,
    }
)
"""Whether a verb has what its cue needs, by the name of the need."""
