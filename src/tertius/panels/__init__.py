"""Panels: SQL from events to one row per dyad or triad and period. Nothing here touches a database."""

from tertius.panels.agents import agent_day
from tertius.panels.contacts import outsider_day, pair_act
from tertius.panels.counting import count_ladder, counted_event, counted_evidence, follow_up, follow_ups
from tertius.panels.coverage import coverage, merged
from tertius.panels.dyad_day import dyad_day, dyad_month
from tertius.panels.sides import OFFICIAL, apart
from tertius.panels.triads import pair_event, raw_evidence, seated_evidence, side_talk, triad_evidence
from tertius.panels.venues import pair_part, venue_day

__all__ = [
    "OFFICIAL",
    "agent_day",
    "apart",
    "count_ladder",
    "counted_event",
    "counted_evidence",
    "coverage",
    "dyad_day",
    "dyad_month",
    "follow_up",
    "follow_ups",
    "merged",
    "outsider_day",
    "pair_act",
    "pair_event",
    "pair_part",
    "raw_evidence",
    "seated_evidence",
    "side_talk",
    "triad_evidence",
    "venue_day",
]
