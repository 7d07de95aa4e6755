"""Chronicles shipped with the package, read-only: acts coded by hand, with the pages they rest on."""

from importlib import resources
from pathlib import Path

from tertius.model import UnknownName

CHRONICLE_FIELDS = (
    "event_id", "stream", "date", "date_end", "precision", "source", "target", "mutual", "third_parties", "cameo",
    "plover_type", "plover_mode", "place_id", "level", "framing", "summary", "source_ids", "said_by", "confidence",
    "due", "fate", "fate_date", "note",
)  # fmt: skip
"""Columns of ``events.csv``; the code book of each chronicle defines them."""

SOURCE_FIELDS = (
    "source_id", "url", "title", "publisher", "publisher_country", "publisher_owner", "published", "opened", "language",
)  # fmt: skip
"""Columns of ``sources.csv``."""

_FOLDERS = {"south-caucasus": "south_caucasus"}


def chronicles() -> tuple[str, ...]:
    """Names of the arenas that have a shipped chronicle."""
    return tuple(_FOLDERS)


def chronicle_folder(arena: str) -> Path:
    """Folder of the chronicle of an arena.

    Raises:
        UnknownName: No chronicle is shipped for it.
    """
    if arena not in _FOLDERS:
        raise UnknownName("shipped chronicle", arena, _FOLDERS)
    return Path(str(resources.files("tertius.chronicles") / _FOLDERS[arena]))


def chronicle_files(arena: str) -> tuple[Path, ...]:
    """Event files of the chronicle of an arena."""
    return (chronicle_folder(arena) / "events.csv",)


def chronicle_claims(arena: str) -> tuple[Path, ...]:
    """Claim files shipped with the chronicle of an arena."""
    return (chronicle_folder(arena) / "claims.yaml",)
