"""The grammar of a sentence as a tree one can walk: who does it, to whom, and whose it is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tertius.model import Mention, Sentence, Word
from tertius.texts.vocabulary import vocabulary

_SUBJECT = frozenset({"nsubj", "nsubjpass", "csubj"})
_RELATIVE = frozenset({"WDT", "WP", "WP$"})
_VERBAL = frozenset({"VERB", "AUX"})
_TIMES = vocabulary("times")
_PARTS = vocabulary("parts")
_INHERITS = frozenset({"xcomp", "advcl", "conj", "pcomp", "acl", "ccomp", "dep", "pobj", "acomp", "oprd"})
_OWNERS = ("poss", "compound", "amod", "nmod", "appos")
_BELONGING = ("of", "by", "from", "in", "at", "near", "inside", "along", "between", "among", "for")
_LISTED = frozenset({"state", "demonym", "body", "group", "capital"})
_JOINS = frozenset({",", "and", "&", "or", "the", "-"})
_WIELDED = vocabulary("wielded")
_CITING = frozenset({"according", "due", "thanks", "owing", "contrary", "prior"})
_HOPS = 3
_CONTROL = frozenset(
    {"urge", "ask", "order", "tell", "force", "press", "call", "demand", "allow", "permit", "let", "warn", "invite",
     "request", "encourage", "help", "accuse", "pressure", "push", "beg", "compel", "persuade", "authorize", "blame",
     "criticize", "condemn", "praise", "thank", "suspect", "prevent", "stop", "ban", "bar"}
)  # fmt: skip


@dataclass(frozen=True)
class Argument:
    """An actor in a role: its mention, and how it was reached (``head``, ``owner`` or ``near``)."""

    mention: Mention
    reach: str


class Tree:
    """A sentence with, for each word, the words below it and the mention it belongs to."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.words: Sequence[Word] = sentence.words
        self.kids: list[list[int]] = [[] for _ in self.words]
        for i, word in enumerate(self.words):
            if word.head != i and 0 <= word.head < len(self.words):
                self.kids[word.head].append(i)
        self.mention: dict[int, Mention] = {
            i: one for one in sentence.mentions for i in range(one.first, one.last)
        }  # fmt: skip
        self.mates = self._mates()

    def _mates(self) -> dict[int, list[Mention]]:
        """By the first word of a mention those before it that share its noun: "British, French and EU envoys"."""
        found: dict[int, list[Mention]] = {}
        run: list[Mention] = []
        for one in self.sentence.mentions:
            between = self.words[run[-1].last : one.first] if run else ()
            written = {word.text.lower() for word in between}
            if not written or not written <= _JOINS:
                run = []
            elif written & {"and", "&", "-"} and one.actor is not None:
                found[one.first] = [other for other in run if self._shares(other, one)]
            run = [*run, one] if one.actor is not None and one.kind in _LISTED else []
        return found

    def _shares(self, one: Mention, last: Mention) -> bool:
        """Whether a name in front of the noun of the last one belongs to that noun too."""
        nouns = {self.head(last), self.words[self.head(last)].head}
        at = self.head(one)
        for _ in range(_HOPS):
            if self.words[at].dep not in {"amod", "nmod", "compound", "poss", "conj"}:
                return False
            at = self.words[at].head
            if at in nouns:
                return self.words[at].pos in {"NOUN", "PROPN"}
        return False

    def head(self, mention: Mention) -> int:
        """The word of a mention that the rest of the sentence hangs it on."""
        inside = range(mention.first, mention.last)
        return next((i for i in reversed(inside) if self.words[i].head not in inside), mention.last - 1)

    def below(self, i: int, *deps: str) -> Iterator[int]:
        """Words right below one, of certain relations."""
        return (kid for kid in self.kids[i] if self.words[kid].dep in deps)

    def verbal(self, i: int) -> bool:
        """Whether a word is a verb that is no auxiliary."""
        return self.words[i].pos in _VERBAL and self.words[i].dep not in {"aux", "auxpass"}

    def prepositions(self, i: int) -> Iterator[tuple[str, int]]:
        """Prepositions below a word with the noun each governs; chains such as "out of" end at the noun."""
        for prep in self.below(i, "prep", "agent", "dative"):
            if self.words[prep].pos not in {"ADP", "SCONJ", "VERB"}:
                continue
            name = self.words[prep].text.lower()
            for noun in self.below(prep, "pobj", "pcomp"):
                if self.words[noun].text.lower() not in _TIMES:
                    yield name, noun
            for inner in self.below(prep, *(() if name in _CITING else ("prep",))):
                for noun in self.below(inner, "pobj"):
                    yield self.words[inner].text.lower(), noun

    def passive(self, verb: int) -> bool:
        """Whether a verb is passive: "was attacked by", "the town attacked by", or "rebuked by X, Y withdrew"."""
        if any(self.below(verb, "auxpass", "nsubjpass")):
            return True
        word = self.words[verb]
        if word.dep == "conj" and word.tag == "VBN" and not any(self.below(verb, "nsubj")):
            return self.passive(word.head)
        done_to = word.dep == "acl" or (
            word.dep == "advcl" and any(name == "by" for name, _ in self.prepositions(verb))
        )
        return word.tag == "VBN" and done_to

    def subject(self, verb: int, depth: int = 0) -> list[int]:
        """Nouns that are the grammatical subject of a verb, handed down from the verb above where it has none."""
        own = [self._antecedent(verb, kid) for kid in self.below(verb, *_SUBJECT)]
        word = self.words[verb]
        if own or depth > len(self.words) or word.head == verb:
            return own
        if word.dep == "acl" and word.tag in {"VBN", "VBG", "VBD"}:
            return [word.head]
        above = self.verb_above(verb)
        if word.dep not in _INHERITS or above == verb:
            return []
        return self._controlled(verb, above) or self.subject(above, depth + 1)

    def verb_above(self, verb: int) -> int:
        """The nearest verb above a word, the root where there is none."""
        above = self.words[verb].head
        while not self.verbal(above) and self.words[above].head != above:
            above = self.words[above].head
        return above

    def _controlled(self, verb: int, above: int) -> list[int]:
        """The object of "urge", "order" or "accuse" is the subject of what it governs."""
        if self.words[verb].dep not in {"xcomp", "pcomp"} or self.words[above].lemma not in _CONTROL:
            return []
        passive = ("nsubjpass",) if self.words[verb].dep == "pcomp" else ()
        return list(self.below(above, "dobj", "dative", *passive))

    def _antecedent(self, verb: int, noun: int) -> int:
        """Of a relative pronoun the noun it stands for."""
        if self.words[noun].tag in _RELATIVE | {"IN"} and self.words[verb].dep == "relcl":
            return self.words[verb].head
        return noun

    def conjuncts(self, i: int) -> Iterator[int]:
        """A word and those joined to it by "and", in order."""
        yield i
        mention = self.mention.get(i)
        inside = range(mention.first, mention.last) if mention is not None else (i,)
        for word in inside:
            beside = [other for one in self.below(word, "appos") for other in self.below(one, "conj")]
            for other in (*self.below(word, "conj"), *beside):
                if other not in inside:
                    yield from self.conjuncts(other)
            for other in self.below(word, "appos"):
                if other not in inside and self._another(i, other):
                    yield from self.conjuncts(other)

    def _another(self, i: int, other: int) -> bool:
        """Whether an apposition names somebody else: then it is the next of a list."""
        one, name = self.mention.get(i), self.mention.get(other)
        if name is None or name.actor is None or name.kind not in _LISTED:
            return False
        own = {one.actor} if one is not None else {arg.mention.actor for arg in self._of_head(i)}
        return None not in own and bool(own) and name.actor not in own and any(self.below(other, "conj", "cc"))

    def actors(self, noun: int) -> list[Argument]:
        """Actors that a noun phrase means: named by its head, else those it belongs to; joined ones each."""
        found: list[Argument] = []
        for head in self.conjuncts(noun):
            found += self._of_head(head)
        return _distinct(found)

    def _of_head(self, head: int, depth: int = 0) -> list[Argument]:
        mention = self.mention.get(head)
        if mention is not None and mention.actor is not None:
            return [*(Argument(one, "owner") for one in self.mates.get(mention.first, ())), Argument(mention, "head")]
        if self.words[head].lemma in _PARTS or self.words[head].pos == "NUM":
            parts = self._below_prepositions(head, ("of", "for"), depth)
            if parts:
                return parts
        for owner in (kid for dep in _OWNERS for kid in self.below(head, dep)):
            if owned := self._owner(owner):
                return owned
        if using := self._users(head, depth):
            return using
        named = [one for one in self._below_prepositions(head, _BELONGING, depth) if one.mention.actor is not None]
        if named:
            return [Argument(one.mention, "owner") for one in named]
        return [Argument(mention, "head")] if mention is not None else []

    def _users(self, head: int, depth: int) -> list[Argument]:
        """Who fired, flies or employs what a noun names: "missiles fired by X"."""
        for one in self.below(head, "acl"):
            by = [noun for name, noun in self.prepositions(one) if name == "by" and self.words[one].lemma in _WIELDED]
            found = [arg.mention for noun in by for arg in self._of_head(noun, depth + 1) if arg.mention.actor]
            if found:
                return [Argument(mention, "owner") for mention in found]
        return []

    def _below_prepositions(self, head: int, names: Sequence[str], depth: int) -> list[Argument]:
        """Actors after the first preposition of some that has any, in the order of the names."""
        if depth > 1:
            return []
        governed = list(self.prepositions(head))
        for name in names:
            inner = [noun for prep, noun in governed if prep == name]
            found = [one for noun in inner for other in self.conjuncts(noun) for one in self._of_head(other, depth + 1)]
            if found:
                return found
        return []

    def _owner(self, owner: int) -> list[Argument]:
        """The actor in front of a noun; not of "-backed", which says that the noun is somebody else's."""
        found = []
        for word in self.conjuncts(owner):
            mention = self.mention.get(word)
            if mention is not None and mention.actor is not None and self.words[word].dep != "npadvmod":
                found += [Argument(one, "owner") for one in (*self.mates.get(mention.first, ()), mention)]
            elif self.words[word].pos in {"NOUN", "PROPN"}:
                for kid in self.below(word, "poss", "compound", "amod"):
                    mention = self.mention.get(kid)
                    if mention is not None and mention.actor is not None:
                        found.append(Argument(mention, "owner"))
        return found

    def within(self, top: int) -> list[Argument]:
        """All actors in the part of the sentence below a word, in order: the last resort."""
        return _distinct(
            [
                Argument(self.mention[i], "near")
                for i in self.sentence.subtree(top)
                if i in self.mention and self.mention[i].actor is not None
            ]
        )

    def first_of(self, found: Sequence[Argument]) -> list[Argument]:
        """The first of some actors, with those of them that are joined to it: "ties with A, B and C"."""
        joined = {one.mention for first in found[:1] for one in self.actors(self.head(first.mention))}
        return [one for one in found if one.mention in joined] or list(found[:1])


def _distinct(arguments: list[Argument]) -> list[Argument]:
    return list({(one.mention.first, one.mention.last): one for one in arguments}.values())
