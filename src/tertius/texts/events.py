"""Sentences to events: each act with its two sides, how it stands, who says so, when, where, by which words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from tertius.codebooks.quads import quad_of
from tertius.model import Mention, Sentence
from tertius.texts.acts import Act, Finder
from tertius.texts.dating import is_past, resolve
from tertius.texts.lexicon import plover_of, root_of
from tertius.texts.standing import settle, speakers
from tertius.texts.tree import Argument, Tree

_TOGETHER = frozenset({"03", "04", "06"})
_TOGETHER_CODES = frozenset({"050", "057", "0871", "037"})
_CLASHES = frozenset({"190", "193", "196"})
_PASSING = frozenset({"relcl", "acl", "advcl", "pcomp"})
CONFIDENCES = ("low", "medium", "high")
"""Grades of the grammar by which an event was found, from the weakest to the strongest."""


@dataclass(frozen=True)
class CodedEvent:
    """An act between two sides as a text tells it.

    ``code`` is the CAMEO code (a leaf where the words say it safely), ``polarity`` asserted, denied, planned,
    hypothetical or historical. ``source`` and ``target`` are mentions; a side is None where the text names nobody.
    ``attribution`` is who says so, None where the text itself does. ``day`` and ``precision`` are None where neither
    the text nor a phrase gives a day. ``words`` are the characters (half open) of the words that name the act.
    ``confidence`` is one of :data:`CONFIDENCES`. ``typed_by`` is who gave the code: ``rules``, or the name of a second
    opinion.
    """

    sentence: int
    source: Mention | None
    target: Mention | None
    mutual: bool
    code: str
    polarity: str
    attribution: Mention | None
    day: date | None
    precision: str | None
    place: Mention | None
    confidence: str
    words: tuple[tuple[int, int], ...]
    start: int
    end: int
    typed_by: str = "rules"

    @property
    def plover(self) -> tuple[str | None, str | None]:
        """PLOVER type and mode."""
        return plover_of(self.code)

    @property
    def quad(self) -> str:
        """Quad class, by the rule of the house."""
        return str(quad_of(self.code))


def events_of(sentences: Sequence[Sentence], text_day: date | None) -> list[CodedEvent]:
    """Code the sentences of one document, in order."""
    return [event for sentence in sentences for event in _of_sentence(sentence, text_day)]


def _of_sentence(sentence: Sentence, text_day: date | None) -> Iterator[CodedEvent]:
    if not sentence.mentions:
        return
    tree = Tree(sentence)
    seen: set[tuple[str | None, str | None, str]] = set()
    for act in Finder(tree).acts():
        settled, polarity = settle(tree, act)
        for source, target, mutual in _pairs(settled):
            event = _event(tree, settled, polarity, (source, target), mutual, text_day)
            sides = (source.mention.actor if source else None, target.mention.actor if target else None)
            key = (*sides, root_of(event.code))
            if key in seen or (mutual and (key[1], key[0], key[2]) in seen):
                continue
            seen.add(key)
            yield event


def _together(act: Act) -> bool:
    return root_of(act.code) in _TOGETHER or act.code in _TOGETHER_CODES


def _pairs(act: Act) -> Iterator[tuple[Argument | None, Argument | None, bool]]:
    """The pairs of sides of an act: every source with every target, or those who act together with one another."""
    together = _together(act)
    sources = [one for one in act.sources if one.mention.kind != "place"] or act.sources
    targets = [one for one in act.targets if one.mention.actor is not None] or act.targets
    others = {one.mention.actor for one in sources}
    alone = all(one.mention.actor in {*others, None} or one.reach == "near" for one in targets)
    if alone and (together or act.code in _CLASHES or _failed_together(act)):
        known = [one for one in sources if one.mention.actor is not None]
        mates = [(one, other) for i, one in enumerate(known) for other in known[i + 1 :] if _differ(one, other)]
        if mates:
            yield from ((one, other, True) for one, other in mates)
            return
    pairs = [(one, other) for one in sources for other in targets if _differ(one, other)]
    if pairs:
        yield from ((one, other, together and _mutual(act)) for one, other in pairs)
    elif sources and not targets and sources[0].mention.actor is not None:
        yield sources[0], None, False
    elif targets and not sources and targets[0].mention.actor is not None:
        yield None, targets[0], False


def _failed_together(act: Act) -> bool:
    """Whether only two can do what they did not do or put off: "failed to agree", "delayed their meeting"."""
    return root_of(act.code) in {"12", "16"} and (root_of(act.plain) in {"04", "06"} or act.plain == "057")


def _mutual(act: Act) -> bool:
    return act.code in {"040", "041", "046", "057"} or root_of(act.code) == "06"


def _differ(one: Argument, other: Argument) -> bool:
    a, b = one.mention, other.mention
    return a != b and (a.actor, a.sector) != (b.actor, b.sector)


def _event(
    tree: Tree, act: Act, polarity: str, sides: tuple[Argument | None, Argument | None], mutual: bool,
    text_day: date | None,
) -> CodedEvent:  # fmt: skip
    sentence = tree.sentence
    source, target = sides
    said = [one.mention for one in speakers(tree, act.word) if source is None or one.mention != source.mention]
    when = resolve(sentence.text, text_day) if text_day is not None else None
    if when is not None and text_day is not None and polarity == "asserted" and is_past(when, text_day):
        polarity = "historical"
    return CodedEvent(
        sentence=sentence.number,
        source=source.mention if source else None,
        target=target.mention if target else None,
        mutual=mutual,
        code=act.code,
        polarity=polarity,
        attribution=said[0] if said else None,
        day=when.day if when else text_day,
        precision=when.precision if when else "day" if text_day else None,
        place=_place(tree, act),
        confidence=_confidence(tree, act, sides),
        words=tuple((tree.words[i].start, tree.words[i].end) for i in sorted(set(act.words))),
        start=sentence.start,
        end=sentence.end,
    )


def _place(tree: Tree, act: Act) -> Mention | None:
    """Where it happened: a place under the words of the act, else the only place of the sentence."""
    for word in act.words:
        for name, noun in tree.prepositions(word):
            mention = tree.mention.get(noun)
            if name in {"in", "at", "near", "inside"} and mention is not None and mention.kind == "place":
                return mention
    places = [one for one in tree.sentence.mentions if one.kind == "place"]
    return places[0] if len(places) == 1 else None


def _confidence(tree: Tree, act: Act, sides: tuple[Argument | None, Argument | None]) -> str:
    """Low where an act is told in passing or has one side; else high where both sides are named in their role."""
    if None in sides or act.nominal or _in_passing(tree, act.word):
        return "low"
    weak = any(side is not None and (side.reach == "near" or side.mention.kind == "anaphor") for side in sides)
    return "medium" if weak else "high"


def _in_passing(tree: Tree, word: int) -> bool:
    """Whether a word stands in a clause beside the main one: "X, which attacked Y, said", "after attacking"."""
    while tree.words[word].head != word:
        if tree.words[word].dep in _PASSING:
            return True
        word = tree.words[word].head
    return False
