"""Names in one sentence: the longest name wins, exact characters, and known ambiguities left without an actor."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from tertius.codebooks.spelling import plain
from tertius.model import Mention, Sentence, Word
from tertius.texts.gazetteer import PIECE, Entry, Gazetteer, Name
from tertius.texts.vocabulary import vocabulary


class Piece(NamedTuple):
    """A piece of a word: as written, folded, the number of its word, and its characters in the document."""

    raw: str
    folded: str
    word: int
    start: int
    end: int


@dataclass
class Spot:
    """A name found: words and characters (half open) and what it stands for."""

    first: int
    last: int
    start: int
    end: int
    name: Name

    def mention(self, sentence: Sentence) -> Mention:
        """The noun of the house for it."""
        text = sentence.text[self.start - sentence.start : self.end - sentence.start]
        name = self.name
        return Mention(self.first, self.last, self.start, self.end, text, name.actor, name.kind, name.sector)


# surnames that are everyday words or shared by thousands: only with a title or the full name before them
_COMMON = vocabulary("common surnames")
# words near it that make Georgia the state of the union, and words that make it the country
_US_GEORGIA = vocabulary("beside the US state of Georgia")
_GIVEN_NAMES = frozenset({"JOR", "TCD", "ISR"})
_TITLES = vocabulary("titles")
_PROPER = "PROPN"


def cut(words: Sequence[Word]) -> list[Piece]:
    """The pieces of the words of a sentence, in order."""
    found: list[Piece] = []
    for number, word in enumerate(words):
        text = word.text
        if text.isascii() and text.isalnum():
            found.append(Piece(text, text.lower(), number, word.start, word.end))
            continue
        for match in PIECE.finditer(text):
            folded = plain(match[0]).casefold()
            found.append(Piece(match[0], folded, number, word.start + match.start(), word.start + match.end()))
    return found


def _fits(written: tuple[str, ...], at: Sequence[Piece], exact: bool) -> bool:
    if len(at) < len(written):
        return False
    *before, last = (piece.folded for piece in at)
    same = last == written[-1] or (not exact and last == written[-1] + "s")
    return same and all(one == other for one, other in zip(written, before, strict=False))


def _as_written(name: Name, at: Sequence[Piece]) -> bool:
    if name.exact is not None:
        return PIECE.findall(name.exact) == [piece.raw for piece in at]
    return any(piece.raw[0].isupper() for piece in at)


def _spot(at: Sequence[Piece], words: Sequence[Word], name: Name) -> Spot:
    first, last = at[0].word, at[-1].word
    # an acronym ends with its point, also where "-led" follows in the same word
    point = words[last].text[at[-1].end - words[last].start :][:1] == "." and at[-1].raw.isupper()
    end = at[-1].end + point
    return Spot(first, last + 1, at[0].start, end, name)


def _longest(pieces: Sequence[Piece], start: int, when: date | None, known: Gazetteer) -> tuple[int, Name | None]:
    """How many pieces the longest name at ``start`` has, and what it stands for on the day; 0 where there is none."""
    for written, names in known.beginning(pieces[start].folded) or _plural(pieces[start].folded, known):
        at = pieces[start : start + len(written)]
        for name in names:
            if _fits(written, at, name.exact is not None) and _as_written(name, at):
                holding = [one for one in names if one.holds(when) and _as_written(one, at)]
                return len(written), holding[0] if holding else None
    return 0, None


def _plural(folded: str, known: Gazetteer) -> Sequence[Entry]:
    """Names of one piece whose plural this is."""
    if not folded.endswith("s"):
        return ()
    return [entry for entry in known.beginning(folded[:-1]) if len(entry[0]) == 1]


def _ambiguous(spot: Spot, words: Sequence[Word], pieces: Sequence[Piece]) -> bool:
    """Whether a name of a state is here more likely that of a person or of a part of another state."""
    actor, text = spot.name.actor, words[spot.first].text
    if actor == "GEO" and spot.name.kind == "state":
        return any(piece.folded in _US_GEORGIA for piece in pieces)
    if actor == "ARE" and words[spot.last - 1].text == "Emirates":  # "the Emirates flight" is one of the airline
        last = words[spot.last - 1]
        return last.dep == "compound" and last.head >= spot.last
    if actor in _GIVEN_NAMES and spot.name.kind == "state" and text in {"Jordan", "Chad", "Israel"}:
        return _beside_a_name(spot, words)
    return False


def _beside_a_name(spot: Spot, words: Sequence[Word]) -> bool:
    """Whether it is the first name of a person or the last one, by its grammar."""
    own = words[spot.first]
    after = words[spot.last] if spot.last < len(words) else None
    before = words[spot.first - 1] if spot.first else None
    given = after is not None and own.dep == "compound" and own.head == spot.last and after.pos == _PROPER
    family = before is not None and before.dep == "compound" and before.head == spot.first and before.pos == _PROPER
    return given or (family and before is not None and before.text.lower() not in _TITLES)


def names_in(sentence: Sentence, when: date | None, aliases: Mapping[str, Name], known: Gazetteer) -> list[Spot]:
    """Find the names of a sentence; persons by surname only where the document or their office makes them known.

    Args:
        sentence: A sentence without mentions.
        when: Day of the text; None: unknown.
        aliases: Surnames of persons named in full earlier in the document.
        known: The names to be found.
    """
    words, found = sentence.words, []
    pieces = cut(words)
    start = 0
    while start < len(pieces):
        size, name = _longest(pieces, start, when, known)
        if size:
            if name is not None and name.kind != "none":
                spot = _spot(pieces[start : start + size], words, name)
                if _ambiguous(spot, words, pieces):
                    spot.name = replace(name, actor=None, sector=None, kind="place")
                found.append(spot)
            start += size
            continue
        surname = _surname(pieces[start], words, when, aliases, known)
        if surname is not None:
            found.append(_spot(pieces[start : start + 1], words, surname))
        start += 1
    return found


def _surname(
    piece: Piece, words: Sequence[Word], when: date | None, aliases: Mapping[str, Name], known: Gazetteer
) -> Name | None:
    if not piece.raw[0].isupper() or words[piece.word].pos != _PROPER:
        return None
    if piece.folded in aliases:
        return aliases[piece.folded]
    if piece.folded in _COMMON or len(piece.folded) < 3 or _part_of_a_name(piece.word, words):
        return None
    return known.holder(piece.folded, when)


def _part_of_a_name(word: int, words: Sequence[Word]) -> bool:
    """Whether another proper name that is no title stands right before the word, or right after it."""
    before = words[word - 1] if word else None
    after = words[word + 1] if word + 1 < len(words) else None
    if after is not None and after.pos == _PROPER and after.text[0].isupper():
        return True
    return before is not None and before.pos == _PROPER and before.text.lower() not in _TITLES
