from dataclasses import replace
from datetime import date

import pytest

from tertius.model import Span, Standing
from tertius.report import render
from tertius.report.headline import answer, counts, headlines


def section_of(make, *readings, **fields):
    return replace(make.sections()[0], readings=readings, **fields)


def test_the_question_names_the_pair_and_the_day(tree):
    title = tree.by_id("who/ARM-AZE").all("h3")[0].text
    assert title == "Who stands between Armenia and Azerbaijan, as of 31 August 2025"


def test_the_answer_gives_name_share_and_interval(tree):
    words = tree.by_id("who/ARM-AZE").with_class("verdict-line")[0].text
    said = "United States holds, among third parties, the largest measured mediation share"
    assert words == f"{said}: 46 % (90 % interval 27–65 %)."


def test_the_number_of_the_answer_leads_to_its_cell_and_the_cell_to_its_events(tree):
    number = tree.by_id("who/ARM-AZE").with_class("number")[0]
    cell = tree.by_id(number.attrs["href"][1:])
    assert cell.tag == "td"
    basis = next(node.attrs["href"][1:] for node in cell.all("a") if node.attrs["href"].startswith("#basis/"))
    links = [node.attrs["href"][1:] for node in tree.by_id(basis).with_class("basis-events")[0].all("a")]
    assert len(links) == 9
    assert tree.by_id(links[0]).text.startswith("8 Aug 2025")


def test_the_last_change_is_told_with_its_interval(tree):
    words = tree.by_id("who/ARM-AZE").text
    assert "Last dated change: United States, gain of mediation share, on 17 March 2025" in words
    assert "(90 % interval 4 Nov 2024 to 10 Aug 2025; confirmed; chronicle), from 10 % to 45 %." in words


def test_an_overlap_with_the_next_is_admitted(make):
    page = make.page()
    close = answer(page, section_of(make, make.reading("RUS", value=0.5), make.reading("USA", value=0.4)))
    clear = answer(page, section_of(make, make.reading("RUS", value=0.7), make.reading("USA", value=0.2)))
    assert (close.settled, clear.settled) == (False, True)


def test_touching_intervals_do_not_settle_the_order(make):
    touching = section_of(
        make,
        make.reading("RUS", estimate=make.estimate(0.6, 0.1, low=0.5)),
        make.reading("USA", estimate=make.estimate(0.4, 0.1)),
    )
    assert not answer(make.page(), touching).settled


def test_a_larger_but_prior_dominated_share_does_not_lead(make):
    weak = make.reading("RUS", value=0.9, standing=Standing.PRIOR_DOMINATED)
    found = answer(make.page(), section_of(make, weak, make.reading("USA", value=0.2)))
    assert found.case == "measured"
    assert found.first.name == "United States"


def test_prior_dominated_shares_alone_name_nobody(make, read):
    weak = make.reading("RUS", value=0.9, standing=Standing.PRIOR_DOMINATED)
    page = make.page(sections=(section_of(make, weak),))
    words = read(render(page)).by_id("who/ARM-AZE").text
    assert "No third party is measured firmly enough to be named." in words
    assert "Russia’s 90 % (90 % interval 80–100 %), is prior-dominated" in words


def test_a_pair_without_a_table_names_nobody_and_says_why(tree):
    words = tree.by_id("who/GEO-RUS").text
    assert "No third party can be named. No mediated contact between the two in the period." in words


def test_several_pairs_without_anybody_stand_in_one_table(make, read):
    silent = [replace(make.sections()[0], pair=pair, readings=(), findings=()) for pair in (make.ARM_AZE, make.GEO_RUS)]
    tree = read(render(make.page(sections=tuple(silent))))
    table = tree.by_id("who-nobody").text
    assert "2 pairs in which no third party can be named" in table
    for address in ("who/ARM-AZE", "who/GEO-RUS"):
        row = tree.by_id(address).text
        assert "The page holds no reading of mediation share for this pair." in row
        assert "none was found" in row


def test_a_side_of_the_pair_or_a_stranger_is_no_third_party(make):
    found = answer(
        make.page(),
        section_of(
            make, make.reading("ARM", value=0.9), make.reading("XXX", value=0.8), make.reading("FRA", value=0.1)
        ),
    )
    assert found.first.name == "France"
    assert not found.rivals


def test_an_earlier_period_does_not_lead(make):
    now = make.reading("FRA", value=0.2)
    earlier = Span(date(2010, 9, 1), make.PERIOD.start)
    before = make.reading("RUS", value=0.9, period=earlier)
    assert answer(make.page(), section_of(make, before, now)).first.name == "France"


def test_other_data_sets_are_named_beside_the_first(tree):
    assert (
        "Other data sets: icews, 31 August 2025: Russia 44 % (34–54 %, prior-dominated)."
        in tree.by_id("who/ARM-AZE").text
    )


def test_the_latest_change_of_any_data_set_is_the_last_one(make):
    first, second, *_ = make.sections()
    later = make.finding(when=first.findings[2].interval.last, interval=first.findings[2].interval, dataset="icews")
    found = headlines(make.page(sections=(first, replace(second, findings=(later,)))))
    assert found[0].last_change.dataset == "icews"


def test_claims_are_counted_by_outcome_and_every_card_is_linked(make, tree):
    assert [(count.outcome, count.count) for count in counts(make.page())] == [
        ("supported", 1),
        ("contradicted", 1),
        ("mixed", 2),
        ("not testable", 1),
    ]
    links = {node.attrs["href"] for node in tree.with_class("tally-cards")[0].parent.parent.all("a")}
    assert links == {f"#claim/{number}" for number in range(2, 7)}


@pytest.mark.parametrize("value", [0.0, 1.0])
def test_a_share_at_a_bound_is_shown(make, value):
    certain = make.reading("RUS", estimate=make.estimate(value, 0.0))
    assert answer(make.page(), section_of(make, certain)).first.cell.value == f"{value:.0%}".replace("%", "\u00a0%")
