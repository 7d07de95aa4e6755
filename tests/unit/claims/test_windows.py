"""The time a sentence speaks of where that is over: read from its words, of whom it is said, and of nobody else."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from tertius.claims import ClaimFile, as_yaml, decide, read_claims
from tertius.claims.windows import begun, spoken_of, window
from tertius.model import (
    ONCE,
    CaseFile,
    Claim,
    ClaimType,
    ContractBroken,
    Outcome,
    ReasonCode,
    Says,
    Sentence,
    Trial,
    mirror,
)

BETWEEN = " between Armenia and Azerbaijan"
DAY = date(2024, 5, 1)
Extracted = Callable[[str], tuple[Claim, ...]]
Read = Callable[[str], Sentence]


def days(first: str | None, last: str) -> tuple[date | None, date]:
    return date.fromisoformat(first) if first else None, date.fromisoformat(last)


@pytest.mark.parametrize(
    ("sentence", "since", "until"),
    [
        ("{a} was a mediator{b} until 2020.", None, "2019-12-31"),
        ("Until 2020, {a} was a mediator{b}.", None, "2019-12-31"),
        ("Before the war of September 2020 {a} was a mediator{b}.", None, "2020-08-31"),
        ("{a} was a mediator{b} up to November 2021.", None, "2021-10-31"),
        ("In 2015 {a} was a mediator{b}.", "2015-01-01", "2015-12-31"),
        ("In early 2015, {a} was a mediator{b}.", "2015-01-01", "2015-12-31"),
        ("In March 2015 {a} mediated{b}.", "2015-03-01", "2015-03-31"),
        ("Between 2010 and 2016 {a} was a mediator{b}.", "2010-01-01", "2016-12-31"),
        ("From 2010 to 2016 {a} was a mediator{b}.", "2010-01-01", "2016-12-31"),
        ("From 2010 until 2016 {a} was a mediator{b}.", "2010-01-01", "2015-12-31"),
        ("{a} was a mediator{b} in 2010–2016.", "2010-01-01", "2016-12-31"),
        ("{a} was the mediator{b} throughout the 1990s.", "1990-01-01", "1999-12-31"),
        ("In the late 1990s {a} was the mediator{b}.", "1995-01-01", "1999-12-31"),
        ("Ten years ago {a} was a mediator{b}.", "2014-01-01", "2014-12-31"),
        ("A decade ago {a} was a mediator{b}.", "2014-01-01", "2014-12-31"),
        ("Last year {a} was still a mediator{b}.", "2023-01-01", "2023-12-31"),
        ("Observers said that {a} was a mediator{b} until 2020.", None, "2019-12-31"),
        ("Until Kenya attacked Uganda in 2022, {a} was a mediator{b}.", None, "2021-12-31"),
    ],
)
def test_a_past_state_has_the_time_it_is_said_of_whoever_it_favours(
    claims_of: Extracted, sentence: str, since: str | None, until: str
) -> None:
    for name, actor in (("France", "FRA"), ("Iran", "IRN")):
        found = [one for one in claims_of(sentence.format(a=name, b=BETWEEN)) if one.measure]
        assert [(one.actor, one.measure, one.says) for one in found] == [(actor, "mediation", Says.HOLDS)]
        assert (found[0].since, found[0].until) == days(since, until)
        opposite = mirror(found[0])
        assert (opposite.since, opposite.until, opposite.says) == (found[0].since, found[0].until, Says.LOST)
        assert until in found[0].text


@pytest.mark.parametrize(
    ("sentence", "why"),
    [
        ("Having lost a war in 2008, Russia is an arbiter{b}.", "(in 2008), and whether the claim does is not plain"),
        ("Russia is a mediator{b} in 2008.", "a time that was over (in 2008)"),
        ("Russia lost its role as a mediator{b} in 2020.", "a time that was over (in 2020)"),
        ("Before the Cold War, Russia was a mediator{b}.", "a time that was over (before the cold war)"),
        ("The presence of Russia{b} was growing between 2010 and 2016.", "rose or fell within a time"),
    ],
)
def test_a_time_that_is_not_plainly_that_of_a_state_is_not_tested(
    claims_of: Extracted, sentence: str, why: str
) -> None:
    found = claims_of(sentence.format(b=BETWEEN))
    assert [one for one in found if one.measure] == []
    assert why in " ".join(one.why_not for one in found)


def test_once_the_role_of_another_time_beside_that_of_today(claims_of: Extracted) -> None:
    was, now = claims_of(f"Once the guarantor{BETWEEN}, Russia is now a bystander.")
    assert (was.actor, was.says, was.quantifier, was.until) == ("RUS", Says.HOLDS, ONCE, date(2023, 4, 30))
    assert (now.actor, now.measure, now.says, now.until) == ("RUS", "player", Says.LOST, None)
    (conduct,) = claims_of("Azerbaijan kept its promises to Armenia until September 2020.")
    assert (conduct.measure, conduct.says, conduct.until) == ("promises", Says.HOLDS, date(2020, 8, 31))


def test_two_times_of_one_verb_are_none_and_a_time_that_goes_on_has_its_month(first_sentence: Read) -> None:
    text = "Kenya was a mediator in 2010 and in 2014."
    assert window(first_sentence(text), text.index("mediator"), DAY) is None
    assert spoken_of(first_sentence(text), DAY) == "in 2010"
    assert begun(first_sentence("Kenya has been a mediator since November 2020."), DAY) == date(2020, 11, 1)
    assert begun(first_sentence("Kenya has been a mediator since 2031."), DAY) is None
    backwards = "Kenya was a mediator from 2016 to 2010."
    assert window(first_sentence(backwards), backwards.index("mediator"), DAY) is None


def test_a_period_is_written_and_read_back(claim: Callable[..., Claim], tmp_path: Path) -> None:
    made = claim(Says.HOLDS, since=date(2015, 1, 1), until=date(2015, 12, 31))
    text = as_yaml(ClaimFile("t", "", "synthetic-islands", (made,)))
    path = _written(tmp_path, text)
    (back,) = read_claims(path).claims
    assert (back.since, back.until, back.last_day) == (made.since, made.until, date(2015, 12, 31))
    (short,) = read_claims(_written(tmp_path, text.replace("'2015-01-01'", "2015").replace(
        "2015-01-01", "2015").replace("2015-12-31", "2015"))).claims  # fmt: skip
    assert (short.since, short.until) == (made.since, made.until)


def _written(folder: Path, text: str) -> Path:
    path = folder / "claims.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_period_lies_before_the_text_and_runs_forward(claim: Callable[..., Claim]) -> None:
    made_on = claim(Says.HOLDS).made_on
    with pytest.raises(ContractBroken, match="a time after it was made: until"):
        claim(Says.HOLDS, until=made_on + timedelta(days=1))
    with pytest.raises(ContractBroken, match="before it starts"):
        claim(Says.HOLDS, since=date(2015, 1, 1), until=date(2014, 1, 1))


def test_what_was_so_once_is_not_contradicted_by_the_whole_time(
    claim: Callable[..., Claim], trial: Callable[..., Trial], case: Callable[..., CaseFile], constants: dict[str, float]
) -> None:
    low, high = trial((2.0, 98.0)), trial((60.0, 40.0))
    for says, against, favour in ((Says.HOLDS, low, high), (Says.LACKS, high, low)):
        plain, once = claim(says), claim(says, quantifier=ONCE)
        assert decide(plain, case(against), DAY, constants).outcome is Outcome.CONTRADICTED
        found = decide(once, case(against), DAY, constants)
        assert (found.outcome, found.code) == (Outcome.MIXED, ReasonCode.UNDECIDED)
        assert "names no day" in found.reason
        assert decide(once, case(favour), DAY, constants).outcome is Outcome.SUPPORTED


def test_forecasts_have_no_past(claims_of: Extracted) -> None:
    (found,) = claims_of(f"Russia will be a mediator{BETWEEN} until 2030.")
    assert (found.type, found.until) == (ClaimType.FORECAST, None)
