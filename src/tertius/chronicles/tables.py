"""Counts by which the completeness and the balance of a chronicle can be judged: who acts, who is blamed, who tells."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from tertius.chronicles.reading import Chronicle, Record, read_chronicle, third_parties
from tertius.chronicles.vocabularies import PARTS, STREAMS

Cell: TypeAlias = str | int | float | None

_BLAME_ROOT = "11"
_COERCION_ROOTS = frozenset({"13", "14", "15", "16", "17", "18", "19", "20"})
_ROOT = 2
_YEAR = 4


@dataclass(frozen=True)
class Table:
    """Rows under named columns, ready for a listing."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def tables(folder: Path) -> tuple[Table, ...]:
    """Every table of the chronicle in a folder.

    Raises:
        BadFile: The chronicle cannot be read.
    """
    chronicle = read_chronicle(folder)
    makers: tuple[Callable[[Chronicle], Table], ...] = (
        by_stream_and_year, by_actor, by_side_blamed, by_third_party, by_publisher_country, by_support,
    )  # fmt: skip
    return tuple(make(chronicle) for make in makers)


def by_stream_and_year(chronicle: Chronicle) -> Table:
    """Acts by year in which they began, in each stream; years without any are shown."""
    counts = Counter((act["date"][:_YEAR], act["stream"]) for act in chronicle.events)
    years = [int(year) for year, _ in counts if year.isdigit()]
    rows = [
        (year, *(counts[str(year), stream] for stream in STREAMS), sum(counts[str(year), one] for one in STREAMS))
        for year in range(min(years, default=0), max(years, default=-1) + 1)
    ]
    return Table("acts by year and stream", ("year", *STREAMS, "all"), tuple(rows))


def by_actor(chronicle: Chronicle) -> Table:
    """Acts of each actor as the acting side, the receiving side, or one of the sides of a joint act."""
    directed = [act for act in chronicle.events if act["mutual"] == "no"]
    joint = Counter(act[field] for act in chronicle.events if act["mutual"] == "yes" for field in ("source", "target"))
    counted = (Counter(act["source"] for act in directed), Counter(act["target"] for act in directed), joint)
    return Table("acts by actor", ("actor", "as source", "as target", "joint"), _ranked(counted))


def by_side_blamed(chronicle: Chronicle) -> Table:
    """Directed acts of blame (11x) and of threat, coercion or force (13x-20x), by who does them and to whom.

    A joint act, such as fighting whose start is disputed, blames nobody and is not counted.
    """
    directed = [act for act in chronicle.events if act["mutual"] == "no"]
    blaming = [act for act in directed if act["cameo"][:_ROOT] == _BLAME_ROOT]
    coercive = [act for act in directed if act["cameo"][:_ROOT] in _COERCION_ROOTS]
    columns = ("actor", "blames", "is blamed", "coerces", "is coerced")
    counted = [Counter(act[field] for act in acts) for acts in (blaming, coercive) for field in ("source", "target")]
    return Table("acts by side blamed", columns, _ranked(counted))


def by_third_party(chronicle: Chronicle) -> Table:
    """Acts in which an actor had each part as a third party."""
    entries = [entry for act in chronicle.events for entry in third_parties(act)]
    counted = [Counter(actor for actor, part in entries if part == one) for one in PARTS]
    return Table("third parties by part", ("actor", *PARTS), _ranked(counted))


def by_publisher_country(chronicle: Chronicle) -> Table:
    """Pages from each country, and acts that rest on at least one of them; an unknown country is None."""
    listed = Counter(page["publisher_country"] for page in chronicle.sources)
    cited = Counter(country for act in chronicle.events for country in _countries(chronicle.pages(act), unknown=True))
    rows = [(country or None, pages, cited) for country, pages, cited in _ranked((listed, cited))]
    return Table("sources by country of the publisher", ("country", "pages", "acts"), tuple(rows))


def by_support(chronicle: Chronicle) -> Table:
    """How many acts, and which share of each stream, rest on pages of two publishers or of two countries."""
    rows = []
    for stream in (*STREAMS, "all"):
        acts = [act for act in chronicle.events if stream in ("all", act["stream"])]
        pages = [chronicle.pages(act) for act in acts]
        publishers = sum(len({page["publisher"] for page in one}) > 1 for one in pages)
        countries = sum(len(_countries(one)) > 1 for one in pages)
        high = sum(act["confidence"] == "high" for act in acts)
        rows.append((stream, len(acts), *(_share(count, len(acts)) for count in (publishers, countries, high))))
    columns = ("stream", "acts", "share with two publishers", "share with two countries", "share of high confidence")
    return Table("support of acts", columns, tuple(rows))


def _countries(pages: Iterable[Record], *, unknown: bool = False) -> set[str]:
    return {page["publisher_country"] for page in pages if unknown or page["publisher_country"]}


def _share(count: int, total: int) -> float | None:
    return round(count / total, 3) if total else None


def _ranked(counters: Sequence[Counter[str]]) -> tuple[tuple[str | int, ...], ...]:
    """One row a name with its number in each counter; the largest sum first, then by name."""
    names = {name for counter in counters for name in counter}
    ordered = sorted(names, key=lambda name: (-sum(counter[name] for counter in counters), name))
    return tuple((name, *(counter[name] for counter in counters)) for name in ordered)
