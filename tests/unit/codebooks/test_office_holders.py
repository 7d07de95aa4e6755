"""The table of office-holders: a person is one state's on the days of an office, and nobody's on others."""

from collections import defaultdict
from datetime import date
from itertools import pairwise

import pytest

from tertius.codebooks.names import resolve
from tertius.codebooks.spelling import key
from tertius.codebooks.tables import day, items, rows


def _terms() -> dict[str, list[tuple[date, date]]]:
    """Terms of each name, in order of their first day."""
    terms = defaultdict(list)
    for row in rows("office_holders"):
        for name in items(row["names"]):
            terms[key(name)].append((day(row["since"]) or date.min, day(row["until"]) or date.max))
    return {name: sorted(spans) for name, spans in terms.items()}


def _on(name: str, when: date) -> tuple[str | None, str | None]:
    """Actor and sector of a name on a day."""
    (ruling,) = (
        judged
        for judged in resolve([name], "icews")
        if (judged.since is None or judged.since <= when) and (judged.until is None or when < judged.until)
    )
    return ruling.actor_id, ruling.sector


def test_every_term_begins_on_a_known_day_and_ends_after_it() -> None:
    assert all(date.min < since < until for spans in _terms().values() for since, until in spans)


def test_terms_of_one_name_never_overlap() -> None:
    overlapping = {name for name, spans in _terms().items() for one, next_ in pairwise(spans) if next_[0] < one[1]}
    assert not overlapping


def test_no_office_holder_is_also_a_named_group() -> None:
    groups = {key(name) for row in rows("names_groups") for name in items(row["names"])}
    assert not groups & _terms().keys()


@pytest.mark.parametrize(
    ("name", "when", "expected"),
    [
        ("Nikol Pashinyan", date(2018, 4, 20), ("ARM", "OPP")),
        ("Nikol Pashinyan", date(2020, 11, 9), ("ARM", "GOV")),
        ("Robert Kocharyan", date(1995, 6, 1), ("AZE_PRE_NK", "PRE")),
        ("Robert Kocharyan", date(2000, 6, 1), ("ARM", "GOV")),
        ("Mikhail Saakashvili", date(2016, 1, 1), ("UKR", "LOC")),
        ("Mikhail Saakashvili", date(2014, 6, 1), (None, None)),
        ("Charles Michel", date(2021, 12, 14), ("EU", "IGO")),
        ("Donald Trump", date(2021, 6, 1), (None, None)),
    ],
)
def test_a_person_stands_for_an_actor_only_on_days_in_office(
    name: str, when: date, expected: tuple[str | None, str | None]
) -> None:
    assert _on(name, when) == expected


def test_the_last_bracket_names_the_actor_of_an_agent_with_two() -> None:
    assert _on("Member of Legislative (Govt) (Georgia)", date(2021, 1, 1)) == ("GEO", "LEG")
