"""Alerts: a share that has just changed, from the past only, before a change can be dated (methods 4.3)."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, logit

from tertius.inference.likelihoods import share_likelihood
from tertius.inference.online import OnlinePosterior, alarms, online_posterior
from tertius.measures.change_table import CONSTANTS as TABLE
from tertius.measures.change_table import Floats, Table
from tertius.measures.changes import around, mediation_table, visibility_table
from tertius.measures.shares import counted_months
from tertius.model import (
    Alert,
    Direction,
    Estimate,
    Inputs,
    Panel,
    Request,
    Span,
    Watcher,
    month_index,
    month_start,
)

_CONSTANTS = (
    *TABLE,
    "changes.odds_factor",
    "watch.recent_months",
    "watch.probability",
    "watch.pause_months",
    "watch.planted_factor",
    "watch.history_months",
    "watch.draws",
)
_WAYS: dict[int, Direction | None] = {1: Direction.GAIN, -1: Direction.LOSS, 0: None}
_OF_MEDIATION = ("mediation.prior_days", "mediation.tolerance_days", "mediation.chance_weeks",
                 "counting.follow_up_days")  # fmt: skip


@dataclass(frozen=True)
class Rule:
    """When an alarm is raised: a probable change within ``recent`` months, of a size that counts, after a pause."""

    recent: int
    probability: float
    pause: int
    factor: float
    least: float
    hazard: float

    @classmethod
    def of(cls, table: Table) -> "Rule":
        """The rule for a table: a share counts as held above the even one."""
        constant = table.inputs.constant
        return cls(
            int(constant("watch.recent_months")),
            constant("watch.probability"),
            int(constant("watch.pause_months")),
            constant("changes.odds_factor"),
            1.0 / len(table.actors),
            1.0 / constant("changes.mean_segment_months"),
        )

    def follow(self, table: Table, x: Floats, n: Floats, rho: Floats) -> OnlinePosterior:
        """What is known of series of counts [S, T] after each month."""
        likelihood = share_likelihood(x, n, rho=rho, grid=table.grid)
        return online_posterior(likelihood, hazard=self.hazard, recent=self.recent - 1, credibility=table.credibility)

    def steps(self, level: Floats) -> NDArray[np.int64]:
        """[S, T] way the share moved over the recent months, 0 where the step is too small or nobody held the share."""
        steps = np.zeros(level.shape, dtype=np.int64)
        before, now = level[:, : -self.recent], level[:, self.recent :]
        apart = logit(now) - logit(before)
        enough = np.log(self.factor)
        steps[:, self.recent :] = np.where(
            (apart >= enough) & (now > self.least), 1, np.where((apart <= -enough) & (before > self.least), -1, 0)
        )
        return steps

    def likely(self, seen: OnlinePosterior) -> Floats:
        """[S, T] probability of a recent change of a size that counts; an alarm stands where it exceeds ours."""
        return np.asarray(np.where(self.steps(seen.level) != 0, seen.recent, 0.0))

    def raised(self, seen: OnlinePosterior) -> NDArray[np.bool_]:
        """[S, T] months at whose end an alarm is raised."""
        return alarms(self.likely(seen), threshold=self.probability, pause=self.pause)


def _watcher(panel: str, name: str, table: Callable[[Inputs, Request, Span], Table]
             ) -> Callable[[Inputs, Request], list[Alert]]:  # fmt: skip
    def watch(inputs: Inputs, request: Request) -> list[Alert]:
        source = inputs.panel(panel)
        asked = replace(request, at=_last_whole_month(request.at))
        months = counted_months(source, asked)
        recent = int(inputs.constant("watch.recent_months"))
        if months is None or len(source) == 0 or month_index(months.end) - month_index(months.start) <= recent:
            return []
        return _alerts(name, table(inputs, asked, months), source, asked)

    return watch


def _last_whole_month(at: date) -> date:
    """The last day of the last month that is over by the end of a day."""
    return (at + timedelta(days=1)).replace(day=1) - timedelta(days=1)


@dataclass(frozen=True)
class Watched:
    """A table as followed month by month: ``asked`` [S] are the rows of the actors, arrays are [S, T]."""

    name: str
    table: Table
    source: Panel
    request: Request
    rule: Rule
    asked: NDArray[np.int64]
    seen: OnlinePosterior

    @property
    def last(self) -> int:
        """Column of the last month."""
        return int(self.table.x.shape[1]) - 1

    def recent(self) -> Span:
        """The months in which a change is recent."""
        end = self.table.first + self.last + 1
        return Span(month_start(end - self.rule.recent), month_start(end))

    def share(self, row: int, t: int) -> Estimate:
        """What was known of a share at the end of a month; n is what the table held in the months up to it."""
        n = float(self.table.x[:, max(0, t + 1 - self.rule.recent) : t + 1].sum())
        level, low, high = (float(part[row, t]) for part in (self.seen.level, self.seen.low, self.seen.high))
        return Estimate(level, low, high, n, self.table.credibility)

    def alerts(self, noticed: Floats) -> list[Alert]:
        """One alert an actor."""
        steps, raised = self.rule.steps(self.seen.level), self.rule.raised(self.seen)
        return [self._alert(row, steps[row], raised[row], float(noticed[row])) for row in range(len(self.asked))]

    def _alert(self, row: int, steps: NDArray[np.int64], raised: NDArray[np.bool_], noticed: float) -> Alert:
        actor, probability = self.table.actors[self.asked[row]], float(self.seen.recent[row, -1])
        way = _WAYS[int(steps[-1])]
        return Alert(
            measure=self.name,
            actor=actor,
            pair=self.request.pair,
            dataset=self.source.dataset,
            recent=self.recent(),
            probability=probability,
            raised=way is not None and probability > self.rule.probability,
            direction=way,
            before=self.share(row, self.last - self.rule.recent),
            now=self.share(row, self.last),
            noticed=noticed,
            alarms=tuple((self._day(int(t)), _WAYS[int(steps[t])]) for t in np.flatnonzero(raised)),
            evidence=around(self.source, self.request, actor, self.recent()),
        )

    def _day(self, t: int) -> date:
        return month_start(self.table.first + t + 1) - timedelta(days=1)


def _alerts(name: str, table: Table, source: Panel, request: Request) -> list[Alert]:
    asked = np.flatnonzero([actor in request.actors for actor in table.actors] & (table.x.sum(axis=1) > 0))
    if not len(asked):
        return []
    rule, rho = Rule.of(table), table.correlations[0][asked]
    total = np.broadcast_to(table.x.sum(axis=0), (len(asked), table.x.shape[1]))
    watched = Watched(name, table, source, request, rule, asked, rule.follow(table, table.x[asked], total, rho))
    return watched.alerts(_noticed(table, rule, watched.seen.level[:, -1], rho, seed=request.seed))


def _noticed(table: Table, rule: Rule, level: Floats, rho: Floats, *, seed: int) -> Floats:
    """[S] share of invented falls (rises below the even share) that raise an alarm within the recent months.

    The invented series have the volume of the last months; the odds change by the stated factor at the first of the
    recent months.
    """
    constant, rng = table.inputs.constant, np.random.default_rng(seed)
    draws, factor = int(constant("watch.draws")), np.log(constant("watch.planted_factor"))
    n = np.rint(table.x.sum(axis=0))[-int(constant("watch.history_months")) :].astype(np.int64)
    old = np.repeat(level, draws)[:, None]
    new = expit(logit(old) + np.where(old > rule.least, -factor, factor))
    share = np.where(np.arange(len(n)) < len(n) - rule.recent, old, new)
    noise = np.repeat(rho, draws)
    strength = ((1.0 - noise) / noise)[:, None]
    x = rng.binomial(n, rng.beta(share * strength, (1.0 - share) * strength)).astype(float)
    seen = rule.follow(table, x, np.broadcast_to(n, x.shape).astype(float), noise)
    likely = rule.likely(seen)[:, -rule.recent :]
    found: Floats = (likely > rule.probability).any(axis=1).reshape(len(level), draws).mean(axis=1)
    return found


_FORMULA = (
    "Each actor's monthly credits against those of all others are a beta-binomial series whose share is drawn anew "
    "from the ledger's prior with a constant hazard, one over the mean time between changes. After each month, from it "
    "and those before it, the probability that the share changed within the recent months is exact. An alarm needs "
    "that probability above the threshold, odds that at least halved (doubled) against the month before them, more "
    "than the even share before the loss (after the gain), and no alarm shortly before. Noticed: of invented series of "
    "this volume whose odds fell (rose) by the stated factor at the start of the recent months, those with an alarm."
)
_REFERENCE = "Adams and MacKay 2007 (Bayesian online change points); methods 4.3"
_LIMITS = (
    "An alarm is a first look: it may fade, and a change is dated only when it has lasted. The noise within a month is "
    "estimated from all months up to the day asked, also for alarms of the past; credit for an outcome stands in the "
    "month of its talks. A change in what the data set records looks like a change of role."
)

MEDIATION = Watcher(
    name="mediation-watch", title="Alerts on the mediation share",
    question="Whose seat at the mediation table has just changed?",
    formula=_FORMULA, reference=_REFERENCE, limits=_LIMITS, needs=("triad_evidence", "pair_event", "outsider_day"),
    constants=(*_CONSTANTS, *_OF_MEDIATION),
    watch=_watcher("triad_evidence", "mediation", mediation_table),
)  # fmt: skip
VISIBILITY = Watcher(
    name="visibility-watch", title="Alerts on visibility",
    question="Which outside power has just become more or less present?",
    formula=_FORMULA, reference=_REFERENCE, limits=_LIMITS, needs=("outsider_day",),
    constants=(*_CONSTANTS, "visibility.prior_days"),
    watch=_watcher("outsider_day", "visibility", visibility_table),
)  # fmt: skip
