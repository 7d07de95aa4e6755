"""Quad classes and working classes: trap T12, and every code in exactly one of each."""

from collections import Counter

import pytest

from tertius.codebooks.cameo import CODES, code
from tertius.codebooks.classes import CLASSES, EventClass, class_of
from tertius.codebooks.patterns import ALL_CODES
from tertius.codebooks.plover import TYPES
from tertius.codebooks.quads import Quad, quad_of
from tertius.model import EVENT_COLUMNS, UnknownName
from tertius.sources import SOURCES

OURS = {
    **dict.fromkeys(("02", "03", "04", "05"), Quad.VC),
    **dict.fromkeys(("06", "07", "08"), Quad.MC),
    **dict.fromkeys(("09", "10", "11", "12", "13"), Quad.VX),
    **dict.fromkeys(("14", "15", "16", "17", "18", "19", "20"), Quad.MX),
}


def test_every_code_has_the_quad_of_its_root_and_one_class() -> None:
    entries = {text: code(text) for text in ALL_CODES}
    assert [text for text, entry in entries.items() if entry.root != "01" and entry.quad is not OURS[entry.root]] == []
    listed = {text: [row.event_class for row in CLASSES.values() if text in row.codes] for text in ALL_CODES}
    assert listed == {text: [entry.event_class] for text, entry in entries.items()}


def test_statements_take_no_side_but_for_empathy_and_accord() -> None:
    quads = {entry.code: entry.quad for entry in CODES.values() if entry.root == "01"}
    assert {text for text, quad in quads.items() if quad is not Quad.NEUTRAL} == {"018", "019"}
    assert quads["018"] is quads["019"] is Quad.VC


def test_an_investigation_is_words_and_a_protest_a_deed_whatever_a_provider_says() -> None:
    assert quad_of("09") is Quad.VX
    assert quad_of("145") is Quad.MX


def test_an_equivalent_in_plover_seldom_changes_the_quad() -> None:
    moved = {
        (entry.root, entry.quad, TYPES[entry.plover_type].quad)
        for entry in CODES.values()
        if entry.plover_type is not None and TYPES[entry.plover_type].quad is not entry.quad
    }
    assert moved == {("08", Quad.MC, Quad.VC)}  # a concession in words is CONCEDE


@pytest.mark.parametrize("text", ["00", "21", "", "x5", "²1", "-1"])
def test_a_root_outside_the_book_has_no_quad(text: str) -> None:
    with pytest.raises(UnknownName):
        quad_of(text)


def test_the_quad_of_a_provider_is_kept_beside_ours_and_no_source_may_set_ours() -> None:
    columns = {column.name: column for column in EVENT_COLUMNS}
    assert not columns["quad"].nullable
    assert columns["provider_quad"].nullable
    assert [source.name for source in SOURCES if " as quad" in source.events_sql.lower()] == []


def test_the_class_lists_part_the_book() -> None:
    listed = Counter(text for row in CLASSES.values() for text in row.codes)
    assert listed == Counter(ALL_CODES)
    assert set(CLASSES) == set(EventClass)
    assert all(row.codes and row.meaning for row in CLASSES.values())


@pytest.mark.parametrize(
    ("event_class", "codes"),
    [
        ("MED", {"039", "045"}),
        ("MED-ACC", {"038"}),
        ("MED-ASK", {"028", "108"}),
        ("MED-NEG", {"126", "135", "165"}),
        ("FAC", {"026", "027"}),
        ("TALK", {"036", "040", "041", "046"}),
        ("GUAR-NEG", {"1224", "1661"}),
        ("GUAR-DEED", {"074"}),
        ("THIRD", {"044"}),
    ],
)
def test_the_classes_of_third_parties_hold_the_codes_of_the_literature(event_class: str, codes: set[str]) -> None:
    assert set(CLASSES[EventClass(event_class)].codes) == codes


def test_a_demand_to_yield_is_no_request_for_mediation() -> None:
    assert class_of("105") is EventClass.DIR
    assert class_of("108") is EventClass.MED_ASK


def test_a_threat_to_leave_mediation_counts_for_mediation_before_it_counts_as_a_threat() -> None:
    assert class_of("135") is EventClass.MED_NEG
    assert class_of("134") is EventClass.THREAT_NF


def test_a_receipt_of_peacekeepers_and_a_truce_are_told_apart_from_other_concessions() -> None:
    assert (class_of("0861"), class_of("0871"), class_of("0841")) == ("YIELD", "CEASE", "YIELD")


def test_a_class_outside_the_book_is_refused() -> None:
    with pytest.raises(UnknownName):
        class_of("999")
