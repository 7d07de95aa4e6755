"""Text shared by panels that look for the days of a month on which something was done."""

DAY = "CAST(EXTRACT(DAY FROM {date}) AS INTEGER)"
"""Day of the month of a date, from 1."""

MONTH = f"({{date}} - ({DAY} - 1))"
"""First day of the month of a date; the engine works out the day once for this and for :func:`bits`."""


def bits(date: str) -> str:
    """Aggregate of a group within one month: a whole number with a bit for each of its days, the first day's lowest."""
    return f"BIT_OR(1 << ({DAY.format(date=date)} - 1))"
