"""Words before a role that make another claim of it: *a potential mediator* is none yet, *the only one* is more."""

import re

from tertius.claims.notions import Found
from tertius.model import Says, Sentence

_MEANWHILE = r"(?:[\s,]+(?:and|or|but|yet|[\w’'-]+)){0,2}?[\s,]*$"
"""A word or two may stand between, and nothing else: *a neutral third-party mediator*."""
_NOT_YET = re.compile(
    r"(?<![\w-])(potential|possible|would-be|aspiring|prospective|presumptive|future|hopeful|self-(?:styled|proclaimed|"
    r"appointed|declared)|alleged|supposed|purported|ostensible|unlikely|ideal|natural|obvious)" + _MEANWHILE,
    re.IGNORECASE,
)
_TAKEN_FOR = re.compile(
    r"(?<!\w)((?:seen|regarded|viewed|perceived|considered|deemed|described|portrayed|presented|hailed|known|treated|"
    r"billed|touted|cast|styled|accepted|recognised|recognized)(?: \w+ly)?(?: as| to be)?|(?:calls?|called|calling) "
    r"(?:itself|himself|herself|themselves))(?: \w+){0,3}\s*$",
    re.IGNORECASE,
)
_SIZE = "key|major|important|serious|relevant|big|central|main|leading|great|significant|dominant|essential"
_NARROWER = re.compile(
    r"(?<![\w-])((?:(?:more|less|most|least|very|truly|really) )?(?:neutral|impartial|unbiased|even-handed|evenhanded|"
    r"balanced|fair|disinterested|effective|successful|credible|genuine|real|true|trusted|trustworthy|reliable|sincere|"
    r"constructive|capable|competent|acceptable|(?:the|an) only|sole|exclusive|chief|principal|primary|"
    rf"foremost|indispensable|best|worst|better|worse|{_SIZE}))" + _MEANWHILE,
    re.IGNORECASE,
)
_ONLY_SIZE = re.compile(rf"(?:(?:more|less|most|least|very|truly|really) )?(?:{_SIZE})", re.IGNORECASE)
_BY_ITS_SIZE = "player"
"""A notion that is itself one of size, so that *a key player* is a player and *no key player* is none."""
_BY_LISTS = ("pact", "rivals")
_LISTED = (
    "tested is how probable it is that scholars list the two so, from their acts; what is signed or meant is not seen"
)
_GOOD = {"better": "good", "worse": "good"}
_DENIED, _HELD = (Says.LACKS, Says.LOST), (Says.HOLDS, Says.GAINED)


def not_asserted(sentence: Sentence, at: int) -> str:
    """The words by which a role at a character is not said to be held (*potential*, *seen as*); else empty."""
    before = sentence.text[:at]
    found = _NOT_YET.search(before) or _TAKEN_FOR.search(before)
    return found[1] if found else ""


def narrowed(sentence: Sentence, found: Found) -> str:
    """The word that narrows a notion (*the only mediator*, *a neutral mediator*); empty where none does."""
    match = _NARROWER.search(sentence.text[: found.start])
    if match is None or (found.notion.name == _BY_ITS_SIZE and _ONLY_SIZE.fullmatch(match[1])):
        return ""
    return match[1]


_WEIGHED = re.compile(
    r"(?<!\w)(?:more|less|rather)(?: of)? an? (?P<one>[^,.;]+?) than (?P<two>an? [^,.;]+)", re.IGNORECASE
)
"""Two descriptions of one actor, weighed against each other (*less a mediator than a spoiler*)."""


def another(sentence: Sentence, found: Found, said: Says) -> str:
    """Why what is said of a narrowed notion is not said of the notion; empty where it is.

    Who is no neutral mediator may be a mediator; who is the only one is one.
    """
    word, weighed = narrowed(sentence, found), _WEIGHED.search(sentence.text)
    if weighed is not None and weighed.start() <= found.start < weighed.end():
        return "it weighs one description of an actor against another, which is not measured"
    if word and said in _DENIED:
        return f"what is denied is narrower ({word}) than the role that is measured, which may be held all the same"
    if word and re.search(rf"(?<!\w)as {re.escape(word)} an? [\w -]{{1,40}} as(?!\w)", sentence.text, re.IGNORECASE):
        return f"what is compared is how {word} it is, which is not measured"
    if word.lower().startswith(("more ", "less ", "better", "worse")) and re.search(
        r"(?<!\w)than(?!\w)", sentence.text
    ):
        return f"what is compared is how {_GOOD.get(word.lower(), word.split()[-1])} it is, which is not measured"
    return ""


def note(sentence: Sentence, found: Found | None, said: Says) -> tuple[str, ...]:
    """What to look at twice: a role that is said to be held is narrowed, or what is tested is a listing by scholars."""
    if found is None or said is Says.NONE:
        return ()
    word = narrowed(sentence, found) if said in _HELD else ""
    narrower = (f"said of a narrower role ({word}): tested is only whether the role is held",) if word else ()
    return (*narrower, _LISTED) if found.notion.name in _BY_LISTS else narrower
