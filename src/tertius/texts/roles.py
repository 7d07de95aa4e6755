"""Who does an act and to whom, by the grammar around the word that names it."""

from tertius.texts.lexicon import root_of
from tertius.texts.lookup import Lookup
from tertius.texts.tree import Argument, Tree

_TOWARD = ("against", "with", "on", "upon", "at", "to", "into", "toward", "towards", "over", "from", "of", "for",
           "between", "among", "about", "in", "across", "inside", "along")  # fmt: skip
_FROM = ("from", "of", "by", "between", "among")
# what talks, deals and shared work are about
_TOPICAL = frozenset({"at", "about", "on", "over"})
# acts that a place receives: shells fall in it, aid and soldiers go there
_IN_PLACE = frozenset({"07", "08", "14", "15", "17", "18", "19", "20"})


class Roles:
    """Finds the actors of the acts of one sentence."""

    def __init__(self, tree: Tree, lookup: Lookup) -> None:
        self.tree = tree
        self.lookup = lookup

    def receivers(self, verb: int, noun: int, code: str) -> list[Argument]:
        """To whom an act named by an object goes."""
        tree = self.tree
        if root_of(code) == "04" and (met := self._met(verb, noun)):
            return met
        given = [one for kid in tree.below(verb, "dative") for one in tree.actors(kid) if one.mention.actor is not None]
        return given or self.aimed(noun, code) or self.aimed(verb, code, skip=noun) or self.owners(noun)

    def objects(self, verb: int) -> list[Argument]:
        """Known actors that are the object of a verb."""
        tree = self.tree
        return [one for noun in tree.below(verb, "dobj", "dative") for one in tree.actors(noun)
                if one.mention.actor is not None]  # fmt: skip

    def _met(self, verb: int, noun: int) -> list[Argument]:
        """Whom somebody hosted or joined for talks: with whom these are, else who is the object of the verb."""
        tree = self.tree
        held = [kid for kid in tree.below(verb, "dobj") if kid != noun]
        return self.with_whom(noun) or [
            one for kid in held for one in tree.actors(kid) if one.mention.actor is not None
        ]

    def with_whom(self, verb: int) -> list[Argument]:
        """Those with whom one meets."""
        tree = self.tree
        return [one for name, noun in tree.prepositions(verb) if name == "with" for one in tree.actors(noun)
                if one.mention.actor is not None]  # fmt: skip

    def deeper(self, held: list[int], own: set[str | None]) -> list[Argument]:
        """The first other actors somewhere in the object of a verb, where that object is nobody itself."""
        held = [noun for noun in held if noun not in self.tree.mention and self.tree.words[noun].pos != "PROPN"]
        found = [one for noun in held for one in self.tree.within(noun) if one.mention.actor not in own]
        return self.tree.first_of(found)

    def doers(self, verb: int) -> list[Argument]:
        """Who does it: the subject, or after a passive the agent."""
        tree = self.tree
        if tree.words[verb].pos == "NOUN":
            return self.owners(verb) or self.above(verb)
        if tree.passive(verb):
            by = [noun for name, noun in tree.prepositions(verb) if name in {"by"}]
            found = [one for noun in by for one in tree.actors(noun)]
            found = found or [one for n in self.instruments(verb) for one in self.owners(n)]
            return found or (self._moved(verb) if (self.lookup.code(verb) or "").startswith("15") else [])
        subjects = tree.subject(verb)
        found = [one for noun in subjects for one in tree.actors(noun) if not self._only_place(verb, noun, one)]
        if found:
            return found
        above = [one for noun in subjects for one in self.above(noun)]
        return above or [one for noun in subjects if noun < verb for one in tree.within(noun)
                         if not self._only_place(verb, noun, one)][:1]  # fmt: skip

    def _only_place(self, verb: int, noun: int, one: Argument) -> bool:
        """Where something is that strikes and is nobody: a bomb in a town is not the town's."""
        strikes = (self.lookup.code(verb) or "")[:2] in {"18", "19", "20"}
        return strikes and one.mention.kind == "place" and noun not in self.tree.mention

    def _moved(self, verb: int) -> list[Argument]:
        """Soldiers who "were deployed" are those of their state, which did it."""
        found = [one for noun in self.tree.subject(verb) for one in self.tree.actors(noun)]
        return [one for one in found if one.mention.actor is not None and one.mention.kind != "place"]

    def above(self, noun: int) -> list[Argument]:
        """Of a noun that is itself an object, who does what is done to it: who issued the statement that says so."""
        head = self.tree.words[noun].head
        if self.tree.words[noun].dep not in {"dobj", "pobj", "attr"} or not self.tree.verbal(head) or head == noun:
            return []
        return [one for subject in self.tree.subject(head) for one in self.tree.actors(subject)]

    def travellers(self, noun: int) -> list[Argument]:
        """Who is "on a visit": the subject of the clause that says so, or whom the phrase stands beside."""
        tree = self.tree
        prep = tree.words[noun].head
        if tree.words[prep].text.lower() not in {"on", "during"}:
            return []
        above = tree.words[prep].head
        nouns = tree.subject(above) if tree.verbal(above) else [above]
        return [one for inner in nouns for one in tree.actors(inner) if one.mention.actor is not None]

    def instruments(self, verb: int) -> list[int]:
        """Nouns of acts in which a passive took place: "was killed in an airstrike"."""
        return [n for name, n in self.tree.prepositions(verb) if name in {"in", "during", "after", "by"}
                and self.lookup.noun_code(n, as_object=False)]  # fmt: skip

    def told(self, verb: int, inner: int | None) -> list[Argument]:
        """Whom a request goes to: the object of the verb, or the subject of what is asked."""
        tree = self.tree
        told = list(tree.below(verb, "dobj", "dative"))
        told += [noun for name, noun in tree.prepositions(verb) if name in {"on", "upon", "to", "with", "from"}]
        if inner is not None:
            told += list(tree.below(inner, "nsubj", "nsubjpass"))
        return [one for noun in told for one in tree.actors(noun) if one.mention.actor is not None]

    def aimed(
        self, word: int, code: str, skip: int | None = None, own: frozenset[str | None] = frozenset()
    ) -> list[Argument]:
        """Whom an act aims at, by the prepositions of the word that names it; ``own`` are those who do it."""
        tree = self.tree
        governed = list(tree.prepositions(word))
        for wanted in _TOWARD:
            for name, noun in governed:
                if name != wanted or noun == skip or tree.words[noun].pos == "VERB":
                    continue
                if name in {"in", "across", "inside", "along"} and root_of(code) not in _IN_PLACE and code != "042":
                    continue
                if name == "from" and root_of(code) == "07" and tree.words[word].lemma not in {"rescue", "evacuate"}:
                    continue
                if name in _TOPICAL and (root_of(code) in {"04", "06"} or code == "057") and code != "042":
                    continue
                found = [one for one in tree.actors(noun) if one.mention.actor is not None]
                if any(one.mention.actor not in own for one in found):
                    return found
        return []

    def between(self, noun: int) -> list[Argument]:
        """Those between whom something is."""
        tree = self.tree
        return [one for name, inner in tree.prepositions(noun) if name == "between" for one in tree.actors(inner)
                if one.mention.actor is not None]  # fmt: skip

    def givers(self, word: int) -> list[Argument]:
        """From whom something comes: "criticism from the U.N."."""
        tree = self.tree
        return [one for name, noun in tree.prepositions(word) if name in {"from", "by"} for one in tree.actors(noun)
                if one.mention.actor is not None]  # fmt: skip

    def owners(self, noun: int) -> list[Argument]:
        """Whose an act is, by the noun that names it."""
        tree = self.tree
        found: list[Argument] = []
        for kid in tree.below(noun, "poss", "amod", "compound", "nmod"):
            found += [one for one in tree.actors(kid) if one.mention.actor is not None]
        if not found:
            for name in _FROM:
                for prep, inner in tree.prepositions(noun):
                    if prep == name:
                        found += [one for one in tree.actors(inner) if one.mention.actor is not None]
        return found

    def spoken_of(self, verb: int) -> list[Argument]:
        """Of words about somebody, the subject of the clause that says them, else the first one named in it."""
        tree = self.tree
        for clause in tree.below(verb, "ccomp", "xcomp", "advcl"):
            for noun in tree.subject(clause):
                found = [one for one in tree.actors(noun) if one.mention.actor is not None]
                if found:
                    return found
        for part in tree.below(verb, "dobj", "ccomp", "prep"):
            if found := tree.within(part):
                return tree.first_of(found)
        return []

    def held_by_nobody(self, verb: int, words: list[int]) -> bool:
        """Whether the object of the verb is somebody whom the tables do not know: then nobody else is meant."""
        tree = self.tree
        held = [kid for kid in tree.below(verb, "dobj", "nsubjpass") if kid not in words]
        return any(tree.words[kid].pos == "PROPN" or kid in tree.mention for kid in held)
