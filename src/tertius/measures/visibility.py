"""Visibility: how much of what outsiders do with the two sides of a pair an outside power does."""

import numpy as np
from numpy.typing import NDArray

from tertius.measures.contacts import Contacts, contacts
from tertius.measures.shares import (
    Parts,
    Settings,
    View,
    beta_estimate,
    constants_of,
    counted_months,
    covered_months,
    share_posterior,
    share_series,
    uncovered,
)
from tertius.model import Estimate, Inputs, Measure, Reading, Request, Series

_NAME = "visibility"
_DEED_ROOTS = ("06", "07", "16")
_DEED_CODES = ("057",)


def is_deed(codes: NDArray[np.object_]) -> NDArray[np.bool_]:
    """Acts that cost something: material cooperation or its reduction, and signed texts (methods 3.11)."""
    return np.asarray([code[:2] in _DEED_ROOTS or code[:3] in _DEED_CODES for code in codes], dtype=np.bool_)


def compute(inputs: Inputs, request: Request) -> list[Reading]:
    """One reading per actor asked for; see :data:`MEASURE`."""
    panel, settings = inputs.panel("outsider_day"), Settings.of(inputs, _NAME)
    months = covered_months(panel, request)
    if months is None:
        return uncovered(_NAME, panel, request)
    seen = contacts(panel, request)
    shares = share_posterior(seen.monthly(months), settings, windowed=request.window is not None)
    view = View(_NAME, request, panel, shares, settings)
    readings = []
    for actor in request.actors:
        k = seen.actors.index(actor)
        parts: Parts = {"deed_share": _deeds(seen, k, inputs), "days": float((seen.third == k).sum())}
        readings.append(view.reading(actor, k, seen.events(actor, request, settings.half_life), parts))
    return readings


def path(inputs: Inputs, request: Request) -> list[Series]:
    """The same share at the end of every month up to ``at``."""
    panel, settings = inputs.panel("outsider_day"), Settings.of(inputs, _NAME)
    months = counted_months(panel, request)
    if months is None:
        return []
    seen = contacts(panel, request)
    shares = share_posterior(seen.monthly(months), settings, windowed=False)
    return share_series(_NAME, request, panel, shares, settings)


def _deeds(seen: Contacts, k: int, inputs: Inputs) -> Estimate | None:
    acts = (seen.row_third == k) & np.isin(seen.direction.astype(str), ("out", "joint", "part"))
    if not acts.any():
        return None
    prior, level = inputs.constant("visibility.deed_prior"), inputs.constant("interval.level")
    deeds = int(is_deed(seen.code[acts]).sum())
    return beta_estimate(prior + deeds, prior + int(acts.sum()) - deeds, float(acts.sum()), level)


MEASURE = Measure(
    name=_NAME,
    title="Visibility",
    question="How present is an outside power in the arena, compared with the others?",
    unit="share of outsiders' days with either side, 0 to 1",
    formula=(
        "v(o,t) = days in month t on which o acts toward, is acted on by, or takes part in an act of, a side of the "
        "pair, counted once a side; shares as in mediation. Deed share = (06x, 07x, 057, 16x) / acts of o."
    ),
    reference="methods 3.11; dyad-day counting as in the one-a-day rule of the event-data literature",
    limits=(
        "Presence in the data set, not influence. A data set that codes some relations more closely than others (an "
        "expert chronicle) shows its own focus: compare over time, not across powers."
    ),
    needs=("outsider_day",),
    constants=(*constants_of(_NAME), "visibility.deed_prior"),
    compute=compute,
    path=path,
)
