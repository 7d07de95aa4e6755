"""Load files into a study: each file whole or not at all, every row an event or a reject with a reason."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from tertius.codebooks.constants import constant
from tertius.codebooks.publishers import Publishers
from tertius.codebooks.rulings import AMBIGUOUS
from tertius.model import BadFile, ContractBroken, Engine, Query, Source
from tertius.study.failing import forget_failure, note_failure
from tertius.study.files import FileFacts, data_files, inspect, option_values
from tertius.study.headers import form_of
from tertius.study.mentioning import days_of_mentions, keep_mentions
from tertius.study.opening import readable
from tertius.study.outlets import judge_publishers
from tertius.study.progress import Progress
from tertius.study.sifting import complete, sift
from tertius.study.staging import EARLIER, bound, fill_tables, judge, parse, read_raw, refuse, stage
from tertius.study.storage import FULL, added
from tertius.study.streaming import NotPlainError, plain, stream
from tertius.study.version import VERSION

_FILED_LATE = "AVG(CASE WHEN date_added - date > $backlog THEN 1.0 ELSE 0.0 END) > 0.5"
_LOG = logging.getLogger("tertius.study")


@dataclass(frozen=True)
class Loaded:
    """What became of one file: rows in it, rows that became events, rejects; ``known`` when it was loaded before.

    ``duplicates`` of the rejects repeat an earlier row, the others are at fault. ``ambiguous`` counts sides
    whose name could mean either of two actors and so stands for none.
    """

    dataset: str
    file: str
    rows: int
    events: int
    rejects: int
    known: bool = False
    ambiguous: int = 0
    duplicates: int = 0


@dataclass(frozen=True)
class LoadOptions:
    """How to load: the source's own options, whether to set aside rows that break a rule, and where to unpack.

    ``publishers`` is what is known of them.
    """

    values: Mapping[str, str]
    allow_rejects: bool = False
    scratch: Path | None = None
    publishers: Publishers = field(default_factory=Publishers)


def load(
    engine: Engine, source: Source, paths: Sequence[Path], options: LoadOptions, progress: Progress
) -> list[Loaded]:
    """Load files (or the data files of folders) of one source.

    Args:
        engine: The open study.
        source: Manifest of the data set.
        paths: Files, folders or patterns; none of them for a packaged source.
        options: Source options and what to do with broken rows.
        progress: Told of each file.

    Raises:
        BadFile: A file cannot be read, or a row breaks a rule that is no known fault of the data set; files before it
            stay loaded, this one leaves no trace.
        ContractBroken: Rows were lost or doubled on the way; a bug or an unknown fault, nothing is kept.
    """
    values = option_values(source, options.values)
    real = source.mapped(values) if source.mapped else source
    chosen = list(paths) if paths or real.packaged is None else list(real.packaged())
    files = [file for path in chosen for file in data_files(real, path)]
    done: list[Loaded] = []
    for number, file in enumerate(files, 1):
        progress(number - 1, len(files), file.name)
        try:
            with readable(file, real.layout.encoding, options.scratch) as text:
                form = form_of(real, text)
                facts = inspect(file, text, form.layout.delimiter)
                done.append(_load_file(engine, form, facts, values, options))
        except BadFile as error:
            note_failure(engine, real.name, file.name, str(error))
            raise
        forget_failure(engine, real.name, file.name)
        progress(number, len(files), file.name)
    return done


def _load_file(engine: Engine, source: Source, facts: FileFacts, values: dict[str, str], options: LoadOptions
               ) -> Loaded:  # fmt: skip
    bind = {**values, "dataset": source.name, "sha256": facts.sha256, "sha8": facts.sha256[:8], "file": facts.path.name}
    if known := _known(engine, bind):
        _LOG.info("%s is loaded already, nothing to do", facts.path)
        return known
    fill_tables(engine, source, facts.path.parent, values)
    loaded = _stream_rows(engine, source, facts, bind, options) if plain(source, facts) else None
    if loaded is None:
        with engine.transaction():
            loaded = _load_rows(engine, source, facts, bind, options)
    _LOG.info("%s: %d rows, %d events, %d rejects", facts.path, loaded.rows, loaded.events, loaded.rejects)
    return loaded


def _known(engine: Engine, bind: Mapping[str, str]) -> Loaded | None:
    """What became of a file that was loaded before."""
    before = engine.rows(
        "SELECT rows, events, rejects FROM load WHERE dataset = $dataset AND file_sha256 = $sha256",
        {"dataset": bind["dataset"], "sha256": bind["sha256"]},
    )
    if not before:
        return None
    rows, events, rejects = (int(str(value)) for value in before[0])
    repeated = _duplicates(engine, bind)
    return Loaded(bind["dataset"], bind["file"], rows, events, rejects, known=True, duplicates=repeated)


def _stream_rows(engine: Engine, source: Source, facts: FileFacts, bind: dict[str, str], options: LoadOptions
                 ) -> Loaded | None:  # fmt: skip
    """Load a file of plain lines in one pass; None, and nothing kept, when it turns out not to be plain."""
    try:
        with engine.transaction():
            found = stream(engine, source, facts, bind, options.publishers)
            rejects = sift(engine, source, facts, found, allow=options.allow_rejects)
            complete(engine, source, options.publishers, found)
            _keep_rejects(engine, "sifted", bind)
            new = added(found.before)
            _keep_rulings(engine, source.name)
            return _record(engine, source, bind, (found.rows, found.rows - rejects, rejects), new)
    except NotPlainError as exc:
        _LOG.debug("%s is not plain: %s", facts.path, exc)
        return None


def _load_rows(engine: Engine, source: Source, facts: FileFacts, bind: dict[str, str], options: LoadOptions
               ) -> Loaded:  # fmt: skip
    rows = read_raw(engine, source, facts)
    if rows == 0:
        raise BadFile("the file has a header and no rows", file=str(facts.path))
    refuse(engine, source, bind)
    if source.fills == "event":
        events, kept = _keep_events(engine, source, facts, bind, options), "staged"
    else:
        if not options.allow_rejects:
            _stop_at_faults(engine, source, facts)
        events = keep_mentions(engine, source, bind, options.publishers)
        kept = days_of_mentions(facts.sha256)
    rejects = _keep_rejects(engine, "refused", bind)
    if events + rejects != rows:
        raise ContractBroken(
            f"{facts.path}: {rows} rows in, {events} events and {rejects} rejects out",
            hint="please report this file; nothing was loaded",
        )
    return _record(engine, source, bind, (rows, events, rejects), kept)


def _keep_events(engine: Engine, source: Source, facts: FileFacts, bind: dict[str, str], options: LoadOptions
                 ) -> int:  # fmt: skip
    parse(engine, source, bind)
    if not options.allow_rejects:
        _stop_at_faults(engine, source, facts)
    judge(engine, source, bind)
    judge_publishers(engine, options.publishers)
    stage(engine, source.name, facts.sha256)
    events = engine.append(Query(FULL, "SELECT * FROM staged"))
    if source.expands:
        events = int(str(engine.rows("SELECT COUNT(DISTINCT file_row) FROM staged")[0][0]))
    _keep_parties(engine, source, bind)
    _keep_rulings(engine, source.name)
    return events


def _keep_rejects(engine: Engine, refused: str, bind: Mapping[str, str]) -> int:
    return engine.append(Query("reject", f"""
        SELECT $dataset AS dataset, $file AS file, $sha256 AS file_sha256, file_row, reason, LEFT(line, 1000) AS raw
        FROM {refused}
    """, bound("$dataset $file $sha256", bind)))  # fmt: skip


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


def _record(
    engine: Engine, source: Source, bind: Mapping[str, str], counts: tuple[int, int, int], staged: str
) -> Loaded:
    """Write the row of table ``load``.

    A feed covers the days it was made on, whatever days its rows look back to. A file whose rows were mostly taken in
    long after their acts was filed by the day of the act and covers these days.
    """
    span = source.coverage
    engine.append(Query("load", f"""
        SELECT $dataset AS dataset, $version AS version, $file AS file, $sha256 AS file_sha256, $rows AS rows,
               $events AS events, $rejects AS rejects,
               CASE WHEN $complete THEN CAST($since AS DATE) WHEN {_FILED_LATE} THEN MIN(date)
               ELSE MIN(COALESCE(date_added, date)) END AS since,
               CASE WHEN $complete THEN CAST($until AS DATE) WHEN {_FILED_LATE} THEN MAX(COALESCE(date_end, date)) + 1
               ELSE MAX(COALESCE(date_added, date_end, date)) + 1 END AS until,
               CAST($now AS TIMESTAMP) AS loaded_at, $tertius AS tertius
        FROM {staged} s
    """, {
        "dataset": source.name, "version": source.version, "file": bind["file"], "sha256": bind["sha256"],
        "rows": counts[0], "events": counts[1], "rejects": counts[2], "complete": source.complete,
        "backlog": int(constant("coverage.backlog_days")),
        "since": str(span.start), "until": str(span.end), "now": datetime.now(UTC).isoformat()[:19],
        "tertius": VERSION,
    }))  # fmt: skip
    ambiguous = _ambiguous(engine, staged) if source.fills == "event" else 0
    return Loaded(source.name, bind["file"], *counts, ambiguous=ambiguous, duplicates=_duplicates(engine, bind))


def _duplicates(engine: Engine, bind: Mapping[str, str]) -> int:
    """Rejects of a file that repeat an earlier row, of this file or another."""
    found = engine.rows(f"""
        SELECT COUNT(*) FROM reject
        WHERE dataset = $dataset AND file_sha256 = $sha256 AND reason LIKE '%{EARLIER}'
    """, {"dataset": bind["dataset"], "sha256": bind["sha256"]})  # fmt: skip
    return int(str(found[0][0]))


def _ambiguous(engine: Engine, staged: str) -> int:
    """Sides whose ruling says that the name may mean two actors."""
    if not engine.rows(f"SELECT 1 FROM named WHERE reason LIKE '{AMBIGUOUS}%' LIMIT 1"):
        return 0
    found = engine.rows(f"""
        SELECT COUNT(*) FROM (SELECT source_name AS name FROM {staged} s UNION ALL
                              SELECT target_name FROM {staged} t) sides
        WHERE name IN (SELECT name FROM named WHERE reason LIKE '{AMBIGUOUS}%')
    """)
    return int(str(found[0][0]))
