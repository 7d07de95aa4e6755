"""Verbs that the parser took for nouns are read as verbs, and plurals stay plurals."""

from collections.abc import Callable

import pytest

from tertius.claims.mending import mended
from tertius.model import Claim, Says, Sentence

Extracted = Callable[[str], tuple[Claim, ...]]
Read = Callable[[str], Sentence]


@pytest.mark.parametrize(
    ("sentence", "name", "says"),
    [
        ("{a} mediates between Armenia and Azerbaijan.", "mediation", Says.HOLDS),
        ("{a} no longer mediates between Armenia and Azerbaijan.", "mediation", Says.LOST),
        ("{a} mediates between Armenia and Azerbaijan, and Kenya watches.", "mediation", Says.HOLDS),
        ("Today {a} guarantees peace between Armenia and Azerbaijan.", "guarantor", Says.HOLDS),
        ("{a} arbitrates between Armenia and Azerbaijan.", "arbiter", Says.HOLDS),
    ],
)
def test_a_verb_after_a_name_is_one_whoever_is_named(
    claims_of: Extracted, sentence: str, name: str, says: Says
) -> None:
    for named, actor in (("Russia", "RUS"), ("The EU", "EU"), ("Turkey", "TUR"), ("The United States", "USA")):
        found = claims_of(sentence.format(a=named))[0]
        assert (found.actor, found.measure, found.says) == (actor, name, says)


@pytest.mark.parametrize(
    "text",
    [
        "Russia guarantees for Kenya: an essay.",
        "American brokers in Kenya.",
        "The Russia hosts of talks left.",
        "Russia mediates, said Lavrov.",
        "No more Russia guarantees.",
        "Mediates.",
    ],
)
def test_a_plural_stays_one_and_a_sentence_with_a_verb_is_left_alone(first_sentence: Read, text: str) -> None:
    whole = first_sentence(text)
    assert mended(whole) == whole


def test_a_mended_sentence_has_one_root_and_the_same_characters(first_sentence: Read) -> None:
    for text in (
        "Russia mediates between Kenya and Uganda.",
        "The EU mediates between Kenya and Uganda, and it watches.",
    ):
        whole = first_sentence(text)
        found = mended(whole)
        assert found != whole
        assert [i for i, word in enumerate(found.words) if word.head == i] == [found.root]
        assert (found.words[found.root].pos, found.words[found.root].lemma) == ("VERB", "mediate")
        assert [(one.text, one.start, one.end) for one in found.words] == [
            (one.text, one.start, one.end) for one in whole.words]  # fmt: skip
        assert sorted(found.subtree(found.root)) == list(range(len(found.words)))
