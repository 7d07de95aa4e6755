"""Cues of a sentence: words and grammar that tell a prediction from an act, a role from a trend, advice from fact."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType

from tertius.codebooks.constants import constant
from tertius.codebooks.tables import rows
from tertius.model import Sentence

_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "—": " - ", "–": "-"})
_BARE_NOT = re.compile(r"(?<!\w)(is|are|was|were|do|does|did|has|have|had|would|could|should)nt(?!\w)")
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
_PRONOUNS = frozenset({"it", "he", "she", "they", "we", "i", "you"})
_POINTERS = frozenset({"this", "that", "these", "those", "there", "which", "what"})
_FIGURE = re.compile(r"\d")


@cache
def _patterns(where: str) -> Mapping[str, re.Pattern[str]]:
    """The pattern of every cue of the table that is looked for in the ``text`` or in the verb at its ``root``."""
    return MappingProxyType({row["cue"]: re.compile(f"(?<!\\w)(?:{row['pattern']})(?!\\w)")
                             for row in rows("claim_cues") if row["where"] == where})  # fmt: skip


def spelled(text: str) -> str:
    """A text as the tables of patterns read it: one kind of quotation mark and dash, small letters, single blanks.

    >>> spelled("This  isnt a ‘role’") == "this isn't a 'role'"
    True
    """
    return _BARE_NOT.sub(r"\1n't", " ".join(text.translate(_QUOTES).split()).lower())


def cues(sentence: Sentence, actors: Sequence[str]) -> dict[str, float]:
    """The cues of a sentence as numbers, 1 where present and 0 where not; every sentence has the same names.

    Args:
        sentence: A sentence with its grammar.
        actors: Ids of the actors it names or points to.
    """
    text = spelled(sentence.text)
    found = {cue: float(pattern.search(text) is not None) for cue, pattern in _patterns("text").items()}
    heads = " ".join(sentence.words[i].lemma for i in _heads(sentence))
    found |= {cue: float(pattern.search(heads) is not None) for cue, pattern in _patterns("root").items()}
    return found | _grammar(sentence) | _named(actors) | _joint(found, len(set(actors)) > 1)


def _heads(sentence: Sentence) -> list[int]:
    """The word that heads a sentence, and the verbs joined to it by *and* or *but*."""
    joined = [i for i in sentence.children(sentence.root) if sentence.words[i].dep == "conj"]
    return [sentence.root, *joined] if sentence.words else []


def _grammar(sentence: Sentence) -> dict[str, float]:
    words, root = sentence.words, sentence.root
    helpers = [words[i] for i in sentence.children(root) if words[i].dep in ("aux", "auxpass")]
    lemmas, tag = {word.lemma for word in helpers}, words[root].tag if words else ""
    finite = next((word.tag for word in helpers if word.tag in ("VBD", "VBZ", "VBP", "MD")), tag)
    subject = next((words[i] for i in sentence.children(root) if words[i].dep in _SUBJECTS), None)
    named = subject is not None and subject.pos == "PROPN"
    plain = subject.lemma if subject is not None else ""
    perfect = "have" in lemmas and tag == "VBN"
    flags = {
        "g_past": finite == "VBD" and not perfect,
        "g_past_act": finite == "VBD" and not perfect and words[root].lemma != "be",
        "g_perfect": perfect,
        "g_progressive": "be" in lemmas and tag == "VBG",
        "g_passive": any(word.dep == "auxpass" for word in helpers),
        "g_present_act": finite in ("VBZ", "VBP") and not helpers and words[root].lemma not in ("be", "have"),
        "g_copula": bool(words) and (words[root].lemma == "be" or _used_to_be(sentence)),
        "g_no_verb": bool(words) and words[root].pos not in ("VERB", "AUX"),
        "g_subject_named": named,
        "g_subject_pronoun": plain in _PRONOUNS,
        "g_subject_pointer": plain in _POINTERS,
        "g_subject_none": subject is None,
        "g_short": len(words) <= constant("claims.short_sentence"),
        "g_figure": any(_FIGURE.search(word.text) for word in words),
    }
    return {name: float(value) for name, value in flags.items()}


def _used_to_be(sentence: Sentence) -> bool:
    words, root = sentence.words, sentence.root
    below = {words[i].lemma for i in sentence.children(root) if words[i].dep == "xcomp"}
    return words[root].lemma == "use" and "be" in below


def _named(actors: Sequence[str]) -> dict[str, float]:
    return {"a_none": float(not actors), "a_two": float(len(set(actors)) > 1)}


def _joint(found: Mapping[str, float], two: bool) -> dict[str, float]:
    """Cues that mean more together than apart."""
    ahead = max(found["future"], found["modal"], found["would"], found["likely"])
    return {
        "j_future_horizon": ahead * max(found["likely"], found["horizon"]),
        "j_ahead_not_mind": ahead * (1.0 - found["mind"]) * (1.0 - found["norm"]),
        "j_compared": found["than"] * found["more"] * (1.0 - ahead) * (1.0 - found["norm"]) * two,
        "j_role_denied": found["role_noun"] * found["no_longer"],
        "j_role_said": found["role_noun"] * max(found["is_a"], found["role_verb"]),
        "j_trend_level": found["trend_verb"] * max(found["level_noun"], found["trend_word"]),
        "j_act_dated": max(found["act_verb"], found["speech_act"]) * max(found["date_word"], found["number"]),
    }
