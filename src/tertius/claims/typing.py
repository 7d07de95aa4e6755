"""Which type a sentence is: a linear classifier over its cues, with weights that are shipped as a table."""

from collections.abc import Mapping
from functools import cache

import numpy as np
import numpy.typing as npt
from scipy.special import logsumexp

from tertius.codebooks.tables import rows

Floats = npt.NDArray[np.float64]

NONE = "none"
LABELS = (NONE, "event", "trend", "forecast", "role", "causal", "comparison")
"""Types a sentence may have; ``none``: nothing that a record could refute."""
CONSTANT = "constant"
"""Name of the cue that every sentence has."""

_PLAIN_ROLE = ("j_role_said", "strong_role", "g_copula", "g_subject_named")


def chances(sentence: Mapping[str, float], weights: Mapping[str, Floats]) -> dict[str, float]:
    """Probability of every label for the cues of one sentence; a cue without a weight counts for nothing."""
    zero = np.zeros(len(LABELS))
    score = weights[CONSTANT] + sum((value * weights.get(cue, zero) for cue, value in sentence.items()), zero)
    return dict(zip(LABELS, np.exp(score - logsumexp(score)).tolist(), strict=True))


def kind_of(found: Mapping[str, float], sentence: Mapping[str, float]) -> str:
    """The label of a sentence from its chances and cues: ``none`` where that is likelier than not, else the likeliest.

    A question claims nothing, two actors set against each other are a comparison, and a named actor that is plainly
    said to be this or that (*X is a mediator*) is said something that a record could refute, whatever the chances.
    """
    if sentence["question"]:
        return NONE
    if sentence["j_compared"]:
        return "comparison"
    plain = all(sentence[cue] for cue in _PLAIN_ROLE)
    if found[NONE] > 0.5 and not plain:
        return NONE
    return max((label for label in LABELS if label != NONE), key=lambda label: found[label])


@cache
def shipped() -> Mapping[str, Floats]:
    """The weights of the package: fitted on labels of our own, see ``docs/howto/audit-an-op-ed.md``."""
    return {row["cue"]: np.array([float(row[label]) for label in LABELS]) for row in rows("claim_weights")}
