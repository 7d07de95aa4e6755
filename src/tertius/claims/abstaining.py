"""When a sentence makes no claim that can be tested, and why: the first reason that applies is the one given."""

from datetime import date
from typing import NamedTuple

from tertius.claims import attributing, slots, windows
from tertius.claims.brief import Brief
from tertius.claims.directions import DOWN, direction
from tertius.claims.framing import truth
from tertius.claims.notions import Found
from tertius.claims.qualifying import another, not_asserted
from tertius.claims.tense import only_denied, perhaps, supposed
from tertius.claims.windows import Window
from tertius.codebooks.constants import constant
from tertius.model import ClaimType, Dyad, Says, Sentence, month_index


class Asserted(NamedTuple):
    """What a clause asserts."""

    found: Found | None
    actor: str | None
    pair: Dyad | None
    says: Says
    over: str = ""
    """The words by which it is said of a time that is over."""
    window: Window | None = None
    """That time, where it can be tested."""
    place: str = ""
    """The region or the other state it is said of, where the pair was read from the rest of the text."""


_BY_TYPE = {
    ClaimType.NORMATIVE: "nothing that a record could refute was read in it; by rule it was taken for a value, a "
    "motive, a figure of speech, a question or advice, as is a fact told in a form that is not read here",
    ClaimType.EVENT: "a single act; write its codes and both actors to look it up among the events",
    ClaimType.CAUSAL: "causes are not identified by these data; name cause and effect to compare their dates",
}
_CONDITION = "it holds only under a condition, which is not tested"
_OWN_REASON = ("neighbour", "sovereignty", "order")
"""Norms and constructs whose own reason names what is nearest to them among what is counted."""
_FORESEEN = ("mediation", "pressure")
"""Measures that `tertius forecast` foretells."""


def reason(sentence: Sentence, kind: ClaimType, asserted: Asserted, brief: Brief) -> str:
    """Why a claim cannot be tested; empty where all its slots are found."""
    notion = asserted.found.notion if asserted.found is not None else None
    if kind in (ClaimType.NORMATIVE, ClaimType.CONSTRUCT) and notion is not None and notion.name in _OWN_REASON:
        return notion.why_not
    if kind is ClaimType.NORMATIVE and notion is not None and notion.measure is None:
        return notion.why_not
    if kind in (ClaimType.EVENT, ClaimType.NORMATIVE) and attributing.opening_condition(sentence):
        return _CONDITION
    if kind in _BY_TYPE:
        return _BY_TYPE[kind]
    day = brief.made_on
    of_time = _of_its_time(sentence, asserted, day) or _of_the_past(sentence, asserted, day)
    return (_of_sentence(sentence, asserted) or of_time or _of_notion(sentence, asserted.found, kind)
            or _of_slots(asserted, brief))  # fmt: skip


def _of_sentence(sentence: Sentence, asserted: Asserted) -> str:
    if attributing.condition(sentence):
        return _CONDITION
    if asserted.found is not None and supposed(sentence, asserted.found.start):
        return "it tells what would be, not what is or will be"
    if asserted.found is not None and perhaps(sentence, asserted.found.start):
        return "it tells what may have been, not what was"
    if asserted.found is not None and truth(sentence) is None and only_denied(sentence, asserted.found.start):
        return "it tells what somebody denies or doubts, which is not asserted"
    if asserted.found is not None and (words := not_asserted(sentence, asserted.found.start)):
        return f"it tells what somebody may be or is taken for ({words}), which is not asserted"
    if asserted.found is not None and (narrower := another(sentence, asserted.found, asserted.says)):
        return narrower
    return ""


def _of_its_time(sentence: Sentence, asserted: Asserted, made_on: date) -> str:
    """A time that is over, where what is said is measured and may be of another time."""
    if asserted.found is not None and asserted.found.notion.measure is None:
        return ""
    before = slots.past(sentence, made_on, asserted.found.start if asserted.found else None)
    if before and asserted.window is None and windows.begun(sentence, made_on) is None:
        return (f"it speaks of a time that was over ({before}), and whether the claim does is not plain; "
                "give since and until")  # fmt: skip
    return ""


def _of_the_past(sentence: Sentence, asserted: Asserted, made_on: date) -> str:
    """A rise or a fall that is over needs the time it is said of; a loss or a gain is dated wherever it lies."""
    measured = asserted.found is not None and asserted.found.notion.measure is not None
    dated = asserted.says in (Says.LOST, Says.GAINED)
    if not measured or not asserted.over or dated or windows.begun(sentence, made_on):
        return ""
    trend, then = asserted.says in (Says.RISES, Says.FALLS), asserted.window
    if then is None or (trend and then.once):
        return f"it speaks of a time that was over ({asserted.over}), and no year tells which; give since and until"
    if trend and then.since and month_index(then.until) - month_index(then.since) >= constant("claims.now_months"):
        return f"it rose or fell within a time ({then.words}); what is tested is a time against the one before it"
    return ""


def _of_notion(sentence: Sentence, found: Found | None, kind: ClaimType) -> str:
    if found is None:
        return "no role or quantity that is measured here was found in the sentence" + (
            "; a forecast needs one" if kind is ClaimType.FORECAST else ""
        )
    notion = found.notion
    if notion.measure is None:
        return notion.why_not
    quoted = any(a <= found.start < b for a, b in attributing.scare_quotes(sentence))
    if quoted and direction(sentence) != DOWN:
        return "the notion stands in quotation marks only: whose word it is, is for a reader to say"
    if kind is ClaimType.FORECAST and notion.measure not in _FORESEEN:
        return f"forecasts are made of {' and '.join(_FORESEEN)} only"
    if kind in (ClaimType.TREND, ClaimType.COMPARISON) and notion.graded == "no":
        return f"of {notion.measure} only presence is measured, not rise, fall or rank"
    return ""


def _of_slots(asserted: Asserted, brief: Brief) -> str:
    found, actor, pair, said, *_ = asserted
    measure = found.notion.measure if found is not None else None
    if actor is None:
        return "whom it is said of was not found"
    if pair is None or measure is None:
        known = ", ".join(map(str, brief.arena.pairs))
        return f"no pair of the arena {brief.arena.name} ({known}) was found that it is said of"
    if asserted.place:
        return f"it is said of {asserted.place} and names no pair: give the pair that it is to be tested on"
    if actor not in brief.subjects(measure, pair):
        return f"{measure} toward {pair} does not report on {brief.title(actor)}"
    if said is Says.NONE:
        return "which way it goes was not found"
    return ""
