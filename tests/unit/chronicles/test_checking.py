"""Each rule is broken once, alone; a chronicle that keeps all of them is clean."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tertius.chronicles.checking import REMARK_COLUMNS, Report, check, remark_rows
from tertius.chronicles.reading import items
from tertius.chronicles.vocabularies import LOADED_WORDS

Make = Callable[..., dict[str, str]]
Checked = Callable[..., Report]


def found(report: Report) -> set[str]:
    return {remark.field for remark in report.problems}


def test_a_chronicle_that_keeps_every_rule_is_clean(checked: Checked) -> None:
    assert checked().clean


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("event_id", {"event_id": "sc-2010-1"}),
        ("event_id", {"event_id": "sc-20100116-1"}),
        ("event_id", {"event_id": "sc-20100115-0"}),
        ("stream", {"stream": "meeting"}),
        ("stream", {"stream": ""}),
        ("date", {"date": "1799-12-31", "event_id": "sc-17991231-1"}),
        ("date", {"date": "2093-01-01", "event_id": "sc-20930101-1"}),
        ("date", {"date": "15.01.2010", "event_id": "sc-15.01.2010-1"}),
        ("date", {"date": "2010-02-30", "event_id": "sc-20100230-1"}),
        ("date", {"precision": "month"}),
        ("date", {"precision": "year"}),
        ("date_end", {"date_end": "2010-01-14"}),
        ("date_end", {"date_end": "later"}),
        ("precision", {"precision": "week"}),
        ("source", {"source": "ARMENIA"}),
        ("source", {"source": "AZE", "target": "ARM"}),
        ("target", {"target": "SUN"}),
        ("target", {"target": "ARM"}),
        ("mutual", {"mutual": "true"}),
        ("third_parties", {"third_parties": "CHE"}),
        ("third_parties", {"third_parties": "CHE:hosts"}),
        ("third_parties", {"third_parties": "ARM:host"}),
        ("third_parties", {"third_parties": "XXX:host"}),
        ("third_parties", {"third_parties": "CHE:host;CHE:host"}),
        ("cameo", {"cameo": "46"}),
        ("plover_type", {"plover_type": "TALK", "plover_mode": ""}),
        ("plover_mode", {"plover_mode": "visits"}),
        ("plover_mode", {"plover_type": "", "plover_mode": "visit"}),
        ("place_id", {"place_id": "atlantis"}),
        ("place_id", {"cameo": "041", "plover_mode": "phone"}),
        ("level", {"level": "president"}),
        ("summary", {"summary": ""}),
        ("summary", {"summary": "word " * 25 + "word"}),
        ("summary", {"summary": "two  spaces"}),
        ("summary", {"summary": "The ministers spoke of the occupied districts."}),
        ("note", {"note": "Said by separatists."}),
        ("source_ids", {"source_ids": ""}),
        ("source_ids", {"source_ids": "s1;s2;s3"}),
        ("source_ids", {"source_ids": "s1;s2;s1"}),
        ("source_id", {"source_ids": "s1"}),
        ("said_by", {"said_by": "press"}),
        ("confidence", {"confidence": "certain"}),
        ("due", {"due": "soon", "fate": "open"}),
        ("due", {"due": "2010-01-14", "fate": "open"}),
        ("fate", {"due": "2010-03-01"}),
        ("fate", {"stream": "promise", "cameo": "0312", "plover_type": "AGREE", "plover_mode": ""}),
        ("fate", {"fate": "forgotten"}),
        ("fate_date", {"fate": "open", "fate_date": "2010-02-01"}),
        ("fate_date", {"fate_date": "2010-02-01"}),
        ("fate_date", {"fate": "kept", "fate_date": "2010-01-14"}),
        ("fate_date", {"due": "2010-02-01", "fate": "kept", "fate_date": "2010-02-02"}),
        ("fate_date", {"due": "2010-02-01", "fate": "lapsed", "fate_date": "2010-01-31"}),
    ],
)
def test_an_act_that_breaks_a_rule_is_reported_under_its_field(
    checked: Checked, act: Make, field: str, changes: dict[str, str]
) -> None:
    assert field in found(checked(act(**changes)))


@pytest.mark.parametrize(
    "changes",
    [
        {"date_end": "2010-01-15"},
        {"summary": "word " * 24 + "word"},
        {"framing": "AZE: occupied districts; ARM: liberated districts"},
        {"third_parties": "CHE:host;CHE:convener"},
        {"due": "2010-02-01", "fate": "kept", "fate_date": "2010-02-02", "note": "Kept one day late."},
        {"due": "2010-02-01", "fate": "lapsed", "fate_date": "2010-02-01"},
        {"due": "2010-02-01", "fate": "broken", "fate_date": "2010-01-20"},
        {"fate": "kept"},
        {"place_id": "", "framing": "", "plover_mode": ""},
    ],
)
def test_what_lies_just_inside_a_rule_is_no_problem(checked: Checked, act: Make, changes: dict[str, str]) -> None:
    assert checked(act(**changes)).clean


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("source_id", {"source_id": "S 1"}),
        ("url", {"url": "ftp://example.org/one"}),
        ("url", {"url": "javascript:alert(1)"}),
        ("url", {"url": "https://example.org/two"}),
        ("title", {"title": ""}),
        ("publisher", {"publisher": ""}),
        ("publisher_country", {"publisher_country": "Armenia"}),
        ("publisher_owner", {"publisher_owner": "public"}),
        ("published", {"published": "January 2010"}),
        ("published", {"published": "2027-01-01"}),
        ("opened", {"opened": ""}),
        ("opened", {"opened": "22.11.2026"}),
        ("language", {"language": "English"}),
    ],
)
def test_a_page_that_breaks_a_rule_is_reported_under_its_field(
    checked: Checked, act: Make, page: Make, other_page: dict[str, str], field: str, changes: dict[str, str]
) -> None:
    pages = [page(**changes), other_page]
    assert field in found(checked(act(source_ids=f"{pages[0]['source_id']};s2"), pages=pages))


@pytest.mark.parametrize("published", ["", "2009", "2009-12", "2010-01-14"])
@pytest.mark.parametrize("country", ["", "INT", "RUS"])
def test_a_page_may_leave_its_country_and_day_unknown(
    checked: Checked, page: Make, other_page: dict[str, str], published: str, country: str
) -> None:
    assert checked(pages=[page(published=published, publisher_country=country), other_page]).clean


def test_a_second_act_of_the_day_has_to_name_the_first(checked: Checked, act: Make) -> None:
    second = act(event_id="sc-20100115-2")
    assert found(checked(act(), second)) == {"note"}
    assert checked(act(), {**second, "note": "Apart from sc-20100115-1, the morning session."}).clean


def test_directed_acts_of_opposite_sides_are_no_duplicates(checked: Checked, act: Make) -> None:
    back = act(event_id="sc-20100115-2", mutual="no", source="AZE", target="ARM")
    assert checked(act(mutual="no"), back).clean


@pytest.mark.parametrize(
    ("field", "second"),
    [
        ("event_id", {}),
        ("event_id", {"event_id": "xx-20100116-1", "date": "2010-01-16"}),
        ("date", {"event_id": "sc-20100114-1", "date": "2010-01-14"}),
    ],
)
def test_ids_are_unique_and_alike_and_acts_stand_by_date(
    checked: Checked, act: Make, field: str, second: dict[str, str]
) -> None:
    third = act(event_id="sc-20100117-1", date="2010-01-17")
    assert field in found(checked(act(), act(**second), third))


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("third_parties", {"third_parties": ""}),
        ("confidence", {"source_ids": "s1", "third_parties": "RUS:host"}),
        ("source_ids", {"date": "2010-01-18", "event_id": "sc-20100118-1"}),
    ],
)
def test_weak_support_is_a_warning(checked: Checked, act: Make, field: str, changes: dict[str, str]) -> None:
    assert field in {remark.field for remark in checked(act(**changes)).warnings}


def test_one_official_page_supports_an_act_but_not_a_blame(
    checked: Checked, act: Make, page: Make, other_page: dict[str, str]
) -> None:
    pages = [page(publisher_owner="igo"), {**other_page, "publisher": "Example"}]
    assert checked(act(), pages=pages).clean
    blame = act(mutual="no", cameo="111", plover_type="ACCUSE", plover_mode="disapprove")
    assert [remark.field for remark in checked(blame, pages=pages).warnings] == ["confidence"]
    assert checked({**blame, "confidence": "medium"}, pages=pages).clean


def test_a_code_with_two_types_is_a_warning_unless_the_second_is_listed(checked: Checked, act: Make) -> None:
    def pair(code: str, first: str, second: str) -> Report:
        coded = {"cameo": code, "plover_mode": ""}
        days = ("16", "17", "18")
        acts = [
            act(event_id=f"sc-201001{one}-1", date=f"2010-01-{one}", plover_type=first, **coded) for one in days[:2]
        ]
        return checked(*acts, act(event_id="sc-20100118-1", date="2010-01-18", plover_type=second, **coded))

    assert "plover_type" in {remark.field for remark in pair("057", "SUPPORT", "AGREE").warnings}
    assert "plover_type" not in {remark.field for remark in pair("166", "SANCTION", "RETREAT").warnings}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "column 'event_id' is missing"),
        ("event_id,stream\n", "column 'date' is missing"),
    ],
)
def test_a_file_with_other_columns_is_the_only_problem(chronicle: Callable[..., Path], text: str, message: str) -> None:
    folder = chronicle()
    (folder / "events.csv").write_text(text, encoding="utf-8")
    report = check(folder, codes=(), actors=lambda *_: False, places=())
    assert [remark.row_id for remark in report.problems] == ["events.csv"]
    assert message in report.problems[0].message
    assert report.warnings == ()


def test_a_short_line_a_missing_file_and_a_foreign_encoding_are_told(chronicle: Callable[..., Path]) -> None:
    folder = chronicle()
    nothing: dict[str, Any] = {"codes": (), "actors": lambda *_: False, "places": ()}
    with (folder / "sources.csv").open("a", encoding="utf-8") as file:
        file.write("s3,https://example.org\n")
    assert "2 fields where the header has 9" in check(folder, **nothing).problems[0].message
    (folder / "sources.csv").write_bytes(b"\xff\xfe")
    assert "not a readable CSV file" in check(folder, **nothing).problems[0].message
    (folder / "sources.csv").unlink()
    assert "not a readable CSV file" in check(folder, **nothing).problems[0].message


def test_columns_in_another_order_are_refused(chronicle: Callable[..., Path]) -> None:
    folder = chronicle()
    lines = (folder / "events.csv").read_text(encoding="utf-8").splitlines()
    swapped = ",".join(["stream", "event_id", *lines[0].split(",")[2:]])
    (folder / "events.csv").write_text("\n".join([swapped, *lines[1:]]), encoding="utf-8")
    report = check(folder, codes=(), actors=lambda *_: False, places=())
    assert "not in the order" in report.problems[0].message


def test_an_actor_is_asked_for_the_day_of_the_act(checked: Checked, act: Make) -> None:
    soviet = {"source": "ARM", "target": "SUN", "third_parties": "", "plover_mode": "", "said_by": "wire"}
    assert checked(act(date="1990-01-15", event_id="sc-19900115-1", **soviet)).problems == ()
    assert found(checked(act(**soviet))) == {"target"}


@pytest.mark.parametrize(
    "word", ["occupied", "Occupation", "liberating", "separatists", "so-called", "retook", "Artsakh"]
)
def test_a_loaded_word_is_found_in_any_form(word: str) -> None:
    assert LOADED_WORDS.search(f"the {word} case")


@pytest.mark.parametrize(
    "text", ["separate talks", "freed prisoners", "Occupational safety", "regimental band", "heroin"]
)
def test_a_neutral_word_that_looks_like_one_is_let_through(text: str) -> None:
    assert LOADED_WORDS.search(text) is None


def test_remarks_are_rows_of_a_listing(checked: Checked, act: Make) -> None:
    report = checked(act(place_id="atlantis"))
    assert remark_rows(report.problems) == (("sc-20100115-1", "place_id", "'atlantis' is not in the list of places"),)
    assert len(REMARK_COLUMNS) == len(remark_rows(report.problems)[0])


def test_a_list_without_entries_is_empty() -> None:
    assert items("") == items(" ; ;") == []
