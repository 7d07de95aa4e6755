"""From a file to staged rows: raw text in, parsed and judged columns out, every refused row with its reason."""

import re
from collections.abc import Iterable, Mapping
from itertools import islice
from pathlib import Path

from tertius.codebooks.cameo import CODE_TABLE
from tertius.codebooks.names import resolve
from tertius.codebooks.own_names import NO_OWN_NAMES, OwnNames
from tertius.codebooks.relations import relation_code
from tertius.model import BadFile, Documents, Engine, EngineError, Lines, Query, Records, Source, Value
from tertius.study.files import document_rows, lookup_rows, records
from tertius.study.headers import check_header
from tertius.study.looking import FileFacts
from tertius.study.shaping import NAMES, event_sql

_JUDGED = {"name": "VARCHAR", "since": "DATE", "until": "DATE", "actor": "VARCHAR", "sector": "VARCHAR",
           "sameness": "VARCHAR", "reason": "VARCHAR"}  # fmt: skip
_CODES = {"code": "VARCHAR", "name": "VARCHAR", "root": "VARCHAR", "event_class": "VARCHAR", "quad": "VARCHAR",
          "goldstein_x10": "INTEGER", "plover_type": "VARCHAR", "plover_mode": "VARCHAR"}  # fmt: skip
_BATCH = 20_000
_UNREADABLE = re.compile("CSV|invalid state|max_line_size|line size", re.I)
_AGAIN = "the row before or this one may be cut: fetch the file again; nothing was loaded"


UNKNOWN_CODE = "the code is in no code book"
"""Why a row is set aside whose code cannot be looked up; the code follows in brackets."""
EARLIER = "stands in an earlier row"
"""How every reason ends for which a row is a duplicate and not at fault."""
REPEATED = f"the same event id {EARLIER}"
"""Why a row is set aside that repeats an event."""
CHANGED = f"another act under the event id that {EARLIER}"
"""The same where its day, code, sides (in a chronicle: third parties) are others: a correction, or ids begun anew."""


def bound(sql: str, values: Mapping[str, Value]) -> dict[str, Value]:
    """The values that a statement names; an engine refuses any it does not know."""
    return {name: values[name] for name in re.findall(r"\$(\w+)", sql) if name in values}


def read_raw(engine: Engine, source: Source, facts: FileFacts) -> int:
    """Fill table ``raw``; return the number of data rows.

    Raises:
        BadFile: The header is wrong or a line has the wrong number of fields.
    """
    layout = source.layout
    engine.run("DROP TABLE IF EXISTS raw")
    if isinstance(layout, Lines):
        _read_lines(engine, layout, wanted(source), facts)
    else:
        _read_records(engine, layout, source.columns, facts)
    if source.derived:
        engine.make(Query("raw", with_derived(source, "raw")), temporary=True)
    return _count(engine, "raw")


def fill_tables(engine: Engine, source: Source, folder: Path, values: Mapping[str, str], own: OwnNames) -> None:
    """Fill the tables a source looks things up in: side files of the folder, tables of the code books, own names.

    Raises:
        BadFile: A side file is absent or lacks a column.
    """
    for table, lookup in source.lookups.items():
        engine.fill(table, dict.fromkeys(lookup.columns, "VARCHAR"), lookup_rows(lookup, folder))
    for table, (columns, extra) in (source.tables(values) if source.tables else {}).items():
        engine.fill(table, dict.fromkeys(columns, "VARCHAR"), extra)
    engine.fill("code_book", _CODES, CODE_TABLE[1])
    spans = [(name, _iso(one.since), _iso(one.until)) for name, said in own.rulings.items() for one in said]
    engine.fill("own_name", {"name": "VARCHAR", "since": "DATE", "until": "DATE"}, spans)


def with_derived(source: Source, rows: str) -> str:
    """SELECT of rows with the derived columns of a source; one that names another stands a level above it."""
    level: dict[str, str] = {}
    for name, sql in source.derived.items():
        if level.keys() & set(re.findall(r"\w+", sql)):
            rows, level = f"({_level(level, rows)})", {}
        level[name] = sql
    return _level(level, rows)


def _level(columns: Mapping[str, str], rows: str) -> str:
    return f"SELECT *{''.join(f', {sql} AS {name}' for name, sql in columns.items())} FROM {rows} d"


def wanted(source: Source) -> tuple[str, ...]:
    """Columns of the source in file order; those that none of its SQL names are left empty."""
    texts = (source.events_sql, source.participants_sql, source.citations_sql, *source.derived.values(),
             *(rule.when for rule in source.rejects))  # fmt: skip
    words = {word for text in texts if text for word in re.findall(r"\w+", text)}
    return tuple(column if column in words else "" for column in source.columns)


def _read_lines(engine: Engine, layout: Lines, columns: tuple[str, ...], facts: FileFacts) -> None:
    check_header(layout, facts)
    try:
        engine.read_lines("raw", str(facts.text), layout.delimiter, columns)
    except EngineError as exc:
        # a control sign inside a line can break the line reader; a full disk is no fault of the file
        if not _UNREADABLE.search(str(exc)):
            raise
        raise BadFile("the lines cannot be told apart: a control sign stands inside one", file=str(facts.path),
                      hint="look for carriage returns and other control signs") from exc  # fmt: skip
    if _count(engine, "raw") != facts.lines:
        raise BadFile(f"{facts.lines} lines in the file but {_count(engine, 'raw')} read", file=str(facts.path))
    if layout.header is not None:
        engine.run("DELETE FROM raw WHERE file_row = 1")
    bad = engine.rows(
        "SELECT file_row, fields FROM raw WHERE fields NOT BETWEEN $low AND $high ORDER BY file_row LIMIT 1",
        {"low": layout.fields, "high": layout.fields + layout.optional},
    )
    if bad:
        row, fields = bad[0]
        raise BadFile(
            f"{fields} fields where {layout.fields} belong", file=str(facts.path), row=int(str(row)), hint=_AGAIN
        )


def _read_records(engine: Engine, layout: Records | Documents, columns: tuple[str, ...], facts: FileFacts) -> None:
    """Records go in by batches: a quoted file may be larger than memory."""
    kinds = {"file_row": "BIGINT", **dict.fromkeys(columns, "VARCHAR"), "line": "VARCHAR"}
    engine.fill("raw", kinds, [])
    if isinstance(layout, Documents):
        found = document_rows(layout, facts.path, facts.text)
    else:
        found = records(layout, facts.path, facts.text)
    while batch := list(islice(found, _BATCH)):
        engine.fill("batch", kinds, [(n, *row, "|".join(cell or "" for cell in row)) for n, row in batch])
        engine.append(Query("raw", "SELECT * FROM batch"))


def _count(engine: Engine, table: str) -> int:
    return int(str(engine.rows(f"SELECT COUNT(*) FROM {table}")[0][0]))


def refuse(engine: Engine, source: Source, values: Mapping[str, Value]) -> None:
    """Move rows that are not events from ``raw`` to ``refused`` (file_row, reason, tolerated, line, value)."""
    cases = " ".join(f"WHEN COALESCE({rule.when}, FALSE) THEN {number}" for number, rule in enumerate(source.rejects))
    shown = " ".join(f"WHEN {number} THEN {rule.shows or 'NULL'}" for number, rule in enumerate(source.rejects))
    engine.fill(
        "rule",
        {"number": "INTEGER", "reason": "VARCHAR", "tolerated": "BOOLEAN"},
        [(number, rule.reason, rule.tolerated) for number, rule in enumerate(source.rejects)],
    )
    sql = f"""
        SELECT j.file_row, r.reason, r.tolerated, j.line, CAST(CASE j.broken_rule {shown} END AS VARCHAR) AS value
        FROM (SELECT *, CASE {cases} END AS broken_rule FROM raw) j JOIN rule r ON r.number = j.broken_rule
    """
    engine.make(Query("refused", sql, bound(sql, values)), temporary=True)
    engine.run("DELETE FROM raw WHERE file_row IN (SELECT file_row FROM refused)")


def parse(engine: Engine, source: Source, values: Mapping[str, Value]) -> None:
    """Fill ``parsed``: the source's columns, its code looked up; rows with an unknown code go to ``refused``."""
    given = bound(source.events_sql, values)
    if "relation_name" in engine.names(f"SELECT * FROM ({source.events_sql}) named LIMIT 0", given):
        engine.make(Query("half", source.events_sql, given), temporary=True)
        names = [str(row[0]) for row in engine.rows("SELECT DISTINCT relation_name FROM half")]
        engine.fill(
            "relation_code", {"relation": "VARCHAR", "code": "VARCHAR"}, [(name, relation_code(name)) for name in names]
        )
        engine.make(Query("parsed", """
            SELECT half.*, r.code FROM half LEFT JOIN relation_code r ON r.relation = half.relation_name
        """), temporary=True)  # fmt: skip
    else:
        engine.make(Query("parsed", source.events_sql, given), temporary=True)
    engine.run("""
        INSERT INTO refused
        SELECT DISTINCT p.file_row, $reason || ' (' || COALESCE(p.code, 'none') || ')', FALSE, raw.line, NULL
        FROM parsed p JOIN raw ON raw.file_row = p.file_row LEFT JOIN code_book c ON c.code = p.code
        WHERE c.code IS NULL
    """, {"reason": UNKNOWN_CODE})  # fmt: skip
    _refuse_repeats(engine, source)
    if source.participants_sql and source.names == "coded":
        _tell_other_parties(engine, source.name, source.participants_sql)
    engine.run("DELETE FROM parsed WHERE file_row IN (SELECT file_row FROM refused)")


def _refuse_repeats(engine: Engine, source: Source) -> None:
    engine.run("""
        INSERT INTO refused
        SELECT p.file_row, CASE WHEN BOOL_OR(p.act IS DISTINCT FROM COALESCE(e.act, p.first_act)) THEN $changed
                                ELSE $repeated END, TRUE, MIN(raw.line), NULL
        FROM (SELECT file_row, native_id, act, ROW_NUMBER() OVER same AS turn, FIRST_VALUE(act) OVER same AS first_act
              FROM (SELECT *, ROW(date, code, source_name, target_name) AS act FROM parsed) a
              WINDOW same AS (PARTITION BY native_id ORDER BY file_row)) p
        JOIN raw ON raw.file_row = p.file_row
        LEFT JOIN (SELECT event_id, ROW(date, code, source_name, target_name) AS act FROM event
                   WHERE dataset = $dataset) e ON e.event_id = $dataset || ':' || p.native_id
        WHERE (p.turn > 1 OR e.event_id IS NOT NULL)
          AND NOT EXISTS (SELECT 1 FROM refused r WHERE r.file_row = p.file_row)
        GROUP BY p.file_row
    """, {"dataset": source.name, "repeated": REPEATED, "changed": CHANGED})  # fmt: skip


def _tell_other_parties(engine: Engine, dataset: str, parties: str) -> None:
    """A repeated row whose third parties are others is a correction too: of names that are ids this can be told."""
    engine.run(f"""
        UPDATE refused SET reason = $changed WHERE reason = $repeated AND file_row IN (
            SELECT p.file_row FROM parsed p
            LEFT JOIN (SELECT q.native_id,
                              LIST_SORT(LIST(DISTINCT COALESCE(j.actor, q.actor_name) || ':' || q.part)) AS said
                       FROM ({parties}) q LEFT JOIN judgement j ON j.dataset = $dataset AND j.name = q.actor_name
                       WHERE j.name IS NULL OR j.actor IS NOT NULL GROUP BY q.native_id) n ON n.native_id = p.native_id
            LEFT JOIN (SELECT event_id, LIST_SORT(LIST(DISTINCT actor || ':' || part)) AS said
                       FROM participant WHERE dataset = $dataset GROUP BY event_id) o
              ON o.event_id = $dataset || ':' || p.native_id
            WHERE n.said IS DISTINCT FROM o.said)
    """, {"dataset": dataset, "changed": CHANGED, "repeated": REPEATED})  # fmt: skip


def judge(engine: Engine, source: Source, values: Mapping[str, Value], own: OwnNames) -> None:
    """Fill ``named``: one row per written name and time, with the actor it stands for and why."""
    have = set(engine.names("SELECT * FROM parsed LIMIT 0"))
    parts = [f"SELECT {column} AS name FROM parsed" for column in NAMES.values() if column in have]
    if source.participants_sql:
        parts.append(f"SELECT actor_name AS name FROM ({source.participants_sql}) q")
    sql = " UNION ".join(parts)
    names = [
        str(row[0])
        for row in engine.rows(
            f"SELECT name FROM ({sql}) n WHERE name IS NOT NULL",
            bound(sql, values),
        )
    ]
    fill_rulings(engine, "named", names, source.names, own)


def fill_rulings(engine: Engine, table: str, names: Iterable[str], habit: str, own: OwnNames = NO_OWN_NAMES) -> None:
    """Fill a table with the rulings on names: one row per written name and time, with the actor and why."""
    engine.fill(
        table,
        _JUDGED,
        [
            (j.name, _iso(j.since), _iso(j.until), j.actor_id, j.sector, j.sameness.value, j.reason)
            for j in resolve(list(names), habit, own)
        ],
    )


def _iso(day: object) -> str | None:
    return None if day is None else str(day)


def stage(engine: Engine, dataset: str, sha256: str) -> None:
    """Fill ``staged`` with every column of the event schema."""
    have = set(engine.names("SELECT * FROM parsed LIMIT 0"))
    sql = event_sql(have, "parsed")
    engine.make(Query("staged", sql, bound(sql, {"dataset": dataset, "sha256": sha256})), temporary=True)
