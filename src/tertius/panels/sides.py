"""Text shared by the panels of an arena: who acts officially, and the two sides of each pair as rows to join by."""

from tertius.codebooks.ties import AGENT_SECTORS

OFFICIAL = ("GOV", "MIL", "IGO", "PRE")
"""Sectors that act for a state, a body or de-facto authorities; only they are evidence of a role."""

OFFICIAL_LIST = "({})".format(", ".join(f"'{sector}'" for sector in OFFICIAL))

AGENTS = "({})".format(", ".join(f"'{sector}'" for sector in AGENT_SECTORS))
"""Sectors of armed groups and de-facto authorities."""

SIDE = """(
        SELECT arena, a, b, a AS side, b AS other FROM arena_pair
        UNION ALL SELECT arena, a, b, b AS side, a AS other FROM arena_pair
    )"""
"""Two rows a pair: a join by equality with one side, which every engine hashes; ``x = a OR x = b`` compares each event
with each pair."""


def apart(source: str, target: str) -> str:
    """Condition that the two sides of an act are known and differ.

    In a study names of sides may lie in a small table. An optimiser that sees them compared joins every name with every
    other before it reads an event; inside COALESCE it does not see it.
    """
    return f"{source} IS NOT NULL AND {target} IS NOT NULL AND COALESCE({source} <> {target}, FALSE)"
