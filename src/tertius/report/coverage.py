"""What was loaded, what was refused, and which days each data set covers."""

from dataclasses import dataclass
from datetime import date

from tertius.model import Dyad, Span
from tertius.report.page import LoadLine, Page
from tertius.report.scales import Days
from tertius.report.wording import NO_BREAK, between_days

STRIP = 240.0


@dataclass(frozen=True)
class Load:
    """A loaded file as shown, with its share of refused rows."""

    line: LoadLine
    covers: str
    rejected: str
    unresolved: str


@dataclass(frozen=True)
class Strip:
    """The days one data set covers for one pair, as words and as stretches (start, length) of a strip."""

    pair: str
    dataset: str
    days: tuple[str, ...]
    parts: tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Coverage:
    """Loads and strips; ``bounds`` are the first and last year of the strips."""

    loads: tuple[Load, ...]
    strips: tuple[Strip, ...]
    bounds: tuple[str, str]


def coverage(page: Page) -> Coverage:
    """Return what stands behind the page, and the shares that were lost on the way."""
    spans = [span for section in page.sections for span in section.coverage]
    first = min((span.start for span in spans), default=page.made_on)
    last = max((span.last for span in spans), default=page.made_on)
    days = Days(first, last, 0.0, STRIP)
    strips = tuple(_strip(page, section.pair, section.dataset, section.coverage, days) for section in page.sections)
    return Coverage(tuple(_load(line) for line in page.doctor), strips, (str(first.year), str(last.year)))


def _load(line: LoadLine) -> Load:
    return Load(
        line,
        _covers(line.since, line.until),
        _fine(line.rejects / line.rows) if line.rows else "–",
        _fine(line.unresolved) if line.unresolved is not None else "not measured",
    )


def _fine(share: float) -> str:
    # One more decimal than elsewhere: a load is judged by the difference between 0.4 and 4 per cent.
    return f"{share * 100:.1f}{NO_BREAK}%"


def _covers(since: date | None, until: date | None) -> str:
    return between_days(Span(since, until)) if since and until else "unknown"


def _strip(page: Page, pair: Dyad, dataset: str, spans: tuple[Span, ...], days: Days) -> Strip:
    parts = tuple((days(span.start), round(max(days(span.last) - days(span.start), 1.0), 1)) for span in spans)
    return Strip(page.pair_name(pair), dataset, tuple(between_days(span) for span in spans), parts)
