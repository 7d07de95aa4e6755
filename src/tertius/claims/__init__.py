"""Claims: typed hypotheses from a text, and the rule that turns trials into verdicts."""

from tertius.claims.deciding import CONSTANTS, decide, untestable
from tertius.claims.reading import SCHEMA, ClaimFile, read_claims
from tertius.claims.support import support

__all__ = ["CONSTANTS", "SCHEMA", "ClaimFile", "decide", "read_claims", "support", "untestable"]
