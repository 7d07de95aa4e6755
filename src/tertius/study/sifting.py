"""After the short way: rows that broke a rule or repeat an event leave the table, the rest get line and actors."""

from collections.abc import Mapping, Sequence
from itertools import islice
from pathlib import Path

from tertius.codebooks.publishers import Publishers
from tertius.model import Engine, EngineError, Query, Source
from tertius.study.files import FileFacts
from tertius.study.outlets import fill_outlets
from tertius.study.staging import REPEATED, UNKNOWN_CODE, fill_rulings
from tertius.study.streaming import NotPlainError, Streamed

_MOST = 200_000
_REFUSED = {"row": "BIGINT", "file_row": "BIGINT", "reason": "VARCHAR", "line": "VARCHAR"}


def sift(engine: Engine, source: Source, facts: FileFacts, rows: Streamed, *, allow: bool) -> int:
    """Take marked and repeated rows out of table ``event`` into ``sifted``; return how many.

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
            engine.run("DELETE FROM event WHERE rowid IN (SELECT s.row FROM sifted s)")
        engine.run("UPDATE event SET file_row = rowid - $first + 1 + $skip WHERE rowid > $before",
                   {"before": rows.before, "first": rows.first, "skip": rows.skip})  # fmt: skip
    except EngineError as exc:
        raise NotPlainError(str(exc)) from exc
    return len(lines)


def _marked(engine: Engine, source: Source, rows: Streamed, *, allow: bool) -> list[tuple[int, str, bool]]:
    """Row ids of marked rows, why, and whether by a rule of the source."""
    found = engine.rows(
        f"SELECT rowid, file_row, code FROM event WHERE rowid > $before AND file_row < 0 LIMIT {_MOST + 1}",
        {"before": rows.before},
    )
    refused: list[tuple[int, str, bool]] = []
    for rowid, mark, code in found:
        number = -int(str(mark)) - 1
        ruled = number < len(source.rejects)
        if not allow and not (ruled and source.rejects[number].tolerated):
            raise NotPlainError("a row breaks a rule")
        reason = source.rejects[number].reason if ruled else f"{UNKNOWN_CODE} ({code})"
        refused.append((int(str(rowid)), reason, ruled))
    return refused


def _repeated(engine: Engine, dataset: str, rows: Streamed, source: Source) -> list[int]:
    """Row ids of events that stand in an earlier row or file. Equal hashes only say where to look."""
    where = {"before": rows.before, "ruled": -len(source.rejects)}
    fresh = "rowid > $before AND NOT file_row BETWEEN $ruled AND -1"
    ids, apart = engine.rows(f"SELECT COUNT(*), COUNT(DISTINCT hash(event_id)) FROM event WHERE {fresh}", where)[0]
    found: list[int] = []
    if ids != apart:
        again = engine.rows(f"""
            SELECT rowid FROM (
                SELECT rowid, ROW_NUMBER() OVER (PARTITION BY event_id ORDER BY rowid) AS turn FROM event
                WHERE {fresh} AND hash(event_id) IN (SELECT hash(event_id) FROM event WHERE {fresh}
                                                     GROUP BY hash(event_id) HAVING COUNT(*) > 1)
            ) WHERE turn > 1 LIMIT {_MOST + 1}
        """, where)  # fmt: skip
        found += [int(str(row)) for (row,) in again]
    if rows.before >= 0:
        known = engine.rows(f"""
            SELECT DISTINCT n.rowid FROM (SELECT rowid, event_id FROM event WHERE {fresh}) n
            JOIN event o ON o.event_id = n.event_id
            WHERE o.rowid <= $before AND o.dataset = $dataset LIMIT {_MOST + 1}
        """, {**where, "dataset": dataset})  # fmt: skip
        found += [int(str(row)) for (row,) in known]
    return found


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
    """Rule on names and publishers the first rows of the file did not show, and put their actors and countries in."""
    _name_the_rest(engine, source, rows.before)
    if engine.rows("SELECT 1 FROM sifted LIMIT 1"):
        # a name that only refused rows have needs no ruling
        engine.run("""
            DELETE FROM named WHERE name NOT IN (
                SELECT source_name FROM event WHERE rowid > $before AND source_name IS NOT NULL
                UNION SELECT target_name FROM event WHERE rowid > $before AND target_name IS NOT NULL)
        """, {"before": rows.before})  # fmt: skip
    _place_the_rest(engine, publishers, rows.before)


def _texts_of(found: Sequence[Sequence[object]]) -> list[str]:
    return [str(row[0]) for row in found]


def _name_the_rest(engine: Engine, source: Source, before: int) -> None:
    where = {"before": before}
    unseen = engine.rows("""
        SELECT name FROM (SELECT source_name AS name FROM event WHERE rowid > $before
                          UNION SELECT target_name FROM event WHERE rowid > $before) n
        WHERE name IS NOT NULL AND NOT EXISTS (SELECT 1 FROM named k WHERE k.name = n.name)
    """, where)  # fmt: skip
    if not unseen:
        return
    fill_rulings(engine, "late", _texts_of(unseen), source.names)
    for side in ("source", "target"):
        engine.run(f"""
            UPDATE event SET {side} = late.actor, {side}_sector = late.sector FROM late
            WHERE event.rowid > $before AND event.{side}_name = late.name
              AND (late.since IS NULL OR event.date >= late.since) AND (late.until IS NULL OR event.date < late.until)
        """, where)  # fmt: skip
    engine.append(Query("named", "SELECT * FROM late"))


def _place_the_rest(engine: Engine, publishers: Publishers, before: int) -> None:
    """Put country and owner in where a known publisher is written in a less usual way, as ``en.`` before its domain."""
    where = {"before": before}
    unseen = engine.rows("""
        SELECT DISTINCT publisher FROM event
        WHERE rowid > $before AND publisher IS NOT NULL AND publisher_country IS NULL AND publisher_owner IS NULL
    """, where)  # fmt: skip
    if fill_outlets(engine, "late_outlet", publishers, _texts_of(unseen)):
        engine.run("""
            UPDATE event SET publisher_country = o.publisher_country, publisher_owner = o.publisher_owner
            FROM late_outlet o WHERE event.rowid > $before AND event.publisher = o.publisher
        """, where)  # fmt: skip
