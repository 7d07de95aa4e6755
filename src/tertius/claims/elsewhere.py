"""Claims said of a region or of another state: no pair is read from the rest of the text for them."""

import re
from collections.abc import Set

from tertius.codebooks.mentions import mentions
from tertius.model import Sentence

_IN = r"(?i:in|across|throughout|within|over|around)"
_WHICH = r"(?:Greater|Western|Eastern|Northern|Southern|South|North|East|West|Central|Wider) "
_NAMED = (
    r"Horn(?: of Africa)?|Balkans?|Caucasus|Middle East|Near East|Levant|Maghreb|Mashreq|Sahel|Sahara|Great Lakes|Gulf|"
    r"Persian Gulf|Black Sea|Red Sea|South China Sea|Mediterranean|Baltics?|Indo-Pacific|Asia-Pacific|Pacific|Arctic|"
    r"Africa|Asia|Europe|Latin America|Central America|South America|Caribbean|Eurasia|post-Soviet space"
)
_REGION = re.compile(
    rf"(?<!\w){_IN} (?:all of |much of |most of |the whole of |the rest of )?"
    rf"(?P<region>(?:the )?(?:{_WHICH})?(?:{_NAMED})(?: region)?)(?![\w-])"
    r"(?! (?:Africa|Korea|Sudan|Republic|Union|Development|Bank|Council|League))"
)
_PLACING = frozenset({"in", "across", "throughout", "within", "inside"})


def place(sentence: Sentence, known: Set[str]) -> str:
    """The region, or the state that is not known otherwise, in which a sentence says that something is so; else empty.

    Args:
        sentence: A sentence that names no pair itself.
        known: The actor it speaks of, and the pair that the rest of its text would give it.
    """
    match = _REGION.search(sentence.text)
    return " ".join(match["region"].split()) if match else _another_state(sentence, known)


def _another_state(sentence: Sentence, known: Set[str]) -> str:
    """The state of *in Mali*; a town or a house in it (*in Geneva*) is only where people met."""
    words = sentence.words
    for one in sentence.mentions:
        inside = range(one.first, one.last)
        head = next((i for i in inside if words[i].head not in inside), None)
        link = words[words[head].head] if head is not None and words[head].dep == "pobj" else None
        plain = one.actor is not None and mentions(one.text) == [one.actor]
        if plain and link is not None and link.lemma in _PLACING and one.actor not in known:
            return one.text
    return ""
