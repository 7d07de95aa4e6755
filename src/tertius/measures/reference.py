"""Point of reference: to which third party the two sides turn with appeals and demands."""

import numpy as np
from numpy.typing import NDArray

from tertius.codebooks.roles import APPEALS
from tertius.measures.contacts import contacts
from tertius.measures.shares import (
    Parts,
    Settings,
    View,
    constants_of,
    counted_months,
    covered_months,
    first_probability,
    share_posterior,
    share_series,
    uncovered,
)
from tertius.model import Inputs, Measure, Panel, Reading, Request, Series

_NAME = "reference"


def asked(panel: Panel) -> NDArray[np.bool_]:
    """Rows in which a side turns to an outsider."""
    code = np.asarray([str(value) in APPEALS for value in panel["code"]], dtype=np.bool_)
    return np.asarray(code & (panel["direction"] == "in"), dtype=np.bool_)


def compute(inputs: Inputs, request: Request) -> list[Reading]:
    """One reading per actor asked for; see :data:`MEASURE`."""
    panel, settings = inputs.panel("outsider_day"), Settings.of(inputs, _NAME)
    months = covered_months(panel, request)
    if months is None:
        return uncovered(_NAME, panel, request)
    turned = contacts(panel, request, asked(panel))
    shares = share_posterior(turned.monthly(months), settings, windowed=request.window is not None)
    view = View(_NAME, request, panel, shares, settings)
    first = first_probability(shares, 0)
    readings = []
    for actor in request.actors:
        k = turned.actors.index(actor)
        parts: Parts = {"days_asked": float((turned.third == k).sum())}
        events = turned.events(actor, request, settings.half_life)
        readings.append(view.reading(actor, k, events, parts, probability=float(first[k])))
    return readings


def path(inputs: Inputs, request: Request) -> list[Series]:
    """The same share at the end of every month up to ``at``."""
    panel, settings = inputs.panel("outsider_day"), Settings.of(inputs, _NAME)
    months = counted_months(panel, request)
    if months is None:
        return []
    turned = contacts(panel, request, asked(panel))
    shares = share_posterior(turned.monthly(months), settings, windowed=False)
    return share_series(_NAME, request, panel, shares, settings)


MEASURE = Measure(
    name=_NAME,
    title="Point of reference",
    question="To whom do the two sides turn with appeals and demands?",
    unit="share of the days on which a side turns to an outsider, 0 to 1; probability: of the largest share",
    formula=(
        "q(m,t) = distinct (side, day) in month t on which a side appeals to m (02x), accepts its mediation (038) or "
        "demands that it protect, yield, meet, settle or mediate (1034, 105x, 106-108); shares as in mediation."
    ),
    reference="Bachrach and Baratz 1962; Tallberg 2010; methods 3.8",
    limits=(
        "Being asked is not being followed: a power that is blamed receives demands too. To whose acts the sides react "
        "is measured by lead."
    ),
    needs=("outsider_day",),
    constants=constants_of(_NAME),
    compute=compute,
    path=path,
)
