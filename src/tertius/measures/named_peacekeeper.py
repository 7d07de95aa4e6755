"""Named peacekeeper: the probability that a list of peacekeeping missions names a third party in a civil war."""

from tertius.codebooks.naming_weights import PEACEKEEPER
from tertius.measures.naming import CONSTANTS, NEEDS, Fit, between_states, is_body, naming_path, naming_readings
from tertius.model import Inputs, Measure, Reading, Request, Series

NAME = "named-peacekeeper"
"""Name of the measure."""
_UN = "UN"


def _marks(request: Request, actor: str) -> tuple[float, ...]:
    return float(is_body(request, actor)), float(actor == _UN)


def _elsewhere(request: Request) -> str:
    return "both sides are states, while the weights were fitted to civil wars" if between_states(request) else ""


FIT = Fit(NAME, PEACEKEEPER, _marks, _elsewhere)
"""Weights and features."""


def compute(inputs: Inputs, request: Request) -> list[Reading]:
    """One reading per actor asked for; see :data:`MEASURE`."""
    return naming_readings(FIT, inputs, request)


def path(inputs: Inputs, request: Request) -> list[Series]:
    """The same at the end of every month up to ``at``; None while evidence is thin, and in data coded by hand."""
    return naming_path(FIT, inputs, request)


MEASURE = Measure(
    name=NAME,
    title="Named peacekeeper",
    question="How probable is it that a list of peacekeeping missions has this third party in the conflict?",
    unit="probability, 0 to 1, of a mission of the party, or led by it, in the period; probability: its mean",
    formula=(
        "P = 1 / (1 + exp(-(w0 + sum of w (x - centre) / scale))), x = log(share + floor), 1 for a body (0 for a "
        "state), 1 for the United Nations; share and draws as in named-mediator"
    ),
    reference=(
        "logistic regression on ICEWS 2014 against the third-party peacekeeping missions of Mullenbach, version 3.1; "
        "figures on conflicts left out, and on 2018 and 2021, in docs/validation.md"
    ),
    limits=(
        "Calibrated on the civil wars of one year of machine-coded news. Presence and who is asked about are all it "
        "sees: deeds of peacekeepers are hardly ever told there. A body that only talks looks like one that sends "
        "troops; small or forgotten missions and states that lead one are missed. It says who keeps watch, not for "
        "whom, nor whether well, and nothing of data coded by hand."
    ),
    needs=NEEDS,
    constants=CONSTANTS,
    compute=compute,
    path=path,
)
