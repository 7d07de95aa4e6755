"""The providers, in one tuple."""

from tertius.fetch.acled import ACLED
from tertius.fetch.dataverse import ICEWS, POLECAT
from tertius.fetch.gdelt import GDELT, GDELT_DAILY
from tertius.fetch.planning import Fetcher
from tertius.fetch.ucdp import UCDP
from tertius.model import UnknownName

FETCHERS: tuple[Fetcher, ...] = (GDELT, GDELT_DAILY, ICEWS, POLECAT, UCDP, ACLED)


def fetcher(name: str) -> Fetcher:
    """Return a provider by name.

    Raises:
        UnknownName: There is none of this name.
    """
    for one in FETCHERS:
        if one.name == name:
            return one
    raise UnknownName("provider", name, [one.name for one in FETCHERS])
