"""Claims: typed hypotheses from a text, and the rule that turns trials into verdicts."""

from tertius.claims.averitec import claim_records
from tertius.claims.brief import Brief
from tertius.claims.deciding import CONSTANTS, decide, untestable
from tertius.claims.extracting import extract
from tertius.claims.reading import SCHEMA, ClaimFile, read_claims
from tertius.claims.support import support
from tertius.claims.writing import as_yaml

__all__ = [
    "CONSTANTS",
    "SCHEMA",
    "Brief",
    "ClaimFile",
    "as_yaml",
    "claim_records",
    "decide",
    "extract",
    "read_claims",
    "support",
    "untestable",
]
