import csv
import io
import itertools
import json

from hypothesis import given, settings
from hypothesis import strategies as st

from tertius.report import as_csv, as_json, as_table
from tertius.report.anchors import anchor, slug
from tertius.report.plot import spread
from tertius.report.scales import value_ticks
from tertius.report.weblinks import web_address
from tertius.report.wording import percent, visible

TEXT = st.text(st.characters(codec="utf-8"), max_size=20)
ITEMS = st.one_of(st.none(), st.booleans(), st.integers(-(10**9), 10**9), st.floats(), TEXT)


@given(st.lists(TEXT, max_size=3), st.lists(TEXT, max_size=3))
def test_two_addresses_are_equal_only_when_their_parts_are(one, other):
    assert (anchor("e", *one) == anchor("e", *other)) == (one == other)


@given(st.text())
def test_a_slug_needs_no_escaping_in_an_attribute_or_a_link(text):
    assert not set(slug(text)) & set(" \t\n\"'<>&#%/?`=")


@given(st.text())
def test_what_is_shown_can_be_written_and_holds_no_hidden_order(text):
    shown = visible(text)
    assert shown.encode("utf-8").decode("utf-8") == shown
    assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\x00\x1b\u2028\u2029")
    assert visible(shown) == shown


@given(st.text())
def test_only_http_addresses_pass(text):
    found = web_address(text)
    assert found is None or found.lower().startswith(("http://", "https://"))
    assert web_address(f"javascript:{text}") is None
    assert web_address(f" {text}") is None


@given(st.floats(0, 1))
def test_a_percentage_never_claims_a_bound_that_is_not_reached(share):
    words = percent(share)
    assert words.startswith("100") == (share == 1)
    assert words.startswith("0") == (share == 0)


@given(st.lists(st.floats(0, 300), max_size=6))
def test_labels_keep_their_order_and_distance_when_there_is_room(heights):
    moved = spread(heights, 10.0, 0.0, 300.0)
    ordered = sorted(moved)
    assert all(after - before >= 10.0 - 1e-6 for before, after in itertools.pairwise(ordered))
    assert all(0.0 <= height <= 300.0 + 1e-6 for height in moved)
    by_height = sorted(range(len(heights)), key=lambda place: (heights[place], place))
    assert by_height == sorted(by_height, key=lambda place: moved[place])


@given(st.floats(-1e6, 1e6), st.floats(1e-3, 1e6), st.integers(3, 12))
def test_ticks_of_values_are_few_and_inside(low, width, most):
    ticks = value_ticks(low, low + width, most)
    slack = 1e-6 * (abs(low) + width)
    assert 1 <= len(ticks) <= most
    assert low - slack <= ticks[0] <= ticks[-1] <= low + width + slack


@settings(max_examples=50)
@given(st.lists(st.tuples(ITEMS, ITEMS), max_size=5))
def test_listings_hold_every_row_in_every_form(rows):
    columns = ("a", "b")
    assert len(json.loads(as_json(columns, rows))) == len(rows)
    assert len(as_table(columns, rows).splitlines()) == len(rows) + 2
    assert len(list(csv.reader(io.StringIO(as_csv(columns, rows), newline="")))) == len(rows) + 1
