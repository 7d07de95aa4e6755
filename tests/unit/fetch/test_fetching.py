"""A plan does nothing; a download ends with whole, checked files or with a part that the next run goes on with."""

from datetime import date

from tertius.model import Span

DAY = Span(date(2021, 3, 1), date(2021, 3, 2))
