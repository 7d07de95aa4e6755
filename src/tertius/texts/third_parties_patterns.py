"""Every construction that gives somebody a part in the talks of others, sentence by sentence."""

from collections.abc import Iterator

from tertius.texts.third_parties_grammar import Grammar
from tertius.texts.third_parties_nouns import act_part, envoy_part, person_part
from tertius.texts.third_parties_objects import NOUNS, Part
from tertius.texts.third_parties_verbs import verb_part

_FINDERS = (verb_part, act_part, person_part, envoy_part)
_READ = NOUNS | {"VERB", "ADJ"}


def parts(grammar: Grammar) -> Iterator[Part]:
    """Yield every part that a sentence gives to somebody, in the order of the words."""
    for i, word in enumerate(grammar.words):
        if word.pos in _READ:
            for find in _FINDERS:
                part = find(grammar, i)
                if part is not None and part.heads:
                    yield part
