"""Claims: typed hypotheses from a text, and the rule that turns trials into verdicts."""

from tertius.claims.averitec import claim_records
from tertius.claims.brief import Brief
from tertius.claims.deciding import CONSTANTS, decide, untestable
from tertius.claims.existence import exists
from tertius.claims.extracting import extract
from tertius.claims.headings import in_heading
from tertius.claims.order import Dated, in_order, rivals_of
from tertius.claims.outlook import Outlook, foreseen
from tertius.claims.quality import high_or_low
from tertius.claims.reading import SCHEMA, ClaimFile, read_claims
from tertius.claims.region import crystallised_or_not
from tertius.claims.showing import weighable
from tertius.claims.support import log_odds, support
from tertius.claims.writing import as_yaml

__all__ = [
    "CONSTANTS",
    "SCHEMA",
    "Brief",
    "ClaimFile",
    "Dated",
    "Outlook",
    "as_yaml",
    "claim_records",
    "crystallised_or_not",
    "decide",
    "exists",
    "extract",
    "foreseen",
    "high_or_low",
    "in_heading",
    "in_order",
    "log_odds",
    "read_claims",
    "rivals_of",
    "support",
    "untestable",
    "weighable",
]
