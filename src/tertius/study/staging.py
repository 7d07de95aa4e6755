"""From a file to staged rows: raw text in, parsed and judged columns out, every refused row with its reason."""

import re
from collections.abc import Mapping

from tertius.codebooks.cameo import CODE_TABLE
from tertius.codebooks.names import resolve
from tertius.codebooks.relations import relation_code
from tertius.model import EVENT_COLUMNS, BadFile, Engine, Lines, Query, Source, Value
from tertius.study.files import FileFacts, lookup_rows, records

_JUDGED = {"name": "VARCHAR", "since": "DATE", "until": "DATE", "actor": "VARCHAR", "sector": "VARCHAR",
           "sameness": "VARCHAR", "reason": "VARCHAR"}  # fmt: skip
_CODES = {"code": "VARCHAR", "name": "VARCHAR", "root": "VARCHAR", "event_class": "VARCHAR", "quad": "VARCHAR",
          "goldstein_x10": "INTEGER", "plover_type": "VARCHAR", "plover_mode": "VARCHAR"}  # fmt: skip
_NAMED = ("source_name", "target_name", "source_fallback", "target_fallback", "place_country_name")
_UNKNOWN_CODE = "the code is in no code book"
_AGAIN = "the row before or this one may be cut: fetch the file again; nothing was loaded"


def bound(sql: str, values: Mapping[str, Value]) -> dict[str, Value]:
    """The values that a statement names; an engine refuses any it does not know."""
    return {name: values[name] for name in re.findall(r"\$(\w+)", sql) if name in values}


def read_raw(engine: Engine, source: Source, facts: FileFacts, values: Mapping[str, str]) -> int:
    """Fill table ``raw`` and the source's lookup tables; return the number of data rows.

    Raises:
        BadFile: The header is wrong or a line has the wrong number of fields.
    """
    for table, lookup in source.lookups.items():
        rows = lookup_rows(lookup, facts.path.parent)
        engine.fill(table, dict.fromkeys(lookup.columns, "VARCHAR"), rows)
    for table, (columns, extra) in (source.tables(values) if source.tables else {}).items():
        engine.fill(table, dict.fromkeys(columns, "VARCHAR"), extra)
    layout = source.layout
    if isinstance(layout, Lines):
        _read_lines(engine, layout, source.columns, facts)
    else:
        kinds = {"file_row": "BIGINT", **dict.fromkeys(source.columns, "VARCHAR"), "line": "VARCHAR"}
        read = [(number, *row, "|".join(cell or "" for cell in row)) for number, row in records(layout, facts.path)]
        engine.fill("raw", kinds, read)
    return _count(engine, "raw")


def _read_lines(engine: Engine, layout: Lines, columns: tuple[str, ...], facts: FileFacts) -> None:
    engine.read_lines("raw", str(facts.path), layout.delimiter, columns)
    if _count(engine, "raw") != facts.lines:
        raise BadFile(f"{facts.lines} lines in the file but {_count(engine, 'raw')} read", file=str(facts.path))
    if layout.header is not None:
        first = engine.rows("SELECT line FROM raw WHERE file_row = 1")[0][0]
        found = tuple(cell.strip() for cell in str(first).rstrip("\r").split(layout.delimiter))
        if found != layout.header:
            wrong = next(
                (f"{f!r} where {h!r} belongs" for f, h in zip(found, layout.header, strict=False) if f != h),
                f"{len(found)} columns where {len(layout.header)} belong",
            )
            raise BadFile(f"wrong header: {wrong[:120]}", file=str(facts.path), row=1)
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


def _count(engine: Engine, table: str) -> int:
    return int(str(engine.rows(f"SELECT COUNT(*) FROM {table}")[0][0]))


def refuse(engine: Engine, source: Source, values: Mapping[str, Value]) -> None:
    """Move rows that are not events from ``raw`` to ``refused`` (file_row, reason, tolerated, line)."""
    cases = " ".join(f"WHEN COALESCE({rule.when}, FALSE) THEN {number}" for number, rule in enumerate(source.rejects))
    engine.fill(
        "rule",
        {"number": "INTEGER", "reason": "VARCHAR", "tolerated": "BOOLEAN"},
        [(number, rule.reason, rule.tolerated) for number, rule in enumerate(source.rejects)],
    )
    sql = f"SELECT file_row, line, CASE {cases} END AS number FROM raw"
    engine.make(Query("judged_row", sql, bound(sql, values)), temporary=True)
    engine.make(Query("refused", """
        SELECT j.file_row, r.reason, r.tolerated, j.line FROM judged_row j JOIN rule r ON r.number = j.number
    """), temporary=True)  # fmt: skip
    engine.run("DELETE FROM raw WHERE file_row IN (SELECT file_row FROM refused)")


def parse(engine: Engine, source: Source, values: Mapping[str, Value]) -> None:
    """Fill ``parsed``: the source's columns, its code looked up; rows with an unknown code go to ``refused``."""
    engine.fill("code_book", _CODES, CODE_TABLE[1])
    engine.make(Query("half", source.events_sql, bound(source.events_sql, values)), temporary=True)
    have = set(engine.names("SELECT * FROM half LIMIT 0"))
    if "relation_name" in have:
        names = [str(row[0]) for row in engine.rows("SELECT DISTINCT relation_name FROM half")]
        engine.fill(
            "relation_code", {"relation": "VARCHAR", "code": "VARCHAR"}, [(name, relation_code(name)) for name in names]
        )
        engine.make(Query("parsed", """
            SELECT half.*, r.code FROM half LEFT JOIN relation_code r ON r.relation = half.relation_name
        """), temporary=True)  # fmt: skip
    else:
        engine.make(Query("parsed", "SELECT * FROM half"), temporary=True)
    engine.run("""
        INSERT INTO refused
        SELECT p.file_row, $reason || ' (' || COALESCE(p.code, 'none') || ')', FALSE, raw.line
        FROM parsed p JOIN raw ON raw.file_row = p.file_row LEFT JOIN code_book c ON c.code = p.code
        WHERE c.code IS NULL
    """, {"reason": _UNKNOWN_CODE})  # fmt: skip
    _refuse_repeats(engine, source.name)
    engine.run("DELETE FROM parsed WHERE file_row IN (SELECT file_row FROM refused)")


def _refuse_repeats(engine: Engine, dataset: str) -> None:
    engine.run("""
        INSERT INTO refused
        SELECT p.file_row, 'the same event id stands in an earlier row', TRUE, raw.line
        FROM (SELECT file_row, native_id, ROW_NUMBER() OVER (PARTITION BY native_id ORDER BY file_row) AS turn
              FROM parsed) p
        JOIN raw ON raw.file_row = p.file_row
        LEFT JOIN (SELECT event_id FROM event WHERE dataset = $dataset) e
          ON e.event_id = $dataset || ':' || p.native_id
        WHERE (p.turn > 1 OR e.event_id IS NOT NULL) AND p.file_row NOT IN (SELECT file_row FROM refused)
    """, {"dataset": dataset})  # fmt: skip


def judge(engine: Engine, source: Source, values: Mapping[str, Value]) -> None:
    """Fill ``named``: one row per written name and time, with the actor it stands for and why."""
    have = set(engine.names("SELECT * FROM parsed LIMIT 0"))
    parts = [f"SELECT {column} AS name FROM parsed" for column in _NAMED if column in have]
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
    rulings = resolve(names, source.names)
    engine.fill(
        "named",
        _JUDGED,
        [(j.name, _iso(j.since), _iso(j.until), j.actor_id, j.sector, j.sameness.value, j.reason) for j in rulings],
    )


def _iso(day: object) -> str | None:
    return None if day is None else str(day)


def stage(engine: Engine, dataset: str, sha256: str) -> None:
    """Fill ``staged`` with every column of the event schema."""
    have = set(engine.names("SELECT * FROM parsed LIMIT 0"))
    coded = "coded_plover_type" in have
    chosen = {
        "event_id": "$dataset || ':' || p.native_id",
        "dataset": "$dataset",
        "precision": "COALESCE(p.precision, 'day')" if "precision" in have else "'day'",
        "mutual": "COALESCE(p.mutual, FALSE)" if "mutual" in have else "FALSE",
        "source": "COALESCE(sn.actor, sf.actor)",
        "source_sector": "CASE WHEN sn.actor IS NOT NULL THEN sn.sector ELSE sf.sector END",
        "target": "COALESCE(tn.actor, tf.actor)",
        "target_sector": "CASE WHEN tn.actor IS NOT NULL THEN tn.sector ELSE tf.sector END",
        "place_country": "pc.actor",
        "code": "c.code",
        "event_class": "c.event_class",
        "quad": "c.quad",
        "goldstein_x10": "c.goldstein_x10",
        "plover_type": "COALESCE(p.coded_plover_type, c.plover_type)"
        if "coded_plover_type" in have
        else "c.plover_type",
        "plover_mode": "p.coded_plover_mode" if coded else "c.plover_mode",
        "file_sha256": "$sha256",
    }
    columns = ", ".join(
        f"{chosen.get(c.name, f'p.{c.name}' if c.name in have else f'CAST(NULL AS {c.type})')} AS {c.name}"
        for c in EVENT_COLUMNS
    )
    joins = " ".join(
        f"LEFT JOIN named {alias} ON {alias}.name = {f'p.{column}' if column in have else 'NULL'}"
        f" AND (({alias}.since IS NULL OR p.date >= {alias}.since)"
        f" AND ({alias}.until IS NULL OR p.date < {alias}.until))"
        for alias, column in zip(("sn", "tn", "sf", "tf", "pc"), _NAMED, strict=True)
    )
    sql = f"SELECT {columns} FROM parsed p JOIN code_book c ON c.code = p.code {joins}"
    engine.make(Query("staged", sql, bound(sql, {"dataset": dataset, "sha256": sha256})), temporary=True)
