"""Verbs that give somebody a part: *C mediated*, *hosted by C*, *C-brokered*, *C met both sides*."""

from tertius.codebooks.cues import Cue, cues, words
from tertius.texts.third_parties_grammar import Grammar
from tertius.texts.third_parties_objects import NEEDS, Part, is_talks

_HYPHENS = frozenset("-‐‑–")


def verb_part(grammar: Grammar, i: int) -> Part | None:
    """Return the part that a verb gives, None where it gives none."""
    word = grammar.words[i]
    cue = cues("verb").get(word.lemma) if word.pos == "VERB" else None
    cue = cue or (_participle(word.text.lower()) if word.pos != "PROPN" else None)
    if cue is None:
        return None
    if (name := _before_hyphen(grammar, i)) is not None:
        is_fit = cue.needs != "talks" or is_talks(grammar, word.head)
        return Part(cue, i, (name,)) if is_fit and cue.needs in {"", "talks"} else None
    if word.pos != "VERB" or not NEEDS[cue.needs](grammar, i, cue):
        return None
    heads = _doers(grammar, i, cue)
    beside = [one for here in (i, *heads) for one in _alongside(grammar, here)]
    return Part(cue, i, (*heads, *beside))


def _doers(grammar: Grammar, i: int, cue: Cue) -> list[int]:
    if not grammar.is_passive(i):
        return grammar.subjects(i)
    return grammar.expand(grammar.kids(i, "nsubjpass")) if cue.needs == "in talks" else grammar.agents(i)


def _participle(text: str) -> Cue | None:
    """The cue verb that a form belongs to, where the tagger took a participle for an adjective."""
    known = cues("verb")
    for ending, put in (("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e")):
        if text.endswith(ending) and (base := text.removesuffix(ending) + put) in known:
            return known[base]
    return known["lead"] if text == "led" else None


def _before_hyphen(grammar: Grammar, i: int) -> int | None:
    """The name in *UN-brokered*."""
    every = grammar.words
    if i >= 2 and every[i - 1].text in _HYPHENS and every[i - 2].end == every[i - 1].start:
        return i - 2
    return None


def _alongside(grammar: Grammar, verb: int) -> list[int]:
    """Who does it together with the subject: *in collaboration with C*, *together with C*, *alongside C*."""
    found = [
        i
        for noun in grammar.after(verb, "in")
        if grammar.words[noun].lemma in words("together")
        for i in grammar.after(noun, "with")
    ]
    for i in grammar.kids(verb, "prep"):
        word = grammar.words[i]
        marked = word.lemma == "with" and any(
            grammar.words[one].lemma in words("with others") for one in (*grammar.kids(i, "advmod"), i - 1) if one >= 0
        )
        if marked or word.lemma == "alongside":
            found += grammar.expand(grammar.kids(i, "pobj"))
    return found
