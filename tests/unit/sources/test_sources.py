"""What is particular to each source: slots, fallbacks, steps, signatures."""

import csv
from datetime import date
from pathlib import Path

import pytest

from tertius.chronicles import CHRONICLE_FIELDS, SOURCE_FIELDS
from tertius.model import BadFile, UnknownName, UsageError
from tertius.sources import SOURCES, source
from tertius.study import Study

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
GRAPH = FIXTURES / "icews-graph"


def test_a_source_is_found_by_name_and_a_wrong_name_offers_the_nearest() -> None:
    assert all(source(known.name) is known for known in SOURCES)
    with pytest.raises(UnknownName, match="did you mean 'icews-graph'"):
        source("icews-grap")


@pytest.fixture(scope="module")
def icews() -> Study:
    study = Study()
    study.load("icews", FIXTURES / "icews" / "sample.tab")
    return study


def test_icews_rows_with_one_id_on_two_days_are_two_events_and_full_repeats_one(icews: Study) -> None:
    ids = [row[0] for row in icews.sql("SELECT event_id FROM event WHERE event_id LIKE '%90000%' ORDER BY 1")[1]]
    assert ids[:3] == ["icews:900001-20180301", "icews:900001-20180302", "icews:900002-20180302"]
    assert icews.sql("SELECT reason, file_row FROM reject ORDER BY file_row")[1] == [
        ("the same event id stands in an earlier row", 5), ("the code is missing in the published file", 9)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "actor", "sector"),
    [
        ("Foreign Affairs (Fiji)", "FJI", "GOV"),
        ("Citizen (Fiji)", "FJI", "CVL"),
        ("Military (Fiji)", "FJI", "MIL"),
        ("Ratu Invented Person", "FJI", "GOV"),
        ("Unheard Of Body", None, None),
    ],
)
def test_an_icews_name_is_read_by_itself_or_by_the_country_the_row_states(
    icews: Study, name: str, actor: str | None, sector: str | None
) -> None:
    found = set(icews.sql("SELECT source, source_sector FROM event WHERE source_name = $n", {"n": name})[1])
    assert found == {(actor, sector)}


def test_what_icews_leaves_out_is_unknown(icews: Study) -> None:
    places = icews.sql("SELECT DISTINCT place, place_country FROM event ORDER BY ALL")[1]
    assert places == [("Nuku'alofa", "TON"), (None, None)]


@pytest.mark.parametrize(("unit", "days"), [("day", 5), ("hour", 1)])
def test_the_steps_of_a_graph_are_days_or_hours_from_the_first_day(unit: str, days: int) -> None:
    with Study() as study:
        study.load("icews-graph", GRAPH, first_day="2020-02-27", unit=unit)
        found = [row[0] for row in study.sql("SELECT DISTINCT date FROM event ORDER BY date")[1]]
    assert found == [date(2020, 2, 27), date(2020, 2, 28), date(2020, 2, 29), date(2020, 3, 1), date(2020, 3, 2)][:days]


def test_a_graph_needs_its_dictionaries_and_its_first_day(tmp_path: Path) -> None:
    lonely = tmp_path / "train.txt"
    lonely.write_text("0\t0\t1\t0\n", encoding="utf-8")
    with Study() as study:
        with pytest.raises(UsageError, match="--first-day"):
            study.load("icews-graph", GRAPH)
        with pytest.raises(BadFile, match=r"entity2id\.txt"):
            study.load("icews-graph", lonely, first_day="2020-01-01")
        with pytest.raises(UsageError, match="none of hour, day"):
            study.load("icews-graph", GRAPH, first_day="2020-01-01", unit="week")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("x\t0\t1\t0", "an id or the step is not a number"),
        ("99\t0\t1\t0", "the subject is not in entity2id.txt"),
        ("0\t0\t99\t0", "the object is not in entity2id.txt"),
        ("0\t99\t1\t0", "the relation is not in relation2id.txt"),
        ("0\t0\t1\t99999", "the day lies outside the years of ICEWS (a graph whose steps are hours needs --unit hour)"),
        (
            "0\t0\t1\t-99999",
            "the day lies outside the years of ICEWS (a graph whose steps are hours needs --unit hour)",
        ),
        (
            "0\t0\t1\t99999999999999",
            "the day lies outside the years of ICEWS (a graph whose steps are hours needs --unit hour)",
        ),
        ("0\t0\t1", "3 fields where 4 belong"),
    ],
)
def test_a_bad_line_of_a_graph_is_told_with_its_row(tmp_path: Path, line: str, reason: str) -> None:
    for name in ("entity2id.txt", "relation2id.txt"):
        (tmp_path / name).write_text((GRAPH / name).read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "train.txt").write_text(f"0\t0\t1\t0\n{line}\n", encoding="utf-8")
    with Study() as study, pytest.raises(BadFile, match="row 2") as told:
        study.load("icews-graph", tmp_path / "train.txt", first_day="2020-01-01")
    assert reason in told.value.args[0]


def test_a_first_day_that_is_no_day_is_told() -> None:
    with Study() as study, pytest.raises(UsageError):
        study.load("icews-graph", GRAPH, first_day="soon")


@pytest.fixture(scope="module")
def pax() -> Study:
    study = Study()
    study.load("pax", FIXTURES / "pax" / "sample.csv")
    return study


def test_pax_takes_parties_from_the_conflict_and_third_parties_from_the_signatures(pax: Study) -> None:
    events = pax.sql("SELECT event_id, source, target, code, mutual FROM event ORDER BY event_id")[1]
    assert events[:2] == [("pax:90001", "FJI", "WSM", "0871", True), ("pax:90002", "FJI", "WSM", "057", True)]
    assert events[3] == ("pax:90004", "WSM", None, "057", False)
    assert pax.sql("SELECT event_id, actor, part FROM participant ORDER BY ALL")[1] == [
        ("pax:90001", "TON", "mediator"), ("pax:90002", "VUT", "signatory"), ("pax:90003", "KIR", "observer")
    ]  # fmt: skip


def write(folder: Path, **fields: str) -> Path:
    """A chronicle of one invented row."""
    row = {"event_id": "x-1", "stream": "s", "date": "2020-02-03", "precision": "day", "source": "FJI",
           "target": "WSM", "mutual": "yes", "cameo": "046", "source_ids": "s0"} | fields  # fmt: skip
    for name, columns, record in (
        ("events.csv", CHRONICLE_FIELDS, row), ("sources.csv", SOURCE_FIELDS, {"source_id": "s0", "title": "a page"})
    ):  # fmt: skip
        with (folder / name).open("w", encoding="utf-8", newline="") as stream:
            rows = csv.DictWriter(stream, columns, restval="")
            rows.writeheader()
            rows.writerow(record)
    return folder / "events.csv"


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"date": "yesterday"}, "the date cannot be read"),
        ({"date": ""}, "the date cannot be read"),
        ({"date_end": "later"}, "the end date cannot be read"),
        ({"date_end": "2020-01-01"}, "the end lies before the start"),
        ({"date": "1750-01-01"}, "the date lies before 1800 or in the future"),
        ({"date": "2093-01-01"}, "the date lies before 1800 or in the future"),
        ({"source_ids": ""}, "the row names no source"),
        ({"target": ""}, "the target is missing"),
        ({"place_id": "atlantis"}, "the place is not in the region file: 'atlantis'"),
        ({"cameo": "999"}, "the code is in no code book (999)"),
        ({"cameo": ""}, "the code is in no code book (none)"),
        ({"due": "soon"}, "the day a promise is due cannot be read"),
        ({"fate_date": "soon"}, "the day of a fate cannot be read"),
        ({"source": ""}, "the source is missing"),
        ({"precision": ""}, "the precision is none of day, month, year"),
        ({"precision": "hour"}, "the precision is none of day, month, year"),
        ({"mutual": "perhaps"}, "mutual is neither yes nor no"),
        ({"event_id": ""}, "the row has no id"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_a_bad_row_of_a_chronicle_is_told_with_its_row(tmp_path: Path, fields: dict[str, str], reason: str) -> None:
    with Study() as study, pytest.raises(BadFile, match="row 2") as told:
        study.load("chronicle", write(tmp_path, **fields))
    assert reason in told.value.args[0]


def test_a_good_row_of_a_chronicle_is_an_event_with_its_page(tmp_path: Path) -> None:
    with Study() as study:
        study.load("chronicle", write(tmp_path, third_parties="NZL:mediator; TON:host", place_id="geneva"))
        assert study.sql("SELECT source, target, mutual, code, place, place_country FROM event")[1] == [
            ("FJI", "WSM", True, "046", "geneva", "CHE")
        ]
        assert study.sql("SELECT actor, part FROM participant ORDER BY ALL")[1] == [
            ("NZL", "mediator"),
            ("TON", "host"),
        ]
        assert study.sql("SELECT title, url FROM citation")[1] == [("a page", None)]
