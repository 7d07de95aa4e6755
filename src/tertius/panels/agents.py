"""Armed agents that are no state: what they do to the sides of a pair, and what the sides do for them."""

from tertius.model import Query
from tertius.panels.counting import COUNTED
from tertius.panels.sides import AGENTS, SIDE

_STATE = "('GOV', 'MIL')"


def _acts(agent: str, side: str, direction: str) -> str:
    """Acts with an agent in one slot and a side of a pair in the other; both names are column names of ours."""
    return f"""
        SELECT p.arena, p.a, p.b, e.dataset,
               CASE WHEN e.{agent}_sector = 'PRE' THEN e.{agent} ELSE e.{agent} || ' ' || e.{agent}_sector END AS agent,
               e.{side} AS side, e.date, e.code, CASE WHEN e.mutual THEN 'joint' ELSE '{direction}' END AS direction,
               e.event_id
        FROM {COUNTED} e JOIN {SIDE} p ON e.{side} = p.side
        WHERE e.{agent} IS NOT NULL AND e.{agent}_sector IN {AGENTS}
          AND e.{side}_sector IN {_STATE}
    """


def agent_day() -> Query:
    """Table ``agent_day``: arena, a, b, dataset, agent, side, date, code, direction, event_id.

    One row per agent, side, day, code and direction: ``out`` the agent acts, ``in`` it is acted upon, ``joint`` a joint
    act. An agent is a de-facto authority, by its id, or the armed groups of a country together, as ``LBN REB``: data
    sets seldom tell one group from another.
    """
    return Query(
        "agent_day",
        f"""
        SELECT arena, a, b, dataset, agent, side, date, code, direction, MIN(event_id) AS event_id
        FROM ({_acts("source", "target", "out")} UNION ALL {_acts("target", "source", "in")}) acts
        GROUP BY arena, a, b, dataset, agent, side, date, code, direction
        """,
    )
