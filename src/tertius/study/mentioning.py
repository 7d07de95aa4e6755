"""Rows that are mentions of events: from a file to table ``mention``, every row a mention or a reject with a reason."""

from collections.abc import Mapping

from tertius.codebooks.publishers import Publishers
from tertius.model import Engine, Query, Source, Value
from tertius.study.outlets import judge_publishers
from tertius.study.staging import EARLIER, bound

_SAME = f"the same mention {EARLIER}"
_KEY = "event_id, mentioned_at, story_id, sentence, offset_in_text"
MENTIONED = """
    SELECT event_id, COUNT(DISTINCT story_id) AS documents, COUNT(DISTINCT publisher) AS publishers,
           MIN(mentioned_at) AS first_mention, MAX(mentioned_at) AS last_mention,
           COUNT(DISTINCT CASE WHEN mentioned_at > event_added_at THEN story_id END) AS later_documents,
           MAX(coder_confidence) AS coder_confidence, BOOL_OR(in_raw_text) AS in_raw_text
    FROM mention GROUP BY event_id
"""
"""SELECT of view ``mentioned``: one row an event that is mentioned. An event is added with the mentions of its first 15
minutes, so those after that moment are the later ones."""


def keep_mentions(engine: Engine, source: Source, bind: Mapping[str, Value], publishers: Publishers) -> int:
    """Put the rows of ``raw`` that are left into table ``mention``; repeats go to ``refused``; return how many stay."""
    engine.make(Query("parsed", source.events_sql, bound(source.events_sql, bind)), temporary=True)
    engine.run(f"""
        INSERT INTO refused
        SELECT p.file_row, $reason, TRUE, raw.line, NULL
        FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY {_KEY} ORDER BY file_row) AS turn FROM parsed) p
        JOIN raw ON raw.file_row = p.file_row
        WHERE p.turn > 1 OR EXISTS (
            SELECT 1 FROM mention m
            WHERE m.event_id = p.event_id AND m.mentioned_at = p.mentioned_at
              AND m.story_id IS NOT DISTINCT FROM p.story_id AND m.sentence IS NOT DISTINCT FROM p.sentence
              AND m.offset_in_text IS NOT DISTINCT FROM p.offset_in_text)
    """, {"reason": _SAME})  # fmt: skip
    engine.run("DELETE FROM parsed WHERE file_row IN (SELECT file_row FROM refused)")
    judge_publishers(engine, publishers)
    return engine.append(
        Query(
            "mention",
            """
            SELECT $dataset AS dataset, p.*, o.publisher_country, o.publisher_owner, $sha256 AS file_sha256
            FROM parsed p LEFT JOIN outlet o ON o.publisher = p.publisher
            """,
            {"dataset": bind["dataset"], "sha256": bind["sha256"]},
        )
    )


def days_of_mentions(sha256: str) -> str:
    """Subquery of the days that a file of mentions was made on, in the columns of events; the hash is hexadecimal."""
    day = "CAST(mentioned_at AS DATE)"
    return f"""
        (SELECT {day} AS date, {day} AS date_added, CAST(NULL AS DATE) AS date_end
         FROM mention WHERE file_sha256 = '{sha256}')
    """
