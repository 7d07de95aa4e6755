from datetime import date

import pytest

from tertius.model import Estimate, Span
from tertius.report import wording
from tertius.report.anchors import anchor, finding_anchor, reading_anchor, slug


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("share", "words"),
    [(0, "0 %"), (0.0001, "<1 %"), (0.005, "<1 %"), (0.0051, "1 %"), (0.5, "50 %"), (0.995, ">99 %"), (1, "100 %")],
)
def test_a_share_that_rounds_to_a_bound_without_being_one_says_so(share, words):
    assert plain(wording.percent(share)) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [(0.0, "0.00"), (-0.001, "0.00"), (1.234, "1.23"), (-2.5, "−2.50"), (42.42, "42.4"), (12345.6, "12,346")],
)
def test_other_numbers_keep_about_three_figures(value, words):
    assert wording.number(value) == words


def test_bounds_of_a_share_share_one_sign():
    assert plain(wording.between(Estimate(0.5, 0.3, 0.7, 9), "share of days, 0 to 1")) == "30–70 %"
    assert wording.between(Estimate(0.5, -0.3, 0.7, 9), "days") == "−0.30 to 0.70"


def test_a_unit_is_a_share_by_its_first_word():
    assert wording.is_share("share of the table")
    assert wording.is_share("probability")
    assert not wording.is_share("days per share")


def test_days_are_written_without_asking_a_locale():
    assert plain(wording.long_day(date(2025, 8, 8))) == "8 August 2025"
    assert plain(wording.between_days(Span(date(2022, 2, 1), date(2022, 7, 1)))) == "1 Feb 2022 to 30 Jun 2022"
    assert plain(wording.between_days(Span(date(2022, 2, 1), date(2022, 2, 2)))) == "1 Feb 2022"
    assert plain(wording.between_days(Span(date(2022, 2, 1), date(2022, 2, 1)))) == "1 Feb 2022"


def test_counts_agree_with_their_nouns():
    assert [plain(wording.counted(count, "event")) for count in (0, 1, 1204)] == ["0 events", "1 event", "1,204 events"]
    assert [wording.listed(words) for words in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]


def test_joiners_that_names_need_are_kept():
    assert wording.visible("می‌خواهم") == "می‌خواهم"
    assert wording.visible("a\r\nb\tc") == "a\nb\tc"


def test_addresses_are_stable_and_readable(make):
    section = make.sections()[0]
    assert reading_anchor(section, make.reading()) == "r/ARM-AZE/chronicle/mediation/RUS/2024-09-01..2025-08-31"
    assert finding_anchor(section, make.finding()) == "c/ARM-AZE/chronicle/mediation/RUS/loss/2022-03-14"


def test_a_reading_toward_another_pair_has_an_address_of_its_own(make):
    section = make.sections()[0]
    assert reading_anchor(section, make.reading(pair=make.GEO_RUS)) != reading_anchor(section, make.reading())


def test_parts_of_an_address_cannot_run_together():
    assert anchor("e", "a/b") != anchor("e", "a", "b")
    assert slug("a b\"'<>&") == "a~20~b~22~~27~~3c~~3e~~26~"
