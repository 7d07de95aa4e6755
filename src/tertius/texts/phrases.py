"""From a name to the whole phrase: "Russian forces", "Armenia's foreign minister", "the president of Turkey".

A name grows to the right over the nouns and adjectives of its phrase up to the last word that means an agent, and on
over the name of a person in that office; to the left over "agent of". It does not grow over "-backed" or "-led": the
rebels that a state backs are not its own.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from tertius.model import Word
from tertius.texts.gazetteer import Name, agent_words
from tertius.texts.spotting import Spot
from tertius.texts.vocabulary import vocabulary

_GROWS = frozenset({"state", "demonym", "capital", "body", "group", "place"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_INSIDE = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})
_REACH = 7
# heads that say little: the sector is that of the word before ("army spokesman", "rebel leader")
_BROAD = vocabulary("broad agents")


def agent_of(word: Word) -> tuple[str, bool] | None:
    """Sector of an agent word and whether it means a person; None for any other word."""
    if word.pos not in _NOUNS:
        return None
    words = agent_words()
    return words.get(word.lemma) or words.get(word.text.lower())


def _sector(words: Sequence[Word], first: int, head: int) -> str | None:
    own = agent_of(words[head])
    if own is not None and words[head].lemma in _BROAD:
        for before in range(head - 1, first - 1, -1):
            if (other := agent_of(words[before])) is not None:
                return other[0]
    return own[0] if own else None


def _run_end(words: Sequence[Word], start: int, taken: frozenset[int]) -> int:
    """End of the run of nouns and adjectives from ``start``, before the next name found."""
    end = start
    while end < len(words) and end - start < _REACH and end not in taken:
        word = words[end]
        if word.pos not in _INSIDE and word.text not in {"-", "&"} and word.tag != "VBN":
            break
        end += 1
    return end


def _grown(spot: Spot, words: Sequence[Word], spots: Sequence[Spot]) -> Spot:
    """The spot with the agent words after it, and the name of the person who holds the office."""
    taken = frozenset(i for other in spots if other is not spot for i in range(other.first, other.last))
    start = spot.last
    whole = spot.end == words[spot.last - 1].end
    if start < len(words) and words[start].tag == "POS":
        start += 1
    elif spot.name.kind in {"capital", "place"} or not whole:
        return spot
    if start < len(words) and words[start].text == "-":
        return spot
    end = _run_end(words, start, taken)
    heads = [i for i in range(start, end) if agent_of(words[i]) is not None]
    if not heads:
        return spot
    head = heads[-1]
    agent = agent_of(words[head])
    last = head + 1
    while agent is not None and agent[1] and last < end and words[last].pos == "PROPN":
        last += 1
    name = replace(spot.name, kind="agent", sector=_within(spot.name, _sector(words, start, head)))
    return Spot(spot.first, last, spot.start, words[last - 1].end, name)


def _within(whole: Name, sector: str | None) -> str | None:
    """Soldiers and officials of a body, a group or a de facto authority stay in its sector."""
    kept = whole.sector is not None and whole.sector not in {"GOV", "LOC"} and sector not in {"CVL", "MED"}
    return whole.sector if kept else sector


def _of(spot: Spot, words: Sequence[Word]) -> Spot:
    """The spot with "foreign minister of (the)" before it."""
    at = spot.first - 1
    if at >= 1 and words[at].pos == "DET":
        at -= 1
    if at < 1 or words[at].text != "of" or agent_of(words[at - 1]) is None:
        return spot
    head = first = at - 1
    while first and words[first - 1].pos in _INSIDE and words[first - 1].head in range(first, head + 1):
        first -= 1
    name = replace(spot.name, kind="agent", sector=_within(spot.name, _sector(words, first, head)))
    return Spot(first, spot.last, words[first].start, spot.end, name)


def _titled(spot: Spot, words: Sequence[Word]) -> Spot:
    """A person with the title before the name."""
    first = spot.first
    while first and agent_of(words[first - 1]) is not None and words[first - 1].head in range(first, spot.last):
        first -= 1
    while first and first < spot.first and words[first - 1].pos in {"ADJ", "PROPN"}:
        if words[first - 1].head not in range(first, spot.last):
            break
        first -= 1
    return Spot(first, spot.last, words[first].start, spot.end, spot.name)


def phrases(words: Sequence[Word], spots: Sequence[Spot]) -> list[Spot]:
    """Grow names to the phrases they belong to; names of one actor that then touch become one phrase."""
    grown = []
    for spot in spots:
        if spot.name.kind in _GROWS:
            longer = _grown(spot, words, spots)
            spot = longer if longer is not spot else _of(spot, words)
        elif spot.name.kind == "person":
            spot = _titled(spot, words)
        grown.append(spot)
    return _shared(_joined(_in_office(grown, spots)), words)


def _in_office(grown: Sequence[Spot], spots: Sequence[Spot]) -> list[Spot]:
    """A person with the office of a body or state before the name acts for that one: "EU envoy" and a name."""
    found = []
    for spot in grown:
        bare = any(one.first == spot.first for one in spots if one.name is spot.name)
        titled = spot.name.kind == "person" and not bare
        office = [one.name for one in grown if one.first == spot.first and one.name.kind in {"agent", "body"}]
        named = titled and office and office[0].actor not in {None, spot.name.actor}
        found.append(replace(spot, name=replace(office[0], kind="person")) if named else spot)
    return found


def _joined(spots: Sequence[Spot]) -> list[Spot]:
    """Names that touch or overlap are one: of one actor they merge, of two the longer one stays."""
    found: list[Spot] = []
    for spot in sorted(spots, key=lambda one: (one.first, -one.last)):
        if found and spot.first <= found[-1].last and found[-1].name.actor == spot.name.actor:
            last = found[-1]
            if spot.last > last.last:
                name = last.name if last.name.kind != "demonym" else spot.name
                found[-1] = Spot(last.first, spot.last, last.start, spot.end, name)
        elif not found or spot.first >= found[-1].last:
            found.append(spot)
    return found


def _shared(spots: list[Spot], words: Sequence[Word]) -> list[Spot]:
    """Of "Armenian and Azerbaijani ministers" the first also stands for ministers."""
    for one, other in pairwise(spots):
        between = words[one.last : other.first]
        joined = 0 < len(between) <= 2 and all(word.dep in {"cc", "punct"} for word in between)
        if joined and one.name.kind == "demonym" and other.name.kind == "agent":
            one.name = replace(one.name, sector=_within(one.name, other.name.sector))
    return spots


def unnamed(words: Sequence[Word], spots: Sequence[Spot]) -> list[Spot]:
    """Agents of nobody named, such as "gunmen" or "the government": actor None, with their sector."""
    taken = {i for spot in spots for i in range(spot.first, spot.last)}
    found = []
    for i, word in enumerate(words):
        agent = agent_of(word)
        if agent is None or i in taken or (word.dep == "compound" and word.head == i + 1):
            continue
        first = i
        while first and first - 1 not in taken and words[first - 1].pos in _INSIDE and words[first - 1].head == i:
            first -= 1
        name = Name(None, "agent", _sector(words, first, i))
        found.append(Spot(first, i + 1, words[first].start, word.end, name))
    return found
