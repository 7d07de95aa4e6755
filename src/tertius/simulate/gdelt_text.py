"""Simulated reports as GDELT 2.0 export files: 61 columns, no header, one row per story and act."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from tertius.codebooks.cameo import CODES
from tertius.simulate.cast import player_of
from tertius.simulate.codes import CODE_LIST, Ints
from tertius.simulate.icews_text import style
from tertius.simulate.reporting import Events
from tertius.simulate.simulation import Simulation
from tertius.simulate.truth import when

FIELDS = 61
"""Columns of a line."""
_TYPES = ("GOV", "GOV", "GOV", "GOV", "GOV", "MIL", "REB")
_FIRST_EVENT = 100_000_001
_LAST_ROOT_OF_QUAD = (5, 8, 13, 20)
_TONE = 0.4
_NO_PLACE = "\t".join(("0", "", "", "", "", "", "", ""))
_BASE_LENGTH, _ROOT_LENGTH = 3, 2
Texts = NDArray[np.object_]


def gdelt(simulation: Simulation) -> dict[str, str]:
    """Text of each monthly file by file name.

    Copies of a story are mentions of one row, as GDELT counts them; a joint act stands once in each direction.
    """
    events = simulation.events
    first, mentions, sources = _stories(events)
    twice = np.repeat(np.arange(len(first)), 1 + events.mutual[first])
    days = when(events.stage, np.arange(events.stage.days))
    months = days.astype("datetime64[M]")[events.day[first[twice]]]
    counts = np.asarray(
        [f"{m}\t{s}\t{m}" for m, s in zip(mentions.tolist(), sources.tolist(), strict=True)], dtype=object
    )
    lines = list(_lines(events, first[twice], counts[twice]))
    starts = np.unique(months, return_index=True)
    edges = (*starts[1].tolist(), len(lines))
    return {
        f"{str(month).replace('-', '')}.export.CSV": "\n".join((*lines[edges[k] : edges[k + 1]], ""))
        for k, month in enumerate(starts[0])
    }


def _lines(events: Events, rows: Ints, counts: Texts) -> Iterator[str]:
    turned = np.diff(rows, prepend=-1) == 0
    styles = style(events, rows)
    one, two = events.source[rows], events.target[rows]
    actors = _actors(events)
    place = _places(events)[events.place[rows]].tolist()
    opening, added = _dates(events)
    columns = (
        map(str, range(_FIRST_EVENT, _FIRST_EVENT + len(rows))),
        opening[events.day[rows]].tolist(),
        actors[np.where(turned, two, one), np.where(turned, *styles[::-1])].tolist(),
        actors[np.where(turned, one, two), np.where(turned, *styles)].tolist(),
        np.asarray(_codes(), dtype=object)[events.code[rows]].tolist(),
        counts.tolist(),
        np.asarray(_tones(), dtype=object)[events.code[rows]].tolist(),
        place,
        place,
        place,
        added[events.day[rows]].tolist(),
        _addresses(events, rows),
    )
    return map("\t".join, zip(*columns, strict=True))


def _stories(events: Events) -> tuple[Ints, Ints, Ints]:
    """First report, number of reports and of publishers of each told act, in order of day."""
    acts = int(events.act.max(initial=0)) + 1
    key = events.cluster * acts + events.act
    _, first, number, mentions = np.unique(key, return_index=True, return_inverse=True, return_counts=True)
    pairs = np.unique(number * len(events.publishers) + events.publisher)
    sources = np.bincount(pairs // len(events.publishers), minlength=len(first))
    order = np.argsort(first)
    return first[order], mentions[order], sources[order]


def _dates(events: Events) -> tuple[Texts, Texts]:
    """SQLDATE to FractionDate, and DATEADDED, of each day of the span [T]; a month counts 30 days, a year 365."""
    days = when(events.stage, np.arange(events.stage.days)).tolist()
    opening = [
        f"{day:%Y%m%d}\t{day:%Y%m}\t{day.year}\t{day.year + ((day.month - 1) * 30 + day.day) / 365:.4f}" for day in days
    ]
    return np.asarray(opening, dtype=object), np.asarray([f"{day:%Y%m%d}120000" for day in days], dtype=object)


def _actors(events: Events) -> Texts:
    """The ten columns of each actor in each style [A, S]: code, name, country, four groups, type, two more types."""
    players = [player_of(iso3) for iso3 in events.actors]
    table = [
        ["\t".join((p.iso3 + kind, p.name.upper(), p.iso3, "", "", "", "", kind, "", "")) for kind in _TYPES]
        for p in players
    ]
    return np.asarray(table, dtype=object)


def _codes() -> list[str]:
    """IsRootEvent, the code, its base and root, GDELT's own quad class, and the Goldstein value, of each code."""
    found = []
    for code in CODE_LIST:
        root = code[:_ROOT_LENGTH]
        quad = 1 + next(n for n, last in enumerate(_LAST_ROOT_OF_QUAD) if int(root) <= last)
        value = CODES[code].goldstein or 0.0
        found.append("\t".join(("1", code, code[:_BASE_LENGTH], root, str(quad), f"{value:.1f}")))
    return found


def _tones() -> list[str]:
    return [f"{_TONE * (CODES[code].goldstein or 0.0):.4f}" for code in CODE_LIST]


def _places(events: Events) -> Texts:
    """The eight columns of a place for each actor's capital, and those of no place at the end."""
    players = [player_of(iso3) for iso3 in events.actors]
    table = [
        "\t".join(("4", f"{p.capital}, {p.name} (general), {p.name}", p.fips, f"{p.fips}00", "", f"{p.latitude:g}",
                   f"{p.longitude:g}", f"-{1000 + number}"))
        for number, p in enumerate(players)
    ]  # fmt: skip
    return np.asarray([*table, _NO_PLACE], dtype=object)


def _addresses(events: Events, rows: Ints) -> Iterator[str]:
    sites = [f"https://{name.lower().replace(' ', '-')}.example/" for name in events.publishers]
    told = zip(events.publisher[rows].tolist(), events.story[rows].tolist(), strict=True)
    return (f"{sites[publisher]}{story}" for publisher, story in told)
