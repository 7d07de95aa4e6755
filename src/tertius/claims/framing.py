"""Frames around what a sentence says: that it is true or not, that somebody tells it."""

import re
from dataclasses import replace

from tertius.claims.attributing import SAYING
from tertius.model import Sentence

_TRUE = frozenset({"true", "correct", "the case"})
_TRUE_THAT = re.compile(
    r"^\W*(?:it|this) (?:is|was)(?P<not> not|n[’']t)? (?:simply |plainly |just )?"
    r"(?P<word>true|correct|the case|false|untrue|wrong|a myth|a lie|nonsense|an illusion) that(?!\w)",
    re.IGNORECASE,
)
_WRONG_TO_SAY = re.compile(
    r"^\W*it (?:is|was|would be) (?:simply |plainly |just )?(?:wrong|false|naive|absurd|an? (?:\w+ )?"
    r"(?:mistake|error|illusion)) to (?:say|think|believe|claim|conclude|assume|suppose|pretend) that(?!\w)",
    re.IGNORECASE,
)
_NOBODY_DOUBTS = re.compile(
    r"^\W*(?:nobody|no one|no-one|few|hardly any(?:body|one))(?: \w+)? (?:doubts?|den(?:y|ies)|disputes?) that(?!\w)",
    re.IGNORECASE,
)
_FRAMES = (_TRUE_THAT, _WRONG_TO_SAY, _NOBODY_DOUBTS)
_DENYING = frozenset({"not", "n't", "n’t", "no", "none", "never", "nobody", "nothing", "few", "hardly", "cannot"})


def held(sentence: Sentence, root: int) -> list[int]:
    """The verbs of the clauses that a frame of saying or of truth holds, also below *a mistake to say that*."""
    words, found = sentence.words, []
    for i in (i for i in sentence.subtree(root) if i != root):
        head, told = words[i].head, words[words[i].head].lemma in SAYING
        noun = words[i].dep == "acl" and words[head].head == root and any(  # "a myth that"
            words[j].dep == "mark" for j in sentence.children(i))  # fmt: skip
        if noun or (words[i].dep == "ccomp" and (head == root or told)):
            found.append(i)
    return found


def truth(sentence: Sentence) -> bool | None:
    """Whether a sentence says of the clause it holds that it is true or not (*it is false that*); None: neither."""
    match = _TRUE_THAT.search(sentence.text)
    if match is not None:
        return (match["word"].lower() in _TRUE) == (match["not"] is None)
    return False if _WRONG_TO_SAY.search(sentence.text) else True if _NOBODY_DOUBTS.search(sentence.text) else None


def unframed(sentence: Sentence) -> Sentence:
    """The sentence with *it is not true that* blank, so that its denial is read once."""
    match = next((one for frame in _FRAMES if (one := frame.search(sentence.text))), None)
    return sentence if match is None else replace(
        sentence, text=" " * match.end() + sentence.text[match.end() :])  # fmt: skip


def told_ahead(sentence: Sentence) -> bool:
    """Whether only the telling lies ahead (*anybody will tell you that it is*)."""
    root = sentence.words[sentence.root]
    said = held(sentence, sentence.root) if root.lemma in SAYING else []
    return bool(said) and all(sentence.words[j].tag != "MD" for i in said for j in sentence.children(i))


def told_part(sentence: Sentence, at: int) -> Sentence:
    """The sentence with what tells of a clause blank (*few noticed that its presence grew*), unless that denies it.

    *I do not think that it grows* denies what it tells, so its words count.
    """
    words, place, seen = sentence.words, sentence.word_at(at), set[int]()
    index = sentence.root if place is None else place
    while index not in seen and words[index].dep != "ccomp":
        seen.add(index)
        index = words[index].head
    inside = set(sentence.subtree(index))
    outside = [i for i in range(len(words)) if i not in inside]
    denied = any(words[i].text.lower() in _DENYING for i in outside)
    if words[index].dep != "ccomp" or index < words[index].head or denied:
        return sentence
    return sentence.without(outside)
