"""Role changes of the point of reference: to whom the two sides began, or ceased, to turn (methods 3.8, 4.1)."""

import numpy as np

from tertius.measures.change_table import Table
from tertius.measures.changes import CONSTANTS, FORMULA, LIMITS, REFERENCE, finder
from tertius.measures.contacts import contacts
from tertius.measures.reference import asked
from tertius.measures.weeks import Daily
from tertius.model import Finder, Inputs, Panel, Request, Span


def reference_table(inputs: Inputs, request: Request, months: Span) -> Table:
    """Monthly days on which a side turns to each outsider."""
    panel = inputs.panel("outsider_day")
    turned = contacts(panel, request, asked(panel))
    daily = Daily(turned.third, turned.day, np.ones(len(turned.day)))
    return Table(turned.actors, turned.monthly(months), months, daily, inputs.constant("reference.prior_days"), inputs)


def _appeals(panel: Panel) -> Panel:
    return panel.where(asked(panel))


FINDER = Finder(
    name="reference-changes", title="Dated changes of the point of reference",
    question="To whom did the two sides begin, or cease, to turn, and when?",
    formula=FORMULA, reference=REFERENCE, limits=LIMITS, needs=("outsider_day",),
    constants=(*CONSTANTS, "reference.prior_days"),
    find=finder("outsider_day", "reference", reference_table, _appeals),
)  # fmt: skip
