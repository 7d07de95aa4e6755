"""Tables of a region whose common break is looked for: mediation of each pair, contact of each state; no act in two."""

from datetime import timedelta

import numpy as np

from tertius.measures.change_table import Table
from tertius.measures.changes import mediation_table
from tertius.measures.credits import seen
from tertius.measures.crystallised import RoleTable
from tertius.measures.weeks import Daily
from tertius.model import Inputs, Panel, Request, Span, month_index, month_start


def whole_months(panel: Panel, request: Request, months: int) -> Span | None:
    """The last so many whole months that are over on the day asked for and covered at least in part; None: none."""
    end = month_start(month_index(request.at + timedelta(days=1)))
    first = max(month_index(end) - months, min((month_index(span.start) for span in panel.coverage), default=0))
    return Span(month_start(first), end) if panel.coverage and first < month_index(end) else None


def mediation_of(inputs: Inputs, request: Request, months: Span) -> RoleTable:
    """Credits of mediation toward a pair, as dated changes read them."""
    evidence = inputs.panel("triad_evidence")
    rows = evidence.where(seen(evidence, request))
    return RoleTable(f"mediation toward {request.pair}", mediation_table(inputs, request, months),
                     rows["date"].astype("datetime64[D]"), rows["event_id"])  # fmt: skip


def at_a_table(panel: Panel) -> set[tuple[str, int]]:
    """(third party, day) on which it earned credit at a table of two others."""
    days = panel["date"].astype("datetime64[D]").astype(np.int64).tolist()
    return set(zip(map(str, panel["third"]), days, strict=True))


def contact_of(acts: Panel, state: str, thirds: tuple[str, ...], taken: set[tuple[str, int]], months: Span,
               inputs: Inputs) -> RoleTable:  # fmt: skip
    """Days of official contact of a state with each outside party.

    Days on which the party sat at a table of two others are left to the tables of mediation.

    Args:
        acts: Rows of ``dyad_day`` among the actors of the region.
        state: State of the region.
        thirds: Outside parties, no states of the region.
        taken: (third party, day) that tables of mediation hold.
        months: Whole months to count.
        inputs: Constants.
    """
    place = {third: k for k, third in enumerate(thirds)}
    days = acts["date"].astype("datetime64[D]").astype(np.int64).tolist()
    columns = (map(str, acts[name]) for name in ("source", "target", "event_id"))
    found: dict[tuple[int, int], str] = {}
    for source, target, event, day in zip(*columns, days, strict=True):
        third = target if source == state else source
        if state in (source, target) and third in place and (third, day) not in taken:
            found.setdefault((place[third], day), event)
    kept = np.asarray(sorted(found), dtype=np.int64).reshape(-1, 2)
    when = kept[:, 1].astype("datetime64[D]")
    daily = Daily(kept[:, 0], when, np.ones(len(kept)))
    prior = inputs.constant("visibility.prior_days")
    table = Table(thirds, daily.monthly(len(thirds), months), months, daily, prior, inputs)
    return RoleTable(
        f"contact of {state}", table, when, np.asarray([found[k, d] for k, d in kept.tolist()], dtype=object)
    )
