"""How much of the world's contacts each state has: what two states would meet by if nothing but size told.

Written by ``python -m benchmarks.validation.pact_weights --fit``: mean over five years from 2002 to 2014 of a state's
share of all acts in the ICEWS dyad-years; of the states that these lack, from the ICEWS graphs of 2014 and 2018, set
to the same scale and never below the smallest of the others.
"""

from collections.abc import Mapping
from types import MappingProxyType

from tertius.codebooks.tables import rows

CONTACTS: Mapping[str, float] = MappingProxyType({row["iso3"]: float(row["share"]) for row in rows("state_contacts")})
"""Share of all contacts by state, summing to one."""
