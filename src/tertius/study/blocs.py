"""From which point of view events are reported: publisher blocs of the arena."""

from collections.abc import Sequence

from tertius.model import Arena, Engine

_TOLD = """
    SELECT event_id AS act, event_id, publisher_country AS country, publisher_owner AS owner FROM citation
    UNION ALL
    SELECT e.dataset || ' ' || e.source || '>' || e.target || ' ' || e.code || ' ' || CAST(e.date AS VARCHAR) AS act,
           e.event_id, e.publisher_country, e.publisher_owner
    FROM event e
    WHERE e.source IS NOT NULL AND e.target IS NOT NULL
      AND (e.source IN (SELECT actor FROM bloc_actor) OR e.target IN (SELECT actor FROM bloc_actor))
      AND NOT EXISTS (SELECT 1 FROM citation c WHERE c.event_id = e.event_id)
"""


def single_bloc_events(engine: Engine, arena: Arena) -> dict[str, frozenset[str]]:
    """Events told by one bloc of the arena alone, by bloc; blocs without such events are left out.

    An event with citations is told by their publishers. One without is told by the publishers of every report of the
    same act (source, target, code) on the day, among the acts of the sides of the arena's pairs. A publisher belongs to
    the first bloc whose country (and owner, where the bloc names owners) fits; the unknown are no bloc, and an act that
    one of them tells as well is not told by one bloc alone.
    """
    sides = sorted({side for pair in arena.pairs for side in (pair.a, pair.b)})
    engine.fill("bloc_actor", {"actor": "VARCHAR"}, [(side,) for side in sides])
    kinds = engine.rows(f"SELECT DISTINCT country, owner FROM ({_TOLD}) told ORDER BY ALL")
    engine.fill(
        "publisher_bloc",
        {"country": "VARCHAR", "owner": "VARCHAR", "bloc": "VARCHAR"},
        [(country, owner, _bloc(arena, country, owner)) for country, owner in kinds],
    )
    rows = engine.rows(f"""
        SELECT t.event_id, s.bloc FROM ({_TOLD}) t
        JOIN (SELECT act, MIN(bloc) AS bloc FROM ({_TOLD}) told
              JOIN publisher_bloc p ON p.country IS NOT DISTINCT FROM told.country
                                   AND p.owner IS NOT DISTINCT FROM told.owner
              GROUP BY act HAVING COUNT(DISTINCT bloc) = 1) s ON s.act = t.act
        WHERE s.bloc <> ''
    """)
    found: dict[str, set[str]] = {}
    for event, bloc in rows:
        found.setdefault(str(bloc), set()).add(str(event))
    return {name: frozenset(events) for name, events in sorted(found.items())}


def voices(engine: Engine, arena: Arena, events: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Independent voices behind each event: its blocs, and publishers that belong to none.

    Where a data set cites no pages the publisher it names is the voice; an event of an unknown publisher has none.
    """
    engine.fill("voiced", {"event_id": "VARCHAR"}, [(one,) for one in events])
    cited = engine.rows("""
        SELECT event_id, publisher_country, publisher_owner, publisher FROM citation
        WHERE event_id IN (SELECT event_id FROM voiced)
        UNION
        SELECT event_id, publisher_country, publisher_owner, publisher FROM event
        WHERE event_id IN (SELECT event_id FROM voiced) AND event_id NOT IN (SELECT event_id FROM citation)
        ORDER BY ALL
    """)
    found: dict[str, dict[str, None]] = {event: {} for event in events}
    for event, country, owner, publisher in cited:
        voice = (_bloc(arena, country, owner) if country or owner else "") or publisher
        if voice:
            found[str(event)][str(voice)] = None
    return {event: tuple(names) for event, names in found.items()}


def _bloc(arena: Arena, country: object, owner: object) -> str:
    for bloc in arena.blocs:
        if (not bloc.countries or country in bloc.countries) and (not bloc.owners or owner in bloc.owners):
            return bloc.name
    return ""
