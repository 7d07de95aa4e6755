"""A long question: after some seconds its page says what is being worked out, and looks for the answer by itself."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Coroutine, Hashable
from typing import Any

from tertius.page.desk import Desk
from tertius.page.drawing import draw, page_of
from tertius.page.reply import Reply

PATIENCE = 6.0
"""Seconds after which a browser is told that its question is still at work."""
_AGAIN = 2
"""Seconds after which it then asks again."""
_LEFT = 16
"""Answers kept that nobody came back for."""


class Waiting:
    """Pages at work, by their address: one is worked out once, however often it is looked for.

    Args:
        desk: Whose pages they are.
        patience: Seconds to wait for an answer; None waits until it is there.
    """

    def __init__(self, desk: Desk, patience: float | None) -> None:
        self._desk, self._patience = desk, patience
        self._at_work: OrderedDict[Hashable, asyncio.Task[Reply]] = OrderedDict()

    async def answer(self, address: Hashable, work: Callable[[], Coroutine[Any, Any, Reply]]) -> Reply:
        """Return the page of an address, or the one that says how far it is (status 202).

        Args:
            address: What the page hangs on.
            work: Starts to make it; not called while it is being made.
        """
        task = self._at_work.get(address) or asyncio.create_task(work())
        await asyncio.wait({task}, timeout=self._patience)
        if task.done():
            self._at_work.pop(address, None)
            return task.result()
        self._at_work[address] = task
        while len(self._at_work) > _LEFT:
            self._at_work.popitem(last=False)
        return still_at_work(self._desk)


def still_at_work(desk: Desk) -> Reply:
    """Return the page that says what the study is working out, and is asked for again without script."""
    page = draw(desk, "waiting.html", page_of(desk, "Still at work"), far=desk.far)
    return Reply(page.text, status=202, headers={"Refresh": str(_AGAIN)})
