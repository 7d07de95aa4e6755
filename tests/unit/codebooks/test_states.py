"""State systems: which id a number stands for on which day."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise

import pytest

from tertius.codebooks.states import SPELLS, STATES, Spell, State, by_cow, by_gw, state
from tertius.model import UnknownName

READ: dict[str, Callable[[int, date], State]] = {"cow": by_cow, "gw": by_gw}


@pytest.mark.parametrize("system", ["cow", "gw"])
@pytest.mark.parametrize(
    ("number", "last_day", "before", "after"),
    [
        (365, date(1991, 12, 25), "SUN", "RUS"),
        (345, date(2003, 2, 3), "YUG", "SCG"),
        (365, date(1922, 12, 29), "RUS", "SUN"),
    ],
)
def test_a_number_that_outlived_a_state_is_parted_by_date(
    system: str, number: int, last_day: date, before: str, after: str
) -> None:
    assert READ[system](number, last_day).iso3 == before
    assert READ[system](number, last_day + timedelta(days=1)).iso3 == after


@pytest.mark.parametrize("system", ["cow", "gw"])
@pytest.mark.parametrize(
    ("number", "iso3", "last_day"),
    [(315, "CSK", date(1992, 12, 31)), (265, "DDR", date(1990, 10, 2)), (680, "YMD", date(1990, 5, 21))],
)
def test_a_state_that_ended_is_gone_the_day_after(system: str, number: int, iso3: str, last_day: date) -> None:
    assert READ[system](number, last_day).iso3 == iso3
    with pytest.raises(UnknownName):
        READ[system](number, last_day + timedelta(days=1))


@pytest.mark.parametrize("system", ["cow", "gw"])
@pytest.mark.parametrize(
    ("number", "iso3", "first_day"),
    [(626, "SSD", date(2011, 7, 9)), (316, "CZE", date(1993, 1, 1)), (317, "SVK", date(1993, 1, 1))],
)
def test_a_new_state_begins_on_its_first_day(system: str, number: int, iso3: str, first_day: date) -> None:
    assert READ[system](number, first_day).iso3 == iso3
    with pytest.raises(UnknownName):
        READ[system](number, first_day - timedelta(days=1))


def test_the_two_lists_date_kosovo_three_days_apart() -> None:
    assert by_gw(347, date(2008, 2, 17)).iso3 == by_cow(347, date(2008, 2, 20)).iso3 == "XKX"
    with pytest.raises(UnknownName):
        by_cow(347, date(2008, 2, 19))


def test_germany_keeps_its_id_under_both_of_its_numbers() -> None:
    assert {by_cow(260, date(1980, 1, 1)).iso3, by_cow(255, date(2000, 1, 1)).iso3} == {"DEU"}
    with pytest.raises(UnknownName):
        by_cow(255, date(1980, 1, 1))


def test_one_number_means_two_yemens_in_one_list_and_not_in_the_other() -> None:
    assert (by_gw(678, date(1989, 1, 1)).iso3, by_gw(678, date(1991, 1, 1)).iso3) == ("YAR", "YEM")
    assert (by_cow(678, date(1989, 1, 1)).iso3, by_cow(679, date(1991, 1, 1)).iso3) == ("YAR", "YEM")


@pytest.mark.parametrize(("number", "authority"), [(396, "GEO_PRE_ABK"), (397, "GEO_PRE_OSS")])
def test_a_list_that_counts_de_facto_authorities_never_yields_georgia(number: int, authority: str) -> None:
    assert by_gw(number, date(2015, 1, 1)).iso3 == authority
    with pytest.raises(UnknownName):
        by_cow(number, date(2015, 1, 1))


@pytest.mark.parametrize(("iso3", "cow"), [("ARM", 371), ("GEO", 372), ("AZE", 373)])
def test_the_south_caucasus_enters_both_lists_as_the_soviet_union_ends(iso3: str, cow: int) -> None:
    assert by_cow(cow, date(1991, 12, 26)).iso3 == by_gw(cow, date(1991, 12, 21)).iso3 == iso3
    with pytest.raises(UnknownName):
        by_gw(cow, date(1991, 12, 20))


def test_the_message_for_a_wrong_day_names_the_days_of_the_number() -> None:
    with pytest.raises(UnknownName, match=r"626 on 2000-01-01.*626 from 2011-07-09 until today \(SSD\)"):
        by_cow(626, date(2000, 1, 1))


def test_an_unknown_state_is_refused() -> None:
    assert state("XKX").name == "Kosovo"
    with pytest.raises(UnknownName):
        state("KOS")


def test_every_state_has_a_spell_and_every_spell_a_state() -> None:
    assert {spell.iso3 for spell in SPELLS} == set(STATES)
    assert all(found.spells and found.name for found in STATES.values())


def test_every_spell_ends_after_it_begins() -> None:
    assert [spell for spell in SPELLS if spell.until is not None and spell.until <= spell.since] == []


@pytest.mark.parametrize("side", ["number", "iso3"])
def test_in_a_list_a_number_is_one_state_on_a_day_and_a_state_one_number(side: str) -> None:
    by_side: dict[tuple[str, str], list[Spell]] = {}
    for spell in SPELLS:
        by_side.setdefault((spell.system, str(getattr(spell, side))), []).append(spell)
    for spells in by_side.values():
        in_turn = sorted(spells, key=lambda spell: spell.since)
        for one, following in pairwise(in_turn):
            assert one.until is not None
            assert one.until <= following.since
