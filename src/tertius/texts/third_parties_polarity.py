"""Whether a part was played, only planned, or denied, read off the words that govern the cue."""

from tertius.codebooks.cues import words
from tertius.texts.third_parties_grammar import Grammar

ASSERTED, PLANNED, DENIED = "asserted", "planned", "denied"

_CLIMBS = frozenset({"xcomp", "dobj", "pobj", "prep", "nsubjpass", "compound", "attr", "acl", "pcomp", "agent", "amod"})
_PARTICIPLES = frozenset({"acl", "amod", "relcl"})
_STEPS = 5


def polarity(grammar: Grammar, cue: int) -> str:
    """Return ``asserted``, ``planned`` or ``denied`` for the word that gives a part."""
    here, found, through = cue, ASSERTED, False
    for _ in range(_STEPS):
        word = grammar.words[here]
        stance = _marked(grammar, here) or (_governed(grammar, here, through) if here != cue else "")
        if stance == DENIED:
            return DENIED
        found = stance or found
        if word.dep == "prep" and word.text.lower() in words("no new plan") and grammar.words[word.head].pos == "VERB":
            return found
        if word.head == here or not (word.dep in _CLIMBS or _is_modal_conjunct(grammar, here)):
            return found
        through = through or word.dep in _PARTICIPLES
        here = word.head
    return found


def _marked(grammar: Grammar, here: int) -> str:
    """What stands directly with a word: a negation, a modal verb, *no*, *if*."""
    below = [grammar.words[i] for i in grammar.below[here]]
    if any(word.dep == "neg" or (word.dep == "det" and word.lemma == "no") for word in below):
        return DENIED
    if any(word.tag == "MD" or (word.dep == "mark" and word.lemma in {"if", "unless"}) for word in below):
        return PLANNED
    return ""


def _governed(grammar: Grammar, here: int, through_noun: bool) -> str:
    """What a governor says of what it governs; to agree on talks that somebody mediated is no plan to mediate."""
    word = grammar.words[here]
    if word.lemma in words("without") or word.lemma in words("denied"):
        return DENIED
    if word.lemma in words("planned") and not (
        through_noun and (word.pos == "NOUN" or word.lemma in words("agreed on"))
    ):
        return PLANNED
    return ""


def _is_modal_conjunct(grammar: Grammar, here: int) -> bool:
    """A coordinated verb without its own subject shares the modal of the first: *will host and chair*."""
    word = grammar.words[here]
    return word.dep == "conj" and word.tag == "VB"
