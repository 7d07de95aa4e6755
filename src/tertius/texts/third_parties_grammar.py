"""Who does a verb, to what: subjects, objects and agents of a parsed sentence, across control and coordination."""

from collections.abc import Iterable
from dataclasses import replace

from tertius.model import Sentence, Word

_RELATIVE = frozenset({"who", "which", "that", "whom"})
_INHERITS = frozenset({"conj", "xcomp", "advcl", "ccomp", "pcomp"})
_SUBJECTS = ("nsubj", "nsubjpass", "expl", "csubj")
_DEPTH = 6


class Grammar:
    """A sentence with the words below each word at hand, so that a walk costs no search.

    Every method takes and gives numbers of words in the sentence.
    """

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.words: tuple[Word, ...] = sentence.words
        self._link()
        if (mended := _mended(self)) is not None:
            self.words = mended
            self._link()

    def _link(self) -> None:
        self.below: list[list[int]] = [[] for _ in self.words]
        for i, word in enumerate(self.words):
            if word.head != i:
                self.below[word.head].append(i)

    def kids(self, index: int, *deps: str) -> list[int]:
        """Words directly below one, of these relations."""
        return [i for i in self.below[index] if self.words[i].dep in deps]

    def expand(self, found: Iterable[int]) -> list[int]:
        """Words and all that are coordinated with them."""
        every: list[int] = []
        waiting = list(found)
        while waiting:
            one = waiting.pop(0)
            every.append(one)
            waiting += self.kids(one, "conj")
        return every

    def after(self, index: int, *prepositions: str) -> list[int]:
        """What stands after one of these prepositions directly below a word, with coordinated words."""
        before = [i for i in self.kids(index, "prep", "agent", "dative") if self.words[i].lemma in prepositions]
        return self.expand(i for one in before for i in self.kids(one, "pobj", "pcomp"))

    def is_passive(self, verb: int) -> bool:
        """Whether a participle is passive: it has an auxiliary of the passive, an agent, or modifies a noun."""
        here = verb
        for _ in range(_DEPTH):
            word = self.words[here]
            if word.tag != "VBN":
                return word.tag == "VBD" and bool(self.kids(here, "agent")) and not self.kids(here, "nsubj")
            if self.kids(here, "auxpass", "agent", "nsubjpass") or word.dep in {"acl", "amod"}:
                return True
            if word.dep != "conj" or self.kids(here, "nsubj", "aux"):
                return False
            here = word.head
        return False

    def agents(self, verb: int) -> list[int]:
        """Who did what a passive verb says: the words after *by*, also where a coordinated verb carries them."""
        family = [verb, *self.kids(verb, "conj")]
        if self.words[verb].dep == "conj":
            family.append(self.words[verb].head)
        return next((found for one in family if (found := self.after(one, "by"))), [])

    def subjects(self, verb: int, depth: int = _DEPTH) -> list[int]:
        """Who does an active verb; an infinitive or participle without a subject takes that of its governor."""
        own = self.kids(verb, "nsubj")
        word = self.words[verb]
        if own:
            relative = word.dep == "relcl" and self.words[own[0]].lemma in _RELATIVE
            return self.expand([word.head] if relative else own)
        if depth == 0 or word.head == verb:
            return []
        if word.dep in {"acl", "relcl"}:
            return self.owners(word.head)
        governor = self.words[word.head].head if word.dep == "pcomp" else word.head
        return self._inherited(verb, governor, depth) if word.dep in _INHERITS else []

    def _inherited(self, verb: int, governor: int, depth: int) -> list[int]:
        """The subject that a verb takes from its governor: who is told to, whose plan it is, or who does both."""
        dep = self.words[verb].dep
        if self.words[governor].pos in {"NOUN", "PROPN"}:
            return self.owners(governor)
        if dep == "xcomp" and (told := self.kids(governor, "dobj")):
            return self.expand(told)
        if self.is_passive(governor):
            return self.agents(governor) if dep == "conj" else self.expand(self.kids(governor, "nsubjpass"))
        return self.subjects(governor, depth - 1)

    def owners(self, noun: int) -> list[int]:
        """Whose a noun is: *Kenya's efforts*, *efforts by Kenya*; else the noun itself, as in *a team sent to*."""
        owned = self.expand(self.kids(noun, "poss")) or self.after(noun, "by", "of", "from") or [noun]
        verb = self.words[noun].head
        if owned != [noun] and any(self.words[i].pos == "PRON" for i in owned) and self.words[verb].pos == "VERB":
            return self.subjects(verb) or owned
        return owned

    def things(self, verb: int, prepositions: Iterable[str] = (), depth: int = _DEPTH) -> list[int]:
        """What a verb is done to: its objects, what stands after the prepositions, or what a passive is said of."""
        word = self.words[verb]
        if self.is_passive(verb):
            own = self.kids(verb, "nsubjpass")
            if own and word.dep == "relcl" and self.words[own[0]].lemma in _RELATIVE:
                return self.expand([word.head])
            if own:
                return self.expand(own)
            if word.dep in {"acl", "amod", "relcl"}:
                return [word.head]
            return self.things(word.head, (), depth - 1) if depth and word.dep in {"conj", "advcl"} else []
        own = self.kids(verb, "dobj")
        shared = [] if own else [i for one in self.kids(verb, "conj") for i in self.kids(one, "dobj")]
        return self.expand([*own, *shared]) + self.after(verb, *prepositions)


def _mended(grammar: Grammar) -> tuple[Word, ...] | None:
    """Undo two frequent errors of small parsers; None where there is neither."""
    return _with_subject(grammar) or _with_verb(grammar)


def _with_verb(grammar: Grammar) -> tuple[Word, ...] | None:
    """*A, minister of B, mediated talks* has no verb for the parser: the participle becomes it.

    It stands right after a comma that closes an apposition, or has a subject of its own.
    """
    words = list(grammar.words)
    root = grammar.sentence.root
    if words[root].pos not in {"NOUN", "PROPN"}:
        return None
    for i, word in enumerate(words):
        if word.tag == "VBN" and word.dep == "amod" and word.head == root and grammar.kids(i, "nsubj"):
            words[i] = replace(word, tag="VBD", dep="ROOT", head=i)
            words[root] = replace(words[root], dep="dobj", head=i)
            return tuple(words)
        if word.tag != "VBN" or words[i - 1].text != "," or grammar.kids(i, "agent") or i < root:
            continue
        if word.dep == "amod" and words[word.head].dep in {"appos", "conj"} and words[word.head].head == root:
            words[word.head] = replace(words[word.head], dep="dobj", head=i)
        elif word.dep != "acl" or word.head != root:
            continue
        words[i] = replace(word, tag="VBD", dep="ROOT", head=i)
        words[root] = replace(words[root], dep="nsubj", head=i)
        return tuple(words)
    return None


def _with_subject(grammar: Grammar) -> tuple[Word, ...] | None:
    """*In the presence of C, A and B signed* makes A and B follow C.

    Where a verb has no subject and a phrase with a preposition opens its clause, what is coordinated after the first
    comma becomes the subject.
    """
    words = list(grammar.words)
    for i, word in enumerate(words):
        if word.dep != "prep" or words[word.head].pos != "VERB" or word.head < i or grammar.kids(word.head, *_SUBJECTS):
            continue
        if words[word.head].tag not in {"VBD", "VBZ", "VBP"} or not (last := _comma_and(grammar, i)):
            continue
        words[last] = replace(words[last], head=word.head, dep="nsubj")
        return tuple(words)
    return None


def _comma_and(grammar: Grammar, preposition: int) -> int | None:
    """The first word below a preposition that is coordinated right after a comma."""
    waiting = [preposition]
    for _ in grammar.words:
        if not waiting:
            return None
        here = waiting.pop(0)
        for one in grammar.kids(here, "conj"):
            if any(grammar.words[i].text == "," and i < one for i in grammar.kids(here, "punct")):
                return one
        waiting += grammar.below[here]
    return None
