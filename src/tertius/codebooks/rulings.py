"""Rulings on a name before they are written out: which actor, in which sector, on which days, and why."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from tertius.model import Judgement, Sameness

AMBIGUOUS = "ambiguous:"
"""How the reason of a ruling begins when the name may mean two actors and so stands for none."""
_FIRST, _LAST = date.min, date.max


@dataclass(frozen=True)
class Ruling:
    """Actor and sector of a name from ``since`` until ``until`` (not included; None = open)."""

    actor: str | None
    sector: str | None
    reason: str
    since: date | None = None
    until: date | None = None

    @property
    def first(self) -> date:
        """First day, the beginning of the calendar where open."""
        return self.since or _FIRST

    @property
    def end(self) -> date:
        """Day after the last, the end of the calendar where open."""
        return self.until or _LAST


def in_turn(rulings: Iterable[Ruling], otherwise: str) -> tuple[Ruling, ...]:
    """Lay rulings out so that each day of the calendar has exactly one.

    Where two hold on a day (a minister who also leads the delegation), the one that began later stands. Days without
    any get a ruling of no actor with the reason ``otherwise``.
    """
    known = tuple(rulings)
    bounds = sorted({_FIRST, _LAST, *(ruling.first for ruling in known), *(ruling.end for ruling in known)})
    laid: list[Ruling] = []
    for first, end in pairwise(bounds):
        holding = [ruling for ruling in known if ruling.first <= first and end <= ruling.end]
        chosen = max(holding, key=lambda ruling: ruling.first, default=Ruling(None, None, otherwise))
        since, until = None if first == _FIRST else first, None if end == _LAST else end
        if laid and (laid[-1].actor, laid[-1].sector, laid[-1].reason) == (chosen.actor, chosen.sector, chosen.reason):
            laid[-1] = replace(laid[-1], until=until)
        else:
            laid.append(replace(chosen, since=since, until=until))
    return tuple(laid)


def judgements(name: str, rulings: Sequence[Ruling]) -> list[Judgement]:
    """Write rulings out as judgements on a name; no actor or no sector means unsure."""
    return [
        Judgement(
            name=name,
            actor_id=ruling.actor,
            sector=ruling.sector,
            since=ruling.since,
            until=ruling.until,
            sameness=Sameness.UNSURE if ruling.actor is None or ruling.sector is None else Sameness.SAME,
            reason=ruling.reason,
        )
        for ruling in rulings
    ]
