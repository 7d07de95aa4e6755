"""Actors a sentence speaks of: those it names, and those it points to with words such as *the two nations*."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from tertius.claims.attributing import speaker
from tertius.claims.cues import spelled
from tertius.claims.notions import found_in
from tertius.codebooks.constants import constant
from tertius.codebooks.mentions import mentions
from tertius.model import Mention, Sentence

_BOTH = re.compile(
    r"(?<!\w)(?:(?:the|these|both|between) (?:two )?(?:nations|countries|states|sides|parties|neighbou?rs|capitals)|"
    r"the two|both(?: of them)?|each other|one another)(?!\w)"
)
_IN_KIND = re.compile(r"(?<!\w)(?:in kind|retaliat\w*|reciprocat\w*|in return)(?!\w)")
_LATTER = re.compile(r"(?<!\w)the latter(?!\w)")
_SAME = re.compile(r"(?<!\w)(?:the|this) (?:kingdom|republic|country|nation|state|government|regime|union|bloc)(?!\w)")
_PLACED = frozenset({"in", "at", "near", "inside", "outside", "around", "across"})
_VISITS = frozenset({"visit", "trip", "tour", "journey"})
_TRAVEL = frozenset(
    {
        "travel",
        "fly",
        "go",
        "return",
        "arrive",
        "visit",
        "come",
        "drive",
        "head",
        "move",
        "send",
    }
)
_STANCE = re.compile(r"(?<!\w)(?:anti|pro|non|post)-$", re.IGNORECASE)
_EXPLETIVE = frozenset({"be", "seem", "appear", "remain"})
_US = re.compile(r"(?<!\w)(?:[Ww]e|[Oo]urs?|us|ourselves)(?!\w)")
_PRONOUNS = frozenset({"it", "he", "she", "they", "him", "them"})
_POINTERS = frozenset({"this", "that", "these", "those", "such"})
_CLAUSES = frozenset({"relcl", "ccomp", "csubj", "acl", "xcomp"})
"""What hangs on the *it is* that only brings a clause in."""
_TWO = {"koreas": ("KOR", "PRK"), "sudans": ("SDN", "SSD"), "congos": ("COD", "COG")}
_ALIKE = re.compile(r"(?<!\w)(?:the|both|two)(?: two| rival)? (koreas|sudans|congos)(?!\w)")
"""Two states that share a name."""


@dataclass(frozen=True)
class Spoken:
    """Ids of the actors a sentence speaks of, subject first, and which of them it only points to."""

    actors: tuple[str, ...]
    pointed: tuple[str, ...] = ()

    @property
    def named(self) -> tuple[str, ...]:
        """The actors that are named and not only pointed to."""
        return tuple(actor for actor in self.actors if actor not in self.pointed)


def spoken_of(sentences: Sequence[Sentence]) -> tuple[Spoken, ...]:
    """The actors of each sentence of a document.

    A mention of whoever says it (*according to X*) is no argument of the claim. *The two nations* are the last two
    actors named, *the latter* and *the kingdom* the last one, *we* the actor the text has named most; an unread pronoun
    or pointer, in a sentence that names nobody, stands for the actor the text spoke of last.
    """
    back = int(constant("claims.looked_back"))
    found: list[Spoken] = []
    named_so_far: Counter[str] = Counter()
    for sentence in sentences:
        named = named_in(sentence)
        pointed = _pointed(sentence, named, found[-back:], named_so_far)
        found.append(Spoken(tuple(dict.fromkeys((*named, *pointed))), pointed))
        named_so_far.update(one.actor for one in sentence.mentions if one.actor and one.kind != "anaphor")
    return tuple(found)


def named_in(sentence: Sentence) -> tuple[str, ...]:
    """Distinct actors named in a sentence, without whoever says it."""
    said = speaker(sentence)
    return tuple(dict.fromkeys(one.actor for one in sentence.mentions
                               if one.actor and counts(sentence, one) and not said.first <= one.first < said.last)
                 )  # fmt: skip


def counts(sentence: Sentence, mention: Mention) -> bool:
    """Whether a mention names an actor, not the place of what happens or half a word (*US-led*, *anti-Cuba*)."""
    before, after = sentence.text[: mention.start - sentence.start], sentence.text[mention.end - sentence.start :]
    if mention.actor is None or _STANCE.search(before) or after.startswith("-led"):
        return False
    if mention.kind not in ("place", "body"):
        return True
    link, governor = _link(sentence, mention.first)
    if mention.kind == "body":
        return link != "at"
    if mentions(mention.text) == [mention.actor]:
        return governor not in _VISITS
    owner = mention.last < len(sentence.words) and sentence.words[mention.last].tag == "POS"
    return owner or (link != "" and link not in _PLACED and sentence.words[sentence.root].lemma not in _TRAVEL)


def _link(sentence: Sentence, index: int) -> tuple[str, str]:
    """The preposition a word hangs on and the word that belongs to, through *and* and compounds; empty where none."""
    words, seen = sentence.words, {index}
    while words[index].dep in ("conj", "compound", "amod", "nmod", "appos", "det") and words[index].head not in seen:
        index = words[index].head
        seen.add(index)
    head = words[words[index].head]
    return (head.lemma, words[head.head].lemma) if words[index].dep == "pobj" else ("", "")


def _pointed(sentence: Sentence, named: Sequence[str], before: Sequence[Spoken], totals: Counter[str]
             ) -> tuple[str, ...]:  # fmt: skip
    text = spelled(sentence.text)
    if not named and (alike := _ALIKE.search(text)):
        return _TWO[alike[1]]
    earlier = list(dict.fromkeys(actor for spoken in reversed(before) for actor in reversed(spoken.actors)))
    if len(named) < 2 and _BOTH.search(text) and len({*named, *earlier}) > 1:
        return tuple(reversed([actor for actor in earlier if actor not in named][: 2 - len(named)]))
    if len(named) == 1 and _IN_KIND.search(text):
        return tuple([actor for actor in earlier if actor not in named][:1])
    if named or not earlier:
        return _us(sentence.text, named, totals)
    if _SAME.search(text) and before[-1].actors:
        return (before[-1].actors[0],)
    if _LATTER.search(text):
        return (earlier[0],)
    return _us(sentence.text, named, totals) or _unread(sentence, before)


def points(words: str) -> bool:
    """Whether the words of a subject stand for actors that were named before: *it*, *they*, *the two countries*."""
    text = spelled(words)
    return text in ("it", "they", "both") or (_BOTH.search(text) or _ALIKE.search(text)) is not None


def _expletive(sentence: Sentence, verb: int) -> bool:
    """Whether the *it* of a verb stands for nobody: *it is a spoiler* says what somebody is, *it is X that* not."""
    words = sentence.words
    said = [i for i in sentence.children(verb) if words[i].dep == "attr" and words[i].pos == "NOUN"]
    held = {words[i].dep for one in (verb, *said) for i in sentence.children(one)} & _CLAUSES
    role = any(one.notion.of and said and words[said[0]].start <= sentence.start + one.start < words[said[0]].end
               for one in found_in(sentence))  # fmt: skip
    return words[verb].lemma in _EXPLETIVE and (not role or bool(held))


def _us(text: str, named: Sequence[str], totals: Counter[str]) -> tuple[str, ...]:
    """Whom *we* means: the actor named more often than any other, if there is one."""
    first, second = (*totals.most_common(2), ("", 0), ("", 0))[:2]
    if not _US.search(text) or first[1] == second[1] or first[0] in named:
        return ()
    return (first[0],)


def _unread(sentence: Sentence, before: Sequence[Spoken]) -> tuple[str, ...]:
    """Whom the text spoke of last, for a sentence that names nobody: the subject, and with *him* the object too."""
    words = sentence.words
    latest = next((spoken.actors for spoken in reversed(before) if spoken.actors), ())
    subject = next((i for i, word in enumerate(words) if word.dep in ("nsubj", "nsubjpass")), None)
    if subject is not None and words[subject].pos == "PROPN":
        return ()
    if subject is not None and words[subject].lemma == "it" and _expletive(sentence, words[subject].head):
        return ()
    second = any(word.lemma in _PRONOUNS and word.dep in ("dobj", "pobj", "dative") for word in words)
    return latest[: 1 + second]
