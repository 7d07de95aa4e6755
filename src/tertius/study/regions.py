"""Whether the code books know the states of a region file, and the countries and owners it names."""

from difflib import get_close_matches

from tertius.codebooks.names import is_state
from tertius.codebooks.publishers import INTERNATIONAL, OWNERS
from tertius.codebooks.states import STATES
from tertius.model import ActorKind, Arena, UsageError


def refuse_unknown(arena: Arena) -> None:
    """Refuse ids that no data set will ever name: each would be counted as a state that does nothing.

    Raises:
        UsageError: A state, the country of a place or of a bloc, or a kind of owner is in no table.
    """
    states = {one.actor_id: f"actor {one.actor_id}" for one in arena.actors if one.kind is ActorKind.STATE}
    states |= {place.country: f"country {place.country} of place {place.place_id}" for place in arena.places
               if place.country not in states}  # fmt: skip
    states |= {country: f"country {country} of bloc {bloc.name}" for bloc in arena.blocs for country in bloc.countries
               if country not in states and country != INTERNATIONAL}  # fmt: skip
    for state, where in states.items():
        if not is_state(state):
            near = get_close_matches(state, STATES, n=1)
            meant = f"did you mean {near[0]!r}? " if near else ""
            hint = f"{meant}states are given by ISO 3166 alpha-3; who is none is of kind non-state"
            raise UsageError(f"{where} of arena {arena.name} is no state that the code books know", hint=hint)
    for bloc in arena.blocs:
        if unknown := [owner for owner in bloc.owners if owner not in OWNERS]:
            raise UsageError(f"owner {unknown[0]!r} of bloc {bloc.name} of arena {arena.name} is no kind of owner",
                             hint=f"known: {', '.join(OWNERS)}")  # fmt: skip
