"""A small study of everything awkward, the same for the same seed: nulls, empty texts, leap days, repeats, accents."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from tertius.codebooks.roles import VENUE_CODES
from tertius.codebooks.slots import OUTCOME_CODES, PART_WEIGHTS, SLOTS, TALK_CODES
from tertius.model import EVENT_COLUMNS, PARTICIPANT_COLUMNS, Engine, Value

ARENA = "south-caucasus"
DAYS = (*(date(2020, 2, 26) + timedelta(days=at) for at in range(12)), date(2000, 2, 29), date(1999, 12, 31))
ACTORS = ("ARM", "AZE", "ARM", "AZE", "ARM", "AZE", "GEO", "RUS", "FRA", "USA", "TUR", "IRN", "OSCE_MINSK", "ŞUŞA", "",
          None)  # fmt: skip
SECTORS = ("GOV",) * 9 + ("MIL", "IGO", "PRE", "REB", "CVL", "", None)
PLACES = ("Yerevan", "Bakı", "Нагорный", "上海", 'O\'Hare \\ "x"', "", None)
CODES = tuple(sorted({*TALK_CODES, *OUTCOME_CODES, *VENUE_CODES, *(slot.code for slot in SLOTS), "120", "190", "130"}))
_TEXT = {"place": PLACES, "place_country": ("FRA", "RUS", "", None), "level": ("head", "", None),
         "fate": ("kept", "broken", "", None), "story_id": ("s1", "s2", "", None), "summary": ("čaj", "", None),
         "due": (*DAYS, None), "fate_date": (*DAYS, None)}  # fmt: skip


def _crowd() -> Iterator[dict[str, Value]]:
    """A day on which the many acts of one third party outnumber the single one of another."""
    acts = [("USA", code, place) for code in ("026", "039", "045") for place in PLACES]
    for third, code, place in [*acts, ("FRA", "045", "")]:
        yield {"dataset": "gdelt", "date": date(2004, 2, 29), "code": code, "precision": "day", "quad": "VC",
               "event_class": f"K{code[:2]}", "source": third, "target": "ARM", "mutual": False, "place": place,
               "source_sector": "GOV", "target_sector": "GOV", "file_sha256": "0" * 64}  # fmt: skip


def _events(count: int, seed: int) -> Iterator[dict[str, Value]]:
    draw = Random(seed)
    rows = [*_crowd()]
    while len(rows) < count:
        if rows and draw.random() < 0.25:
            row = dict(draw.choice(rows))  # the same act told again, now and then on a day after
            row["date"] = date.fromisoformat(str(row["date"])) + timedelta(days=draw.choice((0, 0, 0, 1, 2, 3)))
        else:
            code = draw.choice(CODES)
            row = {name: draw.choice(values) for name, values in _TEXT.items()}
            row |= {
                "dataset": draw.choice(("gdelt", "icews", "chronicle")), "date": draw.choice(DAYS), "code": code,
                "precision": draw.choice(("day",) * 9 + ("month",)), "event_class": f"K{code[:2]}", "quad": "VC",
                "source": draw.choice(ACTORS), "target": draw.choice(ACTORS), "mutual": draw.random() < 0.3,
                "source_sector": draw.choice(SECTORS), "target_sector": draw.choice(SECTORS),
                "goldstein_x10": draw.choice((-100, 0, 34, None)), "fatalities": draw.choice((0, 3, None)),
                "weight": draw.choice((0.5, None)), "file_sha256": "0" * 64,
            }  # fmt: skip
        rows.append(row)
    # ids in another order than the rows, so that "first" cannot mean two things
    for at, number in enumerate(draw.sample(range(count), count)):
        rows[at] |= {"event_id": f"{rows[at]['dataset']}:{'é' * (number % 7 == 0)}{number}", "file_row": at + 1}
    yield from rows


def fill(engine: Engine, count: int = 600, seed: int = 11) -> None:
    """Fill tables ``event``, ``participant`` and ``load``."""
    events = list(_events(count, seed))
    columns = {column.name: column.type for column in EVENT_COLUMNS}
    engine.fill("event", columns, [[event.get(name) for name in columns] for event in events])
    draw = Random(seed + 1)
    between = [e for e in events if {e["source"], e["target"]} == {"ARM", "AZE"}]
    parts = sorted({(str(e["event_id"]), str(e["dataset"]), draw.choice(("RUS", "FRA", "ARM", "")),
                     draw.choice(tuple(PART_WEIGHTS))) for e in between for _ in range(2)})  # fmt: skip
    engine.fill("participant", {column.name: column.type for column in PARTICIPANT_COLUMNS}, parts)
    loads = [("gdelt", "a", DAYS[0], DAYS[11]), ("gdelt", "b", DAYS[0], DAYS[11]), ("icews", "c", None, None)]
    engine.fill("load", {"dataset": "VARCHAR", "file_sha256": "VARCHAR", "since": "DATE", "until": "DATE"}, loads)
