"""Convening: in whose country, and in which place, the states of an arena meet."""

from collections import Counter
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tertius.measures.credits import OTHER, seen
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
from tertius.measures.weeks import Daily
from tertius.model import Inputs, Measure, Panel, Reading, Request, Span, UnknownName

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

    def daily(self, owner: NDArray[np.int64]) -> Daily:
        """Credit by day of the alternatives ``owner`` [N] numbers: the highest rank of each day something was held."""
        pairs = np.stack([owner, self.day.astype(np.int64)], axis=1)
        held, where = np.unique(pairs, axis=0, return_inverse=True)
        most = np.zeros(len(held))
        np.maximum.at(most, where, self.credit)
        return Daily(held[:, 0], held[:, 1].astype("datetime64[D]"), most)


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


def hosts(request: Request) -> tuple[str, ...]:
    """Countries and bodies that may host: the two sides, the candidates, and everybody else pooled."""
    return (request.pair.a, request.pair.b, *request.arena.candidates(request.pair), OTHER)


def owners(held: Meetings, request: Request) -> NDArray[np.int64]:
    """Place of the host of each meeting in :func:`hosts` [N]."""
    place = {name: k for k, name in enumerate(hosts(request))}
    return np.asarray([place.get(str(name), place[OTHER]) for name in held.host], dtype=np.int64)


def compute(inputs: Inputs, request: Request) -> list[Reading]:
    """One reading per actor or place asked for; see :data:`MEASURE`.

    Raises:
        UnknownName: Somebody asked for is neither a side, a candidate nor a place of the arena.
    """
    return _readings(inputs, request, effective=True)


def by_credit(inputs: Inputs, request: Request) -> list[Reading]:
    """As :func:`compute`, credit itself taken for evidence: a meeting of unknown rank is .3 of one.

    This is what the weights of the joint role were fitted on; its intervals are too wide to be shown.
    """
    return _readings(inputs, request, effective=False)


def _readings(inputs: Inputs, request: Request, *, effective: bool) -> list[Reading]:
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
        (every, credit), (of_pair, _) = (_posteriors(one, request, venue, months, settings) for one in held)
        # changes are looked for in the table of credit
        view = View(NAME, request, panel, every if effective else credit, settings, tested=credit)
        accounts[venue] = Account(venue, held[0], view, of_pair)
    return [_reading(actor, accounts[venues[actor]]) for actor in request.actors]


def _posteriors(held: Meetings, request: Request, venue: str | None, months: Span, settings: Settings
                ) -> tuple[Shares, Shares]:  # fmt: skip
    """Shares of all hosts in their order by effective meetings, and by credit.

    A place asked for comes first, taken out of the credit of its country.
    """
    owner, size = owners(held, request), len(hosts(request))
    if venue is not None:
        owner, size = np.where(held.place == venue, 0, owner + 1), size + 1
    daily, windowed = held.daily(owner), request.window is not None
    table = daily.monthly(size, months)
    return (share_posterior(_worth(daily) * table, settings, windowed=windowed),
            share_posterior(table, settings, windowed=windowed))  # fmt: skip


def _worth(daily: Daily) -> float:
    """Meetings that one unit of credit is evidence of, so that all credit is worth its effective number of meetings.

    ``(sum c)^2 / sum c^2`` meetings of one rank tell a share as closely; 1 without any.

    Source:
        Kish 1965, Survey Sampling.
    """
    return float(daily.credit.sum() / np.square(daily.credit).sum()) if len(daily.credit) else 1.0


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
        "host and day: head 1, minister 0.6, other or unknown 0.3; shares as in mediation, all credit c worth "
        "(sum c)^2 / sum c^2 meetings. A place asked for is an alternative of its own beside its country."
    ),
    reference="Tallberg 2010; Nitsch 2007; Lebovic and Saunders 2016; effective number: Kish 1965; methods 3.8",
    limits=(
        "Hosting is not deciding. A visit to a body counts for the body, a meeting at its seat for the country it lies "
        "in. The number of countries at the table does not count. Machine-coded places are often datelines, and name "
        "no venue finer than a city."
    ),
    needs=("venue_day",),
    constants=(*constants_of(NAME), "convening.head_weight", "convening.minister_weight", "convening.other_weight"),
    compute=compute,
)  # fmt: skip
