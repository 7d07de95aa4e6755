"""Lines of a text that are no sentences: its title, headings between paragraphs, a byline, a date line."""

import re

from tertius.codebooks.constants import constant

_BLOCK = re.compile(r"(?:[^\n]*\S[^\n]*(?:\n|$))+")
_LINE = re.compile(r"[^\n]*\S[^\n]*")
_ENDED = re.compile(r"[.!?:;,…][\"”’')\]]*\s*$")
_MONTH = "(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*"
_BYLINE = re.compile(
    r"\s*(?:[Ww]ritten |An? (?:commentary|analysis|opinion|column|essay) |(?:Opinion|Analysis|Commentary) \W )?[Bb]y "
    r"(?:(?:[A-Z][\w.'’-]*|and|of|for|in|the|de|von|van|[,|&])(?: |, ?|$))+$|"
    r"\s*[Bb]y (?:\w+ ){0,4}(?:correspondents?|writers?|editors?|staff|author|analysts?|columnists?|reporters?|"
    r"contributors?|board|fellow|scholar|observer)\b[^.]{0,60}$"
)
_DATED = re.compile(
    rf"\s*(?:[A-Z][\w.'’ -]{{1,30}}, )?(?:\w+day,? )?(?:\d{{1,2}}\.? {_MONTH}\.?,? \d{{4}}|"
    rf"{_MONTH}\.? \d{{1,2}},? \d{{4}}|\d{{4}}-\d\d-\d\d)\W*$",
    re.IGNORECASE,
)
_HEAD = 4
"""Lines at most in which a title, a byline and a date stand above a text without a blank line."""


def heading_lines(text: str) -> tuple[tuple[int, int], ...]:
    """Characters (half open) of each line that is a heading: short, and in a paragraph that ends without a point.

    At the top of a text a title that asks, and lines above a byline or a date, are headings too. A text that holds
    nothing else has none.

    >>> heading_lines("Who speaks?\\nBy a writer\\n\\nRussia mediates.")
    ((0, 11), (12, 23))
    """
    blocks = [[(block.start() + line.start(), block.start() + line.end()) for line in _LINE.finditer(block[0])]
              for block in _BLOCK.finditer(text) if block[0].strip()]  # fmt: skip
    found: list[tuple[int, int]] = []
    for number, lines in enumerate(blocks):
        written = [text[a:b] for a, b in lines]
        open_ended = all(map(_short, written)) and _ENDED.search(written[-1]) is None
        title = number == 0 and len(lines) == 1 and _short(written[0]) and written[0].rstrip().endswith(("?", "!"))
        whole = open_ended or title
        found += lines if whole else lines[: _above(written)] if number == 0 else []
    return tuple(found) if len(found) < sum(map(len, blocks)) else ()


def _above(lines: list[str]) -> int:
    """How many of the first lines of a text stand above its first sentence, by a byline or a date among them."""
    head = [i for i, line in enumerate(lines[:_HEAD]) if _short(line) and (_BYLINE.match(line) or _DATED.match(line))
            and _ENDED.search(line) is None]  # fmt: skip
    last = head[-1] + 1 if head else 0
    return last if all(map(_short, lines[:last])) else 0


def _short(line: str) -> bool:
    return len(line.split()) <= constant("texts.heading_words")
