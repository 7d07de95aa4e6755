"""Does the interval of the mediation share cover the truth? Estimates of every third party against three truths."""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from benchmarks.validation.simulated.worlds import MEDIATOR, Told, at_volume, steady, told
from tertius.codebooks.constants import constant
from tertius.model import Span
from tertius.simulate import Media

TRUTHS = {"planted": "planted mean", "drawn": "drawn monthly", "days": "realised days"}
VIEWS = ("whole span", "last 12 months", "ledger at the end")
Row = dict[str, Any]


def readings(case: Told, view: str) -> dict[str, Any]:
    """Readings of the mediation share by third party."""
    window = Span(case.span.end.replace(year=case.span.end.year - 1), case.span.end)
    chosen = {"whole span": case.span, "last 12 months": window}.get(view)
    found = case.study.roles(case.arena, "FJI-ISL", window=chosen, at=case.span.last, role="mediation")
    return {reading.actor: reading for reading in found if reading.estimate is not None}


def compare(case: Told, media: str) -> list[Row]:
    """One row a view, third party and truth."""
    rows: list[Row] = []
    half_life = constant("mediation.half_life_months")
    year = Span(case.span.end.replace(year=case.span.end.year - 1), case.span.end)
    for view in VIEWS:
        found = readings(case, view)
        span = year if view == VIEWS[1] else case.span
        for column in TRUTHS:
            truth = case.truth(column, span, half_life if view == VIEWS[2] else None)
            for actor, reading in found.items():
                estimate = reading.estimate
                rows.append({"media": media, "view": view, "truth": column, "actor": actor, "share": truth[actor],
                             "value": estimate.value, "low": estimate.low, "high": estimate.high,
                             "planted": actor == MEDIATOR})  # fmt: skip
    return rows


def experiment(seed: int, media: str, events_per_month: float = 60.0) -> list[Row]:
    """All rows of one steady world."""
    chosen = Media() if media == "default" else Media.clean()
    with told(at_volume(steady(seed), events_per_month), chosen) as case:
        return compare(case, media)


def _line(rows: Sequence[Row]) -> str:
    share, value, low, high = (np.asarray([row[name] for row in rows]) for name in ("share", "value", "low", "high"))
    cover = ((low <= share) & (share <= high)).mean()
    error = value - share
    return f"{cover:.0%} | {error.mean():+.3f} | {np.sqrt((error**2).mean()):.3f} | {(high - low).mean() / 2:.3f}"


def table(rows: Iterable[Row]) -> list[str]:
    """Coverage, bias, root mean square error and half-width, for the planted mediator and for all third parties."""
    rows = list(rows)
    lines = ["| media | question | truth | whose | covered (bar 88-92 %) | bias | RMSE (bar .05) | half-width |",
             "|---|---|---|---|--:|--:|--:|--:|"]  # fmt: skip
    for media in dict.fromkeys(row["media"] for row in rows):
        for view in VIEWS:
            for column, title in TRUTHS.items():
                here = [r for r in rows if (r["media"], r["view"], r["truth"]) == (media, view, column)]
                for whose, mine in (("mediator", [r for r in here if r["planted"]]), ("all", here)):
                    lines.append(f"| {media} | {view} | {title} | {whose} | {_line(mine)} |")
    return lines
