"""The matrix of a whole region: pooled cells, each with a way to the readings it is made of."""

from dataclasses import replace

import pytest

from tertius.model import Cell, Standing
from tertius.report import render
from tertius.report.whole_region import COLUMNS_AT_ONCE, whole_region


@pytest.fixture
def page(make):
    """A page whose region pools what the first two sections say."""
    whole = make.page()
    cells = []
    for measure in ("mediation", "visibility"):
        readings = [one for section in whole.sections for one in section.readings if one.measure == measure]
        for actor in dict.fromkeys(one.actor for one in readings if one.estimate):
            mine = tuple(one for one in readings if one.actor == actor and one.estimate)
            cells.append(
                Cell(measure, actor, mine[0].period.last, "chronicle", mine[0].standing, mine[0].estimate, len(mine),
                     None, "", (), mine)
            )  # fmt: skip
    return replace(whole, region=tuple(cells))


def test_a_page_of_one_pair_has_no_region(make):
    assert whole_region(make.page()) is None
    assert "The whole region" not in render(make.page())


def test_a_cell_leads_to_the_reading_of_every_pair(page, read):
    tree = read(render(page))
    for cell in page.region:
        shown = tree.by_id(f"region/chronicle/{cell.measure}/{cell.actor}")
        links = [node.attrs["href"][1:] for node in shown.all("a")]
        assert len(links) == len(cell.readings)
        assert all(tree.by_id(link) is not None for link in links)


def test_actors_stand_by_the_leading_measure_and_measures_in_tables_of_four(page):
    found = whole_region(page)
    assert found.parts[0].columns[0][0] == "Mediation share"
    assert all(len(part.columns) <= COLUMNS_AT_ONCE for part in found.parts)
    values = {page.name(one.actor): one.estimate.value for one in page.region
              if one.measure == "mediation" and one.standing is Standing.MEASURED}  # fmt: skip
    shown = [values[row.name] for row in found.parts[0].rows if row.name in values]
    assert len(shown) == len(values)
    assert shown == sorted(shown, reverse=True)


def test_what_is_undefined_says_so(page, read):
    empty = replace(page.region[0], standing=Standing.UNDEFINED, estimate=None, reason="no table in any pair")
    tree = read(render(replace(page, region=(empty,))))
    shown = tree.by_id(f"region/chronicle/{empty.measure}/{empty.actor}")
    assert not shown.with_class("bar")
    assert "no table in any pair" in shown.text
