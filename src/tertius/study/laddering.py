"""The ladder of de-duplication, counted by data set and month (methods 1.3): what each rung takes away.

An event that no count of pairs can hold stands aside first: a side that is not named, a named side that stands for no
actor, one actor on both sides or a day that is not known. Of the rest: rung 1 takes reports of the same act (source,
target, code, day) from the same story; rung 3 all but one report of the same act; rung 4, in machine-coded data sets,
acts told again within days of their first. Rung 2 (:mod:`tertius.study.retelling`) is shown and not applied.
"""

from tertius.codebooks.constants import constant
from tertius.model import Engine, Query
from tertius.panels import OFFICIAL, apart, follow_ups
from tertius.sources import SOURCES
from tertius.study.retelling import fill_retold

_LIST = ", ".join(f"'{sector}'" for sector in OFFICIAL)
_ACT = "source, target, code, date"
_STORY = "COALESCE(story_id, event_id)"
REPORTS = f"""
    SELECT dataset, source, target, code, place, date,
           COALESCE(source_sector IN ({_LIST}), FALSE) AND COALESCE(target_sector IN ({_LIST}), FALSE) AS official,
           event_id, story_id, file_sha256
    FROM event
    WHERE precision = 'day' AND {apart("source", "target")}
"""
"""Events that a count of pairs can hold."""
_MONTH = "CAST(DATE_TRUNC('month', date) AS DATE)"


def fill_ladder(engine: Engine) -> None:
    """Fill temporary table ``ladder``: dataset, month, events and what becomes of them.

    events = one_sided + unresolved + uncounted + exact + same_day + follow_up + counted, the acts that are left.
    ``re_emitted`` is the part of ``exact`` that came again in another file, ``near_duplicate`` the part of ``counted``
    told only by stories nearly the same as one that told the act on the days before (null: no titles), ``stories`` the
    different stories.
    """
    engine.fill("machine_dataset", {"dataset": "VARCHAR"}, [(one.name,) for one in SOURCES if one.machine_coded])
    days = int(constant("counting.follow_up_days"))
    engine.make(Query("told_again", follow_ups(REPORTS, days), {"days": days}), temporary=True)
    _retell(engine)
    engine.make(Query("ladder", f"""
        SELECT a.dataset, a.month, a.events, a.one_sided, a.unresolved,
               a.events - a.one_sided - a.unresolved - COALESCE(r.reports, 0) AS uncounted,
               COALESCE(r.reports - r.stories, 0) AS exact, COALESCE(r.emitted - r.stories, 0) AS re_emitted,
               CASE WHEN a.dataset IN (SELECT dataset FROM titled) THEN COALESCE(r.counted - r.fresh, 0) END
               AS near_duplicate,
               COALESCE(r.stories - r.acts, 0) AS same_day, COALESCE(r.acts - r.counted, 0) AS follow_up,
               COALESCE(r.counted, 0) AS counted, a.stories
        FROM (SELECT dataset, {_MONTH} AS month, COUNT(*) AS events, COUNT(DISTINCT {_STORY}) AS stories,
                     COUNT(*) FILTER (WHERE source_name IS NULL OR target_name IS NULL) AS one_sided,
                     COUNT(*) FILTER (WHERE source_name IS NOT NULL AND target_name IS NOT NULL
                                      AND (source IS NULL OR target IS NULL)) AS unresolved
              FROM event GROUP BY dataset, {_MONTH}) a
        LEFT JOIN (
            SELECT e.dataset, CAST(DATE_TRUNC('month', e.date) AS DATE) AS month, COUNT(*) AS reports,
                   COUNT(DISTINCT hash({_columns(_ACT)}, {_columns(_STORY)}, e.file_sha256)) AS emitted,
                   COUNT(DISTINCT hash({_columns(_ACT)}, {_columns(_STORY)})) AS stories,
                   COUNT(DISTINCT hash({_columns(_ACT)})) AS acts,
                   COUNT(DISTINCT CASE WHEN f.date IS NULL THEN hash({_columns(_ACT)}) END) AS counted,
                   COUNT(DISTINCT CASE WHEN f.date IS NULL AND s.story_id IS NULL THEN hash({_columns(_ACT)}) END)
                   AS fresh
            FROM ({REPORTS}) e
            LEFT JOIN retold s ON s.dataset = e.dataset AND s.source = e.source AND s.target = e.target
             AND s.code = e.code AND s.date = e.date AND s.story_id = e.story_id
            LEFT JOIN told_again f
              ON f.dataset = e.dataset AND f.source = e.source AND f.target = e.target AND f.code = e.code
             AND f.place IS NOT DISTINCT FROM e.place AND f.date = e.date AND f.official = e.official
            GROUP BY e.dataset, CAST(DATE_TRUNC('month', e.date) AS DATE)
        ) r ON r.dataset = a.dataset AND r.month = a.month
    """), temporary=True)  # fmt: skip


def _retell(engine: Engine) -> None:
    """Fill ``retold``: reports of an act from a story nearly the same as one that told it on an earlier day."""
    fill_retold(engine, REPORTS)
    engine.make(Query("retold", f"""
        SELECT DISTINCT dataset, source, target, code, date, story_id
        FROM (SELECT e.*, MIN(e.date) OVER (PARTITION BY e.dataset, e.source, e.target, e.code, n.cluster) AS first
              FROM ({REPORTS}) e JOIN near_story n ON n.dataset = e.dataset AND n.story_id = e.story_id) told
        WHERE date > first
    """), temporary=True)  # fmt: skip


def _columns(text: str) -> str:
    """The columns of an expression, taken from ``e``."""
    if text == _STORY:
        return "COALESCE(e.story_id, e.event_id)"
    return ", ".join(f"e.{name.strip()}" for name in text.split(","))
