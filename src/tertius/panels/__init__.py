"""Panels: SQL from events to one row per dyad or triad and period. Nothing here touches a database."""

from tertius.panels.agents import agent_day
from tertius.panels.contacts import outsider_day, pair_act
from tertius.panels.counting import (
    other_event,
    other_follow_up,
    other_report,
    triad_follow_up,
    triad_report,
)
from tertius.panels.coverage import coverage, merged
from tertius.panels.dyad_day import dyad_day, dyad_month
from tertius.panels.ladder import count_ladder
from tertius.panels.outnumbered import outnumbered_day
from tertius.panels.sides import OFFICIAL, apart
from tertius.panels.told_again import follow_ups
from tertius.panels.triads import pair_event, raw_evidence, side_talk, triad_evidence
from tertius.panels.venues import pair_part, venue_day

__all__ = [
    "OFFICIAL",
    "agent_day",
    "apart",
    "count_ladder",
    "coverage",
    "dyad_day",
    "dyad_month",
    "follow_ups",
    "merged",
    "other_event",
    "other_follow_up",
    "other_report",
    "outnumbered_day",
    "outsider_day",
    "pair_act",
    "pair_event",
    "pair_part",
    "raw_evidence",
    "side_talk",
    "triad_evidence",
    "triad_follow_up",
    "triad_report",
    "venue_day",
]
