"""Sources: one file per data set, each a manifest plus SQL to the event schema."""

from tertius.model import Source, UnknownName
from tertius.sources import chronicle, icews, icews_graph, pax

SOURCES: tuple[Source, ...] = (chronicle.SOURCE, icews.SOURCE, icews_graph.SOURCE, pax.SOURCE)
"""Every data set Tertius can load, in the order of ``tertius sources``."""


def source(name: str) -> Source:
    """Return a source by name.

    Raises:
        UnknownName: There is no such source.
    """
    for known in SOURCES:
        if known.name == name:
            return known
    raise UnknownName("source", name, [known.name for known in SOURCES])


__all__ = ["SOURCES", "source"]
