"""Actors in sentences: exact characters, the longest name, agents with their sector, places apart from actors."""

from datetime import date

import pytest

from tertius.model import Mention
from tertius.texts import read_documents

DAY = date(2017, 7, 1)


def mentions(text: str, when: date | None = DAY) -> list[Mention]:
    (sentences,) = read_documents([text], [when])
    found = [one for sentence in sentences for one in sentence.mentions]
    assert [text[one.start : one.end] for one in found] == [one.text for one in found]
    return found


def named(text: str, when: date | None = DAY) -> list[tuple[str, str | None, str, str | None]]:
    return [(one.text, one.actor, one.kind, one.sector) for one in mentions(text, when)]


def test_an_agent_is_one_mention_with_its_sector() -> None:
    assert named("Russian forces attacked Armenia's foreign minister and the president of Turkey.") == [
        ("Russian forces", "RUS", "agent", "MIL"),
        ("Armenia's foreign minister", "ARM", "agent", "GOV"),
        ("president of Turkey", "TUR", "agent", "GOV"),
    ]


def test_a_title_belongs_to_the_person_and_a_surname_to_the_person_named_before() -> None:
    found = named("Syrian President Omar Foo met Turkish President Erdogan. Foo thanked Erdogan.")
    assert found[:2] == [
        ("Syrian President Omar Foo", "SYR", "agent", "GOV"),
        ("Turkish President Erdogan", "TUR", "person", "GOV"),
    ]
    assert [(text, actor) for text, actor, _, _ in found[2:]] == [("Foo", "SYR"), ("Erdogan", "TUR")]


@pytest.mark.parametrize(("when", "actor"), [(date(2015, 5, 1), "USA"), (date(2019, 5, 1), None)])
def test_a_person_stands_for_a_state_only_in_office(when: date, actor: str | None) -> None:
    found = named("Barack Obama criticized Iran.", when)
    assert [one[1] for one in found if one[0] == "Barack Obama"] == ([actor] if actor else [])


def test_the_longest_name_wins() -> None:
    assert named("South Sudan and Papua New Guinea thanked American Airlines.") == [
        ("South Sudan", "SSD", "state", "GOV"),
        ("Papua New Guinea", "PNG", "state", "GOV"),
    ]


def test_a_capital_acts_or_is_a_place() -> None:
    assert named("Baku accused Yerevan after talks in Moscow.") == [
        ("Baku", "AZE", "capital", "GOV"),
        ("Yerevan", "ARM", "capital", "GOV"),
        ("Moscow", "RUS", "place", None),
    ]


def test_rebels_that_a_state_backs_are_not_its_own() -> None:
    assert ("rebels", None, "agent", "REB") in named("Turkish-backed rebels and a U.S.-led coalition struck Raqqa.")


def test_georgia_beside_atlanta_and_a_person_named_jordan_are_no_states() -> None:
    assert named("The sheriff said Georgia, like Alabama, would appeal.")[-1][1] is None
    assert [one[1] for one in named("Jordan Smith met Chad.")] == [None, "TCD"]
    assert named("Georgia accused Russia of an attack.")[0][1] == "GEO"


def test_of_two_joined_adjectives_both_have_the_office() -> None:
    assert named("The Armenian and Azerbaijani foreign ministers held talks hosted by the OSCE Minsk Group.") == [
        ("Armenian", "ARM", "demonym", "GOV"),
        ("Azerbaijani foreign ministers", "AZE", "agent", "GOV"),
        ("OSCE Minsk Group", "OSCE_MG", "body", "IGO"),
    ]


def test_pronouns_and_offices_look_back_and_say_so() -> None:
    found = named("Iran fired missiles at Israel. It threatened more. The government said nothing.")
    assert ("It", "IRN", "anaphor", "GOV") in found
    assert next(one for one in found if one[0] == "government")[1:3] == ("IRN", "anaphor")


def test_an_empty_pronoun_is_nobody() -> None:
    assert [one for one in named("Iran is angry. It is unlikely that it rains.") if one[2] == "anaphor"] == []


def test_dates_must_match_the_texts() -> None:
    with pytest.raises(ValueError, match="zip"):
        list(read_documents(["One.", "Two."], [DAY]))
