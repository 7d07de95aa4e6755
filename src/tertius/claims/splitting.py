"""One sentence to its claims' clauses: main clauses that are joined and have subjects of their own are parted."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from tertius.model import SUBJECTS, Sentence

_COMPLEMENTS = frozenset({"attr", "acomp", "dobj", "oprd", "prep", "xcomp", "ccomp", "advmod", "agent"})
_VERBS = ("VERB", "AUX")
_AGAINST = frozenset({"while", "whereas"})
_CONCEDING = _AGAINST | {"although", "though"}
_LOOSE = frozenset({"punct", "cc", "mark", "advmod", "intj"})


def clauses(sentence: Sentence, worth: Callable[[Sentence], bool] = lambda _: True) -> tuple[Sentence, ...]:
    """The main clauses of a sentence, in order; the sentence itself where it has only one.

    A clause is parted off where a verb joined to the main verb has its own subject and is the rest of the sentence; and
    at a semicolon, at *while* that sets it against what stands before, and after an opening *although*, where both
    parts are worth a claim of their own. Characters keep their places in the document.
    """
    for index in sentence.children(sentence.root):
        word = sentence.words[index]
        own = any(sentence.words[i].dep in SUBJECTS for i in sentence.children(index))
        if word.dep != "conj" or word.pos not in _VERBS or not own:
            continue
        first = min(sentence.subtree(index))
        if first > 0 and sentence.words[first - 1].text.lower() == "nor":  # what it joins it denies
            first -= 1
        if first > 0 and all(sentence.words[i].dep == "punct" for i in _after(sentence, index)):
            return (part(sentence, 0, first), *clauses(part(sentence, first, _end(sentence)), worth))
    for first, before, after in _set_apart(sentence):
        both = range(first, before), range(after, _end(sentence))
        if all(_says(sentence, one) for one in both):
            parts = [part(sentence, one.start, one.stop) for one in both]
            if all(worth(one) for one in parts):
                return tuple(clause for one in parts for clause in clauses(one, worth))
    return (sentence,)


def _set_apart(sentence: Sentence) -> list[tuple[int, int, int]]:
    """Where a sentence may be cut without a joined verb: first word, word before which and from which it is cut."""
    words = sentence.words
    found = [(0, i, i + 1) for i, word in enumerate(words)
             if word.text == ";" or (i > 0 and word.text.lower() in _AGAINST and words[i - 1].text == ",")]  # fmt: skip
    if words and words[0].text.lower() in _CONCEDING and words[0].head != 0:
        end = max(sentence.subtree(words[0].head)) + 1
        found += [(1, end, end + 1)] if end < len(words) and words[end].text == "," else []
    return found


def predicate(sentence: Sentence, at: int) -> Sentence:
    """What is said at a character of the sentence's text: of verbs joined to the main one, the one that holds it.

    *France remains a mediator but is no longer a guarantor* says two things of one subject; what goes for the one role
    does not go for the other. The sentence itself where nothing is joined.
    """
    starts = [min(sentence.subtree(index)) for index in _joined(sentence, sentence.root)]
    cuts = [0, *sorted(start for start in starts if start > 0), _end(sentence)]
    place = sentence.word_at(at) or 0
    first = max(cut for cut in cuts[:-1] if cut <= place)
    last = min(cut for cut in cuts if cut > place)
    return sentence if len(cuts) == 2 else part(sentence, first, last)


def predicates(sentence: Sentence) -> tuple[Sentence, ...]:
    """What is said of one subject, each predicate a sentence with that subject; the sentence itself where it says one.

    What is left out is blank in the text, so that characters keep their places.
    """
    starts = [min(sentence.subtree(index)) for index in _joined(sentence, sentence.root)
              if not bare(sentence, sentence.words[index].head)]  # fmt: skip
    cuts = [0, *sorted(start for start in starts if start > 0), _end(sentence)]
    subject = [i for child in sentence.children(sentence.root) if sentence.words[child].dep in SUBJECTS
               for i in sentence.subtree(child) if i < cuts[1]]  # fmt: skip
    if len(cuts) == 2:
        return (sentence,)
    return tuple(_kept(sentence, sorted({*subject, *range(first, last)})) for first, last in pairwise(cuts))


def bare(sentence: Sentence, verb: int) -> bool:
    """Whether a verb leaves what it says to the next one (*is and was a mediator*)."""
    return not any(sentence.words[i].dep in _COMPLEMENTS for i in sentence.children(verb))


def _kept(sentence: Sentence, indices: Sequence[int]) -> Sentence:
    """Some words of a sentence as one of their own, the rest of its text blank."""
    number = {old: new for new, old in enumerate(indices)}
    orphans = [i for i in indices if sentence.words[i].head == i or sentence.words[i].head not in number]
    root = _heading(sentence, orphans)
    words = tuple(replace(sentence.words[i], head=number[root if i in orphans else sentence.words[i].head])
                  for i in indices)  # fmt: skip
    mentions = tuple(replace(one, first=number[one.first], last=number[one.last - 1] + 1) for one in sentence.mentions
                     if all(i in number for i in range(one.first, one.last)))  # fmt: skip
    text = list(" " * len(sentence.text))
    for word in words:
        text[word.start - sentence.start : word.end - sentence.start] = word.text
    return Sentence(sentence.number, sentence.start, sentence.end, "".join(text), words, mentions)


def _joined(sentence: Sentence, index: int) -> list[int]:
    """Verbs joined to a verb by *and*, *but* and the like, and those joined to these."""
    found = [i for i in sentence.children(index)
             if sentence.words[i].dep == "conj" and sentence.words[i].pos in _VERBS]  # fmt: skip
    return [*found, *(one for i in found for one in _joined(sentence, i))]


def _end(sentence: Sentence) -> int:
    return len(sentence.words)


def _says(sentence: Sentence, inside: range) -> bool:
    """Whether some words hold a verb with its subject."""
    words = sentence.words
    return any(words[i].dep in SUBJECTS and words[i].head in inside and words[words[i].head].pos in _VERBS
               for i in inside)  # fmt: skip


def _after(sentence: Sentence, index: int) -> list[int]:
    """Words that follow the first of a subtree without being part of it."""
    inside = set(sentence.subtree(index))
    return [i for i in range(min(inside), len(sentence.words)) if i not in inside]


def part(sentence: Sentence, first: int, last: int) -> Sentence:
    """Words ``first`` to ``last`` (half open) as a sentence of their own.

    Of the words whose head is outside, the first that can head a clause is its root, and the others hang on it.
    """
    orphans = [i for i in range(first, last)
               if sentence.words[i].head == i or not first <= sentence.words[i].head < last]  # fmt: skip
    root = _heading(sentence, orphans)
    words = tuple(
        replace(word, head=(root if first + number in orphans else word.head) - first)
        for number, word in enumerate(sentence.words[first:last])
    )
    mentions = tuple(replace(one, first=one.first - first, last=one.last - first) for one in sentence.mentions
                     if first <= one.first and one.last <= last)  # fmt: skip
    start, end = words[0].start, words[-1].end
    text = sentence.text[start - sentence.start : end - sentence.start]
    return Sentence(sentence.number, start, end, text, words, mentions)


def _heading(sentence: Sentence, among: Iterable[int]) -> int:
    """The first of some words that can head a clause: a verb, else no mere particle, else whichever comes first."""
    found = list(among)
    words = sentence.words
    able = [i for i in found if words[i].pos in _VERBS] or [i for i in found if words[i].dep not in _LOOSE]
    return (able or found)[0]
