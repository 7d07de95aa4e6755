"""An article as it comes: whether a file is plain text, and whether a text is in English, the one language read."""

import codecs
import re
from pathlib import Path

from tertius.codebooks.constants import constant
from tertius.model import BadFile, UsageError

_PACKED = {
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a packed file, such as one of a word processor",
    b"{\\rtf": "a file of a word processor (RTF)",
    b"\xd0\xcf\x11\xe0": "a file of a word processor",
    codecs.BOM_UTF16_LE: "text in UTF-16",
    codecs.BOM_UTF16_BE: "text in UTF-16",
}
"""First bytes of files that people take for a text, and what they are."""
_SAVE = "save it as plain text in UTF-8 and repeat"
_WORD = re.compile(r"[^\W\d_]+")
_COMMONEST = re.compile(
    "the|of|and|to|in|is|a|that|for|on|with|as|was|by|it|are|be|this|have|not|from|at|an|or|has|will|but|its|their|they"
)


def plain_text(path: Path) -> str:
    """What stands in a text file.

    Raises:
        BadFile: It cannot be read, is a packed file or is no UTF-8.
    """
    try:
        content = path.read_bytes()
    except OSError as exc:
        raise BadFile(f"cannot be read ({exc.strerror})", file=str(path)) from exc
    for start, kind in _PACKED.items():
        if content.startswith(start):
            raise BadFile(f"{kind}, not plain text in UTF-8", file=str(path), hint=_SAVE)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as exc:
        row = content.count(b"\n", 0, exc.start) + 1
        raise BadFile("not a readable text in UTF-8", file=str(path), row=row, hint=_SAVE) from exc


def refuse_foreign(text: str) -> None:
    """Refuse a text that is not in English: its sentences would be called figures of speech, unread.

    Raises:
        UsageError: Most letters are not Latin, or hardly any word is one of the commonest of English.
    """
    letters = [letter for letter in text if letter.isalpha()]
    words = _WORD.findall(text.lower())
    common = sum(_COMMONEST.fullmatch(word) is not None for word in words)
    latin = sum(letter.isascii() for letter in letters)
    foreign = latin < constant("texts.latin_share") * len(letters)
    unlike = len(words) >= constant("texts.judged_words") and common < constant("texts.english_share") * len(words)
    if foreign or unlike:
        what = "most of its letters are not Latin" if foreign else f"{common} of its {len(words)} words are common ones"
        raise UsageError(
            f"the text is not in English ({what}); no other language is read",
            hint="translate it, or write its claims into a file (docs/howto/audit-an-op-ed.md)",
        )
