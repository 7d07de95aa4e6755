"""What a load leaves besides events: rows of tables ``load``, ``reject`` and ``judgement``, and what to say of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from tertius.codebooks.constants import constant
from tertius.codebooks.own_names import OwnNames
from tertius.codebooks.rulings import AMBIGUOUS
from tertius.model import Engine, Query, Source
from tertius.study.keying import RULED
from tertius.study.looking import FileFacts
from tertius.study.staging import CHANGED, EARLIER, bound
from tertius.study.storage import LEAN
from tertius.version import VERSION

_FILED_LATE = "AVG(CASE WHEN date_added - date > $backlog THEN 1.0 ELSE 0.0 END) > 0.5"
_DAYS = f"""
    CASE WHEN {_FILED_LATE} THEN MIN(date) ELSE MIN(COALESCE(date_added, date)) END AS since,
    CASE WHEN {_FILED_LATE} THEN MAX(COALESCE(date_end, date)) + 1
         ELSE MAX(COALESCE(date_added, date_end, date)) + 1 END AS until
"""
"""A feed covers the days it was made on, whatever days its rows look back to. A file whose rows were mostly taken in
long after their acts was filed by the day of the act and covers these days."""
VERSIONS = """
    SELECT DISTINCT dataset,
           version || COALESCE(', names by ' || actors || ' ' || LEFT(actors_sha256, 8), '') AS version
    FROM load
"""
"""SELECT of the versions of the data sets of a study, with the user's own table of actors their names were read by."""


@dataclass(frozen=True)
class Loaded:
    """What became of one file: rows in it, rows that became events, rejects; ``known`` when it was loaded before.

    ``duplicates`` of the rejects repeat an earlier row, the others are at fault; of these ``changed`` tell another act
    under its id. ``ambiguous`` counts sides whose name could mean either of two actors and so stands for none.
    ``unended``: the last line of a file of plain lines has no end; where it was cut within its last field, nothing else
    tells.
    """

    dataset: str
    file: str
    rows: int
    events: int
    rejects: int
    known: bool = False
    ambiguous: int = 0
    duplicates: int = 0
    changed: int = 0
    unended: bool = False


def known_file(engine: Engine, source: Source, facts: FileFacts) -> Loaded | None:
    """What became of a file that was loaded before; the days that its makers state may be others by now."""
    bind = {"dataset": source.name, "sha256": facts.sha256}
    before = engine.rows(
        "SELECT rows, events, rejects FROM load WHERE dataset = $dataset AND file_sha256 = $sha256", bind
    )
    if not before:
        return None
    since, until = _stated(source, facts.path)
    if since and until:
        engine.run("""
            UPDATE load SET since = CAST($since AS DATE), until = CAST($until AS DATE)
            WHERE dataset = $dataset AND file_sha256 = $sha256
        """, {"since": since, "until": until, **bind})  # fmt: skip
        engine.run("DELETE FROM prepared")  # panels know the days of their data
    rows, events, rejects = (int(str(value)) for value in before[0])
    duplicates, changed = repeats(engine, source.name, facts.sha256)
    return Loaded(source.name, facts.path.name, rows, events, rejects, known=True, duplicates=duplicates,
                  changed=changed)  # fmt: skip


def repeats(engine: Engine, dataset: str, sha256: str) -> tuple[int, int]:
    """Rejects of a file that repeat an earlier row, of this file or another, and how many of these were changed."""
    found = engine.rows(f"""
        SELECT COUNT(*), COUNT(*) FILTER (WHERE reason = '{CHANGED}') FROM reject
        WHERE dataset = $dataset AND file_sha256 = $sha256 AND reason LIKE '%{EARLIER}'
    """, {"dataset": dataset, "sha256": sha256})  # fmt: skip
    return int(str(found[0][0])), int(str(found[0][1]))


def keep_rejects(engine: Engine, bind: Mapping[str, str]) -> int:
    """Put the rows of ``refused`` into table ``reject``; return how many."""
    return engine.append(Query("reject", """
        SELECT $dataset AS dataset, $file AS file, $sha256 AS file_sha256, file_row, reason, LEFT(line, 1000) AS raw
        FROM refused
    """, bound("$dataset $file $sha256", bind)))  # fmt: skip


def keep_sifted(engine: Engine, dataset: str, names: Mapping[int, str]) -> None:
    """Put the rows of ``sifted`` into table ``reject``; ``names`` are those of the files by number."""
    engine.fill("sifted_file", {"file": "INTEGER", "name": "VARCHAR"}, list(names.items()))
    engine.append(Query("reject", """
        SELECT $dataset AS dataset, n.name AS file, f.file_sha256, s.file_row, s.reason, LEFT(s.line, 1000) AS raw
        FROM sifted s JOIN sifted_file n ON n.file = s.file JOIN lean_file f ON f.file = s.file
    """, {"dataset": dataset}))  # fmt: skip


def keep_rulings(engine: Engine, dataset: str, rulings: str) -> None:
    """Put rulings, a table or subquery, into table ``judgement`` where they are not in it."""
    engine.append(Query("judgement", f"""
        SELECT $dataset AS dataset, n.* FROM {rulings} n
        WHERE NOT EXISTS (SELECT 1 FROM judgement j WHERE j.dataset = $dataset AND j.name = n.name
                          AND j.since IS NOT DISTINCT FROM n.since AND j.reason = n.reason)
    """, {"dataset": dataset}))  # fmt: skip


def rulings_used(before: int) -> str:
    """Rulings on the names of the rows of ``lean_event`` behind a row id; rows set aside need none."""
    return f"""(
        SELECT r.* FROM {RULED} r WHERE r.name IN (
            SELECT s.name FROM lean_side s WHERE s.side IN (
                SELECT source FROM {LEAN} WHERE rowid > {before}
                UNION SELECT target FROM {LEAN} WHERE rowid > {before}))
    )"""


def days(staged: str) -> str:
    """Days that staged rows of one file cover, as a subquery of one row."""
    return f"(SELECT $sha256 AS file_sha256, {_DAYS} FROM {staged} s)"


def days_of_files(engine: Engine, before: int) -> str:
    """Days that each file with rows in ``lean_event`` behind a row id covers, as a subquery: counted now, by number."""
    sql = f"""
        SELECT file, {_DAYS} FROM (
            SELECT file, date, date_added, CAST(NULL AS DATE) AS date_end FROM {LEAN} WHERE rowid > $before
        ) l GROUP BY file
    """
    engine.make(Query("file_days", sql, {"before": before, "backlog": _backlog()}), temporary=True)
    return "(SELECT f.file_sha256, d.since, d.until FROM file_days d JOIN lean_file f ON f.file = d.file)"


def _backlog() -> int:
    return int(constant("coverage.backlog_days"))


def record(engine: Engine, source: Source, files: Sequence[tuple[FileFacts, Loaded]], covered: str, own: OwnNames
           ) -> None:  # fmt: skip
    """Write the rows of table ``load`` of files.

    ``covered`` is a subquery of :func:`days` or :func:`days_of_files`, ``own`` the table that names were looked up in.
    """
    numbers = dict.fromkeys(("place", "rows", "events", "rejects"), "BIGINT")
    engine.fill("loaded_file", {"file": "VARCHAR", "file_sha256": "VARCHAR", **numbers,
                                "first_day": "DATE", "end_day": "DATE"},
                [(one.file, facts.sha256, place, one.rows, one.events, one.rejects, *_stated(source, facts.path))
                 for place, (facts, one) in enumerate(files)])  # fmt: skip
    sql = f"""
        SELECT $dataset AS dataset, $version AS version, n.* EXCLUDE (place, first_day, end_day),
               COALESCE(n.first_day, d.since) AS since, COALESCE(n.end_day, d.until) AS until,
               CAST($now AS TIMESTAMP) AS loaded_at, $tertius AS tertius,
               $actors AS actors, $actors_sha256 AS actors_sha256
        FROM loaded_file n LEFT JOIN {covered} d ON d.file_sha256 = n.file_sha256 ORDER BY n.place
    """
    engine.append(Query("load", sql, bound(sql, {
        "dataset": source.name, "version": source.version,
        "backlog": _backlog(), "sha256": files[0][0].sha256, "now": datetime.now(UTC).isoformat()[:19],
        "tertius": VERSION, "actors": own.file, "actors_sha256": own.sha256,
    })))  # fmt: skip


def _stated(source: Source, path: Path) -> tuple[str | None, str | None]:
    """The days that the makers of a file say it covers, the end not included; None where they say nothing."""
    span = source.states(path) if source.states else None
    return (str(span.start), str(span.end)) if span else (None, None)


def ambiguous(engine: Engine, staged: str) -> int:
    """Sides of staged rows whose ruling says that the name may mean two actors."""
    if not _any_ambiguous(engine, "named"):
        return 0
    found = engine.rows(f"""
        SELECT COUNT(*) FROM (SELECT source_name AS name FROM {staged} s UNION ALL
                              SELECT target_name FROM {staged} t) sides
        WHERE name IN (SELECT name FROM named WHERE reason LIKE '{AMBIGUOUS}%')
    """)
    return int(str(found[0][0]))


def ambiguous_of_files(engine: Engine, before: int) -> dict[int, int]:
    """The same for the rows of each file in ``lean_event`` behind a row id."""
    if not _any_ambiguous(engine, RULED):
        return {}
    found = engine.rows(f"""
        SELECT file, COUNT(*) FROM (
            SELECT file, source AS side FROM {LEAN} WHERE rowid > $before UNION ALL
            SELECT file, target FROM {LEAN} WHERE rowid > $before) sides
        WHERE side IN (SELECT s.side FROM lean_side s JOIN {RULED} r ON r.name = s.name
                       WHERE r.reason LIKE '{AMBIGUOUS}%')
        GROUP BY file
    """, {"before": before})  # fmt: skip
    return {int(str(file)): int(str(count)) for file, count in found}


def _any_ambiguous(engine: Engine, rulings: str) -> bool:
    return bool(engine.rows(f"SELECT 1 FROM {rulings} WHERE reason LIKE '{AMBIGUOUS}%' LIMIT 1"))
