"""What the pages show, where their links lead, and that nothing a user or a data set writes becomes markup."""

import re
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path
from typing import Any

import pytest

from tertius.page.evidence import A_PAGE

ASKED = "/evidence/ARM-AZE?role=mediation&since=2009&until=2012&actor=RUS"
HOSTILE = "<script>alert(1)</script>"
Tree = Callable[[str], Any]


def links(page: Any) -> Iterator[str]:
    yield from (str(node.attrs["href"]) for node in page.all("a") if node.attrs.get("href"))


def test_the_first_page_says_what_is_loaded_and_where_to_start(tree: Tree) -> None:
    page = tree("/")
    assert "1 Jan 1991 to 31 Dec 2025" in page.text.replace("\xa0", " ")
    assert "/pair/ARM-AZE" in links(page)
    assert "Western Balkans" in page.text


def test_a_form_leads_to_an_address_that_can_be_cited(client: Any) -> None:
    answer = client.get("/pair?pair=GEO-RUS&since=2008&until=2008&at=&role=mediation&data=")
    assert (answer.status_code, answer.headers["location"]) == (
        303, "/pair/GEO-RUS?since=2008&until=2008&role=mediation")  # fmt: skip


def test_a_role_is_shown_with_interval_evidence_and_command(tree: Tree, study: Path) -> None:
    page = tree("/pair/ARM-AZE?since=2009&until=2012&role=mediation")
    assert "38 % (90 % interval 28–49 %)" in page.text.replace("\xa0", " ")
    assert "/evidence/ARM-AZE?since=2009&until=2012&role=mediation&actor=RUS" in links(page)
    assert f"tertius roles {study} --pair ARM-AZE --since 2009 --until 2012 --role mediation" in page.text
    assert "none was found in this pair" not in page.text  # changes are not looked for on this page


def test_all_events_behind_a_number_are_listed_page_by_page(tree: Tree, client: Any) -> None:
    ids = [item["event_id"] for item in client.get(f"{ASKED}&format=json").json()["items"]]
    found: list[str] = []
    for number in range(1, -(-len(ids) // A_PAGE) + 1):
        page = tree(f"{ASKED}&page={number}")
        found += [node.text for node in page.with_class("event-id")]
    assert found == ids
    assert client.get(f"{ASKED}&page=99").status_code == 400


@pytest.mark.parametrize(
    ("address", "status", "told"),
    [
        ("/pair/ARM-XXX", 404, "ARM-AZE"),
        ("/pair", 400, "pair"),
        ("/series/", 400, "pair"),
        ("/pair/ARM-AZE?role=kingmaker", 404, "mediation"),
        ("/pair/ARM-AZE?since=2009", 400, "go together"),
        ("/pair/ARM-AZE?since=2012&until=2009", 400, "cannot end"),
        ("/pair/ARM-AZE?at=yesterday", 400, "yesterday"),
        ("/pair/ARM-AZE?data=gdelt", 400, "chronicle"),
        ("/evidence/ARM-AZE", 400, "names no role"),
        ("/evidence/ARM-AZE?role=mediation&actor=ZZZ", 404, "RUS"),
        ("/evidence/ARM-AZE?role=mediation&format=exe", 404, "csv"),
        ("/explain/nothing", 404, "mediation"),
        ("/event/nobody:1", 404, "nobody:1"),
        ("/series/ARM-AZE?role=guarantor", 404, "mediation"),
        ("/architecture?part=nothing", 404, "camps"),
        ("/architecture?part=camps&months=0", 400, "at least 1"),
        ("/architecture?data=gdelt", 400, "chronicle"),
        ("/rank?role=mediation", 400, "sovereignty"),
        ("/evidence?role=mediation", 400, "sovereignty"),
        ("/evidence?role=balance&since=2009&until=2012&actor=ZZZ", 404, "ARM"),
        ("/evidence/ARM-TUR?role=mediation&at=1994&change=recent&actor=ZZZ", 404, "ZZZ"),
        ("/watch/ARM-XXX", 404, "ARM-AZE"),
        ("/nowhere", 404, "/pair"),
    ],
)
def test_an_error_is_a_page_of_one_line_that_says_what_there_is(client: Any, address: str, status: int, told: str
                                                                ) -> None:  # fmt: skip
    answer = client.get(address)
    assert answer.status_code == status, answer.text
    assert told in answer.text
    assert "Traceback" not in answer.text


def test_a_bug_shows_no_trace(desk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from starlette.testclient import TestClient

    from tertius.page.app import application
    from tertius.page.reception import Reception

    def broken(*_: object) -> None:
        raise KeyError("secret of the inside")

    monkeypatch.setattr(desk, "datasets", broken)
    quiet = TestClient(application(Reception(desk)), base_url="http://127.0.0.1:8321", raise_server_exceptions=False)
    answer = quiet.get("/")
    assert answer.status_code == 500
    assert "This is a bug" in answer.text
    assert "secret" not in answer.text


@pytest.mark.parametrize("place", ["pair/{}", "pair/ARM-AZE?role={}", "pair/ARM-AZE?at={}", "pair/ARM-AZE?data={}",
                                   "evidence/ARM-AZE?role=mediation&actor={}", "event/{}", "explain/{}", "series/{}",
                                   "{}", "evidence/ARM-AZE?role=mediation&page={}", "watch/{}", "rank?role={}",
                                   "architecture?part={}", "architecture?part=camps&months={}"])  # fmt: skip
def test_what_an_address_says_never_becomes_markup(client: Any, markup: Any, place: str) -> None:
    answer = client.get("/" + place.format(HOSTILE))
    assert answer.status_code in (400, 404)
    assert "<script" not in answer.text
    assert markup.read(answer.text).all("script") == []


def test_a_small_walk_meets_only_pages_that_answer_and_addresses_of_sources(tree: Tree, client: Any) -> None:
    starts = ["/", "/audit", "/explain", "/doctor", "/cite", "/pair/ARM-TUR?role=mediation&since=2008&until=2010",
              "/evidence/ARM-TUR?role=mediation&since=2008&until=2010&actor=CHE", "/watch/ARM-TUR?at=2010",
              "/rank?role=balance&since=2009&until=2012", "/architecture?part=crystallised&at=1993"]  # fmt: skip
    met: set[str] = set()
    for start in starts:
        page = tree(start)
        known = {node.attrs["id"] for node in page if node.attrs.get("id")}
        for link in links(page):
            if link.startswith("#"):
                assert link[1:] in known, f"{start}: {link}"
            elif link.startswith("/"):
                met.add(link.partition("#")[0])
            else:
                assert re.match(r"https?://", link), f"{start}: {link}"
        for node in page.all("img", "script", "iframe", "link"):
            assert node.tag == "link", start
            assert str(node.attrs["href"]) in ("/style.css", "data:,")
    # a page of all measures, or of months, is dear: one of each kind stands for the rest
    dear = {link for link in met if re.match(r"/(pair|series|watch|architecture)\b", link)
            and "role=mediation&since" not in link}  # fmt: skip
    for link in sorted(met - dear):
        assert client.get(link).status_code in (200, 303), link


def test_text_of_a_data_set_never_becomes_markup(desk: Any, client: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    from tertius.report.page import Link

    honest = type(desk).events

    def hostile(self: Any, ids: Any, arena: Any = "") -> list[Any]:
        bad = Link(HOSTILE, "javascript:alert(1)", HOSTILE)
        return [replace(one, summary=HOSTILE, links=(bad,)) for one in honest(self, ids, arena)]

    monkeypatch.setattr(type(desk), "events", hostile)
    text = client.get(ASKED).text
    assert HOSTILE not in text
    assert escape(HOSTILE) in text
    assert 'href="javascript:' not in text
