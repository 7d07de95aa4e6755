"""Whether talks were mediated, by a whole text: a decision with its probability."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod

from tertius.codebooks.constants import constant
from tertius.texts.third_parties import ThirdParty
from tertius.texts.third_parties_polarity import ASSERTED, DENIED


@dataclass(frozen=True)
class Mediation:
    """Whether a text says that a third party took part; ``probability`` from 0 to 1, ``mediated`` from one half on."""

    mediated: bool
    probability: float


def mediation(found: Sequence[ThirdParty]) -> Mediation:
    """Decide whether the talks of a document had a third party, from what was found in it.

    Each third party that the text asserts is one more reason to say yes, as likely to be right as the plainest words
    used of it (``texts.explicit``, ``texts.arranging``, ``texts.attending``); reasons combine as independent ones,
    1 - (1 - p)(1 - q). Without any, the probability is ``texts.mediated_unsaid``, or ``texts.mediated_denied`` where
    the text denies a third party. The weights are our choice, fitted to no data set: they order texts, and an asserted
    third party turns the balance.
    """
    plain = {
        "explicit": constant("texts.explicit"),
        "arranging": constant("texts.arranging"),
        "attending": constant("texts.attending"),
    }
    weights: dict[tuple[str | None, str], float] = {}
    for one in found:
        if one.polarity == ASSERTED:
            key = (one.actor, "" if one.actor else one.name)
            weights[key] = max(weights.get(key, 0.0), plain[one.grade])
    if weights:
        probability = 1 - prod(1 - weight for weight in weights.values())
    else:
        denied = any(one.polarity == DENIED for one in found)
        probability = constant("texts.mediated_denied") if denied else constant("texts.mediated_unsaid")
    return Mediation(probability >= 0.5, probability)
