"""What a role is set against, and what describes it: words that deny or tell of something else."""

import re
from dataclasses import replace

from tertius.model import Sentence

_NOT_THAT = re.compile(r",(?: and| but)? not (?P<then>(?:an?|the) [^,.;]*)", re.IGNORECASE)
_BUT_THIS = re.compile(r"(?<!\w)not (?:an?|the) [^,.;]*,? but (?:rather )?(?P<then>(?:an?|the) [^,.;]*)", re.IGNORECASE)


def contrasted(sentence: Sentence, at: int) -> bool | None:
    """Whether what stands at a character is denied by contrast (*a payer, not a player*), or asserted by it.

    ``True``: denied; ``False``: asserted (*not a mediator, but a spoiler*); ``None``: it stands in no contrast.
    """
    for pattern, denied in ((_NOT_THAT, True), (_BUT_THIS, False)):
        if any(match.start("then") <= at < match.end() for match in pattern.finditer(sentence.text)):
            return denied
    return None


def without_contrast(sentence: Sentence) -> Sentence:
    """The sentence with what it is set against blank, so that a denial there denies nothing else."""
    blank = _NOT_THAT.sub(lambda match: " " * len(match[0]), sentence.text)
    return sentence if blank == sentence.text else replace(sentence, text=blank)


def without_clause(sentence: Sentence, at: int) -> Sentence:
    """The sentence with every clause blank that describes something beside what is said at a character.

    *The arbiter nobody likes* is one for all that, and *Kenya, which lost a war, is an arbiter* loses no role.
    """
    words, index = sentence.words, sentence.word_at(at)
    if index is None:
        return sentence
    clauses = [i for i in sentence.children(index) if words[i].dep in ("relcl", "acl")]
    if words[index].dep == "attr":  # where the parser hung it on the verb
        clauses += [i for i in sentence.children(words[index].head) if words[i].dep == "ccomp" and i > index]
    clauses += [i for i, word in enumerate(words) if word.dep == "relcl" and index not in sentence.subtree(i)]
    return sentence.without(i for one in clauses for i in sentence.subtree(one))
