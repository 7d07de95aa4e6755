"""After the short way: rows that broke a rule or repeat an event leave the table, the rest get line and actors."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from pathlib import Path

import numpy as np

from tertius.model import Engine, EngineError, Query, Source, Value
from tertius.study.keying import RULED, Numbers, late_part, late_parts, number_late
from tertius.study.staging import CHANGED, REPEATED, UNKNOWN_CODE, bound
from tertius.study.storage import FULL, LEAN
from tertius.study.streaming import NotPlainError, Part, Streamed

_MOST = 200_000
_ACT = f"""ROW(l.date, CASE WHEN l.late IS NULL THEN c.code ELSE {late_part("code")} END,
               CASE WHEN l.late IS NULL THEN s.name ELSE {late_part("source")} END,
               CASE WHEN l.late IS NULL THEN t.name ELSE {late_part("target")} END)"""
"""What a row tells, with names as written: what had no number while the file was read stands in ``late``."""
_NAMED = """JOIN lean_side s ON s.side = l.source JOIN lean_side t ON t.side = l.target
            LEFT JOIN lean_code c ON c.number = l.code"""
_REFUSED = {"row": "BIGINT", "file": "INTEGER", "file_row": "BIGINT", "reason": "VARCHAR", "line": "VARCHAR"}


@dataclass(frozen=True)
class Refusal:
    """Why the row with a row id is no event; ``repeated`` when it repeats an earlier one."""

    row: int
    reason: str
    repeated: bool = False


def sift(engine: Engine, source: Source, rows: Streamed, *, allow: bool) -> list[list[Refusal]]:
    """Take marked and repeated rows out of table ``lean_event`` into ``sifted``; return those of each file.

    Args:
        engine: The open study, in the transaction of the files.
        source: Manifest of the data set.
        rows: Where the rows of the files lie.
        allow: Rows with a fault that the source does not tolerate may be set aside too.

    Raises:
        NotPlainError: There is such a row and it may not, or there are very many rows to set aside.
    """
    try:
        found = _refusals(engine, source, rows, allow=allow)
        each = [[one for one in found if part.first <= one.row < part.first + part.rows] for part in rows.parts]
        lines = [line for part, refused in zip(rows.parts, each, strict=True) for line in _lines(part, refused)]
        engine.fill("sifted", _REFUSED, lines)
        if lines:
            engine.run(f"DELETE FROM {LEAN} WHERE rowid IN (SELECT s.row FROM sifted s)")
        _write_lines(engine, rows)
    except (EngineError, UnicodeDecodeError) as exc:  # the files may not have been looked at to their ends
        raise NotPlainError(str(exc)) from exc
    return each


def _write_lines(engine: Engine, rows: Streamed) -> None:
    """Put its line into each row whose id does not tell it; all rows are compressed anew for that."""
    if all(part.span for part in rows.parts):
        return
    start = ", ".join(str(part.first - part.skip - 1) for part in rows.parts)
    untold = ", ".join(str(part.file) for part in rows.parts if not part.span)
    engine.run(f"UPDATE {LEAN} SET file_row = rowid - [{start}][file - {rows.parts[0].file - 1}] "
               f"WHERE rowid > $before AND file IN ({untold})", {"before": rows.before})  # fmt: skip


def _refusals(engine: Engine, source: Source, rows: Streamed, *, allow: bool) -> list[Refusal]:
    """Rows to set aside in order; one that is at fault is not looked at as a repetition."""
    found = {one.row: one for one in _marked(engine, source, rows, allow=allow)}
    repeated = [row for row in _repeated(engine, source, rows) if row not in found]
    if len(found) + len(repeated) > _MOST:
        raise NotPlainError(f"{len(found) + len(repeated)} rows to set aside")
    changed = _changed(engine, source, rows, repeated)
    found |= {row: Refusal(row, CHANGED if row in changed else REPEATED, repeated=True) for row in repeated}
    return [found[row] for row in sorted(found)]


def _marked(engine: Engine, source: Source, rows: Streamed, *, allow: bool) -> list[Refusal]:
    """Marked rows: they break a rule of the source, or their code is in no code book."""
    found = engine.rows(
        f"SELECT row, file_row, code FROM (SELECT rowid AS row, file_row, {late_parts()} FROM {LEAN} "
        f"WHERE rowid > $before AND file_row < 0) m LIMIT {_MOST + 1}",
        {"before": rows.before},
    )
    refused: list[Refusal] = []
    for rowid, mark, code in found:
        number = -int(str(mark)) - 1
        if number > len(source.rejects):
            raise NotPlainError("a row cannot lie as keys")
        ruled = number < len(source.rejects)
        if not allow and not (ruled and source.rejects[number].tolerated):
            raise NotPlainError("a row breaks a rule")
        reason = source.rejects[number].reason if ruled else f"{UNKNOWN_CODE} ({code or 'none'})"
        refused.append(Refusal(int(str(rowid)), reason))
    return refused


def _repeated(engine: Engine, source: Source, rows: Streamed) -> list[int]:
    """Row ids of events that stand in an earlier row or file."""
    where: dict[str, Value] = {"before": rows.before, "ruled": -len(source.rejects)}
    fresh = "rowid > $before AND NOT file_row BETWEEN $ruled AND -1"
    found: list[int] = []
    span = _all_different(rows)
    if not span:
        ids = engine.frame(f"SELECT native_id FROM {LEAN} WHERE {fresh}", where)["native_id"]
        if not len(ids):
            return []
        span = int(ids.min()), int(ids.max())
        # most files are in the order of their ids
        if not np.greater(ids[1:], ids[:-1]).all() and len(np.unique(ids)) < len(ids):
            found = _said_twice(engine, fresh, where)
    bounds: dict[str, Value] = {"dataset": source.name, "low": span[0], "high": span[1]}
    known = _known_ids(engine, source.name)
    # a feed goes on where it was, and to look at its rows again to learn that is dear
    if not engine.rows(f"SELECT 1 FROM ({known}) k LIMIT 1", bound(known, {**where, **bounds})):
        return found
    again = engine.rows(f"SELECT rowid FROM {LEAN} WHERE {fresh} AND native_id IN ({known}) LIMIT {_MOST + 1}",
                        {**where, **bounds})  # fmt: skip
    return found + [int(str(row)) for (row,) in again]


def _all_different(rows: Streamed) -> tuple[int, int] | None:
    """Lowest and highest id of files in which each line has the next id, when no two of them share one; else None."""
    spans = sorted(part.span for part in rows.parts if part.span)
    if len(spans) < len(rows.parts) or any(one[1] >= other[0] for one, other in pairwise(spans)):
        return None
    return spans[0][0], spans[-1][1]


def _said_twice(engine: Engine, fresh: str, where: Mapping[str, Value]) -> list[int]:
    """Row ids of fresh rows whose id stands in an earlier one of them."""
    again = engine.rows(f"""
        SELECT rowid FROM (SELECT rowid, ROW_NUMBER() OVER (PARTITION BY native_id ORDER BY rowid) AS turn
                           FROM {LEAN} WHERE {fresh}) t
        WHERE turn > 1 LIMIT {_MOST + 1}
    """, where)  # fmt: skip
    return [int(str(row)) for (row,) in again]


def _changed(engine: Engine, source: Source, rows: Streamed, repeated: Sequence[int]) -> set[int]:
    """Those of the repeated rows that tell another day, code or side than the first row under their id."""
    if not repeated:
        return set()
    engine.fill("repeated", {"row": "BIGINT"}, [(row,) for row in repeated])
    values: dict[str, Value] = {"before": rows.before, "ruled": -len(source.rejects), "dataset": source.name}
    found = engine.rows(f"""
        WITH mine AS (SELECT r.row, l.native_id, {_ACT} AS act FROM {LEAN} l JOIN repeated r ON r.row = l.rowid
                      {_NAMED}),
        first AS (SELECT l.native_id, ARG_MIN({_ACT}, l.rowid) AS act FROM {LEAN} l {_NAMED}
                  WHERE l.native_id IN (SELECT native_id FROM mine) AND NOT l.file_row BETWEEN $ruled AND -1
                    AND (l.rowid > $before OR l.file IN (SELECT file FROM lean_file WHERE dataset = $dataset))
                  GROUP BY l.native_id),
        written AS (SELECT event_id, ROW(date, code, source_name, target_name) AS act FROM {FULL}
                    WHERE dataset = $dataset)
        SELECT m.row FROM mine m LEFT JOIN first f ON f.native_id = m.native_id
        LEFT JOIN written w ON w.event_id = $dataset || ':' || CAST(m.native_id AS VARCHAR)
        WHERE m.act IS DISTINCT FROM COALESCE(w.act, f.act)
    """, values)  # fmt: skip
    return {int(str(row)) for (row,) in found}


def _known_ids(engine: Engine, dataset: str) -> str:
    """SELECT of the ids that the study holds of a data set, as whole numbers from ``low`` to ``high``."""
    known = (
        f"SELECT native_id FROM {LEAN} l JOIN lean_file f ON f.file = l.file"
        " WHERE l.rowid <= $before AND f.dataset = $dataset AND native_id BETWEEN $low AND $high"
    )
    if not engine.rows(f"SELECT 1 FROM {FULL} WHERE dataset = $dataset LIMIT 1", {"dataset": dataset}):
        return known
    return f"""{known} UNION ALL SELECT id FROM (
        SELECT event_id, TRY_CAST(SUBSTR(event_id, LENGTH($dataset) + 2) AS BIGINT) AS id
        FROM {FULL} WHERE dataset = $dataset
    ) e WHERE event_id = $dataset || ':' || CAST(id AS VARCHAR)"""


def _lines(part: Part, refused: Sequence[Refusal]) -> list[tuple[int, int, int, str, str]]:
    texts = _texts(part.facts.text, {part.line(one.row) for one in refused})
    return [(one.row, part.file, part.line(one.row), one.reason, texts[part.line(one.row)]) for one in refused]


def _texts(path: Path, numbers: set[int]) -> Mapping[int, str]:
    """Lines of a text by number, counted from 1."""
    if not numbers:
        return {}
    with path.open("rb") as stream:
        lines = enumerate(islice(stream, max(numbers)), 1)
        return {n: _text(line, n) for n, line in lines if n in numbers}


def _text(line: bytes, number: int) -> str:
    return line.decode("utf-8-sig" if number == 1 else "utf-8").removesuffix("\n").removesuffix("\r")


def complete(engine: Engine, rows: Streamed, numbers: Numbers) -> None:
    """Rule on names and publishers that the first rows of the load did not show, and number them."""
    engine.make(Query("late_row", f"""
        SELECT rowid AS row, date, {late_parts()} FROM {LEAN} WHERE rowid > $before AND late IS NOT NULL
    """, {"before": rows.before}), temporary=True)  # fmt: skip
    if not engine.rows("SELECT 1 FROM late_row LIMIT 1"):
        return
    names = engine.rows(f"""
        SELECT name FROM (SELECT source AS name FROM late_row UNION SELECT target FROM late_row) n
        WHERE name <> '' AND NOT EXISTS (SELECT 1 FROM {RULED} k WHERE k.name = n.name)
    """)
    publishers = engine.rows("""
        SELECT DISTINCT publisher FROM late_row n
        WHERE publisher <> '' AND NOT EXISTS (SELECT 1 FROM outlet_number k WHERE k.publisher = n.publisher)
    """)
    numbers.learn(*([str(one) for (one,) in found] for found in (names, publishers)))
    number_late(engine)
