"""Laws of the nouns, for any values."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tertius.model import Dyad, Span, month_index, month_start, read_day
from tertius.panels import merged
from tertius.study.asking import months_back

FEW = settings(max_examples=60, deadline=None, derandomize=True)
DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1))
NAMES = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789", min_size=1, max_size=8)


@FEW
@given(DAYS, DAYS)
def test_a_span_holds_as_many_days_as_it_says(one: date, two: date) -> None:
    span = Span(min(one, two), max(one, two))
    assert span.days == (span.end - span.start).days
    assert (span.start in span) is (span.days > 0)
    assert span.end not in span
    if span.days:
        assert span.last in span
        assert span.last + timedelta(days=1) == span.end


@FEW
@given(DAYS, st.integers(0, 2000))
def test_the_months_of_a_span_are_consecutive_and_hold_every_day(start: date, days: int) -> None:
    span = Span(start, start + timedelta(days=days))
    months = list(span.months())
    assert months == [month_start(month_index(start) + n) for n in range(len(months))]
    if days:
        assert months[0] == start.replace(day=1)
        assert months[-1] == span.last.replace(day=1)


@FEW
@given(DAYS)
def test_a_month_has_one_index_and_comes_back(day: date) -> None:
    first = month_start(month_index(day))
    assert first == day.replace(day=1)
    assert month_index(first) == month_index(day)
    assert month_index(month_start(month_index(day) + 1)) == month_index(day) + 1


@FEW
@given(DAYS)
def test_a_day_is_read_as_it_is_written_and_a_year_or_month_holds_it(day: date) -> None:
    assert read_day(day.isoformat()) == day
    for text in (f"{day.year:04d}", f"{day.year:04d}-{day.month:02d}"):
        assert read_day(text) <= day <= read_day(text, end=True)
        assert (read_day(text, end=True) + timedelta(days=1)).day == read_day(text).day == 1


@FEW
@given(NAMES, NAMES)
def test_a_dyad_has_no_order_and_is_read_as_it_is_written(one: str, two: str) -> None:
    assume(one != two)
    assert Dyad.of(one, two) == Dyad.of(two, one) == Dyad.read(f"{one}-{two}") == Dyad.read(str(Dyad.of(one, two)))
    assert one in Dyad.of(one, two)
    assert two in Dyad.of(one, two)


@FEW
@given(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 12)), max_size=8))
def test_merged_coverage_holds_the_same_days_in_order_and_apart(parts: list[tuple[int, int]]) -> None:
    first = date(2020, 1, 1)
    spans = [(first + timedelta(days=a), first + timedelta(days=a + b)) for a, b in parts]
    joined = merged(spans)
    days = {a + n for a, b in parts for n in range(b)}
    assert {(day - first).days for span in joined for day in _every(span)} == days
    assert all(left.end < right.start for left, right in pairwise(joined))


def _every(span: Span) -> list[date]:
    return [span.start + timedelta(days=n) for n in range(span.days)]


@FEW
@given(DAYS, st.integers(1, 60))
def test_a_window_back_ends_on_its_day_and_is_as_many_months_long(day: date, months: int) -> None:
    window = months_back(day, months)
    assert window.last == day
    assert month_index(window.end) - month_index(window.start) == months
    assert months_back(day, months + 1).start <= window.start
