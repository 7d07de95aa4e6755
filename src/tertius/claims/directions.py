"""Which way a sentence says that something goes: up, down or the same; not said where no word says it."""

import re
from functools import cache
from typing import NamedTuple

from tertius.claims.cues import spelled
from tertius.codebooks.tables import rows
from tertius.model import Sentence

UP, DOWN, SAME = "up", "down", "same"
_FLIPPED = {UP: DOWN, DOWN: UP}
_DENIED = re.compile(
    r"(?<!\w)(?:not|n't|never|hardly|barely|cannot|no|without|little|refus\w+ to|fail\w* to|far from)(?: \w+){0,3}$"
)
_MORE_THAN_DENIED = re.compile(r"(?<!\w)not (?:only|just|merely|simply)(?: \w+){0,3}$")
_CONCESSION = re.compile(r"^(?:while|although|though|despite|even though|amid|contrary to)[^,]*, ")
_NOT = re.compile(
    r"(?<!\w)(?:not(?! (?:only|just|merely|simply)\b)|no|never|neither|nor|hardly|scarcely|barely|"
    r"anything but)(?!\w)|n't(?!\w)"
)
_ROLE = re.compile(
    r"(?:(?<!\w)(?:not|never|neither|nor|no|none)(?: \w+){0,3} |(?<=\w)n't )?"
    r"(?<!\w)(?:is|are|was|were|as|be|been)(?:n't)?(?: [\w'-]+){0,5} (?:all(?:y|ies)|partners?|mediators?|"
    r"players?|brokers?|guarantors?|arbiters?|patrons?|powers?|leaders?|kingmakers?|hubs?|spoilers?|intermediar(?:y|ies)|rivals?|part|members?|arm|hosts?|present|visible)(?!\w)"
)


class _Word(NamedTuple):
    start: int
    direction: str


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(f"(?<!\\w)(?:{row['pattern']})(?!\\w)"), row["direction"])
                 for row in rows("claim_directions"))  # fmt: skip


def direction(sentence: Sentence) -> str | None:
    """Return ``up``, ``down`` or ``same``; None where the sentence has no word of direction.

    A word that denies the present (*no longer*) decides wherever it stands; else the first word of rise or fall outside
    an opening concession, turned round by a denial just before it; else a word that says that nothing changes. A role
    that is simply said to be held is ``up``, one that is said not to be held ``down``.
    """
    text = spelled(sentence.text)
    main = _CONCESSION.sub("", text) or text
    found = _found(main) or _found(text)
    if found in (None, SAME) and denies_role(main):
        return DOWN
    return found or (UP if _ROLE.search(text) else None)


def moves(sentence: Sentence) -> bool:
    """Whether a sentence has a word of rise, of fall or of an end, and does not merely say that a role is held."""
    return _found(spelled(sentence.text)) in (UP, DOWN)


def denies_role(text: str) -> bool:
    """Whether a sentence plainly says that a role is not held (*is not a mediator*, *neither of them is an ally*)."""
    role = _ROLE.search(spelled(text))
    return role is not None and _NOT.search(role[0]) is not None


def _found(text: str) -> str | None:
    """The direction that the words of a text give; None where it has none."""
    denied, *rest = _patterns()
    if denied[0].search(text):
        return DOWN
    words = [_Word(match.start(), _turned(text, match.start(), way))
             for pattern, way in rest for match in pattern.finditer(text)]  # fmt: skip
    moving = [word for word in words if word.direction != SAME]
    first = min(moving or words, key=lambda word: word.start, default=None)
    return first.direction if first is not None else None


def _turned(text: str, start: int, way: str) -> str:
    before = text[:start].rstrip()
    denied = _DENIED.search(before) is not None and _MORE_THAN_DENIED.search(before) is None
    return _FLIPPED.get(way, way) if denied else way
