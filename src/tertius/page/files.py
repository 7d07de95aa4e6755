"""Answers as files to keep: the bytes that the command of the same question prints."""

from collections.abc import Sequence

from tertius.model import UnknownName
from tertius.page.desk import Desk
from tertius.page.question import Question
from tertius.page.reply import CSV, JSON, Reply
from tertius.report.printed import printed
from tertius.report.tables import Record

FILES = ("format", "changes")
"""Words of an address that ask for a file instead of its page."""
_KINDS = {"csv": CSV, "json": JSON}


def downloads(asked: Question, place: str) -> tuple[tuple[str, str], ...]:
    """Return the name and the address of every form in which a page can be kept."""
    return tuple((form.upper(), asked.address(place, format=form)) for form in _KINDS)


def file_of(desk: Desk, asked: Question, name: str, items: Sequence[Record], form: str) -> Reply:
    """Return records as a file.

    Raises:
        UnknownName: ``form`` is neither ``csv`` nor ``json``.
    """
    if form not in _KINDS:
        raise UnknownName("form of a file", form, _KINDS)
    text = printed(name, items, form, study=desk.versions, arena=desk.arena.name,
                   pair=desk.arena.pair(asked.pair) if asked.pair else None)  # fmt: skip
    short = name.removeprefix("tertius.").partition("/")[0]
    who = "-".join(part for part in (short, asked.pair, asked.role, asked.actor) if part)
    kept = "".join(letter if letter.isalnum() or letter == "-" else "-" for letter in who if letter.isascii())
    return Reply(text, _KINDS[form], file=f"{kept}.{form}")
