"""A question that takes long: its page says how far it is and looks again; the answer then has the same address."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from threading import Event
from typing import Any

import pytest

from tertius.model import UsageError
from tertius.page.desk import Desk
from tertius.page.reply import Reply
from tertius.page.waiting import Waiting, still_at_work

BROWSER = {"Accept": "text/html"}


class Slow:
    """A page that is done when it is told to be."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.begun, self.go, self.times = desk, Event(), Event(), 0

    def __call__(self) -> Reply:
        return Reply(self.desk.ask(("slow", id(self)), self._work))

    def _work(self, study: Any) -> str:
        self.times += 1
        study.progress(6, 24, "spoiling")
        self.begun.set()
        assert self.go.wait(30)
        return "the answer"


def test_a_page_that_takes_long_says_how_far_it_is_and_is_worked_out_once(desk: Desk) -> None:
    page = Slow(desk)

    async def look() -> tuple[Reply, Reply]:
        waiting = Waiting(desk, 0.01)
        await waiting.answer("/slow", partial(asyncio.to_thread, page))
        await asyncio.to_thread(page.begun.wait, 30)
        early = late = await waiting.answer("/slow", partial(asyncio.to_thread, page))
        page.go.set()
        while late.status == 202:
            late = await waiting.answer("/slow", partial(asyncio.to_thread, page))
        return early, late

    early, late = asyncio.run(look())
    assert (early.status, early.headers) == (202, {"Refresh": "2"})
    assert "spoiling, step 7 of 24" in early.text
    assert (late, page.times) == (Reply("the answer"), 1)
    assert desk.far is None


def test_an_error_of_a_page_that_took_long_comes_out_at_its_address(desk: Desk) -> None:
    go = Event()

    def fails() -> Reply:
        go.wait(30)
        raise UsageError("not today")

    async def look() -> None:
        waiting = Waiting(desk, 0.01)
        assert (await waiting.answer("/fails", partial(asyncio.to_thread, fails))).status == 202
        go.set()
        while True:
            await waiting.answer("/fails", partial(asyncio.to_thread, fails))

    with pytest.raises(UsageError, match="not today"):
        asyncio.run(look())


@contextmanager
def client_of(desk: Desk, show: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A client of an application with one page, which loses its patience at once; its loop runs on between requests."""
    from anyio.from_thread import start_blocking_portal
    from starlette.testclient import TestClient

    from tertius.page import app
    from tertius.page.reception import Reception
    from tertius.page.reply import Place

    monkeypatch.setattr(app, "PLACES", (Place("", lambda *_: Reply("first")), Place("slow", show, sent=True)))
    client = TestClient(app.application(Reception(desk, 0.01)), base_url="http://127.0.0.1:8321")
    with start_blocking_portal() as client.portal:
        yield client


def fetched(client: Any, address: str) -> Any:
    """What stands at an address once it is there."""
    answer = client.get(address, headers=BROWSER)
    while answer.status_code == 202:
        answer = client.get(address, headers=BROWSER)
    return answer


def test_a_form_that_takes_long_leads_to_an_address_of_its_own_where_its_answer_stays(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = Slow(desk)
    with client_of(desk, lambda _, asked: Reply(f"{page().text} to {asked.form['text']}"), monkeypatch) as client:
        early = client.post("/slow", content="text=one", headers={**BROWSER, "Origin": "http://127.0.0.1:8321"})
        assert early.status_code == 202
        again, _, address = early.headers["refresh"].partition("; url=")
        assert again == "2"
        assert address.startswith("/slow/")
        assert page.begun.wait(30)
        assert "step 7 of 24" in client.get(address, headers=BROWSER).text
        page.go.set()
        assert fetched(client, address).text == fetched(client, address).text == "the answer to one"
        assert page.times == 1
        gone = client.get("/slow/another", headers=BROWSER)
        assert (gone.status_code, "send the text again" in gone.text) == (404, True)


def test_a_browser_is_told_that_its_file_is_coming_and_a_program_gets_the_file(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, address = Slow(desk), "/slow?role=mediation&format=csv"
    with client_of(desk, lambda *_: Reply(page().text, file="slow.csv"), monkeypatch) as client:
        early = client.get(address, headers=BROWSER)
        assert (early.status_code, early.headers["refresh"]) == (202, "2")
        assert 'href="/slow?role=mediation"' in early.text
        page.go.set()
        late = fetched(client, address)
        assert (late.text, late.headers["content-disposition"]) == ("the answer", 'attachment; filename="slow.csv"')
        assert client.get(address).text == "the answer"


def test_how_much_of_a_text_is_read_is_told(desk: Desk) -> None:
    desk.read = 40
    told = still_at_work(desk).text
    desk.read = None
    assert "reading a text, 40 % done" in told
    assert "reading a text" not in still_at_work(desk).text


def test_without_patience_a_page_is_waited_for(desk: Desk) -> None:
    assert asyncio.run(Waiting(desk, None).answer("/", partial(asyncio.to_thread, Reply, "here"))) == Reply("here")
