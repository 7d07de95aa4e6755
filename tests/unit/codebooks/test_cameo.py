"""Codes, their names and their scale values: traps T1 to T4."""

import csv
import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from tertius.codebooks.cameo import CODE_TABLE, CODES, code
from tertius.codebooks.patterns import ALL_CODES, expand
from tertius.codebooks.relations import relation_code
from tertius.model import UnknownName

# of the lines "code,value times ten" of every code, in order; recompute only together with the source of the values
SCALE_SHA256 = "c78186cbf7d1f6af0e52e8a53ab25176ff0fec5372a7187dfaaac502cc27fca7"

CYBER = {"155", "176", "1834", "1951", "1952"}


def test_scale_values_are_the_ones_that_were_checked() -> None:
    lines = "".join(
        f"{entry.code},{'' if entry.goldstein is None else round(entry.goldstein * 10)}\n" for entry in CODES.values()
    )
    assert hashlib.sha256(lines.encode()).hexdigest() == SCALE_SHA256


@pytest.mark.data
def test_scale_values_are_those_gdelt_publishes_row_by_row(published: Callable[[str], Path]) -> None:
    lines = published("codebooks/cameo/CAMEO.goldsteinscale.txt").read_text().splitlines()[1:]
    theirs = {text: float(value) for text, value in (line.split("\t")[:2] for line in lines)}
    assert len(theirs) == 311
    assert {entry.code: entry.goldstein for entry in CODES.values() if entry.goldstein is not None} == theirs


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("101", "Demand material cooperation"),
        ("102", "Demand diplomatic cooperation (such as policy support)"),
        ("105", "Demand that target yields"),
        ("106", "Demand meeting, negotiation"),
        ("107", "Demand settling of dispute"),
        ("108", "Demand mediation"),
        ("1056", "Demand de-escalation of military engagement"),
    ],
)
def test_demand_codes_carry_the_names_of_the_manual(text: str, name: str) -> None:
    assert code(text).name == name


@pytest.mark.parametrize("label", ["Demand information, investigation", "Demand policy support", "Demand ceasefire"])
def test_older_labels_of_demand_codes_name_nothing(label: str) -> None:
    assert relation_code(label) is None


@pytest.mark.data
def test_names_are_those_of_the_icews_dictionary(published: Callable[[str], Path]) -> None:
    with published("codebooks/cameo/cameo-codes.csv").open(encoding="mac-roman") as lines:
        theirs = {row["code"]: row["name"].casefold() for row in csv.DictReader(lines)}
    assert len(theirs) == 312
    assert set(theirs) == {entry.code for entry in CODES.values() if "icews" in entry.books}
    assert {text: name for text, name in theirs.items() if CODES[text].name.casefold() != name} == {}


def test_acts_in_cyberspace_are_in_no_data_set_coded_in_cameo() -> None:
    assert {entry.code for entry in CODES.values() if entry.books == {"cameo-1.1b3"}} == CYBER
    assert all(code(text).goldstein is None for text in CYBER)


def test_the_extra_code_of_icews_has_no_scale_value() -> None:
    assert code("1213").books == {"icews"}
    assert code("1213").goldstein is None


@pytest.mark.parametrize("text", ["1883", "1214", "10a", "", "45"])
def test_a_misprint_or_a_lost_zero_is_no_code(text: str) -> None:
    with pytest.raises(UnknownName):
        code(text)


def test_a_leading_zero_tells_two_codes_apart() -> None:
    assert code("010").name == "Make statement"
    assert code("10").name == "Demand"


@pytest.mark.parametrize(("text", "value"), [("016", -2.0), ("022", 3.2), ("164", -7.0), ("165", -6.5)])
def test_where_two_publishers_disagree_the_scale_is_gdelts(text: str, value: float) -> None:
    assert code(text).goldstein == value


def test_values_that_a_public_package_corrupted_are_right() -> None:
    assert code("057").goldstein == 8.0
    assert code("018").goldstein == 3.4
    assert {code(text).goldstein for text in expand("10x")} == {-5.0}


def test_a_war_with_many_truces_looks_friendly_on_the_scale() -> None:
    truce, talks, mediation = (code(text).goldstein or 0.0 for text in ("0871", "046", "045"))
    assert truce > talks > mediation > 0


def test_the_book_has_every_code_once_and_every_root() -> None:
    assert len(ALL_CODES) == len(set(ALL_CODES)) == len(CODES) == 317
    assert {entry.root for entry in CODES.values()} == {f"{number:02d}" for number in range(1, 21)}


def test_every_code_lies_below_a_code_of_the_book() -> None:
    assert {text for text in ALL_CODES if len(text) > 2 and text[:-1] not in CODES} == set()


def test_the_joined_table_says_the_same_as_the_codes() -> None:
    header, lines = CODE_TABLE
    first = dict(zip(header, lines[ALL_CODES.index("045")], strict=True))
    assert first["name"] == "Mediate"
    assert (first["event_class"], first["quad"], first["goldstein_x10"]) == ("MED", "VC", 50)
    assert [line[0] for line in lines] == list(ALL_CODES)


def test_a_prefix_names_its_whole_branch_and_a_code_only_itself() -> None:
    assert expand("105x") == ("105", "1051", "1052", "1053", "1054", "1055", "1056")
    assert expand("105 105x 105") == expand("105x")
    assert expand("") == ()


@pytest.mark.parametrize("pattern", ["21x", "999", "05y", "0 57"])
def test_a_pattern_that_names_nothing_is_refused(pattern: str) -> None:
    with pytest.raises(UnknownName):
        expand(pattern)
