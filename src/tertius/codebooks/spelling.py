"""Spelling of names: what counts as the same writing of a name."""

import re
import unicodedata

_GAPS = re.compile(r"[\s_\-]+")
_MARKS = str.maketrans("’‘`ʼ‐‑–", "''''---")
# letters that are no base letter plus accent; the capitals of ı and ß need no entry
_SMALL = {"ı": "i", "ə": "e", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ß": "ss", "æ": "ae"}
_CAPITAL = {small.upper(): base.upper() for small, base in _SMALL.items() if small not in "ıß"}
_LETTERS = str.maketrans(_SMALL | _CAPITAL)


def plain(text: str) -> str:
    """Return a text without accents, with plain quotes and hyphens; case and spacing stay.

    >>> plain("Erdoğan, Şuşa, Əliyev")
    'Erdogan, Susa, Eliyev'
    """
    if text.isascii():  # most names are
        return text.replace("`", "'")
    parts = unicodedata.normalize("NFKD", text.translate(_MARKS).translate(_LETTERS))
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def key(name: str) -> str:
    """Return what two writings of one name share: accents, case, underscores, hyphens and extra blanks are ignored.

    >>> key("Recep_Tayyip_Erdoğan") == key("Recep Tayyip Erdogan")
    True
    """
    return _GAPS.sub(" ", plain(name)).strip().casefold()
