"""Load files into a study: each file whole or not at all, every row an event or a reject with a reason."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from tertius.model import BadFile, ContractBroken, Engine, Query, Source
from tertius.study.files import FileFacts, data_files, inspect, option_values
from tertius.study.progress import Progress
from tertius.study.staging import bound, judge, parse, read_raw, refuse, stage
from tertius.study.version import VERSION

_LOG = logging.getLogger("tertius.study")


@dataclass(frozen=True)
class Loaded:
    """What became of one file: rows in it, events and rejects made of them; ``known`` when it was loaded before."""

    dataset: str
    file: str
    rows: int
    events: int
    rejects: int
    known: bool = False


@dataclass(frozen=True)
class LoadOptions:
    """How to load: the source's own options, and whether to set aside rows that break a rule instead of stopping."""

    values: Mapping[str, str]
    allow_rejects: bool = False


def load(
    engine: Engine, source: Source, paths: Sequence[Path], options: LoadOptions, progress: Progress
) -> list[Loaded]:
    """Load files (or the data files of folders) of one source.

    Args:
        engine: The open study.
        source: Manifest of the data set.
        paths: Files or folders; none of them for a packaged source.
        options: Source options and what to do with broken rows.
        progress: Told of each file.

    Raises:
        BadFile: A file cannot be read, or a row breaks a rule that is no known fault of the data set; files before it
            stay loaded, this one leaves no trace.
        ContractBroken: Rows were lost or doubled on the way; a bug or an unknown fault, nothing is kept.
    """
    values = option_values(source, options.values)
    chosen = list(paths) if paths or source.packaged is None else list(source.packaged())
    files = [file for path in chosen for file in data_files(source, path)]
    done: list[Loaded] = []
    for number, file in enumerate(files, 1):
        progress(number - 1, len(files), file.name)
        done.append(_load_file(engine, source, file, values, options.allow_rejects))
        progress(number, len(files), file.name)
    return done


def _load_file(engine: Engine, source: Source, file: Path, values: dict[str, str], allow: bool) -> Loaded:
    facts = inspect(file)
    before = engine.rows(
        "SELECT rows, events, rejects FROM load WHERE dataset = $dataset AND file_sha256 = $sha256",
        {"dataset": source.name, "sha256": facts.sha256},
    )
    if before:
        rows, events, rejects = (int(str(value)) for value in before[0])
        _LOG.info("%s is loaded already, nothing to do", file)
        return Loaded(source.name, file.name, rows, events, rejects, known=True)
    bind = {**values, "dataset": source.name, "sha256": facts.sha256, "sha8": facts.sha256[:8], "file": file.name}
    with engine.transaction():
        loaded = _load_rows(engine, source, facts, bind, allow)
    _LOG.info("%s: %d rows, %d events, %d rejects", file, loaded.rows, loaded.events, loaded.rejects)
    return loaded


def _load_rows(engine: Engine, source: Source, facts: FileFacts, bind: dict[str, str], allow: bool) -> Loaded:
    rows = read_raw(engine, source, facts, bind)
    if rows == 0:
        raise BadFile("the file has a header and no rows", file=str(facts.path))
    refuse(engine, source, bind)
    parse(engine, source, bind)
    if not allow:
        _stop_at_faults(engine, source, facts)
    judge(engine, source, bind)
    stage(engine, source.name, facts.sha256)
    events = engine.append(Query("event", "SELECT * FROM staged"))
    _keep_parties(engine, source, bind)
    _keep_rulings(engine, source.name)
    rejects = engine.append(Query("reject", """
        SELECT $dataset AS dataset, $file AS file, $sha256 AS file_sha256, file_row, reason, LEFT(line, 1000) AS raw
        FROM refused
    """, bound("$dataset $file $sha256", bind)))  # fmt: skip
    if events + rejects != rows:
        raise ContractBroken(
            f"{facts.path}: {rows} rows in, {events} events and {rejects} rejects out",
            hint="please report this file; nothing was loaded",
        )
    _record(engine, source, bind, (rows, events, rejects))
    return Loaded(source.name, facts.path.name, rows, events, rejects)


def _stop_at_faults(engine: Engine, source: Source, facts: FileFacts) -> None:
    found = engine.rows("""
        SELECT file_row, reason, COUNT(*) OVER () FROM refused WHERE NOT tolerated ORDER BY file_row LIMIT 1
    """)  # fmt: skip
    if found:
        row, reason, total = found[0]
        more = f" ({total} such rows in all)" if int(str(total)) > 1 else ""
        raise BadFile(
            f"{reason}{more}",
            file=str(facts.path),
            row=int(str(row)),
            hint="repeat with --allow-rejects to set such rows aside with their reasons; "
            f"nothing of this file was loaded into {source.name}",
        )


def _keep_parties(engine: Engine, source: Source, bind: Mapping[str, str]) -> None:
    if source.participants_sql:
        sql = f"""
            SELECT DISTINCT s.event_id, s.dataset, n.actor, q.part
            FROM ({source.participants_sql}) q
            JOIN staged s ON s.event_id = $dataset || ':' || q.native_id
            JOIN named n ON n.name = q.actor_name AND (n.since IS NULL OR s.date >= n.since)
             AND (n.until IS NULL OR s.date < n.until)
            WHERE n.actor IS NOT NULL
        """
        engine.append(Query("participant", sql, bound(sql, bind)))
    if source.citations_sql:
        sql = f"""
            SELECT $dataset || ':' || q.native_id AS event_id, $dataset AS dataset, q.* EXCLUDE (native_id)
            FROM ({source.citations_sql}) q
            WHERE $dataset || ':' || q.native_id IN (SELECT event_id FROM staged)
        """
        engine.append(Query("citation", sql, bound(sql, bind)))


def _keep_rulings(engine: Engine, dataset: str) -> None:
    engine.append(Query("judgement", """
        SELECT $dataset AS dataset, n.* FROM named n
        WHERE NOT EXISTS (SELECT 1 FROM judgement j WHERE j.dataset = $dataset AND j.name = n.name
                          AND j.since IS NOT DISTINCT FROM n.since AND j.reason = n.reason)
    """, {"dataset": dataset}))  # fmt: skip


def _record(engine: Engine, source: Source, bind: Mapping[str, str], counts: tuple[int, int, int]) -> None:
    span = source.coverage
    engine.append(Query("load", """
        SELECT $dataset AS dataset, $version AS version, $file AS file, $sha256 AS file_sha256, $rows AS rows,
               $events AS events, $rejects AS rejects,
               CASE WHEN $complete THEN CAST($since AS DATE) ELSE MIN(date) END AS since,
               CASE WHEN $complete THEN CAST($until AS DATE) ELSE MAX(date) + 1 END AS until,
               CAST($now AS TIMESTAMP) AS loaded_at, $tertius AS tertius
        FROM staged
    """, {
        "dataset": source.name, "version": source.version, "file": bind["file"], "sha256": bind["sha256"],
        "rows": counts[0], "events": counts[1], "rejects": counts[2], "complete": source.complete,
        "since": str(span.start), "until": str(span.end), "now": datetime.now(UTC).isoformat()[:19],
        "tertius": VERSION,
    }))  # fmt: skip
