"""From type and direction to what a hypothesis says: holds, lost, gained, rises, falls, more than, nominal."""

import re
from collections.abc import Sequence

from tertius.claims.cues import spelled
from tertius.claims.directions import DOWN, SAME, UP, denies_role
from tertius.claims.notions import INVERSE, Found
from tertius.model import ClaimType, Says

_NOMINAL = re.compile(r"(?<!\w)(?:nominal(?:ly)?|in name only|on paper|only formally|so-called)(?!\w)")
_BECOMING = re.compile(
    r"(?<!\w)(?:becom\w+|became|emerg\w+|turned .{2,30} into|has grown into|established itself)(?!\w)"
)
_GOING_ON = re.compile(
    r"(?<!\w)(?:already|ongoing|underway|under way|continuing|current|existing)(?!\w)", re.IGNORECASE
)
_ONCE_HELD = re.compile(r"(?<!\w)(?:no longer|any ?more|ceased? to|never again|los(?:t|es?|ing)|sidelined)(?!\w)")
"""Words by which what is denied of the present was there before."""
_NOW = re.compile(r"(?<!\w)(?:now|today|these days|reduced to|relegated to)(?!\w)")
"""Words that set who stands by off against what they were."""
_DENIED = re.compile(r"(?<!\w)(?:no longer|not|n't|never|nor|neither|ceased to be|far from)(?!\w)", re.I)


def says(kind: ClaimType, way: str | None, found: Found | None, other: str | None, text: str) -> Says:
    """What a claim of a type asserts when its sentence points a way; :data:`Says.NONE` where it does not tell.

    A trend of a measure that compares with the past by itself is said to hold. A comparison without a second actor is
    one with the past. Who stands by is no player, whatever else the sentence says; whether they were one before only
    words of a change tell (*has become a bystander*, *is sidelined*).
    """
    if found is None:
        return Says.NONE
    if found.notion.name == INVERSE:
        return Says.HOLDS if _DENIED.search(text) else _stands_by(spelled(text))
    if kind is ClaimType.FORECAST and found.notion.graded == "self":
        return {UP: Says.RISES, DOWN: Says.FALLS}.get(way or "", Says.NONE)
    return _graded(kind, way, found, other) if kind in (ClaimType.TREND, ClaimType.COMPARISON) else _state(way, text)


def _stands_by(text: str) -> Says:
    return Says.LOST if _BECOMING.search(text) or _ONCE_HELD.search(text) or _NOW.search(text) else Says.LACKS


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
        return Says.LACKS if denies_role(text) and not _ONCE_HELD.search(written) else Says.LOST
    if way == UP and _BECOMING.search(written):
        return Says.GAINED
    return Says.HOLDS if way in (UP, SAME) else Says.NONE


def presupposed(kind: ClaimType, text: str, found: Sequence[Found]) -> ClaimType | None:
    """The type of what a cause or a forecast takes for granted, which may be tested where they are not; else None.

    That an effect took place (*lost its role because ...*), and that what may grow is there (*already under way*).
    """
    if not found or found[0].notion.measure is None:
        return None
    if kind is ClaimType.CAUSAL:
        return ClaimType.ROLE
    if kind is ClaimType.FORECAST and _GOING_ON.search(text):
        return ClaimType.TREND if found[0].notion.graded == "self" else ClaimType.ROLE
    return None
