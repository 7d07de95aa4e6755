"""Actor codes of CAMEO, as GDELT writes them: groups of three letters, from the general to the particular.

``RUSGOV`` is the government of Russia, ``IGOUNO`` the United Nations, ``EDU`` a school of no known country. The first
group is a country, a region, a kind of international actor or, without a country, a role; the groups behind it are
roles, named groups and faiths. The first role counts. A bare country means its government, as in the other habits.

The coders read *Georgia* without asking which: ``GEO`` is the state in the Caucasus or the state of the Union. A code
that begins with it may carry the place that the data set gives the actor behind ``@``: ``@USGA`` (in the US state) is
another actor, ``@US...`` (elsewhere in the United States) and ``@`` (no place) are ambiguous and stand for nobody.

Sources: Schrodt 2012, *CAMEO Manual 1.1b3*, chapters 3 and 9; the code lists of GDELT.
"""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from tertius.codebooks.rulings import AMBIGUOUS, Ruling
from tertius.codebooks.states import STATES
from tertius.codebooks.tables import rows

_GROUP, _PLACE = 3, 2
_UNSURE = "GEO"
_TABLE = MappingProxyType({row["code"]: row for row in rows("names_cameo")})
_PLACES = MappingProxyType({row["actor"]: row["kind"] for row in reversed(rows("names_places")) if row["actor"]})
_SECTOR_OF_PLACE = MappingProxyType({"state": "GOV", "territory": "LOC"})
_NO_COUNTRY = Ruling(None, None, "a role, faith or people of no stated country")
_UNKNOWN = Ruling(None, None, "a code no table knows")


@cache
def fips() -> Mapping[str, str]:
    """Actor id by the FIPS 10-4 code that GDELT writes places in; the West Bank and Gaza are ``PSE``.

    >>> fips()["AJ"], fips()["GG"]
    ('AZE', 'GEO')
    """
    return MappingProxyType({row["fips"]: row["actor"] for row in rows("fips")})


def placed(code: str | None, place: str | None) -> str | None:
    """The name to resolve for a code that may mean two actors: the code with the place of the actor behind it.

    >>> placed("GEOGOV", "GG04"), placed("RUSGOV", "RS48"), placed(None, "GG")
    ('GEOGOV@GG04', 'RUSGOV', None)
    """
    return f"{code}@{place or ''}" if code is not None and code.startswith(_UNSURE) else code


def a_role_or_body(name: str) -> bool:
    """Tell whether a name is a code of one group that CAMEO gives to a role, a region or a body, not to a country.

    >>> a_role_or_body("cop"), a_role_or_body("UNO"), a_role_or_body("RUS"), a_role_or_body("Reef Front")
    (True, True, False, False)
    """
    return _TABLE.get(name.upper(), {}).get("meaning") in ("role", "region", "international", "body")


def read(name: str) -> tuple[Ruling, ...]:
    """Rulings on an actor code.

    >>> read("RUSGOV")[0].actor, read("IGOUNO")[0].actor, read("GEOGOV@GG04")[0].actor, read("GEO@USGA")[0].actor
    ('RUS', 'UN', 'GEO', None)
    """
    code, mark, place = name.strip().partition("@")
    if len(code) == _PLACE:
        actor = fips().get(code)
        return (Ruling(actor, "GOV", "FIPS code of a place") if actor else _UNKNOWN,)
    groups = [code[at : at + _GROUP] for at in range(0, len(code), _GROUP)]
    if not groups or len(groups[-1]) != _GROUP or not code.isalpha():
        return (_UNKNOWN,)
    if groups[0] == _UNSURE and mark and (other := _elsewhere(place)):
        return (Ruling(None, None, other),)
    return (_ruling(groups),)


def _elsewhere(place: str) -> str | None:
    """Why a code of Georgia does not stand for the state in the Caucasus, or None when it does."""
    if place == "USGA":
        return "the US state of Georgia: the actor's place lies in it"
    if place.startswith("US"):
        return f"{AMBIGUOUS} Georgia the state or the US state; the place lies in the United States"
    return None if place else f"{AMBIGUOUS} Georgia the state or the US state; no place is given"


def _ruling(groups: list[str]) -> Ruling:
    first, rest = groups[0], groups[1:]
    known = _TABLE.get(first, {"actor": "", "sector": "", "meaning": ""})
    if known["meaning"] in ("international", "body"):
        return _international(groups)
    actor = known["actor"] or (first if first in _PLACES or first in STATES else "")
    if known["meaning"] == "region":
        return Ruling(None, None, "a region of several states is no actor")
    if not actor:
        return _NO_COUNTRY if known["meaning"] == "role" or first not in _TABLE else _UNKNOWN
    roles = [group for group in rest if _TABLE.get(group, {}).get("meaning") == "role"]
    if roles:
        return Ruling(actor, _TABLE[roles[0]]["sector"] or None, f"country code and role {roles[0]}")
    if rest:
        return Ruling(actor, None, f"country code and group {rest[0]}, no role")
    sector = _SECTOR_OF_PLACE.get(_PLACES.get(actor, "state"), "GOV")
    return Ruling(actor, sector, "country code without a role; data sets mean its government")


def _international(groups: list[str]) -> Ruling:
    """The most particular body named; the United Nations only when none of its agencies is."""
    bodies = [group for group in groups if _TABLE.get(group, {}).get("meaning") == "body"]
    if not bodies:
        return Ruling(None, _TABLE[groups[0]]["sector"] or None, "an international actor of no table")
    chosen = next((group for group in reversed(bodies) if group != "UNO"), "UNO")
    return Ruling(_TABLE[chosen]["actor"], "IGO", f"code of an international body ({chosen})")
