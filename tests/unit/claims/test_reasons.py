"""Reasons of a verdict beside its level: sufficiency, presuppositions, sizes, components, and what is only order."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from tertius.claims import Dated, Outlook, decide, exists, foreseen, in_order
from tertius.model import (
    Cause,
    ClaimType,
    Direction,
    Finding,
    Kind,
    Outcome,
    ReasonCode,
    Rival,
    Says,
    Span,
    Trial,
    Verdict,
)

AS_OF = date(2019, 12, 31)
HIGH, LOW, MIDDLE = (40.0, 20.0), (2.0, 60.0), (12.0, 48.0)

Judge = Callable[..., Verdict]


@pytest.fixture
def judge(claim: Any, case: Any, constants: dict[str, float]) -> Judge:
    def ruled(says: Says, primary: Trial, *variants: Trial, **more: Any) -> Verdict:
        fields = {key: more.pop(key) for key in ("quantifier",) if key in more}
        file = replace(case(primary, *variants, changes=more.pop("changes", ())), **more)
        return decide(claim(says, **fields), file, AS_OF, constants)

    return ruled


def past(one: Trial, other: Trial) -> Trial:
    return replace(one, past=other.now)


@pytest.mark.parametrize(("says", "level"), [(Says.LOST, LOW), (Says.GAINED, HIGH)])
def test_what_was_never_otherwise_was_neither_lost_nor_gained(
    judge: Judge, trial: Any, says: Says, level: tuple[float, float]
) -> None:
    verdict = judge(says, past(trial(level, level), trial(level)))
    assert (verdict.outcome, verdict.code) == (Outcome.CONTRADICTED, ReasonCode.NEVER)
    assert next(one.kind for one in verdict.checks) is Kind.PRESUPPOSITION


def test_a_role_held_long_ago_leaves_the_loss_open(judge: Judge, trial: Any) -> None:
    verdict = judge(Says.LOST, past(trial(LOW, LOW), trial(HIGH)))
    assert verdict.code in (ReasonCode.NO_CHANGE, ReasonCode.UNDETECTABLE)


def test_a_loss_that_no_silence_could_show_is_undetectable(judge: Judge, trial: Any) -> None:
    thin = replace(trial((1.0, 5.0)), silent=0.5)
    verdict = judge(Says.LOST, thin)
    assert (verdict.outcome, verdict.code) == (Outcome.NOT_TESTABLE, ReasonCode.UNDETECTABLE)


def test_an_undecided_claim_on_little_evidence_is_not_testable_and_on_much_mixed(judge: Judge, trial: Any) -> None:
    little, much = judge(Says.HOLDS, trial((4.0, 15.0))), judge(Says.HOLDS, trial(MIDDLE))
    assert (little.outcome, little.code) == (Outcome.NOT_TESTABLE, ReasonCode.DATA)
    assert (much.outcome, much.code) == (Outcome.MIXED, ReasonCode.UNDECIDED)


@pytest.mark.parametrize("says", [Says.RISES, Says.FALLS])
def test_a_share_that_stayed_contradicts_a_rise_and_a_fall(judge: Judge, trial: Any, says: Says) -> None:
    verdict = judge(says, trial((60.0, 140.0), (120.0, 280.0)))
    assert (verdict.outcome, verdict.code) == (Outcome.CONTRADICTED, ReasonCode.EXCLUDED)


def test_variants_unsure_of_a_fall_exclude_a_rise_all_the_same(judge: Judge, trial: Any) -> None:
    flat = [replace(trial((60.0, 140.0), (120.0, 280.0), name=str(number)), kind=Kind.WINDOW) for number in range(3)]
    verdict = judge(Says.RISES, trial((40.0, 160.0), (120.0, 280.0)), *flat)
    assert (verdict.outcome, verdict.code) == (Outcome.CONTRADICTED, ReasonCode.EXCLUDED)
    risen = [replace(one, now=trial((100.0, 100.0)).now) for one in flat]
    assert judge(Says.RISES, trial((40.0, 160.0), (120.0, 280.0)), *risen).outcome is Outcome.MIXED


def test_a_trend_that_this_volume_cannot_show_is_undetectable(judge: Judge, trial: Any) -> None:
    verdict = judge(Says.RISES, trial((3.0, 12.0), (4.0, 20.0)))
    assert (verdict.outcome, verdict.code) == (Outcome.NOT_TESTABLE, ReasonCode.UNDETECTABLE)


@pytest.mark.parametrize("says", [Says.RISES, Says.FALLS])
def test_what_this_volume_could_not_show_is_not_excluded_by_it(judge: Judge, trial: Any, says: Says) -> None:
    """The same improbable change is undetectable at a tenth of the volume at which it is excluded."""
    little, much = (judge(says, trial((15.0 * n, 150.0 * n), (35.0 * n, 350.0 * n))) for n in (1.0, 10.0))
    assert (little.outcome, little.code) == (Outcome.NOT_TESTABLE, ReasonCode.UNDETECTABLE)
    assert "(one by 2 times or more has probability 0.0" in little.reason
    assert (much.outcome, much.code) == (Outcome.CONTRADICTED, ReasonCode.EXCLUDED)


def test_a_direction_within_the_margin_says_nothing_at_a_volume_that_cannot_show_a_change(
    judge: Judge, trial: Any, constants: dict[str, float]
) -> None:
    """Sure of the direction, not sure that it passes the margin: mixed where a change would be seen, else mute."""
    little, much = (judge(Says.RISES, trial(*levels)) for levels in (
        ((24.0, 150.0), (34.0, 350.0)), ((4000.0, 6000.0), (3500.0, 6500.0))))  # fmt: skip
    assert min(little.support, much.support) > constants["claims.supported"]
    assert (little.outcome, little.code) == (Outcome.NOT_TESTABLE, ReasonCode.UNDETECTABLE)
    assert (much.outcome, much.code) == (Outcome.MIXED, ReasonCode.TOO_SMALL)


def test_a_spike_is_no_rise(judge: Judge, trial: Any) -> None:
    half = replace(trial((2.0, 58.0), (5.0, 60.0), name="first half"), kind=Kind.HALF)
    verdict = judge(Says.RISES, trial(HIGH, (5.0, 60.0)), half)
    assert (verdict.outcome, verdict.code) == (Outcome.MIXED, ReasonCode.SPIKE)
    assert "first half" in verdict.reason


def test_what_would_be_said_of_everybody_is_mixed(judge: Judge, trial: Any) -> None:
    others = tuple(replace(trial(HIGH, (5.0, 60.0), name=name), kind=Kind.PLACEBO) for name in ("TON", "VUT"))
    verdict = judge(Says.RISES, trial(HIGH, (5.0, 60.0)), placebos=others)
    assert (verdict.outcome, verdict.code) == (Outcome.MIXED, ReasonCode.PLACEBOS)


@pytest.mark.parametrize(
    ("kind", "code"),
    [(Kind.BLOC, ReasonCode.BLOCS), (Kind.WINDOW, ReasonCode.VARIANTS), (Kind.COMPONENT, ReasonCode.COMPONENTS)],
)
def test_the_reason_tells_what_disagrees(judge: Judge, trial: Any, kind: Kind, code: ReasonCode) -> None:
    for says, level, other in ((Says.HOLDS, HIGH, LOW), (Says.HOLDS, LOW, HIGH)):
        verdict = judge(says, trial(level), replace(trial(other, name="other"), kind=kind))
        assert (verdict.outcome, verdict.code) == (Outcome.MIXED, code)


def test_unknown_actors_leave_a_claim_untested(judge: Judge, trial: Any) -> None:
    few, many = judge(Says.HOLDS, trial(HIGH), unresolved=0.1), judge(Says.HOLDS, trial(HIGH), unresolved=0.2)
    assert (few.outcome, many.outcome) == (Outcome.SUPPORTED, Outcome.NOT_TESTABLE)
    assert many.code is ReasonCode.DATA


@pytest.mark.parametrize("word", ["definitive", "no longer", "full"])
def test_absolute_words_want_an_absolute_state(judge: Judge, trial: Any, change: Any, word: str) -> None:
    loss = change(Direction.LOSS, date(2017, 6, 1))
    verdict = judge(Says.LOST, trial(LOW), changes=(loss,), quantifier=word)
    assert (verdict.outcome, verdict.code) == (Outcome.MIXED, ReasonCode.QUANTIFIER)


def test_a_young_gain_is_not_held_fully(judge: Judge, trial: Any, change: Any) -> None:
    young, old = (change(Direction.GAIN, day) for day in (date(2019, 8, 1), date(2017, 6, 1)))
    assert judge(Says.HOLDS, trial(HIGH), changes=(young,), quantifier="full").code is ReasonCode.QUANTIFIER
    assert judge(Says.HOLDS, trial(HIGH), changes=(old,), quantifier="full").outcome is Outcome.SUPPORTED


def test_a_loss_that_was_reversed_says_so(judge: Judge, trial: Any, change: Any) -> None:
    both = (change(Direction.LOSS, date(2016, 1, 1)), change(Direction.GAIN, date(2018, 1, 1)))
    verdict = judge(Says.LOST, trial(HIGH), changes=both)
    assert (verdict.outcome, verdict.code) == (Outcome.CONTRADICTED, ReasonCode.REVERSED)


def test_events_stand_where_their_story_moves_the_claim(judge: Judge, trial: Any) -> None:
    verdict = judge(Says.HOLDS, trial(HIGH), influence={"VUT:rival": -0.4, "NZL:now": 0.2, "x": 0.9})
    assert (verdict.evidence_for, verdict.evidence_against) == (("x", "NZL:now"), ("VUT:rival",))


def dated(one: Finding, actor: str, measure: str, when: date, days: int = 45) -> Finding:
    around = Span(when - timedelta(days=days), when + timedelta(days=days))
    return replace(one, actor=actor, measure=measure, when=when, interval=around)


@pytest.mark.parametrize(
    ("first", "outcome", "word"),
    [
        (date(2017, 1, 1), Outcome.CONSISTENT, "fits in time"),
        (date(2019, 1, 1), Outcome.INCONSISTENT, "preceded it"),
        (date(2018, 2, 15), Outcome.NOT_TESTABLE, "the order is not known"),
        (date(2014, 1, 1), Outcome.NOT_TESTABLE, "too far apart"),
    ],
)
def test_a_cause_is_at_most_consistent_with_its_effect(
    claim: Any, change: Any, constants: dict[str, float], first: date, outcome: Outcome, word: str
) -> None:
    effect = dated(change(Direction.LOSS, date(2018, 3, 1)), "NZL", "mediation", date(2018, 3, 1))
    cause = dated(change(Direction.GAIN, first), "TON", "visibility", first)
    found = Dated({"mediation": (effect,), "visibility": (cause,)})
    asked = claim(Says.LOST, type=ClaimType.CAUSAL, rivals=(Rival("a war", date(2017, 9, 1)),))
    verdict = in_order(asked, Cause("TON", "visibility", Says.GAINED), found, AS_OF, constants)
    assert verdict.outcome is outcome
    assert word in verdict.reason
    assert [one.kind for one in verdict.checks] == [Kind.ORDER]


def test_a_cause_without_rival_or_date_is_not_identified(claim: Any, change: Any, constants: dict[str, float]) -> None:
    effect = dated(change(Direction.LOSS, date(2018, 3, 1)), "NZL", "mediation", date(2018, 3, 1))
    cause = dated(change(Direction.GAIN, date(2017, 1, 1)), "TON", "visibility", date(2017, 1, 1))
    asked, named = claim(Says.LOST, type=ClaimType.CAUSAL), Cause("TON", "visibility", Says.GAINED)
    alone = in_order(asked, named, Dated({"mediation": (effect,), "visibility": (cause,)}), AS_OF, constants)
    undated = in_order(asked, named, Dated({"mediation": (effect,), "visibility": ()}), AS_OF, constants)
    unknown = in_order(asked, named, Dated({"mediation": (effect,)}), AS_OF, constants)
    assert {one.code for one in (alone, undated, unknown)} == {ReasonCode.UNIDENTIFIED}
    assert "no rival explanation" in alone.reason
    assert "no change is dated" in undated.reason
    assert "no finder" in unknown.reason


@pytest.mark.parametrize(
    ("voices", "outcome"),
    [
        ({"a": ("east", "west")}, Outcome.SUPPORTED),
        ({"a": ("east",), "b": ("west",)}, Outcome.SUPPORTED),
        ({"a": ("east",), "b": ("east",)}, Outcome.MIXED),
        ({"a": ()}, Outcome.MIXED),
        ({}, Outcome.NOT_TESTABLE),
    ],
)
def test_an_event_is_taken_as_real_when_two_sides_report_it(
    claim: Any, constants: dict[str, float], voices: dict[str, tuple[str, ...]], outcome: Outcome
) -> None:
    asked = claim(Says.NONE, type=ClaimType.EVENT, measure=None, codes=("057",))
    assert exists(asked, tuple(voices), voices, AS_OF, constants).outcome is outcome


@pytest.mark.parametrize(("word", "agrees"), [("may", True), ("", False)])
def test_may_is_read_as_a_real_possibility(claim: Any, constants: dict[str, float], word: str, agrees: bool) -> None:
    asked = claim(Says.HOLDS, type=ClaimType.FORECAST, quantifier=word)
    verdict = foreseen(asked, Outlook(0.3, date(2020, 6, 30), {"sha256": "0" * 64}), AS_OF, constants)
    assert (verdict.outcome, verdict.code, verdict.support) == (Outcome.NOT_TESTABLE, ReasonCode.PENDING, 0.3)
    assert ("the forecast agrees" in verdict.reason) is agrees
