"""The long way of a file: its rows are staged, judged and written out in full, step by step."""

from collections.abc import Mapping

from tertius.model import UNREAD, BadFile, ContractBroken, Engine, Lines, Query, Source
from tertius.study.looking import FileFacts
from tertius.study.mentioning import days_of_mentions, keep_mentions
from tertius.study.outlets import judge_publishers
from tertius.study.own_tables import OwnTables
from tertius.study.recording import Loaded, ambiguous, days, keep_rejects, keep_rulings, record, repeats
from tertius.study.staging import bound, judge, parse, read_raw, refuse, stage
from tertius.study.storage import FULL


def load_rows(engine: Engine, source: Source, facts: FileFacts, bind: Mapping[str, str], own: OwnTables, *,
              allow: bool) -> Loaded:  # fmt: skip
    """Load a file, in the transaction that is under way.

    Args:
        engine: The open study.
        source: Manifest of the data set.
        facts: The file.
        bind: Values that the SQL of the source may name.
        own: What is known of publishers and actors.
        allow: Rows with a fault that the source does not tolerate are set aside too.

    Raises:
        BadFile: The file cannot be read, or a row breaks a rule and may not.
        ContractBroken: Rows were lost or doubled on the way.
    """
    rows = read_raw(engine, source, facts)
    if rows == 0:
        raise BadFile("the file has a header and no rows", file=str(facts.path))
    refuse(engine, source, bind)
    if source.fills == "event":
        parse(engine, source, bind)
    if not allow:
        _stop_at_faults(engine, source, facts, rows)
    if source.fills == "event":
        events, kept = _keep_events(engine, source, facts, bind, own), "staged"
    else:
        events = keep_mentions(engine, source, bind, own.publishers)
        kept = days_of_mentions(facts.sha256)
    rejects = keep_rejects(engine, bind)
    if events + rejects != rows:
        raise ContractBroken(
            f"{facts.path}: {rows} rows in, {events} events and {rejects} rejects out",
            hint="please report this file; nothing was loaded",
        )
    unclear = ambiguous(engine, kept) if source.fills == "event" else 0
    repeated, changed = repeats(engine, source.name, facts.sha256)
    loaded = Loaded(source.name, bind["file"], rows, events, rejects, ambiguous=unclear,
                    duplicates=repeated, changed=changed,
                    unended=facts.unended and isinstance(source.layout, Lines))  # fmt: skip
    record(engine, source, [(facts, loaded)], days(kept), own.actors)
    return loaded


def _keep_events(engine: Engine, source: Source, facts: FileFacts, bind: Mapping[str, str], own: OwnTables) -> int:
    judge(engine, source, bind, own.actors)
    judge_publishers(engine, own.publishers)
    stage(engine, source.name, facts.sha256)
    events = engine.append(Query(FULL, "SELECT * FROM staged"))
    if source.expands:
        events = int(str(engine.rows("SELECT COUNT(DISTINCT file_row) FROM staged")[0][0]))
    _keep_parties(engine, source, bind)
    keep_rulings(engine, source.name, "named")
    return events


def _stop_at_faults(engine: Engine, source: Source, facts: FileFacts, rows: int) -> None:
    found = engine.rows("""
        SELECT file_row, reason, value, COUNT(*) OVER () FROM refused WHERE NOT tolerated ORDER BY file_row LIMIT 1
    """)  # fmt: skip
    if not found:
        return
    row, reason, value, total = found[0]
    shown = "" if value is None else f": {str(value).removeprefix(UNREAD)[:60]!r}"
    said = next((rule.hint for rule in source.rejects if rule.reason == reason), "")
    hint = f"{said and said + '; or '}repeat with --allow-rejects to set such rows aside with their reasons"
    more = f" ({total} such rows in all)" if int(str(total)) > 1 else ""
    if int(str(total)) == rows > 1:
        more, hint = " (no row can be taken)", said or f"it may hold something else than {source.title}"
    raise BadFile(f"{reason}{more}{shown}", file=str(facts.path), row=int(str(row)),
                  hint=f"{hint}; nothing of this file was loaded into {source.name}")  # fmt: skip


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
