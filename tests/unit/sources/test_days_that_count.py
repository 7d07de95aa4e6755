"""A data set that goes on takes rows up to the day of the load, whatever year that is."""

import duckdb
import pytest

from tertius.model import ONGOING, Source
from tertius.sources import SOURCES

# texts of a user's own may speak of days to come
LIVE = [one for one in SOURCES if one.coverage.end == ONGOING and one.name != "coded"]


def test_the_data_sets_that_are_still_published_go_on() -> None:
    assert {"gdelt", "gdelt1", "gdelt-mentions", "acled", "polecat", "ucdp-ged"} <= {one.name for one in LIVE}
    assert all(one.covers.startswith("since ") for one in LIVE)


@pytest.mark.parametrize("source", LIVE, ids=[one.name for one in LIVE])
def test_no_rule_of_theirs_names_a_last_year(source: Source) -> None:
    (rule,) = [one.when for one in source.rejects if "outside the years" in one.reason]
    assert "CURRENT_DATE" in rule
    assert "202" not in rule


@pytest.mark.parametrize(("days", "refused"), [(0, False), (1, False), (2, True), (400, True)])
def test_a_day_after_that_of_the_load_is_refused(days: int, refused: bool) -> None:
    gdelt = next(one for one in SOURCES if one.name == "gdelt")
    (rule,) = [one.when for one in gdelt.rejects if "outside the years" in one.reason]
    day = f"CURRENT_DATE + {days}"
    with duckdb.connect() as db:
        found = db.execute(f"SELECT {rule} FROM (SELECT {day} AS day, {day} AS day_added)").fetchall()
    assert found == [(refused,)]
