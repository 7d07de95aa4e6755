"""When a sentence says that something is so: by the verb that says it, each predicate by its own."""

import re

from tertius.claims.attributing import SAYING
from tertius.claims.splitting import bare
from tertius.model import SUBJECTS, Sentence

PAST, PRESENT, AHEAD = "past", "present", "ahead"
_VERBS = ("VERB", "AUX")
_HELPING = ("aux", "auxpass")
_AHEAD = frozenset({"will", "'ll", "wo", "shall"})
_DOUBTING = frozenset({"deny", "doubt", "dispute", "question", "reject", "refute", "contest"})
_HOLDING = frozenset({"believe", "think", "say", "claim", "argue", "expect", "maintain", "insist", "suppose"})
_FEW = re.compile(r"(?:nobody|no[- ]one|none|few|hardly|scarcely|not many|no)(?!\w)")
"""Subjects of which a verb of holding says that what it tells is held by next to none."""
_PERHAPS = frozenset({"may", "might", "could", "can"})
_WOULD = frozenset({"would", "'d"})
_LASTING = frozenset({"be", "act", "serve", "play", "function", "remain", "stay", "use"})
"""Verbs by which a state lasts; *lost* and *became* tell of a change, which is dated, whatever their tense."""
_FORMER = re.compile(
    r"(?<!\w)(?:(?P<word>former|erstwhile|one-time|ex)(?: \w+)?[ -]|"
    r"(?<!at )(?P<once>once|formerly|previously|at one time) (?:an?|the) (?:\w+ )?)$",
    re.I,
)
_STILL = re.compile(r"(?<!\w)(?:(?:remains?|still is|is still) (?:one|so)(?!\w)|still is\W*$)", re.IGNORECASE)


def tense(sentence: Sentence, at: int) -> str:
    """``past``, ``present`` or ``ahead``: the tense of the verb that governs a character of the sentence's text.

    What has been so until now is present. A sentence without a verb is present.
    """
    verb = governing(sentence, at)
    return PRESENT if verb is None else _tense_of(sentence, verb)


def past_state(sentence: Sentence, at: int) -> str:
    """The words by which what stands at a character of the text is said of a time that is over; else empty.

    That is a state in the past tense (*was*, *used to be*, *was growing*), or a noun that is *former*. What is reported
    (*he said that it was*) is past by its frame alone, and *was and is* is said of the present too.
    """
    verb = governing(sentence, at)
    if (word := former(sentence, at)) and not goes_on(sentence):
        return word
    if verb is None or goes_on(sentence):
        return ""
    words = sentence.words
    helpers = [words[i] for i in sentence.children(verb) if words[i].dep in _HELPING]
    going_on = words[verb].tag == "VBG" and any(word.lemma == "be" for word in helpers)
    above = _above(sentence, verb)
    reported = words[verb].dep == "ccomp" and above is not None and words[above].lemma in SAYING
    if reported or not (going_on or words[verb].lemma in _LASTING):
        return ""
    if any(_tense_of(sentence, one) != PAST for one in (verb, *_bare_before(sentence, verb))):
        return ""
    return " ".join([word.text for word in helpers] + [words[verb].text])


def former(sentence: Sentence, at: int) -> str:
    """The word by which a noun at a character of the text is one of the past (*former*, *once the*); else empty."""
    match = _FORMER.search(sentence.text[:at])
    return "" if match is None else (match["word"] or match["once"]).lower()


def supposed(sentence: Sentence, at: int) -> bool:
    """Whether what stands at a character only *would* be so; what was said to be to come (*said it would*) is not."""
    verb = governing(sentence, at)
    if verb is None:
        return False
    above = _above(sentence, verb)
    reported = sentence.words[verb].dep == "ccomp" and above is not None and sentence.words[above].lemma in SAYING
    would = any(sentence.words[i].dep == "aux" and sentence.words[i].text.lower() in _WOULD
                for i in sentence.children(verb))  # fmt: skip
    return would and not reported


def perhaps(sentence: Sentence, at: int) -> bool:
    """Whether what stands at a character only *may have* come about."""
    verb = governing(sentence, at)
    helpers = {sentence.words[i].lemma for i in sentence.children(verb)} if verb is not None else set()
    return "have" in helpers and bool(helpers & _PERHAPS)


def only_denied(sentence: Sentence, at: int) -> bool:
    """Whether what stands at a character is told as what somebody denies or doubts (*denies that it is a spoiler*)."""
    verb = governing(sentence, at)
    above = _above(sentence, verb) if verb is not None and sentence.words[verb].dep == "ccomp" else None
    return above is not None and (sentence.words[above].lemma in _DOUBTING or _hardly_anybody(sentence, above))


def _hardly_anybody(sentence: Sentence, verb: int) -> bool:
    """Whether nobody, or few, are said to hold what a verb tells (*few believe that it is a mediator*)."""
    subjects = [i for i in sentence.children(verb) if sentence.words[i].dep in SUBJECTS]
    whom = " ".join(sentence.words[i].text.lower() for one in subjects for i in sentence.subtree(one))
    return sentence.words[verb].lemma in _HOLDING and _FEW.match(whom) is not None


def goes_on(sentence: Sentence) -> bool:
    """Whether a sentence adds that what it told of the past is so now (*and remains one*, *and still is*)."""
    return _STILL.search(sentence.text) is not None


def governing(sentence: Sentence, at: int) -> int | None:
    """The verb that says what stands at a character; of *used to be* and *ceased to be* the first."""
    words = sentence.words
    index = sentence.word_at(at)
    while index is not None and words[index].pos not in _VERBS:
        index = None if words[index].head == index else words[index].head
    while index is not None and words[index].dep in (*_HELPING, "xcomp") and _above(sentence, index) is not None:
        index = words[index].head
    return index


def _above(sentence: Sentence, verb: int) -> int | None:
    """The verb that a verb hangs on; None where there is none, as for one that was cut off from it."""
    head = sentence.words[verb].head
    return head if head != verb and sentence.words[head].pos in _VERBS else None


def _tense_of(sentence: Sentence, verb: int) -> str:
    words = sentence.words
    helpers = [words[i] for i in sentence.children(verb) if words[i].dep in _HELPING]
    if any(word.text.lower() in _AHEAD for word in helpers):
        return AHEAD
    finite = next((word.tag for word in helpers if word.tag in ("VBD", "VBZ", "VBP", "MD")), words[verb].tag)
    above = _above(sentence, verb) if words[verb].dep == "conj" else None
    if not helpers and finite == "VB" and above is not None:  # "will mediate and host"
        return _tense_of(sentence, above)
    supposed = finite == "MD" and any(word.lemma == "have" for word in helpers)  # "may have been"
    return PAST if finite == "VBD" or supposed else PRESENT


def _bare_before(sentence: Sentence, verb: int) -> list[int]:
    """The verb that a verb is joined to where it leaves to it what it says (*is and was a mediator*)."""
    above = _above(sentence, verb) if sentence.words[verb].dep == "conj" else None
    return [above] if above is not None and bare(sentence, above) else []
