"""A text written when a data set had just begun, or long after it ended: what can be tested, and what is said."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import tertius as tt
from tertius.claims import decide
from tertius.model import Claim, ClaimType, Dyad, Outcome, ReasonCode, Says, Span, Standing
from tertius.study.trials import window_of

CLAIM = Claim("one", "a claim", ClaimType.ROLE, "south-caucasus", Dyad("ARM", "AZE"), "RUS", "mediation", Says.HOLDS,
              date(2014, 9, 30))  # fmt: skip
YEAR = Span(date(2014, 1, 1), date(2015, 1, 1))
NINE_MONTHS = Span(date(2014, 1, 1), date(2014, 10, 1))


@pytest.fixture(scope="module")
def study(shipped_study: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory) -> tt.Study:
    return tt.open(shipped_study(tmp_path_factory.mktemp("edge") / "study.duckdb"))


def audited(study: tt.Study, **more: Any) -> tt.Verdict:
    return study.audit(tt.ClaimFile("", "", "south-caucasus", (replace(CLAIM, **more),)))[0]


def test_the_present_is_the_covered_part_of_the_months_before() -> None:
    assert window_of(CLAIM, CLAIM.made_on, (YEAR,)) == NINE_MONTHS
    assert window_of(CLAIM, date(2014, 12, 31), (YEAR,)) == YEAR


def test_only_the_days_after_a_gap_count() -> None:
    late = Span(date(2014, 8, 1), date(2015, 1, 1))
    early = Span(date(2010, 1, 1), date(2014, 3, 1))
    assert window_of(CLAIM, CLAIM.made_on, (early, late)) == Span(date(2014, 8, 1), date(2014, 10, 1))


def test_a_first_day_that_the_text_names_is_kept() -> None:
    named = replace(CLAIM, since=date(2013, 5, 1))
    assert window_of(named, CLAIM.made_on, (YEAR,)) == Span(date(2013, 5, 1), date(2014, 10, 1))


def test_a_claim_of_a_state_is_decided_on_a_short_present_and_says_how_short(
    claim: Any, case: Any, trial: Any, constants: dict[str, float]
) -> None:
    one = trial((40.0, 20.0), None)
    short = replace(one, now=replace(one.now, period=NINE_MONTHS))
    verdict = decide(claim(Says.HOLDS, made_on=date(2014, 9, 30)), case(short), NINE_MONTHS.last, constants)
    assert verdict.outcome is Outcome.SUPPORTED
    assert "2014-01-01/2014-09-30 stands for the 12 months before: the days that are covered" in verdict.notes


def test_a_change_before_the_first_covered_day_is_not_testable_and_a_level_against_it_decides(
    claim: Any, case: Any, trial: Any, constants: dict[str, float]
) -> None:
    low, high = (case(trial(now, None)) for now in ((2.0, 60.0), (40.0, 20.0)))
    lost, gained = claim(Says.LOST), claim(Says.GAINED)
    for one, level in ((lost, low), (gained, high)):
        verdict = decide(one, level, date(2019, 12, 31), constants)
        assert (verdict.outcome, verdict.code) == (Outcome.NOT_TESTABLE, ReasonCode.DATA)
        assert "no day before 2019-01-01 is covered" in verdict.reason
    assert decide(lost, high, date(2019, 12, 31), constants).outcome is Outcome.CONTRADICTED
    assert decide(gained, low, date(2019, 12, 31), constants).outcome is Outcome.CONTRADICTED


def test_a_trend_says_that_there_is_nothing_to_compare_with(
    claim: Any, case: Any, trial: Any, reading: Any, constants: dict[str, float]
) -> None:
    lone = replace(trial((40.0, 20.0), None), before=reading(1.0, 1.0, standing=Standing.NOT_COVERED))
    verdict = decide(claim(Says.RISES), case(lone), date(2019, 12, 31), constants)
    assert verdict.outcome is Outcome.NOT_TESTABLE
    assert verdict.reason == "nothing to compare the present with: mediation of NZL: nobody looked"


@pytest.mark.slow
def test_a_text_of_the_first_months_is_not_refused_for_the_months_before_them(study: tt.Study) -> None:
    assert "covers" not in audited(study, made_on=date(1991, 9, 30)).reason
    assert "covers" not in audited(study, made_on=date(2000, 1, 1), until=date(1991, 9, 30)).reason


@pytest.mark.slow
def test_a_text_long_after_the_data_is_not_judged_by_old_data(study: tt.Study) -> None:
    verdict = audited(study, made_on=date(2027, 6, 1))
    assert (verdict.outcome, verdict.code) == (Outcome.NOT_TESTABLE, ReasonCode.DATA)
    assert "chronicle ends on 2025-12-31" in verdict.reason
    assert "chronicle ends on" not in audited(study, made_on=date(2026, 6, 1)).reason


def test_a_text_shortly_after_the_data_says_where_they_end(study: tt.Study) -> None:
    notes = audited(study, made_on=date(2026, 2, 1), measure="visibility").notes
    assert "the data end on 2025-12-31, the claim speaks of 2026-02-01" in notes


def test_until_says_that_the_last_months_are_tested_and_the_end_is_not(study: tt.Study) -> None:
    notes = audited(study, made_on=date(2020, 1, 1), until=date(2011, 12, 31)).notes
    assert "of the time up to 2011-12-31 its last 12 months are tested, and not that it ended then" in notes
