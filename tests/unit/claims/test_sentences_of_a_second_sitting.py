"""Two lists of sentences, each written with its reading before the code was asked; the text is of 1 May 2024.

``FIRST``: 45, of which 25 look like a claim and are none, or are one of somebody else; 31 were read right (actor,
measure, direction) before the rules were mended with the list in sight, 43 after. ``SECOND``: 33 (18 such controls),
written after the mends and before they were tried on it: 18 right by the old rules, 30 by the new; the control that
was not (*sovereign over its airspace*) was mended since.
"""

from collections.abc import Callable
from datetime import date

import pytest

from tertius.model import Claim

AA = "between Armenia and Azerbaijan"
FIRST: tuple[tuple[str, str], ...] = (
    (f"Russia's role as mediator {AA} ended in 2023.", "RUS mediation lost"),
    (f"France's role as a mediator {AA} came to an end in 2022.", "FRA mediation lost"),
    (f"The mediating role of the OSCE {AA} ended in November 2020.", "OSCE mediation lost"),
    ("Azerbaijan was put under pressure by Russia.", "RUS pressure holds"),
    ("Armenia has been put under pressure by Turkey.", "TUR pressure holds"),
    (f"Brussels mediates {AA}.", "EU mediation holds"),
    ("Brussels has become a mediator between Baku and Yerevan.", "EU mediation gained"),
    (f"The Emirates mediates {AA}.", "ARE mediation holds"),
    (f"The Emirates have become a mediator {AA}.", "ARE mediation gained"),
    ("Armenia has lost its sovereignty.", "ARM sovereignty lacks"),
    ("Armenia is more sovereign than Georgia.", "ARM sovereignty more than"),
    ("Azerbaijan has kept its sovereignty.", "AZE sovereignty holds"),
    ("Azerbaijan is a sovereign state.", ""),
    (f"Neither Russia nor France mediates {AA}.", "RUS mediation lacks; FRA mediation lacks"),
    (f"Russia mediates {AA}, and France mediates there too.", "RUS mediation holds; FRA mediation holds"),
    (f"Turkey mediates {AA}, and Iran mediates between them too.", "TUR mediation holds; IRN mediation holds"),
    (f"Since March, Russia has mediated {AA}, and France has mediated too.",
     "RUS mediation holds; FRA mediation holds"),
    (f"Neither Turkey nor Iran is a mediator {AA}.", "TUR mediation lacks; IRN mediation lacks"),
    ("Georgia was put under pressure by Moscow in 2022.", "RUS pressure holds"),
    (f"Neither the EU nor the United States has ever mediated {AA}.", "EU mediation lacks; USA mediation lacks"),
    (f"Russia's role as mediator {AA} may have ended in 2023.", ""),
    ("The minister's role as coach ended in 2023.", ""),
    ("Russia's role as an arms supplier of Armenia ended in 2023.", ""),
    (f"It is not true that Russia's role as mediator {AA} ended in 2023.", ""),
    ("Azerbaijan would be put under pressure by Russia.", ""),
    ("Azerbaijan was never put under pressure by Russia.", "RUS pressure lacks"),
    ("Azerbaijan could hardly have been put under pressure by Russia.", ""),
    ("The bridge was put under pressure by the flood.", ""),
    ("Brussels is a mediator between Flemings and Walloons.", ""),
    (f"The talks {AA} took place in Brussels.", ""),
    (f"Belgium, from Brussels, mediates {AA}.", ""),
    ("Emirates flies between Baku and Yerevan again.", ""),
    ("Emirates is negotiating with Azerbaijan about landing rights.", ""),
    ("Armenia fears for its sovereignty.", ""),
    ("Armenia should be more sovereign.", ""),
    ("Russia recognises the sovereignty of Armenia.", ""),
    ("Armenia has not lost its sovereignty over Lake Sevan.", ""),
    ("The sovereign wealth fund of Azerbaijan has lost money.", ""),
    (f"Neither Russia nor France wants to say who mediates {AA}.", ""),
    (f"If neither Russia nor France mediates {AA}, Iran will.", ""),
    (f"Russia mediates {AA}, and France complains about it too.", "RUS mediation holds"),
    (f"Since March, prices have risen, and Russia mediates {AA}.", "RUS mediation holds"),
    (f"Does neither Russia nor France mediate {AA}?", ""),
    ("Who says that Armenia has lost its sovereignty?", ""),
    ("Armenia would have lost its sovereignty without Russia.", ""),
)  # fmt: skip
SECOND: tuple[tuple[str, str], ...] = (
    (f"Turkey's mediation {AA} ended in 2021.", "TUR mediation lost"),
    ("The role of the United States as a broker between Yerevan and Baku came to an end in 2022.",
     "USA mediation lost"),
    (f"Brussels remains a mediator {AA}.", "EU mediation holds"),
    ("Armenia and Azerbaijan talk to each other again. Brussels mediates, and Moscow watches.", "EU mediation holds"),
    (f"The Emirates are mediating {AA}.", "ARE mediation holds"),
    (f"Neither the United States nor Turkey mediates {AA}.", "USA mediation lacks; TUR mediation lacks"),
    (f"Neither Moscow nor Paris has mediated {AA} since 2022.", "RUS mediation lacks; FRA mediation lacks"),
    ("Georgia has lost its sovereignty.", "GEO sovereignty lacks"),
    ("Georgia has not lost its sovereignty.", "GEO sovereignty holds"),
    ("Azerbaijan is sovereign.", "AZE sovereignty holds"),
    ("Armenia retains its sovereignty.", "ARM sovereignty holds"),
    (f"Since June, Iran has mediated {AA}, and the EU has mediated as well.",
     "IRN mediation holds; EU mediation holds"),
    ("Neither Ankara nor Moscow keeps its promises to Armenia.", "TUR promises lacks; RUS promises lacks"),
    ("Georgia is more sovereign than most states.", "GEO sovereignty holds"),
    (f"Russia mediates {AA}, and the Emirates mediates {AA} too.", "RUS mediation holds; ARE mediation holds"),
    (f"Russia's role as mediator {AA} might have ended in 2022.", ""),
    (f"Russia's role as mediator {AA} should have ended in 2022.", ""),
    (f"Had Russia's role as mediator {AA} ended in 2022, nobody would have noticed.", ""),
    ("The Emirates stadium hosted talks between fans from Armenia and Azerbaijan.", ""),
    ("The Emirates flight between Baku and Yerevan mediates nothing.", ""),
    (f"The Belgian government mediates {AA}; Brussels is proud of it.", ""),
    (f"A mediator {AA} lives in Brussels.", ""),
    ("The mediator flew from Brussels to Baku.", ""),
    ("Some in Georgia believe that it has lost its sovereignty.", ""),
    ("Armenia is less sovereign than Georgia.", ""),
    ("Is Armenia sovereign?", ""),
    ("Armenia is sovereign over its airspace.", ""),
    ("Russia has lost its sovereignty dispute with Georgia.", ""),
    (f"Neither Russia nor France denies that Turkey mediates {AA}.", ""),
    ("Armenia will lose its sovereignty.", ""),
    (f"Since March, Armenia has had a new minister, and Russia mediates {AA}.", "RUS mediation holds"),
    (f"The war {AA} ended in 2020, and Russia's role as mediator began.", ""),
    ("Armenia was sovereign in 1919.", ""),
)  # fmt: skip
MISREAD = frozenset(
    {
        "Azerbaijan was put under pressure by Russia.",
        "Armenia is more sovereign than Georgia.",
        f"Neither the United States nor Turkey mediates {AA}.",
        f"Russia mediates {AA}, and the Emirates mediates {AA} too.",
    }
)
"""Left unread: the first names no time, a rank is no test of two states, in the rest *mediates* is parsed as a noun."""


@pytest.mark.parametrize(("text", "expected"), (*FIRST, *SECOND), ids=[text for text, _ in (*FIRST, *SECOND)])
def test_a_sentence_is_read_as_a_human_reads_it_or_known_to_be_misread(
    text: str, expected: str, claims_of: Callable[[str], tuple[Claim, ...]]
) -> None:
    found = {f"{one.actor} {one.measure} {one.says.value}" for one in claims_of(text) if one.measure}
    assert (found == set(expected.split("; ")) - {""}) == (text not in MISREAD)


def test_an_end_with_a_date_is_tested_by_what_came_after(claims_of: Callable[[str], tuple[Claim, ...]]) -> None:
    (old,) = claims_of(f"Russia's role as mediator {AA} ended in November 2020.")
    assert (old.since, old.until) == (date(2020, 12, 1), date(2021, 11, 30))
    (late,) = claims_of(f"Russia's role as mediator {AA} ended in 2023.")
    assert (late.since, late.until) == (date(2024, 1, 1), date(2024, 5, 1))
    (open_end,) = claims_of(f"Russia's role as mediator {AA} ended in 2024.")  # a year that is not over names no end
    assert (open_end.says.value, open_end.since, open_end.until) == ("lost", None, None)


def test_since_a_month_goes_for_a_later_clause_in_the_perfect(claims_of: Callable[[str], tuple[Claim, ...]]) -> None:
    both = claims_of(f"Since March, Russia has mediated {AA}, and France has mediated too.")
    assert [one.since for one in both] == [date(2024, 3, 1)] * 2
    mixed = claims_of(f"Since June, prices have risen, and Russia mediates {AA}.")
    assert [one.since for one in mixed if one.measure] == [None]
    (last_year,) = claims_of(f"Since June, Russia has mediated {AA}.")
    assert last_year.since == date(2023, 6, 1)


def test_what_was_decided_for_the_reader_is_said(claims_of: Callable[[str], tuple[Claim, ...]]) -> None:
    (seat,) = claims_of(f"Brussels mediates {AA}.")
    assert seat.wording is not None and any("read as the European Union" in one for one in seat.wording.flags)
    (rank,) = claims_of("Armenia has lost its sovereignty.")
    assert (rank.pair, rank.text) == (None, "Armenia is not more sovereign than most states.")
    assert rank.wording is not None and any("no loss is dated" in one for one in rank.wording.flags)
