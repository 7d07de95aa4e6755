"""Carry readings, findings, verdicts and the events behind them to the report room."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Protocol

from tertius.claims import CONSTANTS as CLAIM_CONSTANTS
from tertius.claims import ClaimFile
from tertius.codebooks.cameo import CODES
from tertius.codebooks.constants import CONSTANTS
from tertius.measures import MEASURES, PARTS, architecture
from tertius.model import Arena, Cell, Dyad, Engine, Finding, Reading, Series, Value, Verdict
from tertius.report.evidence import shown_events
from tertius.report.page import ConstantLine, EventLine, Link, LoadLine, Page, PairSection
from tertius.report.render import render, render_verdicts
from tertius.sources import SOURCES
from tertius.study import asking
from tertius.study.preparing import covered
from tertius.study.progress import Progress, silent
from tertius.study.recording import VERSIONS
from tertius.study.shipped import cited
from tertius.version import VERSION

TERTIUS_BIBTEX = (
    "@software{tertius, author={{The Tertius developers}}, title={Tertius: who stands between whom, since when, and "
    f"how sure we can be}}, version={{{VERSION}}}, license={{Apache-2.0}}}}"
)
LIMITS = (
    "What is measured is reported public interaction: back channels and unpublished acts are invisible.",
    "Machine-coded events are reported, not confirmed; the chronicle's rows each name pages that say so.",
    "A share says who sits at the table, not who moves the sides; hosting alone earns part credit.",
    "Where evidence is thin the page says so; silence in a data set is not absence in the world.",
    "Causes are not identified: order in time is shown, nothing more.",
)
_LEAD = "mediation"
_TIMELINES = ("mediation", "visibility")


class Answers(Protocol):
    """What the report asks of a study."""

    def roles(self, arena: Arena, pair: str, *, dataset: str) -> list[Reading]:
        """Readings of every measure."""

    def series(self, arena: Arena, pair: str, *, role: str, dataset: str) -> list[Series]:
        """One measure over time."""

    def changes(self, arena: Arena, pair: str, *, dataset: str) -> list[Finding]:
        """Dated changes."""

    def audit(self, claims: ClaimFile, *, arena: Arena, dataset: str | None) -> list[Verdict]:
        """Verdicts."""


def page(study: Answers, engine: Engine, arena: Arena, claims: Iterable[ClaimFile], dataset: str | None,
         progress: Progress = silent) -> str:  # fmt: skip
    """The report of an arena as HTML; told of are the pairs that are done, the claims and the drawing of the page."""
    data = asking.choose(engine, dataset)
    present = {(str(a), str(b)) for a, b in engine.rows(
        "SELECT DISTINCT a, b FROM pair_event WHERE dataset = $dataset", {"dataset": data})}  # fmt: skip
    pairs = [pair for pair in arena.pairs if (pair.a, pair.b) in present]
    sections, steps = [], len(pairs) + 2
    for done, pair in enumerate(pairs):
        progress(done, steps, str(pair))
        sections.append(_section(study, engine, arena, pair, data))
    progress(len(pairs), steps, "claims")
    verdicts = [verdict for one in claims for verdict in study.audit(one, arena=arena, dataset=data)]
    progress(len(pairs) + 1, steps, "drawing the page")
    text = render(_page(engine, arena, f"Power architecture: {arena.title}", sections, verdicts))
    progress(steps, steps, "drawn")
    return text


def verdict_page(engine: Engine, arena: Arena, claims: ClaimFile, verdicts: Sequence[Verdict]) -> str:
    """The verdicts on the claims of one text as HTML."""
    title = f"Verdicts: {claims.title}" if claims.title else "Verdicts on the claims of a text"
    return render_verdicts(_page(engine, arena, title, (), verdicts))


def _page(engine: Engine, arena: Arena, title: str, sections: Sequence[PairSection], verdicts: Sequence[Verdict]
          ) -> Page:  # fmt: skip
    return Page(
        title=title,
        arena=arena,
        sections=tuple(sections),
        verdicts=tuple(verdicts),
        events=event_lines(engine, arena, shown_events(sections, verdicts)),
        doctor=_loads(engine),
        constants=_constants(),
        made_on=_today(),
        versions={"tertius": VERSION, **{str(d): str(v) for d, v in engine.rows(
            f"{VERSIONS} ORDER BY ALL")}},
        cite=_citations(engine),
        limits=LIMITS,
        measures=MEASURES,
        lead=_LEAD,
        region=_region(sections),
    )  # fmt: skip


def _region(sections: Sequence[PairSection]) -> tuple[Cell, ...]:
    """Cells of the whole region, from the readings of the pairs; none where one pair is all there is."""
    if len(sections) < 2:
        return ()
    return architecture.matrix([one for section in sections for one in section.readings])


def _citations(engine: Engine) -> tuple[str, ...]:
    used = [f"{known.citation} Licence: {known.licence}." for known in cited(engine)]
    return (*used, TERTIUS_BIBTEX)


def _today() -> date:
    return datetime.now(UTC).date()


def _section(study: Answers, engine: Engine, arena: Arena, pair: Dyad, data: str) -> PairSection:
    name = str(pair)
    return PairSection(
        pair,
        data,
        covered(engine, data),
        tuple(study.roles(arena, name, dataset=data)),
        tuple(one for role in _TIMELINES for one in study.series(arena, name, role=role, dataset=data)),
        tuple(study.changes(arena, name, dataset=data)),
    )


def event_lines(engine: Engine, arena: Arena, ids: Sequence[str]) -> dict[str, EventLine]:
    """Events by id as a reader sees them, with their sources and third parties."""
    engine.fill("cited", {"event_id": "VARCHAR"}, [(one,) for one in ids])
    links: dict[str, list[Link]] = {}
    for event, title, url, publisher, country in engine.rows("""
            SELECT event_id, title, url, publisher, publisher_country FROM citation
            WHERE event_id IN (SELECT event_id FROM cited) ORDER BY ALL
    """):
        links.setdefault(str(event), []).append(Link(_or(title), _or(url), _or(publisher), _or(country)))
    parts: dict[str, dict[str, list[str]]] = {}
    for event, actor, part in engine.rows("""
            SELECT event_id, actor, part FROM participant
            WHERE event_id IN (SELECT event_id FROM cited) ORDER BY ALL
    """):
        parts.setdefault(str(event), {}).setdefault(arena.title_of(str(actor)), []).append(str(part))
    rows = engine.rows("""
        SELECT event_id, date, precision, source, target, code, place, place_country, level, summary, dataset,
               confidence, publisher
        FROM event WHERE event_id IN (SELECT event_id FROM cited) ORDER BY date, event_id
    """)
    return {str(row[0]): _line(row, links, parts) for row in rows}


def _line(row: tuple[Value, ...], links: dict[str, list[Link]], parts: dict[str, dict[str, list[str]]]) -> EventLine:
    event, day, precision, source, target, code, place, country, level, summary, dataset, confidence, publisher = row
    key = str(event)
    return EventLine(
        event_id=key,
        date=day if isinstance(day, date) else date.fromisoformat(str(day)),
        precision=str(precision),
        source=_text(source),
        target=_text(target),
        code=str(code),
        code_name=CODES[str(code)].name,
        place=_text(place),
        place_country=_text(country),
        third_parties=", ".join(f"{who} ({', '.join(what)})" for who, what in parts.get(key, {}).items()),
        level=_text(level),
        summary=_text(summary),
        links=tuple(links.get(key, [])),
        dataset=str(dataset),
        confidence=_text(confidence),
        publisher=_text(publisher),
    )


def _or(value: Value) -> str:
    return "" if value is None else str(value)


def _text(value: Value) -> str | None:
    return None if value is None else str(value)


def _loads(engine: Engine) -> tuple[LoadLine, ...]:
    """One line a file; ``unresolved`` is the share of the data set's written names that stand for no actor."""
    shares = {
        str(dataset): float(str(share))
        for dataset, share in engine.rows("""
        SELECT dataset, AVG(CASE WHEN known = 0 THEN 1.0 ELSE 0.0 END)
        FROM (SELECT dataset, name, COUNT(actor) AS known FROM judgement GROUP BY dataset, name) names
        GROUP BY dataset
    """)
    }
    citations = {known.name: known.citation for known in (*SOURCES, *cited(engine))}
    rows = engine.rows("SELECT dataset, file, rows, events, rejects, since, until FROM load ORDER BY dataset, file")
    return tuple(
        LoadLine(str(d), str(f), int(str(n)), int(str(e)), int(str(r)), _day(since), _day(until), shares.get(str(d)),
                 citations.get(str(d), str(d)))
        for d, f, n, e, r, since, until in rows
    )  # fmt: skip


def _day(value: Value) -> date | None:
    return value if isinstance(value, date) or value is None else date.fromisoformat(str(value))


def _constants() -> tuple[ConstantLine, ...]:
    used = {name for part in PARTS for name in part.constants} | set(CLAIM_CONSTANTS)
    return tuple(
        ConstantLine(c.name, c.value, c.unit, c.meaning, c.source) for c in CONSTANTS.values() if c.name in used
    )
