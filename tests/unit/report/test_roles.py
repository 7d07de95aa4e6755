from dataclasses import replace

from tertius.model import Estimate, Standing
from tertius.report import render
from tertius.report.bars import WIDTH, bar
from tertius.report.matrix import COLUMNS_AT_ONCE, cell, matrix


def cells_of(tree, standing):
    return [node for node in tree.by_id("roles/ARM-AZE/chronicle").with_class(standing) if node.tag == "td"]


def test_four_standings_are_four_words_and_four_classes(tree):
    for standing in Standing:
        cells = cells_of(tree, standing.value.replace(" ", "-"))
        assert cells
        assert all(node.with_class("word")[0].text == standing.value for node in cells)


def test_only_readings_with_a_value_have_a_bar(tree):
    for standing, bars in (("measured", 1), ("prior-dominated", 1), ("undefined", 0), ("not-covered", 0)):
        assert {len(node.with_class("bar")) for node in cells_of(tree, standing)} == {bars}


def test_a_reading_without_value_says_why(tree):
    assert "the chronicle does not follow this actor" in cells_of(tree, "not-covered")[0].text
    assert "the format was closed in the period" in cells_of(tree, "undefined")[0].text


def test_a_missing_reading_is_not_a_standing(tree):
    nothing = tree.by_id("roles/ARM-AZE/chronicle").with_class("nothing")
    assert nothing
    assert {node.text for node in nothing} == {"no reading"}


def test_third_parties_come_by_standing_then_share_and_the_sides_apart(make):
    found = matrix(make.page(), make.sections()[0])
    assert [row.actor for row in found.tables[0].rows] == ["USA", "EU", "RUS", "FRA", "TUR", "IRN", "OSCE", "CHE"]
    assert [row.actor for row in found.sides[0].rows] == ["ARM", "AZE"]


def test_the_leading_measure_is_the_first_column(make):
    readings = (make.reading(measure="visibility"), make.reading())
    found = matrix(make.page(), replace(make.sections()[0], readings=readings))
    assert [title for title, _ in found.tables[0].columns] == ["Mediation share", "Visibility"]


def test_the_matrix_shows_the_latest_period_and_the_list_shows_all(make, tree):
    table = tree.by_id("roles/ARM-AZE/chronicle")
    assert not [node for node in table.all("td") if "2019-09-01" in (node.attrs.get("id") or "")]
    listing = table.with_class("data")[0]
    assert "1 Sep 2019 to 31 Aug 2020" in listing.text
    assert len(listing.all("tbody")[0].all("tr")) == len(make.sections()[0].readings)


def test_an_earlier_reading_that_no_cell_shows_still_has_an_address(tree):
    home = "r/ARM-AZE/chronicle/mediation/RUS/2019-09-01..2020-08-31"
    assert tree.by_id(home).tag == "tr"


def test_many_measures_are_set_in_several_tables(make):
    readings = tuple(make.reading(measure=f"role_{number}") for number in range(COLUMNS_AT_ONCE + 1))
    found = matrix(make.page(), replace(make.sections()[0], readings=readings))
    assert [len(table.columns) for table in found.tables] == [COLUMNS_AT_ONCE, 1]
    assert [len(table.rows) for table in found.tables] == [1, 1]


def test_state_detectable_and_parts_are_shown(make):
    reading = make.reading(state="player", detectable=0.14, probability=0.999, parts={"talk_ratio": 0.42, "gone": None})
    shown = cell(make.page(), make.sections()[0], reading)
    assert shown.state == "player"
    assert dict(shown.details) == {
        "effective n": "15.9",
        "probability": ">0.99",
        "smallest change found nine times in ten": "14\u00a0%",
        "talk ratio": "0.42",
        "gone": "unknown",
    }


def test_a_measure_the_page_does_not_define_is_shown_by_name_and_plain_number(make):
    found = matrix(make.page(measures=()), replace(make.sections()[0], readings=(make.reading(measure="odd_name"),)))
    assert found.tables[0].columns[0] == ("Odd name", "")
    assert found.tables[0].rows[0].cells[0].value == "0.50"


def test_bars_of_a_column_share_a_scale_and_keep_order():
    low, high = bar(Estimate(0.2, 0.1, 0.3, 9), 0, 1), bar(Estimate(0.8, 0.7, 1.0, 9), 0, 1)
    assert 0 < low.start < low.median < low.start + low.length < high.start < high.start + high.length < WIDTH
    assert low.zero is None


def test_a_scale_across_zero_marks_zero():
    assert bar(Estimate(0.0, -1.0, 1.0, 9), -2, 2).zero == WIDTH / 2


def test_an_interval_without_width_stays_visible():
    assert bar(Estimate(0.5, 0.5, 0.5, 9), 0, 1).length == 1.0


def test_limits_of_every_measure_are_on_the_page(tree):
    assert tree.with_class("definitions")[0].text.count("Cannot say: mediation out of public sight") == 6


def test_a_reading_that_cites_nothing_says_so(make, read):
    page = make.page(sections=(replace(make.sections()[0], readings=(make.reading(),)),))
    assert "no event cited" in read(render(page)).by_id("who/ARM-AZE").text
