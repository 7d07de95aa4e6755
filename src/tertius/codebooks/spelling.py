"""Spelling of names: what counts as the same writing of a name."""

import re
import unicodedata

_GAPS = re.compile(r"[\s_\-]+")
_QUOTES = str.maketrans("’‘`ʼ", "''''")
_LETTERS = str.maketrans("ıəøłđðßæŞş", "ieoldd" + "saSs")  # letters that are no base letter plus accent


def plain(text: str) -> str:
    """Return a text without accents; case and spacing stay.

    >>> plain("Erdoğan, Şuşa")
    'Erdogan, Susa'
    """
    parts = unicodedata.normalize("NFKD", text.translate(_QUOTES).translate(_LETTERS))
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def key(name: str) -> str:
    """Return what two writings of one name share: accents, case, underscores, hyphens and extra blanks are ignored.

    >>> key("Recep_Tayyip_Erdoğan") == key("Recep Tayyip Erdogan")
    True
    """
    return _GAPS.sub(" ", plain(name)).strip().casefold()
