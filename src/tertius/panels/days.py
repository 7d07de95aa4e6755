"""Text shared by panels that look for the days of a month on which something was done."""

MONTH = "CAST(DATE_TRUNC('month', CAST({date} AS DATE)) AS DATE)"
"""First day of the month of a date."""


def bits(date: str) -> str:
    """Aggregate of a group within one month: a whole number with a bit for each of its days, the first day's lowest."""
    return f"BIT_OR(1 << CAST(DATE_DIFF('day', {MONTH.format(date=date)}, {date}) AS INTEGER))"
