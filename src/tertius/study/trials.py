"""Run the test of a claim: the primary run, its variants, and the same for everybody else."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from tertius.codebooks.constants import constant
from tertius.measures import subjects
from tertius.model import (
    ONCE,
    Arena,
    Claim,
    Dyad,
    Estimate,
    Finding,
    Inputs,
    Kind,
    Measure,
    Reading,
    Request,
    Says,
    Span,
    Trial,
)
from tertius.study.asking import months_back

COMPONENTS = ("without_format_credit", "with_full_format_credit")
"""Parts of a reading that count the same evidence another way."""
_NEAR = timedelta(days=62)
"""Days around a window on which acts can lie that belong to one inside it, such as the outcome of talks."""
_TRENDS, _CHANGES = (Says.RISES, Says.FALLS), (Says.LOST, Says.GAINED)


@dataclass(frozen=True)
class Question:
    """A claim with what is needed to test it: measure, arena, pair, panels, and the last day that may be used."""

    claim: Claim
    part: Measure
    arena: Arena
    pair: Dyad
    given: Inputs
    as_of: date

    @property
    def present(self) -> Span:
        """The window the claim is tested in: what it speaks of, else the months before its last day.

        A claim of *once* is tested in all covered time up to that day.
        """
        if self.once:
            end = self.as_of + timedelta(days=1)
            return Span(min(self._covered_from, end), end)
        return window_of(self.claim, self.as_of, self._coverage)

    @property
    def once(self) -> bool:
        """Whether the claim does not say when it was so."""
        return self.claim.quantifier == ONCE and self.claim.since is None

    @property
    def dated(self) -> bool:
        """Whether the claim says which period it speaks of, so that no other stands for it."""
        return self.claim.since is not None or self.once

    @property
    def _covered_from(self) -> date:
        return min((one.start for one in self._coverage), default=date.max)

    @property
    def _coverage(self) -> tuple[Span, ...]:
        return tuple(part for one in self.given.panels.values() for part in one.coverage)

    @property
    def named(self) -> tuple[str, ...]:
        """The actors of the claim."""
        return tuple(one for one in (self.claim.actor, self.claim.other) if one is not None)

    @property
    def subjects(self) -> tuple[str, ...]:
        """Everybody the measure reports on, the actors of the claim first."""
        return tuple(dict.fromkeys((*self.named, *subjects(self.part, self.arena, self.pair))))


def window_of(claim: Claim, as_of: date, coverage: Sequence[Span]) -> Span:
    """The window a claim speaks of, up to the last day of data used: from its first day, else the months before.

    Of the months before only those that are covered without a gap, however few: a claim of the present names no first
    day. One that the text names is kept, covered or not.
    """
    end = as_of + timedelta(days=1)
    if claim.since is not None and claim.since < end:
        return Span(claim.since, end)
    window = present(as_of)
    covered = max((one.start for one in coverage if one.start <= as_of < one.end), default=window.start)
    return Span(max(window.start, covered), end)


def present(day: date) -> Span:
    """The window that stands for the present of a day."""
    return months_back(day, int(constant("claims.now_months")))


@dataclass(frozen=True)
class Run:
    """One specification: a present window (None: all evidence up to the day, discounted), with what it varies."""

    name: str
    kind: Kind
    now: Span | None
    earlier: bool = False
    past: bool = False


def run(question: Question, how: Run, given: Inputs, actors: Sequence[str]) -> dict[str, Trial]:
    """The trial of each actor under a specification, as if the claim were made of it."""
    present = how.now or question.present
    ask = Request(question.arena, question.pair, present.last, tuple(actors), how.now)
    found = _readings(question, given, ask)
    earlier, past = _before(question, how, given, ask, present)
    prior = f"{question.part.name}.prior_days"
    silent = constant(prior) if prior in question.part.constants else None
    other = found.get(question.claim.other or "")
    return {
        actor: Trial(how.name, one, earlier.get(actor), other, _even(one), silent, past.get(actor), how.kind)
        for actor, one in found.items()
    }


def _readings(question: Question, given: Inputs, ask: Request) -> dict[str, Reading]:
    share = f"{question.part.name}.prior_days" in question.part.constants
    if ask.window is not None and share:
        # a share of a window looks at nothing else
        given = nearby(given, Span(ask.window.start - _NEAR, ask.window.end + _NEAR))
    return {one.actor: one for one in question.part.compute(given, ask)}


def _before(question: Question, how: Run, given: Inputs, ask: Request, present: Span
            ) -> tuple[dict[str, Reading], dict[str, Reading]]:  # fmt: skip
    """Readings of the window before the present, and of all covered time before it."""
    last = present.start - timedelta(days=1)
    earlier: dict[str, Reading] = {}
    if how.earlier and how.now is None:
        earlier = _readings(question, _longer(question, given), replace(ask, at=last))
    elif how.earlier:
        earlier = _window_before(question, given, ask, last)
    start = min((part.start for one in given.panels.values() for part in one.coverage), default=present.start)
    if not how.past or start >= present.start:
        return earlier, {}
    return earlier, _readings(question, given, replace(ask, at=last, window=Span(start, present.start)))


def _window_before(question: Question, given: Inputs, ask: Request, last: date) -> dict[str, Reading]:
    window = months_back(last, int(constant("claims.before_months")))
    return _readings(question, given, replace(ask, at=last, window=window))


def earlier_reading(question: Question, given: Inputs) -> Reading:
    """The reading of the claim's actor in the window before the present."""
    now = question.present
    ask = Request(question.arena, question.pair, now.last, question.named, now)
    return _window_before(question, given, ask, now.start - timedelta(days=1))[question.named[0]]


def _longer(question: Question, given: Inputs) -> Inputs:
    """The memory of the time before, longer than that of the present as its window is."""
    name = f"{question.part.name}.half_life_months"
    ratio = constant("claims.before_months") / constant("claims.now_months")
    return Inputs(given.panels, {**given.constants, name: ratio * given.constants[name]})


def _even(reading: Reading) -> float | None:
    even = reading.parts.get("even_share")
    return even if isinstance(even, float) else None


def primary(question: Question) -> dict[str, Trial]:
    """The primary run, for everybody the measure reports on."""
    how = Run("primary", Kind.PRIMARY, question.present, earlier=True, past=question.claim.says in _CHANGES)
    return run(question, how, question.given, question.subjects)


def variants(question: Question, changes: Sequence[Finding], blocs: dict[str, frozenset[str]]) -> list[Trial]:
    """The other runs of the claim's own actor; none reaches back over a dated change of it."""
    earlier = question.claim.says in _TRENDS
    runs = [(how, given) for how, given in (*_windows(question, changes), *_memories(question))]
    runs += [
        (Run(f"without what only {bloc} reports", Kind.BLOC, question.present), without(question.given, events))
        for bloc, events in blocs.items()
    ]
    return [run(question, replace(how, earlier=earlier), given, question.named)[question.named[0]]
            for how, given in runs]  # fmt: skip


def _windows(question: Question, changes: Sequence[Finding]) -> list[tuple[Run, Inputs]]:
    """A longer present; for a trend also either half of the present alone."""
    found, now = [], question.present
    if not question.dated:
        months = int(constant("claims.alternative_now_months"))
        longer = months_back(question.as_of, months)
        dated = max((one.when for one in changes if one.when <= question.as_of), default=longer.start)
        longer = Span(min(max(longer.start, dated), now.start), longer.end)
        if longer.start < now.start:
            found.append((Run(f"window of {months} months", Kind.WINDOW, longer), question.given))
    if question.claim.says in _TRENDS:
        middle = now.start + timedelta(days=now.days // 2)
        for name, half in (("first half", Span(now.start, middle)), ("second half", Span(middle, now.end))):
            found.append((Run(name, Kind.HALF, half), question.given))
    return found


def _memories(question: Question) -> list[tuple[Run, Inputs]]:
    """Discounted evidence instead of a window, with a short and a long memory."""
    name = f"{question.part.name}.half_life_months"
    if name not in question.part.constants or question.dated:
        return []
    lives = [constant("claims.short_half_life_months"), constant("claims.long_half_life_months")]
    return [
        (Run(f"half-life of {life:g} months", Kind.MEMORY, None),
         Inputs(question.given.panels, {**question.given.constants, name: life}))
        for life in lives
    ]  # fmt: skip


def components(trial: Trial) -> list[Trial]:
    """The primary run with its evidence counted another way, where the measure tells of one that differs."""
    found = []
    for name in COMPONENTS:
        part = trial.now.parts.get(name)
        if isinstance(part, Estimate) and trial.now.beta is not None and part != trial.now.estimate:
            total = sum(trial.now.beta)
            counted = replace(trial.now, estimate=part, beta=(part.value * total, (1.0 - part.value) * total))
            found.append(replace(trial, name=name.replace("_", " "), now=counted, kind=Kind.COMPONENT))
    return found


def without(given: Inputs, events: frozenset[str]) -> Inputs:
    """The panels without the rows of some events."""
    panels = {name: one.where(~one.among("event_id", events)) for name, one in given.panels.items()}
    return Inputs(panels, given.constants)


def nearby(given: Inputs, span: Span) -> Inputs:
    """The panels with the rows of a span of days only."""
    first, after = np.datetime64(span.start), np.datetime64(span.end)

    def inside(day: np.ndarray[tuple[int], np.dtype[np.datetime64]]) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        return np.asarray((day >= first) & (day < after))

    panels = {name: one.where(inside(one["date"].astype("datetime64[D]"))) for name, one in given.panels.items()}
    return Inputs(panels, given.constants)
