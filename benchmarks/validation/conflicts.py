"""Who stood between whom, as named by people: negotiations 1989-2023 and the signatures of PA-X agreements."""

import csv
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from benchmarks.validation.actors import ARMED, actors_in, first_state, unread
from tertius import Study

Pair = tuple[str, str]
_INTERSTATE, _INTERNAL = ("1", "c"), ("2",)


@dataclass
class Episode:
    """A negotiation or agreement: its two sides, first day, third parties named, and where it was held."""

    pair: Pair
    day: date
    named: frozenset[str]
    mediated: bool
    place: str | None = None
    unread: tuple[str, ...] = ()
    guarantors: frozenset[str] = field(default_factory=frozenset)


def negotiations(data: Path) -> tuple[list[Episode], int]:
    """Negotiations between states, or between a state and armed groups in it; and how many others there are."""
    with (data / "truth/negotiations/negotiations.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    found = [episode for row in rows if (episode := _negotiation(row))]
    return found, len(rows) - len(found)


def _negotiation(row: dict[str, str]) -> Episode | None:
    day, pair = _start(row), _sides(row)
    if day is None or pair is None:
        return None
    text = row["third_party"]
    return Episode(
        pair,
        day,
        actors_in(text) - set(pair),
        row["mediated_negotiations"] == "1",
        first_state(row["location_negotiations_country"]),
        tuple(unread(text)),
    )


def _start(row: dict[str, str]) -> date | None:
    """First day; None where the month is unknown (blank or negative); the first of the month where the day is."""
    month, day = (_number(row[f"start_negotiations_{part}"]) for part in ("month", "day"))
    if not 1 <= month <= 12:
        return None
    return date(int(row["start_negotiations_year"]), month, min(max(day, 1), 28))


def _number(text: str) -> int:
    return int(float(text)) if text else 0


def _sides(row: dict[str, str]) -> Pair | None:
    a = first_state(row["side_a"])
    if a is None or not row["side_a"].startswith("Government"):
        return None
    if row["conflict_type"] in _INTERNAL:
        return (a, a + ARMED)
    b = first_state(row["side_b"])
    if row["conflict_type"] in _INTERSTATE and b and b != a:
        return (min(a, b), max(a, b))
    return None


def agreements(data: Path) -> list[Episode]:
    """Agreements as the PA-X adapter reads them: two states, or a state and groups in it, with third parties named."""
    with Study(":memory:") as study:
        study.load("pax", data / "truth/pax/pax_v9_to_2021.csv", allow_rejects=True)
        rows = study.sql("""
            SELECT e.event_id, e.date, e.source, e.target, q.actor, q.part
            FROM event e LEFT JOIN participant q ON q.event_id = e.event_id
            WHERE e.source IS NOT NULL AND e.source_sector = 'GOV' AND COALESCE(e.target_sector, 'GOV') = 'GOV'
        """)[1]  # fmt: skip
    seen: dict[tuple[str, date, str, str], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for event, day, source, target, actor, part in rows:
        a = str(source)
        b = a + ARMED if target is None else str(target)
        if a != b and isinstance(day, date):
            seen[str(event), day, min(a, b), max(a, b)][str(part)].add(str(actor))
    return [_agreement(key, parts) for key, parts in seen.items()]


def _agreement(key: tuple[str, date, str, str], parts: dict[str, set[str]]) -> Episode:
    named = frozenset(actor for group in parts.values() for actor in group if actor != "None")
    guarantors = frozenset(parts.get("guarantor", ()))
    pair = (key[2], key[3])
    return Episode(pair, key[1], named - set(pair), bool(named), guarantors=guarantors)


def active_pairs(data: Path, year: int) -> set[Pair]:
    """Sides of the armed conflicts that UCDP lists as active in a year."""
    with (data / "truth/ucdp_conflict/Dyadic_v24_1.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["year"] == str(year)]
    found: set[Pair] = set()
    for row in rows:
        a, b = first_state(row["side_a"]), first_state(row["side_b"])
        if a and row["side_b"].startswith("Government of") and b and a != b:
            found.add((min(a, b), max(a, b)))
        elif a:
            found.add((a, a + ARMED))
    return found
