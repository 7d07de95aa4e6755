import csv
import io
import json
import math
from datetime import date

import pytest

from tertius.model import UnknownName
from tertius.report import as_csv, as_json, as_table, listing

COLUMNS = ("name", "share", "n", "day", "known")
ROWS = (
    ("Russia", 0.5, 12, date(2025, 8, 8), True),
    ('a "b", c\nd', None, 1204, None, False),
    ("日本", math.nan, -3, date(2020, 1, 1), None),
)


def test_a_table_lines_up_its_columns():
    assert as_table(COLUMNS, ROWS) == (
        "name        share     n  day         known\n"
        "----------  -----  ----  ----------  -----\n"
        "Russia        0.5    12  2025-08-08  yes\n"
        'a "b", c d      -  1204  -           no\n'
        "日本            -    -3  2020-01-01  -\n"
    )


def test_csv_reads_back_as_written():
    rows = list(csv.reader(io.StringIO(as_csv(COLUMNS, ROWS))))
    assert rows == [
        list(COLUMNS),
        ["Russia", "0.5", "12", "2025-08-08", "true"],
        ['a "b", c\nd', "", "1204", "", "false"],
        ["日本", "", "-3", "2020-01-01", ""],
    ]


def test_json_is_one_object_for_each_row_and_never_nan():
    assert json.loads(as_json(COLUMNS, ROWS)) == [
        {"name": "Russia", "share": 0.5, "n": 12, "day": "2025-08-08", "known": True},
        {"name": 'a "b", c\nd', "share": None, "n": 1204, "day": None, "known": False},
        {"name": "日本", "share": None, "n": -3, "day": "2020-01-01", "known": None},
    ]


def test_a_terminal_cannot_be_driven_by_data():
    assert "\x1b" not in as_table(("a",), (("\x1b[2Jhello",),))
    assert "[U+001B][2Jhello" in as_table(("a",), (("\x1b[2Jhello",),))


def test_a_listing_without_rows_still_names_its_columns():
    assert as_table(("a", "bb"), ()) == "a  bb\n-  --\n"
    assert as_csv(("a", "bb"), ()) == "a,bb\n"
    assert as_json(("a", "bb"), ()) == "[]\n"


@pytest.mark.parametrize(("form", "writer"), [("table", as_table), ("csv", as_csv), ("json", as_json)])
def test_a_listing_is_written_in_the_form_asked_for(form, writer):
    assert listing(COLUMNS, ROWS, form=form) == writer(COLUMNS, ROWS)


def test_an_unknown_form_is_refused_with_the_known_ones():
    with pytest.raises(UnknownName, match="no format is called 'yaml'"):
        listing(COLUMNS, ROWS, form="yaml")


def test_a_row_of_the_wrong_length_is_refused():
    with pytest.raises(ValueError, match=r"shorter|longer"):
        as_json(("a", "b"), (("x",),))
