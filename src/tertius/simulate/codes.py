"""Codes that simulated acts may carry, and how often machine-coded news carries them."""

import numpy as np
from numpy.typing import NDArray

from tertius.codebooks.cameo import CODES
from tertius.codebooks.quads import Quad

_BOOKS = frozenset({"cameo-1.1b3", "gdelt", "icews"})
_ROOT_LENGTH = 2
Ints = NDArray[np.int64]

CODE_LIST: tuple[str, ...] = tuple(
    code for code, entry in CODES.items() if len(code) > _ROOT_LENGTH and entry.books >= _BOOKS
)
"""Codes below the roots that CAMEO 1.1b3, ICEWS and GDELT all have; acts hold positions in this list."""
_PLACE = {code: number for number, code in enumerate(CODE_LIST)}

ROOTS: tuple[str, ...] = tuple(CODES[code].root for code in CODE_LIST)
"""Root of every code of the list."""

QUADS: tuple[Quad, ...] = tuple(CODES[code].quad for code in CODE_LIST)
"""Quad class of every code of the list."""

ROOT_WEIGHTS = dict(
    zip(
        (f"{root:02d}" for root in range(1, 21)),
        (13.0, 8.0, 9.0, 27.0, 8.0, 2.0, 3.0, 3.0, 2.0, 3.0, 10.0, 3.0, 3.0, 3.0, 1.0, 2.0, 7.0, 3.0, 6.0, 0.2),
        strict=True,
    )
)
"""How often each root occurs in machine-coded news, in relative weights (ours, rounded; only wrong codes use them)."""


def number_of(code: str) -> int:
    """Position of a code in ``CODE_LIST`` (KeyError: a programming fault, the code is in no list)."""
    return _PLACE[code]


def numbers(codes: str) -> Ints:
    """Positions of codes parted by blanks."""
    return np.asarray([_PLACE[code] for code in codes.split()], dtype=np.int64)


def in_quads(*quads: Quad) -> NDArray[np.bool_]:
    """Which codes of the list belong to one of the quad classes [len(CODE_LIST)]."""
    return np.asarray([quad in quads for quad in QUADS], dtype=np.bool_)


def in_roots(*roots: str) -> NDArray[np.bool_]:
    """Which codes of the list belong to one of the roots [len(CODE_LIST)]."""
    return np.asarray([root in roots for root in ROOTS], dtype=np.bool_)


def among(codes: str) -> NDArray[np.bool_]:
    """Which codes of the list are named [len(CODE_LIST)]."""
    mask = np.zeros(len(CODE_LIST), dtype=np.bool_)
    mask[numbers(codes)] = True
    return mask


JOINT = among("040 041 044 046 057")
"""Acts that have no order: talks, meetings and signatures are of both sides alike."""
