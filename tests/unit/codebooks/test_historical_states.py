"""States that are no more, by name, code and number: the day tells which state a number stood for."""

from datetime import date

import pytest

from tertius.codebooks.names import resolve
from tertius.codebooks.states import SPELLS


def on(name: str, habit: str, day: str) -> str | None:
    when = date.fromisoformat(day)
    rulings = resolve([name], habit)
    (found,) = [one for one in rulings if (one.since or date.min) <= when < (one.until or date.max)]
    return found.actor_id


@pytest.mark.parametrize(
    ("name", "habit", "day", "actor"),
    [
        ("365", "gw", "1985-06-01", "SUN"), ("365", "gw", "1995-06-01", "RUS"),
        ("365", "cow", "1985-06-01", "SUN"), ("365.0", "cow", "1995-06-01", "RUS"),
        ("345", "cow", "1985-06-01", "YUG"), ("345", "gw", "2004-06-01", "SCG"),
        ("265", "cow", "1985-06-01", "DDR"), ("265", "cow", "1995-06-01", None),
        ("315", "gw", "1985-06-01", "CSK"), ("315", "gw", "1995-06-01", None),
        ("678", "gw", "1985-06-01", "YAR"), ("678", "gw", "1995-06-01", "YEM"), ("680", "cow", "1985-06-01", "YMD"),
        ("Army (COW 265)", "listed", "1985-06-01", "DDR"),
        ("Government of Yemen (GW 678)", "listed", "1985-06-01", "YAR"),
        ("Soviet Union", "icews", "1985-06-01", "SUN"), ("East Germany", "icews", "1985-06-01", "DDR"),
        ("North Yemen", "icews", "1985-06-01", "YAR"), ("South Yemen", "icews", "1985-06-01", "YMD"),
        ("Czechoslovakia", "icews", "1985-06-01", "CSK"), ("Yugoslavia", "icews", "1985-06-01", "YUG"),
        ("DDRGOV", "cameo", "1985-06-01", "DDR"), ("YUGMIL", "cameo", "1995-06-01", "YUG"),
        ("9999", "gw", "1985-06-01", None), ("x", "cow", "1985-06-01", None),
    ],
)  # fmt: skip
def test_a_state_that_is_no_more_is_itself(name: str, habit: str, day: str, actor: str | None) -> None:
    assert on(name, habit, day) == actor


def test_every_number_of_both_lists_is_read_on_the_last_day_of_its_spell() -> None:
    for spell in SPELLS:
        day = spell.until.fromordinal(spell.until.toordinal() - 1) if spell.until else date(2015, 1, 1)
        assert on(str(spell.number), spell.system, day.isoformat()) == spell.iso3, spell
