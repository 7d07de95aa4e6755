"""Measures and finders: one file each; nothing here touches a database.

``MEASURES`` give readings with interval, effective n and evidence; ``FINDERS`` give dated changes.
"""

from tertius.measures import changes, mediation, player, promises, responses, visibility
from tertius.model import Finder, Measure, UnknownName

MEASURES: tuple[Measure, ...] = (
    mediation.MEASURE,
    visibility.MEASURE,
    player.MEASURE,
    promises.MEASURE,
    responses.MEASURE,
)
"""Every measure, in the order of ``tertius measures``."""

FINDERS: tuple[Finder, ...] = (changes.MEDIATION, changes.VISIBILITY)
"""Every finder of dated changes."""


PARTS: tuple[Measure | Finder, ...] = (*MEASURES, *FINDERS)
"""Everything ``tertius explain`` can explain."""


def measure(name: str) -> Measure:
    """Return a measure by name.

    Raises:
        UnknownName: There is no such measure.
    """
    for known in MEASURES:
        if known.name == name:
            return known
    raise UnknownName("measure", name, [known.name for known in MEASURES])


__all__ = ["FINDERS", "MEASURES", "PARTS", "measure"]
