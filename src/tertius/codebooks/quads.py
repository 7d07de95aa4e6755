"""Quad classes: word or deed, cooperation or conflict, by one rule for every data set.

Published rules disagree on roots 06-10 and 14 (trap T12 of the methods), so the house has its own:
roots 02-05 verbal cooperation, 06-08 material cooperation, 09-13 verbal conflict, 14-20 material conflict.

Root 01 (statements) is NEUTRAL, as in the ICEWS quad scheme, not verbal cooperation: ``Make statement`` is among
the most frequent codes and names no stance, so counting it as cooperation would make the most quoted governments the
friendliest, and counting denials (016) or pessimism (012) as conflict would do the reverse. Two codes of the root
state their sign in their name and are verbal cooperation: 018 (empathy) and 019 (accord).
"""

from enum import StrEnum

from tertius.model import UnknownName


class Quad(StrEnum):
    """Quad class of an act, or none where a statement takes no side."""

    VC = "VC"
    MC = "MC"
    VX = "VX"
    MX = "MX"
    NEUTRAL = "NEUTRAL"


_LAST_ROOT = ((1, Quad.NEUTRAL), (5, Quad.VC), (8, Quad.MC), (13, Quad.VX), (20, Quad.MX))
_SIGNED_STATEMENTS = {"018": Quad.VC, "019": Quad.VC}


def quad_of(code: str) -> Quad:
    """Return the quad class of a CAMEO code, from its root.

    Raises:
        UnknownName: The first two characters are no CAMEO root.

    >>> quad_of("045")
    <Quad.VC: 'VC'>
    """
    if code in _SIGNED_STATEMENTS:
        return _SIGNED_STATEMENTS[code]
    root = int(code[:2]) if code[:2].isdecimal() else 0
    for last, quad in _LAST_ROOT:
        if 1 <= root <= last:
            return quad
    raise UnknownName("CAMEO root", code[:2], [f"{number:02d}" for number in range(1, 21)])
