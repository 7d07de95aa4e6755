"""How far the counts of steady pairs follow the volume of news (methods 1.3), per data set."""

import numpy as np
from numpy.typing import NDArray

from tertius.codebooks.constants import constant
from tertius.inference.elasticity import elasticity
from tertius.model import Array, Engine, month_index, month_start
from tertius.study.laddering import REPORTS
from tertius.study.preparing import covered

Record = dict[str, object]
Counts = NDArray[np.float64]
_STORY = "COALESCE(story_id, event_id)"


def follow_volume(engine: Engine, dataset: str) -> list[Record]:
    """Elasticity of three counts of the steady pairs of a data set to its volume: stories (else events) of the month.

    ``reports``: events of a pair; ``acts a day``: after rung 3; ``acts a day, offset``: the same over all acts of the
    month, as shares are. A pair is steady when it has an act in every fully covered month and enough of them. A value
    of null: there are too few months or no steady pair.
    """
    spans = covered(engine, dataset)
    full = sorted({m for span in spans for m in range(month_index(span.start), month_index(span.end))
                   if all_of(m, span.start.toordinal(), span.end.toordinal())})  # fmt: skip
    table = engine.frame(f"""
        SELECT EXTRACT(YEAR FROM date) * 12 + EXTRACT(MONTH FROM date) - 1 AS month, source || '>' || target AS pair,
               COUNT(*) AS reports, COUNT(DISTINCT hash(code, date)) AS acts
        FROM ({REPORTS}) r WHERE dataset = $dataset GROUP BY 1, 2
    """, {"dataset": dataset})  # fmt: skip
    stories = engine.rows(f"""
        SELECT CAST(EXTRACT(YEAR FROM date) * 12 + EXTRACT(MONTH FROM date) - 1 AS BIGINT), COUNT(DISTINCT {_STORY})
        FROM event WHERE dataset = $dataset GROUP BY 1
    """, {"dataset": dataset})  # fmt: skip
    volume = {int(str(month)): float(str(count)) for month, count in stories}
    size = np.array([volume.get(month, 0.0) for month in full])
    reports, acts, total = _steady(table, full)
    level = constant("doctor.interval")
    made: list[Record] = []
    for unit, counts in (("reports", reports), ("acts a day", acts), ("acts a day, offset", acts / total)):
        found = elasticity(counts, size, level) if len(size) and (size > 0).all() and len(counts) else None
        made.append({
            "dataset": dataset, "count": unit, "beta": None if found is None else round(found.value, 3),
            "low": None if found is None else round(found.low, 3),
            "high": None if found is None else round(found.high, 3), "pairs": len(counts), "months": len(full),
        })  # fmt: skip
    return made


def all_of(index: int, start: int, end: int) -> bool:
    """Tell whether a month lies wholly inside the days from ``start`` to ``end`` (ordinals, the second not in it)."""
    return start <= month_start(index).toordinal() and month_start(index + 1).toordinal() <= end


def _steady(table: dict[str, Array], full: list[int]) -> tuple[Counts, Counts, Counts]:
    """Reports and acts [pairs, months] of the steady pairs, and acts of all pairs [months]."""
    months = np.asarray(table["month"]).astype(int)
    inside = np.isin(months, full)
    names, row = np.unique(np.asarray(table["pair"])[inside].astype(str), return_inverse=True)
    column = np.searchsorted(full, months[inside])
    reports, acts = np.zeros((len(names), len(full))), np.zeros((len(names), len(full)))
    reports[row, column] = np.asarray(table["reports"])[inside]
    acts[row, column] = np.asarray(table["acts"])[inside]
    total = acts.sum(axis=0)
    chosen = np.zeros(len(names), dtype=np.bool_)
    if full:
        chosen = (acts > 0).all(axis=1) & (acts.mean(axis=1) >= constant("doctor.steady_days"))
    return reports[chosen], acts[chosen], np.maximum(total, 1.0)
