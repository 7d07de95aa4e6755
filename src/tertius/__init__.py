"""Tertius: who stands between whom, since when, and how sure we can be.

The front door. ``open`` a study, ``load`` data into it, ask for ``roles``, ``changes`` and an ``audit`` of claims.
"""

from tertius.arenas import arena
from tertius.claims import read_claims
from tertius.model import (
    Arena,
    Claim,
    Dyad,
    Estimate,
    Finding,
    Outcome,
    Reading,
    Series,
    Span,
    Standing,
    TertiusError,
    Triad,
    Verdict,
)
from tertius.study import Study
from tertius.study import Study as open
from tertius.study.claiming import find_claims
from tertius.study.version import VERSION as __version__

__all__ = [
    "Arena",
    "Claim",
    "Dyad",
    "Estimate",
    "Finding",
    "Outcome",
    "Reading",
    "Series",
    "Span",
    "Standing",
    "Study",
    "TertiusError",
    "Triad",
    "Verdict",
    "__version__",
    "arena",
    "find_claims",
    "open",
    "read_claims",
]
