"""Where the capitals of states lie, and how far apart two of them are.

The city that lists of capitals name for a state of today, to a hundredth of a degree: a point to measure from, and no
word on whose a city is or on borders. Where a government works in another city (La Paz, The Hague, Abidjan, Cotonou),
or moved lately, the point is off by as much.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from tertius.codebooks.tables import items, rows

EARTH_RADIUS = 6371.0
"""Mean radius of the earth in km (IUGG), of the sphere on which distances are measured."""


@dataclass(frozen=True)
class Capital:
    """A city as the capital of a state, its degrees, and what its row was held against.

    ``checked`` has ``lists`` (capitals of the Correlates of War and Gleditsch-Ward states in peacesciencer, by name and
    within 20 km), ``tzdata`` (cities of the time zone database, within 25 km) and ``gdelt`` (places of that name in
    GDELT events, within 20 km).
    """

    iso3: str
    name: str
    latitude: float
    longitude: float
    checked: tuple[str, ...]


CAPITALS: Mapping[str, Capital] = MappingProxyType(
    {
        row["iso3"]: Capital(row["iso3"], row["capital"], float(row["latitude"]), float(row["longitude"]),
                             items(row["checked"]))
        for row in rows("capitals")
    }
)  # fmt: skip
"""The capital of every state of today by ISO 3166 id."""


def distance(first: str, second: str) -> float | None:
    """Return the km between the capitals of two states along a great circle; None where one is not in the table.

    >>> round(distance("GEO", "ARM") or 0.0)
    170
    """
    if first not in CAPITALS or second not in CAPITALS:
        return None
    (y, x), (v, u) = (tuple(map(math.radians, (c.latitude, c.longitude))) for c in (CAPITALS[first], CAPITALS[second]))
    half = math.sin((v - y) / 2.0) ** 2 + math.cos(y) * math.cos(v) * math.sin((u - x) / 2.0) ** 2
    return 2.0 * EARTH_RADIUS * math.asin(min(1.0, math.sqrt(half)))
