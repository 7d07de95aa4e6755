"""Time: half-open spans of days and the grains they are counted in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from tertius.model.errors import UsageError

_ISO_MONTH = re.compile(r"^(\d{4})-(\d{2})$")
_ISO_YEAR = re.compile(r"^(\d{4})$")
_MONTHS_A_YEAR = 12


class Grain(StrEnum):
    """The length of a period."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, order=True)
class Span:
    """Days from ``start`` (included) to ``end`` (not included); :meth:`read` makes one of text.

    Raises:
        UsageError: ``end`` is before ``start``, or they are text.
    """

    start: date
    end: date

    @classmethod
    def read(cls, since: str, until: str) -> "Span":
        """The days from one year, month or day to another, both included.

        Raises:
            UsageError: A text is none of the three, or the days are in the wrong order.

        >>> str(Span.read("2009", "2012-03"))
        '2009-01-01/2012-03-31'
        """
        return cls(read_day(since), read_day(until, end=True) + timedelta(days=1))

    def __post_init__(self) -> None:
        if any(isinstance(day, str) for day in (self.start, self.end)):
            raise UsageError("a span is made of two dates", hint='of text: Span.read("2009", "2012-03"), both included')
        if self.end < self.start:
            raise UsageError(f"a span cannot end ({self.end}) before it starts ({self.start})")

    @property
    def days(self) -> int:
        """Number of days."""
        return (self.end - self.start).days

    @property
    def last(self) -> date:
        """Last day that belongs to the span."""
        return self.end - timedelta(days=1)

    def __contains__(self, day: date) -> bool:
        """Tell whether a day lies in the span."""
        return self.start <= day < self.end

    def __str__(self) -> str:
        """Return ISO form, both ends included, as readers write it."""
        return f"{self.start}/{self.last}"

    def months(self) -> Iterator[date]:
        """First days of the calendar months the span touches, in order."""
        index = month_index(self.start)
        while (first := month_start(index)) < self.end:
            yield first
            index += 1


def month_index(day: date) -> int:
    """Months since year 0: consecutive months differ by one."""
    return day.year * _MONTHS_A_YEAR + day.month - 1


def month_start(index: int) -> date:
    """First day of the month with this index (inverse of :func:`month_index`)."""
    return date(index // _MONTHS_A_YEAR, index % _MONTHS_A_YEAR + 1, 1)


def read_day(text: str, *, end: bool = False) -> date:
    """Read ``2021``, ``2021-03`` or ``2021-03-05``.

    Args:
        text: ISO year, month or day.
        end: Read a year or month as its last day instead of its first.

    Raises:
        UsageError: The text is none of the three.

    >>> read_day("2021-02", end=True)
    datetime.date(2021, 2, 28)
    """
    try:
        if match := _ISO_YEAR.match(text):
            year = int(match[1])
            return date(year, 12, 31) if end else date(year, 1, 1)
        if match := _ISO_MONTH.match(text):
            first = date(int(match[1]), int(match[2]), 1)
            return month_start(month_index(first) + 1) - timedelta(days=1) if end else first
        return date.fromisoformat(text)
    except ValueError as exc:
        raise UsageError(f"{text!r} is not a date", hint="write 2021, 2021-03 or 2021-03-05") from exc


def as_day(day: date | str) -> date:
    """A day as somebody gives it: a date, a moment of a day, or text that :func:`read_day` reads as its last day.

    Raises:
        UsageError: It is none of these.
    """
    if isinstance(day, datetime):
        return day.date()
    if isinstance(day, str):
        return read_day(day, end=True)
    if not isinstance(day, date):
        raise UsageError(f"{day!r} is not a day", hint='give a datetime.date or text such as "2021-03-05"')
    return day
