"""Work out once what several pages ask alike: the same part of the same panels, the same question.

Pages show the same pairs on the same days, and three of them make the whole report. Each command of a page still runs
on a study of its own, from the words typed to what is printed; only a part that is handed panels, constants and a
question it had before gives the answer it gave. A part is a function of these alone (the conformance suite holds every
one of them to that); the joint role asks other measures what they were asked by themselves.
"""

import hashlib
import pickle
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np

from tertius.measures import FINDERS, MEASURES, WATCHERS
from tertius.model import Inputs, Panel, Request
from tertius.study import regional

_WORK = ("compute", "path", "find", "watch")


class Kept:
    """Answers by everything they hang on."""

    def __init__(self) -> None:
        self.answers: dict[bytes, Any] = {}
        self.panels: dict[int, tuple[Panel, bytes]] = {}

    def answer(self, asked: object, work: Callable[[], Any]) -> Any:
        key = hashlib.sha256(pickle.dumps(asked)).digest()
        if key not in self.answers:
            self.answers[key] = work()
        return self.answers[key]

    def content(self, panel: Panel) -> bytes:
        # the panel is kept beside what it says, so that no other one can come to its place in memory
        if id(panel) not in self.panels:
            self.panels[id(panel)] = panel, said(panel)
        return self.panels[id(panel)][1]

    def part(
        self, where: str, work: Callable[[Inputs, Request], list[Any]], needs: Iterable[str], constants: Iterable[str]
    ) -> Callable[[Inputs, Request], list[Any]]:
        """The work of a part, done once for each content of the panels it names; it is handed no others."""

        def ask(given: Inputs, asked: Request) -> list[Any]:
            own = Inputs({name: given.panels[name] for name in sorted(needs)},
                         {name: given.constants[name] for name in sorted(constants)})  # fmt: skip
            tables = [(name, self.content(panel)) for name, panel in own.panels.items()]
            return list(self.answer((where, tables, dict(own.constants), asked), lambda: work(own, asked)))

        return ask

    def function(self, work: Callable[..., Any]) -> Callable[..., Any]:
        """A function that hangs on its arguments alone, done once for each."""

        def ask(*given: object, **named: object) -> Any:
            return self.answer((work.__qualname__, given, named), lambda: work(*given, **named))

        return ask


def said(panel: Panel) -> bytes:
    """What a panel says: its name, data set, covered days and every cell."""
    found = hashlib.sha256(repr((panel.name, panel.dataset, panel.coverage, panel.machine_coded)).encode())
    for name, column in panel.columns.items():
        found.update(f"\0{name}\0{column.dtype}\0".encode())
        plain = repr(column.tolist()).encode() if column.dtype == object else np.ascontiguousarray(column).tobytes()
        found.update(plain)
    return found.digest()


@contextmanager
def answered_once() -> Iterator[Kept]:
    """Keep the answers of all measures, finders and watchers, and of the test of a whole region, while this is open."""
    kept, region = Kept(), regional.crystallised.crystallised
    changed = [(part, name, work) for part in (*MEASURES, *FINDERS, *WATCHERS) for name in _WORK
               if (work := getattr(part, name, None))]  # fmt: skip
    try:
        for part, name, work in changed:
            # parts are frozen
            object.__setattr__(part, name, kept.part(f"{part.name} {name}", work, part.needs, part.constants))
        setattr(regional.crystallised, "crystallised", kept.function(region))  # noqa: B010
        yield kept
    finally:
        setattr(regional.crystallised, "crystallised", region)  # noqa: B010
        for part, name, work in changed:
            object.__setattr__(part, name, work)
