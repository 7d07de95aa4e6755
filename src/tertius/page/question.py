"""A question as the address of a page says it: which pair or the whole region, which days, whose role, which data."""

import shlex
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from urllib.parse import quote, urlencode

from tertius.measures import measure
from tertius.model import Span, UsageError, read_day


@dataclass(frozen=True)
class Question:
    """What is asked of a pair, or without one of a region, in the words of the address; an empty text says nothing.

    ``at``, ``since`` and ``until`` are a year, a month or a day; ``data`` names a data set; ``change`` is a dated
    change such as ``gain-2000-05-01``, or ``recent`` for the one that is watched for. ``part`` is one of a region's
    architecture, ``months`` the length of the windows whose camps are compared.
    """

    pair: str = ""
    at: str = ""
    since: str = ""
    until: str = ""
    role: str = ""
    actor: str = ""
    data: str = ""
    change: str = ""
    part: str = ""
    months: str = ""

    @classmethod
    def read(cls, said: Mapping[str, str]) -> "Question":
        """Return what an address asks, roles and actors by the names they have here; the rest of it is left alone.

        Raises:
            UnknownName: There is no such role.
        """
        read = cls(**{name: said.get(name, "").strip() for name in cls.__dataclass_fields__})
        return replace(read, role=measure(read.role).name if read.role else "", actor=read.actor.upper())

    @property
    def day(self) -> date | None:
        """The day of ``at``, a year's or month's last one; None where it says nothing.

        Raises:
            UsageError: It is no day.
        """
        return read_day(self.at, end=True) if self.at else None

    @property
    def window(self) -> Span | None:
        """The days from ``since`` to ``until``, both included; None where neither says anything.

        Raises:
            UsageError: One is missing, one is no day, or they are in the wrong order.
        """
        if not self.since and not self.until:
            return None
        if not self.since or not self.until:
            raise UsageError(
                "“from” and “to” go together", hint="for the state of knowledge on one day use “on the day”"
            )
        found = Span.read(self.since, self.until)
        if not found.days:
            raise UsageError(f"“to” {self.until} lies before “from” {self.since}")
        return found

    @property
    def last(self) -> date | None:
        """The last day asked about: of the window, else ``at``."""
        return self.day or (self.window.last if self.window else None)

    @property
    def by_then(self) -> "Question":
        """The same question of what was known on the last day asked about, for what knows no window."""
        return replace(self, at=self.at or self.until, since="", until="")

    def but(self, **said: str) -> "Question":
        """Return the same question with other words."""
        return replace(self, **said)

    def address(self, place: str, **extra: str) -> str:
        """Return a link to a page on this question, such as ``/pair/ARM-AZE?at=2020`` or ``/rank?role=balance``."""
        said = {name: text for name, text in {**asdict(self), **extra}.items() if text}
        pair = said.pop("pair", "")
        query = urlencode(said)
        return f"/{place}{'/' if pair else ''}{quote(pair)}{'?' if query else ''}{query}"

    def command(self, verb: str, study: str, arena: str, *options: str) -> str:
        """Return the words that ask the same in a terminal, with the options the verb knows: ``at``, ``role``, ..."""
        said = {**asdict(self), "dataset": self.data}
        pair = ("--pair", self.pair) if self.pair else ()
        words = ["tertius", verb, study, *(("--arena", arena) if arena else ()), *pair]
        for name in options:
            words += (f"--{name}", said[name]) if said[name] else ()
        return shlex.join(words)
