"""Which events rest on one publisher bloc alone."""

from tertius.model import Arena, Engine


def single_bloc_events(engine: Engine, arena: Arena) -> dict[str, frozenset[str]]:
    """Events whose every citation comes from one bloc of the arena, by bloc; blocs without such events are left out.

    A citation belongs to the first bloc whose country (and owner, where the bloc names owners) fits its publisher.
    """
    rows = engine.rows("SELECT DISTINCT event_id, publisher_country, publisher_owner FROM citation ORDER BY ALL")
    blocs: dict[str, set[str]] = {}
    for event, country, owner in rows:
        blocs.setdefault(str(event), set()).add(_bloc(arena, country, owner))
    found: dict[str, set[str]] = {}
    for event, names in blocs.items():
        if len(names) == 1:
            found.setdefault(next(iter(names)), set()).add(event)
    return {name: frozenset(events) for name, events in sorted(found.items()) if name}


def _bloc(arena: Arena, country: object, owner: object) -> str:
    for bloc in arena.blocs:
        if (not bloc.countries or country in bloc.countries) and (not bloc.owners or owner in bloc.owners):
            return bloc.name
    return ""
