"""How an act stands: asserted, denied, planned or hypothetical, and who says so."""

from collections.abc import Iterator
from dataclasses import replace

from tertius.texts.acts import Act
from tertius.texts.lexicon import operators, root_of, turned
from tertius.texts.tree import Argument, Tree

_FUTURE = frozenset({"will", "'ll", "shall", "wo"})
_POSSIBLE = frozenset({"could", "may", "might", "can", "ca", "would", "'d"})
_DUTY = frozenset({"should", "must", "ought"})
_CONDITIONS = frozenset({"if", "unless", "whether", "lest"})
_COOPERATION = frozenset({"03", "04", "05", "06", "07", "08"})
_DEEDS = frozenset({"04", "05", "06", "07", "08", "14", "15", "16", "17", "18", "19", "20"})
_DENIAL = frozenset({"deny", "doubt", "dispute", "refute"})


def above(tree: Tree, word: int) -> Iterator[int]:
    """The words above one, up to the root."""
    while tree.words[word].head != word:
        word = tree.words[word].head
        yield word


def _aux(tree: Tree, word: int) -> set[str]:
    return {tree.words[kid].text.lower() for kid in tree.below(word, "aux", "auxpass")}


def _verb(tree: Tree, act: Act) -> int:
    """The verb whose tense and negation are those of the act: its own, or the one a noun is subject or object of."""
    if act.nominal or not tree.verbal(act.word):
        head = tree.words[act.word].head
        if tree.words[act.word].pos == "ADJ" or tree.words[act.word].dep in {"nsubj", "nsubjpass", "dobj", "attr"}:
            return head
    return act.word


def _no(tree: Tree, act: Act, verb: int) -> bool:
    """Whether the act is negated: "did not attack", "no attack", "never met"."""
    negated = any(any(tree.below(word, "neg")) for word in {verb, *act.words}) or any(
        tree.words[kid].text.lower() in {"no", "never", "without"} for word in act.words for kid in tree.kids[word]
    )
    neither = any(
        tree.words[kid].text.lower() in {"neither", "no", "nobody", "none"}
        for noun in tree.below(verb, "nsubj", "nsubjpass")
        for kid in (noun, *tree.kids[noun])
    )
    without = any(tree.words[one].text.lower() == "without" for one in above(tree, act.word) if one in act.words)
    return negated or neither or without


def _conditional(tree: Tree, verb: int) -> bool:
    """Whether the act stands in a condition, or only follows from one."""
    for word in (verb, *above(tree, verb)):
        marks = {tree.words[kid].text.lower() for kid in tree.below(word, "mark", "advmod")}
        if marks & _CONDITIONS:
            return True
    return any(
        tree.words[kid].text.lower() in {"if", "unless"}
        for clause in tree.below(verb, "advcl")
        for kid in tree.kids[clause]
    )


def speakers(tree: Tree, word: int) -> list[Argument]:
    """Who says what a word is part of: the subject of the nearest verb of saying above it, or "according to"."""
    below = word
    for one in above(tree, word):
        dep = tree.words[below].dep
        saying = "report" in operators().get(tree.words[one].lemma, ()) or tree.words[one].lemma in _DENIAL
        if dep in {"ccomp", "parataxis"} and saying:
            return [arg for noun in tree.subject(one) for arg in tree.actors(noun)]
        below = one
    for kid in tree.kids[tree.sentence.root]:
        if tree.words[kid].text.lower() in {"according"}:
            return [one for _, noun in tree.prepositions(kid) for one in tree.actors(noun)]
        saying = "report" in operators().get(tree.words[kid].lemma, ())
        if saying and tree.words[kid].dep in {"parataxis", "ccomp"} and word not in tree.sentence.subtree(kid):
            return [arg for noun in tree.subject(kid) for arg in tree.actors(noun)]
    return []


def _denied_above(tree: Tree, verb: int) -> bool:
    below = verb
    for one in above(tree, verb):
        if tree.words[one].lemma in _DENIAL and tree.words[below].dep in {"ccomp", "pcomp", "xcomp", "dobj"}:
            return True
        below = one
    return False


def _demanded(tree: Tree, act: Act, verb: int) -> Act | None:
    """What "X said that Y must withdraw" is a demand of X on Y, where X and Y are two."""
    code = turned("demand", act.code)
    said = [one for one in speakers(tree, verb) if one.mention.actor is not None]
    others = {one.mention.actor for one in act.sources} - {None}
    if code is None or not said or not others or said[0].mention.actor in others:
        return None
    return replace(act, code=code, sources=said, targets=act.sources, effect="demand")


def settle(tree: Tree, act: Act) -> tuple[Act, str]:
    """The act as its auxiliaries make it, and how it stands.

    A future of cooperation is an intent, a future of force a threat, a future refused a refusal, as CAMEO codes them;
    such an act is ``planned``. Where CAMEO has no code for it, the act keeps its own.
    """
    verb = _verb(tree, act)
    aux = _aux(tree, verb).union(*(_aux(tree, word) for word in act.words if tree.verbal(word)))
    negated = _no(tree, act, verb)
    present = not aux & {"did", "has", "have", "had", "was", "were"} and tree.words[verb].tag not in {"VBD", "VBN"}
    if _denied_above(tree, verb):
        return act, "denied"
    if aux & _DUTY:
        demanded = _demanded(tree, act, verb)
        return (demanded, "asserted") if demanded is not None else (act, "hypothetical")
    if negated:
        kept = act.plain if act.effect == "intend" else act.code
        code = turned("refuse", kept) if act.effect in {None, "start", "intend", "ease", "let"} else None
        refused = code is not None and root_of(kept) in _COOPERATION and present
        return (replace(act, code=code, effect="refuse"), "asserted") if refused and code else (act, "denied")
    if _conditional(tree, verb) and root_of(act.code) in _DEEDS:
        return act, "hypothetical"
    going = aux & {"going"} or (tree.words[verb].dep == "xcomp" and tree.words[tree.words[verb].head].lemma in {"go"})
    if aux & _FUTURE or going:
        code = turned("intend", act.code)
        return (replace(act, code=code, effect="intend"), "planned") if code is not None else (act, "planned")
    if aux & _POSSIBLE and root_of(act.code) in _DEEDS:
        reported = "would" in aux and bool(speakers(tree, verb))
        code = turned("intend", act.code) if reported else None
        return (replace(act, code=code, effect="intend"), "planned") if code is not None else (act, "hypothetical")
    return act, "asserted"
