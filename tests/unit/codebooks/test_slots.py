"""Which end of an act is the mediator, and what it weighs: traps T8 and T9."""

import pytest

from tertius.codebooks.cameo import CODES
from tertius.codebooks.classes import CLASSES, EventClass
from tertius.codebooks.constants import constant
from tertius.codebooks.slots import (
    MEETING_CODES,
    NO_SLOT,
    OUTCOME_CODES,
    OUTCOME_WEIGHT,
    PART_WEIGHTS,
    SLOTS,
    SLOTS_IN_TALKS,
    TALK_CODES,
    TRIAD_WEIGHTS,
    Level,
)


def third_of(code: str) -> set[str]:
    return {slot.third for slot in SLOTS if slot.code == code}


@pytest.mark.parametrize(
    ("code", "third"),
    [("045", "source"), ("039", "source"), ("038", "target"), ("126", "target"), ("165", "source")],
)
def test_the_mediator_stands_where_the_manual_puts_it(code: str, third: str) -> None:
    assert third_of(code) == {third}


@pytest.mark.parametrize(("code", "own_words"), [("026", "036"), ("027", "037")])
def test_only_an_outsider_calls_on_others_to_meet_or_settle(code: str, own_words: str) -> None:
    assert third_of(code) == {"source"}
    assert third_of(own_words) == set()


@pytest.mark.parametrize("code", ["028", "108"])
def test_asking_for_mediation_names_no_mediator(code: str) -> None:
    assert third_of(code) == set()
    assert NO_SLOT[code]


def test_every_code_about_mediation_has_a_slot_or_a_reason_why_not() -> None:
    about = {code for kind in ("MED", "MED-ACC", "MED-ASK", "MED-NEG") for code in CLASSES[EventClass(kind)].codes}
    assert about <= {slot.code for slot in SLOTS} | set(NO_SLOT)
    assert {slot.code for slot in SLOTS}.isdisjoint(NO_SLOT)


def test_a_demand_to_yield_is_no_evidence_of_mediation() -> None:
    assert third_of("105") == set()


def test_either_end_may_threaten_to_stop_mediation() -> None:
    assert third_of("135") == {"source", "target"}


def test_refusals_and_exits_stand_in_a_ledger_of_their_own() -> None:
    assert {slot.code for slot in SLOTS if slot.level is Level.N} == {"125", "126", "135", "165"}


def test_a_boycott_threat_or_cooler_relations_count_only_during_talks() -> None:
    assert {(slot.code, slot.level, slot.third) for slot in SLOTS_IN_TALKS} == {
        ("1313", Level.N, "target"),
        ("160", Level.N, "target"),
    }
    assert third_of("1313") == third_of("160") == set()


def test_mediation_done_or_accepted_weighs_more_than_offered_and_offered_more_than_called_for() -> None:
    weight = {slot.code: slot.weight for slot in SLOTS}
    assert weight["045"] == weight["038"] == 1.0
    assert (weight["039"], weight["026"], weight["027"]) == (0.7, 0.4, 0.4)


def test_explicit_codes_are_too_rare_so_talks_count_too_within_two_days() -> None:
    assert TRIAD_WEIGHTS == {"one story": 0.8, "both sides within tolerance": 0.6, "host only": 0.5}
    assert {"036", "040", "041", "042", "043", "044", "046"} == TALK_CODES
    assert constant("mediation.tolerance_days") == 2


def test_a_call_an_intention_and_a_visit_have_no_neutral_venue() -> None:
    assert {"036", "041", "042", "043"} == TALK_CODES - MEETING_CODES


def test_an_outcome_adds_less_than_any_evidence_it_is_added_to() -> None:
    assert min(TRIAD_WEIGHTS.values()) > OUTCOME_WEIGHT > 0
    assert {"037", "057", "0841", "0842", *CLASSES[EventClass.CEASE].codes} == OUTCOME_CODES


def test_a_named_part_weighs_less_the_less_its_holder_does() -> None:
    order = ("mediator", "convener", "signatory", "guarantor", "host", "witness", "observer")
    weights = [PART_WEIGHTS[part][1] for part in order]
    assert tuple(PART_WEIGHTS) == order
    assert weights == sorted(weights, reverse=True)
    assert PART_WEIGHTS["mediator"] == (Level.E1, 1.0)
    assert {level for part, (level, _) in PART_WEIGHTS.items() if part != "mediator"} == {Level.E3}


def test_every_code_and_weight_is_possible() -> None:
    slots = (*SLOTS, *SLOTS_IN_TALKS)
    assert {slot.code for slot in slots} | TALK_CODES | OUTCOME_CODES | set(NO_SLOT) <= set(CODES)
    weights = [slot.weight for slot in slots] + [weight for _, weight in PART_WEIGHTS.values()]
    assert all(0 < weight <= 1 for weight in weights)
    assert len({(slot.code, slot.third) for slot in slots}) == len(slots)
