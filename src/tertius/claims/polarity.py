"""Words by which a verb is denied, or said to be possible or right instead of so; one set for all rules."""

from tertius.model import SUBJECTS, Sentence

MODAL = frozenset({"should", "must", "ought", "may", "might", "could", "would", "can", "ca", "need"})
"""Lemmas of helping verbs after which nothing is said to be so."""
DENYING = frozenset(
    {"not", "n't", "nt", "never", "hardly", "rarely", "seldom", "barely", "no", "none", "neither", "nor"}
)
"""Words that deny the verb they hang on."""


def none_of_them(sentence: Sentence, verb: int) -> bool:
    """Whether *neither* denies a verb of all its subjects (*neither X nor Y mediates*)."""
    words = sentence.words
    subjects = [i for i in sentence.children(verb) if words[i].dep in SUBJECTS]
    near = [j for i in subjects for j in (i, *sentence.children(i))]
    return any(words[i].text.lower() == "neither" for i in near)
