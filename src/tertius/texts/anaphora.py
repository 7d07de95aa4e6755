"""Words that stand for an actor named before: pronouns, and "the ministry" or "the president".

By recency alone, within the sentence and the one before it: a pronoun is read as the last subject that fits it in
number and kind, a definite office as the last state. Where two fit equally it stays unread. Every reading is marked
as ``anaphor``, so that whoever distrusts it can leave it out.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from tertius.model import Word
from tertius.texts.gazetteer import Name
from tertius.texts.spotting import Spot
from tertius.texts.vocabulary import vocabulary

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_OBJECTS = frozenset({"dobj", "pobj", "dative", "iobj"})
_PERSONAL = vocabulary("pronouns for a person")
_PLURAL = vocabulary("pronouns for several")
_SINGLE = vocabulary("pronouns for a thing")
_OFFICES = vocabulary("offices")
_STATE_KINDS = frozenset({"state", "demonym", "capital", "agent", "person"})


@dataclass
class Memory:
    """Actors named so far in a document, latest last, of this sentence and the one before."""

    before: list[tuple[Spot, bool, bool]] = field(default_factory=list)
    now: list[tuple[Spot, bool, bool]] = field(default_factory=list)

    def turn(self) -> None:
        """Begin the next sentence; one that names nobody does not wipe out the one before."""
        if self.now:
            self.before = self.now
        self.now = []

    def keep(self, spot: Spot, words: Sequence[Word]) -> None:
        """Remember a name: whether it is a subject and whether it means a person."""
        inside = range(spot.first, spot.last)
        head = next((i for i in inside if words[i].head not in inside), spot.last - 1)
        self.now.append((spot, words[head].dep in _SUBJECTS, _personal(spot, words[head])))

    def latest(self, personal: bool | None) -> Name | None:
        """The last subject, else the only actor, of this sentence or of the one before."""
        for known in (self.now, self.before):
            fit = [one for one in known if personal is None or one[2] is personal]
            subjects = [one[0].name for one in fit if one[1]]
            if subjects:
                return subjects[-1]
            if len({one[0].name.actor for one in fit}) == 1:
                return fit[-1][0].name
        return None

    def state(self, sector: str | None) -> Name | None:
        """The state an office belongs to: the last one of that sector, else the only one."""
        for known in (self.now, self.before):
            names = [one[0].name for one in known if one[0].name.kind in _STATE_KINDS]
            same = [name for name in names if name.sector == sector and name.kind in {"agent", "person"}]
            same = same or [one[0].name for one in known if one[1] and one[0].name.kind == "anaphor"]
            if same and len({name.actor for name in same}) == 1:
                return same[-1]
            if len({name.actor for name in names}) == 1:
                return names[-1]
            if names:
                return None
        return None


def _personal(spot: Spot, head: Word) -> bool:
    named = spot.name.kind == "agent" and (head.pos == "PROPN" or head.tag == "NN") and head.lemma not in _OFFICES
    person = head.lemma in {"president", "minister", "premier", "spokesman", "spokeswoman", "ambassador", "king"}
    return spot.name.kind == "person" or named or person


def read_back(words: Sequence[Word], spots: list[Spot]) -> list[tuple[int, Spot]]:
    """Pronouns of a sentence as spots without an actor, with the number of the word."""
    taken = {i for spot in spots for i in range(spot.first, spot.last)}
    found = []
    for i, word in enumerate(words):
        if i not in taken and word.tag in {"PRP", "PRP$"} and word.text.lower() in _PERSONAL | _PLURAL | _SINGLE:
            found.append((i, Spot(i, i + 1, word.start, word.end, Name(None, "anaphor", None))))
    return found


def _pleonastic(words: Sequence[Word], i: int) -> bool:
    head = words[words[i].head]
    return words[i].dep == "expl" or (words[i].text.lower() == "it" and head.lemma in {"be", "seem", "appear", "rain"})


def resolve(words: Sequence[Word], spots: list[Spot], memory: Memory) -> list[Spot]:
    """Give pronouns and definite offices of a sentence the actor they stand for; the unread pronouns are dropped."""
    ordered = sorted([*spots, *(spot for _, spot in read_back(words, spots))], key=lambda spot: spot.first)
    kept = []
    for spot in ordered:
        if spot.name.kind == "anaphor":
            name = None if _pleonastic(words, spot.first) else _meant(words[spot.first], memory)
            if name is None:
                continue
            spot.name = Name(name.actor, "anaphor", name.sector)
        elif spot.name.kind == "agent" and spot.name.actor is None and _definite(words, spot):
            state = memory.state(spot.name.sector)
            if state is not None:
                spot.name = Name(state.actor, "anaphor", spot.name.sector)
        kept.append(spot)
        if spot.name.actor is not None and spot.name.kind != "place":
            memory.keep(spot, words)
    return kept


def _meant(pronoun: Word, memory: Memory) -> Name | None:
    """Whom a pronoun stands for; one that is an object is not the subject of its own sentence."""
    written = pronoun.text.lower()
    if pronoun.dep in _OBJECTS:
        if written == "it":
            return None
        memory = Memory(before=memory.before)
    if written in _PERSONAL:
        return memory.latest(personal=True)
    return memory.latest(personal=False if written in _SINGLE else None)


def _definite(words: Sequence[Word], spot: Spot) -> bool:
    before = words[spot.first - 1].text.lower() if spot.first else ""
    return words[spot.last - 1].lemma in _OFFICES and before in {"the", "its", "his"}
