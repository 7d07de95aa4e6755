"""Directives of outsiders to a side, and whether the side did as it was told."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from tertius.codebooks.roles import DIRECTIVES, REFUSALS, WITHDRAWALS
from tertius.measures.episodes import Act, episodes
from tertius.measures.outsiders import IN, OUT, Outsiders, in_order, within
from tertius.model import Inputs

OUTCOMES = ("comply", "refuse", "silence")
OBEYING = frozenset().union(*DIRECTIVES.values())
"""All acts that comply with some directive."""


@dataclass(frozen=True)
class Terms:
    """Days a directive has, days a withdrawal has, and days within which the same directive is a repetition."""

    horizon: int
    withdrawal: int
    follow_up: int

    @classmethod
    def of(cls, inputs: Inputs) -> "Terms":
        """Read them from the constants."""
        return cls(
            int(inputs.constant("arbiter.horizon_days")),
            int(inputs.constant("arbiter.withdrawal_days")),
            int(inputs.constant("arbiter.follow_up_days")),
        )


@dataclass(frozen=True)
class Directive:
    """One directive whose time was up: its day, code, outcome, and the events that say so."""

    day: int
    code: str
    outcome: str
    events: tuple[str, ...]


def directives(outside: Outsiders, toward_other: list[Act], who: tuple[str, str], terms: Terms, last: int
               ) -> list[Directive]:  # fmt: skip
    """Directives of a third party to a side whose time was up on day ``last``, with what came of them.

    Args:
        outside: Acts of outsiders with the two sides.
        toward_other: Acts of the side toward the other side of the pair: compliance is mostly done there.
        who: The third party and the side.
        terms: Horizons.
        last: Last day that may be seen.
    """
    third, side = who
    told = sorted(outside.of(third, side, OUT, DIRECTIVES), key=lambda act: act.code)
    answers = replies(outside, toward_other, who)
    refusals = outside.of(third, side, IN, REFUSALS)
    found = []
    for code, group in groupby(told, key=lambda act: act.code):
        slow = terms.withdrawal if DIRECTIVES[code] & WITHDRAWALS else terms.horizon
        for episode in episodes(in_order(group), terms.follow_up):
            if episode[-1].day + slow <= last:
                found.append(_settled(episode, answers, refusals, terms))
    return sorted(found, key=lambda one: (one.day, one.code))


def replies(outside: Outsiders, toward_other: list[Act], who: tuple[str, str]) -> list[Act]:
    """Acts of a side toward the other side and toward the third party, among which compliance is looked for."""
    third, side = who
    return in_order([*toward_other, *outside.acts.get((third, side, IN), [])])


def chances(found: Sequence[Directive], answers: list[Act], terms: Terms, days: tuple[int, int], reach: int
            ) -> NDArray[np.float64]:  # fmt: skip
    """How often each directive would seem obeyed on any day near its own: what complies comes anyway, too.

    Args:
        found: Directives of one third party to one side.
        answers: Acts among which compliance is looked for, as of :func:`replies`.
        terms: Horizons.
        days: First and last day looked at.
        reach: Days to either side of a directive that are compared with it.

    Returns:
        Share of those days after which an act that complies follows in time, [N].
    """
    first, last = days
    shares = np.zeros(len(found))
    for code in {one.code for one in found}:
        slow = terms.withdrawal if DIRECTIVES[code] & WITHDRAWALS else terms.horizon
        size = max(last - slow - first + 1, 1)
        edges = np.zeros(size + 1)
        for act in answers:
            if act.code in DIRECTIVES[code]:
                due = terms.withdrawal if act.code in WITHDRAWALS else terms.horizon
                edges[min(max(act.day - due - first, 0), size)] += 1
                edges[min(max(act.day - first, 0), size)] -= 1
        total = np.concatenate([[0.0], np.cumsum(np.cumsum(edges[:-1]) > 0)])
        for i, one in enumerate(found):
            if one.code == code:
                low, high = max(one.day - first - reach, 0), min(one.day - first + reach + 1, size)
                shares[i] = (total[high] - total[low]) / max(high - low, 1)
    return shares


def _settled(episode: list[Act], answers: list[Act], refusals: list[Act], terms: Terms) -> Directive:
    first, last, code = episode[0].day, episode[-1].day, episode[0].code
    ids = tuple(act.event_id for act in episode)
    due = {True: last + terms.withdrawal, False: last + terms.horizon}
    for act in within(answers, first + 1, last + terms.withdrawal):
        if act.code in DIRECTIVES[code] and act.day <= due[act.code in WITHDRAWALS]:
            return Directive(first, code, "comply", (*ids, act.event_id))
    if refused := within(refusals, first + 1, last + terms.horizon):
        return Directive(first, code, "refuse", (*ids, refused[0].event_id))
    return Directive(first, code, "silence", ids)


def complied(found: Iterable[Directive]) -> list[bool]:
    """Whether each directive was complied with."""
    return [one.outcome == OUTCOMES[0] for one in found]
