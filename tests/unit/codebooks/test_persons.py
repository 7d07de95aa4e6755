"""Persons and groups: an actor only on days in office, never by surname (trap T10), and one ruling a day."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as some

from tertius.codebooks.names import HABITS, resolve
from tertius.codebooks.registers import register
from tertius.codebooks.rulings import Ruling, in_turn
from tertius.codebooks.tables import day, items, rows
from tertius.model import Judgement, Sameness

TERMS = [(name, row) for row in rows("office_holders") for name in items(row["names"])]
PERSONS = sorted({name for name, _ in TERMS})
PLACES = {name for row in rows("names_places") for name in items(row["names"])}


def on(name: str, when: date, habit: str = "icews") -> Judgement:
    """The judgement of a name that is valid on a day; there is exactly one."""
    (found,) = [one for one in resolve([name], habit) if (one.since or date.min) <= when < (one.until or date.max)]
    return found


def test_every_term_has_an_actor_an_office_a_sector_and_days_in_order() -> None:
    assert TERMS
    for row in rows("office_holders"):
        assert all(row[column] for column in ("names", "actor", "office", "sector", "since")), row
        until = day(row["until"])
        assert until is None or date.fromisoformat(row["since"]) < until, row


def stands_only_while_in_office(name: str, own: list[dict[str, str]]) -> bool:
    first = min(date.fromisoformat(row["since"]) for row in own)
    before = on(name, first - timedelta(days=1))
    right = on(name, first).actor_id in {row["actor"] for row in own if row["since"] == first.isoformat()}
    right &= (before.actor_id, before.sector, before.sameness) == (None, None, Sameness.UNSURE)
    if all(row["until"] for row in own):
        last = max(date.fromisoformat(row["until"]) for row in own)
        right &= on(name, last - timedelta(days=1)).actor_id is not None
        right &= on(name, last).actor_id is None
    return right


def test_a_person_stands_for_an_actor_only_while_in_office() -> None:
    own: dict[str, list[dict[str, str]]] = {}
    for name, row in TERMS:
        own.setdefault(name, []).append(row)
    assert sorted(own) == PERSONS
    assert [name for name, terms in own.items() if not stands_only_while_in_office(name, terms)] == []


def test_a_surname_alone_never_resolves() -> None:
    surnames = sorted({name.split()[-1] for name in PERSONS} - PLACES)
    assert len(surnames) > 10
    assert {one.name: one.actor_id for one in resolve(surnames, "icews") if one.actor_id} == {}


def test_namesakes_of_a_president_are_not_the_presidency() -> None:
    assert on("Ilham Aliyev", date(2014, 1, 1)).sector == "GOV"
    assert on("Heydar_Aliyev", date(2014, 1, 1)).actor_id is None
    assert on("Intigam_Aliyev", date(2014, 1, 1)).sector != "GOV"


def test_a_group_that_took_power_changes_its_actor_on_that_day() -> None:
    assert on("Taliban", date(2021, 8, 14)).actor_id == "AFG"
    assert on("Taliban", date(2021, 8, 15)).actor_id == "AFG_PRE_TAL"


KNOWN = sorted(register())
NAMES = some.one_of(
    some.sampled_from(KNOWN),
    some.sampled_from(KNOWN).map(lambda name: f"Military ({name})"),
    some.text(max_size=20),
    some.from_regex(r"[A-Z]{3}(_PRE_[A-Z]{2,3}|_CVL|_MED)?", fullmatch=True),
)


@given(name=NAMES, habit=some.sampled_from(sorted(HABITS)), when=some.dates(date(1816, 1, 1), date(2100, 1, 1)))
@settings(deadline=None, derandomize=True)
def test_every_name_has_exactly_one_judgement_on_a_day(name: str, habit: str, when: date) -> None:
    found = on(name, when, habit)
    assert (found.sameness is Sameness.SAME) == (found.actor_id is not None and found.sector is not None)
    assert found.reason


DAYS = some.dates(date(1990, 1, 1), date(1990, 2, 1))
RULINGS = some.lists(
    some.builds(
        Ruling,
        some.sampled_from(["ARM", "AZE"]),
        some.just("GOV"),
        some.sampled_from(["minister", "president"]),
        some.none() | DAYS,
        some.none() | DAYS,
    ).filter(lambda ruling: ruling.first < ruling.end),
    max_size=5,
)


@given(rulings=RULINGS, when=DAYS)
@settings(deadline=None, derandomize=True)
def test_of_two_offices_on_a_day_the_later_begun_stands(rulings: list[Ruling], when: date) -> None:
    (found,) = [one for one in in_turn(rulings, "none") if one.first <= when < one.end]
    holding = [one for one in rulings if one.first <= when < one.end]
    if holding:
        latest = max(one.first for one in holding)
        candidates = [one for one in holding if one.first == latest]
        assert (found.actor, found.reason) in [(one.actor, one.reason) for one in candidates]
    else:
        assert (found.actor, found.reason) == (None, "none")


@given(rulings=RULINGS)
@settings(deadline=None, derandomize=True)
def test_rulings_laid_out_fill_the_calendar_without_gap(rulings: list[Ruling]) -> None:
    laid = in_turn(rulings, "none")
    assert (laid[0].since, laid[-1].until) == (None, None)
    assert all(one.until == following.since for one, following in pairwise(laid))
