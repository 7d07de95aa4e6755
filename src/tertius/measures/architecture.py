"""The regional matrix: what each measure says of each actor over all pairs of an arena (methods 3.14)."""

from collections.abc import Iterable, Sequence

import numpy as np

from tertius.measures import (
    arbiter,
    camps,
    convening,
    crystallised,
    guarantor,
    mediation,
    player,
    reference,
    visibility,
)
from tertius.model import Cell, Estimate, Measure, Part, Reading, Standing

COLUMNS: tuple[Measure, ...] = (
    mediation.MEASURE, visibility.MEASURE, player.MEASURE, guarantor.MEASURE, arbiter.MEASURE, convening.MEASURE,
    reference.MEASURE,
)  # fmt: skip
"""Roles of the matrix: those whose value is a share of something, so that the shares of several pairs can be pooled."""
_BEST_FIRST = (Standing.MEASURED, Standing.PRIOR_DOMINATED, Standing.UNDEFINED, Standing.NOT_COVERED)


def cell(readings: Sequence[Reading]) -> Cell:
    """Pool what one measure says of one actor toward each pair.

    Readings of the best standing that any pair reaches are pooled, the others are kept beside. The value is their mean
    weighted by effective evidence: for shares of the pairs' own tables, the share of all tables together. Pairs share
    stories and sides, so their errors are taken to go together: the bounds are the weighted means of the bounds, and
    ``n`` is that of the pair with most. Pooling never makes an interval narrower than its parts are in the mean.

    Args:
        readings: Of one measure, actor and day, one per pair; at least one.
    """
    one = readings[0]
    best = min((reading.standing for reading in readings), key=_BEST_FIRST.index)
    used = [reading for reading in readings if reading.standing is best]
    estimate = _pooled([reading.estimate for reading in used if reading.estimate is not None])
    states = {reading.state for reading in used}
    return Cell(
        one.measure, one.actor, one.period.last, one.dataset, best, estimate,
        pooled=len(used) if estimate else 0,
        state=states.pop() if len(states) == 1 else None,
        reason=_reason(used, estimate),
        evidence=tuple(dict.fromkeys(event for reading in _heaviest(used) for event in reading.evidence)),
        readings=tuple(readings),
    )  # fmt: skip


def column(readings: Sequence[Reading], actors: Iterable[str]) -> list[Cell]:
    """Cells of one measure from the readings of all pairs, in the order of the actors; each has at least one."""
    return [cell([one for one in readings if one.actor == actor]) for actor in actors]


def matrix(readings: Sequence[Reading]) -> tuple[Cell, ...]:
    """Cells of all measures that can be pooled, from the readings of all pairs."""
    found: list[Cell] = []
    for part in COLUMNS:
        mine = [one for one in readings if one.measure == part.name]
        found += column(mine, dict.fromkeys(one.actor for one in mine))
    return tuple(found)


def _pooled(estimates: Sequence[Estimate]) -> Estimate | None:
    if not estimates:
        return None
    n = np.asarray([one.n for one in estimates])
    weight = n / n.sum() if n.sum() > 0 else np.full(len(n), 1 / len(n))
    bounds = np.asarray([(one.low, one.value, one.high) for one in estimates])
    low, value, high = (float(bound) for bound in weight @ bounds)
    # the last digits of a weighted mean may cross where bounds are equal
    return Estimate(value, min(low, value), max(high, value), float(n.max()), estimates[0].level)


def _heaviest(used: Sequence[Reading]) -> list[Reading]:
    return sorted(used, key=lambda one: (-(one.estimate.n if one.estimate else 0.0), str(one.pair)))


def _reason(used: Sequence[Reading], estimate: Estimate | None) -> str:
    """Why there is no value, or why its states do not make one word."""
    states = {reading.state for reading in used if reading.state is not None}
    if estimate is not None and len(states) > 1:
        return "; ".join(f"{reading.state or 'open'} toward {reading.pair}" for reading in used)
    found = dict.fromkeys(reading.reason for reading in used if reading.reason)
    return next(iter(found), "") if len(found) <= 1 else f"{next(iter(found))}; and so on for each pair"


PART = Part(
    name="architecture",
    title="Regional power architecture",
    question="Who holds which role over the whole region, who stands with whom, and is that new and settled?",
    formula=(
        "matrix(actor, role) = mean of the readings toward the arena's pairs that are measured (else of those that are "
        "prior-dominated), weighted by their effective evidence; bounds: weighted means of the bounds, as if all "
        "errors went together. Camps: w(i,j) = Gamma(1/2 + days of cooperation) - Gamma(1/2 + days of hostility) in a "
        "window of 12 months; the partition of largest signed modularity, draw by draw; shown is the one that agrees "
        "best with all draws. Moved = variation of information with the window before, against that of "
        "a window and its own repetition. Crystallised: tables of mediation (pairs) and of contact (states), no act in "
        "two; ratio(table, month) = half P(change then | data) / P(change then) + half P(no change near | data) / P(no "
        "change near); a common break multiplies the ratios of all tables. Its mass in three months must reach 0.9 and "
        "be rarer than 0.05 among the tables moved in time one by one; the shares vary no more since; a year without a "
        "second."
    ),
    reference="Gomez, Jensen and Arenas 2009; Lau and Green 2007; Meila 2007; methods 3.14",
    limits=(
        "A pooled share says where the region's evidence is, not where its weight is: a pair that is followed more "
        "counts more. Roles whose value is no share of one whole (spoiling, gaudens, lead, joint role) are not pooled. "
        "Camps show acts of a window, not alliances: former foes who sign an agreement stand together in it. A "
        "common break is one of who sits at tables and who is met, not of power, trade or arms."
    ),
    needs=tuple(sorted({name for one in COLUMNS for name in one.needs})),
    constants=("architecture.window_months", *dict.fromkeys((*camps.CONSTANTS, *crystallised.CONSTANTS))),
)  # fmt: skip
