"""Names as data sets write them, read as actors: who is meant, in which sector, on which days.

Seven habits of writing. ``icews``: a country means its government; an agent with a country in parentheses means that
agent; a person means a state only on days in office (trap T10: a surname rule would make a jailed activist of the
presidency). ``coded``: names are actor ids already. ``cameo``: actor codes of GDELT. ``listed``: names with a
country behind them, as expert-coded lists write them. ``gw`` and ``cow``: bare numbers of the two lists of states, each
read by its day. ``texts``: ids as the coder of texts writes them, else as ``listed``. In all a de facto authority is
never folded into the state that claims it (trap T7). A name nobody knows stays without an actor: a wrong actor is worse
than none.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from tertius.codebooks import coded_actors, numbered_actors
from tertius.codebooks.agents import sector_within
from tertius.codebooks.mentions import mentions
from tertius.codebooks.own_names import AGENT, NO_OWN_NAMES, OwnNames
from tertius.codebooks.registers import register
from tertius.codebooks.rulings import Ruling, judgements
from tertius.codebooks.spelling import key
from tertius.codebooks.states import STATES
from tertius.codebooks.tables import rows
from tertius.model import Judgement, UnknownName

__all__ = ["HABITS", "mentions", "resolve"]

_BODIES = frozenset(row["actor"] for row in rows("names_bodies"))
_PLACES = MappingProxyType(
    {row["actor"]: row["kind"] for row in reversed(rows("names_places")) if row["kind"] != "region"}
)
_PARTS = MappingProxyType({"MED": "MED", "CVL": "CVL", "PRIV": "CVL"})
_OF = re.compile(r"(?:government|republic|kingdom|state) of (?:the )?(?P<whole>.+)")
_ID = re.compile(r"[A-Z]{2,}[A-Z0-9_]*")
_ID_OF_TEXTS = re.compile(r"(?P<actor>[A-Z][A-Z0-9]+(?:_[A-Z0-9]+)*) \[(?P<sector>[A-Z]{3}|-)\]")
_DE_FACTO_ID = re.compile(r"(?P<claimant>[A-Z]{3})_PRE_[A-Z0-9]+")

_UNKNOWN_NAME = (Ruling(None, None, "a name no table knows"),)
_UNKNOWN_ID = (Ruling(None, None, "an id no table knows"),)
_UNKNOWN_AGENT = "; the word is in no table"


def is_state(actor: str) -> bool:
    """Whether an id is that of a state or of a dependent territory, so that names in data sets can stand for it."""
    return actor in STATES or _PLACES.get(actor) in ("state", "territory")


def _written(name: str) -> tuple[Ruling, ...]:
    """Rulings on a name of the habit ``icews``."""
    known = register()
    found = known.get(key(name))
    if found is not None:
        return found
    if match := AGENT.fullmatch(name.replace("_", " ").strip()):
        whole = known.get(key(match["whole"]))
        return _UNKNOWN_NAME if whole is None else tuple(_part(match["agent"], ruling) for ruling in whole)
    if match := _OF.fullmatch(key(name)):
        return known.get(match["whole"], _UNKNOWN_NAME)
    # participants of a data set may be ids already
    by_id = _coded(name) if _ID.fullmatch(name) else _UNKNOWN_ID
    return _UNKNOWN_NAME if by_id is _UNKNOWN_ID else by_id


def _part(agent: str, whole: Ruling) -> Ruling:
    """Ruling on an agent of an actor; who is behind the name is known even where the sector is not."""
    if whole.actor is None:
        return whole
    sector = sector_within(agent, whole.sector)
    reason = f"{agent}: an agent of {whole.actor}"
    return replace(whole, sector=sector, reason=reason if sector else reason + _UNKNOWN_AGENT)


def _coded(name: str) -> tuple[Ruling, ...]:
    """Rulings on a name of the habit ``coded``."""
    whole, _, part = name.rpartition("_")
    if (match := _DE_FACTO_ID.fullmatch(name)) and match["claimant"] in STATES:
        return (Ruling(name, "PRE", "id of a de facto authority"),)
    if name in _BODIES:
        return (Ruling(name, "IGO", "id of a body"),)
    if name in STATES or _PLACES.get(name) == "state":
        return (Ruling(name, "GOV", "id of a state"),)
    if _PLACES.get(name) == "territory":
        return (Ruling(name, "LOC", "id of a dependent territory"),)
    if part in _PARTS and whole in STATES:
        return (Ruling(name, _PARTS[part], "id of a part of a society"),)
    return _UNKNOWN_ID


def _listed(name: str) -> tuple[Ruling, ...]:
    """Rulings on a name of the habit ``listed``."""
    return numbered_actors.read(name) or _written(numbered_actors.respelled(name))


def _by_gw(name: str) -> tuple[Ruling, ...]:
    """Rulings on a name of the habit ``gw``."""
    return numbered_actors.bare_number(name, "GW") or _UNKNOWN_NAME


def _by_cow(name: str) -> tuple[Ruling, ...]:
    """Rulings on a name of the habit ``cow``."""
    return numbered_actors.bare_number(name, "COW") or _UNKNOWN_NAME


def _of_texts(name: str) -> tuple[Ruling, ...]:
    """Rulings on a name of the habit ``texts``."""
    match = _ID_OF_TEXTS.fullmatch(name)
    if match is None:
        return _listed(name)
    sector = None if match["sector"] == "-" else match["sector"]
    return (Ruling(match["actor"], sector, "id by which the coder of texts knows the name, or a table of the user's"),)


def as_texts_write(actor: str, sector: str | None) -> str:
    """An actor and its sector as a name of the habit ``texts``; ids that the code books know as ``listed`` writes them.

    >>> as_texts_write("FJI", "GOV"), as_texts_write("OSCE", "IGO"), as_texts_write("ACME", "BUS")
    ('FJI GOV', 'OSCE', 'ACME [BUS]')
    """
    if _coded(actor) is _UNKNOWN_ID:
        return f"{actor} [{sector or '-'}]"
    land = actor in STATES or _PLACES.get(actor) in ("state", "territory")
    return f"{actor} {sector}" if land and sector is not None else actor


HABITS: Mapping[str, Callable[[str], tuple[Ruling, ...]]] = MappingProxyType(
    {
        "icews": _written,
        "coded": _coded,
        "cameo": coded_actors.read,
        "listed": _listed,
        "texts": _of_texts,
        "gw": _by_gw,
        "cow": _by_cow,
    }
)
"""How names are read, by the name of the habit of writing them."""
_WITH_AGENTS = ("icews", "listed", "texts")


def resolve(names: Sequence[str], habit: str, own: OwnNames = NO_OWN_NAMES) -> list[Judgement]:
    """Rule on each distinct name: for every day exactly one judgement, of an actor or of none, with its reason.

    Args:
        names: Names as written; repeats are ruled on once.
        habit: ``icews``, ``coded``, ``cameo``, ``listed``, ``texts``, ``gw`` or ``cow``, see :data:`HABITS`.
        own: What a user's own table of actors says, which goes before.

    Returns:
        Judgements in order of first appearance, then of time; those of one name never overlap.

    Raises:
        UnknownName: There is no such habit.

    >>> [(ruling.actor_id, ruling.sector) for ruling in resolve(["Foreign Affairs (Azerbaijan)"], "icews")]
    [('AZE', 'GOV')]
    """
    if habit not in HABITS:
        raise UnknownName("habit of writing names", habit, HABITS)
    read, part = HABITS[habit], _part if habit in _WITH_AGENTS else None
    return [ruling for name in dict.fromkeys(names) for ruling in judgements(name, own.before(name, read(name), part))]
