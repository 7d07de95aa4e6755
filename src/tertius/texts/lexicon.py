"""What words do: verbs and nouns of acts with their CAMEO code, and words that turn an act into another one.

The tables are ours. ``text_acts`` gives verbs and nouns by code, from the leaf where a word says it safely, else from
the root; ``objects`` are nouns that name an act only as the object of a verb ("send troops"). ``text_operators`` holds
verbs that say what becomes of an act ("agree to", "halt", "demand"), ``text_effects`` which code that makes.
"""

from functools import cache
from itertools import chain

from tertius.codebooks.cameo import CODES
from tertius.codebooks.tables import items, rows

_PLOVER_OF_ROOT = {
    "01": None, "02": "REQUEST", "03": "AGREE", "04": "CONSULT", "05": "SUPPORT", "06": "COOPERATE", "07": "AID",
    "08": "RETREAT", "09": "ACCUSE", "10": "REQUEST", "11": "ACCUSE", "12": "REJECT", "13": "THREATEN",
    "14": "PROTEST", "15": "MOBILIZE", "16": "SANCTION", "17": "COERCE", "18": "ASSAULT", "19": "ASSAULT",
    "20": "ASSAULT",
}  # fmt: skip
_DEEPEST = 4


def root_of(code: str) -> str:
    """The CAMEO root of a code.

    >>> root_of("0871")
    '08'
    """
    return code[:2]


def plover_of(code: str) -> tuple[str | None, str | None]:
    """PLOVER type and mode of a CAMEO code; appeals, which the converter drops, are requests.

    >>> plover_of("195"), plover_of("022")
    (('ASSAULT', 'heavy-weapons'), ('REQUEST', None))
    """
    entry = CODES[code]
    if entry.plover_type is None:
        return _PLOVER_OF_ROOT[root_of(code)], None
    return entry.plover_type, entry.plover_mode


@cache
def _words(column: str) -> dict[str, str]:
    return {word: row["code"] for row in reversed(rows("text_acts")) for word in items(row[column])}


def verbs() -> dict[str, str]:
    """Code by verb: its dictionary form, with particle, preposition or object where these make the act."""
    return _words("verbs")


def nouns() -> dict[str, str]:
    """Code by noun that names an act by itself."""
    return _words("nouns")


def objects() -> dict[str, str]:
    """Code by noun that names an act as the object of a verb; every noun of an act is one as well."""
    return _words("objects")


@cache
def _effects_by(column: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for row in rows("text_operators"):
        for word in items(row[column]):
            found[word] = (*found.get(word, ()), row["effect"])
    return found


def operators() -> dict[str, tuple[str, ...]]:
    """Effects by verb or adjective."""
    return _effects_by("words")


def operator_nouns() -> dict[str, tuple[str, ...]]:
    """Effects by noun: a "refusal to", a "demand that"."""
    return _effects_by("nouns")


@cache
def _effects() -> dict[tuple[str, str], str]:
    return {(row["effect"], row["act"]): row["code"] for row in rows("text_effects")}


def turned(effect: str, code: str) -> str | None:
    """The code of an act under an operator, by the deepest rule that fits; None where there is no such act.

    >>> turned("intend", "073"), turned("stop", "195"), turned("start", "046"), turned("ease", "046")
    ('0333', '087', '046', None)
    """
    if effect == "start":
        return code
    table = _effects()
    stems = (code[:size] for size in range(_DEEPEST, 1, -1))
    return next((table[effect, stem] for stem in chain(stems) if (effect, stem) in table), None)
