"""Names of a user's own stand before ours on their days, and nothing else about the reading changes."""

from datetime import date

import pytest

from tertius.texts import Gazetteer, read_documents
from tertius.texts.gazetteer import shipped_names


def row(names: str, actor: str, kind: str, sector: str = "", since: str = "", until: str = "") -> dict[str, str]:
    return {"names": names, "actor": actor, "kind": kind, "sector": sector, "since": since, "until": until}


def actors(text: str, known: Gazetteer, when: date = date(2020, 2, 6)) -> list[tuple[str, str | None, str | None]]:
    (sentences,) = read_documents([text], [when], known)
    return [(one.text, one.actor, one.sector) for sentence in sentences for one in sentence.mentions]


def test_a_row_adds_a_person_who_is_then_known_by_surname() -> None:
    known = Gazetteer([row("Jane Quillfeather", "FJI", "person", "GOV", since="2020-01-01")])
    assert actors("Quillfeather met Chile.", known)[0] == ("Quillfeather", "FJI", "GOV")
    assert actors("Quillfeather met Chile.", known, date(2019, 1, 1)) == [("Chile", "CHL", "GOV")]
    assert actors("Jane Quillfeather met Chile.", known, date(2019, 1, 1)) == [("Chile", "CHL", "GOV")]


def test_a_row_stands_before_ours_on_its_days_alone_and_is_said_to() -> None:
    known = Gazetteer([row("Mordor|Kenya", "ZZZ", "state", "GOV", since="2020-01-01", until="2021-01-01")])
    assert actors("Kenya attacked Chile.", known)[0] == ("Kenya", "ZZZ", "GOV")
    assert actors("Kenya attacked Chile.", known, date(2021, 1, 1))[0] == ("Kenya", "KEN", "GOV")
    assert (known.own, known.overruled) == (2, ("Kenya",))


def test_a_surname_of_the_table_stands_before_one_of_ours() -> None:
    known = Gazetteer([row("Olga Putin", "FJI", "person", "GOV")])
    assert actors("Putin met Chile.", known)[0] == ("Putin", "FJI", "GOV")
    assert actors("Putin met Chile.", shipped_names())[0] == ("Putin", "RUS", "GOV")


def test_a_name_of_nobody_hides_a_shorter_name_of_ours() -> None:
    known = Gazetteer([row("Chile Peppers", "", "none")])
    assert [one for _, one, _ in actors("Chile Peppers met Peru.", known)] == ["PER"]


def test_the_longer_name_is_read_whoever_wrote_it() -> None:
    known = Gazetteer([row("United", "ACME", "body", "BUS")])
    assert [one for _, one, _ in actors("The United Nations met Peru.", known)] == ["UN", "PER"]


def test_an_acronym_counts_only_as_written() -> None:
    known = Gazetteer([row("ROAR", "ACME", "body")])
    assert actors("ROAR sued Peru.", known)[0][:2] == ("ROAR", "ACME")
    assert [one for _, one, _ in actors("Roar sued Peru.", known)] == ["PER"]


@pytest.mark.parametrize("kind", ["group", "body"])
def test_agents_of_an_own_actor_are_read_as_those_of_ours(kind: str) -> None:
    known = Gazetteer([row("Harbour Front", "FJI", kind, "REB")])
    assert actors("Harbour Front fighters attacked Peru.", known)[0] == ("Harbour Front fighters", "FJI", "REB")


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("capital", "Zorville accused Peru.", "capital"),
        ("capital", "Talks took place in Zorville.", "place"),
        ("seat", "Talks took place in Zorville.", "capital"),
        ("place", "Zorville accused Peru.", "place"),
        ("state", "Zorville accused Peru.", "state"),
    ],
)
def test_the_kind_of_an_own_name_says_whether_it_acts(kind: str, text: str, expected: str) -> None:
    (sentences,) = read_documents([text], [None], Gazetteer([row("Zorville", "FJI", kind, "GOV")]))
    mention = next(one for one in sentences[0].mentions if one.text == "Zorville")
    assert (mention.actor, mention.kind) == ("FJI", expected)
