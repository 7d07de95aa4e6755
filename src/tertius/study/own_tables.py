"""Tables of a user's own that a load looks things up in before the shipped ones, and one rule for their use.

Names are compared over time: if some files of a data set were read with one table of actors and others with another, a
change of the table would look like a change in the world. So a data set in a study has one table of actors, or none.
"""

import logging
from dataclasses import dataclass, field
from pathlib import Path

from tertius.codebooks.coded_actors import a_role_or_body
from tertius.codebooks.own_names import NO_OWN_NAMES, OwnNames, read_own_names
from tertius.codebooks.publishers import Publishers, read_publishers
from tertius.model import Engine, Source, UsageError

_LOG = logging.getLogger("tertius.study")


@dataclass(frozen=True)
class OwnTables:
    """What is known of publishers and of actors, the user's own rows first."""

    publishers: Publishers = field(default_factory=Publishers)
    actors: OwnNames = field(default_factory=OwnNames)


def read_own_tables(publishers: str | Path | None, actors: str | Path | None) -> OwnTables:
    """Read the tables there are.

    Raises:
        BadFile: A row of one of them cannot be meant; says which.
    """
    return OwnTables(
        read_publishers(Path(publishers)) if publishers else Publishers(),
        read_own_names(Path(actors)) if actors else NO_OWN_NAMES,
    )


def refuse_mixture(engine: Engine, source: Source, actors: OwnNames) -> None:
    """Make sure that the names of a data set are read with one table of actors in all of a study.

    Names of the table that are codes of such a data set are told: an acronym may mean something else there.

    Raises:
        UsageError: A file of the data set was loaded with another table, or with none, or the source names no actors.
    """
    if actors.file and source.fills != "event":
        raise UsageError(f"{source.name} names no actors", hint="leave --actors out")
    if source.names == "cameo" and (codes := [name.upper() for name in actors.rulings if a_role_or_body(name)]):
        _LOG.warning("%s: %s in %s stand for a role, a region or a body in the codes of this data set, and now for "
                     "actors of yours", source.name, ", ".join(codes), actors.file)  # fmt: skip
    found = engine.rows("""
        SELECT actors FROM load WHERE dataset = $dataset AND actors_sha256 IS DISTINCT FROM $sha256 LIMIT 1
    """, {"dataset": source.name, "sha256": actors.sha256})  # fmt: skip
    if not found:
        return
    before = f"table of actors {found[0][0]}" if found[0][0] else "no table of actors"
    now = f"this {actors.file}" if actors.file == found[0][0] else actors.file or "none"
    raise UsageError(f"{source.name} was loaded into this study with {before}; with {now} its names would be a mixture",
                     hint="give the same table, or load all files of the data set into a new study")  # fmt: skip
