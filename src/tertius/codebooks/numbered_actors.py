"""Names with a country behind them, as expert-coded lists and POLECAT write them.

Three ways of writing: a Gleditsch-Ward or Correlates of War number, dated by its list of states (``Government of Sudan
(GW 625)``, UCDP; ``(COW 625)``);
country and sector codes (``AZE GOV``, POLECAT); forces of a government with its years (``Military Forces of Armenia
(2018-)``, ACLED). A part of a country that PLOVER codes ``PRE`` is no part of that country: it becomes the de facto
authority its name tells, or ``AZE_PRE`` where the name tells none (trap T7).
"""

import re
from types import MappingProxyType

from tertius.codebooks.mentions import mentions
from tertius.codebooks.rulings import Ruling, in_turn
from tertius.codebooks.states import SPELLS, STATES
from tertius.codebooks.tables import rows

_NUMBERED = re.compile(r"(?P<who>.+) \((?P<list>GW|COW) (?P<number>\d{1,3})\)")
_SECTORED = re.compile(r"(?P<country>[A-Z]{3}) (?P<sector>[A-Z]{3}|-)(?:: (?P<name>.+))?")
_FORCES = re.compile(r"(?P<who>Government|Military Forces|Police Forces|Police|Military) of (?:the )?(?P<state>[^(]+?) "
                     r"\(\d{4}-(?:\d{4})?\).*")  # fmt: skip
_MANY = re.compile(r"(?P<who>Protester|Rioter|Civilian)s \((?P<state>[^()]+)\)")
_ONE_OF = MappingProxyType({"Protester": "Protester", "Rioter": "Rioter", "Civilian": "Citizen"})
_AGENT_OF = MappingProxyType({"Government": "Government", "Military Forces": "Military", "Military": "Military",
                              "Police Forces": "Police", "Police": "Police"})  # fmt: skip
_LISTS = MappingProxyType({"GW": "Gleditsch-Ward", "COW": "Correlates of War"})
_COUNTRIES = frozenset(STATES) | {row["actor"] for row in rows("names_places") if row["kind"] in ("state", "territory")}
# sectors of PLOVER that have another name here; those it does not name are kept
_SECTOR = MappingProxyType({"-": None, "JRN": "MED", "IGO": "IGO", "UNK": None, "UAF": None, "SEP": "REB", "INS": "REB",
                            "CRM": "CVL", "EDU": "CVL", "HLH": "CVL", "LAB": "CVL", "REL": "CVL", "REF": "CVL",
                            "ELI": "CVL", "AGR": "CVL", "ENV": "CVL", "HRI": "CVL", "ACT": "CVL", "RET": "CVL",
                            "PRV": "CVL", "CRE": "CVL"})  # fmt: skip


def read(name: str) -> tuple[Ruling, ...]:
    """Rulings on a name with a number or codes in it; none when it has neither.

    >>> [(r.actor, r.sector, str(r.since)) for r in read("Government of Azerbaijan (GW 373)") if r.actor]
    [('AZE', 'GOV', '1991-01-01')]
    >>> read("AZE PRE: Nagorno-Karabakh")[0].actor, read("RUS MIL")[0].sector
    ('AZE_PRE_NK', 'MIL')
    """
    if match := _NUMBERED.fullmatch(name):
        return _numbered(match["who"], int(match["number"]), match["list"])
    if (match := _SECTORED.fullmatch(name)) and match["country"] in _COUNTRIES:
        return (_sectored(match["country"], match["sector"], match["name"] or ""),)
    return ()


def respelled(name: str) -> str:
    """Return a name of forces of a government as an agent of its state, people in the singular; others as they are.

    >>> respelled("Military Forces of Armenia (2018-)"), respelled("Protesters (Armenia)")
    ('Military (Armenia)', 'Protester (Armenia)')
    """
    if match := _MANY.fullmatch(name):
        return f"{_ONE_OF[match['who']]} ({match['state']})"
    match = _FORCES.fullmatch(name)
    return f"{_AGENT_OF[match['who']]} ({match['state'].strip()})" if match else name


def bare_number(name: str, system: str) -> tuple[Ruling, ...]:
    """Rulings on a number alone, of the list ``GW`` or ``COW``; none when it is no number.

    >>> [(r.actor, str(r.until)) for r in bare_number("365", "COW") if r.actor]
    [('RUS', '1922-12-30'), ('SUN', '1991-12-26'), ('RUS', 'None')]
    """
    number = name.strip().removesuffix(".0")
    return _numbered(name, int(number), system) if number.isdecimal() else ()


def _numbered(who: str, number: int, system: str) -> tuple[Ruling, ...]:
    sector = "CVL" if who.casefold().startswith("civilians") else "GOV"
    known = sorted(
        (s for s in SPELLS if s.system == system.lower() and s.number == number), key=lambda spell: spell.since
    )
    # lists of conflict-years date a year by its first day: a state counts from the first of January of its first year
    days = [s.since.replace(month=1, day=1) if place == 0 else s.since for place, s in enumerate(known)]
    spells = [
        Ruling(s.iso3, sector, f"{_LISTS[system]} number {number} on these days", since, s.until)
        for s, since in zip(known, days, strict=True)
    ]
    return in_turn(spells, f"no state has {_LISTS[system]} number {number} on these days")


def _sectored(country: str, sector: str, name: str) -> Ruling:
    if sector != "PRE":
        return Ruling(country, _SECTOR.get(sector, sector), f"country code with sector {sector}")
    named = [actor for actor in mentions(name) if actor.startswith(f"{country}_PRE")]
    return Ruling(named[0] if named else f"{country}_PRE", "PRE", "a de facto authority under a nominal sovereign")
