"""Simulated reports as yearly ``.tab`` files of ICEWS."""

import numpy as np
from numpy.typing import NDArray

from tertius.codebooks.cameo import CODES
from tertius.simulate.cast import player_of
from tertius.simulate.codes import CODE_LIST, Ints, among, in_roots
from tertius.simulate.reporting import Events
from tertius.simulate.simulation import Simulation
from tertius.simulate.truth import when
from tertius.simulate.world import Role

HEADER = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code",
    "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher",
    "City", "District", "Province", "Country", "Latitude", "Longitude",
)  # fmt: skip
"""The first line of every yearly file."""
_STYLES = (
    ("{}", "NA"),
    ("Foreign Affairs ({})", "Executive,Foreign Ministry,Government"),
    ("Government ({})", "Government"),
    ("Head of Government ({})", "Government,Executive Office,Executive"),
    ("Ministry ({})", "Government"),
    ("Military ({})", "Government,Military"),
    ("Armed Rebel ({})", "Dissident,Rebel"),
)
_CIVIL, _MILITARY, _REBEL = 5, 5, 6
_FIRST_EVENT, _FIRST_STORY, _SENTENCES = 10_000_001, 40_000_001, 6
_ARMED = in_roots("15", "18", "19", "20") | among("062 072 074")
_ATTACKS = in_roots("18", "19", "20")
Texts = NDArray[np.object_]


def icews(simulation: Simulation) -> dict[str, str]:
    """Text of each yearly file by file name; a joint act stands once in each direction, as ICEWS writes it."""
    events = simulation.events
    rows = np.repeat(np.arange(len(events)), 1 + events.mutual)
    dates = when(events.stage, np.arange(events.stage.days))
    years = dates.astype("datetime64[Y]")[events.day[rows]]
    after = np.timedelta64(1, "Y")
    return {
        f"events.{year}.tab": _file(events, rows, dates.astype(str), np.searchsorted(years, [year, year + after]))
        for year in np.unique(years)
    }


def _file(events: Events, everywhere: Ints, dates: NDArray[np.str_], edge: Ints) -> str:
    """One file: the rows between two positions of the whole list."""
    rows = everywhere[edge[0] : edge[1]]
    turned = np.diff(rows, prepend=-1) == 0
    styles = style(events, rows)
    actors = _actors(events)
    one, two = events.source[rows], events.target[rows]
    columns = (
        map(str, range(_FIRST_EVENT + int(edge[0]), _FIRST_EVENT + int(edge[1]))),
        dates[events.day[rows]].tolist(),
        actors[np.where(turned, two, one), np.where(turned, *styles[::-1])].tolist(),
        _codes()[events.code[rows]].tolist(),
        actors[np.where(turned, one, two), np.where(turned, *styles)].tolist(),
        map(str, (_FIRST_STORY + events.story[rows]).tolist()),
        map(str, (1 + events.act[rows] % _SENTENCES).tolist()),
        np.asarray(events.publishers, dtype=object)[events.publisher[rows]].tolist(),
        _places(events)[events.place[rows]].tolist(),
    )
    return "\n".join(("\t".join(HEADER), *map("\t".join, zip(*columns, strict=True)), ""))


def style(events: Events, rows: Ints) -> tuple[Ints, Ints]:
    """How source and target are named: soldiers in armed acts, rebels when a proxy fights, else an office in turn."""
    code, count = events.code[rows], events.wording[rows]
    armed = _ARMED[code]
    source = np.where(armed, _MILITARY, count % _CIVIL)
    names_source, names_target = (agent_of(events, slot)[rows] for slot in (events.source, events.target))
    target = np.where(names_target, _REBEL, np.where(armed, count % 2 * _MILITARY, (count + 1) % _CIVIL))
    return np.where(names_source & _ATTACKS[code], _REBEL, source), target


def agent_of(events: Events, slot: Ints) -> NDArray[np.bool_]:
    """Which reports belong to a proxy war and name its agent in the slot: the agent fights and is supported [N]."""
    agents = [
        events.actors.index(role.agent) if role.role is Role.PROXY and role.agent else -2
        for role in events.stage.world.roles
    ]
    return np.asarray(np.asarray([*agents, -2])[events.role] == slot)


def _actors(events: Events) -> Texts:
    """Name, sectors and country of each actor in each style [A, S]."""
    names = [player_of(iso3).name for iso3 in events.actors]
    table = [["\t".join((form.format(name), sectors, name)) for form, sectors in _STYLES] for name in names]
    return np.asarray(table, dtype=object)


def _codes() -> Texts:
    """Event text, code and intensity of each code [C]; the intensity is the codebook's scale value."""
    book = [CODES[code] for code in CODE_LIST]
    return np.asarray([f"{code.name}\t{code.code}\t{code.goldstein:g}" for code in book], dtype=object)


def _places(events: Events) -> Texts:
    """City, district, province, country and degrees of each capital; the last entry is an unknown place [A + 1]."""
    players = [player_of(iso3) for iso3 in events.actors]
    table = [f"{p.capital}\tNA\tNA\t{p.name}\t{p.latitude:g}\t{p.longitude:g}" for p in players]
    return np.asarray([*table, "\t".join(("NA",) * 6)], dtype=object)
