"""Check, start and export chronicles: hand the code lists and the region's places to the room that checks."""

from datetime import date
from pathlib import Path

from tertius.arenas import arena as find_arena
from tertius.chronicles import chronicle_folder, chronicles
from tertius.chronicles.checking import Report, check
from tertius.chronicles.drafting import new_chronicle
from tertius.chronicles.packaging import export
from tertius.chronicles.roster import known_actors
from tertius.chronicles.tables import Table, tables
from tertius.codebooks.cameo import CODES
from tertius.codebooks.states import STATES
from tertius.model import UsageError


def check_chronicle(chronicle: str, arena: str) -> tuple[Report, tuple[Table, ...]]:
    """Remarks on a chronicle and its tables of balance and completeness.

    Args:
        chronicle: A shipped chronicle by its arena's name, or a folder.
        arena: Region whose places the rows name.

    Raises:
        BadFile: A table of the chronicle is missing or cannot be read.
        UsageError: There is no such chronicle.
    """
    folder = _folder(chronicle)
    places = {place.place_id for place in find_arena(arena).places}
    return check(folder, codes=CODES, actors=known_actors(folder, _is_state), places=places), tables(folder)


def start_chronicle(arena: str, folder: Path) -> tuple[Path, ...]:
    """Write an empty chronicle for a region; refuses to overwrite."""
    return tuple(new_chronicle(arena, folder))


def export_chronicle(chronicle: str, target: Path) -> tuple[Path, ...]:
    """Copy a chronicle with its descriptor (Frictionless Data Package) to a folder."""
    return tuple(export(_folder(chronicle), target))


def _folder(chronicle: str) -> Path:
    folder = chronicle_folder(chronicle) if chronicle in chronicles() else Path(chronicle)
    if not folder.is_dir():
        raise UsageError(
            f"there is no chronicle {chronicle!r}", hint=f"shipped: {', '.join(chronicles())}; or a folder"
        )
    return folder


def _is_state(actor: str, on: date) -> bool:
    return actor in STATES and any(spell.holds(on) for spell in STATES[actor].spells)


__all__ = ["Report", "check_chronicle", "export_chronicle", "start_chronicle"]
