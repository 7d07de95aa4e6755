"""Acts that are not counted because the same act was counted a day or two before (machine-coded data)."""

import numpy as np
from numpy.typing import NDArray

from tertius.codebooks.slots import SLOTS, TALK_CODES, Level
from tertius.measures.credits import OTHER, Credits, month_lengths, months_of, seen
from tertius.model import Panel, Request, Span, month_index

Floats = NDArray[np.float64]
_CODES = tuple(sorted({slot.code for slot in SLOTS if slot.level != Level.N} | TALK_CODES))


def with_repeats(credits: Credits, contacts: Panel, request: Request, months: Span, *, days: int) -> Floats:
    """Credits per actor and month [K, T] as they would be if an act soon after the same act counted too.

    What a machine finds again within ``days`` days is taken for the same act told again, so who often does the same
    loses true acts, and its share would read low. An act counted on ``m`` of ``L`` days of a month is blind to
    repetition for ``days`` days after each, so one of its days stands for ``L / (L - days (m - 1))`` acts (what came
    before the first is known). A month's credits of an actor are multiplied by the mean of this over the days of its
    acts: those whose code is evidence of mediation, with either side.

    Args:
        credits: Credited days.
        contacts: Panel ``outsider_day`` of the pair.
        request: What is asked; its day and window bound the contacts.
        months: Months to count.
        days: Days within which an act is taken to be told again.

    Reference:
        Feller 1948 (counters with a dead time that no event prolongs).
    """
    rows = contacts.where(seen(contacts, request) & contacts.among("code", _CODES))
    table, lengths = credits.monthly(months), month_lengths(months)
    month = months_of(rows["date"].astype("datetime64[D]")) - month_index(months.start)
    place = {actor: number for number, actor in enumerate(credits.actors)}
    act, whose = np.zeros(len(rows), dtype=np.int64), np.zeros(0, dtype=np.int64)
    for column in ("third", "side", "code", "direction"):
        names, number = rows.numbered(column)
        if column == "third":
            whose = np.asarray([place.get(str(name), place[OTHER]) for name in names], dtype=np.int64)[number]
        act = act * max(len(names), 1) + number
    cells, lead, counted = np.unique(act * table.shape[1] + month, return_index=True, return_counts=True)
    at = cells % table.shape[1]
    worth = lengths[at] / np.maximum(lengths[at] - days * (counted - 1.0), lengths[at] / (days + 1.0))
    acts, all_acts = np.zeros_like(table), np.zeros_like(table)
    np.add.at(acts, (whose[lead], at), counted)
    np.add.at(all_acts, (whose[lead], at), counted * worth)
    return np.asarray(table * np.divide(all_acts, acts, out=np.ones_like(table), where=acts > 0))
