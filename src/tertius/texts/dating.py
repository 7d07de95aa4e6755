"""When an act took place: the day of the text, or what a phrase near the act says, as far as it can be resolved."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
           "november", "december")  # fmt: skip
_SHORT = {name[:3]: number + 1 for number, name in enumerate(_MONTHS)} | {"sept": 9}
_MONTH = "|".join(sorted((*_MONTHS, *_SHORT), key=len, reverse=True))
_DAY_MONTH = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<month>{_MONTH})\b\.?,?(?: (?P<year>\d{{4}}))?", re.I
)
_MONTH_DAY = re.compile(
    rf"\b(?P<month>{_MONTH})\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\d)(?:,? (?P<year>\d{{4}}))?", re.I
)
_MONTH_YEAR = re.compile(rf"\b(?P<month>{_MONTH})\.?,? (?P<year>(?:19|20)\d\d)\b", re.I)
_IN_MONTH = re.compile(rf"\b(?:in|last|this|since|during) (?:early |late |mid-)?(?P<month>{_MONTH})\b(?! \d)", re.I)
_IN_YEAR = re.compile(r"\b(?:in|since|during|of|from|late|early|mid-?) ?(?P<year>(?:19|20)\d\d)\b", re.I)
_WEEKDAY = re.compile(rf"\b(?P<when>last |next |this |on |late |early )?(?P<day>{'|'.join(_WEEKDAYS)})\b", re.I)
_AGO = re.compile(
    r"\b(?P<n>\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten) "
    r"(?P<unit>day|week|month|year)s? (?:ago|earlier)\b",
    re.I,
)
_LAST = re.compile(r"\b(?P<which>last|next|this|earlier this|later this) (?P<unit>week|month|year)\b", re.I)
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
_DAYS_IN = {"day": 1, "week": 7, "month": 30, "year": 365}
_PRECISION = {"day": "day", "week": "month", "month": "month", "year": "year"}
_WORDS = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}
_WORD = re.compile(r"\b(?P<word>yesterday|today|tonight|tomorrow)\b", re.I)
_YEAR = 365


@dataclass(frozen=True)
class When:
    """A day, how exactly it is known (``day``, ``month``, ``year``), and the characters that say so."""

    day: date
    precision: str
    start: int
    end: int


def _month(name: str) -> int:
    return _SHORT[name.lower().rstrip(".")[:3]]


def _safe(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _nearest(month: int, day: int, text_day: date) -> date | None:
    """The day of that month which lies nearest to the day of the text, and not far ahead."""
    choices = [
        found for year in (text_day.year - 1, text_day.year, text_day.year + 1) if (found := _safe(year, month, day))
    ]
    return min(choices, key=lambda one: abs((one - text_day).days), default=None)


def _exact(match: re.Match[str], text_day: date) -> date | None:
    month, day = _month(match["month"]), int(match["day"])
    return _safe(int(match["year"]), month, day) if match["year"] else _nearest(month, day, text_day)


def _weekday(match: re.Match[str], text_day: date) -> date:
    """The last such day up to the day of the text; after "next", the first one after it."""
    back = (text_day.weekday() - _WEEKDAYS.index(match["day"].lower())) % 7
    if (match["when"] or "").strip().lower() == "next":
        return text_day + timedelta(days=7 - back)
    return text_day - timedelta(days=back)


def _ago(match: re.Match[str], text_day: date) -> date:
    n = match["n"].lower()
    count = int(n) if n.isdecimal() else _NUMBERS.get(n, 1)
    days = min(count * _DAYS_IN[match["unit"].lower()], text_day.toordinal() - 1)
    return text_day - timedelta(days=days)


def _relative(match: re.Match[str], text_day: date) -> date:
    step = {"last": -1, "next": 1}.get(match["which"].lower(), 0) * _DAYS_IN[match["unit"].lower()]
    return text_day + timedelta(days=step)


def resolve(text: str, text_day: date) -> When | None:
    """Read the first expression of time in a text, the most exact kind first; None where there is none.

    >>> resolve("met on Tuesday", date(2025, 7, 25)).day.isoformat()
    '2025-07-22'
    """
    for pattern in (_DAY_MONTH, _MONTH_DAY):
        for match in pattern.finditer(text):
            if (day := _exact(match, text_day)) is not None:
                return When(day, "day", *match.span())
    if word := _WORD.search(text):
        return When(text_day + timedelta(days=_WORDS[word["word"].lower()]), "day", *word.span())
    if weekday := _WEEKDAY.search(text):
        return When(_weekday(weekday, text_day), "day", *weekday.span())
    if month := _MONTH_YEAR.search(text):
        return When(date(int(month["year"]), _month(month["month"]), 1), "month", *month.span())
    return _coarse(text, text_day)


def _coarse(text: str, text_day: date) -> When | None:
    """Read an expression that gives no single day: "two weeks ago", "last month", "in May", "in 2016"."""
    if ago := _AGO.search(text):
        return When(_ago(ago, text_day), _PRECISION[ago["unit"].lower()], *ago.span())
    if last := _LAST.search(text):
        precision = "year" if last["unit"].lower() == "year" else "month"
        return When(_relative(last, text_day), precision, *last.span())
    if (month := _IN_MONTH.search(text)) and (day := _nearest(_month(month["month"]), 1, text_day)) is not None:
        return When(day, "month", *month.span())
    if year := _IN_YEAR.search(text):
        return When(date(int(year["year"]), 1, 1), "year", *year.span())
    return None


def is_past(when: When, text_day: date) -> bool:
    """Whether an act is history for its text: a year or more before it."""
    return (text_day - when.day).days >= _YEAR or (when.precision == "year" and when.day.year < text_day.year)
