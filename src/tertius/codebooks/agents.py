"""Agent words: what ``Foreign Affairs`` or ``Protester`` in front of a country says about the sector.

The sector of an agent is that of the table; of a word it contains where the table has no such agent; else unknown.
A government agent of a de facto authority, a territory or a body stays in the sector of that authority or body, and
so do the soldiers and officials of a group: none of them speaks for a state.
"""

import re
from types import MappingProxyType

from tertius.codebooks.spelling import key
from tertius.codebooks.tables import rows

_WORDS = re.compile(r"\w+")
_SECTOR_OF = MappingProxyType({key(row["agent"]): row["sector"] for row in rows("names_agents")})
_SECTOR_OF_WORD = MappingProxyType({row["word"]: row["sector"] for row in rows("names_agent_words")})
_OF_A_TERRITORY = frozenset({"GOV", "PRE", "LOC"})


def agent_sector(agent: str) -> str | None:
    """Return the sector of an agent phrase, or None when no word of it is known.

    >>> agent_sector("Foreign Affairs"), agent_sector("Protester"), agent_sector("Zeppelin")
    ('GOV', 'CVL', None)
    """
    found = key(agent)
    if found in _SECTOR_OF:
        return _SECTOR_OF[found]
    return next((_SECTOR_OF_WORD[word] for word in _WORDS.findall(found) if word in _SECTOR_OF_WORD), None)


def sector_within(agent: str, whole: str | None) -> str | None:
    """Return the sector of an agent of an actor whose own sector is ``whole``.

    >>> sector_within("Foreign Affairs", "PRE"), sector_within("Military", "GOV"), sector_within("Military", "IGO")
    ('PRE', 'MIL', 'IGO')
    """
    sector = agent_sector(agent)
    if sector is None or sector == "CVL":
        return sector
    return whole if sector == "GOV" or whole not in _OF_A_TERRITORY else sector
