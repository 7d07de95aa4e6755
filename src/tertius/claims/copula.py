"""Sentences that plainly say who is what: *X was a mediator*, whatever else happened in them."""

import re

from tertius.claims.attributing import SAYING
from tertius.claims.framing import held, truth
from tertius.claims.notions import notions
from tertius.claims.pointing import points
from tertius.model import SUBJECTS, Sentence

_BEING = frozenset({"be", "remain", "stay", "become"})
_NOT_ENDED = re.compile(
    r"(?<!\w)(?:never|not)(?: \w+)? (?:stopped|stop|ceased|cease) (?:being|to be)(?!\w)", re.IGNORECASE
)
_ENDING = frozenset({"stop", "cease"})
_TAKEN_FOR = frozenset({"say", "believe", "think", "consider", "report", "know"})
_THERE = frozenset({"present", "visible"})
"""Adjectives by which a third party is said to be there."""
_PLAIN_HELP = frozenset({"have", "be", "do"})


def plain_role(sentence: Sentence) -> bool:
    """Whether a sentence plainly says that a named actor is or became something that is measured.

    By the main verb, by what a verb of saying governs, or by *is said to be*; not where it only would, could or should
    be so, and not in a question.
    """
    if not sentence.words or sentence.text.rstrip().endswith("?"):
        return False
    return any(_is_role(sentence, verb) for verb in _verbs(sentence))


def becomes(sentence: Sentence) -> bool:
    """Whether the main verb says that somebody has become something; *is becoming* goes on."""
    root = sentence.words[sentence.root] if sentence.words else None
    return root is not None and root.lemma == "become" and root.tag in ("VBN", "VBD")


def goes_on_being(sentence: Sentence) -> bool:
    """Whether a sentence says that a state has not ended (*never stopped being*, *has not ceased to be*)."""
    return _NOT_ENDED.search(sentence.text) is not None


def aside(sentence: Sentence, at: int) -> bool:
    """Whether what stands at a character is said in passing of a name (*Kenya, the former arbiter, left*)."""
    words = sentence.words
    index = sentence.word_at(at)
    named = sentence.mention_at(words[index].head) if index is not None and words[index].dep == "appos" else None
    return named is not None and named.actor is not None


def _verbs(sentence: Sentence) -> list[int]:
    """The main verb, what a verb of saying governs, what somebody is said to be, what has not ended."""
    words, root = sentence.words, sentence.root
    below = list(sentence.children(root))
    framed = words[root].lemma in SAYING or truth(sentence) is not None
    said = held(sentence, root) if framed else []
    said += [j for i in (root, *said) if words[i].lemma in _ENDING for j in sentence.children(i)
             if words[j].dep == "xcomp"]  # fmt: skip
    if words[root].lemma in _TAKEN_FOR and any(words[i].dep == "auxpass" for i in below):
        said += [i for i in below if words[i].dep == "xcomp"]
    return [root, *said]


def _is_role(sentence: Sentence, verb: int) -> bool:
    words, below = sentence.words, list(sentence.children(verb))
    helpers = [words[i] for i in below if words[i].dep == "aux" and words[i].tag != "TO"]
    if words[verb].lemma not in _BEING or any(word.lemma not in _PLAIN_HELP for word in helpers):
        return False
    above = list(sentence.children(words[verb].head)) if words[verb].dep == "xcomp" else []
    named = any(words[i].dep in SUBJECTS and _named(sentence, i) for i in (*below, *above))
    said = [i for i in below if words[i].dep == "attr" or (words[i].dep == "conj" and words[i].pos == "NOUN")]
    said += [k for i in said if words[i].lemma == "anything" for j in sentence.children(i) if words[j].lemma == "but"
             for k in sentence.children(j)]  # fmt: skip
    near = any(words[i].dep == "acomp" and words[i].text.lower() in _THERE for i in below)
    return named and (near or any(_measured_in(sentence, i) for i in said))


def _named(sentence: Sentence, subject: int) -> bool:
    """Whether a subject is an actor by its name, or points to one that was named (*it*, *the two countries*)."""
    one = sentence.mention_at(subject)
    if one is not None and one.actor:
        return True
    words = " ".join(sentence.words[i].text for i in sentence.subtree(subject))
    return points(words)


def _measured_in(sentence: Sentence, attribute: int) -> bool:
    """Whether what is said to be is a measured role, or is set against one (*a payer, not a player*)."""
    words = sentence.words
    among = [attribute, *(i for i in sentence.children(attribute) if words[i].dep in ("appos", "conj"))]
    return any(words[i].pos == "NOUN" and _measured(words[i].text) for i in among)


def _measured(noun: str) -> bool:
    return any(one.measure is not None and one.pattern.fullmatch(noun) for one in notions())
