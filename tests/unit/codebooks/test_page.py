"""The page on the code books shows the tables as they are."""

from pathlib import Path

import pytest

from tertius.codebooks.classes import CLASSES, EventClass
from tertius.codebooks.patterns import expand
from tertius.codebooks.promises import PROMISES
from tertius.codebooks.slots import PART_WEIGHTS, SLOTS, SLOTS_IN_TALKS
from tertius.codebooks.tables import rows

PAGE = (Path(__file__).parents[3] / "docs" / "codebooks.md").read_text(encoding="utf-8")
CELLS = [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in PAGE.splitlines() if line[:1] == "|"]


def row(name: str, width: int) -> tuple[str, ...]:
    (found,) = [cells for cells in CELLS if cells[0] == f"`{name}`" and len(cells) == width]
    return found


@pytest.mark.parametrize("event_class", EventClass)
def test_the_page_lists_the_codes_of_every_class(event_class: EventClass) -> None:
    _, meaning, codes = row(event_class, 3)
    assert meaning == CLASSES[event_class].meaning
    assert set(expand(codes)) == set(CLASSES[event_class].codes)


@pytest.mark.parametrize("promise", PROMISES)
def test_the_page_lists_what_keeps_and_breaks_every_promise(promise: str) -> None:
    _, subject, kept, by_other, broken, days, weight = row(promise, 7)
    found = PROMISES[promise]
    assert (subject, int(days), float(weight)) == (found.subject, found.horizon_days, found.weight)
    assert set(expand(kept.removesuffix(" or talks with both sides"))) == found.kept
    assert kept.endswith("both sides") == found.by_triad
    assert set(expand(by_other.strip("–"))) == found.kept_by_other
    assert set(expand(broken.strip("–"))) == found.broken


def test_the_page_lists_what_complies_with_every_ask() -> None:
    shown = [(ask.strip("`"), kind, comply) for ask, kind, comply in (cells for cells in CELLS if len(cells) == 3)
             if kind in {"appeal", "demand", "complaint"}]  # fmt: skip
    assert shown == [(one["ask"], one["kind"], one["comply"]) for one in rows("responses")]


def test_the_page_lists_every_slot_and_the_weight_of_every_part() -> None:
    shown = {(code.strip("`"), third, level, weight) for code, _, third, level, weight, _ in
             (cells for cells in CELLS if len(cells) == 6) if third in {"source", "target"}}  # fmt: skip
    assert shown == {(slot.code, slot.third, str(slot.level), str(slot.weight)) for slot in (*SLOTS, *SLOTS_IN_TALKS)}
    assert {(part, str(level), str(weight)) for part, (level, weight) in PART_WEIGHTS.items()} <= set(CELLS)


def test_the_page_has_a_rule_for_every_trap() -> None:
    assert [cells[0] for cells in CELLS if cells[0].startswith("T") and cells[0][1:].isdecimal()] == [
        f"T{number}" for number in range(1, 13)
    ]


def test_every_table_of_the_room_is_on_the_page() -> None:
    tables = Path(__file__).parents[3] / "src" / "tertius" / "codebooks" / "data"
    names = sorted(path.name for path in tables.glob("*.csv"))
    assert len(names) > 10
    assert [name for name in names if f"`{name}`" not in PAGE] == []
