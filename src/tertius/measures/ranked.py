"""A measure of a state alone, held against the same of comparable states (methods 3.13)."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import numpy as np

from tertius.codebooks.ties import COERCION, CONDITIONS, COOPERATION, MATERIAL, REFUSALS, STRAINS, YIELDING
from tertius.inference.bootstrap import draw_interval
from tertius.inference.intervals import normal_error
from tertius.inference.ranks import place_draws
from tertius.measures import balance, sovereignty
from tertius.model import Constants, Estimate, Rank, Reading, Standing

CODES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        sovereignty.NAME: MATERIAL | CONDITIONS | REFUSALS | YIELDING,
        balance.NAME: COOPERATION | STRAINS | COERCION | YIELDING,
    }
)
"""Measures that are of a state alone, whatever pair they are asked through, with the codes they read."""
CONSTANTS = ("rank.min_states", "rank.part", "roles.draws", "interval.level")
"""Rows of the table of constants that a rank rests on, besides those of the measure."""


def ranks(readings: Sequence[Reading], constants: Constants, seed: int) -> list[Rank]:
    """The place of each reading among the comparable ones, highest value first; those not compared last.

    Comparable are all states with enough evidence.

    Args:
        readings: One a state, of one data set and one period.
        constants: Values of :data:`CONSTANTS`.
        seed: Seed of the draws.
    """
    ordered = sorted(readings, key=_order)
    known = [one for one in ordered if one.standing is Standing.MEASURED]
    least = int(constants["rank.min_states"])
    few = f"{len(known)} comparable states have enough evidence; a rank needs {least}"
    placed = {} if len(known) < least else {one.reading.actor: one for one in _places(known, constants, seed)}
    return [placed.get(one.actor) or Rank(one, None, reason=one.reason or few) for one in ordered]


def _order(reading: Reading) -> tuple[bool, float, str]:
    value = reading.estimate.value if reading.estimate else -1.0
    return reading.standing is not Standing.MEASURED, -value, reading.actor


def _places(known: Sequence[Reading], constants: Constants, seed: int) -> list[Rank]:
    estimates = [one.estimate for one in known if one.estimate is not None]
    level, part = constants["interval.level"], constants["rank.part"]
    # the least error breaks ties by chance, not by name
    errors = [max(normal_error(one.low, one.high, one.level), np.finfo(np.float64).eps) for one in estimates]
    draws = place_draws([one.value for one in estimates], errors, int(constants["roles.draws"]), seed)
    low, middle, high = draw_interval(draws, level)
    others = float(len(known) - 1)
    return [
        Rank(
            reading,
            Estimate(float(middle[i]), float(low[i]), float(high[i]), others, level),
            highest=float((draws[:, i] >= 1.0 - part).mean()),
            lowest=float((draws[:, i] <= part).mean()),
        )
        for i, reading in enumerate(known)
    ]
