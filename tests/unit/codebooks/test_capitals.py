"""Where capitals lie: rows against other tables of the package, distances against those everybody knows."""

import math

import pytest

from tertius.arenas import arena
from tertius.codebooks.capitals import CAPITALS, EARTH_RADIUS, distance
from tertius.codebooks.state_contacts import CONTACTS
from tertius.codebooks.tables import items, rows


def test_every_state_with_a_share_of_contacts_has_a_capital_and_nobody_else() -> None:
    assert set(CAPITALS) == set(CONTACTS)


def test_every_row_was_held_against_something_and_lies_on_the_earth() -> None:
    for capital in CAPITALS.values():
        assert set(capital.checked) & {"lists", "tzdata", "gdelt"} == set(capital.checked) != set(), capital
        assert -90.0 < capital.latitude < 90.0 and -180.0 < capital.longitude <= 180.0, capital


def test_capitals_are_those_by_which_texts_name_a_government() -> None:
    """Texts may say another city besides (Cotonou); they say La Paz, where the government works, and Male City."""
    named = {row["actor"]: items(row["names"]) for row in rows("text_names") if row["kind"] == "capital"}
    differ = {state for state, names in named.items() if state in CAPITALS and CAPITALS[state].name not in names}
    assert differ == {"BOL", "MDV"}


def test_capitals_lie_where_an_arena_has_them() -> None:
    found = {(name, place.country): place for place in arena("south-caucasus").places for name in place.names}
    both = [(c, found[c.name, c.iso3]) for c in CAPITALS.values() if (c.name, c.iso3) in found]
    assert len(both) > 20
    for capital, place in both:
        if place.latitude is not None and place.longitude is not None:
            assert math.isclose(capital.latitude, place.latitude, abs_tol=0.1), capital
            assert math.isclose(capital.longitude, place.longitude, abs_tol=0.1), capital


@pytest.mark.parametrize(
    ("first", "second", "km"),
    [("FRA", "GBR", 344), ("USA", "RUS", 7820), ("ARM", "AZE", 454), ("AUS", "NZL", 2325), ("COD", "COG", 7)],
)
def test_distances_are_those_of_maps(first: str, second: str, km: float) -> None:
    there, back = distance(first, second), distance(second, first)
    assert there is not None and there == back
    assert math.isclose(there, km, rel_tol=0.01, abs_tol=2.0)


def test_a_state_is_nowhere_from_itself_and_none_farther_than_half_way_round() -> None:
    assert distance("FJI", "FJI") == 0.0
    far = [distance(a, b) or 0.0 for a in CAPITALS for b in ("FJI", "ISL", "NZL", "ESP")]
    assert 19000.0 < max(far) <= math.pi * EARTH_RADIUS


def test_the_distance_of_a_state_without_a_row_is_unknown() -> None:
    assert distance("GEO", "GEO_PRE_ABK") is None
    assert distance("SUN", "USA") is None
