"""Sentences with grammar and exact character offsets."""

from tertius.texts import read_sentences

TEXT = "Russia hosted talks in Sochi. Armenia and Azerbaijan signed nothing."


def test_sentences_and_words_lead_back_to_the_text() -> None:
    (sentences,) = read_sentences([TEXT])
    assert [TEXT[one.start : one.end] for one in sentences] == [one.text for one in sentences]
    assert all(TEXT[word.start : word.end] == word.text for one in sentences for word in one.words)


def test_heads_are_numbers_within_the_sentence() -> None:
    (sentences,) = read_sentences([TEXT])
    second = sentences[1]
    assert second.words[second.root].lemma == "sign"
    assert next(second.words[i].text for i in second.children(second.root)) == "Armenia"
    assert second.subtree(second.root) == list(range(len(second.words)))
