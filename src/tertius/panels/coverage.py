"""Coverage: the days a data set looked at. Inside, silence is zero; outside, it is unknown."""

from collections.abc import Iterable
from datetime import date

from tertius.model import Query, Span


def coverage() -> Query:
    """Table ``coverage``: dataset, since, until (not included), one row a loaded file that states its days."""
    return Query(
        "coverage",
        "SELECT DISTINCT dataset, since, until FROM load WHERE since IS NOT NULL AND until IS NOT NULL",
    )


def merged(spans: Iterable[tuple[date, date]]) -> tuple[Span, ...]:
    """Join spans that touch or overlap; the result is in order.

    >>> from datetime import date
    >>> [str(s) for s in merged([(date(2020, 1, 1), date(2020, 2, 1)), (date(2020, 2, 1), date(2020, 3, 1))])]
    ['2020-01-01/2020-02-29']
    """
    joined: list[Span] = []
    for since, until in sorted(spans):
        if joined and since <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, until))
        else:
            joined.append(Span(since, until))
    return tuple(joined)
