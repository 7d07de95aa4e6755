"""The fine print of a part: what it states of itself, every constant it reads, and the tables of weights behind it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from tertius.claims import CONSTANTS as CLAIM_CONSTANTS
from tertius.codebooks.constants import CONSTANTS
from tertius.codebooks.naming_weights import (
    MEDIATOR,
    PACTS,
    PACTS_BY_DISTANCE,
    PACTS_WITH_DISTANCE,
    PEACEKEEPER,
    RIVALS,
    Terms,
)
from tertius.codebooks.role_weights import RANGES, SCALES, WEIGHTS
from tertius.codebooks.role_weights import ROLES as WEIGHTED_ROLES
from tertius.codebooks.slots import NO_SLOT, OUTCOME_WEIGHT, PART_WEIGHTS, SLOTS, TRIAD_WEIGHTS
from tertius.forecasts import CONSTANTS as FORECAST_CONSTANTS
from tertius.measures import PARTS, ROLES, listed_pact, listed_rivalry, named_mediator, named_peacekeeper, role
from tertius.model import Measure, Part, UnknownName

Table: TypeAlias = tuple[Sequence[str], Sequence[Sequence[object]]]
"""Names of columns, and rows."""

OTHERS = {
    "claims": CLAIM_CONSTANTS,
    "forecasts": FORECAST_CONSTANTS,
    "doctor": tuple(name for name in CONSTANTS if name.startswith(("coverage.", "doctor."))),
    "texts": tuple(name for name in CONSTANTS if name.startswith("texts.")),
}
"""What rests on constants and is neither a measure nor a finder."""
_NAMED = {
    named_mediator.NAME: (MEDIATOR,),
    named_peacekeeper.NAME: (PEACEKEEPER,),
    listed_pact.NAME: (PACTS, PACTS_BY_DISTANCE, PACTS_WITH_DISTANCE),
    listed_rivalry.NAME: (RIVALS,),
}
"""Weights behind the probabilities of being named or listed, by measure: of the value first, then of its parts."""


@dataclass(frozen=True)
class Explained:
    """What a name stands for: ``head`` are labels and texts of a part (none for others), then its tables."""

    head: tuple[tuple[str, str], ...]
    constants: Table
    weights: tuple[Table, ...] = ()


def explained(name: str) -> Explained:
    """Explain a part, a role, ``claims``, ``forecasts``, ``doctor`` or ``texts``; or one constant.

    Raises:
        UnknownName: Nothing is called so.
    """
    part = None if name in CONSTANTS else _part(name)
    names = part.constants if part else OTHERS.get(name, (name,))
    rows = [(c.name, c.value, c.unit, c.meaning, c.source) for c in CONSTANTS.values() if c.name in names]
    constants: Table = (("constant", "value", "unit", "meaning", "source"), rows)
    return Explained(_head(part), constants, _weights(part)) if part else Explained((), constants)


def _part(name: str) -> Part | None:
    found = next((part for part in PARTS if part.name == ROLES.get(name, name)), None)
    if found is None and name not in OTHERS:
        raise UnknownName("measure", name, [*(part.name for part in PARTS), *OTHERS])
    return found


def _head(part: Part) -> tuple[tuple[str, str], ...]:
    unit = [("unit", part.unit)] if isinstance(part, Measure) else []
    return (("what", part.title), ("asks", part.question), *unit, ("formula", part.formula),
            ("reference", part.reference), ("limits", part.limits), ("reads", ", ".join(part.needs)))  # fmt: skip


def _weights(part: Part) -> tuple[Table, ...]:
    found: list[Table] = []
    if "triad_evidence" in part.needs:
        found.append(_of_evidence())
    if part is role.MEASURE:
        found += _of_role()
    if part.name in _NAMED:
        found += [_of_naming(terms) for terms in _NAMED[part.name]]
    return tuple(found)


def _of_evidence() -> Table:
    """The table behind the evidence: which slot names the third party, and what a part or a pattern is worth."""
    rows: list[tuple[object, ...]] = [(f"code {s.code}, {s.third} slot", s.level.value, s.weight) for s in SLOTS]
    rows += [(f"named {part}", level.value, weight) for part, (level, weight) in PART_WEIGHTS.items()]
    rows += [(pattern, "E3", weight) for pattern, weight in TRIAD_WEIGHTS.items()]
    rows += [("outcome that follows", "E4", OUTCOME_WEIGHT)]
    rows += [(f"code {code}: names no mediator", "-", None) for code in NO_SLOT]
    return ("evidence", "level", "weight"), rows


def _of_role() -> list[Table]:
    """The tables of the joint role: a row a sign, a column a role; weights, then the ranges they were fitted on."""
    rows: list[tuple[object, ...]] = [("intercept", None, None, *(row[0].mean for row in WEIGHTS))]
    rows += [(scale.name, scale.centre, scale.scale, *(row[f].mean for row in WEIGHTS))
             for f, scale in enumerate(SCALES, 1)]  # fmt: skip
    seen = [(scale.name, *(f"{row[f].low:g} to {row[f].high:g}" for row in RANGES)) for f, scale in enumerate(SCALES)]
    return [(("sign", "centre", "scale", *WEIGHTED_ROLES), rows), (("range of sign", *WEIGHTED_ROLES), seen)]


def _of_naming(terms: Terms) -> Table:
    """The table of a probability of being named: a row a term."""
    rows = [(term.name, term.centre, term.scale, term.high, term.mean, term.error, term.bare)
            for term in terms]  # fmt: skip
    return ("term", "centre", "scale", "highest in the fit", "weight", "error", "without events"), rows
