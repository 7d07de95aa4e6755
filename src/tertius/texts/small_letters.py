"""Names of states that stand in small letters, as hasty writers put them; a word that is also a thing is no name."""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from tertius.codebooks.tables import items, rows
from tertius.texts.vocabulary import vocabulary

_KINDS = ("state", "de facto")
_LEAST = 4
"""Letters of a name at least: *us* and *uk* are not looked for."""


class SmallName(NamedTuple):
    """A name in small letters: characters of the text, half open; ``sure`` where it is no other word."""

    start: int
    end: int
    text: str
    sure: bool


def without_capitals(text: str) -> bool:
    """Whether a text is written without capital letters, but for *I*."""
    return not any(letter.isupper() for letter in re.sub(r"\bI\b", "", text))


def small_names(text: str) -> tuple[SmallName, ...]:
    """Names of states that stand in small letters, in order.

    >>> [(one.text, one.sure) for one in small_names("russia eats turkey, Iran does not")]
    [('russia', True), ('turkey', False)]
    """
    things = vocabulary("names that are things")
    return tuple(SmallName(*match.span(), match[0], match[0] not in things) for match in _pattern().finditer(text))


def capitalised(text: str, names: Sequence[SmallName]) -> str:
    """The text with these names in capitals, every character in its place."""
    letters = list(text)
    for one in names:
        letters[one.start : one.end] = one.text.title()
    return "".join(letters)


@cache
def _pattern() -> re.Pattern[str]:
    written = {name for row in rows("names_places") if row["kind"] in _KINDS for name in items(row["names"])}
    small = {
        name.lower() for name in written if len(name) >= _LEAST and re.fullmatch(r"[A-Z][a-z]+(?: [A-Z][a-z]+)*", name)
    }
    return re.compile(rf"(?<![\w'-])(?:{'|'.join(sorted(small, key=lambda name: (-len(name), name)))})(?![\w-])")
