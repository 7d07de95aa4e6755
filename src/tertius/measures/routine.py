"""Days of mere contact: what coding errors make evidence of."""

import numpy as np
from numpy.typing import NDArray

from tertius.measures.credits import OTHER, Credits, seen
from tertius.model import Panel, Request, Span

Floats = NDArray[np.float64]


def routine_days(outsiders: Panel, request: Request, credits: Credits, months: Span) -> Floats:
    """Days on which a third party had contact with a side and earned no credit, by actor and month [K, T].

    Args:
        outsiders: Panel ``outsider_day`` of the pair.
        request: What is asked; its day and window bound the contacts.
        credits: Credited days; their actors are those of the result, *nobody* having no contacts.
        months: Months to count.
    """
    rows, size = outsiders.where(seen(outsiders, request)), len(credits.actors)
    place = {actor: number for number, actor in enumerate(credits.actors)}
    names, number = rows.numbered("third")
    third = np.asarray([place.get(str(name), place[OTHER]) for name in names], dtype=np.int64)[number]
    met = np.unique(rows["date"].astype("datetime64[D]").astype(np.int64) * size + third)
    earned = credits.credit > 0
    credited = credits.day.astype(np.int64)[earned] * size + credits.third[earned]
    day, third = np.divmod(met[~np.isin(met, credited)], size)
    return Credits(credits.actors, third, day.astype("datetime64[D]"), np.ones(len(day))).monthly(months)
