"""A question that takes long: its page says how far it is and looks again; the answer then has the same address."""

import asyncio
from functools import partial
from threading import Event
from typing import Any

import pytest

from tertius.model import UsageError
from tertius.page.desk import Desk
from tertius.page.reply import Reply
from tertius.page.waiting import Waiting


class Slow:
    """A page that is done when it is told to be."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.begun, self.go, self.times = desk, Event(), Event(), 0

    def __call__(self) -> Reply:
        return Reply(self.desk.ask("slow", self._work))

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


def test_without_patience_a_page_is_waited_for(desk: Desk) -> None:
    assert asyncio.run(Waiting(desk, None).answer("/", partial(asyncio.to_thread, Reply, "here"))) == Reply("here")
