"""Triggers and answers: what a third party did when one side struck the other, and what it does anyway."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from tertius.codebooks.roles import (
    BROKERED,
    BROKERS,
    CALLS,
    COMMITMENTS,
    DEEDS_AGAINST,
    DEEDS_FOR,
    PRESENCE,
    REVERSE_TO_WARD,
    REVERSE_WITH_FOE,
    TRIGGERS,
    WORDS,
)
from tertius.measures.credits import seen
from tertius.measures.episodes import Act, acts, day_number
from tertius.measures.outsiders import IN, OUT, Outsiders, in_order, within
from tertius.model import Inputs, Panel, Request

OUTCOMES = ("deed", "word", "reverse", "silence")
"""What may follow a trigger, strongest first."""
_PLEDGED = {(OUT, code) for code in COMMITMENTS} | {(IN, code) for code in PRESENCE}


@dataclass(frozen=True)
class Horizons:
    """Days: a deed counts within ``deed``, a word within ``word``; triggers closer than ``gap`` are one episode."""

    deed: int
    word: int
    gap: int

    @classmethod
    def of(cls, inputs: Inputs) -> "Horizons":
        """Read them from the constants."""
        return cls(
            int(inputs.constant("guarantor.deed_days")),
            int(inputs.constant("guarantor.word_days")),
            int(inputs.constant("guarantor.episode_gap_days")),
        )


@dataclass(frozen=True)
class Answer:
    """How one third party answered one trigger episode, and the events that say so.

    ``own`` is true for a deed the third party did itself, false for a ceasefire that it brokered.
    """

    day: int
    outcome: str
    own: bool
    events: tuple[str, ...]


@dataclass(frozen=True)
class Conduct:
    """One third party and one side: its deeds, ceasefires, words and reversals, each in order of day."""

    deeds: list[Act]
    ceasefires: list[Act]
    words: list[Act]
    reversals: list[Act]
    calls: list[Act]

    def answer(self, episode: Sequence[Act], horizons: Horizons) -> Answer:
        """The strongest thing done within the horizon of an episode's first day, that day included."""
        first = episode[0].day
        kinds = (
            ("deed", self.deeds, horizons.deed),
            ("deed", self.ceasefires, horizons.deed),
            ("word", self.words, horizons.word),
            ("reverse", self.reversals, horizons.deed),
        )
        for outcome, done, horizon in kinds:
            if hits := within(done, first, first + horizon):
                return Answer(first, outcome, done is self.deeds, (episode[0].event_id, hits[0].event_id))
        return Answer(first, OUTCOMES[-1], False, (episode[0].event_id,))


def conduct(outside: Outsiders, brokered: list[Act], third: str, ward: str, foe: str) -> Conduct:
    """What a third party does for ``ward`` and against ``foe``.

    Args:
        outside: Acts of outsiders with the two sides.
        brokered: Ceasefires of the two sides in which the third party is named.
        third: The third party.
        ward: The side it would protect.
        foe: The other side.
    """
    return Conduct(
        deeds=in_order([*outside.of(third, ward, OUT, DEEDS_FOR), *outside.of(third, foe, OUT, DEEDS_AGAINST)]),
        ceasefires=in_order(brokered),
        words=outside.of(third, foe, OUT, WORDS),
        reversals=in_order(
            [*outside.of(third, ward, OUT, REVERSE_TO_WARD), *outside.of(third, foe, OUT, REVERSE_WITH_FOE)]
        ),
        calls=outside.of(third, ward, IN, CALLS),
    )


def trigger_episodes(found: list[Act], horizons: Horizons) -> list[list[Act]]:
    """Group triggers no further apart than the gap; one that lasts longer than a deed may take begins anew."""
    groups: list[list[Act]] = []
    for act in found:
        near = groups and act.day - groups[-1][-1].day <= horizons.gap
        if near and act.day - groups[-1][0].day <= horizons.deed:
            groups[-1].append(act)
        else:
            groups.append([act])
    return groups


def answers(attacks: list[Act], done: Conduct, horizons: Horizons, last: int) -> list[Answer]:
    """Answers to every episode whose time was up on day ``last``."""
    found = trigger_episodes(in_order([*attacks, *done.calls]), horizons)
    return [done.answer(one, horizons) for one in found if one[0].day + horizons.deed <= last]


def quiet_windows(attacks: list[Act], done: Conduct, horizons: Horizons, first: int, last: int
                  ) -> list[tuple[int, bool]]:  # fmt: skip
    """First day of each window of a deed's length that no trigger touches, and whether it saw a deed all the same."""
    starts = [one[0].day for one in trigger_episodes(in_order([*attacks, *done.calls]), horizons)]
    taken = np.asarray(sorted(starts), dtype=np.int64)
    tried = np.arange(first, last - horizons.deed + 1, horizons.deed + 1)
    before = np.searchsorted(taken, tried - horizons.deed)
    after = np.searchsorted(taken, tried + horizons.deed, side="right")
    return [(int(day), bool(within(done.deeds, int(day), int(day) + horizons.deed)))
            for day in tried[before == after]]  # fmt: skip


def attacks_on(panel: Panel, request: Request, ward: str, foe: str) -> list[Act]:
    """Triggers of ``foe`` against ``ward`` in panel ``pair_act``."""
    return [act for act in acts(panel, request, foe, ward) if act.code in TRIGGERS]


def brokered_by(parts: Panel, request: Request) -> Callable[[str], list[Act]]:
    """Ceasefires between the two sides in panel ``pair_part``, by the third party that brought them about."""
    brought = [str(code) in BROKERED and str(part) in BROKERS
               for code, part in zip(parts["code"], parts["part"], strict=True)]  # fmt: skip
    rows = parts.where(seen(parts, request) & np.asarray(brought, dtype=np.bool_))
    days = rows["date"].astype("datetime64[D]").astype(np.int64)
    found: dict[str, list[Act]] = {}
    for i in range(len(rows)):
        act = Act(int(days[i]), str(rows["code"][i]), str(rows["event_id"][i]))
        found.setdefault(str(rows["third"][i]), []).append(act)
    return lambda third: found.get(third, [])


def committed(panel: Panel, parts: Panel, request: Request) -> frozenset[str]:
    """Third parties with a commitment to a side on record by the day asked for, however old.

    A promise of protection, military aid or cooperation, peacekeepers on the ground, or the part of guarantor in an
    act of the two sides.
    """
    known = day_number(request.at)
    days = panel["date"].astype("datetime64[D]").astype(np.int64)
    found = {
        str(panel["third"][i])
        for i in np.flatnonzero(days <= known)
        for way in ((OUT, IN) if panel["direction"][i] == "joint" else (str(panel["direction"][i]),))
        if (way, str(panel["code"][i])) in _PLEDGED
    }
    when = parts["date"].astype("datetime64[D]").astype(np.int64)
    named = np.flatnonzero((when <= known) & (parts["part"] == "guarantor"))
    return frozenset(found | {str(parts["third"][i]) for i in named})
