from datetime import date

import pytest
from jinja2 import Environment, PackageLoader

from tertius.model import Outcome
from tertius.report import render
from tertius.report.cards import METER_WIDTH, card
from tertius.report.changes import changes


def test_changes_come_in_order_of_date(make):
    assert [change.day for change in changes(make.page(), make.sections()[0])] == [
        date(2022, 1, 24),
        date(2022, 3, 14),
        date(2025, 3, 17),
    ]


def test_a_change_is_told_with_date_interval_levels_and_certainty(tree):
    row = tree.by_id("c/ARM-AZE/chronicle/mediation/RUS/loss/2022-03-14").text
    for words in (
        "Russia: loss of mediation share",
        "14 Mar 2022",
        "6 Dec 2021 to 18 Sep 2022",
        "90 % interval",
        "58 %",
        "44–72 %",
        "13 %",
        "confirmed",
        "probability 0.99",
        "log Bayes factor 6.14",
    ):
        assert words in row


def test_a_change_links_its_strongest_events_and_the_list_of_all(tree):
    row = tree.by_id("c/ARM-AZE/chronicle/mediation/RUS/loss/2022-03-14")
    links = [node.attrs["href"] for node in row.all("a")]
    assert links[:3] == ["#e/chronicle:2022-10-06", "#e/chronicle:2021-11-26", "#e/chronicle:2021-12-14"]
    assert links[3] == "#basis/c/ARM-AZE/chronicle/mediation/RUS/loss/2022-03-14"


def test_every_outcome_has_a_word_and_a_symbol_of_its_own(tree):
    drawings = set()
    for number, word in (("3", "Supported"), ("4", "Contradicted"), ("2", "Mixed"), ("5", "Not testable")):
        outcome = tree.by_id(f"claim/{number}").with_class("outcome")[0]
        assert outcome.all("b")[0].text == word
        drawings.add("".join(str(node.attrs.get("d")) + node.tag for node in outcome.all("svg")[0]))
    assert len(drawings) == 4


def test_every_outcome_has_a_drawing_of_its_own():
    environment = Environment(loader=PackageLoader("tertius.report"), autoescape=True)
    symbol = environment.get_template("macros.html").module.symbol
    drawn = {str(symbol(outcome.value)).split(">", 1)[1] for outcome in Outcome}
    assert len(drawn) == len(Outcome)


def test_both_sides_of_the_evidence_stand_side_by_side_even_when_one_is_empty(tree):
    for number in (2, 3, 4, 6):
        sides = tree.by_id(f"claim/{number}").with_class("side")
        assert [side.all("h4")[0].text.split("events")[0].split(" ")[1] for side in sides] == ["for", "against"]
    assert "None found in the data loaded." in tree.by_id("claim/4/for").text


def test_evidence_of_a_claim_names_date_actors_act_place_and_reporter(tree):
    first = tree.by_id("claim/2/for").all("li")[0]
    assert first.all("a")[0].attrs["href"] == "#e/chronicle:2025-08-08"
    assert first.text == (
        "8 Aug 2025 Armenia → Azerbaijan, sign formal agreement, Washington reported by Example News Agency"
    )


def test_a_claim_that_cannot_be_tested_says_why_and_shows_no_figure(tree):
    shown = tree.by_id("claim/5")
    assert "Why it cannot be tested: It is a judgement of value." in shown.text
    assert not shown.with_class("meters")
    assert not shown.with_class("side")


def test_a_reason_that_repeats_why_a_claim_cannot_be_tested_is_told_once(make, read):
    claim = make.claim(measure=None, why_not="no such measure yet")
    silent = make.verdict(claim, outcome=Outcome.NOT_TESTABLE, reason="no such measure yet")
    assert read(render(make.page(verdicts=(silent,)))).by_id("claim/2").text.count("o such measure yet") == 1


def test_a_claim_shows_what_it_asserts(make):
    asserts = dict(card(make.page(), make.verdict()).asserts)
    assert asserts == {
        "type": "role",
        "pair": "Armenia–Azerbaijan",
        "actor": "Russia",
        "measured by": "Mediation share",
        "says": "lost",
        "quantifier": "definitive",
    }


def test_checks_and_estimates_are_tables(tree):
    captions = [node.text for node in tree.by_id("claim/2").all("caption")]
    assert captions == [
        "How firmly; ticks mark the bounds of the decision rule",
        "Estimates behind the verdict",
        "Checks: the same test under other choices",
    ]
    assert "without state publishers of either side" in tree.by_id("claim/2").text


@pytest.mark.parametrize(("support", "shown"), [(0.0, "<0.01"), (1.0, ">0.99"), (0.5, "0.50"), (None, "–")])
def test_support_is_never_shown_as_a_certainty(make, support, shown):
    meter = card(make.page(), make.verdict(support=support)).meters[0]
    assert meter.shown == shown
    assert meter.place is None or 0 < meter.place < METER_WIDTH


def test_a_web_source_is_a_link_and_any_other_is_text(tree):
    assert tree.by_id("claim/2").with_class("asserts")[0].all("a")[0].text == "example.org"
    asserts = tree.by_id("claim/5").with_class("asserts")[0]
    assert not asserts.all("a")
    assert "Speech, Khankendi" in asserts.text


def test_long_evidence_is_cut_on_the_card_but_counted(make, read):
    ids = tuple(make.events())
    tree = read(render(make.page(verdicts=(make.verdict(evidence_for=ids),))))
    side = tree.by_id("claim/2/for")
    assert len(side.all("li")) == 6
    assert "25 events for the claim" in side.text
