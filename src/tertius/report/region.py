"""The architecture of a region as JSON-ready records."""

from tertius.model import Camps, Cell, Condition, Crystallised
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


def moved_words(camps: Camps) -> str:
    """How far the camps have moved, in a sentence."""
    if camps.moved is None or camps.by_chance is None or camps.more is None:
        return f"how far the camps have moved is unknown: {camps.reason}"
    moved, chance = (f"{one.value:.2f} ({one.low:.2f}-{one.high:.2f})" for one in (camps.moved, camps.by_chance))
    return (f"the camps moved by {moved} nats since the window before; by chance alone such windows would differ by "
            f"{chance}; probability that they moved more: {camps.more:.2f}")  # fmt: skip


_ANSWER = {"crystallised": True, "no common break": False, "unsettled": False}


def crystallised_records(found: Crystallised) -> list[Record]:
    """Return the answer in the first row, then a row for each condition it rests on."""
    told = f"{found.outcome}; looked at: {', '.join(found.tables) or 'no table'}"
    answer = Condition("crystallised", _ANSWER.get(found.outcome), None, None, None, "all below", told)
    days = {"first_day": found.when.start.isoformat() if found.when else None,
            "last_day": found.when.last.isoformat() if found.when else None}  # fmt: skip
    return [
        {
            "condition": one.name,
            "holds": one.holds,
            "value": one.value,
            "low": one.low,
            "high": one.high,
            "needed": one.needed,
            "note": one.note,
            **days,
            "evidence": list(one.evidence),
        }
        for one in (answer, *found.conditions)
    ]


def region_records(one: Cell | Camps | Crystallised) -> list[Record]:
    """Return the rows of a part of an architecture."""
    if isinstance(one, Cell):
        return [cell_record(one)]
    return camp_records(one) if isinstance(one, Camps) else crystallised_records(one)
