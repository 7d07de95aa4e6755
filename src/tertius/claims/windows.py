"""The time a sentence speaks of where that is over: *until 2020*, *in 2015*, *between 2010 and 2016*, or *once*."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from tertius.claims.tense import PAST, governing, tense
from tertius.codebooks.constants import constant
from tertius.model import Sentence, month_index, month_start

_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
           "november", "december")  # fmt: skip
_DAY = timedelta(days=1)
_NUMBERS = {word: number for number, word in enumerate(
    ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), 1)} | {"a": 1}  # fmt: skip
_DECADE_YEARS, _HALF = 10, 5
_MODAL = ("may", "might", "could", "must", "would", "should")


def _point(name: str, between: str) -> str:
    """A pattern of a year with what may stand before it; groups are numbered by ``name``."""
    return (rf"(?:{between})(?:(?P<month{name}>{'|'.join(_MONTHS)}),? (?:of )?)?"
            rf"(?:(?P<year{name}>(?:1[5-9]|20)\d\d)(?!\d|s(?!\w))|(?P<last{name}>last year(?!\w)))")  # fmt: skip


_ANY, _NEAR = r"(?:[\w’'-]+ ){0,6}?", r"(?:[\w’'-]+ ){0,3}?"
_TIMES = (
    r"(?:the )?(?:(?:end|start|beginning|middle|summer|spring|autumn|fall|winter|whole|course|year) (?:of )?)*"
    r"(?:early |mid-|late )?"
)
_RANGE = re.compile(
    rf"(?<!\w)(?:between|from|in|during|since) {_point('a', _TIMES)}"
    rf"(?: ?(?P<to>-|–|—)| (?P<and>and|to|through)| (?:until|till)) ?{_point('b', _TIMES)}",
    re.I,
)
_UP_TO = re.compile(rf"(?<!\w)(?:up until|up to|until|till|before|prior to) {_point('', _ANY)}", re.I)
_WITHIN = re.compile(rf"(?<!\w)(?:(?:back )?in|during|throughout|all through|by|as of) {_point('', _TIMES)}", re.I)
_SINCE = re.compile(rf"(?<!\w)since {_point('', _NEAR)}", re.I)
_SINCE_MONTH = re.compile(
    rf"(?<!\w)[Ss]ince (?:early |mid-|late )?(?P<month>{'|'.join(map(str.title, _MONTHS))})(?![\w’'-])"
)
_FROM = re.compile(r"(?<!\w)(?:from|after)(?: \w+)? (?P<year>(?:1[5-9]|20)\d\d)(?!\d)", re.I)
_DECADE = re.compile(
    r"(?<!\w)(?:in|during|throughout|since|of) the (?:(?P<part>early|mid|late)[ -])?(?P<decade>(?:19|20)\d)0s(?!\w)",
    re.I,
)
_AGO = re.compile(rf"(?<!\w)(?P<number>\d\d?|{'|'.join(_NUMBERS)}) (?:years?|(?P<decade>decades?)) ago(?!\w)", re.I)
_LAST_YEAR = re.compile(r"(?<!\w)(?<!until )(?<!till )(?<!before )(?<!the )last year(?!\w)", re.I)


@dataclass(frozen=True)
class Window:
    """Days of which something is said, both included; without ``since`` it is the time up to ``until``."""

    since: date | None
    until: date
    words: str
    once: bool = False
    """Whether no day is named: it was so in some part of the time before the present."""


def window(sentence: Sentence, at: int, made_on: date) -> Window | None:
    """The time that is over of which what stands at a character of the text is said; None where no one time is.

    The words must belong to the verb that says it, and that verb be in the past: *Russia, which mediated in 2008, is a
    guarantor* says nothing of 2008.
    """
    verb = governing(sentence, at)
    if verb is None or tense(sentence, at) != PAST:
        return None
    found = [one for start, one in _windows(sentence.text, made_on)
             if one.until < made_on and _said_by(sentence, start) == verb]  # fmt: skip
    return found[0] if len(found) == 1 else None


def after(sentence: Sentence, at: int, made_on: date) -> Window | None:
    """The time after an end whose date is named (*ended in 2022*), up to a year of it; None: no date, or none is left.

    Then it was no more: a loss was dated by its last day, and the level since is that of no role.
    """
    named = window(sentence, at, made_on)
    if named is None or named.once:
        return None
    first = named.until + _DAY
    last = min(month_start(month_index(named.until) + 1 + int(constant("claims.now_months"))) - _DAY, made_on)
    return Window(first, last, named.words) if first < last else None


def once(words: str, made_on: date) -> Window | None:
    """The time before the present, for words that name no day (*used to be*, *former*); None for *may have been*."""
    if words.lower().startswith(_MODAL):
        return None
    first = month_start(month_index(made_on) - int(constant("claims.now_months")))
    return Window(None, first - _DAY, words, once=True)


def _said_by(sentence: Sentence, at: int) -> int | None:
    """The verb that words of time belong to; of *until it attacked in 2022* the one above the clause."""
    verb, first, words = governing(sentence, at), sentence.word_at(at), sentence.words
    if verb is None or first is None or words[first].dep != "mark":
        return verb
    return words[verb].head


def spoken_of(sentence: Sentence, made_on: date, at: int | None = None) -> str:
    """The words of a time named that is over, or began when another was (*from 2010*); empty where none is.

    Args:
        sentence: The sentence.
        made_on: Day of the text.
        at: Character of what is said: what only describes a name beside it (*Kenya, which left in 2022, is*) is no
            time of that.
    """
    named = next((one.words for start, one in _windows(sentence.text, made_on)
                  if one.until < made_on and not (at is not None and _beside(sentence, start, at))), "")  # fmt: skip
    begun = _FROM.search(sentence.text)
    return named or (begun[0] if begun is not None and int(begun["year"]) < made_on.year else "")


def _beside(sentence: Sentence, start: int, at: int) -> bool:
    """Whether words of time stand in a clause that describes a name, in which what is said at a character is not."""
    index, words = governing(sentence, start), sentence.words
    said, seen = sentence.word_at(at), set[int]()
    while index is not None and index not in seen and words[index].dep != "relcl":
        seen.add(index)
        index = words[index].head
    return index is not None and words[index].dep == "relcl" and said not in sentence.subtree(index)


def begun(sentence: Sentence, made_on: date) -> date | None:
    """First day of a time that goes on (*since September 2020*); None where none is named.

    A month without a year is the last one of that name that began before the text was written.
    """
    match = _SINCE.search(sentence.text)
    first = _named(match, "", made_on)[0] if match else None
    if match is None and (month := _SINCE_MONTH.search(sentence.text)) is not None:
        first, _ = _period(made_on.year, month["month"])
        first = first if first < made_on else _period(made_on.year - 1, month["month"])[0]
    return first if first is not None and first < made_on else None


def carried(part: Sentence, at: int, whole: Sentence, made_on: date) -> date | None:
    """First day of a time that goes on, named in a clause or in front of the whole sentence.

    *Since March X has mediated, and Y has hosted*: words in front go for a later clause too if it is in the perfect.
    """
    own = begun(part, made_on)
    verb = governing(part, at)
    if own is not None or verb is None or not whole.text.lstrip().lower().startswith("since "):
        return own
    perfect = part.words[verb].tag == "VBN" and any(
        part.words[i].lemma == "have" and part.words[i].tag in ("VBZ", "VBP") for i in part.children(verb))  # fmt: skip
    return begun(whole, made_on) if perfect else None


def _windows(text: str, made_on: date) -> Iterator[tuple[int, Window]]:
    """Every time a text names, with the character where its words begin; of words that overlap the longest reading."""
    taken: list[tuple[int, int]] = []
    for pattern in (_RANGE, _UP_TO, _DECADE, _WITHIN, _AGO, _LAST_YEAR):
        for match in pattern.finditer(text):
            if all(match.end() <= a or b <= match.start() for a, b in taken):
                taken.append(match.span())
                days = _days(match, made_on)
                if days is not None:
                    yield match.start(), Window(*days, match[0])


def _days(match: re.Match[str], made_on: date) -> tuple[date | None, date] | None:
    """First and last day that a match means; None where they run backwards."""
    if match.re is _DECADE:
        return _decade(_DECADE_YEARS * int(match["decade"]), (match["part"] or "").lower())
    if match.re is _AGO:
        number = _NUMBERS.get(match["number"].lower()) or int(match["number"])
        return _period(made_on.year - number * (_DECADE_YEARS if match["decade"] else 1))
    if match.re is _LAST_YEAR:
        return _period(made_on.year - 1)
    if match.re is _RANGE:
        since, last = _named(match, "a", made_on)[0], _named(match, "b", made_on)
        until = last[1] if match["to"] or match["and"] else last[0] - _DAY
        return (since, until) if since <= until else None
    first_day, last_day = _named(match, "", made_on)
    return (None, first_day - _DAY) if match.re is _UP_TO else (first_day, last_day)


def _named(match: re.Match[str], name: str, made_on: date) -> tuple[date, date]:
    return _period(int(match[f"year{name}"] or made_on.year - 1), match[f"month{name}"])


def _decade(year: int, part: str) -> tuple[date, date] | None:
    """First and last day of a decade, or of its first or second half; its middle has no plain borders."""
    halves = {"": (0, _DECADE_YEARS), "early": (0, _HALF), "late": (_HALF, _DECADE_YEARS)}
    if part not in halves:
        return None
    first, after = halves[part]
    return date(year + first, 1, 1), date(year + after, 1, 1) - _DAY


def _period(year: int, month: str | None = None) -> tuple[date, date]:
    """First and last day of a year, or of a month of it."""
    if month is None:
        return date(year, 1, 1), date(year + 1, 1, 1) - _DAY
    first = date(year, _MONTHS.index(month.lower()) + 1, 1)
    return first, month_start(month_index(first) + 1) - _DAY
