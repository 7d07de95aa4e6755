"""What makes an ally, a partner, a pressure, a proxy: CAMEO codes behind the relation of two sides.

Sources: methods 3.4 (alliance), 3.5 (proxy), 3.10 (partnership), 3.12 (pressure), 3.13 (immune system).
Differences from those lists: an appeal for military help (0212) is an ask and no cooperation; an opposition party
(sector OPP) and a protest (14x) make no proxy war, because neither bears arms.
"""

from collections.abc import Mapping
from types import MappingProxyType

from tertius.codebooks.patterns import expand

SECURITY = frozenset(expand("0312 0314 062 064 0332 072 074"))
"""Military and intelligence cooperation, military aid and protection, done or promised."""
PRAISE = frozenset(expand("051 052 053 019"))
"""Praise, defence, rallying in support and accord in words."""
BLAME = frozenset(expand("110 111 112x 113"))
"""Disapproval, criticism, accusation, rallying against."""
HOSTILE_DEEDS = frozenset(expand("15x 16x 17x 18x 19x 20x"))
"""Hostile acts that are not words."""
ADVERSE = frozenset(expand("13x 14x 15x 16x 17x 18x 19x 20x"))
"""Threats and everything harder: what an adversary is known by."""

MATERIAL = frozenset(expand("06x 07x"))
"""Cooperation in deeds, and aid."""
COOPERATION = frozenset(expand("05x 06x 07x 042 043"))
"""Cooperation in words and deeds, aid, and visits: what a state may lose with others, how it turns to a power."""
ASKS = frozenset(expand("02x 10x"))
"""Appeals and demands."""
CONDITIONS = frozenset(expand("10x 13x"))
"""Demands and threats: what goes before help that is a bargain."""
STRAINS = frozenset(expand("110 111 112x 113 13x 14x 15x 16x 17x 18x 19x 20x"))
"""Blame, threats and everything harder: turning away from it."""
COERCION = frozenset(expand("13x 14x 15x 16x"))
"""Threats, protest, shows of force and broken relations: what a power presses by, short of force."""
REFUSALS = frozenset(expand("12x"))
"""Refusals: a demand is rejected."""
YIELDING = frozenset(expand("08x"))
"""Concessions: a demand or threat is given in to."""
DEFERENCE = frozenset(expand("08x 051 052 053"))
"""Concessions, praise and support."""
CURRENCIES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        name: frozenset(expand(codes))
        for name, codes in (
            ("appeal", "02x"), ("demand", "10x"), ("diplomacy", "05x"), ("cooperation", "06x"), ("aid", "07x"),
            ("concession", "08x"),
        )
    }
)  # fmt: skip
"""What partners exchange; meetings are left out, because they are symmetric by coding."""

VERBAL = frozenset(expand("110 111 112x 113 012 016 130"))
"""Official hostile speech."""
PROVOCATION = frozenset(
    expand("150 151 152 153 154 138x 139 161 163 166x 171x 173 174 175 181 191 196")
)  # fmt: skip
"""Material hostility below war, and threats of force."""
AGENT_SECTORS = ("REB", "SEP", "PRE", "CRM", "UAF", "PMC")
"""Sectors of agents that may fight for somebody else."""
SUPPORT = frozenset(expand("0312 0331 0332 0333 062 064 070 071 072 074 051 052 053"))
"""Support of a sponsor for an agent, in deeds, promises and words."""
AGENT_ATTACK = frozenset(expand("171x 18x 19x 20x"))
"""Attacks of an agent."""
