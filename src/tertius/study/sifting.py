"""After the short way: rows that broke a rule or repeat an event leave the table, the rest get line and actors."""

from collections.abc import Mapping, Sequence
from itertools import islice
from pathlib import Path

from tertius.codebooks.publishers import Publishers
from tertius.model import Engine, EngineError, Query, Source
from tertius.study.files import FileFacts
from tertius.study.keying import late_parts, number_late, number_outlets, number_sides
from tertius.study.staging import REPEATED, UNKNOWN_CODE, fill_rulings
from tertius.study.storage import FULL, LEAN
from tertius.study.streaming import NotPlainError, Streamed

_MOST = 200_000
_REFUSED = {"row": "BIGINT", "file_row": "BIGINT", "reason": "VARCHAR", "line": "VARCHAR"}


def sift(engine: Engine, source: Source, facts: FileFacts, rows: Streamed, *, allow: bool) -> int:
    """Take marked and repeated rows out of table ``lean_event`` into ``sifted``; return how many.

    Args:
        engine: The open study, in the transaction of the file.
        source: Manifest of the data set.
        facts: The file.
        rows: Where its rows lie.
        allow: Rows with a fault that the source does not tolerate may be set aside too.

    Raises:
        NotPlainError: There is such a row and it may not, or there are very many rows to set aside.
    """
    try:
        refused = _marked(engine, source, rows, allow=allow)
        found = {row: reason for row, reason, _ in refused}
        named = {row for row, _, rule in refused if rule}
        for row in _repeated(engine, source.name, rows, source):
            if row not in named:
                found.setdefault(row, REPEATED)
        if len(found) > _MOST:
            raise NotPlainError(f"{len(found)} rows to set aside")
        texts = _texts(facts.text, {rows.line(row) for row in found})
        lines = [(row, rows.line(row), reason, texts[rows.line(row)]) for row, reason in sorted(found.items())]
        engine.fill("sifted", _REFUSED, lines)
        if lines:
            engine.run(f"DELETE FROM {LEAN} WHERE rowid IN (SELECT s.row FROM sifted s)")
        engine.run(f"UPDATE {LEAN} SET file_row = rowid - $first + 1 + $skip WHERE rowid > $before",
                   {"before": rows.before, "first": rows.first, "skip": rows.skip})  # fmt: skip
    except EngineError as exc:
        raise NotPlainError(str(exc)) from exc
    return len(lines)


def _marked(engine: Engine, source: Source, rows: Streamed, *, allow: bool) -> list[tuple[int, str, bool]]:
    """Row ids of marked rows, why, and whether by a rule of the source."""
    found = engine.rows(
        f"SELECT row, file_row, code FROM (SELECT rowid AS row, file_row, {late_parts()} FROM {LEAN} "
        f"WHERE rowid > $before AND file_row < 0) m LIMIT {_MOST + 1}",
        {"before": rows.before},
    )
    refused: list[tuple[int, str, bool]] = []
    for rowid, mark, code in found:
        number = -int(str(mark)) - 1
        if number > len(source.rejects):
            raise NotPlainError("an id is no plain number")
        ruled = number < len(source.rejects)
        if not allow and not (ruled and source.rejects[number].tolerated):
            raise NotPlainError("a row breaks a rule")
        reason = source.rejects[number].reason if ruled else f"{UNKNOWN_CODE} ({code or 'none'})"
        refused.append((int(str(rowid)), reason, ruled))
    return refused


def _repeated(engine: Engine, dataset: str, rows: Streamed, source: Source) -> list[int]:
    """Row ids of events that stand in an earlier row or file."""
    where = {"before": rows.before, "ruled": -len(source.rejects)}
    fresh = "rowid > $before AND NOT file_row BETWEEN $ruled AND -1"
    ids, apart, low, high = engine.rows(
        f"SELECT COUNT(*), COUNT(DISTINCT native_id), MIN(native_id), MAX(native_id) FROM {LEAN} WHERE {fresh}", where
    )[0]
    found: list[int] = []
    if ids != apart:
        again = engine.rows(f"""
            SELECT rowid FROM (SELECT rowid, ROW_NUMBER() OVER (PARTITION BY native_id ORDER BY rowid) AS turn
                               FROM {LEAN} WHERE {fresh}) t
            WHERE turn > 1 LIMIT {_MOST + 1}
        """, where)  # fmt: skip
        found += [int(str(row)) for (row,) in again]
    known = (
        f"SELECT native_id FROM {LEAN} l JOIN lean_file f ON f.file = l.file"
        " WHERE l.rowid <= $before AND f.dataset = $dataset AND native_id BETWEEN $low AND $high"
    )
    bounds = {"dataset": dataset, "low": low, "high": high}
    if engine.rows(f"SELECT 1 FROM {FULL} WHERE dataset = $dataset LIMIT 1", {"dataset": dataset}):
        known += f""" UNION ALL SELECT id FROM (
            SELECT event_id, TRY_CAST(SUBSTR(event_id, LENGTH($dataset) + 2) AS BIGINT) AS id
            FROM {FULL} WHERE dataset = $dataset
        ) e WHERE event_id = $dataset || ':' || CAST(id AS VARCHAR)"""
    again = engine.rows(f"SELECT rowid FROM {LEAN} WHERE {fresh} AND native_id IN ({known}) LIMIT {_MOST + 1}",
                        {**where, **bounds})  # fmt: skip
    return found + [int(str(row)) for (row,) in again]


def _texts(path: Path, numbers: set[int]) -> Mapping[int, str]:
    """Lines of a text by number, counted from 1."""
    if not numbers:
        return {}
    with path.open("rb") as stream:
        lines = enumerate(islice(stream, max(numbers)), 1)
        return {n: _text(line, n) for n, line in lines if n in numbers}


def _text(line: bytes, number: int) -> str:
    return line.decode("utf-8-sig" if number == 1 else "utf-8").removesuffix("\n").removesuffix("\r")


def complete(engine: Engine, source: Source, publishers: Publishers, rows: Streamed) -> None:
    """Rule on names and publishers the first rows of the file did not show, and number them."""
    fresh = {"before": rows.before}
    engine.make(Query("late_row", f"""
        SELECT rowid AS row, date, {late_parts()} FROM {LEAN} WHERE rowid > $before AND late IS NOT NULL
    """, fresh), temporary=True)  # fmt: skip
    if engine.rows("SELECT 1 FROM late_row LIMIT 1"):
        _name_the_rest(engine, source)
        number_outlets(engine, publishers, _texts_of(engine.rows("""
            SELECT DISTINCT publisher FROM late_row WHERE publisher <> ''
        """)))  # fmt: skip
        number_late(engine)
    if engine.rows("SELECT 1 FROM sifted LIMIT 1"):
        # a name that only refused rows have needs no ruling
        engine.run(f"""
            DELETE FROM named WHERE name NOT IN (
                SELECT s.name FROM lean_side s WHERE s.name IS NOT NULL AND s.side IN (
                    SELECT source FROM {LEAN} WHERE rowid > $before
                    UNION SELECT target FROM {LEAN} WHERE rowid > $before))
        """, fresh)  # fmt: skip


def _texts_of(found: Sequence[Sequence[object]]) -> list[str]:
    return [str(row[0]) for row in found]


def _name_the_rest(engine: Engine, source: Source) -> None:
    unseen = engine.rows("""
        SELECT name FROM (SELECT source_name AS name FROM late_row UNION SELECT target_name FROM late_row) n
        WHERE name <> '' AND NOT EXISTS (SELECT 1 FROM named k WHERE k.name = n.name)
    """)  # fmt: skip
    fill_rulings(engine, "late", _texts_of(unseen), source.names)
    engine.append(Query("named", "SELECT * FROM late"))
    number_sides(engine)
