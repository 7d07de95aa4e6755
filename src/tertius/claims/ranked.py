"""Sovereignty in a text, where a sentence plainly says that a state has it or not: the claim of a rank (methods 3.13).

What a state *is* in law (*a sovereign state*), whom it is held against by name, what it should be or fears for, and
sovereignty *over* something are no such claim and stay unread.
"""

from tertius.claims.attributing import condition
from tertius.claims.pointing import counts
from tertius.claims.polarity import DENYING, MODAL
from tertius.claims.tense import PRESENT, tense
from tertius.model import Says, Sentence

MEASURE = "sovereignty"
NOTE = "“sovereign” is tested as few dependences in public acts, by the place among comparable states; no loss is dated"
_KEPT = frozenset({"keep", "retain", "preserve", "maintain"})
_LOST = "lose"
_PLAIN = frozenset({"fully", "truly", "really", "still", "now", "today", "again", "indeed", "completely"})
_OWN = frozenset({"its", "their", "his", "her"})
_MOST = ("than most", "than most states", "than most countries", "than most others")


def sovereign(sentence: Sentence) -> tuple[str, Says] | None:
    """The state that is said to be sovereign or to have its sovereignty, and whether it is; None if not plain."""
    root, words = sentence.root, sentence.words
    below = list(sentence.children(root))
    if sentence.text.rstrip().endswith("?") or condition(sentence) or any(words[i].lemma in MODAL for i in below):
        return None
    if tense(sentence, words[root].start - sentence.start) != PRESENT:
        return None
    named = [sentence.mention_at(i) for i in below if words[i].dep == "nsubj"]
    actor = next((one.actor for one in named if one and one.kind == "state" and counts(sentence, one)), None)
    holds = _is(sentence) if words[root].lemma == "be" else _has(sentence)
    if actor is None or holds is None:
        return None
    denied = sum(words[i].text.lower() in DENYING for i in below)
    return actor, Says.HOLDS if holds != bool(denied % 2) else Says.LACKS


def _is(sentence: Sentence) -> bool | None:
    """*Is sovereign*, *is more sovereign than most*; with any other word of degree, nothing is plain."""
    words, root = sentence.words, sentence.root
    at = next((i for i in sentence.children(root) if words[i].dep == "acomp" and words[i].text == "sovereign"), None)
    beside = [words[i] for i in sentence.children(at)] if at is not None else []
    over = any(word.dep == "prep" and word.text != "than" for word in beside)  # "sovereign over its airspace"
    if at is None or over:
        return None
    degree = [word.text.lower() for word in beside if word.dep == "advmod"]
    ending = sentence.text.rstrip(" .!").lower()
    if degree == ["more"]:
        return True if ending.endswith(_MOST) else None
    return True if set(degree) <= _PLAIN else None


def _has(sentence: Sentence) -> bool | None:
    """*Has kept its sovereignty*, *has lost its sovereignty*."""
    words, root = sentence.words, sentence.root
    held = [i for i in sentence.children(root) if words[i].dep == "dobj" and words[i].lemma == "sovereignty"]
    if not held or words[root].lemma not in {*_KEPT, _LOST}:
        return None
    owned = [words[i] for i in sentence.children(held[0])]
    if not owned or any(word.dep != "poss" or word.text.lower() not in _OWN for word in owned):
        return None
    return words[root].lemma != _LOST
