"""The architecture of a region as JSON-ready records."""

from tertius.model import Cell
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
