"""Role changes: gains and losses of a share, dated with an interval (methods 4.1, 4.2)."""

from collections.abc import Callable
from datetime import timedelta

import numpy as np

from tertius.measures.change_table import CONSTANTS as TABLE
from tertius.measures.change_table import Change, Table
from tertius.measures.contacts import contacts
from tertius.measures.credits import POOLED, seen
from tertius.measures.joint_changes import table_changes
from tertius.measures.mediation import table_of
from tertius.measures.own_changes import own_changes
from tertius.measures.shares import counted_months
from tertius.measures.weeks import CONSTANTS as WEEKLY
from tertius.measures.weeks import Daily
from tertius.model import Finder, Finding, Inputs, Panel, Request, Span, Strength

_MOST_EVIDENCE = 40
CONSTANTS = (
    *TABLE,
    "changes.odds_factor",
    "changes.direction_probability",
    "changes.persistence_months",
    "changes.bayes_factor",
    "changes.paths",
    "changes.min_cluster",
    "changes.confirmed_probability",
    "changes.floor",
    "changes.correlations",
    "changes.near_days",
    "changes.far_days",
    "changes.definitive_months",
    "mediation.tolerance_days",
    "mediation.chance_weeks",
    "counting.follow_up_days",
    *(name for name in WEEKLY if name not in TABLE),
)  # fmt: skip
"""Rows of the table of constants that every finder of changes of a share rests on."""


def mediation_table(inputs: Inputs, request: Request, months: Span) -> Table:
    """Monthly credits of mediation of every alternative."""
    credits = table_of(inputs, request, voices=False)
    daily = Daily(credits.third, credits.day, credits.credit)
    prior = inputs.constant("mediation.prior_days")
    return Table(credits.actors, credits.monthly(months), months, daily, prior, inputs)


def visibility_table(inputs: Inputs, request: Request, months: Span) -> Table:
    """Monthly days of contact of every outsider."""
    seen_days = contacts(inputs.panel("outsider_day"), request)
    daily = Daily(seen_days.third, seen_days.day, np.ones(len(seen_days.day)))
    prior = inputs.constant("visibility.prior_days")
    return Table(seen_days.actors, seen_days.monthly(months), months, daily, prior, inputs)


def finder(
    panel: str,
    name: str,
    table: Callable[[Inputs, Request, Span], Table],
    acts: Callable[[Panel], Panel] = lambda panel: panel,
) -> Callable[[Inputs, Request], list[Finding]]:
    """The function of a finder of changes of a share.

    Args:
        panel: Panel that the share is counted from.
        name: The measure.
        table: Its monthly counts.
        acts: The rows of the panel that are counted, with the alternatives in column ``third``.
    """

    def find(inputs: Inputs, request: Request) -> list[Finding]:
        source = acts(inputs.panel(panel))
        months = counted_months(source, request)
        if months is None or len(source) == 0:
            return []
        counted = table(inputs, request, months)
        return [_finding(name, one, counted, source, request) for one in _changes(counted, request)]

    return find


def _changes(table: Table, request: Request) -> list[Change]:
    """Changes of the actors asked for: of the table as a whole where that is the better account, else each its own.

    Where the table moved as a whole, an actor's own gains (losses) are added only if the table shows none of it.
    """
    named = np.asarray([actor not in POOLED for actor in table.actors], dtype=np.bool_)
    found, whole = table.accounts.found(named, alpha=1.0 / table.inputs.constant("changes.bayes_factor"))
    asked = np.asarray([actor in request.actors for actor in table.actors], dtype=np.bool_)
    together = [one for one in table_changes(table, seed=request.seed) if asked[one.k]] if whole else []
    told = {(one.k, one.direction) for one in together}
    apart = own_changes(table, found & asked, seed=request.seed)
    return together + [one for one in apart if (one.k, one.direction) not in told]


def _finding(name: str, change: Change, table: Table, source: Panel, request: Request) -> Finding:
    constant, actor = table.inputs.constant, table.actors[change.k]
    months = constant("changes.definitive_months")
    sure = change.lasting and change.probability >= constant("changes.confirmed_probability")
    return Finding(
        measure=name,
        actor=actor,
        pair=request.pair,
        dataset=source.dataset,
        direction=change.direction,
        strength=Strength.CONFIRMED if sure and change.followed >= months else Strength.INDICATED,
        when=change.when.day,
        interval=change.when.interval,
        probability=float(change.probability * change.direction_probability),
        log_bayes_factor=change.log_bayes_factor,
        before=change.before,
        after=change.after,
        evidence=around(source, request, actor, change.when.interval),
        notes=() if change.followed >= months else (f"seen for {change.followed} months only: so far",),
        options={"date_probability": round(change.probability, 4), "resolution": change.when.resolution,
                 "account": change.account},
    )  # fmt: skip


def around(source: Panel, request: Request, actor: str, interval: Span) -> tuple[str, ...]:
    """Events of the actor nearest to the interval of the date, before and after it."""
    rows = source.where(seen(source, request) & (source["third"] == actor))
    day = rows["date"].astype("datetime64[D]")
    before = (np.datetime64(interval.start) - day).astype(np.int64)
    after = (day - np.datetime64(interval.end - timedelta(days=1))).astype(np.int64)
    order = np.argsort(np.maximum(np.maximum(before, after), 0), kind="stable")
    return tuple(dict.fromkeys(str(rows["event_id"][i]) for i in order))[:_MOST_EVIDENCE]


FORMULA = (
    "Monthly credits of all third parties, and of nobody, are one composition. The share of one actor against all "
    "others is a series of its own: beta-binomial with the ledger's prior, overdispersed; so is the whole: "
    "Dirichlet-multinomial, all shares drawn anew at a change. Segment lengths are minimum + NegBin(2). The Bayes "
    "factors of any change against none pass e-BH together. An actor lost (gained) when, with probability 0.9, it "
    "held more than the even share before (after) and its odds at least halved (doubled), and the new share "
    "lasted; where the whole is the better account, actors are read from it. Date: posterior median month, or, in "
    "a busy table, day of least expected loss (median week for the whole); interval: 90 %. Confirmed: the change is "
    "all but certain and has lasted a year; else indicated."
)
REFERENCE = "Fearnhead 2006 (exact change points); Wang and Ramdas 2022 (e-BH); methods 4.1, 4.2, 4.4"
LIMITS = (
    "The resolution is a month; days and weeks are compared where the table is busy. A change in what the data set "
    "records looks like a change of role: compare with the change of coverage and with the other actors. Small arenas "
    "cannot show small changes; see the detectable change of the reading."
)

MEDIATION = Finder(
    name="mediation-changes", title="Dated changes of the mediation share",
    question="Who gained or lost a seat at the mediation table, and when?",
    formula=FORMULA, reference=REFERENCE, limits=LIMITS, needs=("triad_evidence", "pair_event", "outsider_day"),
    constants=(*CONSTANTS, "mediation.prior_days"),
    find=finder("triad_evidence", "mediation", mediation_table),
)  # fmt: skip
VISIBILITY = Finder(
    name="visibility-changes", title="Dated changes of visibility",
    question="Which outside power became more or less present, and when?",
    formula=FORMULA, reference=REFERENCE, limits=LIMITS, needs=("outsider_day",),
    constants=(*CONSTANTS, "visibility.prior_days"),
    find=finder("outsider_day", "visibility", visibility_table),
)  # fmt: skip
