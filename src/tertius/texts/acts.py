"""Acts in a sentence: which words name one, of what code, and between whom."""

from collections.abc import Iterator
from dataclasses import dataclass

from tertius.texts.lexicon import root_of, turned
from tertius.texts.lookup import Lookup
from tertius.texts.roles import Roles
from tertius.texts.tree import Argument, Tree
from tertius.texts.vocabulary import vocabulary

_SPEECH = frozenset({"02", "03", "05", "09", "10", "11", "12", "13"})
_TOLD = frozenset({"ask", "demand", "let"})
_FORCE = frozenset({"14", "15", "16", "17", "18", "19", "20"})
_ASIDES = vocabulary("asides")
_BESIDE = _ASIDES | {"along", "near", "across", "inside"}
_PARTS = vocabulary("parts")
_TRANSFERS = vocabulary("transfers")
_HELPING = vocabulary("helping")
_LATER = frozenset({"dobj", "prep", "xcomp", "dative", "agent", "attr", "oprd"})
_GIVING = frozenset({"07", "055"})
_NO_TURN = frozenset({"report", "suffer"})


@dataclass
class Act:
    """An act found: the word that names it, further words of it, its code before and after operators, its actors."""

    word: int
    words: list[int]
    code: str
    plain: str
    sources: list[Argument]
    targets: list[Argument]
    effect: str | None = None
    nominal: bool = False


class Finder:
    """Finds the acts of one sentence; every word names at most one."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.lookup = Lookup(tree)
        self.roles = Roles(tree, self.lookup)
        self.used: set[int] = set()

    def acts(self) -> Iterator[Act]:
        """Acts that verbs name, then those that nouns name by themselves."""
        for i in range(len(self.tree.words)):
            if i not in self.used and (self.tree.verbal(i) or self.lookup.ready(i)):
                yield from self._verbal(i)
        for i, word in enumerate(self.tree.words):
            if i not in self.used and word.pos in {"NOUN", "PROPN"}:
                yield from self._nominal(i)

    def _verbal(self, verb: int) -> Iterator[Act]:
        effects = [one for one in self.lookup.effects(verb) if one not in _NO_TURN]
        own = self.lookup.code(verb)
        for build in (self._governed, self._with_object):
            act = build(verb, effects, own)
            if act is not None:
                self.used.update(act.words)
                yield self._completed(act)
                return
        if own is not None and self.tree.words[verb].pos != "NOUN":
            act = self._plain(verb, own)
            self.used.update(act.words)
            yield self._completed(act)

    def _completed(self, act: Act) -> Act:
        """An act whose target the grammar does not give aims at the first other actor said after it, weakly."""
        own = {one.mention.actor for one in act.sources}
        if act.targets and any(one.mention.actor not in own for one in act.targets if one.mention.actor):
            return act
        if len(own - {None}) != 1 or self.roles.held_by_nobody(act.words[0], act.words):
            return act
        tree = self.tree
        if tree.words[act.words[-1]].lemma == "discuss":
            return act
        later = [one for kid in tree.kids[act.words[0]] if kid > act.words[0] and tree.words[kid].dep in _LATER
                 if tree.words[kid].text.lower() not in _ASIDES
                 for one in tree.within(kid) if one.mention.actor not in own and self._aimable(kid, one)]  # fmt: skip
        joined = [one for first in later[:1] for one in tree.actors(tree.head(first.mention)) if one in later]
        act.targets = joined or later[:1] or act.targets
        return act

    def _aimable(self, kid: int, one: Argument) -> bool:
        """Whether a name below a word may be the target of its act: no news agency, and not after "according to"."""
        tree, at = self.tree, self.tree.head(one.mention)
        while at != kid:
            if tree.words[at].text.lower() in _ASIDES:
                return False
            at = tree.words[at].head
        return one.mention.sector != "MED"

    def _complements(self, verb: int) -> Iterator[int]:
        """Verbs that a verb governs, also through a preposition: "agree to send", "accuse of sending"."""
        tree = self.tree
        noun = tree.words[verb].pos == "NOUN"
        for kid in tree.below(verb, "xcomp", "pcomp", "ccomp", *(("acl",) if noun else ())):
            if tree.verbal(kid) and (noun or tree.words[kid].dep != "ccomp" or self._bare(kid)):
                yield from tree.conjuncts(kid)
        for prep in tree.below(verb, "prep"):
            if tree.words[prep].text.lower() != "against":
                yield from (kid for kid in tree.below(prep, "pcomp") if tree.verbal(kid))

    def _alleged(self, verb: int) -> Iterator[int]:
        """All verbs below the "of" of an accusation, at any depth: these are no acts that anybody asserts."""
        tree = self.tree
        inside = set(tree.sentence.subtree(verb))
        for clause in (i for i in inside if tree.words[i].dep == "pcomp"):
            if tree.words[tree.words[clause].head].text.lower() in {"of", "for", "with"}:
                yield from (i for i in tree.sentence.subtree(clause) if tree.verbal(i))

    def _bare(self, clause: int) -> bool:
        """A clause that says what is to be: "allow aid to enter", "demand that it leave", "threaten that it will"."""
        aux = {self.tree.words[kid].text.lower() for kid in self.tree.below(clause, "aux")}
        wanted = bool(aux & {"to", "should", "must"}) or self.tree.words[clause].tag == "VB"
        return wanted or "threaten" in self.lookup.effects(self.tree.words[clause].head)

    def _governed(self, verb: int, effects: list[str], own: str | None) -> Act | None:
        """An act that another verb governs, turned by it: "agreed to withdraw", "threatened to attack"."""
        if own is not None and "accuse" in self.lookup.effects(verb):
            self.used.update(self._alleged(verb))
        for inner in self._complements(verb):
            below = self._inner(inner)
            if below is None:
                continue
            for effect in effects:
                code = turned(effect, below.code)
                if code is None:
                    continue
                act = Act(verb, [verb, *below.words], code, below.plain, self.roles.doers(verb), below.targets, effect)
                if effect in _TOLD:
                    act.targets = self.roles.told(verb, inner) or below.targets
                elif effect == "start" and root_of(code) in _SPEECH | {"04"}:
                    doing = {one.mention.actor for one in act.sources}
                    other = [one for one in self.roles.objects(verb) if one.mention.actor not in doing]
                    act.targets = other or below.targets
                return act
        return None

    def _inner(self, verb: int) -> Act | None:
        """The act of a governed verb, with its own operators applied."""
        effects = [one for one in self.lookup.effects(verb) if one not in _NO_TURN]
        own = self.lookup.code(verb)
        act = self._governed(verb, effects, own) or self._with_object(verb, effects, own)
        return act or (self._plain(verb, own) if own is not None else None)

    def _held(self, verb: int) -> Iterator[int]:
        """Nouns that a verb has to do with: its object, or the subject of a passive, then those after prepositions."""
        tree = self.tree
        if tree.words[verb].pos == "NOUN":
            return
        passive = tree.passive(verb)
        held = list(tree.below(verb, "nsubjpass")) if passive else list(tree.below(verb, "dobj", "attr"))
        if passive and not held and tree.words[verb].dep == "acl":
            held = [tree.words[verb].head]
        held += [noun for name, noun in tree.prepositions(verb) if not tree.verbal(noun) and name not in _BESIDE]
        held = [
            other
            for one in held
            for other in (
                *((inner for _, inner in tree.prepositions(one)) if tree.words[one].lemma in _PARTS else ()),
                one,
            )
        ]
        for noun in (other for one in held for other in tree.conjuncts(one)):
            if noun not in tree.mention or tree.mention[noun].actor is None:
                yield noun

    def _with_object(self, verb: int, effects: list[str], own: str | None) -> Act | None:
        """An act named by the object of a verb: "launched an attack on", "imposed sanctions", "halted talks"."""
        light = own is None or "start" in effects
        for noun in self._held(verb):
            base = self.lookup.noun_code(noun, as_object=True)
            if base is None or self.lookup.ready(noun):
                continue
            act = self._turned(verb, noun, base, [one for one in effects if one != "start" or light])
            if act is not None:
                return act
            if "suffer" in self.lookup.effects(verb):
                givers = self.roles.givers(noun) or self.roles.givers(verb)
                return Act(verb, [verb, noun], base, base, givers, self.roles.doers(verb), "suffer")
        return None

    def _turned(self, verb: int, noun: int, base: str, effects: list[str]) -> Act | None:
        """The act of a noun as the first fitting effect of its verb makes it."""
        for effect in effects:
            told = self.roles.told(verb, None) if effect in _TOLD else []
            targets, doers = told or self.roles.receivers(verb, noun, base), self.roles.doers(verb)
            if not targets and root_of(base) in {"07", "15"}:
                base, targets = self._for_whom(verb, noun, base)
            base = self._of_troops(verb, base, targets, doers)
            ordered = effect == "demand" and not told and root_of(base) in _FORCE
            code = base if ordered else turned(effect, base)
            if code is not None:
                if effect == "start" and (pair := self._pair(noun, doers)):
                    doers, targets = pair, []
                return Act(verb, [verb, noun], code, base, doers, targets, effect)
        return None

    def _for_whom(self, verb: int, noun: int, code: str) -> tuple[str, list[Argument]]:
        """Whom aid or troops are to help, by the clause that says what for: "sent troops to protect Y"."""
        tree = self.tree
        for clause in (one for word in (verb, noun) for one in tree.below(word, "advcl", "xcomp", "acl", "relcl")):
            if tree.words[clause].lemma in _HELPING and (helped := self.roles.objects(clause)):
                self.used.add(clause)
                return ("074" if root_of(code) == "15" else code), helped
        return code, []

    def _pair(self, noun: int, doers: list[Argument]) -> list[Argument]:
        """Those between whom talks are that somebody else holds: "C hosted talks between A and B"."""
        pair = self.roles.between(noun)
        actors = {one.mention.actor for one in pair}
        return pair if len(actors) > 1 and not actors & {one.mention.actor for one in doers} else []

    def _of_troops(self, verb: int, code: str, targets: list[Argument], doers: list[Argument]) -> str:
        """Soldiers or weapons given to another state are aid, not a show of force or a strike."""
        words = self.tree.words
        helping = words[verb].lemma in _TRANSFERS or any("peacekeep" in word.lemma for word in words)
        abroad = {one.mention.actor for one in targets} - {one.mention.actor for one in doers} - {None}
        sent = code == "194" and words[verb].lemma == "send"  # rockets that are sent are not handed over
        if code not in {"154", "194"} or not abroad or not helping or sent:
            return code
        return "072" if words[verb].lemma in _TRANSFERS else "074"

    def _plain(self, verb: int, code: str) -> Act:
        """An act that a verb names by itself."""
        tree = self.tree
        doers = self.roles.doers(verb)
        own = {one.mention.actor for one in doers}
        inside = self._inside(verb)
        held = tree.subject(verb) if tree.passive(verb) else list(tree.below(verb, "dobj", "dative", "attr"))
        held = [noun for noun in held if noun not in inside]
        direct = [one for noun in held for one in tree.actors(noun)]
        named = [one for one in direct if one.mention.actor is not None and one.mention.actor not in own]
        to = self.roles.aimed(verb, code) if root_of(code) in _GIVING or code == "0842" else []
        if root_of(code) == "04" and not tree.passive(verb):
            to = self.roles.with_whom(verb)
            named = [] if tree.words[verb].lemma == "discuss" else named
        topic = root_of(code) == "04" and tree.words[verb].lemma == "discuss"
        deeper = [] if topic else self.roles.deeper(held, own)
        to = to or [one for noun in inside for one in self.roles.receivers(verb, noun, code)]
        targets = to or named or self.roles.aimed(verb, code, own=frozenset(own)) or deeper
        targets = targets or [one for noun in self._as(verb) for one in self.roles.aimed(noun, "074")]
        targets = targets or ([] if topic else direct)
        if not targets and root_of(code) in _SPEECH:
            targets = self.roles.spoken_of(verb)
        if not doers and root_of(code) in {"16", "17"} and tree.passive(verb):
            doers = [one for name, noun in tree.prepositions(verb) if name == "from" for one in tree.actors(noun)]
        if code in {"042", "154"} and self._keep_peace(verb, doers):
            code = "074"
        return Act(verb, [verb, *inside], code, code, doers, targets)

    def _keep_peace(self, verb: int, doers: list[Argument]) -> bool:
        """Whether those who go somewhere are peacekeepers, or go "as peacekeepers"."""
        said = [one.mention.text for one in doers]
        said += [self.tree.words[i].text for noun in self._as(verb) for i in (noun, *self.tree.kids[noun])]
        return any("peacekeep" in text.lower() for text in said)

    def _as(self, verb: int) -> list[int]:
        """Nouns that say in what part somebody does something."""
        return [noun for name, noun in self.tree.prepositions(verb) if name == "as"]

    def _inside(self, verb: int) -> list[int]:
        """Objects of a verb that are part of the expression that names the act: "voice support", "break ranks"."""
        expression = (self.lookup.key(verb) or "").split()[1:]
        return [noun for noun in self.tree.below(verb, "dobj") if self.tree.words[noun].lemma in expression]

    def _nominal(self, noun: int) -> Iterator[Act]:
        code = self.lookup.noun_code(noun, as_object=False)
        if code is None or (noun in self.tree.mention and self.tree.mention[noun].actor is not None):
            return
        sources, targets = self.roles.owners(noun), self.roles.aimed(noun, code)
        if code == "042" and not sources:
            sources = self.roles.travellers(noun)
        both = sources and targets and sources[0].mention.actor != targets[0].mention.actor
        together = targets or sources
        if root_of(code) == "04" and not both and len({one.mention.actor for one in together}) > 1:
            yield Act(noun, [noun], code, code, together, [], nominal=True)
        elif both:
            yield Act(noun, [noun], code, code, sources, targets, nominal=True)
