"""Appeals, demands and complaints, and which answer is which."""

from collections.abc import Iterator
from itertools import combinations

import pytest

from tertius.codebooks.cameo import CODES
from tertius.codebooks.constants import constant
from tertius.codebooks.patterns import expand
from tertius.codebooks.responses import RESPONSE_TABLE, RESPONSES, Ask


def answers(ask: Ask) -> Iterator[frozenset[str]]:
    yield from (ask.comply, ask.engage, ask.refuse, ask.retaliate)


@pytest.mark.parametrize("code", RESPONSES)
def test_no_act_answers_one_ask_in_two_ways(code: str) -> None:
    for one, other in combinations(answers(RESPONSES[code]), 2):
        assert one.isdisjoint(other)
    assert all(acts and acts <= set(CODES) for acts in answers(RESPONSES[code]))


@pytest.mark.parametrize(
    ("ask", "act", "outcome"),
    [
        ("0253", "0841", "comply"),
        ("0253", "081", None),  # an easing of restrictions frees no prisoner
        ("0253", "046", "engage"),
        ("0253", "1243", "refuse"),
        ("0253", "173", "retaliate"),
        ("0253", "010", None),
        ("1056", "0871", "comply"),
        ("1056", "0841", None),
        ("106", "046", "comply"),
        ("107", "057", "comply"),
        ("107", "046", "engage"),
        ("108", "038", "comply"),
        ("0234", "074", "comply"),
        ("112", "055", "comply"),
        ("112", "016", "refuse"),
        ("105", "190", None),  # war is no answer to a demand
    ],
)
def test_the_answer_fits_the_ask(ask: str, act: str, outcome: str | None) -> None:
    assert RESPONSES[ask].outcome(act) == outcome


@pytest.mark.parametrize("act", ["080", "055", "056", "015"])
def test_a_concession_an_apology_forgiveness_or_admission_answers_any_ask(act: str) -> None:
    assert {ask.outcome(act) for ask in RESPONSES.values()} == {"comply"}


def test_talks_comply_only_with_a_demand_to_meet() -> None:
    assert [ask.code for ask in RESPONSES.values() if "046" in ask.comply] == ["106"]


def test_calls_on_others_to_meet_or_settle_are_no_ask_of_the_one_addressed() -> None:
    assert {"026", "027", "028"}.isdisjoint(RESPONSES)


def test_every_appeal_demand_and_complaint_of_the_book_is_an_ask() -> None:
    wanted = set(expand("02x 10x 111 112x 114")) - {"02", "026", "027", "028"}
    assert set(RESPONSES) == wanted


def test_the_kind_of_an_ask_is_that_of_its_root() -> None:
    kinds = {"02": "appeal", "10": "demand", "11": "complaint"}
    assert {code for code, ask in RESPONSES.items() if ask.kind != kinds[code[:2]]} == set()


def test_an_ask_of_one_kind_of_help_is_not_met_by_another() -> None:
    assert RESPONSES["0231"].outcome("072") is None
    assert RESPONSES["0232"].outcome("072") == "comply"


def test_all_asks_wait_equally_long() -> None:
    assert {ask.horizon_days for ask in RESPONSES.values()} == {int(constant("responses.horizon_days"))}


def test_the_joined_table_says_the_same_as_the_asks() -> None:
    header, lines = RESPONSE_TABLE
    assert header == ("ask", "kind", "act", "outcome")
    assert len({(ask, act) for ask, _, act, _ in lines}) == len(lines)
    assert all(RESPONSES[ask].outcome(act) == outcome for ask, _, act, outcome in lines)
    assert len(lines) == sum(len(acts) for ask in RESPONSES.values() for acts in answers(ask))
