"""Which slot of an event names the mediator: a typed table of CAMEO's source and target conventions.

Sources: CAMEO Manual 1.1b3 (usage notes of the codes), methods 1.2 (trap T8) and 3.1. Weights are initial values,
meant to be refitted to expert-coded mediation. A slot counts for a pair only when its other end is a side of the
pair and the third party is not.
"""

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Literal

Third = Literal["source", "target"]


class Level(StrEnum):
    """Kind of mediation evidence, strongest first; N is the separate ledger of refusals and exits."""

    E1 = "E1"
    E2 = "E2"
    E3 = "E3"
    E4 = "E4"
    N = "N"


@dataclass(frozen=True)
class Slot:
    """In events of this code the third party stands in slot ``third``, as evidence of a level and weight (0-1)."""

    code: str
    level: Level
    third: Third
    weight: float


SLOTS: tuple[Slot, ...] = (
    Slot("045", Level.E1, "source", 1.0),  # the mediator acts, adversaries are the targets
    Slot("038", Level.E1, "target", 1.0),  # an adversary accepts, the mediator is the target
    Slot("039", Level.E1, "source", 0.7),  # an offer: not yet taken up
    Slot("026", Level.E2, "source", 0.4),  # adversaries' own words would be 036
    Slot("027", Level.E2, "source", 0.4),  # adversaries' own words would be 037
    Slot("126", Level.N, "target", 1.0),  # the would-be mediator is turned down
    Slot("125", Level.N, "target", 1.0),  # an invitation to meet is turned down
    Slot("135", Level.N, "source", 1.0),  # the mediator threatens to stop ...
    Slot("135", Level.N, "target", 1.0),  # ... or a side threatens to leave its mediation
    Slot("165", Level.N, "source", 1.0),  # the mediator stops
)
"""Codes whose slots tell the third party by themselves."""

SLOTS_IN_TALKS: tuple[Slot, ...] = (
    Slot("1313", Level.N, "target", 1.0),
    Slot("160", Level.N, "target", 1.0),
)
"""Codes that are an exit from mediation only while that third party's talks are under way; else they say nothing."""

NO_SLOT = MappingProxyType(
    {
        "028": "an outsider asks for mediation: the source is neither side nor mediator, and the target may be either "
        "the hoped-for mediator or an adversary asked to accept one",
        "108": "a demand for mediation: the source is not the mediator, the target may be an adversary or the "
        "prospective mediator",
    }
)
"""Codes about mediation of which no slot names the mediator, with the reason; they say who is asked, not who acts."""

TALK_CODES: frozenset[str] = frozenset({"036", "040", "041", "042", "043", "044", "046"})
"""Codes that put a third party in talks with both sides (level E3)."""

MEETING_CODES: frozenset[str] = frozenset({"040", "044", "046"})
"""Talk codes of the two sides with each other for which a third party may earn host credit through the place.

Not 041 (a call has no venue), not 036 (nothing was held yet), not 042 and 043 (there one side is the host).
"""

OUTCOME_CODES: frozenset[str] = frozenset({"037", "057", "0841", "0842", "087", "0871", "0872", "0873", "0874"})
"""Acts between the two sides that add outcome credit (level E4) to a third party's E1 or E3 of the week before."""

TRIAD_WEIGHTS = MappingProxyType({"one story": 0.8, "both sides within tolerance": 0.6, "host only": 0.5})
"""Weight of structural evidence (level E3) by how it was seen."""

OUTCOME_WEIGHT = 0.3
"""Added to the credit of the third party whose talks were followed by an outcome."""

PART_WEIGHTS = MappingProxyType(
    {
        "mediator": (Level.E1, 1.0),
        "convener": (Level.E3, 0.8),
        "signatory": (Level.E3, 0.6),
        "guarantor": (Level.E3, 0.6),
        "host": (Level.E3, 0.5),
        "witness": (Level.E3, 0.4),
        "observer": (Level.E3, 0.2),
    }
)
"""What a part that a data set names outright is worth as mediation evidence: level and weight.

A named mediator equals code 045. A convener brought both sides into one room (one-story triad). A third party that
signs, as such or as guarantor, sat in the talks (triad within tolerance); what it guarantees is another role and is
not counted here. A host lends the venue. A witness or observer is present without acting; their weights, and that of
signatory, are our own estimates below ``host`` or equal to the triad.
"""
