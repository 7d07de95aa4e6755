"""Convening: in whose country, and in which place, the states of an arena meet."""

from collections import Counter
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tertius.measures.credits import OTHER, months_of, seen
from tertius.measures.outsiders import evidence
from tertius.measures.shares import (
    Parts,
    Settings,
    Shares,
    View,
    constants_of,
    covered_months,
    share_estimate,
    share_posterior,
    uncovered,
)
from tertius.model import Inputs, Measure, Panel, Reading, Request, Span, UnknownName, month_index

NAME = "convening"
"""Name of the measure."""
_MOST_PLACES = 3
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Meetings:
    """Meetings that may be seen: ``host``, ``place`` ('' where unknown), ``day``, ``credit``, ``event_id`` [N]."""

    host: NDArray[np.object_]
    place: NDArray[np.object_]
    day: NDArray[np.datetime64]
    credit: Floats
    event_id: NDArray[np.object_]

    def credits(self, kept: NDArray[np.bool_], months: Span) -> Floats:
        """Credit per month [T]: the highest rank of each day on which something was held."""
        first, last = month_index(months.start), month_index(months.last)
        table = np.zeros(last - first + 1)
        day, where = np.unique(self.day[kept], return_inverse=True)
        most = np.zeros(len(day))
        np.maximum.at(most, where, self.credit[kept])
        index = months_of(day) - first
        inside = (index >= 0) & (index < len(table))
        np.add.at(table, index[inside], most[inside])
        return table


@dataclass(frozen=True)
class Account:
    """All hosts by their shares: of the meetings ``held`` of the arena (``view``), and of those of the pair.

    ``venue`` is the place taken out of its country and told apart as the first alternative; None where no place is.
    """

    venue: str | None
    held: Meetings
    view: View
    of_pair: Shares


def meetings(panel: Panel, request: Request, inputs: Inputs, *, of_pair: bool = False) -> Meetings:
    """Meetings of panel ``venue_day`` with the credit of their rank; ``of_pair``: those of a side of the pair."""
    mask = seen(panel, request)
    rows = panel.where(mask & panel["of_pair"].astype(np.bool_) if of_pair else mask)
    other = inputs.constant("convening.other_weight")
    worth = {"head": inputs.constant("convening.head_weight"), "minister": inputs.constant("convening.minister_weight")}
    # data sets without place ids write a city's name
    known = {name: place.place_id for place in request.arena.places for name in place.names}
    return Meetings(
        rows["host"].astype(object),
        np.asarray(
            ["" if place is None else known.get(str(place), str(place)) for place in rows["place"]], dtype=object
        ),
        rows["date"].astype("datetime64[D]"),
        np.asarray([worth.get(str(level), other) for level in rows["level"]], dtype=np.float64),
        rows["event_id"].astype(object),
    )


def host_days(held: Meetings, request: Request) -> tuple[NDArray[np.int64], NDArray[np.datetime64], Floats]:
    """Distinct (host, day) of meetings [N]: place of the host in :func:`hosts`, day, and the highest rank's credit."""
    names = hosts(request)
    place = {name: k for k, name in enumerate(names)}
    owner = np.asarray([place.get(str(name), len(names) - 1) for name in held.host], dtype=np.int64)
    pairs = np.stack([owner, held.day.astype(np.int64)], axis=1)
    unique, where = np.unique(pairs, axis=0, return_inverse=True)
    most = np.zeros(len(unique))
    np.maximum.at(most, where, held.credit)
    return unique[:, 0], unique[:, 1].astype("datetime64[D]"), most


def hosts(request: Request) -> tuple[str, ...]:
    """Countries and bodies that may host: the two sides, the candidates, and everybody else pooled."""
    return (request.pair.a, request.pair.b, *request.arena.candidates(request.pair), OTHER)


def compute(inputs: Inputs, request: Request) -> list[Reading]:
    """One reading per actor or place asked for; see :data:`MEASURE`.

    Raises:
        UnknownName: Somebody asked for is neither a side, a candidate nor a place of the arena.
    """
    panel, settings = inputs.panel("venue_day"), Settings.of(inputs, NAME)
    places = {place.place_id: place.country for place in request.arena.places}
    for actor in request.actors:
        if actor not in hosts(request)[:-1] and actor not in places:
            raise UnknownName("host or place of the arena", actor, [*hosts(request)[:-1], *places])
    months = covered_months(panel, request)
    if months is None:
        return uncovered(NAME, panel, request)
    held = meetings(panel, request, inputs), meetings(panel, request, inputs, of_pair=True)
    # all hosts are alternatives of one account; only a place has an account of its own
    venues = {actor: None if actor in hosts(request) else actor for actor in request.actors}
    accounts = {}
    for venue in dict.fromkeys(venues.values()):
        every, of_pair = (_posterior(one, request, venue, months, settings) for one in held)
        accounts[venue] = Account(venue, held[0], View(NAME, request, panel, every, settings), of_pair)
    return [_reading(actor, accounts[venues[actor]]) for actor in request.actors]


def _posterior(held: Meetings, request: Request, venue: str | None, months: Span, settings: Settings) -> Shares:
    """Shares of all hosts in their order; a place asked for comes first, taken out of the credit of its country."""
    names = hosts(request)
    owner = np.asarray([name if name in names else OTHER for name in held.host], dtype=object)
    table = [held.credits(owner == name, months) for name in names]
    if venue is not None:
        rest = held.place != venue
        table = [held.credits(~rest, months), *(held.credits((owner == name) & rest, months) for name in names)]
    return share_posterior(np.asarray(table), settings, windowed=request.window is not None)


def _reading(actor: str, account: Account) -> Reading:
    held, view, venue = account.held, account.view, account.venue
    k = hosts(view.request).index(actor) if venue is None else 0
    here = held.place == venue if venue is not None else held.host == actor
    parts: Parts = {
        "meetings": float(len(np.unique(held.day[here]))),
        "share_in_meetings_of_pair": share_estimate(account.of_pair, k, view.settings),
        "places": _places(held, here) if venue is None else None,
        "country": next((p.country for p in view.request.arena.places if p.place_id == venue), None),
    }
    return view.reading(actor, k, _events(held, here, view.request, view.settings), parts)


def _places(held: Meetings, here: NDArray[np.bool_]) -> str | None:
    """The places with most meeting days, most first: ``sochi 4, moscow 2``."""
    days = {(place, day) for place, day in zip(held.place[here], held.day[here], strict=True) if place}
    count = Counter(place for place, _ in days)
    ranked = sorted(count.items(), key=lambda one: (-one[1], one[0]))[:_MOST_PLACES]
    return ", ".join(f"{place} {number}" for place, number in ranked) or None


def _events(held: Meetings, here: NDArray[np.bool_], request: Request, settings: Settings) -> tuple[str, ...]:
    months = (np.datetime64(request.at) - held.day).astype(np.float64) / 30.0
    fading = np.ones(len(months)) if request.window is not None else np.exp2(-months / settings.half_life)
    weight = held.credit * fading
    return evidence((float(weight[i]), (str(held.event_id[i]),)) for i in np.flatnonzero(here))


MEASURE = Measure(
    name=NAME,
    title="Convening share",
    question="In whose country, and in which place, do the states of the arena meet?",
    unit="share of the meetings of the arena's states by rank, 0 to 1",
    formula=(
        "Meetings with a venue (040, 042-046) in which a state of the arena met another government or body; host = the "
        "receiving side of a visit, else the country of the place; places fixed by treaty left out. One credit per "
        "host and day: head 1, minister 0.6, other or unknown 0.3; shares as in mediation. A place asked for is an "
        "alternative of its own beside its country."
    ),
    reference="Tallberg 2010; Nitsch 2007; Lebovic and Saunders 2016; methods 3.8",
    limits=(
        "Hosting is not deciding. A visit to a body counts for the body, a meeting at its seat for the country it lies "
        "in. The number of countries at the table does not count. Machine-coded places are often datelines, and name "
        "no venue finer than a city."
    ),
    needs=("venue_day",),
    constants=(*constants_of(NAME), "convening.head_weight", "convening.minister_weight", "convening.other_weight"),
    compute=compute,
)  # fmt: skip
