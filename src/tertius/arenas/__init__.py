"""Arenas: region files in TOML. A shipped one is chosen by name, a user's own by path."""

from importlib import resources
from pathlib import Path

from tertius.arenas.reading import read_arena
from tertius.model import Arena, UnknownName

DEFAULT = "south-caucasus"
"""Arena of the shipped chronicle, asked about when the user names none."""


def shipped() -> dict[str, Path]:
    """Shipped region files by arena name: every ``.toml`` file of this folder."""
    folder = Path(str(resources.files("tertius.arenas")))
    return {path.stem: path for path in sorted(folder.glob("*.toml"))}


def arena(name: str) -> Arena:
    """Return a shipped arena by name, or read the region file at a path ending in ``.toml``.

    Raises:
        UnknownName: No arena of this name is shipped.
        BadFile: The file breaks the format.
    """
    if name.endswith(".toml"):
        return read_arena(Path(name))
    files = shipped()
    if name not in files:
        raise UnknownName(
            "arena", name, files, besides="a region file of yours is given by its path, which ends in .toml"
        )
    return read_arena(files[name])


__all__ = ["DEFAULT", "arena", "read_arena", "shipped"]
