"""Each predicate is read by its own tense; what was so once is not said to be so now, whoever it favours."""

from collections.abc import Callable
from datetime import date

import pytest

from tertius.arenas import arena
from tertius.claims.splitting import part, predicates
from tertius.claims.tense import past_state, tense
from tertius.model import Claim, ClaimType, Says, Sentence

DAY = date(2024, 5, 1)
ARENA = arena("south-caucasus")
BETWEEN = " between Armenia and Azerbaijan"
Extracted = Callable[[str], tuple[Claim, ...]]
Read = Callable[[str], Sentence]


def test_three_tenses_in_one_sentence_are_three_claims(claims_of: Extracted) -> None:
    was, now, ahead = claims_of(f"Russia was a guarantor, is an arbiter and will be a mediator{BETWEEN}.")
    assert (was.measure, now.measure, ahead.measure) == ("guarantor", "arbiter", "mediation")
    assert (was.quantifier, was.until, now.quantifier, now.until) == ("once", date(2023, 4, 30), "", None)
    assert (now.type, now.says) == (ClaimType.ROLE, Says.HOLDS)
    assert (ahead.type, ahead.says) == (ClaimType.FORECAST, Says.HOLDS)
    assert {one.actor for one in (was, now, ahead)} == {"RUS"}
    assert [one.claim_id for one in (was, now, ahead)] == ["s01-guarantor", "s01-arbiter", "s01-mediation"]


@pytest.mark.parametrize(
    ("predicate", "says"),
    [
        ("was a mediator", Says.HOLDS),
        ("was not a mediator", Says.LACKS),
        ("was never a mediator", Says.LACKS),
        ("used to be a mediator", Says.HOLDS),
        ("had been a mediator", Says.HOLDS),
        ("was once the only mediator", Says.HOLDS),
        ("is a former mediator", Says.HOLDS),
        ("was more of a mediator than Iran", Says.MORE_THAN),
    ],
)
def test_a_state_that_is_over_is_said_of_the_time_before_the_present(
    claims_of: Extracted, predicate: str, says: Says
) -> None:
    (found,) = claims_of(f"France {predicate}{BETWEEN}.")
    assert (found.measure, found.says, found.quantifier) == ("mediation", says, "once")
    assert (found.since, found.until) == (None, date(2023, 4, 30))
    when = "In the time up to 2023-04-30 as a whole" if says is Says.LACKS else "Once, in the time up to 2023-04-30"
    assert found.text.startswith(f"{when}: France is")


def test_what_may_have_been_is_not_asserted(claims_of: Extracted) -> None:
    (found,) = claims_of(f"France may have been a mediator{BETWEEN}.")
    assert (found.measure, found.until) == (None, None)
    assert found.why_not == "it tells what may have been, not what was"


@pytest.mark.parametrize(
    ("predicate", "says"),
    [
        ("is a mediator", Says.HOLDS),
        ("has been a mediator", Says.HOLDS),
        ("was and is a mediator", Says.HOLDS),
        ("is and was a mediator", Says.HOLDS),
        ("was a mediator and remains one", Says.HOLDS),
        ("was a mediator there and is still one", Says.HOLDS),
        ("became a mediator", Says.GAINED),
        ("lost its role as a mediator", Says.LOST),
        ("ceased to be a mediator", Says.LOST),
        ("was no longer a mediator", Says.LOST),
        ("is no longer the mediator that it was", Says.LOST),
    ],
)
def test_what_goes_on_and_what_changed_is_tested_in_whatever_tense(
    claims_of: Extracted, predicate: str, says: Says
) -> None:
    found = [one for one in claims_of(f"France {predicate}{BETWEEN}.") if one.measure]
    assert [(one.actor, one.says) for one in found] == [("FRA", says)]


def test_what_somebody_said_that_it_was_is_said_of_the_day_he_said_it(claims_of: Extracted) -> None:
    (found,) = claims_of(f"Lavrov said that France was a mediator{BETWEEN}.")
    assert (found.actor, found.says) == ("FRA", Says.HOLDS)
    assert found.wording is not None
    assert found.wording.attribution == "Lavrov"


@pytest.mark.parametrize(("of", "other"), [("France", "Iran"), ("Iran", "France"), ("Russia", "Turkey")])
def test_tense_is_read_the_same_whoever_is_named(claims_of: Extracted, of: str, other: str) -> None:
    """Two camps, each the mirror of the other: what is tested of the one is tested of the other."""
    for predicate in ("was a mediator", "was not a mediator", "will be a mediator", "has been a mediator"):
        one, two = (claims_of(f"{name} {predicate}{BETWEEN}.") for name in (of, other))
        assert [(a.type, a.says, a.why_not) for a in one] == [(b.type, b.says, b.why_not) for b in two]


@pytest.mark.parametrize(
    ("text", "of", "when"),
    [
        ("Kenya will mediate and host talks.", "host", "ahead"),
        ("Kenya won't be a mediator.", "mediator", "ahead"),
        ("Kenya has been a mediator.", "mediator", "present"),
        ("Kenya did not remain a mediator.", "mediator", "past"),
        ("No mediator.", "mediator", "present"),
    ],
)
def test_the_tense_is_that_of_the_verb_that_governs(first_sentence: Read, text: str, of: str, when: str) -> None:
    assert tense(first_sentence(text), text.index(of)) == when


def test_a_past_course_is_over_and_a_finished_act_is_no_state(first_sentence: Read) -> None:
    text = "Kenya was becoming more visible."
    assert past_state(first_sentence(text), text.index("visible")) == "was becoming"
    text = "Kenya was at once a mediator and a guest."
    assert past_state(first_sentence(text), text.index("mediator")) == "was"
    text = "Kenya mediated the talks."
    assert past_state(first_sentence(text), text.index("mediated")) == ""


def test_a_verb_cut_off_from_the_one_it_hung_on_governs_itself(first_sentence: Read) -> None:
    whole = first_sentence("Kenya hopes to mediate and host and be a mediator.")
    for first in range(len(whole.words)):
        cut = part(whole, first, len(whole.words))
        assert {tense(cut, word.start - cut.start) for word in cut.words} <= {"past", "present", "ahead"}
        assert {past_state(cut, word.start - cut.start) for word in cut.words} == {""}


def test_predicates_keep_their_subject_and_the_places_of_characters(first_sentence: Read) -> None:
    whole = first_sentence("Kenya hosted talks, hosts them now and will host more.")
    parts = predicates(whole)
    assert [" ".join(one.text.split()) for one in parts] == [
        "Kenya hosted talks,", "Kenya hosts them now and", "Kenya will host more."]  # fmt: skip
    for one in parts:
        assert [mention.actor for mention in one.mentions] == ["KEN"]
        assert all(whole.text[word.start : word.end] == word.text for word in one.words)
        assert [one.words[i].pos for i, word in enumerate(one.words) if word.head == i] == ["VERB"]
    alone = first_sentence("Kenya hosts talks.")
    assert predicates(alone) == (alone,)
