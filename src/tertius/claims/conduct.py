"""Plain sentences of conduct: who keeps promises, who ignores appeals, who mediates; read from grammar alone.

The classifier, fitted on few such sentences, takes them for talk. They are read where the grammar leaves no choice: a
verb of the table with its object, an actor that is its subject, no question, no *should* and no *might*.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from tertius.claims.attributing import SAYING, speaker
from tertius.claims.framing import held as held_by
from tertius.claims.framing import truth
from tertius.claims.notions import Found, notions
from tertius.claims.pointing import counts
from tertius.claims.polarity import DENYING, MODAL, none_of_them
from tertius.claims.tense import AHEAD, PAST, tense
from tertius.codebooks.tables import items, rows
from tertius.model import SUBJECTS, ClaimType, Says, Sentence

_FAILING = frozenset({"fail", "refuse", "decline", "neglect"})
_GOING_ON = frozenset({"keep", "continue", "persist"})
_NO_LONGER = re.compile(r"(?<!\w)(?:no longer|any ?more|no more(?= (?:between|to|toward|with)|\W*$))(?!\w)")
_MORE, _LESS = (
    ("increasingly", "more and more", "ever more", "more often", "more than before", "more than ever"),
    ("less and less", "less often", "ever less", "less than before", "less than ever"),
)
ACHIEVING = frozenset({"broker"})
"""Verbs that name a success, so that their denial says nothing of who tried."""
_LEAVING = frozenset({"go", "remain", "stay", "leave"})
_UNANSWERED = frozenset({"unanswered", "unheeded"})
_UP_TO_NOW = frozenset({"never", "always"})


@dataclass(frozen=True)
class Conduct:
    """A notion that a sentence says somebody acts by: type, direction, who acts and toward whom (None: not named)."""

    found: Found
    type: ClaimType
    says: Says
    actors: tuple[str, ...]
    toward: str | None
    ends: bool = False
    """Whether it tells the end of a role as something that happened (*ended in 2022*)."""


@cache
def _table() -> tuple[tuple[str, frozenset[str], frozenset[str], bool], ...]:
    return tuple((row["notion"], frozenset(items(row["verb"])), frozenset(items(row["object"])), row["way"] == "up")
                 for row in rows("claim_conduct"))  # fmt: skip


def conduct(sentence: Sentence) -> tuple[Conduct, ...]:
    """What a sentence plainly says of somebody's conduct, by verb; empty where it says none, or not plainly.

    *Never* speaks of all the time up to the text, like the perfect; a plain past (*kept its promises*) is returned as
    it stands, and :func:`over` tells it.
    """
    if sentence.text.rstrip().endswith("?"):
        return ()
    return tuple(found for verb in _main_verbs(sentence) if (found := _by(sentence, verb)) is not None)


def over(sentence: Sentence, found: Found) -> str:
    """The verb by which conduct is said of a time that is over; empty where it is said of the present too."""
    words = {word.text.lower() for word in sentence.words}
    if words & _UP_TO_NOW or tense(sentence, found.start) != PAST:
        return ""
    return sentence.text[found.start : found.end]


def _main_verbs(sentence: Sentence) -> Iterator[int]:
    """The main verb, those joined to it, what a verb of saying governs, and what somebody fails to do."""
    words, waiting = sentence.words, [sentence.root]
    waiting += held_by(sentence, sentence.root) if truth(sentence) is not None else []
    while waiting:
        verb = waiting.pop(0)
        yield verb
        links = {"conj"} | ({"ccomp"} if words[verb].lemma in SAYING or _spliced(sentence, verb) else set())
        links |= {"xcomp"} if words[verb].lemma in _FAILING | _GOING_ON else set()
        waiting += [i for i in sentence.children(verb) if words[i].dep in links and words[i].pos == "VERB"]


def _spliced(sentence: Sentence, verb: int) -> bool:
    """Whether two main clauses are joined by a mere comma, of which the parser hung the first on the second."""
    words = sentence.words
    first = next((i for i in sentence.children(verb) if words[i].dep == "ccomp" and i < verb), None)
    if first is None or not any(words[i].dep in SUBJECTS for i in sentence.children(first)):
        return False
    after = max(sentence.subtree(first)) + 1
    return after < len(words) and words[after].text in (",", ";", ":")


def _by(sentence: Sentence, verb: int) -> Conduct | None:
    words, below = sentence.words, list(sentence.children(verb))
    if any(words[i].lemma in MODAL for i in below if words[i].dep == "aux"):
        return None
    passive = any(words[i].dep == "auxpass" for i in below)
    objects = list(_objects(sentence, verb, passive=passive))
    for name, verbs, nouns, up in _table():
        held = [i for i in objects if words[i].lemma in nouns]
        if words[verb].lemma in verbs and (held or not nouns):
            actors = _actors(sentence, verb, passive=passive)
            actors = actors or (_addressed(sentence, verb, held) if passive else ())
            found = _conduct(sentence, verb, name, held, actors, up=up) if actors else None
            # who brokered no deal may have tried
            unmade = found is not None and found.says is Says.LACKS and words[verb].lemma in ACHIEVING
            return None if unmade else found
    return _unanswered(sentence, verb)


def _unanswered(sentence: Sentence, verb: int) -> Conduct | None:
    """Appeals that *go unanswered* with whom they were made to, or that somebody *leaves unanswered*."""
    words, below = sentence.words, sentence.subtree(verb)
    if words[verb].lemma not in _LEAVING or not any(words[i].text.lower() in _UNANSWERED for i in below):
        return None
    asks = next(nouns for name, _, nouns, up in _table() if name == "responses" and up)
    left = words[verb].lemma == "leave"
    held = [
        i for i in sentence.children(verb) if words[i].dep == ("dobj" if left else "nsubj") and words[i].lemma in asks
    ]
    actors = _actors(sentence, verb, passive=False) if left else _addressed(sentence, verb, held)
    return _conduct(sentence, verb, "responses", held, actors, up=True) if held and actors else None


def _objects(sentence: Sentence, verb: int, *, passive: bool) -> Iterator[int]:
    """What a verb is done to, also after *to* (*responds to requests*)."""
    for i in sentence.children(verb):
        dep = sentence.words[i].dep
        if dep == ("nsubjpass" if passive else "dobj"):
            yield i
            yield from (k for j in sentence.children(i) for k in sentence.children(j)
                        if sentence.words[i].lemma == "none" and sentence.words[k].dep == "pobj")  # fmt: skip
        if dep == "prep" and sentence.words[i].lemma in ("to", "on"):
            yield from (j for j in sentence.children(i) if sentence.words[j].dep == "pobj")


def _actors(sentence: Sentence, verb: int, *, passive: bool) -> tuple[str, ...]:
    """Who acts: the subject and whoever is joined to it, of a verb in the passive whom *by* names."""
    words = sentence.words
    heads = [i for i in sentence.children(verb) if words[i].dep in ({"agent"} if passive else SUBJECTS)]
    if not heads and words[verb].dep in ("conj", "xcomp") and words[verb].head != verb:
        return _actors(sentence, words[verb].head, passive=False)
    if passive:
        heads = [j for i in heads for j in sentence.children(i) if words[j].dep == "pobj"]
    for i in heads:
        heads += [j for j in sentence.children(i) if words[j].dep == "conj"]
    named = (sentence.mention_at(i) for i in heads)
    return tuple(dict.fromkeys(one.actor for one in named if one and one.actor and counts(sentence, one)))


def _addressed(sentence: Sentence, verb: int, held: list[int]) -> tuple[str, ...]:
    """Whom an appeal was made to, where nobody else is said to act (*the appeals to X*, *are ignored in X*)."""
    words = sentence.words
    places = [j for i in held for j in sentence.children(i) if words[j].lemma == "to"]
    near = [verb, *(i for i in sentence.children(verb) if words[i].text.lower() in _UNANSWERED)]
    places += [
        i for head in near for i in sentence.children(head) if words[i].dep == "prep" and words[i].lemma in ("in", "by")
    ]
    named = (sentence.mention_at(i) for j in places for i in sentence.children(j) if words[i].dep == "pobj")
    return tuple(dict.fromkeys(one.actor for one in named if one and one.actor))


def _toward(sentence: Sentence, verb: int, held: list[int], actors: tuple[str, ...]) -> str | None:
    """Whom it is done to: who is named with its object, else with its verb; never whoever says so."""
    said = speaker(sentence)
    for heads in (held, [verb]):
        below = {j for i in heads for j in sentence.subtree(i)}
        for one in sentence.mentions:
            told = said.first <= one.first < said.last
            if one.first in below and one.actor and one.actor not in actors and not told:
                return one.actor
    return None


def _conduct(sentence: Sentence, verb: int, name: str, held: list[int], actors: tuple[str, ...], *, up: bool
             ) -> Conduct:  # fmt: skip
    words, text = sentence.words, " ".join(sentence.text.lower().split())
    notion = next(one for one in notions() if one.name == name)
    found = Found(notion, words[verb].start - sentence.start, words[verb].end - sentence.start)
    near = [verb, *held] + ([words[verb].head] if words[verb].dep == "xcomp" else [])
    denials = sum(words[j].text.lower() in DENYING for i in near for j in sentence.children(i))
    denials += sum(words[i].lemma in _FAILING for i in near[1:]) + (any(words[i].lemma == "none" for i in held))
    denials += none_of_them(sentence, verb)
    more, less = (any(one in text for one in forms) for forms in (_MORE, _LESS))
    if more or less:
        kind, says = ClaimType.TREND, Says.RISES if up == (more and not denials % 2) else Says.FALLS
    else:
        kind, says = ClaimType.ROLE, Says.HOLDS if up == (not denials % 2) else Says.LACKS
        if _NO_LONGER.search(text):
            says = Says.LOST if up else Says.HOLDS
    kind = ClaimType.FORECAST if tense(sentence, found.start) == AHEAD else kind
    return Conduct(found, kind, says, actors, _toward(sentence, verb, held, actors))
