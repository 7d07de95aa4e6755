"""Role changes of conveners: in whose country the states of an arena began, or ceased, to meet (methods 3.8, 4.1)."""

from dataclasses import replace

from tertius.measures.change_table import Table
from tertius.measures.changes import CONSTANTS, FORMULA, LIMITS, REFERENCE, finder
from tertius.measures.convening import hosts, meetings, owners
from tertius.model import Finder, Inputs, Panel, Request, Span


def convening_table(inputs: Inputs, request: Request, months: Span) -> Table:
    """Monthly credits of every host, sides of the pair among them."""
    held = meetings(inputs.panel("venue_day"), request, inputs)
    daily = held.daily(owners(held, request))
    prior, names = inputs.constant("convening.prior_days"), hosts(request)
    return Table(names, daily.monthly(len(names), months), months, daily, prior, inputs)


def _hosted(panel: Panel) -> Panel:
    return replace(panel, columns={**panel.columns, "third": panel["host"]})


FINDER = Finder(
    name="convening-changes", title="Dated changes of the convening share",
    question="In whose country did the states of the arena begin, or cease, to meet, and when?",
    formula=FORMULA, reference=REFERENCE, limits=LIMITS, needs=("venue_day",),
    constants=(*CONSTANTS, "convening.prior_days", "convening.head_weight", "convening.minister_weight",
               "convening.other_weight"),
    find=finder("venue_day", "convening", convening_table, _hosted),
)  # fmt: skip
