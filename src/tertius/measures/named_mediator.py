"""Named mediator: the probability that people who code peace processes name a third party the mediator of a pair."""

from tertius.codebooks.naming_weights import MEDIATOR
from tertius.measures.naming import CONSTANTS, NEEDS, Fit, between_states, is_body, naming_path, naming_readings
from tertius.model import Inputs, Measure, Reading, Request, Series

NAME = "named-mediator"
"""Name of the measure."""


def _marks(request: Request, actor: str) -> tuple[float, ...]:
    return float(is_body(request, actor)), float(between_states(request))


FIT = Fit(NAME, MEDIATOR, _marks)
"""Weights and features."""


def compute(inputs: Inputs, request: Request) -> list[Reading]:
    """One reading per actor asked for; see :data:`MEASURE`."""
    return naming_readings(FIT, inputs, request)


def path(inputs: Inputs, request: Request) -> list[Series]:
    """The same at the end of every month up to ``at``; None while evidence is thin, and in data coded by hand."""
    return naming_path(FIT, inputs, request)


MEASURE = Measure(
    name=NAME,
    title="Named mediator",
    question="How probable is it that people who code peace processes name this third party a mediator of the two?",
    unit="probability, 0 to 1, of being named in a record of talks or texts of the period; probability: its mean",
    formula=(
        "P = 1 / (1 + exp(-(w0 + sum of w (x - centre) / scale))), x = log(share + floor), 1 for a body (0 for a "
        "state), 1 between two states (0 with an armed group); share ~ Beta(prior + days of the party, days of all "
        "other outsiders + theirs), days of contact as in visibility, all outsiders apart; weights are drawn with "
        "their errors"
    ),
    reference=(
        "logistic regression on ICEWS 2014, 2018 and 2021 against negotiations 1989-2023 and PA-X signatures; "
        "figures on conflicts left out in docs/validation.md"
    ),
    limits=(
        "Calibrated on few conflicts, of two states hardly any with a mediator, in machine-coded news of a year. "
        "Presence is nearly all it sees, so it ranks no better than visibility, a busy ally looks like a mediator, and "
        "quiet mediators (Norway, a foundation) are missed. It supposes talks or a text in the period: where there "
        "are none, nobody mediates. Who signs as a witness counts as named. It says nothing of data coded by hand."
    ),
    needs=NEEDS,
    constants=CONSTANTS,
    compute=compute,
    path=path,
)
