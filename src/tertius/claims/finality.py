"""Words such as *definitively* and *no longer*: they claim an absolute state, tested apart from the level."""

from tertius.claims.ruling import Hearing, Ruling, mixed
from tertius.model import Direction, Finding, ReasonCode, Says

ABSOLUTE = ("definitive", "full", "no longer")
"""Quantifiers that claim an absolute state."""
_DAYS_A_MONTH = 30.44


def too_strong(heard: Hearing) -> Ruling | None:
    """Why the words say more than the data show; None when they do not, or claim nothing absolute.

    A loss is absolute when it is a year old and the upper bound of the present share lies below a tenth of the share
    before it. A role is held absolutely when its gain, if one is dated, is a year old and the lower bound of the
    present share exceeds the even share.
    """
    if heard.claim.quantifier not in ABSOLUTE:
        return None
    if heard.claim.says is Says.LOST and heard.change is not None:
        return _young(heard, heard.change, "loss") or _left_over(heard, heard.change)
    if heard.claim.says in (Says.HOLDS, Says.GAINED):
        gain = heard.last(Direction.GAIN)
        return (_young(heard, gain, "gain") if gain else None) or _uncertain(heard)
    return None


def _young(heard: Hearing, change: Finding, what: str) -> Ruling | None:
    months = (heard.claim.last_day - change.when).days / _DAYS_A_MONTH
    if months >= heard.constants["claims.definitive_months"]:
        return None
    return mixed(
        ReasonCode.QUANTIFIER,
        f"the {what} is dated {change.when}, {months:.0f} months before the text: so far, not definitive",
    )


def _left_over(heard: Hearing, change: Finding) -> Ruling | None:
    now, limit = heard.case.primary.now.estimate, heard.constants["claims.definitive_ratio"] * change.before.value
    if now is not None and now.high <= limit:
        return None
    high = "unknown" if now is None else f"{now.high:.2f}"
    return mixed(
        ReasonCode.QUANTIFIER,
        f"the loss is supported, its finality is not: the upper bound {high} exceeds {limit:.2f}",
    )


def _uncertain(heard: Hearing) -> Ruling | None:
    now, even = heard.case.primary.now.estimate, heard.case.primary.even
    if now is None or even is None or now.low > even:
        return None
    return mixed(
        ReasonCode.QUANTIFIER,
        f"the role is held, not fully: the lower bound {now.low:.2f} does not exceed the even share {even:.2f}",
    )
