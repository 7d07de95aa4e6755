"""Nouns that give somebody a part: an act (*mediation*, *under the auspices of*) or whoever does it (*mediator*)."""

from tertius.codebooks.cues import Cue, cues, words
from tertius.texts.third_parties_grammar import Grammar
from tertius.texts.third_parties_objects import NOUNS, Part, is_known, speaks_of_talks

_LEFT = ("compound", "amod", "nmod", "poss", "npadvmod")
_ENVOY = Cue("envoy", "person", "mediator", "", (), "attending")


def act_part(grammar: Grammar, i: int) -> Part | None:
    """Return the part that a noun for an act gives: *C's mediation*, *with the help of C*."""
    cue = _cue_of_noun(grammar, i, "noun")
    if cue is None or (cue.needs == "led" and not _is_led(grammar, i)):
        return None
    heads = [*grammar.expand(grammar.kids(i, "poss")), *grammar.after(i, "of", "by", "from")]
    heads += [one for one in grammar.kids(i, *_LEFT) if is_known(grammar, one)]
    top = _top(grammar, i)
    if top != i:
        heads += [one for one in grammar.owners(top) if one != top]
    if not cue.needs:
        heads += [*_members(grammar, top), *_who_does(grammar, top)]
    return Part(cue, i, tuple(dict.fromkeys(heads)))


def _who_does(grammar: Grammar, i: int) -> list[int]:
    """Who does an act named by a noun: *C conducts*, *C takes part in the mediation*, *resumed by C*."""
    word = grammar.words[i]
    governor = word.head
    if word.dep == "nsubjpass":
        return grammar.agents(governor)
    if word.dep == "dobj" and grammar.words[governor].lemma in words("does"):
        return grammar.subjects(governor)
    if word.dep == "pobj" and grammar.words[governor].lemma in {"in", "to"}:
        verb = grammar.words[governor].head
        verb = grammar.words[verb].head if grammar.words[verb].lemma == "part" else verb
        if grammar.words[verb].lemma in words("joins"):
            return grammar.subjects(verb)
    return []


def _members(grammar: Grammar, i: int) -> list[int]:
    """Who a team is made of: *a mediation team of*, *consisting of*, *composed of*."""
    verbs = grammar.kids(i, "acl") + ([grammar.words[i].head] if grammar.words[i].dep == "nsubj" else [])
    made = [one for one in verbs if grammar.words[one].lemma in words("made of")]
    return [one for verb in made for one in (*grammar.after(verb, "of"), *grammar.expand(grammar.kids(verb, "dobj")))]


def _top(grammar: Grammar, i: int) -> int:
    """The noun that a compound is part of: *efforts* of *mediation efforts*."""
    while grammar.words[i].dep in {"compound", "nmod"} and grammar.words[i].head != i:
        i = grammar.words[i].head
    return i


def _is_led(grammar: Grammar, i: int) -> bool:
    """Whether a preposition leads to the noun and the sentence is about talks."""
    word = grammar.words[i]
    while word.dep == "conj":
        i, word = word.head, grammar.words[word.head]
    first = min([one for one in grammar.below[i] if one < i] + [i])
    before = grammar.words[first - 1].text.lower() if first else ""
    received = word.dep == "dobj" and grammar.words[word.head].lemma in words("receives")
    return (before in words("led by") or received) and speaks_of_talks(grammar)


def person_part(grammar: Grammar, i: int) -> Part | None:
    """Return the part that a word for a person gives: *C's mediators*, *with C as mediator*."""
    cue = _cue_of_noun(grammar, i, "person")
    return None if cue is None else Part(cue, i, tuple(_who_is(grammar, i)))


def _who_is(grammar: Grammar, i: int) -> list[int]:
    """Who is a *mediator*: by name beside it, as subject of *was* or *served as*, in apposition, or whose it is."""
    top = _top(grammar, i)
    word = grammar.words[top]
    governor = grammar.words[word.head]
    if any(is_known(grammar, one) for one in grammar.kids(i, *_LEFT)):
        return grammar.expand([top])
    if word.dep == "attr":
        return grammar.subjects(word.head)
    if word.dep == "appos":
        return [word.head, top]
    if word.dep == "pobj" and governor.lemma == "of" and grammar.words[governor.head].lemma in words("role"):
        return _bearer(grammar, grammar.words[governor.head].head)
    if word.dep == "pobj" and governor.text.lower() == "as":
        return _bearer(grammar, word.head)
    return grammar.expand([top])


def _bearer(grammar: Grammar, preposition: int) -> list[int]:
    """Who stands before *as*: *with Kenya as mediator*, *Kenya served as mediator*."""
    holder = grammar.words[preposition].head
    if grammar.words[holder].pos != "VERB":
        return grammar.expand([holder])
    if with_whom := [i for i in grammar.after(holder, "with") if i == preposition - 1]:
        return with_whom
    if grammar.is_passive(holder):
        return grammar.expand(grammar.kids(holder, "nsubjpass"))
    return grammar.expand(grammar.kids(holder, "dobj")) or grammar.subjects(holder)


def envoy_part(grammar: Grammar, i: int) -> Part | None:
    """Return the part of an envoy who meets or proposes, or is met."""
    word = grammar.words[i]
    if word.pos not in NOUNS:
        return None
    before = {grammar.words[one].lemma for one in grammar.kids(i, "amod", "compound")}
    if word.lemma not in words("envoy") and not (word.lemma in words("agent") and before & words("special")):
        return None
    top = _top(grammar, i)
    here = top
    while grammar.words[here].dep in {"pobj", "prep", "agent", "conj", "appos"} and grammar.words[here].head != here:
        here = grammar.words[here].head
    verb = here if grammar.words[here].pos == "VERB" else grammar.words[here].head
    met = grammar.words[verb].lemma in words("meets")
    return Part(_ENVOY, i, (top,)) if met else None


def _cue_of_noun(grammar: Grammar, i: int, form: str) -> Cue | None:
    """The cue that a noun is, alone or with the word before it (*good offices*)."""
    word, known = grammar.words[i], cues(form)
    if word.pos not in NOUNS:
        return None
    before = [grammar.words[one].text.lower() for one in grammar.kids(i, "amod", "compound")]
    for written in (word.text.lower(), word.lemma, word.text.lower().removesuffix("s")):
        for phrase in (*(f"{one} {written}" for one in before), written):
            if phrase in known:
                return known[phrase]
    return None
