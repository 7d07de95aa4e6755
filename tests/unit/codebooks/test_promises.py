"""The promise table row by row: what keeps and what breaks each promise, and the days it has."""

import pytest

from tertius.codebooks.cameo import CODES
from tertius.codebooks.patterns import expand
from tertius.codebooks.promises import PROMISE_TABLE, PROMISES

# promise: (kept by, broken by, days), as the literature writes it
TABLE = {
    "036": ("040 041 042 043 044 046", "125 164", 30),
    "031": ("061 060 057", "1211 163 160", 180),
    "0311": ("061 060 057", "1211 163 160", 180),
    "0312": ("062 064 057", "1212 1622", 180),
    "0313": ("063 0841", "1213", 180),
    "0314": ("064", "", 180),
    "032": ("050 051 052 053 054 057", "161 129 111", 90),
    "0331": ("071 070", "1621 1221", 180),
    "0332": ("072 070", "1622 1222", 180),
    "0333": ("073 070", "1623 1223", 180),
    "0334": ("074", "1224 1661", 90),
    "0353": ("0841 0842", "1243 173", 60),
    "0354": ("085", "1244 163", 180),
    "0355": ("086 0861 0862 0863", "1245 166 1661 1662 1663", 90),
    "0356": ("087 0871 0872 0873 0874", "1246 19x", 30),
    "037": ("057 087 0871 0872 0873 0874", "127 19x", 365),
    "038": ("045", "126 165", 90),
    "039": ("045", "126 165", 90),
    "03": ("04x 05x 06x 07x 08x", "12x 16x", 180),
    "030": ("04x 05x 06x 07x 08x", "12x 16x", 180),
}


@pytest.mark.parametrize(("promise", "row"), TABLE.items(), ids=TABLE)
def test_a_promise_is_kept_and_broken_as_published(promise: str, row: tuple[str, str, int]) -> None:
    kept, broken, days = row
    found = PROMISES[promise]
    assert found.kept == set(expand(kept))
    assert found.broken == set(expand(broken))
    assert found.horizon_days == days


def test_no_other_promise_is_scored() -> None:
    assert set(PROMISES) == set(TABLE)


def test_no_act_both_keeps_and_breaks_a_promise() -> None:
    for promise in PROMISES.values():
        assert promise.kept.isdisjoint(promise.broken), promise.code
        assert promise.kept_by_other.isdisjoint(promise.kept | promise.broken), promise.code


def test_no_promise_is_kept_or_broken_by_a_promise() -> None:
    acts = {act for promise in PROMISES.values() for act in promise.kept | promise.broken | promise.kept_by_other}
    assert {act for act in acts if CODES[act].root == "03"} == set()


def test_receiving_peacekeepers_shows_that_protection_was_given() -> None:
    assert {code: promise.kept_by_other for code, promise in PROMISES.items() if promise.kept_by_other} == {
        "0334": {"0861"}
    }


def test_only_a_promise_of_mediation_is_kept_by_meeting_both_sides() -> None:
    assert {code for code, promise in PROMISES.items() if promise.by_triad} == {"038", "039"}


def test_a_promise_coded_no_deeper_than_its_root_counts_half() -> None:
    assert {code: promise.weight for code, promise in PROMISES.items() if promise.weight != 1} == {
        "03": 0.5,
        "030": 0.5,
    }


def test_a_refusal_that_no_data_set_codes_breaks_nothing() -> None:
    assert PROMISES["0314"].broken == frozenset()
    assert "1214" not in CODES


def test_one_kind_of_aid_is_no_other() -> None:
    assert PROMISES["0331"].kept & PROMISES["0332"].kept == {"070"}
    assert PROMISES["0331"].broken.isdisjoint(PROMISES["0332"].broken)


def test_codes_of_one_promise_share_a_subject() -> None:
    subjects: dict[str, set[str]] = {}
    for promise in PROMISES.values():
        subjects.setdefault(promise.subject, set()).add(promise.code)
    assert {subject: codes for subject, codes in subjects.items() if len(codes) > 1} == {
        "economic": {"031", "0311"},
        "mediation": {"038", "039"},
        "unspecified": {"03", "030"},
    }


def test_the_joined_table_says_the_same_as_the_promises() -> None:
    header, lines = PROMISE_TABLE
    assert header == ("promise", "subject", "act", "effect")
    for code, promise in PROMISES.items():
        own = [(act, effect) for text, _, act, effect in lines if text == code]
        assert {act for act, effect in own if effect == "keeps"} == promise.kept
        assert {act for act, effect in own if effect == "kept by other"} == promise.kept_by_other
        assert {act for act, effect in own if effect == "breaks"} == promise.broken
        assert len(own) == len(set(own))
