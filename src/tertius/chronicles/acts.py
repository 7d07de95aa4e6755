"""Rules on one act: its dates, code, sides, third parties, place and words. Each yields remarks, none when kept."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from tertius.chronicles.reading import Record, items, third_parties
from tertius.chronicles.remarks import FIRST_DAY, Known, Remark, day
from tertius.chronicles.vocabularies import LOADED_WORDS, PARTS, PLOVER, SUMMARY_WORDS, VOCABULARIES, WIRE

_REQUIRED = (
    "event_id", "stream", "date", "precision", "source", "target", "mutual", "cameo", "level", "summary",
    "source_ids", "said_by", "confidence",
)  # fmt: skip
_ID = re.compile(r"^[a-z]{2,}-(\d{8})-[1-9]\d*$")
_LATE = re.compile(r"\blate\b", re.IGNORECASE)
_CALL = "041"
_STARTS = {"month": "-01", "year": "-01-01"}


def _today() -> date:
    return datetime.now(UTC).date() + timedelta(days=1)  # it may be tomorrow further east


def _remark(act: Record, field: str, message: str) -> Remark:
    return Remark(act["event_id"], field, message)


def filled(act: Record) -> Iterator[Remark]:
    """Required columns hold something, and no column holds stray space."""
    for field in _REQUIRED:
        if not act[field].strip():
            yield _remark(act, field, "is empty")
    for field, text in act.items():
        if text != " ".join(text.split()):
            yield _remark(act, field, "holds stray space or a line break")


def vocabulary(act: Record) -> Iterator[Remark]:
    """Words of closed lists come from them."""
    for field, words in VOCABULARIES.items():
        if act[field] and act[field] not in words:
            yield _remark(act, field, f"{act[field]!r} is none of {', '.join(words)}")


def identity(act: Record) -> Iterator[Remark]:
    """The id has its form and carries the day of the act."""
    match = _ID.match(act["event_id"])
    if match is None:
        yield _remark(act, "event_id", "is not of the form xx-YYYYMMDD-n, xx being letters of this chronicle")
    elif match[1] != act["date"].replace("-", ""):
        yield _remark(act, "event_id", f"does not carry the date {act['date']}")


def dates(act: Record) -> Iterator[Remark]:
    """Dates can be read, lie inside the coverage and run forward; a month or year is given by its first day."""
    for field in ("date", "date_end"):
        found = day(act[field])
        if act[field] and found is None:
            yield _remark(act, field, f"{act[field]!r} is not a day as YYYY-MM-DD")
        elif found is not None and not FIRST_DAY <= found <= _today():
            yield _remark(act, field, f"{found} lies before {FIRST_DAY.year} or in the future")
    if act["date_end"] and act["date_end"] < act["date"]:
        yield _remark(act, "date_end", f"{act['date_end']} lies before {act['date']}")
    if not act["date"].endswith(_STARTS.get(act["precision"], "")):
        yield _remark(act, "date", f"a {act['precision']} is given by its first day")


def coding(act: Record, known: Known) -> Iterator[Remark]:
    """The code is in the code book; type and mode are in the list, and the mode belongs to the type."""
    kind, mode = act["plover_type"], act["plover_mode"]
    if act["cameo"] not in known.codes:
        yield _remark(act, "cameo", f"{act['cameo']!r} is not a code of the book")
    if kind and kind not in PLOVER:
        yield _remark(act, "plover_type", f"{kind!r} is none of {', '.join(PLOVER)}")
    elif mode and mode not in PLOVER.get(kind, ()):
        yield _remark(act, "plover_mode", f"{mode!r} is no mode of {kind or 'an empty type'}")


def sides(act: Record, known: Known) -> Iterator[Remark]:
    """Both sides are known on the day and differ; the sides of a joint act stand in alphabetical order."""
    on = day(act["date"]) or FIRST_DAY
    for field in ("source", "target"):
        if act[field] and not known.actors(act[field], on):
            yield _remark(act, field, f"{act[field]!r} is no actor known on {on}")
    if act["source"] == act["target"]:
        yield _remark(act, "target", "is the source as well")
    if act["mutual"] == "yes" and act["source"] > act["target"]:
        yield _remark(act, "source", "the sides of a joint act stand in alphabetical order")


def thirds(act: Record, known: Known) -> Iterator[Remark]:
    """A third party is known on the day, is no side, has a part of the list, and is entered once for each part."""
    on = day(act["date"]) or FIRST_DAY
    entries = third_parties(act)
    for actor, part in entries:
        if part not in PARTS:
            yield _remark(act, "third_parties", f"{part!r} is none of {', '.join(PARTS)}")
        if actor in (act["source"], act["target"]):
            yield _remark(act, "third_parties", f"{actor} is a side of the act")
        elif not known.actors(actor, on):
            yield _remark(act, "third_parties", f"{actor!r} is no actor known on {on}")
    if len(entries) != len(set(entries)):
        yield _remark(act, "third_parties", "an entry stands twice")


def speakers(act: Record, known: Known) -> Iterator[Remark]:
    """Who says so is an actor known on the day, or the press."""
    on = day(act["date"]) or FIRST_DAY
    for name in items(act["said_by"]):
        if name != WIRE and not known.actors(name, on):
            yield _remark(act, "said_by", f"{name!r} is no actor known on {on} and not {WIRE!r}")


def venue(act: Record, known: Known) -> Iterator[Remark]:
    """The place is in the list; a call has none."""
    if act["place_id"] and act["place_id"] not in known.places:
        yield _remark(act, "place_id", f"{act['place_id']!r} is not in the list of places")
    if act["cameo"] == _CALL and act["place_id"]:
        yield _remark(act, "place_id", "a call has no place")


def wording(act: Record) -> Iterator[Remark]:
    """The summary is short, and neither it nor the note holds a word that takes sides."""
    words = len(act["summary"].split())
    if words > SUMMARY_WORDS:
        yield _remark(act, "summary", f"{words} words; at most {SUMMARY_WORDS}")
    for field in ("summary", "note"):
        for found in LOADED_WORDS.findall(act[field]):
            yield _remark(act, field, f"{found!r} takes sides; only framing may hold it")


def fate(act: Record) -> Iterator[Remark]:
    """A promise has a fate; its dates fit the fate. ``open``: no page that was read tells the outcome."""
    ended, due, outcome = act["fate_date"], act["due"], act["fate"]
    for field in ("due", "fate_date"):
        if act[field] and day(act[field]) is None:
            yield _remark(act, field, f"{act[field]!r} is not a day as YYYY-MM-DD")
        elif act[field] and act[field] < act["date"]:
            yield _remark(act, field, f"{act[field]} lies before the act")
    if not outcome and (due or (act["stream"] == "promise" and act["cameo"].startswith("03"))):
        yield _remark(act, "fate", "a promise needs one")
    if ended and outcome in ("", "open"):
        yield _remark(act, "fate_date", "a fate that is open or not given has no day")
    yield from _against_due(act, due, ended)


def _against_due(act: Record, due: str, ended: str) -> Iterator[Remark]:
    if not due or not ended:
        return
    if act["fate"] == "kept" and ended > due and not _LATE.search(act["note"]):
        yield _remark(act, "fate_date", f"kept after it was due ({due}); the note has to say that it was late")
    if act["fate"] == "lapsed" and ended < due:
        yield _remark(act, "fate_date", f"cannot lapse before it is due ({due})")
