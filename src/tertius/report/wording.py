"""Numbers, days and spans as readers write them; no locale is consulted."""

import re
from datetime import date

from tertius.model import Estimate, Measure, Span

_SHARES = ("share", "probability")
NO_BREAK = "\u00a0"
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
# Embedding, override and isolate marks reorder text around them; other controls, lone surrogates and line separators
# have no place in a name. Joiners (U+200C, U+200D) stay: Persian and Indic names need them.
_UNSEEN = re.compile("[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufff9-\ufffb]")


def visible(text: str) -> str:
    """Return the text with every control or reordering character spelt out, such as ``[U+202E]``.

    >>> visible("abc\\u202edef")
    'abc[U+202E]def'
    """
    return _UNSEEN.sub(lambda found: f"[U+{ord(found[0]):04X}]", text.replace("\r\n", "\n"))


def long_day(day: date) -> str:
    """Return ``8 August 2025``."""
    return f"{day.day}{NO_BREAK}{_MONTHS[day.month - 1]} {day.year}"


def short_day(day: date) -> str:
    """Return ``8 Aug 2025``."""
    return f"{day.day}{NO_BREAK}{_MONTHS[day.month - 1][:3]}{NO_BREAK}{day.year}"


def short_month(day: date) -> str:
    """Return ``Aug 2025``."""
    return f"{_MONTHS[day.month - 1][:3]}{NO_BREAK}{day.year}"


def dated(day: date, precision: str) -> str:
    """Return a day no more exactly than it is known: ``8 Aug 2025``, ``Aug 2025`` or ``2025``."""
    if precision == "year":
        return str(day.year)
    return short_month(day) if precision == "month" else short_day(day)


def between_days(span: Span) -> str:
    """Return both ends of a span, included: ``1 Feb 2022 to 30 Jun 2022``; one day is written once."""
    first, last = short_day(span.start), short_day(max(span.start, span.last))
    return first if first == last else f"{first} to {last}"


def is_share(unit: str) -> bool:
    """Tell whether a unit counts from 0 to 1: its first word is ``share`` or ``probability``."""
    return unit.startswith(_SHARES)


def percent(share: float) -> str:
    """Return a share of 0 to 1 in per cent; what rounds to a bound without being one is written as beyond it.

    >>> percent(0.004).replace(NO_BREAK, " "), percent(0.5).replace(NO_BREAK, " ")
    ('<1 %', '50 %')
    """
    return f"{_whole(share)}{NO_BREAK}%"


def number(value: float, unit: str = "") -> str:
    """Return a value in its unit; shares in per cent, the rest with about three figures."""
    return percent(value) if is_share(unit) else _plain(value)


def between(estimate: Estimate, unit: str = "") -> str:
    """Return the bounds of the interval: ``30–70 %``, or ``−0.2 to 1.4`` outside shares."""
    if is_share(unit):
        return f"{_whole(estimate.low)}–{_whole(estimate.high)}{NO_BREAK}%"
    return f"{_plain(estimate.low)} to {_plain(estimate.high)}"


def interval_name(level: float) -> str:
    """Return ``90 % interval``."""
    return f"{level * 100:g}{NO_BREAK}% interval"


def chance(probability: float | None) -> str:
    """Return a probability with two decimals, never as a certainty; an unknown one is a dash.

    >>> chance(0.999), chance(None)
    ('>0.99', '–')
    """
    if probability is None:
        return "–"
    if probability > 0.99:
        return ">0.99"
    return "<0.01" if probability < 0.01 else f"{probability:.2f}"


def counted(count: int, noun: str) -> str:
    """Return ``1 event`` or ``1,204 events``."""
    return f"{count:,}{NO_BREAK}{noun}{'' if count == 1 else 's'}"


def listed(words: list[str]) -> str:
    """Return ``a, b and c``."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def in_sentence(title: str) -> str:
    """Return a title as it stands inside a sentence; an abbreviation keeps its capitals.

    >>> in_sentence("Mediation share"), in_sentence("US visibility")
    ('mediation share', 'US visibility')
    """
    return title if title[1:2].isupper() else f"{title[:1].lower()}{title[1:]}"


def sentence(text: str) -> str:
    """Return a remark as a sentence: a capital first, a stop last.

    >>> sentence("no table in the period"), sentence("Is it?")
    ('No table in the period.', 'Is it?')
    """
    ended = text if not text or text.endswith((".", "!", "?", "…", ":")) else f"{text}."
    return f"{ended[:1].upper()}{ended[1:]}"


def measure_title(name: str, measures: tuple[Measure, ...]) -> str:
    """Return the title of a measure, or its name with spaces when the page does not define it."""
    known = next((measure.title for measure in measures if measure.name == name), None)
    return known or name.replace("_", " ").capitalize()


def measure_unit(name: str, measures: tuple[Measure, ...]) -> str:
    """Return the unit of a measure; empty when the page does not define it."""
    return next((measure.unit for measure in measures if measure.name == name), "")


def _whole(share: float) -> str:
    if 0 < share <= 0.005:
        return "<1"
    if 0.995 <= share < 1:
        return ">99"
    return _plain(share * 100, decimals=0)


def _plain(value: float, decimals: int | None = None) -> str:
    if decimals is None:
        decimals = 2 if abs(value) < 10 else 1 if abs(value) < 100 else 0
    text = f"{value:,.{decimals}f}"
    return text.replace("-", "−") if float(text.replace(",", "")) else text.lstrip("-")
