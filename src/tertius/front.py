"""What stands behind the front door: the names that ``import tertius`` offers, each brought in when it is asked for."""

from tertius.arenas import arena
from tertius.claims import ClaimFile, read_claims
from tertius.model import (
    Alert,
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
from tertius.report.flat import records
from tertius.study import Study
from tertius.study import Study as open
from tertius.study.claiming import find_claims
from tertius.version import VERSION as __version__

__all__ = [
    "Alert",
    "Arena",
    "Claim",
    "ClaimFile",
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
    "records",
]
