"""Sentences that plainly say who is what: *X was a mediator*, whatever else happened in them."""

from tertius.claims.attributing import SAYING
from tertius.claims.notions import notions
from tertius.model import Sentence

_BEING = frozenset({"be", "remain", "stay"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def plain_role(sentence: Sentence) -> bool:
    """Whether the main verb, or what a verb of saying governs, is *to be* between a named actor and a measured role."""
    words, root = sentence.words, sentence.root
    if not words:
        return False
    said = [i for i in sentence.children(root) if words[i].dep == "ccomp"] if words[root].lemma in SAYING else []
    return any(_is_role(sentence, verb) for verb in (root, *said))


def _is_role(sentence: Sentence, verb: int) -> bool:
    words, below = sentence.words, list(sentence.children(verb))
    if words[verb].lemma not in _BEING:
        return False
    named = any(words[i].dep in _SUBJECTS and (one := sentence.mention_at(i)) and one.actor for i in below)
    return named and any(words[i].dep == "attr" and words[i].pos == "NOUN" and _measured(words[i].text) for i in below)


def _measured(noun: str) -> bool:
    return any(one.measure is not None and one.pattern.fullmatch(noun) for one in notions())
