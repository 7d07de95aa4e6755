"""Published files as they are: every line is an event or a reject, and the known traps of each data set.

The files lie beside the project and are no part of it; without them these tests are skipped.
"""

import csv
import zipfile
from datetime import date
from pathlib import Path

import pytest

from tertius.study import Study, loading, opened

DATA = Path(__file__).resolve().parents[2] / ".." / "shared" / "data"
TABS = ("events.2018.sample.tab", "events.2018.sample.older.tab")
GRAPHS = (("icews14", "2014-01-01", "hour", 2014), ("icews21", "2021-01-01", "day", 2021))

pytestmark = [
    pytest.mark.slow,
    pytest.mark.data,
    pytest.mark.skipif(not DATA.is_dir(), reason="the shared real data are not here"),
]


def newlines(path: Path) -> int:
    """What ``wc -l`` counts."""
    return path.read_bytes().count(b"\n")


def accounted(study: Study, dataset: str) -> int:
    """Rows of a data set that became an event or a reject, checked file by file."""
    loads = study.sql("SELECT file_sha256, rows, events, rejects FROM load WHERE dataset = $d", {"d": dataset})[1]
    for sha256, rows, events, rejects in loads:
        values = {"sha": sha256}
        kept = study.sql("SELECT COUNT(*) FROM event WHERE file_sha256 = $sha", values)[1][0][0]
        refused = study.sql("SELECT COUNT(*) FROM reject WHERE file_sha256 = $sha", values)[1][0][0]
        assert (kept, refused) == (events, rejects)
        assert rows == int(str(kept)) + int(str(refused))
    return sum(int(str(row[1])) for row in loads)


@pytest.mark.parametrize("name", TABS)
def test_every_line_of_a_published_icews_file_is_an_event_or_a_reject(name: str) -> None:
    path = DATA / "raw" / "icews" / name
    with Study() as study:
        study.load("icews", path)
        assert accounted(study, "icews") == newlines(path) - 1
        loads = study.doctor().loads
        assert [(load["rows"], load["file"]) for load in loads] == [(newlines(path) - 1, name)]
        reasons = {str(row[0]) for row in study.sql("SELECT DISTINCT reason FROM reject")[1]}
        assert reasons <= {"the same event id stands in an earlier row",
                           "the code is missing in the published file"}  # fmt: skip


@pytest.mark.parametrize(("graph", "first_day", "unit", "year"), GRAPHS)
def test_every_quadruple_of_a_published_graph_is_an_event_or_a_reject(
    graph: str, first_day: str, unit: str, year: int
) -> None:
    folder = DATA / "tkg" / graph
    with Study() as study:
        study.load("icews-graph", folder, first_day=first_day, unit=unit)
        lines = {name: newlines(folder / name) for name in ("train.txt", "valid.txt", "test.txt")}
        assert {str(load["file"]): load["rows"] for load in study.doctor().loads} == lines
        assert accounted(study, "icews-graph") == sum(lines.values())
        low, high = study.sql("SELECT MIN(date), MAX(date) FROM event")[1][0]
        assert date(year, 1, 1) <= low
        assert high <= date(year, 12, 31)


def test_the_hours_of_icews14_become_days() -> None:
    folder = DATA / "tkg" / "icews14"
    with Study() as study:
        study.load("icews-graph", folder / "test.txt", first_day="2014-01-01", unit="hour")
        steps = [int(line.split("\t")[3]) for line in (folder / "test.txt").read_text(encoding="utf-8").splitlines()]
        days = {date.fromordinal(date(2014, 1, 1).toordinal() + step // 24) for step in steps}
        assert {row[0] for row in study.sql("SELECT DISTINCT date FROM event")[1]} == days


@pytest.fixture(scope="module")
def pax() -> Study:
    study = Study()
    study.load("pax", DATA / "truth" / "pax" / "pax_v9_to_2021.csv")
    return study


def test_every_agreement_is_an_event_or_a_reject(pax: Study) -> None:
    with (DATA / "truth" / "pax" / "pax_v9_to_2021.csv").open(encoding="utf-8-sig", newline="") as stream:
        agreements = sum(1 for _ in csv.DictReader(stream))
    assert accounted(pax, "pax") == agreements == 2015


@pytest.mark.parametrize(("day", "third"), [("2020-10-10", "RUS"), ("2020-10-25", "USA"), ("2020-11-10", "RUS")])
def test_a_mediator_written_among_the_parties_is_a_third_party(pax: Study, day: str, third: str) -> None:
    found = pax.sql("""
        SELECT e.source, e.target, p.actor FROM event e JOIN participant p ON p.event_id = e.event_id
        WHERE e.date = CAST($day AS DATE) AND e.source IN ('ARM', 'AZE') AND e.target IN ('ARM', 'AZE')
    """, {"day": day})[1]  # fmt: skip
    assert {actor for _, _, actor in found} == {third}
    assert all({source, target} == {"ARM", "AZE"} for source, target, _ in found)


def test_no_party_of_an_agreement_is_its_own_third_party(pax: Study) -> None:
    assert pax.sql("""
        SELECT e.event_id, p.actor FROM event e JOIN participant p ON p.event_id = e.event_id
        WHERE p.actor IN (e.source, e.target)
    """)[1] == []  # fmt: skip


# the two that are read through a mapping are counted in test_published_formats
RAW = (
    ("gdelt", "gdelt2", (5856, 5856, 0)),
    ("gdelt1", "gdelt1", (710, 710, 0)),
    ("gdelt-mentions", "gdelt_mentions/mentionssamp.csv", (1635, 1620, 15)),
    ("icews", "icews", (8698, 4993, 3705)),
    ("ucdp-ged", "ucdp_ged/glopad", (1503, 1503, 0)),
)


def published_rows(folder: Path) -> int:
    """Rows of the data files of a folder, counted without Tertius: records of quoted files, lines of the others."""
    total = 0
    for path in [folder] if folder.is_file() else sorted(folder.iterdir()):
        if path.suffix == ".zip":
            with zipfile.ZipFile(path) as archive:
                total += archive.read(archive.namelist()[0]).count(b"\n")
        elif path.suffix == ".csv":
            with path.open(encoding="utf-8-sig", newline="") as stream:
                total += sum(1 for _ in csv.reader(stream)) - 1
        elif path.suffix == ".CSV":
            total += newlines(path)
        elif path.suffix == ".tab":
            total += newlines(path) - 1
    return total


@pytest.mark.parametrize(("source", "where", "counts"), RAW)
def test_rows_in_are_events_and_duplicates_and_no_row_is_refused_otherwise(
    source: str, where: str, counts: tuple[int, int, int]
) -> None:
    path = DATA / "raw" / where
    with Study() as study:
        done = study.load(source, path)
        rows, events, duplicates = (
            sum(getattr(one, name) for one in done) for name in ("rows", "events", "duplicates")
        )
        assert (rows, events, duplicates) == counts
        assert sum(one.rejects - one.duplicates for one in done) == 0
        assert rows == events + duplicates == published_rows(path)


def test_published_files_give_the_same_rows_by_either_way(monkeypatch: pytest.MonkeyPatch) -> None:
    found = []
    for way in ("short", "long"):
        with Study() as study, monkeypatch.context() as patch:
            patch.setattr(*((loading, "load_rows", None) if way == "short" else (opened, "plain", lambda *_: False)))
            study.load("gdelt", DATA / "raw" / "gdelt2")
            found.append([study.sql(f"FROM {table} ORDER BY ALL")[1] for table in ("event", "reject", "judgement")])
    assert found[0] == found[1]
