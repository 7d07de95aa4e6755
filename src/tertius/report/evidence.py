"""From numbers to the events behind them, and back."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from tertius.model import Finding, Reading, Verdict
from tertius.report import anchors
from tertius.report.page import EventLine, Page, PairSection
from tertius.report.wording import between, between_days, dated, in_sentence, measure_title, measure_unit, number

NAMED_AT_ONCE = 3
"""Events linked beside a number; the rest stand one click away."""
LISTED = 20
"""Events listed for one number, strongest first; how many are left out is stated, and how to have them all."""
HOMES_SHOWN = 3
"""Numbers named beside an event that rest on it; how many more is stated."""


@dataclass(frozen=True)
class EventRef:
    """A mention of an event: what to show, and its address when the page holds the event."""

    event_id: str
    label: str
    address: str | None


@dataclass(frozen=True)
class Refs:
    """The events beside one number: how many, the strongest few, and the address of the full list."""

    count: int
    first: tuple[EventRef, ...]
    basis: str


@dataclass(frozen=True)
class Basis:
    """The full list of events of one number.

    ``home`` is the address of the number, ``brief`` what it is, ``context`` of which pair, data set and period, and
    ``shown`` its value. ``short`` is the address that rows of events link to: it holds on this page alone, and a
    tenth of the length matters where thousands of rows bear some of them each.
    """

    home: str
    address: str
    short: str
    brief: str
    context: str
    shown: str
    events: tuple[EventRef, ...]
    left_out: int


@dataclass(frozen=True)
class EventRow:
    """An event of the evidence tables with the numbers that rest on it as (short address of the basis, words)."""

    line: EventLine
    address: str
    when: str
    homes: tuple[tuple[str, str], ...]
    homes_left_out: int


def mention(event_id: str, events: Mapping[str, EventLine]) -> EventRef:
    """Return the mention of an event: its date when the page holds it, else the bare id."""
    line = events.get(event_id)
    if line is None:
        return EventRef(event_id, event_id, None)
    return EventRef(event_id, dated(line.date, line.precision), anchors.event_anchor(event_id))


def refs(home: str, evidence: tuple[str, ...], events: Mapping[str, EventLine]) -> Refs:
    """Return what is shown beside the number at address ``home``."""
    first = tuple(mention(event_id, events) for event_id in evidence[:NAMED_AT_ONCE])
    return Refs(len(evidence), first, anchors.basis_anchor(home))


def bases(page: Page) -> tuple[Basis, ...]:
    """Return the event lists of every number that cites events: readings, dated changes, verdicts, in page order."""
    found: list[Basis] = []
    for section in page.sections:
        found += [_of_reading(page, section, reading) for reading in section.readings if reading.evidence]
        found += [_of_finding(page, section, finding) for finding in section.findings]
    for verdict in page.verdicts:
        found += _of_verdict(page, verdict)
    return tuple(replace(basis, short=f"n{number}") for number, basis in enumerate(found, start=1))


def shown_events(sections: Iterable[PairSection], verdicts: Iterable[Verdict]) -> tuple[str, ...]:
    """Return the ids of the events that a page shows: of each number the strongest, of each verdict all."""
    cited = [one.evidence[:LISTED] for part in sections for one in part.readings]
    cited += [one.evidence[:LISTED] for part in sections for one in part.findings]
    cited += [evidence for one in verdicts for evidence in (one.evidence_for, one.evidence_against)]
    return tuple(dict.fromkeys(event_id for evidence in cited for event_id in evidence))


def event_years(page: Page, lists: tuple[Basis, ...]) -> tuple[tuple[int, tuple[EventRow, ...]], ...]:
    """Return the events of the page by year, each in order of date, with the numbers that rest on them."""
    homes: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for event_id, home, brief in _uses(page, lists):
        if (home, brief) not in homes[event_id]:
            homes[event_id].append((home, brief))
    years: defaultdict[int, list[EventRow]] = defaultdict(list)
    for line in sorted(page.events.values(), key=lambda line: (line.date, line.event_id)):
        own = homes[line.event_id]
        row = EventRow(
            line,
            anchors.event_anchor(line.event_id),
            dated(line.date, line.precision),
            tuple(own[:HOMES_SHOWN]),
            max(0, len(own) - HOMES_SHOWN),
        )
        years[line.date.year].append(row)
    return tuple((year, tuple(rows)) for year, rows in years.items())


def reading_value(page: Page, reading: Reading) -> str:
    """Return a reading in words: value and interval, or its standing where it has no value."""
    unit = measure_unit(reading.measure, page.measures)
    if reading.estimate is None:
        return reading.standing.value
    shown = f"{number(reading.estimate.value, unit)} ({between(reading.estimate, unit)})"
    return shown if reading.standing.value == "measured" else f"{shown}, {reading.standing.value}"


def change_words(finding: Finding, page: Page) -> str:
    """Return ``loss of mediation share`` or ``gain of ...``."""
    return f"{finding.direction.value} of {in_sentence(measure_title(finding.measure, page.measures))}"


def _uses(page: Page, lists: tuple[Basis, ...]) -> Iterator[tuple[str, str, str]]:
    # Walks the full evidence, not the shortened lists, so that an event never misses a number that rests on it.
    known = {basis.home: basis for basis in lists}
    for section in page.sections:
        cited = [(anchors.reading_anchor(section, one), one.evidence) for one in section.readings if one.evidence]
        cited += [(anchors.finding_anchor(section, one), one.evidence) for one in section.findings]
        for home, evidence in cited:
            words = f"{known[home].brief}, {section.pair}"
            yield from ((event_id, known[home].short, words) for event_id in evidence)
    for verdict in page.verdicts:
        claim_id = verdict.claim.claim_id
        for side, evidence in (("for", verdict.evidence_for), ("against", verdict.evidence_against)):
            home = f"{anchors.claim_anchor(claim_id)}/{side}"
            yield from ((event_id, known[home].short, f"claim {claim_id}, {side}") for event_id in evidence)


def _of_reading(page: Page, section: PairSection, reading: Reading) -> Basis:
    brief = f"{page.name(reading.actor)}: {in_sentence(measure_title(reading.measure, page.measures))}"
    context = f"{page.pair_name(section.pair)}, {section.dataset}, {between_days(reading.period)}"
    home = anchors.reading_anchor(section, reading)
    return _basis(home, (brief, context, reading_value(page, reading)), reading.evidence, page.events)


def _of_finding(page: Page, section: PairSection, finding: Finding) -> Basis:
    brief = f"{page.name(finding.actor)}: {change_words(finding, page)}"
    context = f"{page.pair_name(section.pair)}, {section.dataset}"
    home = anchors.finding_anchor(section, finding)
    return _basis(home, (brief, context, dated(finding.when, "day")), finding.evidence, page.events)


def _of_verdict(page: Page, verdict: Verdict) -> list[Basis]:
    claim_id = verdict.claim.claim_id
    home = anchors.claim_anchor(claim_id)
    sides = (("for", verdict.evidence_for), ("against", verdict.evidence_against))
    words = verdict.claim.text, verdict.outcome.value
    return [
        _basis(f"{home}/{side}", (f"Claim {claim_id}: evidence {side}", *words), ids, page.events)
        for side, ids in sides
        if ids
    ]


def _basis(home: str, words: tuple[str, str, str], evidence: tuple[str, ...], events: Mapping[str, EventLine]) -> Basis:
    brief, context, shown = words
    listed = tuple(mention(event_id, events) for event_id in evidence[:LISTED])
    return Basis(home, anchors.basis_anchor(home), "", brief, context, shown, listed, len(evidence) - len(listed))
