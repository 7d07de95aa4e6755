"""Who keeps promises, who ignores appeals: plain sentences, read alike whoever is named."""

from collections.abc import Callable
from datetime import date

import pytest

from tertius.arenas import arena
from tertius.claims.conduct import conduct
from tertius.codebooks.tables import rows
from tertius.measures import measure
from tertius.model import Claim, ClaimType, Says, Sentence

DAY = date(2024, 5, 1)
ARENA = arena("south-caucasus")
Extracted = Callable[[str], tuple[Claim, ...]]
Read = Callable[[str], Sentence]


PLAIN = [
    ("{a} has never kept its promises to {b}.", "promises", Says.LACKS),
    ("{a} never kept its promises to {b}.", "promises", Says.LACKS),
    ("{a} keeps its promises to {b}.", "promises", Says.HOLDS),
    ("{a} keeps none of its promises to {b}.", "promises", Says.LACKS),
    ("{a} never fails to keep its promises to {b}.", "promises", Says.HOLDS),
    ("{a} has broken its promises to {b}.", "promises", Says.LACKS),
    ("{a} does not break its promises to {b}.", "promises", Says.HOLDS),
    ("{a} no longer keeps its promises to {b}.", "promises", Says.LOST),
    ("{a} ignores {b}'s appeals.", "responses", Says.HOLDS),
    ("{a} does not ignore {b}'s appeals.", "responses", Says.LACKS),
    ("{a} never responds to {b}'s requests.", "responses", Says.HOLDS),
    ("{a} answers {b}'s appeals.", "responses", Says.LACKS),
    ("{a}, according to UN experts, ignores every appeal of {b}.", "responses", Says.HOLDS),
    ("{b}'s appeals to {a} go unanswered.", "responses", Says.HOLDS),
    ("{b}'s appeals are ignored in {a}.", "responses", Says.HOLDS),
    ("{a} leaves {b}'s requests unanswered.", "responses", Says.HOLDS),
    ("{a} keeps ignoring {b}'s requests.", "responses", Says.HOLDS),
    ("{a} has not kept its promises to {b}, lawyers complain.", "promises", Says.LACKS),
    ("{b}'s appeals are ignored by {a}.", "responses", Says.HOLDS),
    ("Observers said that {a} ignores {b}'s appeals.", "responses", Says.HOLDS),
    ("{a} increasingly ignores {b}'s requests.", "responses", Says.RISES),
    ("{a} increasingly breaks its promises to {b}.", "promises", Says.FALLS),
]


@pytest.mark.parametrize(("sentence", "name", "says"), PLAIN)
def test_plain_conduct_is_read_alike_of_either_side(claims_of: Extracted, sentence: str, name: str, says: Says) -> None:
    for a, b in (("Armenia", "Azerbaijan"), ("Azerbaijan", "Armenia")):
        (found,) = claims_of(sentence.format(a=a, b=b))
        assert (found.actor, str(found.pair), found.measure, found.says) == (
            {"Armenia": "ARM", "Azerbaijan": "AZE"}[a], "ARM-AZE", name, says)  # fmt: skip
        assert found.type is (ClaimType.TREND if says in (Says.RISES, Says.FALLS) else ClaimType.ROLE)


@pytest.mark.parametrize(
    ("sentence", "why"),
    [
        ("Armenia kept its promises to Azerbaijan.", "a time that was over (kept)"),
        ("Azerbaijan ignored Armenia's appeals.", "a time that was over (ignored)"),
        ("Armenia should keep its promises to Azerbaijan.", "nothing that a record could refute"),
        ("Does Armenia keep its promises to Azerbaijan?", "nothing that a record could refute"),
        ("Armenia might ignore Azerbaijan's appeals.", ""),
        ("Armenia will not keep its promises to Azerbaijan.", "forecasts are made of"),
        ("Serbia has never kept its promises to Armenia.", "no pair of the arena"),
        ("Armenia promised Azerbaijan to leave.", ""),
    ],
)
def test_what_is_over_or_advice_or_ahead_is_not_tested(claims_of: Extracted, sentence: str, why: str) -> None:
    (found,) = claims_of(sentence)
    assert found.measure is None
    assert why in found.why_not


def test_the_pair_of_an_accusation_is_that_of_its_object_or_of_the_text(claims_of: Extracted) -> None:
    (named,) = claims_of("Armenia and Russia spoke of Turkey, and Armenia has broken its promises to Azerbaijan.")[1:]
    assert str(named.pair) == "ARM-AZE"
    (read_,) = claims_of("Armenia and Azerbaijan met. Azerbaijan has never kept its promises.")[1:]
    assert (str(read_.pair), read_.says) == ("ARM-AZE", Says.LACKS)
    assert read_.wording is not None
    assert read_.wording.inferred == ("pair",)


def test_two_who_act_and_two_acts_are_two_claims_each(claims_of: Extracted) -> None:
    both = claims_of("Armenia and Azerbaijan ignore each other's appeals.")
    assert [(one.actor, one.measure, one.says) for one in both] == [
        ("ARM", "responses", Says.HOLDS), ("AZE", "responses", Says.HOLDS)]  # fmt: skip
    acts = claims_of("Armenia keeps its promises and ignores Azerbaijan's appeals.")
    assert [(one.measure, one.says) for one in acts] == [("promises", Says.HOLDS), ("responses", Says.HOLDS)]
    beside = claims_of("Russia is a mediator between Armenia and Azerbaijan and ignores Armenia's appeals.")
    assert {one.measure: str(one.pair) for one in beside} == {"responses": "ARM-RUS", "mediation": "ARM-AZE"}


def test_who_will_mediate_is_foreseen(claims_of: Extracted) -> None:
    for word, says in (("will", Says.HOLDS), ("will not", Says.LACKS)):
        (found,) = claims_of(f"Russia {word} mediate between Armenia and Azerbaijan.")
        assert (found.type, found.measure, found.says) == (ClaimType.FORECAST, "mediation", says)


def test_a_verb_without_its_object_or_its_actor_is_no_conduct(first_sentence: Read) -> None:
    for text in ("Kenya keeps a zoo.", "They keep their promises.", "Keep promises.", "Kenya ignores the weather."):
        assert conduct(first_sentence(text)) == ()


def test_every_row_of_the_table_names_a_measure_and_a_way() -> None:
    for row in rows("claim_conduct"):
        assert row["way"] in ("up", "down")
        assert measure(row["notion"]).name == row["notion"]
