"""Names of acts as data sets write them (ICEWS ``Event Text``, relation names of graph dumps), as CAMEO codes."""

import re

from tertius.codebooks.cameo import CODES
from tertius.codebooks.tables import rows

_GAPS = re.compile(r"[\s_\-]+")
_ROOT_LENGTH = 2


def _key(name: str) -> str:
    return _GAPS.sub(" ", name).strip().casefold()


def _names() -> dict[str, str]:
    """Code of every spelling. A root shares its name with its residual code (``Consult``: 04, 040): the code wins."""
    by_root_first = sorted(CODES.values(), key=lambda entry: len(entry.code) > _ROOT_LENGTH)
    found = {_key(entry.name): entry.code for entry in by_root_first}
    return {_key(row["name"]): row["code"] for row in rows("relation_aliases")} | found


_CODE_OF = _names()


def relation_code(name: str) -> str | None:
    """Return the CAMEO code of an act's name, or None when no book has such a name.

    Underscores, hyphens, blanks and case are ignored: graph dumps write ``Make_a_visit`` and ``non military`` where
    the book has ``non-military``.

    >>> relation_code("Express_intent_to_meet_or_negotiate")
    '036'
    """
    return _CODE_OF.get(_key(name))
