"""Evidence that a third party stood between the two sides of a pair, event by event.

Levels are those of methods 3.1: E1 explicit mediation, E2 a call to meet, E3 talks with both sides close in time or on
the third party's territory, E4 credit for an outcome that follows, N refusal or exit. Data sets that name third
parties outright (table ``participant``) contribute the level and weight of the part they name in talks, promises
and outcomes (03, 04, 057, 08) of the two sides, and a refusal when a meeting that a mediator or convener called is
turned down (12, 13, 16).

Events are those of ``triad_report`` without acts told again (:mod:`tertius.panels.counting`). Other tables read besides
the study's own: ``arena_pair`` (arena, a, b), ``arena_seat`` (arena, format, a, b, actor, since, until),
``fixed_place`` (place), ``slot`` (code, level, third_side, weight), ``talk_code`` (code, meeting), ``outcome_code``
(code), ``part_weight`` (part, level, weight).
"""

from tertius.model import Query
from tertius.panels.counting import TRIAD_EVENT
from tertius.panels.sides import SIDE

_BETWEEN = f"""
    SELECT p.arena, p.a, p.b, e.dataset, e.event_id, e.date, e.code, e.event_class, e.place, e.place_country,
           e.voice
    FROM {TRIAD_EVENT} e
    JOIN {SIDE} p ON e.source = p.side AND e.target = p.other
    WHERE e.both_sides
"""


def pair_event() -> Query:
    """Table ``pair_event``: official events between the two sides of each pair, with place and teller."""
    return Query(
        "pair_event",
        f"""
        SELECT b.arena, b.a, b.b, b.dataset, b.event_id, b.date, b.code, b.event_class, b.place, b.place_country,
               b.voice, t.code IS NOT NULL AS talk, COALESCE(t.meeting, FALSE) AS meeting,
               o.code IS NOT NULL AS outcome
        FROM ({_BETWEEN}) b
        LEFT JOIN talk_code t ON t.code = b.code
        LEFT JOIN outcome_code o ON o.code = b.code
        """,
    )


def side_talk() -> Query:
    """Table ``side_talk``: official talks of outsiders with one side of a pair, one row a day and report (3.1, E3)."""
    return Query(
        "side_talk",
        f"""
        SELECT arena, a, b, dataset, third, side, date, story_id, MIN(event_id) AS event_id
        FROM (
            SELECT p.arena, p.a, p.b, e.dataset, e.source AS third, e.target AS side, e.date, e.event_id, e.story_id
            FROM {TRIAD_EVENT} e JOIN talk_code t ON t.code = e.code
            JOIN {SIDE} p ON e.target = p.side
            UNION ALL
            SELECT p.arena, p.a, p.b, e.dataset, e.target AS third, e.source AS side, e.date, e.event_id, e.story_id
            FROM {TRIAD_EVENT} e JOIN talk_code t ON t.code = e.code
            JOIN {SIDE} p ON e.source = p.side
        ) talks
        WHERE third <> a AND third <> b
        GROUP BY arena, a, b, dataset, third, side, date, story_id
        """,
    )


_CODED = f"""
    SELECT p.arena, p.a, p.b, e.dataset, CASE WHEN s.third_side = 'source' THEN e.source ELSE e.target END AS third,
           e.date, e.event_id, s.level, s.weight, e.voice
    FROM {TRIAD_EVENT} e
    JOIN (SELECT code, level, third_side, MAX(weight) AS weight FROM slot
          WHERE level {{which}} 'E3' GROUP BY code, level, third_side) s ON s.code = e.code
    JOIN {SIDE} p ON p.side = CASE WHEN s.third_side = 'source' THEN e.target ELSE e.source END
"""
_NAMED = """
    SELECT b.arena, b.a, b.b, b.dataset, q.actor AS third, b.date, b.event_id, w.level, w.weight,
           CAST(NULL AS VARCHAR) AS voice
    FROM pair_event b
    JOIN participant q ON q.event_id = b.event_id
    JOIN part_weight w ON w.part = q.part
    WHERE (b.talk OR b.outcome OR SUBSTR(b.code, 1, 2) = '03')
      AND NOT (q.part = 'host' AND b.place IS NOT NULL AND b.place IN (SELECT place FROM fixed_place))
    UNION ALL
    SELECT b.arena, b.a, b.b, b.dataset, q.actor AS third, b.date, b.event_id, 'N' AS level,
           CAST(1 AS DOUBLE) AS weight, CAST(NULL AS VARCHAR) AS voice
    FROM pair_event b
    JOIN participant q ON q.event_id = b.event_id AND q.part IN ('mediator', 'convener')
    WHERE SUBSTR(b.code, 1, 2) IN ('12', '13', '16')
"""
_HOSTED = """
    SELECT arena, a, b, dataset, place_country AS third, date, event_id, 'E3' AS level,
           CAST($host_weight AS DOUBLE) AS weight, voice
    FROM pair_event
    WHERE meeting AND place_country IS NOT NULL AND (place IS NULL OR place NOT IN (SELECT place FROM fixed_place))
"""
_STEP = "CAST(FLOOR(DATE_DIFF('day', CAST('1970-01-01' AS DATE), date) / CAST($tolerance + 1 AS DOUBLE)) AS BIGINT)"
# days within the tolerance lie in the same step of tolerance + 1 days or in one beside it: an equality to join by
_NEAR = f"""
    SELECT x.arena, x.a, x.b, x.dataset, x.third, GREATEST(x.date, y.date) AS date,
           x.event_id AS event_x, y.event_id AS event_y,
           CASE WHEN x.story_id = y.story_id THEN CAST($story_weight AS DOUBLE)
                ELSE CAST($near_weight AS DOUBLE) END AS weight
    FROM (SELECT arena, a, b, dataset, third, date, event_id, story_id, {_STEP} AS step FROM side_talk WHERE side = a) x
    JOIN (SELECT arena, a, b, dataset, third, date, event_id, story_id, {_STEP} + shift AS step
          FROM side_talk CROSS JOIN (SELECT -1 AS shift UNION ALL SELECT 0 AS shift UNION ALL SELECT 1 AS shift) beside
          WHERE side = b) y
      ON x.arena = y.arena AND x.a = y.a AND x.b = y.b AND x.dataset = y.dataset AND x.third = y.third
     AND x.step = y.step
     AND y.date BETWEEN x.date - CAST($tolerance AS INTEGER) AND x.date + CAST($tolerance AS INTEGER)
"""
_JOINED = f"""
    SELECT arena, a, b, dataset, third, date, CASE WHEN of_b THEN event_y ELSE event_x END AS event_id, 'E3' AS level,
           weight, CAST(NULL AS VARCHAR) AS voice
    FROM ({_NEAR}) near CROSS JOIN (SELECT FALSE AS of_b UNION ALL SELECT TRUE AS of_b) talks
"""


def raw_evidence(*, tolerance: int, host_weight: float, story_weight: float, near_weight: float) -> Query:
    """Table ``raw_evidence``: arena, a, b, dataset, third, date, event_id, level, weight, voice; formats not yet split.

    ``voice`` is who tells an act whose code or place makes the evidence (see ``triad_report``); null for a part that a
    data set names and for talks near each other, which need two acts.

    Args:
        tolerance: Days by which talks with the two sides may lie apart.
        host_weight: Credit for a meeting of the two held on the third party's territory.
        story_weight: Credit for talks with both sides told in one report.
        near_weight: Credit for talks with both sides within the tolerance.
    """
    # a coded act is evidence of a third party once a level; only E3 comes in several ways, named parts in every level
    parts = " UNION ALL ".join((_CODED.format(which="="), _NAMED, _HOSTED, _JOINED))
    return Query(
        "raw_evidence",
        f"""
        SELECT arena, a, b, dataset, third, date, event_id, level, weight, voice
        FROM ({_CODED.format(which="<>")}) coded
        WHERE third IS NOT NULL AND third <> a AND third <> b
        UNION ALL
        SELECT arena, a, b, dataset, third, date, event_id, level, MAX(weight) AS weight,
               MIN(voice) AS voice
        FROM ({parts}) every
        WHERE third IS NOT NULL AND third <> a AND third <> b
        GROUP BY arena, a, b, dataset, third, date, event_id, level
        """,
        {
            "tolerance": tolerance,
            "host_weight": host_weight,
            "story_weight": story_weight,
            "near_weight": near_weight,
        },
    )


_COUNTED = """
    SELECT r.* FROM raw_evidence r
    LEFT JOIN outnumbered_day d
      ON d.arena = r.arena AND d.a = r.a AND d.b = r.b AND d.dataset = r.dataset AND d.date = r.date
     AND d.third = r.third
    WHERE r.level = 'N' OR d.third IS NULL
"""
# a format's credit is split equally among its members of the day
_SEATED = f"""
    SELECT r.arena, r.a, r.b, r.dataset, COALESCE(s.actor, r.third) AS third, s.format AS via, r.date, r.event_id,
           r.level, COALESCE(s.share, CAST(1 AS DOUBLE)) AS share,
           r.weight * COALESCE(s.share, CAST(1 AS DOUBLE)) AS weight, r.voice
    FROM ({_COUNTED}) r
    LEFT JOIN (
        SELECT d.arena, d.a, d.b, d.format, d.date, m.actor,
               CAST(1 AS DOUBLE) / COUNT(*) OVER (PARTITION BY d.arena, d.a, d.b, d.format, d.date) AS share
        FROM (SELECT DISTINCT arena, a, b, third AS format, date FROM raw_evidence
              WHERE third IN (SELECT format FROM arena_seat)) d
        JOIN arena_seat m ON m.arena = d.arena AND m.a = d.a AND m.b = d.b AND m.format = d.format
         AND d.date >= m.since AND (m.until IS NULL OR d.date < m.until)
    ) s ON s.arena = r.arena AND s.a = r.a AND s.b = r.b AND s.format = r.third AND s.date = r.date
"""


def triad_evidence(*, outcome_weight: float, outcome_days: int) -> Query:
    """Table ``triad_evidence``: evidence that counts, and credit (level E4) for an outcome in the days after.

    Left out are days on which others outnumber a third party (``outnumbered_day``). The credit of a format is split
    equally among its members of that day: ``via`` names the format (null: the actor itself), ``share`` the fraction.
    ``known`` is the day from which the row may be used: for an outcome its own day, which is later than ``date``.
    ``voice`` is that of ``raw_evidence``; a format's members share it.

    Args:
        outcome_weight: Credit for a text signed or a truce between the two after E1 or E3 by the third party.
        outcome_days: Days within which the outcome must follow.
    """
    return Query(
        "triad_evidence",
        f"""
        SELECT arena, a, b, dataset, third, via, share, date, date AS known, event_id, level, weight, voice
        FROM ({_SEATED}) seated
        UNION ALL
        SELECT arena, a, b, dataset, third, via, share, date, known, event_id, 'E4' AS level,
               CAST($outcome_weight AS DOUBLE) * share AS weight, CAST(NULL AS VARCHAR) AS voice
        FROM (
            SELECT s.arena, s.a, s.b, s.dataset, s.third, s.via, s.share, s.date, o.date AS known, o.event_id,
                   ROW_NUMBER() OVER (PARTITION BY s.arena, s.a, s.b, s.dataset, s.third, s.via, s.date
                                      ORDER BY o.date NULLS LAST, o.event_id NULLS LAST) AS turn
            FROM ({_SEATED}) s
            JOIN pair_event o ON o.arena = s.arena AND o.a = s.a AND o.b = s.b AND o.dataset = s.dataset AND o.outcome
             AND o.date BETWEEN s.date AND s.date + CAST($outcome_days AS INTEGER)
            WHERE s.level IN ('E1', 'E3')
        ) followed
        WHERE turn = 1
        """,
        {"outcome_weight": outcome_weight, "outcome_days": outcome_days},
    )
