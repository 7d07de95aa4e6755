"""Published files in every format that was at hand: rows in = events + rejects, to the row."""

import csv
import io
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from breadth import slow_after

from tertius.study import Study

TESTS = Path(__file__).resolve().parents[1]
DATA = TESTS.parents[0] / ".." / "shared" / "data"
RAW = DATA / "raw"
CONFLICT = DATA / "truth" / "ucdp_conflict"
CASES = {
    "gdelt 2015": ("gdelt", RAW / "gdelt2" / "20151027220000.export.CSV", None),
    "gdelt 2019": ("gdelt", RAW / "gdelt2" / "20191024143000.export.CSV", None),
    "gdelt zipped": ("gdelt", RAW / "gdelt2" / "20190121220000.export.CSV.zip", None),
    "gdelt 1.0": ("gdelt1", RAW / "gdelt1" / "events.export.CSV", None),
    "mentions": ("gdelt-mentions", RAW / "gdelt_mentions" / "mentionssamp.csv", None),
    "ged": ("ucdp-ged", RAW / "ucdp_ged" / "glopad" / "ucdp.csv", None),
    "acd 24.1": ("ucdp-acd", CONFLICT / "UcdpPrioConflict_v24_1.csv", None),
    "acd 22.1": ("ucdp-acd", CONFLICT / "ucdp-prio-acd-221.csv", None),
    "nov 2020": ("csv", RAW / "gdelt_nov2020", "gdelt_nov2020"),
    "georgia": ("csv", RAW / "gdelt_georgia_2011_2013", "gdelt_georgia"),
}

pytestmark = [
    pytest.mark.data,
    pytest.mark.skipif(not DATA.is_dir(), reason="the shared real data are not here"),
]


# rows, events and repeats; rows not listed here are counted in test_real_files
COUNTS = {"nov 2020": (9354, 9354, 0), "georgia": (105444, 105438, 6)}


@pytest.fixture(scope="module")
def loaded() -> Iterator[Callable[[str], Study]]:
    """The study of a case, loaded once however many tests read it."""
    known: dict[str, Study] = {}

    def ask(case: str) -> Study:
        if case not in known:
            source, path, mapping = CASES[case]
            options = {"map": str(TESTS / "fixtures" / "mappings" / f"{mapping}.toml")} if mapping else {}
            known[case] = Study()
            known[case].load(source, path, **options)
        return known[case]

    yield ask
    for study in known.values():
        study.close()


def raw_rows(source: str, path: Path) -> int:
    """Rows of a file or folder, counted without the package."""
    if path.is_dir():
        return sum(raw_rows(source, one) for one in path.glob("*.csv"))
    content = path.read_bytes()
    if path.suffix == ".zip":
        with zipfile.ZipFile(path) as archive:
            content = archive.read(archive.namelist()[0])
    if source in ("gdelt", "gdelt1"):
        return content.count(b"\n")
    return sum(1 for _ in csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("case", slow_after(len(CASES) - 1, CASES))  # the last is the largest
def test_every_row_of_a_published_file_is_an_event_or_a_reject(loaded: Callable[[str], Study], case: str) -> None:
    (source, path, _), study = CASES[case], loaded(case)
    for sha256, rows, events, rejects in study.sql("SELECT file_sha256, rows, events, rejects FROM load")[1]:
        where = f"WHERE file_sha256 = '{sha256}'"
        table = "mention" if source == "gdelt-mentions" else "event"
        kept = study.sql(f"SELECT COUNT(DISTINCT file_row) FROM {table} {where}")[1][0][0]
        refused = study.sql(f"SELECT COUNT(DISTINCT file_row) FROM reject {where}")[1][0][0]
        assert (kept, refused, rows) == (events, rejects, int(str(kept)) + int(str(refused)))
    total = study.sql("SELECT SUM(rows), SUM(events), SUM(rejects) FROM load")[1][0]
    assert total[0] == raw_rows(source, path)
    assert COUNTS.get(case, total) == total
    reasons = {row[0] for row in study.sql("SELECT DISTINCT reason FROM reject")[1]}
    assert reasons <= {"the same event id stands in an earlier row", "the same mention stands in an earlier row",
                       "another act under the event id that stands in an earlier row"}  # fmt: skip


def test_a_feed_covers_the_days_it_was_made_on_and_not_those_it_looks_back_to(loaded: Callable[[str], Study]) -> None:
    study = loaded("gdelt 2015")
    assert study.sql("SELECT since, until FROM load")[1] == [(date(2015, 10, 27), date(2015, 10, 28))]
    looking_back = study.sql("SELECT COUNT(*) FROM event WHERE date_added - date > 360")[1][0][0]
    assert looking_back == 41


def test_an_event_of_a_feed_is_the_line_its_provenance_names(loaded: Callable[[str], Study]) -> None:
    lines = CASES["gdelt 2019"][1].read_text(encoding="utf-8").splitlines()
    asked = "SELECT file_row, event_id, code, source_name, story_id, provider_quad FROM event"
    found = loaded("gdelt 2019").sql(asked)[1]
    assert len(found) == len(lines)
    for row, event, code, source, story, quad in found:
        cells = lines[int(str(row)) - 1].split("\t")
        assert (event, code, source or "", story, quad) == (
            f"gdelt:{cells[0]}",
            cells[26],
            cells[5],
            cells[60],
            cells[29],
        )


@pytest.mark.slow
def test_georgia_the_state_is_told_from_the_us_state_by_the_place_of_the_actor(loaded: Callable[[str], Study]) -> None:
    study = loaded("georgia")
    names = dict(study.sql("""
        SELECT name, COUNT(*) FROM (SELECT source_name AS name, source AS actor FROM event UNION ALL
                                    SELECT target_name, target FROM event) s
        WHERE name LIKE 'GEO%@USGA' OR name LIKE 'GEO%@' GROUP BY name
    """)[1])  # fmt: skip
    assert len(names) > 2
    unresolved = study.sql("SELECT COUNT(*) FROM event WHERE source_name LIKE 'GEO%@US%' AND source IS NOT NULL")
    assert unresolved[1] == [(0,)]
    assert study.sql("SELECT COUNT(*) FROM event WHERE source_name LIKE 'GEOGOV@GG%' AND source = 'GEO'")[1][0][0] > 500


def test_azerbaijan_and_armenia_stand_in_the_days_after_the_karabakh_statement(loaded: Callable[[str], Study]) -> None:
    study = loaded("nov 2020")
    pair = "source IN ('ARM', 'AZE') AND target IN ('ARM', 'AZE') AND source <> target"
    assert study.sql(f"SELECT COUNT(*) FROM event WHERE {pair}")[1][0][0] > 150
    assert study.sql("SELECT MIN(since), MAX(until) FROM load")[1] == [(date(2020, 11, 13), date(2020, 11, 16))]


def test_the_conflict_years_of_karabakh_name_both_sides(loaded: Callable[[str], Study]) -> None:
    study = loaded("acd 24.1")
    years = study.sql("""
        SELECT COUNT(*), MIN(source), MAX(source), MIN(EXTRACT(YEAR FROM date)) FROM event
        WHERE target_name = 'Republic of Artsakh'
    """)[1][0]  # fmt: skip
    assert years[0] >= 15
    assert years[1:3] == ("AZE", "AZE")
    assert set(study.sql("SELECT DISTINCT target FROM event WHERE target_name = 'Republic of Artsakh'")[1]) == {
        ("AZE_PRE_NK",)
    }
