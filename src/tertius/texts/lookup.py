"""Which act a word of a sentence names, and what a verb makes of the act it governs, by the tables of words."""

from tertius.texts.lexicon import nouns, objects, operator_nouns, operators, root_of, verbs
from tertius.texts.tree import Tree
from tertius.texts.vocabulary import vocabulary

_STATEMENTS = vocabulary("statements")
# what a longer expression of an act leaves of its verb
_SAYING = frozenset({"accuse", "report", "deny"})


class Lookup:
    """Looks the words of one sentence up, the longest expression first."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree

    def ready(self, i: int) -> bool:
        """Adjectives and nouns that govern an act: "is ready to", "critical of", "its refusal to"."""
        word = self.tree.words[i]
        if word.pos == "NOUN":
            return word.lemma in operator_nouns() and any(self.tree.below(i, "acl", "ccomp"))
        return word.pos == "ADJ" and (word.lemma in operators() or self.code(i) is not None)

    def keys(self, verb: int) -> list[str]:
        """The ways to look a verb up, from the most words to the fewest."""
        tree, lemma = self.tree, self.tree.words[verb].lemma
        particles = [tree.words[i].lemma for i in tree.below(verb, "prt", "advmod", "acomp", "oprd", "dobj")]
        preps = [name for name, noun in tree.prepositions(verb) if noun > verb]
        both = [f"{lemma} {one} {other}" for one in particles for other in preps]
        both += [f"{lemma} {name} {tree.words[noun].lemma}" for name, noun in tree.prepositions(verb) if noun > verb]
        named = [f"{lemma} oprd"] if any(tree.below(verb, "oprd")) else []
        return [*both, *(f"{lemma} {one}" for one in [*particles, *preps]), *named, lemma]

    def key(self, verb: int) -> str | None:
        """The longest expression with the verb that names an act."""
        return next((key for key in self.keys(verb) if key in verbs()), None)

    def code(self, verb: int) -> str | None:
        """CAMEO code of the act that a verb names; None: none, or its object is only words."""
        key = self.key(verb)
        if key is None or (root_of(verbs()[key]) == "14" and any(self.tree.below(verb, "ccomp"))):
            return None
        if self.tree.words[verb].lemma == "meet" and self._of_things(verb):
            return None
        said = {self.tree.words[i].lemma for i in self.tree.below(verb, "dobj", "nsubjpass")}
        return None if said & _STATEMENTS and verbs()[key][:2] in {"08", "05"} else verbs()[key]

    def _of_things(self, verb: int) -> bool:
        """Whether the object of a verb is nobody: one meets people, but also needs and goals."""
        tree = self.tree
        held = list(tree.below(verb, "dobj", "nsubjpass"))
        return bool(held) and not any(
            tree.words[one].pos in {"PROPN", "PRON"}
            or one in tree.mention
            or any(arg.mention.kind != "anaphor" for arg in tree.actors(one))
            for one in held
        )

    def effects(self, verb: int) -> tuple[str, ...]:
        """What a verb, adjective or noun makes of the act it governs; a longer expression of an act itself: nothing."""
        known = operator_nouns() if self.tree.words[verb].pos == "NOUN" else operators()
        key = next((key for key in self.keys(verb) if key in known), None)
        if key is not None and self._whole(verb, key):
            return tuple(one for one in known[key] if one in _SAYING)
        return known[key] if key is not None else ()

    def _whole(self, verb: int, key: str) -> bool:
        """Whether a longer expression than a key is an act by itself: one with the object, or a journey."""
        act = self.key(verb) if self.tree.words[verb].pos != "NOUN" else None
        if act is None or len(act.split()) <= len(key.split()):
            return False
        held = {self.tree.words[one].lemma for one in self.tree.below(verb, "dobj")}
        held |= {self.tree.words[noun].lemma for _, noun in self.tree.prepositions(verb)}
        return bool(held & set(act.split()[1:])) or verbs()[act] == "042"

    def noun_code(self, noun: int, as_object: bool) -> str | None:
        """Code of a noun, with the word in front of it where the two together name an act."""
        words = self.tree.words
        lemma = words[noun].lemma
        before = [f"{words[kid].lemma} {lemma}" for kid in self.tree.kids[noun] if kid < noun]
        after = [f"{lemma} {name} {words[inner].lemma}" for name, inner in self.tree.prepositions(noun) if name == "of"]
        for key in [*before, *after, lemma]:
            if key in nouns():
                return nouns()[key]
            if as_object and key in objects():
                return objects()[key]
        return None
