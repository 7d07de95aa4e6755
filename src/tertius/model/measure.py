"""Measures, finders and watchers: what they take, what they give, and what they must state of themselves."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeAlias

from tertius.model.alert import Alert
from tertius.model.arena import Arena
from tertius.model.dyad import Dyad
from tertius.model.errors import UnknownName
from tertius.model.estimate import Reading, Series
from tertius.model.finding import Finding
from tertius.model.panel import Panel
from tertius.model.span import Span

Constants: TypeAlias = Mapping[str, float]


@dataclass(frozen=True)
class Request:
    """What is asked of a measure.

    ``window`` given: the evidence of that span counts, undiscounted. ``window`` None: evidence up to ``at`` (included)
    counts, older evidence discounted by the measure's half-life. Nothing after ``at`` may be seen. ``actors`` are the
    third parties (or, for directed measures, the actors) to report on. ``seed`` fixes posterior draws.
    """

    arena: Arena
    pair: Dyad
    at: date
    actors: tuple[str, ...]
    window: Span | None = None
    seed: int = 0

    @property
    def period(self) -> Span:
        """What a reading is of: the window, or the day ``at``."""
        return self.window or Span(self.at, self.at + timedelta(days=1))


@dataclass(frozen=True)
class Inputs:
    """The panels a measure asked for, by name, and the values of the constants it named."""

    panels: Mapping[str, Panel]
    constants: Constants

    def panel(self, name: str) -> Panel:
        """Return one of the panels the measure named in ``needs``."""
        if name not in self.panels:
            raise UnknownName("panel", name, self.panels)
        return self.panels[name]

    def constant(self, name: str) -> float:
        """Return the value of a constant the measure named in ``constants``."""
        if name not in self.constants:
            raise UnknownName("constant", name, self.constants)
        return self.constants[name]


@dataclass(frozen=True)
class Part:
    """What everything that can be asked of a pair states of itself.

    ``needs`` names panels; ``constants`` names rows of the table of constants; ``limits`` says what the part cannot
    say. What it computes is pure: same inputs, same answers.
    """

    name: str
    title: str
    question: str
    formula: str
    reference: str
    limits: str
    needs: tuple[str, ...]
    constants: tuple[str, ...]


@dataclass(frozen=True)
class Measure(Part):
    """A number per actor and period, with interval, effective n and evidence.

    ``path``, where there is one, gives the same number month by month.
    """

    unit: str
    compute: Callable[[Inputs, Request], list[Reading]]
    path: Callable[[Inputs, Request], list[Series]] | None = None


@dataclass(frozen=True)
class Finder(Part):
    """Dated findings, each with interval and evidence."""

    find: Callable[[Inputs, Request], list[Finding]]


@dataclass(frozen=True)
class Watcher(Part):
    """Alerts, month by month, from the past only. Actors no month speaks of have none."""

    watch: Callable[[Inputs, Request], list[Alert]]
