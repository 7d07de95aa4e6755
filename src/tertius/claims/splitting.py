"""One sentence to its claims' clauses: main clauses that are joined and have subjects of their own are parted."""

from dataclasses import replace

from tertius.model import Sentence

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def clauses(sentence: Sentence) -> tuple[Sentence, ...]:
    """The main clauses of a sentence, in order; the sentence itself where it has only one.

    A clause is parted off where a verb joined to the main verb has its own subject and is the rest of the sentence.
    Characters keep their places in the document.
    """
    for index in sentence.children(sentence.root):
        word = sentence.words[index]
        own = any(sentence.words[i].dep in _SUBJECTS for i in sentence.children(index))
        if word.dep != "conj" or word.pos not in ("VERB", "AUX") or not own:
            continue
        first = min(sentence.subtree(index))
        if first > 0 and all(sentence.words[i].dep == "punct" for i in _after(sentence, index)):
            return (part(sentence, 0, first), *clauses(part(sentence, first, len(sentence.words))))
    return (sentence,)


def _after(sentence: Sentence, index: int) -> list[int]:
    """Words that follow the first of a subtree without being part of it."""
    inside = set(sentence.subtree(index))
    return [i for i in range(min(inside), len(sentence.words)) if i not in inside]


def part(sentence: Sentence, first: int, last: int) -> Sentence:
    """Words ``first`` to ``last`` (half open) as a sentence of their own; a head outside makes its word a root."""
    words = tuple(
        replace(word, head=word.head - first if first <= word.head < last else number)
        for number, word in enumerate(sentence.words[first:last])
    )
    mentions = tuple(replace(one, first=one.first - first, last=one.last - first) for one in sentence.mentions
                     if first <= one.first and one.last <= last)  # fmt: skip
    start, end = words[0].start, words[-1].end
    text = sentence.text[start - sentence.start : end - sentence.start]
    return Sentence(sentence.number, start, end, text, words, mentions)
