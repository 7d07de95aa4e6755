"""Verbs that the parser took for nouns: *Russia mediates between them* has a verb, *mediates* is no plural."""

from collections.abc import Sequence
from dataclasses import replace

from tertius.model import Sentence, Word

_ONLY_VERBS = {"mediates": "mediate", "arbitrates": "arbitrate", "facilitates": "facilitate", "fulfils": "fulfil",
               "fulfills": "fulfill", "ignores": "ignore", "upholds": "uphold", "flouts": "flout", "keeps": "keep",
               "violates": "violate", "coerces": "coerce", "convenes": "convene", "heeds": "heed"}  # fmt: skip
"""Third persons that are no plural of a noun."""
_ALSO_NOUNS = {"guarantees": "guarantee", "brokers": "broker", "hosts": "host", "honours": "honour", "honors": "honor",
               "breaks": "break", "pressures": "pressure", "promises": "promise"}  # fmt: skip
"""Third persons that may be a plural as well; read as verbs only before what can be their object."""
_BARE_VERBS = frozenset({"mediate", "arbitrate", "facilitate"})
"""Plurals that are no noun: *X, Y and Z mediate*."""
_FINITE = frozenset({"VBZ", "VBD", "VBP", "MD"})
_NAMED = frozenset({"compound", "nmod", "nsubj", "amod", "poss", "npadvmod"})
_OBJECT = frozenset({"DT", "PRP$", "NN", "NNS", "NNP", "JJ"})


def mended(sentence: Sentence) -> Sentence:
    """The sentence with the verb that was taken for a noun, where its clause has no other; else as it was.

    The verb must follow a proper name (an adverb between them does no harm). It is done before actors are looked for,
    since who acts hangs on it.
    """
    if not sentence.words:
        return sentence
    sentence = _with_told_verb(sentence)
    if sentence.words[sentence.root].tag in _FINITE:
        return sentence
    if any(word.tag in _FINITE and word.dep == "ROOT" for word in sentence.words):
        return sentence
    for index, word in enumerate(sentence.words):
        name = _name_before(sentence, index)
        first = _first_of_list(sentence, index) if word.text.lower() in _BARE_VERBS else None
        if name is not None and first is not None:
            return replace(sentence, words=tuple(_after_list(sentence, index, name, first)))
        if name is not None and word.tag in ("NNS", "NNPS", "VBZ") and _is_verb(sentence, index) and _heads(
                sentence, index, name):  # fmt: skip
            return replace(sentence, words=tuple(_as_verb(sentence, index, name)))
    return sentence


def _with_told_verb(sentence: Sentence) -> Sentence:
    """The sentence with such a verb in a clause that is told (*they say that Russia mediates between them*)."""
    words = list(sentence.words)
    for index, word in enumerate(sentence.words):
        told = word.dep == "ccomp" and any(words[i].dep == "mark" for i in sentence.children(index))
        name = _name_before(sentence, index)
        if told and word.tag in ("NNS", "NNPS") and word.text.lower() in _ONLY_VERBS and name is not None:
            words[index] = replace(word, pos="VERB", tag="VBZ", lemma=_lemma(word))
            words[name] = replace(words[name], dep="nsubj", head=index)
    return replace(sentence, words=tuple(words))


def _lemma(word: Word) -> str:
    text = word.text.lower()
    return _ONLY_VERBS.get(text) or _ALSO_NOUNS.get(text, "")


def _is_verb(sentence: Sentence, index: int) -> bool:
    word, after = sentence.words[index], sentence.words[index + 1 : index + 2]
    if word.text.lower() in _ONLY_VERBS:
        return True
    return word.text.lower() in _ALSO_NOUNS and bool(after) and after[0].tag in _OBJECT


def _name_before(sentence: Sentence, index: int) -> int | None:
    """The proper name that stands just before a word; None where none does."""
    before = index - 1
    while before >= 0 and sentence.words[before].pos == "ADV":
        before -= 1
    return before if before >= 0 and sentence.words[before].pos == "PROPN" else None


def _heads(sentence: Sentence, index: int, name: int) -> bool:
    """Whether a word heads its clause, or its object was made to: nothing finite governs it."""
    words, seen, at = sentence.words, {index}, index
    if words[name].dep not in _NAMED:
        return False
    while words[at].head not in seen:
        at = words[at].head
        seen.add(at)
        if words[at].tag in _FINITE or words[at].pos == "ADP":
            return False
    return True


def _first_of_list(sentence: Sentence, index: int) -> int | None:
    """The first of the names that a word was taken for the last of; None where it stands in no such list."""
    words, at = sentence.words, index
    while words[at].dep == "conj" and words[words[at].head].pos == "PROPN":
        at = words[at].head
    return at if at != index and at == sentence.root else None


def _after_list(sentence: Sentence, index: int, name: int, first: int) -> Sequence[Word]:
    """The words with one of them as the main verb of the names before it; the last was taken for a part of it."""
    words, joined = list(sentence.words), sentence.words[index].head
    for i in range(name):
        if words[i].head == index:
            words[i] = replace(words[i], head=name)
    words[name] = replace(words[name], dep="conj", head=joined)
    words[first] = replace(words[first], dep="nsubj", head=index)
    lemma = words[index].text.lower()
    words[index] = replace(words[index], pos="VERB", tag="VBP", lemma=lemma, dep="ROOT", head=index)
    return words


def _as_verb(sentence: Sentence, index: int, name: int) -> Sequence[Word]:
    """The words with one of them as the verb of its clause, the name before it its subject, what follows its object."""
    words = list(sentence.words)
    head = words[index].head
    swallowed = words[index].dep == "compound" and head > index  # "hosts talks" as one noun
    top = words[head].head if swallowed else head
    root = top == head if swallowed else head == index
    verb = replace(words[index], pos="VERB", tag="VBZ", lemma=_lemma(words[index]), dep="ROOT" if root else "conj",
                   head=index if root else top)  # fmt: skip
    for i, word in enumerate(words):
        if i != index and i != name and word.head in (index, head if swallowed else index):
            inside = i < name and word.dep in ("compound", "amod", "det")
            words[i] = replace(word, head=name if inside else index if i < index else word.head)
    words[name] = replace(words[name], dep="nsubj", head=index)
    if swallowed:
        words[head] = replace(words[head], dep="dobj", head=index)
    words[index] = verb
    return words
