"""Whether a name is an actor here or only the place where something happens."""

from collections.abc import Sequence
from dataclasses import replace

from tertius.model import Word
from tertius.texts.spotting import Spot
from tertius.texts.vocabulary import vocabulary

_WHERE = vocabulary("where")
_WAY = vocabulary("way")
_PLACED = frozenset({"state", "capital"})


def settled(words: Sequence[Word], spot: Spot) -> Spot:
    """Read states after "in" and capitals after "in", "from" or "to" as places; any other capital as its government."""
    kind = spot.name.kind
    if kind == "seat":
        return _as(spot, "capital")
    if kind not in _PLACED:
        return spot
    head = _head(words, spot)
    governor = words[words[head].head]
    if words[head].dep == "conj" and governor is not words[head]:
        governor = words[governor.head]
    before = words[spot.first - 1].text.lower() if spot.first else ""
    where = governor.text.lower() if governor.pos in {"ADP", "SCONJ"} else before
    if where in _WHERE or (kind == "capital" and (where in _WAY or _modifies(words, spot, head))):
        return _as(spot, "place")
    return spot


def _head(words: Sequence[Word], spot: Spot) -> int:
    inside = range(spot.first, spot.last)
    return next((i for i in inside if words[i].head not in inside), spot.last - 1)


def _modifies(words: Sequence[Word], spot: Spot, head: int) -> bool:
    """A capital in front of a noun ("the Geneva talks"), after a comma of a place, or a dateline."""
    word = words[head]
    return word.dep in {"compound", "nmod", "npadvmod", "appos"} or (
        word.dep == "ROOT" and spot.last < len(words) and words[spot.last].text in {"-", "--", "(", "–", "—"}
    )


def _as(spot: Spot, kind: str) -> Spot:
    sector = None if kind == "place" else spot.name.sector
    return replace(spot, name=replace(spot.name, kind=kind, sector=sector))
