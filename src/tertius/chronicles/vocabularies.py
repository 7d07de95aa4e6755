"""Closed lists of a chronicle: what may stand in a column, and which words never do.

Event types and modes are those of PLOVER 2.0 (Open Event Data Alliance, *PLOVER Manual*, text of February 2024).
"""

import re
from collections.abc import Mapping
from types import MappingProxyType

STREAMS = ("encounter", "agreement", "hostility", "commitment", "promise", "bilateral", "hybrid", "convening")
"""Strands of the record, each with a written rule of what belongs to it."""

PRECISIONS = ("day", "month", "year")
PARTS = ("mediator", "host", "convener", "guarantor", "witness", "observer")
"""Parts of a third party."""

LEVELS = ("head", "minister", "deputy", "technical", "unknown")
CONFIDENCES = ("high", "medium", "low")
FATES = ("kept", "broken", "lapsed", "open")
OWNERS = ("state", "private", "wire", "igo", "academic", "unknown")
"""Who owns a publisher."""

WIRE = "wire"
"""Stands in ``said_by`` for the press that reports without naming a side."""

INTERNATIONAL = "INT"
"""Country of a publisher that belongs to none."""

SUMMARY_WORDS = 25
"""Longest summary."""

VOCABULARIES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "stream": STREAMS,
        "precision": PRECISIONS,
        "mutual": ("yes", "no"),
        "level": LEVELS,
        "confidence": CONFIDENCES,
        "fate": FATES,
    }
)
"""Columns of ``events.csv`` that hold one word of a list."""

_NO_MODE = ("AGREE", "SUPPORT", "CONCEDE", "COOPERATE", "AID")
_ASSAULT = (
    "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial drone "
    "heavy-weapons crowd-control unconventional"
)
_MODES = {
    "CONSULT": "visit third-party multilateral phone",
    "RETREAT": "withdraw release disarm ceasefire access resign",
    "REQUEST": "assist change yield meet",
    "ACCUSE": "disapprove investigate allege",
    "REJECT": "assist change yield meet",
    "THREATEN": "restrict arrest relations expel territory violence",
    "PROTEST": "demo riot strike hunger boycott obstruct vandalize",
    "SANCTION": "convict expel withdraw discontinue",
    "MOBILIZE": "troops weapons police militia",
    "COERCE": "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber",
    "ASSAULT": _ASSAULT,
}

PLOVER: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {name: () for name in _NO_MODE} | {name: tuple(modes.split()) for name, modes in _MODES.items()}
)
"""Modes of each event type."""

SECOND_TYPES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        # a false story told about a state is coded by what it does, for CAMEO has no code for it
        "111": frozenset({"COERCE"}),
        "112": frozenset({"COERCE"}),
        # leaving of one's own accord is a retreat, being told to leave a sanction
        "166": frozenset({"RETREAT"}),
        "1661": frozenset({"RETREAT", "SANCTION"}),
        "1662": frozenset({"RETREAT", "SANCTION"}),
        # easing outside the military field
        "087": frozenset({"CONCEDE", "COOPERATE"}),
    }
)
"""Types a code may carry beside the one it mostly has."""

_LOADED = (
    "occup(?:y|ies|ied|ier|iers|ation|ations|ying)|liberat\\w*|separatis\\w*|secession\\w*|terroris\\w*|"
    "aggress(?:or|ors|ion|ive)|invad\\w*|invasion\\w*|annex\\w*|regime|regimes|puppet\\w*|genocid\\w*|"
    "ethnic cleansing|massacre\\w*|so-called|self-proclaimed|self-styled|breakaway|"
    "recaptur\\w*|retak(?:e|es|en|ing)|retook|reconquer\\w*|fascis\\w*|nazi\\w*|bandit\\w*|martyr\\w*|"
    "hero|heroes|heroic|barbar\\w*|brutal\\w*|atrocit\\w*|treacher\\w*|unprovoked|enemy|enemies|"
    "artsakh|nagorno-karabakh republic|western azerbaijan|western armenia|zangezur corridor"
)
LOADED_WORDS = re.compile(rf"\b(?:{_LOADED})\b", re.IGNORECASE)
"""Words that judge an act or settle the status of a place; only a side's own framing may hold them."""
