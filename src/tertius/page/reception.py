"""The desk whose pages are shown; another arena of the same study takes its place when asked for."""

import asyncio

from tertius.arenas import arena, shipped
from tertius.model import TertiusError, UnknownName
from tertius.page.desk import Desk
from tertius.page.waiting import Waiting
from tertius.study.sharing import open_to_ask


class Reception:
    """Leads each request to the desk of the arena that is shown.

    The panels of a study are of one arena, so there is one desk at a time: while another one takes its place, requests
    wait; what was at work at the old one is answered with an error and looked for anew.

    Args:
        desk: Whose pages are shown first.
        patience: Seconds after which a page that is looked at says what is being worked out; None: it waits.
    """

    def __init__(self, desk: Desk, patience: float | None = None) -> None:
        self._desk, self._patience = desk, patience
        self._waiting = Waiting(desk, patience)
        self._turning = asyncio.Lock()
        self.offered = tuple(dict.fromkeys((*shipped(), desk.named)))
        """Names of the arenas that can be asked for: the shipped ones, and the user's own that the pages began with."""

    async def place(self) -> tuple[Desk, Waiting]:
        """Return the desk and what is at work for it, once no other one is taking its place."""
        async with self._turning:
            return self._desk, self._waiting

    async def turn(self, name: str) -> None:
        """Show another arena, its panels made first; where that cannot be, the old one stays.

        Raises:
            UnknownName: It is not offered.
            EngineError: Its panels have to be made, and others have the study open.
        """
        if name not in self.offered:
            raise UnknownName("arena", name, self.offered)
        async with self._turning:
            if name != self._desk.named:
                self._desk, failed = await asyncio.to_thread(_turned, self._desk, name)
                self._waiting = Waiting(self._desk, self._patience)
                if failed:
                    raise failed

    def close(self) -> None:
        """Let go of the file once the question at work is answered."""
        self._desk.close()


def _turned(old: Desk, name: str) -> tuple[Desk, TertiusError | None]:
    """The desk of another arena; where it cannot be opened, one of the old arena again, and why."""
    old.close()
    try:
        chosen = arena(name)
        return Desk(open_to_ask(old.path, chosen), chosen, name), None
    except TertiusError as exc:
        return Desk(open_to_ask(old.path, old.arena), old.arena, old.named), exc
