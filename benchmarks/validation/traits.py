"""What every third party did toward the two sides in a year, counted in days, from the events of the study."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from benchmarks.validation.conflicts import Pair
from tertius import Study
from tertius.codebooks.capitals import distance
from tertius.codebooks.slots import TALK_CODES

Values = Mapping[str, float]
_OFFICIAL = "('GOV', 'MIL', 'IGO', 'PRE')"
_MET = f"""
    WITH met AS (
        SELECT source AS third, target AS side, date, code, goldstein_x10, TRUE AS acts FROM event
        WHERE source_sector IN {_OFFICIAL} AND target_sector IN {_OFFICIAL} AND source <> target
        UNION ALL
        SELECT target AS third, source AS side, date, code, goldstein_x10, FALSE AS acts FROM event
        WHERE source_sector IN {_OFFICIAL} AND target_sector IN {_OFFICIAL} AND source <> target
    )
"""
_TALKS = ", ".join(f"'{code}'" for code in sorted(TALK_CODES))
_TRAITS = f"""
    {_MET}
    SELECT third, COUNT(DISTINCT (side, date)), AVG(goldstein_x10),
           COUNT(DISTINCT date) FILTER (WHERE (acts AND code IN ('045', '039')) OR (NOT acts AND code = '038')),
           COUNT(DISTINCT (side, date)) FILTER (WHERE code IN ({_TALKS})),
           COUNT(DISTINCT (side, date)) FILTER (WHERE acts AND code IN ('026', '027', '028')),
           COUNT(DISTINCT (side, date)) FILTER (WHERE acts AND code = '074' OR NOT acts AND code = '0861')
    FROM met WHERE side IN ($a, $b) AND third NOT IN ($a, $b) GROUP BY third
"""
_NEAR, _USUAL = 100.0, 4000.0
"""Km below which capitals are alike near, and what is taken where no capital is known, as of a body: the usual km."""
COLUMNS = ("volume", "goldstein", "explicit", "talks", "calls", "peacekeeping")


def totals(study: Study) -> Values:
    """Days on which each actor met any other, summed over the others."""
    rows = study.sql(f"{_MET} SELECT third, COUNT(DISTINCT (side, date)) FROM met GROUP BY third")[1]
    return {str(third): float(str(days)) for third, days in rows}


def traits(study: Study, pair: Pair) -> dict[str, Values]:
    """Value of each of :data:`COLUMNS` by third party."""
    rows = study.sql(_TRAITS, {"a": pair[0], "b": pair[1]})[1]
    return {
        name: {str(row[0]): float(str(row[i])) for row in rows if row[i] is not None}
        for i, name in enumerate(COLUMNS, 1)
    }


def lifts(volume: Values, every: Values) -> Values:
    """Log ratio of days with the two sides to those of actors that meet everybody in proportion.

    Great powers meet everybody; a mediator is met more than its size explains (the degree-preserving null of the
    measure, in closed form).
    """
    grand, here = sum(every.values()), sum(volume.values())
    return {
        third: float(np.log((volume.get(third, 0.0) + 0.5) / (days * here / grand + 0.5)))
        for third, days in every.items()
    }


def log_distances(pair: Pair, candidates: Sequence[str]) -> NDArray[np.float64]:
    """Log of the km from the capital of each candidate to that of the nearer side; of an armed group its state's."""
    sides = {side.split("_")[0] for side in pair}
    known = ([km for side in sides if (km := distance(one, side)) is not None] for one in candidates)
    return np.log([max(_NEAR, min(found)) if found else _USUAL for found in known])
