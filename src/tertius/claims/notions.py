"""What a sentence speaks of: roles and quantities by the words for them, and the measure that reads each, if any."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from tertius.codebooks.tables import rows
from tertius.model import ClaimType, Sentence

_PROCESS = re.compile(r"\w+ process|peace talks", re.IGNORECASE)
INVERSE = "bystander"
"""The notion whose presence is the absence of what its measure reads."""


@dataclass(frozen=True)
class Notion:
    """A notion of the table.

    ``measure`` is None where nothing measures it; ``why_not`` then says so. ``of`` is whom it is said of: ``third``
    parties, the two ``sides``, ``mutual`` or ``everybody``. ``graded`` is ``yes`` where the measure is a share that can
    rise, fall and be compared, ``self`` where it compares with the past by itself. ``noun`` or ``verb`` writes it.
    """

    name: str
    pattern: re.Pattern[str]
    measure: str | None
    of: str
    graded: str
    noun: str
    verb: str
    why_not: str


@dataclass(frozen=True)
class Found:
    """A notion in a sentence: characters of the sentence's text, half open."""

    notion: Notion
    start: int
    end: int


@cache
def notions() -> tuple[Notion, ...]:
    """Every notion of the table, in its order: those that are measured come first."""
    return tuple(
        Notion(row["notion"], re.compile(f"(?<!\\w)(?:{row['pattern']})(?!\\w)", re.IGNORECASE), row["measure"] or None,
               row["of"], row["graded"], row["noun"], row["verb"], row["why_not"])
        for row in rows("claim_notions")
    )  # fmt: skip


def found_in(sentence: Sentence) -> list[Found]:
    """The notions of a sentence in order of appearance, each once; of two that overlap the one first in the table.

    A process is what is spoken of where nothing else is; *a spoiler of the peace process* is no mediator.
    """
    taken: list[Found] = []
    for notion in notions():
        for match in notion.pattern.finditer(sentence.text):
            if all(match.end() <= one.start or one.end <= match.start() for one in taken):
                taken.append(Found(notion, *match.span()))
                break
    said = [one for one in taken if not _PROCESS.fullmatch(sentence.text[one.start : one.end])]
    found = said if any(one.notion.measure is not None for one in said) else taken
    return sorted(found, key=lambda one: one.start)


def chosen(found: Sequence[Found], kind: ClaimType) -> list[Found]:
    """The notions a claim of a type is made of: those that are measured, of a sentence of roles all of them.

    Of any other sentence the first, where it tells of more or less the first that can rise and fall. Where none is
    measured, the first one, which says why.
    """
    measured = [one for one in found if one.notion.measure is not None]
    if kind is ClaimType.ROLE and measured:
        return measured
    if kind in (ClaimType.TREND, ClaimType.COMPARISON):
        measured.sort(key=lambda one: one.notion.graded == "no")
    return (measured or list(found))[:1]
