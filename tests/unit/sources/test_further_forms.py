"""Forms of published files beside the usual ones: ICEWS of 2017, mentions of GDELT, its reduced file."""

from datetime import date, datetime
from pathlib import Path

import pytest

from tertius.model import BadFile
from tertius.study import Study

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"


def test_the_icews_file_without_codes_gets_them_from_the_text_of_the_event() -> None:
    with Study() as study:
        study.load("icews", FIXTURES / "icews" / "sample.2017.tab")
        found = study.sql("""
            SELECT date, code, source, source_sector, target, publisher, file_row FROM event ORDER BY file_row
        """)[1]  # fmt: skip
        reasons = dict(study.sql("SELECT file_row, reason FROM reject")[1])
    assert found[0] == (date(2017, 3, 1), "040", "FJI", "GOV", "WSM", "Invented Wire", 2)
    assert found[-1] == (date(2017, 3, 8), "183", "FJI", "MIL", "WSM", None, 10)
    assert reasons == {
        5: "the same event id stands in an earlier row",
        11: "the code is missing in the published file",
    }


def test_both_forms_of_icews_give_the_same_event_for_the_same_row() -> None:
    columns = "source, source_sector, target, target_sector, place, place_country, publisher, story_id"
    with Study() as study:
        study.load("icews", FIXTURES / "icews" / "sample.tab", FIXTURES / "icews" / "sample.2017.tab")
        early = "date < DATE '2018-01-01' AND story_id < '7008'"
        rows = study.sql(f"SELECT {columns} FROM event WHERE {early} ORDER BY ALL")
        same = study.sql(f"SELECT {columns} FROM event WHERE date >= DATE '2018-01-01' ORDER BY ALL")
    assert rows == same


def test_mentions_join_their_events_with_confidence_and_with_the_later_ones(tmp_path: Path) -> None:
    lines = (FIXTURES / "gdelt" / "sample.export.csv").read_text(encoding="utf-8").splitlines()
    event = lines[0].split("\t")[0]
    text = (FIXTURES / "gdelt-mentions" / "sample.mentions.csv").read_text(encoding="utf-8")
    path = tmp_path / "slice.mentions.CSV"
    path.write_text(text.replace("900000001", event), encoding="utf-8")
    with Study() as study:
        (done,) = study.load("gdelt-mentions", path)
        assert (done.rows, done.events, done.rejects) == (6, 5, 1)
        study.load("gdelt", FIXTURES / "gdelt" / "sample.export.csv")
        found = study.sql("""
            SELECT documents, publishers, later_documents, coder_confidence, in_raw_text, last_mention
            FROM event JOIN mentioned USING (event_id)
        """)[1]  # fmt: skip
        assert found == [(3, 3, 2, 100, True, datetime(2020, 3, 2, 0, 15))]  # noqa: DTZ001 - the table has no zone
        told = study.sql("SELECT kind, publisher_country, publisher_owner, language FROM mention ORDER BY file_row")[1]
        assert told[:3] == [
            ("web", "RUS", "state", None),
            ("web", None, None, "rus"),
            ("citation", "GBR", "state", None),
        ]
        assert study.datasets() == ("gdelt",)
        assert study.sql("SELECT since, until FROM load WHERE dataset = 'gdelt-mentions'")[1] == [
            (date(2020, 3, 1), date(2020, 3, 3))
        ]


def test_a_folder_of_events_and_mentions_gives_each_source_its_own(tmp_path: Path) -> None:
    for name in ("gdelt/sample.export.csv", "gdelt-mentions/sample.mentions.csv"):
        (tmp_path / Path(name).name).write_bytes((FIXTURES / name).read_bytes())
    with Study() as study:
        assert [one.file for one in study.load("gdelt", tmp_path)] == ["sample.export.csv"]
        assert [one.file for one in study.load("gdelt-mentions", tmp_path)] == ["sample.mentions.csv"]


def test_mentions_in_a_csv_file_with_a_header_are_the_same(tmp_path: Path) -> None:
    raw = FIXTURES / "gdelt-mentions" / "sample.mentions.csv"
    names = ("globaleventid,eventtimedate,mentiontimedate,mentiontype,mentionsourcename,mentionidentifier,sentenceid,"
             "actor1charoffset,actor2charoffset,actioncharoffset,inrawtext,confidence,mentiondoclen,mentiondoctone,"
             "mentiondoctranslationinfo,extras")  # fmt: skip
    rows = [",".join(f'"{cell}"' for cell in line.split("\t")) for line in raw.read_text(encoding="utf-8").splitlines()]
    path = tmp_path / "mentions.csv"
    path.write_text("\n".join([names, *rows]) + "\n", encoding="utf-8")
    tables = []
    for one in (raw, path):
        with Study() as study:
            study.load("gdelt-mentions", one)
            tables.append(study.sql("SELECT * EXCLUDE (file_sha256, file_row) FROM mention ORDER BY ALL")[1])
    assert tables[0] == tables[1]


@pytest.mark.parametrize(
    ("place", "cell", "words"),
    [(0, "x", "event id"), (1, "2020", "time of the event"), (2, "20201301000000", "time of the mention"),
     (2, "20100101000000", "outside the years"), (11, "101", "confidence"), (11, "", "confidence")],
)  # fmt: skip
def test_a_broken_mention_stops_the_load_or_is_set_aside(tmp_path: Path, place: int, cell: str, words: str) -> None:
    lines = (FIXTURES / "gdelt-mentions" / "sample.mentions.csv").read_text(encoding="utf-8").splitlines()
    cells = lines[0].split("\t")
    cells[place] = cell
    path = tmp_path / "slice.mentions.CSV"
    path.write_text("\n".join(["\t".join(cells), *lines[1:]]) + "\n", encoding="utf-8")
    with Study() as study:
        with pytest.raises(BadFile, match=words):
            study.load("gdelt-mentions", path)
        assert study.sql("SELECT COUNT(*) FROM mention")[1] == [(0,)]
        (done,) = study.load("gdelt-mentions", path, allow_rejects=True)
        assert (done.rows, done.events, done.rejects) == (6, 4, 2)


def test_a_row_of_the_reduced_file_is_one_event_and_georgia_is_told_by_the_point_of_the_actor() -> None:
    with Study() as study:
        study.load("gdelt-reduced", FIXTURES / "gdelt-reduced" / "sample.reduced.txt")
        found = study.sql("SELECT source_name, source, source_sector, code FROM event ORDER BY file_row")[1]
        reasons = dict(study.sql("SELECT file_row, reason FROM reject")[1])
    assert found == [
        ("FJIGOV", "FJI", "GOV", "042"),
        ("FJIGOV", "FJI", "GOV", "042"),
        ("GEOGOV@GG", "GEO", "GOV", "036"),
        ("GEOGOV@USGA", None, None, "111"),
        ("GEO@", None, None, "111"),
        ("TON", "TON", "GOV", "0841"),
    ]
    assert reasons == {
        4: "the same event id stands in an earlier row",
        8: "the code is missing in the published file",
    }
