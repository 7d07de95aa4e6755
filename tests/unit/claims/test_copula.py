"""Who is said to be what: frames, contrasts and asides, read alike whoever is named; and what is said to be so only."""

from collections.abc import Callable

import pytest

from tertius.model import Claim, ClaimType, Says

BETWEEN = " between Armenia and Azerbaijan"
Extracted = Callable[[str], tuple[Claim, ...]]


@pytest.mark.parametrize(
    ("sentence", "says"),
    [
        ("{a} is said to be a mediator{b}.", Says.HOLDS),
        ("{a} is a guest, not a mediator{b}.", Says.LACKS),
        ("{a} is not a guest, but a mediator{b}.", Says.HOLDS),
        ("{a} is not a mediator{b}, but a guest.", Says.LACKS),
        ("{a} is the mediator{b} that neither side likes.", Says.HOLDS),
        ("{a} has never stopped being a mediator{b}.", Says.HOLDS),
        ("{a} has since become a mediator{b}.", Says.GAINED),
        ("It is true that {a} is a mediator{b}.", Says.HOLDS),
        ("It is not true that {a} is a mediator{b}.", Says.LACKS),
        ("It is a myth that {a} is not a mediator{b}.", Says.HOLDS),
        ("It is false that {a} mediates{b}.", Says.LACKS),
        ("It would be a mistake to say that {a} is a mediator{b}.", Says.LACKS),
        ("Nobody doubts that {a} is a mediator{b}.", Says.HOLDS),
        ("Anybody will tell you that {a} is a mediator{b}.", Says.HOLDS),
        ("{a} does not mediate{b}, it takes sides.", Says.LACKS),
    ],
)
def test_what_is_said_of_one_is_said_alike_of_another(claims_of: Extracted, sentence: str, says: Says) -> None:
    for name, actor in (("France", "FRA"), ("Iran", "IRN")):
        found = [one for one in claims_of(sentence.format(a=name, b=BETWEEN)) if one.measure == "mediation"]
        assert [(one.actor, one.says, one.type) for one in found] == [(actor, says, ClaimType.ROLE)]


@pytest.mark.parametrize(
    ("sentence", "why"),
    [
        ("France would be a better mediator{b} than Iran.", "it tells what would be"),
        ("Is it true that France is a mediator{b}?", "nothing that a record could refute"),
        ("France wants to be a mediator{b}.", ""),
        ("France denies that Iran is a mediator{b}.", ""),
    ],
)
def test_what_only_would_be_so_is_no_claim(claims_of: Extracted, sentence: str, why: str) -> None:
    found = claims_of(sentence.format(b=BETWEEN))
    assert [one for one in found if one.measure] == []
    assert why in found[0].why_not


def test_one_of_two_roles_is_denied_by_contrast(claims_of: Extracted) -> None:
    found = {one.measure: one.says for one in claims_of(f"Iran is a mediator{BETWEEN}, not a guarantor.")}
    assert found == {"mediation": Says.HOLDS, "guarantor": Says.LACKS}


def test_an_aside_is_a_claim_of_the_name_before_it(claims_of: Extracted) -> None:
    found = claims_of(f"Armenia and Azerbaijan met. Iran, the former arbiter{BETWEEN}, watches.")
    assert [(one.actor, one.measure, one.quantifier) for one in found if one.measure] == [("IRN", "arbiter", "once")]


def test_somebodys_ally_is_no_subject(claims_of: Extracted) -> None:
    (found,) = claims_of("Turkey is Azerbaijan's ally.")
    assert (found.actor, str(found.pair), found.measure) == ("TUR", "AZE-TUR", "alliance")


def test_less_than_is_more_of_the_other(claims_of: Extracted) -> None:
    less, more = (claims_of(f"{a} is {word} visible{BETWEEN} than {b}.")[0]
                  for a, word, b in (("Iran", "less", "France"), ("France", "more", "Iran")))  # fmt: skip
    assert (less.actor, less.other, less.says, less.measure) == ("FRA", "IRN", Says.MORE_THAN, "visibility")
    assert (more.actor, more.other, more.says, more.measure) == ("FRA", "IRN", Says.MORE_THAN, "visibility")


def test_what_may_come_is_foreseen_as_possible_only(claims_of: Extracted) -> None:
    for word, quantifier in (("will", ""), ("may", "may"), ("could", "may")):
        (found,) = claims_of(f"Iran {word} mediate{BETWEEN} next month.")
        if found.measure:
            assert (found.type, found.quantifier) == (ClaimType.FORECAST, quantifier)


def test_what_is_denied_of_two_is_denied_of_each(claims_of: Extracted) -> None:
    text = "Armenia has not kept its promises to Azerbaijan, nor has Azerbaijan kept its promises to Armenia."
    found = claims_of(text)
    assert [(one.actor, one.measure, one.says) for one in found] == [
        ("ARM", "promises", Says.LACKS), ("AZE", "promises", Says.LACKS)]  # fmt: skip


def test_more_is_not_less_because_few_noticed_it_and_a_doubt_is_one(claims_of: Extracted) -> None:
    (more,) = claims_of(f"Fewer people noticed that the presence of Iran{BETWEEN} is growing.")
    assert (more.actor, more.measure, more.says) == ("IRN", "visibility", Says.RISES)
    (doubt,) = claims_of(f"I do not think that Iran is a mediator{BETWEEN}.")
    assert doubt.says in (Says.LACKS, Says.NONE)
