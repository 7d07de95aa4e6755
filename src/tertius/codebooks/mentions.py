"""Actors named in free text: states, bodies and de facto authorities, by name, acronym or demonym."""

import re
from collections.abc import Iterator
from functools import cache

from tertius.codebooks.spelling import key, plain
from tertius.codebooks.tables import items, rows

_REPORTED = frozenset({"state", "de facto"})
_GAP = re.compile(r"\\?[ \-]")


def _entries() -> Iterator[tuple[str, str | None]]:
    """Every name with its actor; None for names read only so that a shorter name inside them is not."""
    for row in rows("names_places"):
        actor = row["actor"] if row["kind"] in _REPORTED else None
        yield from ((name, actor) for column in ("names", "demonyms") for name in items(row[column]))
    for row in rows("names_bodies"):
        yield from ((name, row["actor"]) for column in ("names", "acronyms", "organs") for name in items(row[column]))


def _is_acronym(name: str) -> bool:
    return " " not in name and sum(letter.isupper() for letter in name) > 1


def _pattern(name: str) -> str:
    written = _GAP.sub(r"[\\s\\-]+", re.escape(plain(name)))
    return written if _is_acronym(name) else f"(?i:{written}s?)"


@cache
def _reader() -> tuple[re.Pattern[str], dict[str, str | None], dict[str, str | None]]:
    """The pattern of all names, longest first; actors of acronyms as written, and of other names by key."""
    entries = sorted(_entries(), key=lambda entry: -len(entry[0]))
    pattern = "|".join(_pattern(name) for name, _ in entries)
    acronyms = {name: actor for name, actor in entries if _is_acronym(name)}
    names = {key(name): actor for name, actor in entries if not _is_acronym(name)}
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)"), acronyms, names


def mentions(text: str) -> list[str]:
    """Return the distinct actors named in a text, in order of appearance.

    The longest name wins, so ``South Ossetia`` names no other actor inside it. Acronyms count only as written; other
    names only with a capital letter in them. Parts and dependencies of states name nobody.

    >>> mentions("M. Mamedov, Minister of Defense of Azerbaijan; for the Russian Federation: P. Grachev")
    ['AZE', 'RUS']
    """
    pattern, acronyms, names = _reader()
    found: dict[str, None] = {}
    for match in pattern.finditer(plain(text)):
        word = match[0]
        folded = key(word)
        actor = acronyms.get(word) or names.get(folded) or names.get(folded.removesuffix("s"))
        if actor is not None and word != word.lower():
            found[actor] = None
    return list(found)
