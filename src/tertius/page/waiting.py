"""A long question: after some seconds its page says what is being worked out, and looks for the answer by itself."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Coroutine
from secrets import token_urlsafe
from typing import Any, TypeAlias

from tertius.model import UsageError
from tertius.page.desk import Desk
from tertius.page.drawing import draw, page_of
from tertius.page.reply import Reply

PATIENCE = 6.0
"""Seconds after which a browser is told that its question is still at work."""
_AGAIN = 2
"""Seconds after which it then asks again."""
_LEFT = 16
"""Answers kept that nobody came back for, and answers to forms, which have no other address."""

Work: TypeAlias = Callable[[], Coroutine[Any, Any, Reply]]


class Waiting:
    """Answers at work, by their address: one is worked out once, however often it is looked for.

    Args:
        desk: Whose pages they are.
        patience: Seconds to wait for an answer; None waits until it is there.
    """

    def __init__(self, desk: Desk, patience: float | None) -> None:
        self._desk, self._patience = desk, patience
        self._at_work: OrderedDict[str, asyncio.Task[Reply]] = OrderedDict()
        self._sent: OrderedDict[str, asyncio.Task[Reply]] = OrderedDict()

    async def answer(self, address: str, work: Work, page: str = "") -> Reply:
        """Return what stands at an address, or the page that says how far it is (status 202).

        Args:
            address: What the answer hangs on.
            work: Starts to make it; not called while it is being made.
            page: The page to go back to, where the answer is a file, which a browser keeps without leaving this page.
        """
        task = self._at_work.get(address) or asyncio.create_task(work())
        if await self._done(task):
            self._at_work.pop(address, None)
            return task.result()
        _keep(self._at_work, address, task)
        return still_at_work(self._desk, page=page)

    async def form(self, page: str, work: Work) -> Reply:
        """Return the answer to a form sent to a page, or a page that leads to the address where it will stand."""
        task = asyncio.create_task(work())
        if await self._done(task):
            return task.result()
        address = f"{page}/{token_urlsafe(16)}"
        _keep(self._sent, address, task)
        return still_at_work(self._desk, address)

    async def sent(self, address: str) -> Reply:
        """Return the answer to a form that took long; it can be looked at again until 16 later ones are there.

        Raises:
            UsageError: No answer is there.
        """
        if address not in self._sent:
            raise UsageError("no answer is kept at this address", hint="send the text again")
        task = self._sent[address]
        return task.result() if await self._done(task) else still_at_work(self._desk, address)

    async def _done(self, task: asyncio.Task[Reply]) -> bool:
        return bool((await asyncio.wait({task}, timeout=self._patience))[0])


def _keep(kept: OrderedDict[str, asyncio.Task[Reply]], address: str, task: asyncio.Task[Reply]) -> None:
    kept[address] = task
    while len(kept) > _LEFT:
        kept.popitem(last=False)


def still_at_work(desk: Desk, address: str = "", page: str = "") -> Reply:
    """Return the page that says what is being worked out, and asks again without script, here or at an address."""
    made = draw(desk, "waiting.html", page_of(desk, "Still at work"), far=desk.far, read=desk.read, back=page)
    return Reply(made.text, status=202, headers={"Refresh": f"{_AGAIN}; url={address}" if address else str(_AGAIN)})
