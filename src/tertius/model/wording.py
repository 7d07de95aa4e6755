"""How a text puts a claim: its own words, and what they say besides the hypothesis."""

from dataclasses import dataclass

from tertius.model.errors import ContractBroken

AUTHOR = "author"
"""Attribution of what a text says in its own voice."""


@dataclass(frozen=True)
class Wording:
    """The sentence a claim was read from, and how it says it.

    ``start`` and ``end`` are character offsets of ``sentence`` in the text, half open. ``attribution`` names who says
    it: :data:`AUTHOR`, an actor id, a name as written, or ``unnamed``. ``condition`` is the clause it holds under, in
    the words of the text, empty where there is none. ``notion`` is what it speaks of, ``direction`` which way it says
    that goes (``up``, ``down``, ``same``; empty: not said). ``confidence`` is the probability of its type given the
    cues. ``inferred`` names slots that were read from other sentences, ``flags`` what a reader should look at twice.
    """

    sentence: str
    start: int
    end: int
    attribution: str = AUTHOR
    condition: str = ""
    notion: str = ""
    direction: str = ""
    confidence: float | None = None
    inferred: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ContractBroken(f"a wording from character {self.start} to {self.end} holds no text")
