"""Simulated reports as a chronicle: one coded act a row, third parties named, with the pages that tell it."""

import csv
import io
from collections.abc import Iterable, Sequence

import numpy as np

from tertius.chronicles import CHRONICLE_FIELDS, SOURCE_FIELDS
from tertius.codebooks.cameo import CODES
from tertius.codebooks.promises import PROMISES
from tertius.codebooks.quads import Quad
from tertius.codebooks.slots import OUTCOME_CODES, TALK_CODES
from tertius.simulate.acts import Part
from tertius.simulate.cast import player_of
from tertius.simulate.codes import CODE_LIST, Ints
from tertius.simulate.reporting import Events
from tertius.simulate.simulation import Simulation
from tertius.simulate.truth import when

_FATES = {"kept": "kept", "broken": "broken", "silence": "lapsed"}


def chronicle(simulation: Simulation) -> dict[str, str]:
    """Text of ``events.csv`` and ``sources.csv``.

    Every act that some report tells is a row, coded as its first report has it; the first report of each bloc is a
    page. Third parties and the fate of promises are those a careful coder would find, that is the true ones. Places are
    left out: their ids belong to the shipped region files, and a simulated world has none there; hosts are named as
    third parties.
    """
    events = simulation.events
    _, first = np.unique(events.act, return_index=True)
    first = np.sort(first)
    bloc_count = int(events.bloc.max(initial=0)) + 1
    _, page = np.unique(events.act * bloc_count + events.bloc, return_index=True)
    return {
        "events.csv": _csv(CHRONICLE_FIELDS, _rows(simulation, first, np.sort(page))),
        "sources.csv": _csv(SOURCE_FIELDS, _pages(simulation, np.sort(page))),
    }


def _csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue()


def _source_ids(events: Events, pages: Ints) -> dict[int, str]:
    """Ids of the pages of each act, joined by semicolons."""
    found: dict[int, list[str]] = {}
    for act, story in zip(events.act[pages].tolist(), events.story[pages].tolist(), strict=True):
        found.setdefault(act, []).append(_page_id(story))
    return {act: ";".join(ids) for act, ids in found.items()}


def _page_id(story: int) -> str:
    return f"s{story:08x}"


def _rows(simulation: Simulation, first: Ints, pages: Ints) -> Iterable[Sequence[str]]:
    events = simulation.events
    ids, fates = _source_ids(events, pages), _fates(simulation)
    dates = when(events.stage, events.day[first]).astype(str).tolist()
    players = [player_of(actor) for actor in events.actors]
    columns = (events.source, events.target, events.code, events.third, events.part, events.publisher,
               events.mutual, events.act, events.episode)  # fmt: skip
    told = zip(dates, *(column[first].tolist() for column in columns), strict=True)
    for number, (day, source, target, code, third, part, publisher, mutual, act, episode) in enumerate(told, 1):
        entry = CODES[CODE_LIST[code]]
        yield (
            f"sim-{day.replace('-', '')}-{number}", _stream(entry.code, entry.quad), day, "", "day",
            events.actors[source], events.actors[target], "yes" if mutual else "no",
            f"{events.actors[third]}:{Part(part).name.lower()}" if part else "", entry.code,
            entry.plover_type or "", entry.plover_mode or "", "",
            "unknown", "", f"Simulated: {players[source].name}, {entry.name.lower()}, {players[target].name}.",
            ids[act], events.publishers[publisher], "high", *fates.get(episode, ("", "", "")), "",
        )  # fmt: skip


def _stream(code: str, quad: Quad) -> str:
    if quad is Quad.MX:
        return "hostility"
    if code in PROMISES:
        return "promise"
    if code in OUTCOME_CODES:
        return "agreement"
    return "encounter" if code in TALK_CODES else "bilateral"


def _fates(simulation: Simulation) -> dict[int, tuple[str, str, str]]:
    """Due day, fate and day of the fate of each promise, by number of the answer."""
    answers = simulation.truth.answers
    found: dict[int, tuple[str, str, str]] = {}
    for number in np.flatnonzero(answers["kind"] == "promise").tolist():
        due = answers["date"][number] + np.timedelta64(PROMISES[str(answers["code"][number])].horizon_days, "D")
        settled = answers["answered"][number]
        fate = _FATES[str(answers["outcome"][number])]
        found[number] = (str(due), fate, "" if np.isnat(settled) else str(settled))
    return found


def _pages(simulation: Simulation, pages: Ints) -> Iterable[Sequence[str]]:
    events = simulation.events
    blocs = simulation.media.blocs_of(simulation.world)
    _, once = np.unique(events.story[pages], return_index=True)
    rows = pages[np.sort(once)]
    dates = when(events.stage, events.day[rows]).astype(str).tolist()
    told = zip(
        dates, events.story[rows].tolist(), events.publisher[rows].tolist(), events.bloc[rows].tolist(), strict=True
    )
    for day, story, publisher, bloc in told:
        name = events.publishers[publisher]
        url = f"https://{name.lower().replace(' ', '-')}.example/{story}"
        yield (
            _page_id(story),
            url,
            f"Simulated story {story}",
            name,
            blocs[bloc].country,
            blocs[bloc].owner,
            day,
            day,
            "en",
        )
