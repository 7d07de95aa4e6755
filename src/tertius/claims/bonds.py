"""Bonds between two that a sentence says they have: *A and B have a defence pact*, *A wages a proxy war against B*."""

from tertius.claims.conduct import Conduct
from tertius.claims.notions import found_in
from tertius.claims.pointing import counts
from tertius.claims.polarity import DENYING, MODAL, none_of_them
from tertius.claims.tense import AHEAD, PAST, tense
from tertius.model import SUBJECTS, ClaimType, Says, Sentence

_HAVING = {"pact": frozenset({"have", "share", "bind", "maintain", "keep"}),
           "proxy": frozenset({"wage", "wag", "fight", "conduct", "run", "be"})}  # fmt: skip
"""The verbs by which somebody has each bond; *wag* is what the parser makes of *waging*."""
_BEARING = frozenset({"dobj", "pobj", "attr", "prep", "agent", "compound", "amod", "nmod"})
_GONE = frozenset({"longer", "anymore"})


def bonds(sentence: Sentence) -> tuple[Conduct, ...]:
    """The bond that the main verb says its subject has with somebody; empty where it says none, or not plainly."""
    root, words = sentence.root, sentence.words
    below = list(sentence.children(root))
    if not words or sentence.text.rstrip().endswith("?") or any(
            words[i].lemma in MODAL for i in below if words[i].dep == "aux"):  # fmt: skip
        return ()
    found = next((one for one in found_in(sentence) if words[root].lemma in _HAVING.get(one.notion.name, ())), None)
    at = sentence.word_at(found.end - 1) if found is not None else None
    when = tense(sentence, words[root].start - sentence.start)
    path = _path(sentence, at) if at is not None else []
    if found is None or at is None or not path or when in (AHEAD, PAST):
        return ()
    subjects = [i for i in below if words[i].dep in SUBJECTS]
    for i in subjects:
        subjects += [j for j in sentence.children(i) if words[j].dep == "conj"]
    actors = _named(sentence, subjects)
    toward = next((one for one in _named(sentence, range(at, len(words))) if one not in actors), None)
    if not actors or (toward is None and len(actors) < 2):
        return ()
    near = {words[j].text.lower() for i in path for j in (i, *sentence.children(i), *_longer(sentence, i))}
    denied = bool(near & {*DENYING, "nothing"}) != none_of_them(sentence, root)
    says = Says.LOST if near & _GONE else Says.LACKS if denied else Says.HOLDS
    # of a bond that both have one claim is enough; each acts through proxies by itself
    whose = actors if found.notion.of == "sides" else actors[:1]
    return (Conduct(found, ClaimType.ROLE, says, whose, toward or next(iter(actors[1:]), None) if
                    len(whose) == 1 else None),)  # fmt: skip


def _longer(sentence: Sentence, index: int) -> list[int]:
    return [j for i in sentence.children(index) if sentence.words[i].dep == "advmod" for j in sentence.children(i)]


def _path(sentence: Sentence, at: int) -> list[int]:
    """From a word to the main verb where it is what that has, or is by; empty where it is only told about."""
    words, found = sentence.words, [at]
    while found[-1] != sentence.root and words[found[-1]].dep in _BEARING:
        found.append(words[found[-1]].head)
    return found if found[-1] == sentence.root else []


def _named(sentence: Sentence, words: range | list[int]) -> tuple[str, ...]:
    found = (sentence.mention_at(i) for i in words)
    return tuple(dict.fromkeys(one.actor for one in found if one and one.actor and counts(sentence, one)))
