"""Sentences that plainly say who is what: *X was a mediator*, whatever else happened in them."""

import re
from dataclasses import replace

from tertius.claims.attributing import SAYING
from tertius.claims.notions import notions
from tertius.model import Sentence

_BEING = frozenset({"be", "remain", "stay", "become"})
_NOT_THAT = re.compile(r",(?: and| but)? not (?P<then>(?:an?|the) [^,.;]*)", re.IGNORECASE)
_BUT_THIS = re.compile(r"(?<!\w)not (?:an?|the) [^,.;]*,? but (?:rather )?(?P<then>(?:an?|the) [^,.;]*)", re.IGNORECASE)
_TRUE = frozenset({"true", "correct", "the case"})
_TRUE_THAT = re.compile(
    r"^\W*(?:it|this) (?:is|was)(?P<not> not|n[’']t)? (?:simply |plainly |just )?"
    r"(?P<word>true|correct|the case|false|untrue|wrong|a myth|a lie|nonsense|an illusion) that(?!\w)",
    re.IGNORECASE,
)
_WRONG_TO_SAY = re.compile(
    r"^\W*it (?:is|was|would be) (?:simply |plainly |just )?(?:wrong|false|naive|absurd|an? (?:\w+ )?"
    r"(?:mistake|error|illusion)) to (?:say|think|believe|claim|conclude|assume|suppose|pretend) that(?!\w)",
    re.IGNORECASE,
)
_NOBODY_DOUBTS = re.compile(
    r"^\W*(?:nobody|no one|no-one|few|hardly any(?:body|one))(?: \w+)? (?:doubts?|den(?:y|ies)|disputes?) that(?!\w)",
    re.IGNORECASE,
)
_FRAMES = (_TRUE_THAT, _WRONG_TO_SAY, _NOBODY_DOUBTS)
_NOT_ENDED = re.compile(
    r"(?<!\w)(?:never|not)(?: \w+)? (?:stopped|stop|ceased|cease) (?:being|to be)(?!\w)", re.IGNORECASE
)
_ENDING = frozenset({"stop", "cease"})
_DENYING = frozenset({"not", "n't", "n’t", "no", "none", "never", "nobody", "nothing", "few", "hardly", "cannot"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_TAKEN_FOR = frozenset({"say", "believe", "think", "consider", "report", "know"})
_PLAIN_HELP = frozenset({"have", "be", "do"})


def plain_role(sentence: Sentence) -> bool:
    """Whether a sentence plainly says that a named actor is or became something that is measured.

    By the main verb, by what a verb of saying governs, or by *is said to be*; not where it only would, could or should
    be so, and not in a question.
    """
    if not sentence.words or sentence.text.rstrip().endswith("?"):
        return False
    return any(_is_role(sentence, verb) for verb in _verbs(sentence))


def becomes(sentence: Sentence) -> bool:
    """Whether the main verb says that somebody has become something; *is becoming* goes on."""
    root = sentence.words[sentence.root] if sentence.words else None
    return root is not None and root.lemma == "become" and root.tag in ("VBN", "VBD")


def told_ahead(sentence: Sentence) -> bool:
    """Whether only the telling lies ahead (*anybody will tell you that it is*)."""
    root = sentence.words[sentence.root]
    said = held(sentence, sentence.root) if root.lemma in SAYING else []
    return bool(said) and all(sentence.words[j].tag != "MD" for i in said for j in sentence.children(i))


def held(sentence: Sentence, root: int) -> list[int]:
    """The verbs of the clauses that a frame of saying or of truth holds, also below *a mistake to say that*."""
    words, found = sentence.words, []
    for i in (i for i in sentence.subtree(root) if i > root):
        head, told = words[i].head, words[words[i].head].lemma in SAYING
        noun = words[i].dep == "acl" and words[head].head == root and any(  # "a myth that"
            words[j].dep == "mark" for j in sentence.children(i))  # fmt: skip
        if noun or (words[i].dep == "ccomp" and (head == root or told)):
            found.append(i)
    return found


def truth(sentence: Sentence) -> bool | None:
    """Whether a sentence says of the clause it holds that it is true or not (*it is false that*); None: neither."""
    match = _TRUE_THAT.search(sentence.text)
    if match is not None:
        return (match["word"].lower() in _TRUE) == (match["not"] is None)
    return False if _WRONG_TO_SAY.search(sentence.text) else True if _NOBODY_DOUBTS.search(sentence.text) else None


def unframed(sentence: Sentence) -> Sentence:
    """The sentence with *it is not true that* blank, so that its denial is read once."""
    match = next((one for frame in _FRAMES if (one := frame.search(sentence.text))), None)
    return sentence if match is None else replace(
        sentence, text=" " * match.end() + sentence.text[match.end() :])  # fmt: skip


def goes_on_being(sentence: Sentence) -> bool:
    """Whether a sentence says that a state has not ended (*never stopped being*, *has not ceased to be*)."""
    return _NOT_ENDED.search(sentence.text) is not None


def aside(sentence: Sentence, at: int) -> bool:
    """Whether what stands at a character is said in passing of a name (*Kenya, the former arbiter, left*)."""
    words = sentence.words
    word = next((word for word in words if word.end > sentence.start + at), None)
    named = sentence.mention_at(word.head) if word is not None and word.dep == "appos" else None
    return named is not None and named.actor is not None


def contrasted(sentence: Sentence, at: int) -> bool | None:
    """Whether what stands at a character is denied by contrast (*a payer, not a player*), or asserted by it.

    ``True``: denied; ``False``: asserted (*not a mediator, but a spoiler*); ``None``: it stands in no contrast.
    """
    for pattern, denied in ((_NOT_THAT, True), (_BUT_THIS, False)):
        if any(match.start("then") <= at < match.end() for match in pattern.finditer(sentence.text)):
            return denied
    return None


def without_contrast(sentence: Sentence) -> Sentence:
    """The sentence with what it is set against blank, so that a denial there denies nothing else."""
    blank = _NOT_THAT.sub(lambda match: " " * len(match[0]), sentence.text)
    return sentence if blank == sentence.text else replace(sentence, text=blank)


def without_clause(sentence: Sentence, at: int) -> Sentence:
    """The sentence with the clause blank that describes what stands at a character (*the arbiter nobody likes*)."""
    words, text = sentence.words, list(sentence.text)
    index = next((i for i, word in enumerate(words) if word.end > sentence.start + at), None)
    if index is None:
        return sentence
    clauses = [i for i in sentence.children(index) if words[i].dep in ("relcl", "acl")]
    if words[index].dep == "attr":  # where the parser hung it on the verb
        clauses += [i for i in sentence.children(words[index].head) if words[i].dep == "ccomp" and i > index]
    for i in (k for one in clauses for k in sentence.subtree(one)):
        first, last = words[i].start - sentence.start, words[i].end - sentence.start
        text[first:last] = " " * (last - first)
    return replace(sentence, text="".join(text)) if clauses else sentence


def told_part(sentence: Sentence, at: int) -> Sentence:
    """The sentence with what tells of a clause blank (*few noticed that its presence grew*), unless that denies it.

    *I do not think that it grows* denies what it tells, so its words count.
    """
    words, text = sentence.words, list(sentence.text)
    index = next((i for i, word in enumerate(words) if word.end > sentence.start + at), sentence.root)
    seen: set[int] = set()
    while index not in seen and words[index].dep != "ccomp":
        seen.add(index)
        index = words[index].head
    inside = set(sentence.subtree(index))
    outside = [i for i in range(len(words)) if i not in inside]
    if words[index].dep != "ccomp" or index < words[index].head or any(
            words[i].text.lower() in _DENYING for i in outside):  # fmt: skip
        return sentence
    for i in outside:
        first, last = words[i].start - sentence.start, words[i].end - sentence.start
        text[first:last] = " " * (last - first)
    return replace(sentence, text="".join(text))


def _verbs(sentence: Sentence) -> list[int]:
    """The main verb, what a verb of saying governs, what somebody is said to be, what has not ended."""
    words, root = sentence.words, sentence.root
    below = list(sentence.children(root))
    framed = words[root].lemma in SAYING or truth(sentence) is not None
    said = held(sentence, root) if framed else []
    said += [j for i in (root, *said) if words[i].lemma in _ENDING for j in sentence.children(i)
             if words[j].dep == "xcomp"]  # fmt: skip
    if words[root].lemma in _TAKEN_FOR and any(words[i].dep == "auxpass" for i in below):
        said += [i for i in below if words[i].dep == "xcomp"]
    return [root, *said]


def _is_role(sentence: Sentence, verb: int) -> bool:
    words, below = sentence.words, list(sentence.children(verb))
    helpers = [words[i] for i in below if words[i].dep == "aux" and words[i].tag != "TO"]
    if words[verb].lemma not in _BEING or any(word.lemma not in _PLAIN_HELP for word in helpers):
        return False
    above = list(sentence.children(words[verb].head)) if words[verb].dep == "xcomp" else []
    named = any(words[i].dep in _SUBJECTS and (one := sentence.mention_at(i)) and one.actor for i in (*below, *above))
    said = [i for i in below if words[i].dep == "attr" or (words[i].dep == "conj" and words[i].pos == "NOUN")]
    return named and any(_measured_in(sentence, i) for i in said)


def _measured_in(sentence: Sentence, attribute: int) -> bool:
    """Whether what is said to be is a measured role, or is set against one (*a payer, not a player*)."""
    words = sentence.words
    among = [attribute, *(i for i in sentence.children(attribute) if words[i].dep in ("appos", "conj"))]
    return any(words[i].pos == "NOUN" and _measured(words[i].text) for i in among)


def _measured(noun: str) -> bool:
    return any(one.measure is not None and one.pattern.fullmatch(noun) for one in notions())
