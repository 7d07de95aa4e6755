"""Which reports are counted: the rungs of the ladder above one act a day (methods 1.3), for machine-coded data sets.

A machine codes every sentence, so an act is found again on the days after it, and now and then with a wrong actor or
place. Careful coders write an act down once: their data sets are left alone.

Events with a side of the arena come in two parts, and all reports of an act in the same: the few that triads are made
of, and the others. So triads cost little, and each part is searched for acts told again by itself. Tables read besides
the study's own: ``arena_pair`` (arena, a, b), ``machine_dataset`` (dataset), ``slot`` and ``talk_code`` (code).
"""

from tertius.model import Query
from tertius.panels.sides import AGENTS, OFFICIAL_LIST
from tertius.panels.told_again import SAME, follow_ups

_SIDES = "(SELECT a FROM arena_pair UNION SELECT b FROM arena_pair)"
_COLUMNS = (
    "event_id", "dataset", "date", "source", "source_sector", "target", "target_sector", "mutual", "code",
    "event_class", "place", "place_country", "due", "fate", "fate_date", "story_id",
)  # fmt: skip
_USED = ", ".join(_COLUMNS)
_USED_OF_E = ", ".join(f"e.{name}" for name in _COLUMNS)
_ACTING = f"source_sector IN {OFFICIAL_LIST} AND target_sector IN {OFFICIAL_LIST}"
_VOICE = "COALESCE(e.publisher_country || ' ' || COALESCE(e.publisher_owner, ''), e.publisher)"
_READ = f"precision = 'day' AND (source IN {_SIDES} OR target IN {_SIDES})"
_OF_TRIADS = """
    LEFT JOIN (SELECT code FROM slot UNION SELECT code FROM talk_code) t ON t.code = e.code
    LEFT JOIN (SELECT a AS side, b AS other FROM arena_pair UNION SELECT b AS side, a AS other FROM arena_pair) p
      ON p.side = e.source AND p.other = e.target
"""
_OTHERS = f"""
    FROM (SELECT *, COALESCE({_ACTING}, FALSE) AS official FROM event WHERE {_READ}) e {_OF_TRIADS}
    WHERE NOT (e.official AND (t.code IS NOT NULL OR p.side IS NOT NULL))
"""
TRIAD_EVENT = f"""(
        SELECT e.* FROM triad_report e
        LEFT JOIN triad_follow_up f ON {SAME.format(x="f", y="e")}
        WHERE f.date IS NULL
    )"""
"""The reports that triads are made of, without acts told again."""
COUNTED = f"""(
        SELECT {_USED}, official FROM {TRIAD_EVENT} triad_event
        UNION ALL SELECT {_USED}, official FROM other_event
    )"""
"""All events with a side of the arena that are counted."""
VOICED = f"""(
        SELECT {_USED}, official, voice FROM {TRIAD_EVENT} triad_event
        UNION ALL SELECT {_USED}, official, voice FROM other_event
    )"""
"""The same with who tells an act."""


def triad_report() -> Query:
    """Table ``triad_report``: reports of a known day that triads are made of, and the acts of the two sides.

    Official acts between the two sides of a pair (``both_sides``), and those with one side whose code speaks of a third
    party. ``voice`` is country and kind of owner of the publisher, or its name where these are unknown.
    """
    # a filter that is no expression over columns is applied while a file is read
    return Query(
        "triad_report",
        f"""
        SELECT {_USED_OF_E}, TRUE AS official, p.side IS NOT NULL AS both_sides, {_VOICE} AS voice
        FROM (SELECT * FROM event WHERE {_ACTING} AND {_READ}) e {_OF_TRIADS}
        WHERE t.code IS NOT NULL OR p.side IS NOT NULL
        """,
    )


def triad_follow_up(*, follow_up_days: int) -> Query:
    """Table ``triad_follow_up``: acts of ``triad_report`` in machine-coded data sets that are told again.

    Columns dataset, source, target, code, place, official, date. The same official or unofficial act (source, target,
    code, place) on days no more than ``follow_up_days`` apart is a run, of which one day in ``follow_up_days`` + 1 is
    counted, from its first on (methods 1.3, rung 4); the other days are the rows of this table.
    """
    reports = "SELECT dataset, source, target, code, place, official, date FROM triad_report"
    return Query("triad_follow_up", follow_ups(reports, follow_up_days), {"days": follow_up_days})


def other_report() -> Query:
    """Table ``other_report``: all other reports of a known day with a side of the arena, by what makes them one act.

    Columns dataset, source, target, code, place, official, date.
    """
    return Query("other_report", f"SELECT e.dataset, e.source, e.target, e.code, e.place, e.official, e.date {_OTHERS}")


def other_follow_up(*, follow_up_days: int) -> Query:
    """Table ``other_follow_up``: as ``triad_follow_up``, of the acts of ``other_report``."""
    return Query("other_follow_up", follow_ups("SELECT * FROM other_report", follow_up_days), {"days": follow_up_days})


def other_event() -> Query:
    """Table ``other_event``: the other events with a side of the arena, without those in ``other_follow_up``.

    Only what panels read: acts between officials, and those of or toward armed groups and de-facto authorities.
    ``voice`` is that of ``triad_report``.
    """
    read = f"(e.official OR e.source_sector IN {AGENTS} OR e.target_sector IN {AGENTS})"
    return Query(
        "other_event",
        f"""
        SELECT e.* FROM (SELECT {_USED_OF_E}, e.official, {_VOICE} AS voice {_OTHERS} AND {read}) e
        LEFT JOIN other_follow_up f ON {SAME.format(x="f", y="e")}
        WHERE f.date IS NULL
        """,
    )
