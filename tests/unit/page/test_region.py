"""The pages of a region, of states compared and of a watch: what they show, and that numbers lead to events."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

Tree = Callable[[str], Any]


def links(page: Any) -> Iterator[str]:
    yield from (str(node.attrs["href"]) for node in page.all("a") if node.attrs.get("href"))


def test_the_matrix_of_a_region_leads_from_each_pair_to_its_events(tree: Tree, study: Path) -> None:
    page = tree("/architecture?at=1996")
    assert "Mediation share" in page.text
    assert f"tertius architecture {study} --at 1996 --part roles" in page.text
    behind = [link for link in links(page) if link.startswith("/evidence/ARM-AZE?at=1996&role=mediation")]
    assert behind
    numbers = tree(behind[0])
    assert "Events behind" in numbers.text


def test_camps_name_who_stands_together_how_sure_that_is_and_by_what_events(tree: Tree) -> None:
    page = tree("/architecture?part=camps&at=2012&months=6")
    assert "1 Jul 2012 to 31 Dec 2012" in page.text.replace("\xa0", " ")
    assert "The camps moved by" in page.text or "is unknown" in page.text
    assert "--at 2012 --part camps --months 6" in page.text
    assert [link for link in links(page) if link.startswith("/event/chronicle:")]


def test_whether_a_region_has_settled_is_said_with_its_conditions(tree: Tree, client: Any) -> None:
    page = tree("/architecture?part=crystallised&at=1993")
    answer = client.get("/architecture?part=crystallised&at=1993&format=json").json()["items"]
    assert answer[0]["note"].split(";")[0].capitalize() in page.text
    assert all(one["condition"] in page.text for one in answer[1:])


def test_states_are_compared_and_lead_to_the_events_of_their_rank(tree: Tree, client: Any) -> None:
    address = "/rank?role=balance&since=2009&until=2012"
    page, items = tree(address), client.get(f"{address}&format=json").json()["items"]
    assert [node.text.split()[-1] for node in page.with_class("ranks")[0].all("th")][-len(items) :] == [
        one["actor"] for one in items
    ]
    assert "0 of" in page.text
    state = next(one for one in items if one["evidence"])
    behind = f"/evidence?since=2009&until=2012&role=balance&actor={state['actor']}"
    assert behind in links(page)
    shown = tree(behind)
    assert [node.text for node in shown.with_class("event-id")] == state["evidence"][:100]
    assert "as ranked among states" in shown.text


def test_a_watch_says_whether_an_alarm_stands_and_leads_to_its_events(tree: Tree, client: Any) -> None:
    page, items = tree("/watch/ARM-TUR?at=2010"), client.get("/watch/ARM-TUR?at=2010&format=json").json()["items"]
    assert ("No alarm stands" in page.text) == (not any(one["alarm"] for one in items))
    one = next(one for one in items if one["evidence"])
    behind = f"/evidence/ARM-TUR?at=2010&role={one['measure']}&actor={one['actor']}&change=recent"
    assert behind in links(page)
    shown = tree(behind)
    assert [node.text for node in shown.with_class("event-id")] == one["evidence"]
    assert "probability of a change" in shown.text


def test_where_nobody_can_be_watched_the_page_says_that_this_is_no_calm(tree: Tree) -> None:
    assert "no sign of calm" in tree("/watch/ARM-TUR?at=1991-03").text


@pytest.mark.parametrize(
    ("asked", "led"),
    [
        ("/architecture?part=camps&at=2012&months=&data=", "/architecture?at=2012&part=camps"),
        ("/rank?role=balance&since=&until=&at=2012&data=", "/rank?at=2012&role=balance"),
        ("/watch?pair=ARM-TUR&at=2010&data=", "/watch/ARM-TUR?at=2010"),
    ],
)
def test_a_form_leads_to_an_address_without_what_was_left_empty(client: Any, asked: str, led: str) -> None:
    answer = client.get(asked)
    assert (answer.status_code, answer.headers["location"]) == (303, led)
