"""The working alphabet: 51 event classes, between the 20 roots and the 317 codes of CAMEO.

Source: methods 1.5. A code belongs to the first class that names it, else to the class of its root (``R01`` ...),
so every code has exactly one class. Where two classes name the same code (135: a threat, and an exit from mediation)
the earlier one, about third parties, wins.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from tertius.codebooks.patterns import ALL_CODES, expand
from tertius.model import UnknownName


class EventClass(StrEnum):
    """A working class; the value is its name in tables and in the methods."""

    MED = "MED"
    MED_ACC = "MED-ACC"
    MED_ASK = "MED-ASK"
    MED_NEG = "MED-NEG"
    FAC = "FAC"
    DIR = "DIR"
    TALK = "TALK"
    VISIT = "VISIT"
    HOST = "HOST"
    THIRD = "THIRD"
    SIGN = "SIGN"
    CEASE = "CEASE"
    GUAR_INT = "GUAR-INT"
    GUAR_ASK = "GUAR-ASK"
    GUAR_DEED = "GUAR-DEED"
    GUAR_NEG = "GUAR-NEG"
    MIL_COOP = "MIL-COOP"
    MIL_AID = "MIL-AID"
    MIL_CUT = "MIL-CUT"
    ECO_COOP = "ECO-COOP"
    ECO_AID = "ECO-AID"
    DEF = "DEF"
    ATT = "ATT"
    ACC = "ACC"
    THREAT_NF = "THREAT-NF"
    THREAT_F = "THREAT-F"
    POSTURE = "POSTURE"
    CUT = "CUT"
    ARREST = "ARREST"
    SEIZE = "SEIZE"
    BLOCK = "BLOCK"
    UNCONV = "UNCONV"
    FIGHT = "FIGHT"
    MASS = "MASS"
    YIELD = "YIELD"
    R01 = "R01"
    R02 = "R02"
    R03 = "R03"
    R04 = "R04"
    R05 = "R05"
    R06 = "R06"
    R07 = "R07"
    R09 = "R09"
    R10 = "R10"
    R11 = "R11"
    R12 = "R12"
    R13 = "R13"
    R14 = "R14"
    R16 = "R16"
    R17 = "R17"
    R19 = "R19"


_SPLIT: dict[EventClass, tuple[str, str]] = {
    EventClass.MED: ("mediation, done or offered", "045 039"),
    EventClass.MED_ACC: ("mediation accepted", "038"),
    EventClass.MED_ASK: ("mediation asked for by others", "028 108"),
    EventClass.MED_NEG: ("mediation refused, threatened or halted", "126 135 165"),
    EventClass.FAC: ("others called on to meet or settle", "026 027"),
    EventClass.DIR: ("parties told to yield, meet or settle", "105x 106 107"),
    EventClass.TALK: ("talks, negotiation and intent to meet", "040 041 046 036"),
    EventClass.VISIT: ("visit made", "042"),
    EventClass.HOST: ("visit hosted", "043"),
    EventClass.THIRD: ("meeting on third ground", "044"),
    EventClass.SIGN: ("agreement signed", "057"),
    EventClass.CEASE: ("ceasefire and military de-escalation", "087x"),
    EventClass.GUAR_INT: ("protection or peacekeeping promised", "0334"),
    EventClass.GUAR_ASK: ("protection or peacekeeping asked for", "0234 1034"),
    EventClass.GUAR_DEED: ("protection or peacekeeping provided", "074"),
    EventClass.GUAR_NEG: ("protection refused, peacekeepers withdrawn or expelled", "1224 1661"),
    EventClass.MIL_COOP: ("military and intelligence cooperation, done or promised", "0312 062 064 0314"),
    EventClass.MIL_AID: ("military aid, given or promised", "0332 072"),
    EventClass.MIL_CUT: ("military aid cut", "1622"),
    EventClass.ECO_COOP: ("economic cooperation, done or promised", "0311 061"),
    EventClass.ECO_AID: ("economic aid, given or promised", "0331 071"),
    EventClass.DEF: ("defence, praise and accord in words", "051 052 053 019"),
    EventClass.ATT: ("disapproval in words", "110 111 112"),
    EventClass.ACC: ("specific accusation and rallying against", "1121 1122 1123 1124 1125 113"),
    EventClass.THREAT_NF: ("threat without force", "131x 134 135 136"),
    EventClass.THREAT_F: ("threat of force and ultimatum", "138x 139"),
    EventClass.POSTURE: ("show of force", "15x"),
    EventClass.CUT: ("relations cut, sanctions", "160 161 163"),
    EventClass.ARREST: ("arrest and deportation", "173 174"),
    EventClass.SEIZE: ("property seized, restrictions, repression", "171x 172x 175"),
    EventClass.BLOCK: ("blockade and occupation", "191 192"),
    EventClass.UNCONV: ("unconventional violence", "18x"),
    EventClass.FIGHT: ("armed force and broken ceasefires", "190 193 194 195x 196"),
    EventClass.MASS: ("mass violence", "20x"),
    EventClass.YIELD: ("concession in word or deed", "08 080 081x 082 083x 084x 085 086x"),
}
_ROOTS: dict[EventClass, str] = {
    EventClass.R01: "other statements",
    EventClass.R02: "other appeals",
    EventClass.R03: "other promises",
    EventClass.R04: "consultation, not specified",
    EventClass.R05: "other diplomatic cooperation",
    EventClass.R06: "other material cooperation",
    EventClass.R07: "other aid",
    EventClass.R09: "investigation",
    EventClass.R10: "other demands",
    EventClass.R11: "other disapproval",
    EventClass.R12: "other rejection",
    EventClass.R13: "other threats",
    EventClass.R14: "protest",
    EventClass.R16: "other reduced relations",
    EventClass.R17: "other coercion",
    EventClass.R19: "armed force, not specified",
}


@dataclass(frozen=True)
class ClassRow:
    """An event class: its name, a gloss of ours and the codes that belong to it."""

    event_class: EventClass
    meaning: str
    codes: tuple[str, ...]


def _named() -> dict[str, EventClass]:
    """Class of every code that a split class names; the first one wins."""
    found: dict[str, EventClass] = {}
    for event_class, (_, patterns) in _SPLIT.items():
        for code in expand(patterns):
            found.setdefault(code, event_class)
    return found


def _classes() -> dict[str, EventClass]:
    named = _named()
    return {code: named[code] if code in named else EventClass(f"R{code[:2]}") for code in ALL_CODES}


_CLASS_OF: Mapping[str, EventClass] = MappingProxyType(_classes())
_MEANINGS = {event_class: meaning for event_class, (meaning, _) in _SPLIT.items()} | _ROOTS

CLASSES: Mapping[EventClass, ClassRow] = MappingProxyType(
    {
        event_class: ClassRow(
            event_class, _MEANINGS[event_class], tuple(code for code in ALL_CODES if _CLASS_OF[code] is event_class)
        )
        for event_class in EventClass
    }
)
"""Every class with its codes; the code lists part the book."""


def class_of(code: str) -> EventClass:
    """Return the working class of a CAMEO code.

    Raises:
        UnknownName: The book has no such code.

    >>> class_of("045")
    <EventClass.MED: 'MED'>
    """
    if code not in _CLASS_OF:
        raise UnknownName("CAMEO code", code, ALL_CODES)
    return _CLASS_OF[code]
