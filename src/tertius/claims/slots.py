"""Slots of a claim: subject, second actor, pair, period, quantifier; a slot that is not found stays empty."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from tertius.claims import windows
from tertius.claims.cues import spelled
from tertius.claims.notions import Found
from tertius.claims.pointing import Spoken, counts, points
from tertius.model import Arena, Dyad, Sentence

_OWNERS = frozenset({"nsubj", "nsubjpass", "csubj", "poss", "agent"})
_DEFINITIVE = re.compile(
    r"(?<!\w)(?:definitive(?:ly)?|definitely|irreversibl[ey]|for good|once and for all|forever|permanent(?:ly)?|"
    r"irrevocabl[ey]|finally|never again)(?!\w)"
)
_FULL = re.compile(r"(?<!\w)(?:fully|complete(?:ly)?|entire(?:ly)?|total(?:ly)?|wholly|utterly|absolute(?:ly)?)(?!\w)")
_NO_LONGER = re.compile(r"(?<!\w)(?:no longer|not any ?more|anymore|any more(?=\W*$)|ceased to)(?!\w)")
_MAY, _PERHAPS = frozenset({"may", "might", "could"}), frozenset({"perhaps", "possibly"})
_OUTDOES = re.compile(r"(?<!\w)(?:more|less) than (?:the )?")
_LESS_THAN = re.compile(r"(?<!\w)(?:less(?: \w+)?|weaker|smaller|lower|fainter)(?: [^,;.]{1,40})? than(?!\w)")
_ERA = re.compile(r"(?<!\w)(?:during|before|after) (?:the )?(?:world war|cold war|soviet)")
_JOINED = re.compile(r"\s*(?:-|–|/|and|and the)\s*")
_THAN = re.compile(r"(?<!\w)(?:than|rather than|instead of|compared (?:to|with)|unlike|over)(?!\w)")


def subject(sentence: Sentence, at: int, spoken: Spoken) -> str | None:
    """The actor that the words at a character of the sentence's text are said of.

    The subject of the clause that holds those words, or its owner (*Russia's role*); else the first actor named, else
    the first one pointed to.
    """
    words = sentence.words
    place, seen = sentence.word_at(at), set[int]()
    index = sentence.root if place is None else place
    while index not in seen:
        seen.add(index)
        if words[index].dep in ("attr", "oprd") and (named := _named_subject(sentence, words[index].head)):
            return named  # "France is Kenya's ally" is said of France
        # of two subjects ("Once the guarantor, Russia is ...") the one that is a name itself
        owners = sorted((child for child in sentence.children(index) if words[child].dep in _OWNERS),
                        key=lambda child: sentence.mention_at(child) is None)  # fmt: skip
        for child in owners:
            actor = _inside(sentence, sentence.subtree(child))
            if actor is not None:
                return actor
            if spoken.pointed and points(" ".join(words[i].text for i in sentence.subtree(child))):
                return spoken.pointed[0]
        index = words[index].head
    return spoken.actors[0] if spoken.actors else None


def _named_subject(sentence: Sentence, verb: int) -> str | None:
    """The actor that is the subject of a verb by its name."""
    subjects = [i for i in sentence.children(verb) if sentence.words[i].dep in ("nsubj", "nsubjpass")]
    named = [one for i in subjects if (one := sentence.mention_at(i)) and one.kind != "anaphor"]
    return named[0].actor if named and counts(sentence, named[0]) else None


def _inside(sentence: Sentence, span: Sequence[int]) -> str | None:
    inside = set(span)
    return next((one.actor for one in sentence.mentions if one.first in inside and counts(sentence, one)), None)


def joined_to(sentence: Sentence, actor: str) -> tuple[str, ...]:
    """The actors that *and* or *nor* joins to an actor where it is a subject, in order."""
    words = sentence.words
    for one in sentence.mentions:
        inside = range(one.first, one.last)
        head = next((i for i in inside if words[i].head not in inside or words[i].head == i), None)
        if one.actor == actor and head is not None and words[head].dep in ("nsubj", "nsubjpass"):
            linked = [head]
            for index in linked:
                linked += [i for i in sentence.children(index) if words[i].dep == "conj"]
            named = (sentence.mention_at(index) for index in linked[1:])
            return tuple(dict.fromkeys(two.actor for two in named if two and two.actor and two.actor != actor))
    return ()


def compared_with(sentence: Sentence, actor: str) -> str | None:
    """The second actor of a comparison: the one named after *than*, else None."""
    match = _THAN.search(sentence.text.lower())
    if match is None:
        return None
    start = sentence.start + match.end()
    return next((one.actor for one in sentence.mentions
                 if one.start >= start and one.actor not in (None, actor)), None)  # fmt: skip


def outdoes(sentence: Sentence) -> bool:
    """Whether what somebody does is held against what somebody else does (*mediates more than X*)."""
    match = _OUTDOES.search(sentence.text.lower())
    at = sentence.start + match.end() if match else -1
    return any(one.start <= at < one.end for one in sentence.mentions)


def quantifier(sentence: Sentence) -> str:
    """``definitive``, ``full``, ``no longer`` or empty."""
    text = spelled(sentence.text)
    for name, pattern in (("definitive", _DEFINITIVE), ("full", _FULL), ("no longer", _NO_LONGER)):
        if pattern.search(text):
            return name
    return ""


def hedged(sentence: Sentence) -> bool:
    """Whether what is foreseen is said to be possible only (*may*, *could*)."""
    return any((word.tag == "MD" and word.text in _MAY) or word.text.lower() in _PERHAPS
               for word in sentence.words)  # fmt: skip


def less_than(sentence: Sentence) -> bool:
    """Whether a comparison says that the first has less of it than the second."""
    return _LESS_THAN.search(spelled(sentence.text)) is not None


def past(sentence: Sentence, made_on: date, at: int | None = None) -> str:
    """The words by which a sentence speaks of a time that was over when it was written; empty where it does not."""
    era = _ERA.search(spelled(sentence.text))
    return era[0] if era is not None else windows.spoken_of(sentence, made_on, at).lower()


def pair_of(found: Found | None, actor: str | None, spoken: Spoken, arena: Arena, focus: Sequence[Dyad]
            ) -> tuple[Dyad | None, bool]:  # fmt: skip
    """The contested pair a claim is about, and whether it was read from the rest of the text.

    Of the two sides: the actor and another actor of the sentence, or where there is none the one the text names the
    actor with. Of third parties: two actors of the sentence, else
    the pair the text speaks of most that the actor is no side of.
    """
    if found is None or found.notion.measure is None or actor is None:
        return None, False
    others = [one for one in spoken.actors if one != actor]
    if found.notion.of in ("sides", "mutual"):
        named = [Dyad.of(actor, one) for one in others]
        known = next((pair for pair in named if pair in arena.pairs), None)
        if known is None and not named and found.notion.of == "sides":
            return next((pair for pair in focus if actor in pair), None), True
        return known, known is not None and bool({known.a, known.b} & set(spoken.pointed))
    known = next((pair for pair in arena.pairs if {pair.a, pair.b} <= set(others)), None)
    if known is not None:
        return known, bool({known.a, known.b} & set(spoken.pointed))
    return next((pair for pair in focus if actor not in pair), None), True


def focus(sentences: Sequence[Sentence], arena: Arena) -> list[Dyad]:
    """Pairs of the arena whose sides a text names, those named in one breath first, then those named in one sentence.

    In one breath means *A-B*, *A and B* and, counted twice, *between A and B*: it is how a text names the two that
    somebody may stand between. What is left equal keeps the order of the arena.
    """
    named: set[str] = set()
    joint: Counter[Dyad] = Counter()
    together: Counter[Dyad] = Counter()
    for sentence in sentences:
        known = [one for one in sentence.mentions if one.actor and one.kind != "anaphor"]
        here = {one.actor for one in known if one.actor}
        named |= here
        together.update(pair for pair in arena.pairs if {pair.a, pair.b} <= here)
        for first, second in pairwise(known):
            between = sentence.text[first.end - sentence.start : second.start - sentence.start]
            if first.actor and second.actor and first.actor != second.actor and _JOINED.fullmatch(between):
                before = sentence.text[: first.start - sentence.start].lower().split()[-2:]
                joint[Dyad.of(first.actor, second.actor)] += 2 if "between" in before else 1
    pairs = [pair for pair in arena.pairs if {pair.a, pair.b} <= named]
    return sorted(pairs, key=lambda pair: (-joint[pair], -together[pair]))
