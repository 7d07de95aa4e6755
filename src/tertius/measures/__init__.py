"""Measures, finders and watchers: one file each; nothing here touches a database.

``MEASURES`` give readings with interval, effective n and evidence; ``FINDERS`` give dated changes; ``WATCHERS`` say
what has just changed, before it can be dated.
"""

from tertius.measures import (
    alliance,
    arbiter,
    architecture,
    balance,
    changes,
    convening,
    convening_changes,
    gaudens,
    guarantor,
    lead,
    listed_pact,
    listed_rivalry,
    mediation,
    named_mediator,
    named_peacekeeper,
    neighbourliness,
    partnership,
    player,
    pressure,
    promises,
    proxy,
    reference,
    reference_changes,
    resilience,
    responses,
    role,
    sovereignty,
    spoiling,
    visibility,
    watch,
)
from tertius.model import Arena, Dyad, Finder, Measure, Part, UnknownName, Watcher

MEASURES: tuple[Measure, ...] = (
    mediation.MEASURE,
    visibility.MEASURE,
    named_mediator.MEASURE,
    player.MEASURE,
    guarantor.MEASURE,
    named_peacekeeper.MEASURE,
    arbiter.MEASURE,
    convening.MEASURE,
    reference.MEASURE,
    lead.MEASURE,
    spoiling.MEASURE,
    gaudens.MEASURE,
    role.MEASURE,
    promises.MEASURE,
    responses.MEASURE,
    neighbourliness.MEASURE,
    alliance.MEASURE,
    partnership.MEASURE,
    listed_pact.MEASURE,
    listed_rivalry.MEASURE,
    pressure.MEASURE,
    proxy.MEASURE,
    resilience.MEASURE,
    sovereignty.MEASURE,
    balance.MEASURE,
)
"""Every measure, in the order of ``tertius measures``."""

FINDERS: tuple[Finder, ...] = (
    changes.MEDIATION,
    changes.VISIBILITY,
    convening_changes.FINDER,
    reference_changes.FINDER,
)
"""Every finder of dated changes."""

WATCHERS: tuple[Watcher, ...] = (watch.MEDIATION, watch.VISIBILITY)
"""Every watcher."""

_OF_SIDES = (
    promises.NAME, responses.NAME, neighbourliness.NAME, alliance.NAME, partnership.NAME, listed_pact.NAME,
    listed_rivalry.NAME, pressure.NAME, proxy.NAME, resilience.NAME, sovereignty.NAME, balance.NAME,
)  # fmt: skip
_OF_EVERYBODY = (convening.NAME,)
MUTUAL = frozenset({alliance.NAME, partnership.NAME, listed_pact.NAME, listed_rivalry.NAME})
"""Measures that say the same of either side: the other side's reading is no second opinion."""


def subjects(part: Part, arena: Arena, pair: Dyad) -> tuple[str, ...]:
    """Whom a part reports on when nobody is named.

    The two sides for what one does toward the other, sides and candidates for who hosts, else the candidates.
    """
    sides, candidates = (pair.a, pair.b), arena.candidates(pair)
    if part.name in _OF_SIDES:
        return sides
    return (*sides, *candidates) if part.name in _OF_EVERYBODY else candidates


PARTS: tuple[Part, ...] = (*MEASURES, *FINDERS, *WATCHERS, architecture.PART)
"""Everything ``tertius explain`` can explain."""


ROLES = {
    "mediator": "mediation",
    "convener": "convening",
    "point-of-reference": "reference",
    "spoiler": "spoiling",
    "iungens": "gaudens",
    "ally": "alliance",
    "neighbour": "neighbourliness",
    "bystander": "player",
    "patron": "partnership",
    "treaty-ally": "listed-pact",
    "rival": "listed-rivalry",
}
"""Names of roles that differ from the name of the measure that reads them."""


def measure(name: str) -> Measure:
    """Return a measure by its name, or by the name of the role it reads (``mediator`` is read by ``mediation``).

    Raises:
        UnknownName: There is no such measure or role.
    """
    wanted = ROLES.get(name, name)
    for known in MEASURES:
        if known.name == wanted:
            return known
    raise UnknownName("measure or role", name, [*(known.name for known in MEASURES), *ROLES])


__all__ = ["FINDERS", "MEASURES", "MUTUAL", "PARTS", "ROLES", "WATCHERS", "measure", "subjects"]
