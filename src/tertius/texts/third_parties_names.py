"""From the head of a noun phrase to whom it names: *UN Special Envoy X*, *President X of Kenya*, *AU mediators*."""

from dataclasses import dataclass

from tertius.codebooks.cues import words
from tertius.codebooks.states import STATES
from tertius.model import Mention
from tertius.texts.third_parties_grammar import Grammar

_LEFT = ("compound", "amod", "nmod", "poss", "npadvmod", "nummod")
_BODY, _PLACE, _ANAPHOR = "body", "place", "anaphor"
_DEPTH = 4
_GAP = 7
_MOST = 40
_COMMAS = frozenset({",", "/", "(", ")", "and"})
_FILLERS = frozenset({"of", "well", "as"})
_LIST = frozenset({"CCONJ", "DET", "PROPN"})


@dataclass(frozen=True)
class Named:
    """Somebody named by a noun phrase; ``actor`` is None where no table knows whom the words stand for."""

    actor: str | None
    name: str
    start: int
    end: int


def named(grammar: Grammar, head: int) -> list[Named]:
    """Return whom the noun phrase headed by a word names, without what is coordinated with it.

    A name counts; so does a noun for an agent (*envoy*, *government*), with or without those it belongs to. Former
    office-holders act for nobody, and a church or association of a country is not its state.
    """
    word = grammar.words[head]
    mentions = grammar.sentence.mentions
    found = _mentions(grammar, head, _DEPTH)
    known = [mentions[n] for n in found if mentions[n].actor is not None]
    if known:
        every = dict.fromkeys([*known, *(one for n in found for one in _listed(grammar, n))])
        return [Named(one.actor, one.text, min(one.start, word.start), max(one.end, word.end)) for one in every]
    if not found and not _is_agent(grammar, head):
        return []
    first = min([i for i in grammar.kids(head, *_LEFT) if grammar.words[i].dep != "poss"] + [head])
    return [Named(None, _text(grammar, first, head), grammar.words[first].start, word.end)]


def _listed(grammar: Grammar, number: int) -> list[Mention]:
    """The names in one list with a mention, by commas and *and*: small parsers often cut long lists in two."""
    mentions = grammar.sentence.mentions
    found: list[Mention] = []
    for step in (1, -1):
        here = number
        while 0 <= here + step < len(mentions) and len(found) < _MOST and _joins(grammar, *sorted((here, here + step))):
            here += step
            if mentions[here].actor is not None and _acts(grammar, mentions[here]):
                found.append(mentions[here])
    return found


def _joins(grammar: Grammar, one: int, other: int) -> bool:
    """Whether only commas, *and*, articles and unknown names stand between two mentions, and no new clause begins."""
    first, second = grammar.sentence.mentions[one], grammar.sentence.mentions[other]
    between = grammar.words[first.last : second.first]
    if not 0 < len(between) <= _GAP or not any(word.text in _COMMAS or word.dep == "cc" for word in between):
        return False
    if not all(word.pos in _LIST or word.text in _COMMAS or word.lemma in _FILLERS for word in between):
        return False
    inside_second = range(second.first, second.last)
    head = next((i for i in inside_second if grammar.words[i].head not in inside_second), second.first)
    if grammar.words[head].dep not in {"nsubj", "nsubjpass"}:
        return True
    inside = grammar.words[first.first].dep in {"nsubj", "nsubjpass"}
    return inside or len(grammar.kids(grammar.words[head].head, "nsubj", "nsubjpass")) > 1


def _text(grammar: Grammar, first: int, last: int) -> str:
    sentence = grammar.sentence
    start, end = grammar.words[first].start - sentence.start, grammar.words[last].end - sentence.start
    return sentence.text[start:end]


def _is_agent(grammar: Grammar, head: int) -> bool:
    word = grammar.words[head]
    if word.pos == "PROPN" or word.lemma in words("agent"):
        return True
    before = [i for one in grammar.kids(head, "compound") for i in (one, *grammar.kids(one, "compound"))]
    return any(grammar.words[i].text.lower().removesuffix("s") in words("agent") for i in before)


def _mentions(grammar: Grammar, head: int, depth: int) -> list[int]:
    """Numbers of the mentions that a noun phrase stands for: its own, else those it belongs to."""
    mentions = grammar.sentence.mentions
    private = _is_private(grammar, head)
    own = [n for n, one in enumerate(mentions) if one.first <= head < one.last and _acts(grammar, one)]
    if private and any(mentions[n].actor in STATES for n in own):
        return []
    if any(mentions[n].actor is not None for n in own):
        return own
    if depth == 0 or not _is_agent(grammar, head) or _is_marked(grammar, head, words("former")):
        return own
    left = [i for one in grammar.kids(head, *_LEFT) for i in grammar.expand([one, *grammar.kids(one, *_LEFT)])]
    for group in (left, grammar.after(head, "of", "from", "for"), grammar.kids(head, "appos")):
        found = [n for one in group for n in _mentions(grammar, one, depth - 1) if mentions[n].actor is not None]
        if private:
            found = [n for n in found if mentions[n].kind == _BODY]
        if found:
            return found
    return own


def _acts(grammar: Grammar, mention: Mention) -> bool:
    """Whether a mention can be taken at its word.

    A place does not act, and *the government* is that of a state named before too rarely to name a third party by it.
    """
    if mention.kind == _ANAPHOR:
        return all(grammar.words[i].pos == "PRON" for i in range(mention.first, mention.last))
    return mention.kind != _PLACE


def _is_private(grammar: Grammar, head: int) -> bool:
    return grammar.words[head].lemma in words("private") or _is_marked(grammar, head, words("private"))


def _is_marked(grammar: Grammar, head: int, marks: frozenset[str]) -> bool:
    return any(grammar.words[i].lemma in marks for i in grammar.kids(head, "amod", "compound", "nmod"))
