"""Sets of CAMEO codes written the way the literature writes them: ``057``, ``10x``, ``16x 19x``."""

from tertius.codebooks.tables import rows
from tertius.model import UnknownName

ALL_CODES: tuple[str, ...] = tuple(row["code"] for row in rows("cameo"))
"""Every code of the book as text, leading zero kept, in order of the tree."""


def expand(patterns: str) -> tuple[str, ...]:
    """Return the codes that patterns name, each once, in the order written.

    Args:
        patterns: Codes and prefixes parted by blanks; ``10x`` means every code that starts with 10.

    Raises:
        UnknownName: A pattern names no code.

    >>> expand("027 105x")[:3]
    ('027', '105', '1051')
    """
    found: dict[str, None] = {}
    for pattern in patterns.split():
        stem = pattern.removesuffix("x")
        named = [code for code in ALL_CODES if code == pattern or (stem != pattern and code.startswith(stem))]
        if not named:
            raise UnknownName("CAMEO code", pattern, ALL_CODES)
        found.update(dict.fromkeys(named))
    return tuple(found)
