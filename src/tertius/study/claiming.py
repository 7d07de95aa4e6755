"""From a text to a file of claims: sentences with actors from the texts room, typed and slotted by the claims room."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

from tertius.arenas import DEFAULT
from tertius.arenas import arena as find_arena
from tertius.claims import Brief, ClaimFile, extract, in_heading
from tertius.codebooks.states import STATES
from tertius.measures import measure, subjects
from tertius.model import Arena, Claim, Dyad, Sentence, UsageError, as_day, moved
from tertius.study.articles import plain_text, refuse_foreign
from tertius.study.progress import Progress, silent
from tertius.texts import (
    Gazetteer,
    SmallName,
    capitalised,
    heading_lines,
    mended,
    read_sentences,
    small_names,
    without_capitals,
)
from tertius.texts.actors import with_actors

_BLOCK = re.compile(r"(?:[^\n]*\S[^\n]*(?:\n|$))+")
_BREAK = re.compile(r"[\r\n\t]")
_MOST = 1_000_000
"""Characters read at most: a text is an article, not a library."""


class Origin(NamedTuple):
    """What a text is called and where it was published; empty where nobody said."""

    title: str = ""
    source: str = ""


NOWHERE = Origin()


def find_claims(text: str, made_on: date | str, arena: str = DEFAULT, *, title: str = "", source: str = "",
                known: Gazetteer | None = None) -> ClaimFile:  # fmt: skip
    """Claims of a text, each with the sentence it was read from; needs the extra ``text``.

    Args:
        text: Plain English text.
        made_on: Day it was published: office holders are read as of that day, and nothing later will be used.
        arena: A shipped arena or the path of a region file.
        title: Title of the text, shown in reports.
        source: Where it was published.
        known: The names of actors to be found; None: the shipped ones.

    Raises:
        UsageError: The text is empty, longer than a million characters or not in English, or the extra is not
            installed.
    """
    return claims_of(text, made_on, arena, Origin(title, source), known)


def claims_of(text: str, made_on: date | str, arena: str, origin: Origin = NOWHERE, known: Gazetteer | None = None,
              progress: Progress = silent) -> ClaimFile:  # fmt: skip
    """The same, with progress told in characters while the text is read."""
    if not text.strip():
        raise UsageError("the text is empty", hint="give a text with at least one sentence")
    if len(text) > _MOST:
        raise UsageError(f"the text has {len(text):,} characters, at most {_MOST:,} are read", hint="cut it in parts")
    refuse_foreign(text)
    chosen = find_arena(arena)
    day = as_day(made_on)
    brief = Brief(chosen, arena, day, _subjects(chosen), lambda actor: _title(chosen, actor), origin.source)
    small = _small_names(text)
    read = capitalised(text, [one for one in small if one.sure]) if without_capitals(text) else text
    headings = heading_lines(text)
    claims = extract(with_actors([mended(one) for one in _sentences(read, headings, progress)], day, known), brief)
    placed = (in_heading(claim) if _inside(claim, headings) else claim for claim in claims)
    return ClaimFile(origin.title, origin.source, arena, tuple(_as_written(claim, text, small) for claim in placed))


def _inside(claim: Claim, headings: Sequence[tuple[int, int]]) -> bool:
    return claim.wording is not None and any(a <= claim.wording.start < b for a, b in headings)


def _small_names(text: str) -> tuple[SmallName, ...]:
    """Names in small letters that a reader is told of: in a text with capitals only those that are no other word."""
    return tuple(one for one in small_names(text) if one.sure or without_capitals(text))


def _as_written(claim: Claim, text: str, small: Sequence[SmallName]) -> Claim:
    """A claim with its sentence as it stands in the text, and with flags for the names in small letters in it."""
    wording = claim.wording
    inside = [one for one in small if wording is not None and wording.start <= one.start < wording.end]
    if wording is None or not inside:
        return claim
    sloppy = without_capitals(text)
    flags = [f"a name in small letters, {'read' if one.sure and sloppy else 'not read'} as one: {one.text}"
             for one in inside]  # fmt: skip
    quote = wording.sentence
    for one in inside if sloppy else ():  # whose only capitals are ours
        quote = quote.replace(one.text.title(), one.text)
    return replace(
        claim, wording=replace(wording, sentence=quote, flags=tuple(dict.fromkeys((*wording.flags, *flags))))
    )


def _sentences(text: str, headings: Sequence[tuple[int, int]] = (), progress: Progress = silent) -> list[Sentence]:
    """Sentences of a text, numbered through: a blank line or a heading ends one, a line break within one is a blank.

    Progress is told in characters.
    """
    blocks = _blocks(text, headings)
    found: list[Sentence] = []
    texts = (_BREAK.sub(" ", text[start:end]) for start, end in blocks)
    for (start, end), parts in zip(blocks, read_sentences(texts), strict=True):
        progress(end, len(text), "reading")
        for part in parts:
            if part.text.strip():
                found.append(moved(part, start, len(found)))
    return found


def _blocks(text: str, headings: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Characters of the paragraphs of a text, half open, and of its headings, each by itself."""
    found: list[tuple[int, int]] = []
    for block in _BLOCK.finditer(text):
        start = block.start()
        for a, b in (one for one in headings if block.start() <= one[0] < block.end()):
            found += [(start, a), (a, b)]
            start = b
        found.append((start, block.end()))
    return [(a, b) for a, b in found if text[a:b].strip()]


def find_claims_in(path: Path, made_on: date, arena: str = DEFAULT, *, origin: Origin = NOWHERE,
                   known: Gazetteer | None = None, progress: Progress = silent) -> ClaimFile:  # fmt: skip
    """Claims of a text file in UTF-8; the title is the file's name where none is given.

    Progress is told while the text is read.

    Raises:
        BadFile: The file cannot be read or is no text.
    """
    text = plain_text(path)
    named = Origin(origin.title or path.stem, origin.source or path.name)
    return claims_of(text, made_on, arena, named, known, progress)


def _subjects(arena: Arena) -> Callable[[str, Dyad], tuple[str, ...]]:
    def of(name: str, pair: Dyad) -> tuple[str, ...]:
        return subjects(measure(name), arena, pair)

    return of


def _title(arena: Arena, actor: str) -> str:
    known = arena.title_of(actor)
    return STATES[actor].name if known == actor and actor in STATES else known
