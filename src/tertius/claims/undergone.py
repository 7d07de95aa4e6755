"""What happens to somebody without a verb of theirs: *is under pressure from X*, *X's mediation is over*."""

from tertius.claims.conduct import Conduct
from tertius.claims.notions import Found, found_in
from tertius.claims.pointing import counts
from tertius.claims.polarity import DENYING, MODAL, none_of_them
from tertius.claims.tense import AHEAD, tense
from tertius.model import SUBJECTS, ClaimType, Says, Sentence

_UNDER = frozenset({"be", "come", "put", "remain", "stay", "keep", "place"})
_PUTTING = frozenset({"put", "keep", "place"})
_SOURCES = frozenset({"by", "from", "of"})


def undergone(sentence: Sentence) -> tuple[Conduct, ...]:
    """The pressure that somebody is said to be under, or the end of somebody's role; empty where neither is plain."""
    root, words = sentence.root, sentence.words
    below = [words[i] for i in sentence.children(root)]
    if sentence.text.rstrip().endswith("?") or any(one.dep == "aux" and one.lemma in MODAL for one in below):
        return ()
    subject = next((i for i in sentence.children(root) if words[i].dep in SUBJECTS), None)
    if subject is None or tense(sentence, words[root].start - sentence.start) == AHEAD:
        return ()
    denied = any(one.text.lower() in DENYING for one in below) != none_of_them(sentence, root)
    found = _under_pressure(sentence, subject, denied=denied) or _ended(sentence, subject, denied=denied)
    return () if found is None else (found,)


def _under_pressure(sentence: Sentence, subject: int, *, denied: bool) -> Conduct | None:
    words, root = sentence.words, sentence.root
    put = [i for i in sentence.children(root) if words[i].dep == "dobj" and words[root].lemma in _PUTTING]
    whom = _actor(sentence, put or (subject,))
    found = next((one for one in found_in(sentence) if one.notion.name == "pressure"), None)
    at = sentence.word_at(found.start) if found is not None else None
    if found is None or at is None or whom is None or words[root].lemma not in _UNDER:
        return None
    under = words[at].head
    if words[under].lemma != "under" or words[under].head != root:
        return None
    if put:
        doer = _actor(sentence, (subject,))
        said = Says.LACKS if denied else Says.HOLDS
        return Conduct(found, ClaimType.ROLE, said, (doer,), whom) if doer is not None and doer != whom else None
    links = [i for head in (root, under, at) for i in sentence.children(head) if words[i].lemma in _SOURCES]
    source = _actor(sentence, [j for i in links for j in sentence.children(i) if words[j].dep == "pobj"])
    if source is None or source == whom:
        return None
    return Conduct(found, ClaimType.ROLE, Says.LACKS if denied else Says.HOLDS, (source,), whom)


def _ended(sentence: Sentence, subject: int, *, denied: bool) -> Conduct | None:
    """The end of a role that somebody owns: *X's role as mediator has ended*, *the mediation of X is over*."""
    words, inside = sentence.words, set(sentence.subtree(subject))
    roles = [one for one in found_in(sentence) if one.notion.of == "third" and one.notion.measure]
    found = next((one for one in roles if sentence.word_at(one.start) in inside), None)
    owners = [i for i in sentence.children(subject) if words[i].dep == "poss"]
    owners += [j for i in sentence.children(subject) if words[i].lemma == "of"
               for j in sentence.children(i) if words[j].dep == "pobj"]  # fmt: skip
    actor = _actor(sentence, owners)
    if found is None or actor is None or not _over(sentence, found):
        return None
    return Conduct(found, ClaimType.ROLE, Says.HOLDS if denied else Says.LOST, (actor,), None, ends=not denied)


def _over(sentence: Sentence, found: Found) -> bool:
    """Whether the main verb says that its subject is at an end, and names nothing that it ends."""
    words, root = sentence.words, sentence.root
    below = list(sentence.children(root))
    if words[root].start - sentence.start < found.start or any(words[i].dep in ("dobj", "auxpass") for i in below):
        return False
    if words[root].lemma == "end":  # "ended in failure" and "ended with a truce" tell how, not that it is no more
        return not any(words[i].lemma == "with" or words[j].pos == "NOUN" for i in below if words[i].dep == "prep"
                       for j in sentence.children(i))  # fmt: skip
    if words[root].lemma == "come":
        return any(words[j].lemma == "end" for i in below if words[i].lemma == "to" for j in sentence.children(i))
    return words[root].lemma == "be" and any(words[i].text.lower() == "over" for i in below)


def _actor(sentence: Sentence, heads: tuple[int, ...] | list[int]) -> str | None:
    named = (sentence.mention_at(i) for i in heads)
    return next((one.actor for one in named if one and one.actor and counts(sentence, one)), None)
