"""Own names go before the shipped ones on the days of their rows, and every day has exactly one ruling."""

from datetime import date
from pathlib import Path

import pytest

from tertius.codebooks.names import HABITS, resolve
from tertius.codebooks.own_names import OWN, OwnNames, read_own_names

HEADER = "names,actor,kind,sector,since,until\n"


def names(folder: Path, *rows: str) -> OwnNames:
    path = folder / "actors.csv"
    path.write_text(HEADER + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return read_own_names(path)


def on(name: str, habit: str, own: OwnNames, day: date) -> tuple[str | None, str | None, bool]:
    """Actor and sector of a name on a day, and whether the user's table said so; refuses a day with two rulings."""
    (found,) = [
        one for one in resolve([name], habit, own)
        if (one.since or date.min) <= day and (one.until is None or day < one.until)
    ]  # fmt: skip
    return found.actor_id, found.sector, found.reason.startswith(OWN)


@pytest.mark.parametrize("day", [date(1990, 1, 1), date(2020, 5, 31), date(2020, 6, 1), date(2021, 1, 1)])
@pytest.mark.parametrize("habit", HABITS)
def test_an_own_name_stands_on_its_days_and_the_shipped_one_on_others(tmp_path: Path, habit: str, day: date) -> None:
    name = {"gw": "950", "cow": "950", "cameo": "FJIGOV", "coded": "FJI"}.get(habit, "Fiji")
    own = names(tmp_path, f"{name},FRONT,group,REB,2020-06-01,2021-01-01")
    if date(2020, 6, 1) <= day < date(2021, 1, 1):
        assert on(name, habit, own, day) == ("FRONT", "REB", True)
    else:
        assert on(name, habit, own, day) == on(name, habit, OwnNames(), day)


def test_a_name_may_change_hands_and_a_gap_is_the_shipped_tables(tmp_path: Path) -> None:
    own = names(tmp_path, "Fiji|Front,ONE,group,REB,,2000-01-01", "Fiji,TWO,group,,2010-01-01,")
    said = [(str(one.since), str(one.until), one.actor_id, one.sector) for one in resolve(["Fiji"], "icews", own)]
    assert said == [
        ("None", "2000-01-01", "ONE", "REB"), ("2000-01-01", "2010-01-01", "FJI", "GOV"),
        ("2010-01-01", "None", "TWO", None),
    ]  # fmt: skip


def test_a_name_of_kind_none_is_nobody_and_of_kind_place_is_passed_over(tmp_path: Path) -> None:
    own = names(tmp_path, "Fiji,,none,,,", "Tonga,ACME,place,,,")
    assert on("Fiji", "icews", own, date(2020, 1, 1)) == (None, None, True)
    assert on("Tonga", "icews", own, date(2020, 1, 1)) == ("TON", "GOV", False)


@pytest.mark.parametrize(
    ("name", "habit", "expected"),
    [
        ("FRONT  of_the-Éast", "icews", ("FRONT", "REB", True)),
        ("Front of the East (GW 950)", "listed", ("FRONT", "REB", True)),
        ("Military (Front of the East)", "icews", ("FRONT", "REB", True)),
        ("Military Forces of the Front of the East (2019-)", "listed", ("FRONT", "REB", True)),
        ("Protesters (Front of the East)", "listed", ("FRONT", "CVL", True)),
        ("Front of the East (Fiji)", "icews", ("FJI", None, False)),
        ("Front", "icews", (None, None, False)),
        ("Military (Front of the East)", "coded", (None, None, False)),
    ],
)
def test_a_name_is_compared_whole_and_has_agents(
    tmp_path: Path, name: str, habit: str, expected: tuple[str | None, str | None, bool]
) -> None:
    own = names(tmp_path, "Front of the East,FRONT,group,REB,,")
    actor, _, said = on(name, habit, own, date(2020, 1, 1))
    assert (actor, said) == (expected[0], expected[2])
    assert expected[0] is None or on(name, habit, own, date(2020, 1, 1)) == expected


def test_without_a_table_every_ruling_is_as_before() -> None:
    written = ["Fiji", "Military (Fiji)", "Nobody Known", "Government of Fiji (GW 950)"]
    for habit in HABITS:
        assert resolve(written, habit) == resolve(written, habit, OwnNames())


def test_the_table_is_known_by_its_name_and_hash(tmp_path: Path) -> None:
    one, other = names(tmp_path, "A,AA,body,,,"), names(tmp_path, "A,AB,body,,,")
    assert one.file == other.file == "actors.csv"
    assert one.sha256 != other.sha256 and len(str(one.sha256)) == 64
