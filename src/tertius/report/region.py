"""The architecture of a region as JSON-ready records."""

from tertius.model import Camps, Cell
from tertius.report.tables import Record, estimate_record, reading_record


def cell_record(cell: Cell) -> Record:
    """Return a cell of the matrix of a region: the pooled value, and the reading of every pair behind it."""
    estimate = cell.estimate
    return {
        "measure": cell.measure,
        "actor": cell.actor,
        "dataset": cell.dataset,
        "at": cell.at.isoformat(),
        "standing": cell.standing.value,
        **(estimate_record(estimate) if estimate else dict.fromkeys(("value", "low", "high", "level", "n"))),
        "pooled": cell.pooled,
        "state": cell.state,
        "reason": cell.reason or None,
        "readings": [reading_record(one) for one in cell.readings],
        "evidence": list(cell.evidence),
    }


def camp_records(camps: Camps) -> list[Record]:
    """Return a row for each actor: with whom it stands, in the window and in the one before, and how sure that is."""
    return [
        {
            "actor": one.actor,
            "first_day": camps.window.start.isoformat(),
            "last_day": camps.window.last.isoformat(),
            "camp": None if one.members is None else " ".join(one.members),
            "probability": one.probability,
            "days": one.days,
            "camp_before": None if one.members_before is None else " ".join(one.members_before),
            "probability_before": one.probability_before,
            "evidence": list(one.evidence),
        }
        for one in camps.camps
    ]
