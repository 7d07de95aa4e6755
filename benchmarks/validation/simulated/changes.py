"""Dated changes of the mediation share: false alarms, power, dates and placebos, with two rivals on the same series."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

import numpy as np

from benchmarks.validation.simulated import watch
from benchmarks.validation.simulated.rivals import Series, binomial_change, pelt_change
from benchmarks.validation.simulated.worlds import MEDIATOR, Told, falling, steady, told
from tertius.measures import FINDERS
from tertius.measures.mediation import table_of
from tertius.model import Direction, Finding, Inputs, Request
from tertius.simulate import FeedSwitch, Media
from tertius.study import asking

Row = dict[str, Any]
NEAR_DAYS = 180
SWITCH_DAYS = 90
MONTH_DAYS = 30.44


def experiment(seed: int, kind: str) -> Row:
    """Findings in one world: ``null`` (nothing changes), ``fall`` (.15 to .03) or ``switch`` (only the feed does)."""
    world, when = falling(seed) if kind == "fall" else (steady(seed), None)
    media = Media()
    if kind == "switch":
        days = (world.span.end - world.span.start).days
        when = world.span.start + timedelta(days=int(np.random.default_rng(seed).integers(730, days - 730)))
        media = media.but(growth=1.0, switch=FeedSwitch(when, 3.0))
    with told(world, media) as case:
        return observed(case, kind, when)


def observed(case: Told, kind: str, when: date | None) -> Row:
    """Findings in a told world, and what the rivals make of the same series."""
    finder = FINDERS[0]
    case.study.prepare(case.arena)
    engine = case.study._engine  # the panels are read once for the finder and its rivals
    data = asking.choose(engine, None)
    asked = asking.request(finder, case.arena, case.arena.pairs[0], case.span.last)
    needs, constants = ({*finder.needs, *watch.WATCHER.needs}, {*finder.constants, *watch.WATCHER.constants})
    given = asking.inputs(engine, sorted(needs), sorted(constants), data, asked.pair)
    series = monthly(case, given, asked)
    return {"kind": kind, "when": None if when is None else str(when), "years": case.span.days / 365.25,
            "findings": [_plain(one) for one in asking.dated(finder, given, asked)],
            "rivals": _rivals(series), "watch": watch.observed(given, asked)}  # fmt: skip


def monthly(case: Told, given: Inputs, asked: Request) -> dict[str, Series]:
    """Monthly credits of every listed third party and of the whole table: the series the finder reads."""
    credits = table_of(given, asked, voices=False)
    table = credits.monthly(case.span)
    return {actor: (table[credits.actors.index(actor)], table.sum(axis=0)) for actor in asked.actors}


def _plain(one: Finding) -> Row:
    return {"actor": one.actor, "loss": one.direction is Direction.LOSS, "when": str(one.when),
            "first": str(one.interval.start), "last": str(one.interval.last), "strength": one.strength.value,
            "resolution": str(one.options.get("resolution", "month"))}  # fmt: skip


def _rivals(series: dict[str, Series]) -> Row:
    """Months at which each rival sees a change, by actor; the statistic of the tuned ones is kept to be tuned later."""
    return {actor: {"binomial": binomial_change(*one), "pelt": pelt_change(*one)} for actor, one in series.items()}


def _day(text: str) -> date:
    return date.fromisoformat(text)


def true_finding(row: Row, one: Row) -> bool:
    """Whether a finding is the planted loss, dated within half a year of it."""
    planted = row["kind"] == "fall" and one["actor"] == MEDIATOR and one["loss"]
    return planted and abs((_day(one["when"]) - _day(row["when"])).days) <= NEAR_DAYS


def hits(rows: Iterable[Row]) -> list[tuple[Row, Row]]:
    """Worlds in which the fall was found, with the nearest finding."""
    found = []
    for row in rows:
        good = [one for one in row["findings"] if true_finding(row, one)]
        if good:
            found.append((row, min(good, key=lambda one: abs((_day(one["when"]) - _day(row["when"])).days))))
    return found


def all_errors(rows: Iterable[Row]) -> list[int]:
    """Days by which the nearest dated loss of the mediator is off, in every fall that has one, however far off."""
    dated = ((_day(row["when"]), [_day(one["when"]) for one in row["findings"]
                                  if one["actor"] == MEDIATOR and one["loss"]]) for row in rows)  # fmt: skip
    return [min(abs((day - true).days) for day in days) for true, days in dated if days]


def table(rows: Sequence[Row]) -> list[str]:
    """The bars of false alarms, power, false discovery, dates and placebos."""
    null, fall, switch = ([row for row in rows if row["kind"] == kind] for kind in ("null", "fall", "switch"))
    lines = ["| gate | found | bar |", "|---|--:|--:|"]
    if null:
        alarms = sum(len(row["findings"]) for row in null)
        decades = sum(row["years"] / 10 for row in null)
        some = sum(bool(row["findings"]) for row in null)
        lines.append(f"| false alarms a series-decade (a third party each), {alarms} in {some} of {len(null)} worlds "
                     f"| {alarms / (decades * len(null[0]['rivals'])):.3f} | 0.1 |")  # fmt: skip
        lines.append(f"| false alarms a decade and pair, all third parties together | {alarms / decades:.2f} | |")
    if fall:
        lines += _fall_lines(fall, [*null, *fall])
    if switch:
        near = sum(any(abs((_day(one["when"]) - _day(row["when"])).days) <= SWITCH_DAYS for one in row["findings"])
                   for row in switch)  # fmt: skip
        lines.append(f"| worlds with a change within {SWITCH_DAYS} days of a feed switch | {near} of {len(switch)} "
                     "| 0 |")  # fmt: skip
        lines.append(f"| findings in those worlds at all | {sum(len(row['findings']) for row in switch)} | |")
    return lines


def _fall_lines(fall: Sequence[Row], everything: Sequence[Row]) -> list[str]:
    found = hits(fall)
    every = [(row, one) for row in everything for one in row["findings"]]
    false = sum(not true_finding(row, one) for row, one in every)
    lines = [
        f"| power for the fall .15 to .03 at 60 table days a month | {len(found)} of {len(fall)} | 0.9 |",
        f"| false discovery among all {len(every)} findings of null and fall worlds | {false / max(len(every), 1):.3f} "
        "| 0.05 |",
    ]
    if found:
        errors = [abs((_day(one["when"]) - _day(row["when"])).days) for row, one in found]
        inside = [_day(one["first"]) <= _day(row["when"]) <= _day(one["last"]) for row, one in found]
        width = [(_day(one["last"]) - _day(one["first"])).days + 1 for _, one in found]
        daily = sum(one["resolution"] == "day" for _, one in found)
        lines += [
            f"| median error of the date, days ({daily} of {len(found)} dated to the day) | {np.median(errors):.0f} "
            "| 14 |",
            f"| 90th percentile of the error, days | {np.quantile(errors, 0.9):.0f} | 60 |",
            f"| interval of the date covers it (90 %) | {np.mean(inside):.0%} | 88-92 % |",
            f"| median width of that interval, days | {np.median(width):.0f} | |",
        ]
    if errors := all_errors(fall):
        median, tail = np.quantile(errors, (0.5, 0.9))
        lines.append(f"| median and 90th percentile, losses dated more than half a year off counted too ({len(errors)} "
                     f"falls) | {median:.0f} and {tail:.0f} | 14 and 60 |")  # fmt: skip
    return lines


def rival_table(rows: Sequence[Row]) -> list[str]:
    """The same series through PELT and a plain binomial scan."""
    null, fall = ([row for row in rows if row["kind"] == kind] for kind in ("null", "fall"))
    if not null or not fall:
        return []
    lines = ["| method | false alarms a series-decade | power | median error, days |", "|---|--:|--:|--:|",
             _ours(null, fall)]  # fmt: skip
    lines.append(_rival_line("binomial scan, Bonferroni .05", null, fall, lambda one: one["binomial"]))
    if all(one["pelt"] is not None for row in (*null, *fall) for one in row["rivals"].values()):
        lines.append(_rival_line("PELT (ruptures), rbf, penalty 10", null, fall, lambda one: one["pelt"]["default"]))
        tuned = _tuned(null)
        lines.append(_rival_line(f"PELT, l2 on the share, penalty tuned on these null worlds (x{tuned:g})", null, fall,
                                 lambda one: one["pelt"]["tuned"][f"{tuned:g}"]))  # fmt: skip
    else:
        lines.append("| PELT (ruptures) | not installed | | |")
    return lines


def _ours(null: Sequence[Row], fall: Sequence[Row]) -> str:
    alarms = sum(len(row["findings"]) for row in null) / sum(len(row["rivals"]) * row["years"] / 10 for row in null)
    errors = [abs((_day(one["when"]) - _day(row["when"])).days) for row, one in hits(fall)]
    middle = f"{np.median(errors):.0f}" if errors else "-"
    return f"| Tertius | {alarms:.3f} | {len(errors) / len(fall):.2f} | {middle} |"


def _alarms(null: Sequence[Row], pick: Any) -> float:
    decades = sum(len(row["rivals"]) * row["years"] / 10 for row in null)
    return sum(len(pick(one)) for row in null for one in row["rivals"].values()) / decades


def _tuned(null: Sequence[Row]) -> float:
    """The smallest penalty factor with at most a tenth of a false alarm a series-decade, the largest if none has."""
    factors = [float(name) for name in next(iter(null[0]["rivals"].values()))["pelt"]["tuned"]]
    good = [f for f in factors if _alarms(null, lambda one, f=f: one["pelt"]["tuned"][f"{f:g}"]) <= 0.1]
    return min(good, default=max(factors))


def _rival_line(name: str, null: Sequence[Row], fall: Sequence[Row], pick: Any) -> str:
    errors = []
    for row in fall:
        true = (_day(row["when"]) - date(2000, 1, 1)).days
        near = [abs(month * MONTH_DAYS - true) for month in pick(row["rivals"][MEDIATOR])]
        if near and min(near) <= NEAR_DAYS:
            errors.append(min(near))
    middle = f"{np.median(errors):.0f}" if errors else "-"
    return f"| {name} | {_alarms(null, pick):.3f} | {len(errors) / len(fall):.2f} | {middle} |"
