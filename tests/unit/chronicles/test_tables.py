"""Balance tables count what they say they count."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tertius.chronicles.tables import Table, tables

Make = Callable[..., dict[str, str]]


@pytest.fixture
def made(chronicle: Callable[..., Path], act: Make) -> dict[str, Table]:
    acts = (
        act(),
        act(event_id="sc-20120201-1", date="2012-02-01", mutual="no", cameo="111", source="AZE", target="RUS",
            third_parties="", stream="bilateral", source_ids="s1"),
        act(event_id="sc-20120202-1", date="2012-02-02", mutual="no", cameo="190", source="ARM", target="AZE",
            third_parties="RUS:host;RUS:mediator", stream="hostility"),
        act(event_id="sc-20120203-1", date="2012-02-03", mutual="yes", cameo="190", third_parties="",
            stream="hostility"),
    )  # fmt: skip
    return {table.title: table for table in tables(chronicle(*acts))}


def row(table: Table, first: object) -> dict[str, object]:
    return next(dict(zip(table.columns, cells, strict=True)) for cells in table.rows if cells[0] == first)


def test_years_without_an_act_are_shown_as_zero(made: dict[str, Table]) -> None:
    table = made["acts by year and stream"]
    assert [cells[0] for cells in table.rows] == [2010, 2011, 2012]
    assert row(table, 2011)["all"] == 0
    assert row(table, 2012)["hostility"] == 2
    assert row(table, 2012)["all"] == 3


def test_a_joint_act_counts_for_both_sides_and_for_no_source(made: dict[str, Table]) -> None:
    assert row(made["acts by actor"], "AZE") == {"actor": "AZE", "as source": 1, "as target": 1, "joint": 2}
    assert row(made["acts by actor"], "ARM") == {"actor": "ARM", "as source": 1, "as target": 0, "joint": 2}


def test_joint_fighting_blames_nobody(made: dict[str, Table]) -> None:
    table = made["acts by side blamed"]
    assert row(table, "AZE") == {"actor": "AZE", "blames": 1, "is blamed": 0, "coerces": 0, "is coerced": 1}
    assert row(table, "ARM") == {"actor": "ARM", "blames": 0, "is blamed": 0, "coerces": 1, "is coerced": 0}
    assert row(table, "RUS")["is blamed"] == 1


def test_each_part_of_a_third_party_is_counted(made: dict[str, Table]) -> None:
    found = row(made["third parties by part"], "RUS")
    assert (found["mediator"], found["host"], found["witness"]) == (1, 1, 0)


def test_pages_and_acts_are_counted_by_country_of_the_publisher(made: dict[str, Table]) -> None:
    table = made["sources by country of the publisher"]
    assert row(table, "ARM") == {"country": "ARM", "pages": 1, "acts": 4}
    assert row(table, "AZE") == {"country": "AZE", "pages": 1, "acts": 3}


def test_the_share_with_two_countries_leaves_out_acts_on_one_page(made: dict[str, Table]) -> None:
    table = made["support of acts"]
    assert row(table, "all")["share with two countries"] == 0.75
    assert row(table, "bilateral")["share with two publishers"] == 0.0
    assert row(table, "hybrid")["share with two countries"] is None


def test_an_unknown_country_is_none_and_never_a_second_country(
    chronicle: Callable[..., Path], page: Make, other_page: dict[str, str]
) -> None:
    folder = chronicle(pages=[page(publisher_country=""), other_page])
    made = {table.title: table for table in tables(folder)}
    assert row(made["sources by country of the publisher"], None)["pages"] == 1
    assert row(made["support of acts"], "all")["share with two countries"] == 0.0


def test_an_empty_chronicle_has_tables_without_years(chronicle: Callable[..., Path]) -> None:
    folder = chronicle(pages=[])
    text = (folder / "events.csv").read_text(encoding="utf-8").splitlines()[0]
    (folder / "events.csv").write_text(text + "\n", encoding="utf-8")
    made = {table.title: table for table in tables(folder)}
    assert made["acts by year and stream"].rows == ()
    assert row(made["support of acts"], "all")["share of high confidence"] is None
