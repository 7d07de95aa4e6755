"""The noun the report is made from: one page on the power architecture of a region."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from tertius.model import Arena, Cell, ContractBroken, Dyad, Finding, Measure, Reading, Series, Span, Verdict


class Link(NamedTuple):
    """One published source of an event; ``country`` is the publisher's, empty when unknown."""

    title: str
    url: str
    publisher: str = ""
    country: str = ""


@dataclass(frozen=True)
class EventLine:
    """One event as a reader sees it; every field as in table ``event``, names already written out.

    ``precision`` is ``day``, ``month`` or ``year``. ``source``, ``target`` and ``place_country`` are actor ids or None.
    ``third_parties`` is plain text such as ``Russia (mediator)``. ``links`` lists sources, best first;
    ``publisher`` is who reported it where the data set tells no more than that.
    """

    event_id: str
    date: date
    precision: str
    source: str | None
    target: str | None
    code: str
    code_name: str
    place: str | None = None
    place_country: str | None = None
    third_parties: str = ""
    level: str | None = None
    summary: str | None = None
    links: tuple[Link, ...] = ()
    dataset: str = ""
    confidence: str | None = None
    publisher: str | None = None


class LoadLine(NamedTuple):
    """One loaded file, as in table ``load``: ``until`` is the first day after the last one covered.

    ``unresolved`` is the share (0 to 1) of written names that stand for no actor; None: not measured.
    """

    dataset: str
    file: str
    rows: int
    events: int
    rejects: int
    since: date | None
    until: date | None
    unresolved: float | None
    citation: str


class ConstantLine(NamedTuple):
    """One number that was chosen, not measured, with its unit, meaning and source."""

    name: str
    value: float | str
    unit: str
    meaning: str
    source: str


@dataclass(frozen=True)
class PairSection:
    """What one data set says of one contested pair.

    Raises:
        ContractBroken: Two readings share measure, actor, pair and period, or two findings say the same.
    """

    pair: Dyad
    dataset: str
    coverage: tuple[Span, ...]
    readings: tuple[Reading, ...]
    series: tuple[Series, ...] = ()
    findings: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _refuse_twins("reading", [f"{one.measure} of {one.actor}, {one.pair}, {one.period}" for one in self.readings])
        _refuse_twins(
            "change", [f"{one.measure} {one.direction} of {one.actor}, {one.pair}, {one.when}" for one in self.findings]
        )


@dataclass(frozen=True)
class Page:
    """Everything the report shows. The first section of a pair is the one its headline is made from.

    ``measures`` gives titles, units, formulas and limits of the measures named in readings; a measure that is missing
    there is shown by its name. ``lead`` is the measure that answers "who stands between". ``events`` maps event ids to
    lines; an id cited but absent there is shown as an id without a link. ``region`` are the cells of the whole region,
    each made of readings of sections; empty where one pair is all there is.

    Raises:
        ContractBroken: Two sections share pair and data set, or two verdicts share a claim id.
    """

    title: str
    arena: Arena
    sections: tuple[PairSection, ...]
    verdicts: tuple[Verdict, ...]
    events: Mapping[str, EventLine]
    doctor: tuple[LoadLine, ...]
    constants: tuple[ConstantLine, ...]
    made_on: date
    versions: Mapping[str, str]
    cite: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()
    measures: tuple[Measure, ...] = ()
    lead: str = "mediation"
    region: tuple[Cell, ...] = ()

    def __post_init__(self) -> None:
        _refuse_twins("section", [f"{section.pair} in {section.dataset}" for section in self.sections])
        _refuse_twins("verdict on claim", [verdict.claim.claim_id for verdict in self.verdicts])

    def name(self, actor: str | None) -> str:
        """Return the display name of an actor id; an unresolved actor is called so."""
        return self.arena.title_of(actor) if actor else "unresolved actor"

    def place_name(self, place: str) -> str:
        """Return the first name of a place id of the arena, or the text itself when the arena has no such place."""
        return next((known.names[0] for known in self.arena.places if known.place_id == place and known.names), place)

    def pair_name(self, pair: Dyad) -> str:
        """Return ``Armenia–Azerbaijan``."""
        return f"{self.name(pair.a)}–{self.name(pair.b)}"


def _refuse_twins(kind: str, keys: list[str]) -> None:
    twins = sorted(key for key, count in Counter(keys).items() if count > 1)
    if twins:
        raise ContractBroken(f"the page has more than one {kind} {', '.join(twins)}")
