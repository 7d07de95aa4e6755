"""Words that say who stands between two sides: the lexicon of third parties, written for this package.

A cue says which part somebody has (``mediator``, ``host`` ...) and how plainly. The parts are those of our chronicles
and two more, ``facilitator`` and ``arbiter``: a facilitator helps talks along without proposing terms, an arbiter rules
(Bercovitch, J., Anagnoson, J. T. and Wille, D. L. (1991). Some conceptual issues and empirical trends in the study of
successful mediation in international relations. *Journal of Peace Research* 28(1), 7-17).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from tertius.codebooks.tables import items, rows


@dataclass(frozen=True)
class Cue:
    """A word or phrase that gives somebody a part.

    ``form`` is ``verb``, ``noun`` (an act: *mediation*) or ``person`` (whoever does it: *mediator*). ``needs`` says
    what must stand with it: ``talks`` (an object that is talks or an agreement), ``side`` (an object that is a side),
    ``sides`` (that, in a sentence about talks), ``joint`` (both sides), ``in talks`` (a passive: *was involved in*),
    ``led`` (a preposition before the noun, as in *with the help of*), or nothing. ``prepositions`` lead to the object
    of a verb that takes none directly. ``grade`` says how plainly the cue speaks: ``explicit``, ``arranging`` or
    ``attending``.
    """

    cue: str
    form: str
    part: str
    needs: str
    prepositions: tuple[str, ...]
    grade: str


@cache
def cues(form: str) -> Mapping[str, Cue]:
    """Cues of one form by their dictionary form, lower case.

    >>> cues("verb")["host"].part
    'host'
    """
    return MappingProxyType({row["cue"]: _cue(row) for row in rows("mediation_cues") if row["form"] == form})


def _cue(row: dict[str, str]) -> Cue:
    prepositions = items(row["prepositions"])
    return Cue(row["cue"], row["form"], row["part"], row["needs"], prepositions, row["grade"])


@cache
def words(kind: str) -> frozenset[str]:
    """Words of a kind that the grammar of third parties asks for, such as ``talks`` or ``sides``."""
    return frozenset(word for row in rows("mediation_words") if row["kind"] == kind for word in items(row["words"]))
