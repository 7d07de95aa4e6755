"""Sentences that plainly tell of an act: somebody named did it, or it was done; they are no judgement."""

from collections.abc import Mapping

from tertius.claims.pointing import counts
from tertius.model import SUBJECTS, Sentence

_TALK = ("question", "norm", "first_person", "mind", "would", "hearsay", "talk_about", "evaluative")
"""Cues of talk about the matter: with one of them the classifier is left its word."""
_ACTS = ("root_act", "act_verb", "date_word")
_STATES = frozenset({"be", "have", "stand", "remain", "stay", "lie", "live", "exist"})
_LIGHT = {"make": frozenset({"peace", "war", "deal", "offer", "concession"}),
          "hold": frozenset({"talk", "meeting", "summit", "drill", "exercise", "election"})}  # fmt: skip
"""Verbs that are an act by their object."""


def plain_act(sentence: Sentence, seen: Mapping[str, float]) -> bool:
    """Whether a sentence tells in the past or the perfect what somebody named did, or what was done.

    Args:
        sentence: A clause with its grammar.
        seen: Its cues.
    """
    if not sentence.words or any(seen[cue] for cue in _TALK) or not (seen["g_past"] or seen["g_perfect"]):
        return False
    words, root, below = sentence.words, sentence.root, list(sentence.children(sentence.root))
    if words[root].pos != "VERB" or words[root].lemma in _STATES:
        return False
    light = any(words[i].dep == "dobj" and words[i].lemma in _LIGHT.get(words[root].lemma, ()) for i in below)
    act = light or any(seen[cue] for cue in _ACTS)
    if seen["g_passive"]:
        by = any(sentence.mention_at(j) for i in below if words[i].dep == "agent" for j in sentence.children(i))
        return by or bool(act and seen["root_act"])
    named = (sentence.mention_at(i) for i in below if words[i].dep in SUBJECTS)
    return act and any(one is not None and one.actor is not None and counts(sentence, one) for one in named)
