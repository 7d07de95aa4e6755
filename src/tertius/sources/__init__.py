"""Sources: one file per data set, each a manifest plus SQL to the event schema."""

from tertius.model import Source, UnknownName
from tertius.sources import (
    acled,
    chronicle,
    coded,
    gdelt,
    gdelt_daily,
    gdelt_mentions,
    gdelt_reduced,
    icews,
    icews_graph,
    mapped,
    pax,
    polecat,
    ucdp,
)

SOURCES: tuple[Source, ...] = (
    acled.SOURCE, chronicle.SOURCE, coded.SOURCE, gdelt.SOURCE, gdelt_daily.SOURCE, gdelt_mentions.SOURCE,
    gdelt_reduced.SOURCE, icews.SOURCE, icews_graph.SOURCE, pax.SOURCE,
    polecat.SOURCE,
    ucdp.ACD, ucdp.GED, mapped.SOURCE, mapped.MACHINE,
)  # fmt: skip
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
