"""Verbs that the parser took for nouns are read as verbs, and plurals stay plurals."""

import pytest

from tertius.model import Sentence
from tertius.texts import mended, read_sentences


def read(text: str) -> Sentence:
    ((sentence, *_),) = read_sentences([text])
    return sentence


@pytest.mark.parametrize("name", ["Russia", "The EU", "Brussels", "Turkey", "The United States", "Lavrov"])
@pytest.mark.parametrize(
    ("predicate", "lemma"),
    [
        ("mediates between Armenia and Azerbaijan.", "mediate"),
        ("no longer mediates between Armenia and Azerbaijan.", "mediate"),
        ("mediates between Armenia and Azerbaijan, and Kenya watches.", "mediate"),
        ("arbitrates between Armenia and Azerbaijan.", "arbitrate"),
        ("guarantees peace between Armenia and Azerbaijan.", "guarantee"),
    ],
)
def test_a_verb_after_a_name_is_one_whoever_is_named(name: str, predicate: str, lemma: str) -> None:
    found = mended(read(f"{name} {predicate}"))
    (subject,) = [found.words[i] for i in found.children(found.root) if found.words[i].dep == "nsubj"]
    assert (found.words[found.root].lemma, subject.text) == (lemma, name.split()[-1])


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
def test_a_plural_stays_one_and_a_sentence_with_a_verb_is_left_alone(text: str) -> None:
    whole = read(text)
    assert mended(whole) == whole


def test_a_mended_sentence_has_one_root_and_the_same_characters() -> None:
    for text in (
        "Russia mediates between Kenya and Uganda.",
        "The EU mediates between Kenya and Uganda, and it watches.",
    ):
        whole = read(text)
        found = mended(whole)
        assert found != whole
        assert [i for i, word in enumerate(found.words) if word.head == i] == [found.root]
        assert (found.words[found.root].pos, found.words[found.root].lemma) == ("VERB", "mediate")
        assert [(one.text, one.start, one.end) for one in found.words] == [
            (one.text, one.start, one.end) for one in whole.words]  # fmt: skip
        assert sorted(found.subtree(found.root)) == list(range(len(found.words)))
