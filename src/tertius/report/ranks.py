"""The ranks of states as JSON-ready records."""

from tertius.model import Rank
from tertius.report.tables import Record, reading_record

_READ = ("measure", "actor", "dataset", "first_day", "last_day", "standing", "value", "low", "high", "level", "n")


def rank_record(found: Rank) -> Record:
    """Return a rank: the reading of a state, and its place among comparable ones, 0 the lowest and 1 the highest."""
    place, reading = found.place, reading_record(found.reading)
    return {
        **{name: reading[name] for name in _READ},
        "place": place.value if place else None,
        "place_low": place.low if place else None,
        "place_high": place.high if place else None,
        "others": place.n if place else None,
        "highest": found.highest,
        "lowest": found.lowest,
        "state": reading["state"],
        "reason": found.reason or None,
        "parts": reading["parts"],
        "evidence": reading["evidence"],
    }
