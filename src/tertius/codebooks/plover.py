"""PLOVER 2.0 event types, their modes, conflict-cooperation scores and quad class.

Source: Open Event Data Alliance, *PLOVER Manual* (text of February 2024), CC BY-SA 4.0. Two printing errors are
corrected (trap T6): ACCUSE scores -3, not 3, since its modes score -2 and -3.5; SANCTION is material conflict, as in
its own section, not verbal. Scores carry one decimal place and run from -10 to 10; they describe and decide nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from tertius.codebooks.quads import Quad
from tertius.codebooks.tables import rows
from tertius.model import UnknownName

_TENTHS = 10


@dataclass(frozen=True)
class PloverType:
    """An event type: its score, its quad class and the score of each mode (None: the manual gives none)."""

    name: str
    score: float
    quad: Quad
    modes: Mapping[str, float | None]


def _read() -> dict[str, PloverType]:
    modes: dict[str, dict[str, float | None]] = {}
    heads: dict[str, tuple[float, Quad]] = {}
    for row in rows("plover"):
        score = int(row["score_x10"]) / _TENTHS if row["score_x10"] else None
        if row["mode"]:
            modes[row["type"]][row["mode"]] = score
        else:
            heads[row["type"]] = (score or 0.0, Quad(row["quad"]))
            modes[row["type"]] = {}
    return {name: PloverType(name, *head, MappingProxyType(modes[name])) for name, head in heads.items()}


TYPES: Mapping[str, PloverType] = MappingProxyType(_read())
"""The sixteen event types by name, in the order of the manual."""

CONTEXTS: frozenset[str] = frozenset(row["context"] for row in rows("plover_contexts"))
"""Context tags of PLOVER 2.0; any of them may go with any type."""


def score(plover_type: str, mode: str | None = None) -> float:
    """Return the conflict-cooperation score (-10 to 10) of a type, or of its mode where that is scored.

    Raises:
        UnknownName: There is no such type, or the type has no such mode.

    >>> score("ACCUSE"), score("CONSULT", "visit")
    (-3.0, 4.0)
    """
    if plover_type not in TYPES:
        raise UnknownName("PLOVER type", plover_type, TYPES)
    kind = TYPES[plover_type]
    if mode is None:
        return kind.score
    if mode not in kind.modes:
        raise UnknownName(f"mode of {plover_type}", mode, kind.modes)
    scored = kind.modes[mode]
    return kind.score if scored is None else scored


WORKING_CODES: tuple[tuple[str, ...], tuple[tuple[str, str, str, str], ...]] = (
    ("plover_type", "plover_mode", "context", "code"),
    tuple((row["type"], row["mode"], row["context"], row["code"]) for row in rows("plover_codes")),
)
"""CAMEO working code of a type, of its mode and of a context, ready to be joined; an empty field fits anything.

A working code stands for a class of acts: PLOVER is coarser than CAMEO, so the code says which class and quad an event
of the type counts in, not what a CAMEO coder would have written. It never says mediation, which PLOVER cannot (T5).
"""
