"""Armed agents that are no state: whom a side supports, and whom they attack."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from tertius.codebooks.ties import AGENT_ATTACK, SUPPORT
from tertius.measures.episodes import Act
from tertius.measures.outsiders import IN, OUT, in_order
from tertius.model import Panel, Request

_WAYS = {"out": (OUT,), "in": (IN,), "joint": (OUT, IN)}


@dataclass(frozen=True)
class Agents:
    """Acts with either side known on the day asked for, by agent, side and direction, each list in order of day."""

    acts: Mapping[tuple[str, str, str], list[Act]]

    def names(self) -> list[str]:
        """Every agent, in order of name."""
        return sorted({agent for agent, _, _ in self.acts})

    def support(self, sponsor: str, agent: str) -> list[Act]:
        """What a side did for an agent."""
        return [act for act in self.acts.get((agent, sponsor, IN), []) if act.code in SUPPORT]

    def attacks(self, agent: str, target: str) -> list[Act]:
        """What an agent did against a side."""
        return [act for act in self.acts.get((agent, target, OUT), []) if act.code in AGENT_ATTACK]


def agents(panel: Panel, request: Request) -> Agents:
    """Acts of panel ``agent_day`` up to the day asked for, those before a window too: support may come long before."""
    days = panel["date"].astype("datetime64[D]")
    rows = panel.where(np.asarray(days <= np.datetime64(request.at), dtype=np.bool_))
    number = rows["date"].astype("datetime64[D]").astype(np.int64)
    found: dict[tuple[str, str, str], list[Act]] = {}
    for i in range(len(rows)):
        act = Act(int(number[i]), str(rows["code"][i]), str(rows["event_id"][i]))
        for way in _WAYS[str(rows["direction"][i])]:
            found.setdefault((str(rows["agent"][i]), str(rows["side"][i]), way), []).append(act)
    return Agents({key: in_order(acts) for key, acts in found.items()})


def armed(known: Agents, sponsor: str, target: str, reach: int) -> list[Act]:
    """Attacks on a side by agents that the sponsor had supported at most ``reach`` days before, in order of day."""
    found = []
    for agent in known.names():
        helped = np.asarray([act.day for act in known.support(sponsor, agent)], dtype=np.int64)
        for act in known.attacks(agent, target):
            last = int(np.searchsorted(helped, act.day, side="right"))
            if last and act.day - int(helped[last - 1]) <= reach:
                found.append(act)
    return in_order(found)
