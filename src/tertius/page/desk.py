"""The open study behind the pages: asked by one at a time, and what it answered before is kept."""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from datetime import date
from threading import Lock
from typing import TypeVar, cast

from tertius.arenas import DEFAULT
from tertius.model import Alert, Arena, Camps, Cell, Crystallised, Finding, Rank, Reading, Series, Span
from tertius.page.question import Question
from tertius.panels import merged
from tertius.report.page import EventLine
from tertius.study import Study
from tertius.version import VERSION

Answer = TypeVar("Answer")
KEPT = 128
"""Answers kept, the latest ones: the file is open for reading only, so none of them can grow old."""


_NOTHING = object()


class Desk:
    """One study and one arena, opened for reading.

    Args:
        study: The study, its panels made.
        arena: The arena.
        named: The arena as the user named it: a name, or the path of a region file.
    """

    def __init__(self, study: Study, arena: Arena, named: str = DEFAULT) -> None:
        self.arena, self.named, self.path = arena, named, study.path
        self._study = study
        self.far: tuple[int, int, str] | None = None
        """How far the question at work is: steps done, of how many, and what is under way; None between questions."""
        self.read: int | None = None
        """How much of the text at work is read, in per cent; None where none is."""
        study.progress = self._hear
        self._one_at_a_time = Lock()
        self._shelf = Lock()
        self._kept: OrderedDict[Hashable, object] = OrderedDict()

    @property
    def arena_words(self) -> str:
        """The arena as an option of a command says it; empty for the one that need not be named."""
        return "" if self.named == DEFAULT else self.named

    @property
    def versions(self) -> dict[str, str]:
        """What a record says it was made with."""
        return {"tertius": VERSION, "study": self.path}

    def ask(self, key: Hashable, work: Callable[[Study], Answer]) -> Answer:
        """Return what the study answers; a question met before waits for nobody.

        Args:
            key: What the answer hangs on.
            work: The question.

        Raises:
            TertiusError: Whatever the question raises; that is not kept.
        """
        if (known := self._look_up(key)) is not _NOTHING:
            return cast("Answer", known)
        with self._one_at_a_time:
            if (known := self._look_up(key)) is not _NOTHING:  # asked by another one meanwhile
                return cast("Answer", known)
            self.far = (0, 1, str(key[0] if isinstance(key, tuple) else key))
            try:
                found = work(self._study)
            finally:
                self.far = None
            self._keep(key, found)
        return found

    def _hear(self, done: int, total: int, label: str) -> None:
        if total > 1:  # one step is the whole question
            self.far = (done, total, label)

    def _look_up(self, key: Hashable) -> object:
        with self._shelf:
            if key not in self._kept:
                return _NOTHING
            self._kept.move_to_end(key)
            return self._kept[key]

    def _keep(self, key: Hashable, found: object) -> None:
        with self._shelf:
            self._kept[key] = found
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)

    def close(self) -> None:
        """Let go of the file once the question at work is answered."""
        with self._one_at_a_time:
            self._study.close()

    def datasets(self) -> tuple[str, ...]:
        """Data sets of the study, the one answered from by default first."""
        return self.ask("datasets", lambda study: study.datasets())

    def coverage(self, dataset: str) -> tuple[Span, ...]:
        """Spans of days a data set covers, in order."""
        text = "SELECT since, until FROM load WHERE dataset = $dataset AND since IS NOT NULL"
        rows = self.ask(("coverage", dataset), lambda study: study.sql(text, {"dataset": dataset})[1])
        return merged((cast("date", since), cast("date", until)) for since, until in rows)

    def roles(self, asked: Question) -> list[Reading]:
        """Readings of a role, or of every measure, as ``tertius roles`` gives them."""
        key = ("roles", asked.but(actor=""))
        return self.ask(key, lambda study: study.roles(
            self.arena, asked.pair, at=asked.day, window=asked.window, role=asked.role or None,
            dataset=asked.data or None))  # fmt: skip

    def series(self, asked: Question) -> list[Series]:
        """A role at the end of every month, as ``tertius series`` gives it."""
        key = ("series", asked.pair, asked.role, asked.last, asked.data)
        return self.ask(key, lambda study: study.series(
            self.arena, asked.pair, role=asked.role, at=asked.last, dataset=asked.data or None))  # fmt: skip

    def changes(self, asked: Question) -> list[Finding]:
        """Dated gains and losses, as ``tertius changes`` gives them."""
        key = ("changes", asked.pair, asked.last, asked.data)
        return self.ask(key, lambda study: study.changes(
            self.arena, asked.pair, at=asked.last, dataset=asked.data or None))  # fmt: skip

    def cells(self, asked: Question) -> list[Cell]:
        """Roles over all pairs of the region, as ``tertius architecture`` gives them."""
        key = ("architecture", asked.day, asked.data)
        return self.ask(key, lambda study: list(study.region_roles(
            self.arena, at=asked.day, dataset=asked.data or None)))  # fmt: skip

    def camps(self, asked: Question, months: int | None) -> Camps:
        """Who stands with whom in the region, as ``tertius architecture --part camps`` gives it."""
        key = ("camps", asked.day, months, asked.data)
        return self.ask(key, lambda study: study.camps(
            self.arena, at=asked.day, months=months, dataset=asked.data or None))  # fmt: skip

    def crystallised(self, asked: Question) -> Crystallised:
        """Whether a new architecture has crystallised, as ``tertius architecture --part crystallised`` gives it."""
        key = ("crystallised", asked.day, asked.data)
        return self.ask(key, lambda study: study.crystallised(
            self.arena, at=asked.day, dataset=asked.data or None))  # fmt: skip

    def watch(self, asked: Question) -> list[Alert]:
        """What has just changed around a pair, as ``tertius watch`` gives it."""
        key = ("watch", asked.pair, asked.day, asked.data)
        return self.ask(key, lambda study: study.watch(
            self.arena, asked.pair, at=asked.day, dataset=asked.data or None))  # fmt: skip

    def rank(self, asked: Question) -> list[Rank]:
        """Every state by a measure of a state alone, as ``tertius rank`` gives them."""
        key = ("rank", asked.role, asked.day, asked.window, asked.data)
        return self.ask(key, lambda study: study.rank(
            self.arena, asked.role, at=asked.day, window=asked.window, dataset=asked.data or None))  # fmt: skip

    def events(self, ids: Iterable[str], arena: str | Arena = "") -> list[EventLine]:
        """Events by id, in that order; ids the study does not hold are left out."""
        wanted, chosen = tuple(dict.fromkeys(ids)), arena or self.arena
        return self.ask(("events", wanted), lambda study: study.events(wanted, chosen)) if wanted else []
