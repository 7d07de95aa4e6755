"""Who says it, under which condition, in whose words: what a sentence adds to the claim it makes."""

import re
from typing import NamedTuple

from tertius.claims.cues import spelled
from tertius.codebooks.constants import constant
from tertius.model import AUTHOR, SUBJECTS, Sentence, Word

UNNAMED = "unnamed"
SAYING = frozenset(
    {
        "say",
        "tell",
        "announce",
        "declare",
        "state",
        "claim",
        "argue",
        "note",
        "insist",
        "stress",
        "believe",
        "think",
        "warn",
        "add",
        "suggest",
        "contend",
        "maintain",
        "assert",
        "report",
        "admit",
        "acknowledge",
        "explain",
        "write",
        "predict",
        "hope",
        "fear",
        "hint",
        "confirm",
        "reiterate",
        "complain",
        "concede",
        "allege",
        "observe",
        "remark",
        "lament",
        "boast",
        "recall",
        "conclude",
        "caution",
        "reveal",
        "find",
        "show",
    }
)
_POINTING_OUT = frozenset(
    {
        "note",
        "acknowledge",
        "mention",
        "stress",
        "emphasise",
        "emphasize",
        "highlight",
        "praise",
        "describe",
    }
)
_CROWD = re.compile(r"(?<!\w)(?:experts?|analysts?|observers?|critics|officials?|sources|media|pundits|commentators|"
                    r"many|some|others|people|community|outlets?)(?!\w)")  # fmt: skip
_ACCORDING = re.compile(
    r"(?<!\w)(?:according to|as (?:outlined|described|put|told|stated) by|(?:outlined|described|put forward) by|"
    r"in the (?:view|words|opinion|eyes) of|for observers)\s+"
)
_CONDITION = re.compile(r"(?<!\w)(?:if|unless|provided that|as long as|in case|on condition that)(?!\w)[^,;.]*", re.I)
_PERHAPS = frozenset({"may", "might", "could", "perhaps", "possibly"})
_INVERTED = re.compile(r"^\W*(?:had|were|should) (?:[\w’'-]+ ){1,8}[\w’'-]+[^,;.]*(?=, )", re.I)
"""*Had it not been so, ...*"""
_QUOTED = re.compile(r'["“]([^"“”]{2,40})["”]')
_SO_CALLED = re.compile(r"(?<!\w)(?:so-called|alleged(?:ly)?|supposed(?:ly)?|self-styled)(?!\w)", re.I)


class Speaker(NamedTuple):
    """Who says what a sentence holds, and the words that say so, half open (empty for the author)."""

    name: str
    first: int = 0
    last: int = 0


def speaker(sentence: Sentence) -> Speaker:
    """Who asserts what a sentence says: the author, an actor id, a name as written, or ``unnamed``.

    Read where a verb of saying governs a clause, where one of pointing out has an object, or where the sentence says
    *according to* and the like.
    """
    root = sentence.root
    if sentence.words and _governs(sentence, root):
        subject = next((i for i in sentence.children(root) if sentence.words[i].dep in SUBJECTS), None)
        if subject is not None and sentence.words[subject].text.lower() not in ("i", "we", "one"):
            span = sentence.subtree(subject)
            return _named(sentence, span[0], span[-1] + 1)
    match = _ACCORDING.search(sentence.text.lower())
    if match:
        start = sentence.start + match.end()
        at = next((i for i, word in enumerate(sentence.words) if word.start >= start), None)
        if at is not None:
            return _named(sentence, at, _end_of_name(sentence.words, at))
    return Speaker(AUTHOR)


def _governs(sentence: Sentence, root: int) -> bool:
    lemma, below = sentence.words[root].lemma, {sentence.words[i].dep for i in sentence.children(root)}
    return (lemma in SAYING and bool(below & {"ccomp", "parataxis"})) or (lemma in _POINTING_OUT and "dobj" in below)


def _end_of_name(words: tuple[Word, ...], first: int) -> int:
    last = first + 1
    while last < len(words) and words[last].pos in ("PROPN", "NOUN", "ADJ", "PART", "DET"):
        last += 1
    return last


def _named(sentence: Sentence, first: int, last: int) -> Speaker:
    text = " ".join(word.text for word in sentence.words[first:last])
    known = next((one for one in sentence.mentions if first <= one.first < last and one.actor), None)
    if _CROWD.search(text.lower()):
        return Speaker(UNNAMED, first, last)
    if known is not None and known.actor is not None:
        return Speaker(known.text if known.kind == "person" else known.actor, first, last)
    return Speaker(text if any(word.pos == "PROPN" for word in sentence.words[first:last]) else UNNAMED, first, last)


def condition(sentence: Sentence) -> str:
    """The clause that a sentence holds under, in its own words; empty where there is none."""
    match = _CONDITION.search(sentence.text) or _INVERTED.search(sentence.text)
    # "as if" and "even if" set no condition, "asked if" reports a question
    before = sentence.text[: match.start()].rstrip().lower() if match else ""
    if match is None or before.endswith((" as", " even", "ask", "asked", "wonder", "see")):
        return ""
    return match[0].strip()


def opening_condition(sentence: Sentence) -> bool:
    """Whether a sentence opens with the clause that it holds under."""
    found = condition(sentence)
    return bool(found) and sentence.text.lstrip("\"“”‘' ").startswith(found)


def scare_quotes(sentence: Sentence) -> tuple[tuple[int, int], ...]:
    """Places in the sentence's text of a few words in quotation marks, and of what follows *so-called*."""
    most, reach = constant("claims.quoted_words"), int(constant("claims.so_called_letters"))
    quoted = [match.span(1) for match in _QUOTED.finditer(sentence.text) if len(match[1].split()) <= most]
    called = [
        (match.end(), min(len(sentence.text), match.end() + reach)) for match in _SO_CALLED.finditer(sentence.text)
    ]
    return tuple(quoted + called)


def flags(sentence: Sentence) -> tuple[str, ...]:
    """What a reader should look at twice before the claim is tested."""
    text = spelled(sentence.text)
    found = [f"words in quotation marks: {sentence.text[a:b].strip()}" for a, b in scare_quotes(sentence)]
    if text.endswith("?"):
        found.append("a question")
    if any(word.text.lower() in _PERHAPS and word.tag != "NNP" for word in sentence.words):
        found.append("said to be possible, not likely")
    if re.search(r"(?<!\w)den(?:y|ies|ied)(?!\w)", text):
        found.append("a denial: what is denied is not asserted")
    if re.search(r"(?<!\w)(?:we|our|ours|us)(?!\w)", text):
        found.append("speaks of us: whom that means is not in the text")
    return tuple(found)
