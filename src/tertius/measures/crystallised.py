"""Whether a new architecture has crystallised: one break common to the region's tables, calm since (methods 3.14)."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tertius.inference.compositions import composition_posterior
from tertius.inference.joint_breaks import JointBreak, Looking, joint_break
from tertius.inference.lengths import SegmentLengths
from tertius.inference.regimes import dispersion_ratio
from tertius.measures.change_table import Table
from tertius.measures.credits import POOLED
from tertius.model import Array, Condition, Constants, Crystallised, Span, month_start

Floats = NDArray[np.float64]
CONSTANTS = (
    "architecture.history_months", "architecture.least_days", "architecture.taking_part", "architecture.span_months",
    "architecture.mass", "architecture.chance", "architecture.shifts", "architecture.settled_months",
    "architecture.unrest", "architecture.second", "architecture.worlds", "architecture.power",
    "changes.mean_segment_months", "changes.min_segment_months", "roles.draws", "interval.level",
)  # fmt: skip
"""Rows of the table of constants that the test rests on, besides those that a table is made with."""
_MOST_EVIDENCE = 40


@dataclass(frozen=True)
class RoleTable:
    """A table of the region: what it counts, of whom, and the events behind it with their days [N]."""

    name: str
    table: Table
    days: Array
    events: Array


@dataclass(frozen=True)
class _Case:
    """Tables with enough to tell, their change probabilities by month [P, T], and the constants."""

    tables: tuple[RoleTable, ...]
    at: Floats
    constants: Constants
    seed: int


def crystallised(tables: Sequence[RoleTable], constants: Constants, seed: int) -> Crystallised:
    """Test whether the roles of a region changed together, once, and have been calm since.

    Args:
        tables: Monthly tables of the region, all of the same months, no act in two of them.
        constants: Values of :data:`CONSTANTS`.
        seed: Of the draws.
    """
    known = [one for one in tables if _effective(one) >= constants["architecture.least_days"]]
    few = [f"{one.name} ({_effective(one):.0f} days)" for one in tables if one not in known]
    if len(known) < 2:
        thin = ", ".join(few) or "none"
        note = f"two tables are needed in which a change could be told, there are {len(known)}; too thin: {thin}"
        return unknown(note, tuple(one.name for one in known))
    case = _Case(tuple(known), np.stack([_changes(one, constants) for one in known]), constants, seed)
    found = _break(case.at, known[0], constants, seed)
    conditions = _conditions(case, found, few)
    when = _when(known[0], found, constants) if all(_is_common(found, constants)) else None
    return Crystallised(_outcome(conditions), when, tuple(one.name for one in known), conditions)


def unknown(why: str, tables: tuple[str, ...] = ()) -> Crystallised:
    """Return the answer where nothing can be told, with the reason."""
    return Crystallised("undetectable", None, tables, (Condition("common break", None, None, None, None, "data", why),))


def _effective(one: RoleTable) -> float:
    return float(one.table.x.sum()) * one.table.tempering if one.table.x.size else 0.0


def _lengths(constants: Constants) -> SegmentLengths:
    return SegmentLengths(constants["changes.mean_segment_months"], int(constants["changes.min_segment_months"]))


def _changes(one: RoleTable, constants: Constants) -> Floats:
    """[T] probability that the whole table changes at the start of each month."""
    return _posterior(one.table.x, one.table.prior, one.table.tempering, constants)


def _posterior(x: Floats, prior: float, tempering: float, constants: Constants) -> Floats:
    alpha = np.full(len(x), prior)
    return composition_posterior(x, prior=alpha, tempering=tempering, lengths=_lengths(constants)).at


def _break(at: Floats, one: RoleTable, constants: Constants, seed: int) -> JointBreak:
    # what no data say: the same for every table
    prior = _posterior(np.zeros_like(one.table.x), one.table.prior, 1.0, constants)
    how = Looking(
        around=int(constants["changes.min_segment_months"]), taking_part=constants["architecture.taking_part"],
        span=int(constants["architecture.span_months"]), draws=int(constants["architecture.shifts"]), seed=seed,
    )  # fmt: skip
    return joint_break(at, prior, how)


def _is_common(found: JointBreak, constants: Constants) -> tuple[bool, bool]:
    return found.mass >= constants["architecture.mass"], found.p_value <= constants["architecture.chance"]


def _when(one: RoleTable, found: JointBreak, constants: Constants) -> Span:
    first = one.table.first + found.start
    return Span(month_start(first), month_start(first + int(constants["architecture.span_months"])))


def _conditions(case: _Case, found: JointBreak, few: Sequence[str]) -> tuple[Condition, ...]:
    constants, months = case.constants, case.at.shape[1]
    mass, rare = _is_common(found, constants)
    moved = [one for one, part in zip(case.tables, found.part, strict=True) if part >= 1 / 2]
    span = _when(case.tables[0], found, constants)
    likeliest = found.start + int(
        found.at[found.start : found.start + int(constants["architecture.span_months"])].argmax()
    )
    since = months - likeliest
    left = f"; too thin: {', '.join(few)}" if few else ""
    told = "; ".join(_moves(one, likeliest) for one in moved) or "no table"
    first = Condition(
        "common break", mass, found.mass, None, None, _at_least(constants["architecture.mass"]),
        f"{span}; moved then: {told}{left}", _nearest(moved if mass else case.tables, span),
    )  # fmt: skip
    chance = Condition(
        "rarer than chance", rare, found.p_value, None, None, f"at most {constants['architecture.chance']:g}",
        f"share of {constants['architecture.shifts']:g} moves of the tables in time that show as much",
    )  # fmt: skip
    if not (mass and rare):
        return first, chance, _noticed(case)
    settled = constants["architecture.settled_months"]
    second = Condition(
        "no second", found.later < constants["architecture.second"], found.later, None, None,
        f"below {constants['architecture.second']:g}", "probability of another common break since",
    )  # fmt: skip
    long = Condition("a year since", since >= settled, float(since), None, None, _at_least(settled), "months since")
    return first, chance, _calm(case, moved, likeliest), long, second


def _calm(case: _Case, moved: Sequence[RoleTable], month: int) -> Condition:
    """Whether the shares of the tables that moved vary no more within the new state than within the one before."""
    least = int(case.constants["changes.min_segment_months"])
    states = []
    for one in moved:
        at = case.at[case.tables.index(one), : max(month - least, 0)]
        earlier = np.flatnonzero(at >= 1 / 2)
        states.append((one.table.x[:, int(earlier[-1]) if len(earlier) else 0 : month], one.table.x[:, month:]))
    ratio = dispersion_ratio(states, draws=int(case.constants["roles.draws"]), level=case.constants["interval.level"],
                             seed=case.seed)  # fmt: skip
    limit = case.constants["architecture.unrest"]
    needed = f"P(ratio > 1) below {limit:g}"
    if ratio is None:
        return Condition("calm since", None, None, None, None, needed, "too few months with acts on either side")
    note = f"variance of the shares after by before, for their volume; P(ratio > 1) = {ratio.larger:.2f}"
    return Condition("calm since", ratio.larger < limit, ratio.value, ratio.low, ratio.high, needed, note)


def _noticed(case: _Case) -> Condition:
    """How often a common break of these tables two thirds down their length would have been found."""
    constants, rng = case.constants, np.random.default_rng(case.seed)
    worlds, months = int(constants["architecture.worlds"]), case.at.shape[1]
    month = months - 2 * int(constants["architecture.settled_months"])
    hits = 0
    for _ in range(worlds):
        at = np.stack([_posterior(_planted(one, month, rng), one.table.prior, one.table.tempering, constants)
                       for one in case.tables])  # fmt: skip
        hits += all(_is_common(_break(at, case.tables[0], constants, case.seed), constants))
    share = hits / worlds
    return Condition(
        "would be noticed", share >= constants["architecture.power"], share, None, None,
        _at_least(constants["architecture.power"]),
        "share of invented regions of this volume, in which every table's largest share passes to another two settled "
        "times before the end, where the break is found",
    )  # fmt: skip


def _planted(one: RoleTable, month: int, rng: np.random.Generator) -> Floats:
    """Counts [K, T] at the table's volume and noise; at a month the largest and the smallest share change places."""
    table = one.table
    share = (table.prior + table.x.sum(axis=1)) / (table.prior * len(table.x) + table.x.sum())
    swapped, order = share.copy(), np.argsort(share)
    swapped[order[[0, -1]]] = share[order[[-1, 0]]]
    spread = 1.0 / max(table.correlations[1], table.inputs.constant("dispersion.low")) - 1.0
    found = np.zeros_like(table.x)
    volume = rng.poisson(table.x.sum(axis=0))
    for t, n in enumerate(volume):
        found[:, t] = rng.multinomial(n, rng.dirichlet(spread * (share if t < month else swapped)))
    return found


def _moves(one: RoleTable, month: int) -> str:
    """Who gained and who lost most in a table, by plain shares before and after."""
    named = [k for k, actor in enumerate(one.table.actors) if actor not in POOLED]
    sides = [part.sum(axis=1) / max(part.sum(), 1.0) for part in (one.table.x[:, :month], one.table.x[:, month:])]
    step = (sides[1] - sides[0])[named]
    words = [f"{one.table.actors[named[k]]} {sides[0][named[k]]:.2f} to {sides[1][named[k]]:.2f}"
             for k in dict.fromkeys((int(step.argmin()), int(step.argmax())))]  # fmt: skip
    return f"{one.name} ({', '.join(words)})"


def _nearest(moved: Sequence[RoleTable], span: Span) -> tuple[str, ...]:
    """Events of the tables that moved, nearest to the break."""
    found: list[tuple[int, str]] = []
    for one in moved:
        day = one.days.astype("datetime64[D]")
        before, after = np.datetime64(span.start) - day, day - np.datetime64(span.last)
        away = np.maximum(np.maximum(before.astype(np.int64), after.astype(np.int64)), 0)
        found += [(int(a), str(event)) for a, event in zip(away, one.events, strict=True)]
    return tuple(dict.fromkeys(event for _, event in sorted(found)))[:_MOST_EVIDENCE]


def _outcome(conditions: Sequence[Condition]) -> str:
    holds = {one.name: one.holds for one in conditions}
    if "would be noticed" in holds:
        return "no common break" if holds["would be noticed"] else "undetectable"
    if not holds["a year since"]:
        return "so far"
    if holds["calm since"] is None:
        return "undetectable"
    return "crystallised" if holds["calm since"] and holds["no second"] else "unsettled"


def _at_least(value: float) -> str:
    return f"at least {value:g}"
