"""Start a chronicle for another arena: empty tables with the right columns and a code book to be filled."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from tertius.chronicles import CHRONICLE_FIELDS, SOURCE_FIELDS
from tertius.chronicles.covering import DESCRIPTOR_FILE
from tertius.chronicles.meanings import EVENT_MEANINGS, SOURCE_MEANINGS
from tertius.chronicles.packaging import CODEBOOK_FILE, descriptor_text
from tertius.chronicles.reading import EVENTS_FILE, SOURCES_FILE
from tertius.chronicles.roster import ACTOR_FIELDS, ACTORS_FILE
from tertius.chronicles.vocabularies import CONFIDENCES, FATES, LEVELS, PARTS, STREAMS
from tertius.model import UsageError

_NAME = re.compile(r"^[a-z][a-z0-9-]*$")


def new_chronicle(arena_name: str, folder: Path) -> tuple[Path, ...]:
    """Write the template of a chronicle: headers, a code book to be filled, a descriptor.

    Args:
        arena_name: Name of the arena in lower case with hyphens, as in its region file.
        folder: Where to write; made where it does not exist.

    Returns:
        The files written.

    Raises:
        UsageError: The name has another form, or the folder already holds one of the files.
    """
    if not _NAME.match(arena_name):
        raise UsageError(f"{arena_name!r} is no name of an arena", hint="lower-case letters, digits and hyphens")
    texts = {
        EVENTS_FILE: ",".join(CHRONICLE_FIELDS) + "\n",
        SOURCES_FILE: ",".join(SOURCE_FIELDS) + "\n",
        ACTORS_FILE: ",".join(ACTOR_FIELDS) + "\n",
        CODEBOOK_FILE: _codebook(arena_name),
    }
    for name in (*texts, DESCRIPTOR_FILE):
        if (folder / name).exists():
            raise UsageError(f"{folder / name} exists already", hint="choose an empty folder; nothing was written")
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / DESCRIPTOR_FILE).write_text(descriptor_text(folder), encoding="utf-8")
    return tuple(folder / name for name in (*texts, DESCRIPTOR_FILE))


def _codebook(arena_name: str) -> str:
    title = arena_name.replace("-", " ").title()
    lists = {"part of a third party": PARTS, "level": LEVELS, "confidence": CONFIDENCES, "fate": FATES}
    parts = [
        f"# Code book of the chronicle: {title}",
        "One row an act. Facts only, in our own words, each with a page that was read.",
        f"## Columns of `{EVENTS_FILE}`",
        _columns(CHRONICLE_FIELDS, EVENT_MEANINGS),
        f"## Columns of `{SOURCES_FILE}`",
        _columns(SOURCE_FIELDS, SOURCE_MEANINGS),
        "## Vocabularies",
        "\n".join(f"- {name}: {', '.join(words)}" for name, words in lists.items()),
        "## Days",
        f"`temporal` in `{DESCRIPTOR_FILE}` states the first and the last day that were searched for acts. Inside, a "
        "day without a row counts as one on which nothing happened; where no days are stated, those from the first to "
        "the last act count.",
        "## Streams",
        "For each: what belongs to it, how complete each year is, and what is knowingly missing.",
        *(f"### {stream}\n\nInclusion rule:\n\nCompleteness:\n\nKnowingly missing:" for stream in STREAMS),
        "## Reliability",
        "Agreement of a second coder who saw only the sources: date, actors, root of the code, third party and part.",
        "## Licence",
        "CC BY 4.0.",
    ]
    return "\n\n".join(parts) + "\n"


def _columns(fields: Sequence[str], meanings: Mapping[str, str]) -> str:
    return "\n".join(["| column | meaning |", "|---|---|", *(f"| `{name}` | {meanings[name]} |" for name in fields)])
