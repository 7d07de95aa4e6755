"""What a clause asserts: which way, of what time, and how final; read from its own words and not from those around."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from tertius.claims import slots, windows
from tertius.claims.conduct import ACHIEVING, Conduct, over
from tertius.claims.contrasting import contrasted, without_clause, without_contrast
from tertius.claims.copula import goes_on_being
from tertius.claims.directions import DOWN, UP, direction
from tertius.claims.framing import told_part, truth, unframed
from tertius.claims.notions import Found
from tertius.claims.pointing import Spoken
from tertius.claims.polarity import DENYING, none_of_them
from tertius.claims.saying import says
from tertius.claims.tense import former, past_state
from tertius.claims.windows import Window
from tertius.model import ONCE, ClaimType, Says, Sentence

_UNTRUE = {Says.HOLDS: Says.LACKS, Says.LACKS: Says.HOLDS, Says.LOST: Says.HOLDS, Says.GAINED: Says.LACKS,
           Says.RISES: Says.FALLS, Says.FALLS: Says.RISES}  # fmt: skip
"""What is said by saying that something is not true."""


@dataclass(frozen=True)
class Clause:
    """A clause on its way to a claim."""

    sentence: Sentence
    whole: Sentence
    spoken: Spoken
    type: ClaimType
    confidence: float
    given: str | None = None
    """The direction, where it is not read from the words."""
    chances: Mapping[str, float] = field(default_factory=dict)
    conduct: tuple[Conduct, ...] = ()
    """What the clause plainly says of somebody's conduct."""


Asserts: TypeAlias = tuple[str | None, Says, str]
"""Which way, what is said, and the words by which it is said of a time that is over."""


def asserted(clause: Clause, found: Found | None, other: str | None, near: Sentence) -> Asserts:
    """Which way a clause goes, what it says, and the words by which it is said of a time that is over.

    Args:
        clause: The clause.
        found: The notion it speaks of.
        other: The second actor of a comparison.
        near: What is said of the notion: the predicate that holds it.
    """
    way, said, past = _said(clause, found, other, near)
    if truth(clause.sentence) is not False:
        return way, said, past
    return {UP: DOWN, DOWN: UP}.get(way or ""), _UNTRUE.get(said, Says.NONE), past


def _said(clause: Clause, found: Found | None, other: str | None, near: Sentence) -> Asserts:
    if clause.conduct:
        said = clause.conduct[0].says
        return UP if said in (Says.HOLDS, Says.RISES) else DOWN, said, over(clause.sentence, clause.conduct[0].found)
    past = past_state(clause.sentence, found.start) if found else ""
    near = unframed(near)
    if found is not None and clause.type is ClaimType.ROLE and former(clause.sentence, found.start):
        return UP, Says.HOLDS, past
    if found is not None and clause.type in (ClaimType.ROLE, ClaimType.TREND):
        at = found.start - (near.start - clause.sentence.start)
        near = told_part(near, at)
        if clause.type is ClaimType.ROLE:
            denied = contrasted(near, at)
            if denied is not None or goes_on_being(near):
                return (DOWN, Says.LACKS, past) if denied else (UP, Says.HOLDS, past)
            near = without_clause(without_contrast(near), at)
    way = clause.given or direction(near)
    if way is None and (ahead := _foreseen(clause, found)) is not None:
        return ahead, Says.HOLDS if ahead == UP else Says.LACKS, past
    return way, says(clause.type, way, found, other, near.text), past


def _foreseen(clause: Clause, found: Found | None) -> str | None:
    """Which way a forecast goes whose verb is the role itself (*may mediate*, *will not mediate*)."""
    part = clause.sentence
    at = part.word_at(found.start) if found is not None else None
    if clause.type is not ClaimType.FORECAST or at is None or part.words[at].tag != "VB":
        return None
    denied = any(part.words[i].text.lower() in DENYING for i in part.children(at)) != none_of_them(part, at)
    if denied and part.words[at].lemma in ACHIEVING:
        return None
    return DOWN if denied else UP


def quantifier_of(clause: Clause, near: Sentence, then: Window | None) -> str:
    """The word by which a clause says how sure or how final it is, or that it names no day."""
    if then is not None and then.once:
        return ONCE
    hedged = clause.type is ClaimType.FORECAST and slots.hedged(clause.sentence)
    return slots.quantifier(near) or ("may" if hedged else "")


def time_of(clause: Clause, found: Found | None, said: Says, past: str, made_on: date) -> Window | None:
    """The time that is over of which a state is said; a change is dated by itself, whenever it is told.

    An end with a date (*ended in 2022*) is tested by what came after.
    A state without a date was so *once*, before the present; of what somebody did without a date nobody knows when.
    """
    part = clause.sentence
    if clause.conduct and clause.conduct[0].ends:
        return windows.after(part, part.words[part.root].start - part.start, made_on)
    if found is None or found.notion.measure is None or said in (Says.LOST, Says.GAINED, Says.NONE):
        return None
    named = windows.window(part, found.start, made_on)
    if named is not None or not past or clause.conduct or windows.begun(part, made_on) or slots.past(part, made_on):
        return named
    return windows.once(past, made_on)
