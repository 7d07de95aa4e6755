"""From type and direction to what a hypothesis says: holds, lost, gained, rises, falls, more than, nominal."""

import re

from tertius.claims.cues import spelled
from tertius.claims.directions import DOWN, SAME, UP
from tertius.claims.notions import INVERSE, Found
from tertius.model import ClaimType, Says

_NOMINAL = re.compile(r"(?<!\w)(?:nominal(?:ly)?|in name only|on paper|only formally|so-called)(?!\w)")
_BECOMING = re.compile(
    r"(?<!\w)(?:becom\w+|became|emerg\w+|turned .{2,30} into|has grown into|established itself)(?!\w)"
)
_OPPOSITE = {Says.HOLDS: Says.LOST, Says.LOST: Says.HOLDS, Says.GAINED: Says.LOST, Says.RISES: Says.FALLS,
             Says.FALLS: Says.RISES}  # fmt: skip


def says(kind: ClaimType, way: str | None, found: Found | None, other: str | None, text: str) -> Says:
    """What a claim of a type asserts when its sentence points a way; :data:`Says.NONE` where it does not tell.

    A trend of a measure that compares with the past by itself is said to hold. A comparison without a second actor is
    one with the past. The absence of a bystander is the presence of a player, and the other way round.
    """
    if found is None:
        return Says.NONE
    graded = kind in (ClaimType.TREND, ClaimType.COMPARISON)
    said = _graded(kind, way, found, other) if graded else _state(way, text)
    return _OPPOSITE.get(said, said) if found.notion.name == INVERSE else said


def _graded(kind: ClaimType, way: str | None, found: Found, other: str | None) -> Says:
    if found.notion.graded == "self":
        return {UP: Says.HOLDS, DOWN: Says.LOST}.get(way or "", Says.NONE)
    if kind is ClaimType.COMPARISON and other is not None:
        return Says.MORE_THAN if way == UP else Says.NONE
    return {UP: Says.RISES, DOWN: Says.FALLS}.get(way or "", Says.NONE)


def _state(way: str | None, text: str) -> Says:
    written = spelled(text)
    if _NOMINAL.search(written):
        return Says.NOMINAL
    if way == DOWN:
        return Says.LOST
    if way == UP and _BECOMING.search(written):
        return Says.GAINED
    return Says.HOLDS if way in (UP, SAME) else Says.NONE
