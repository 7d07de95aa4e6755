"""A study file made by an earlier version: what it lacks is added, and nothing in it changes."""

import logging
from pathlib import Path

import duckdb
import pytest

from tertius.model import EVENT_COLUMNS, EngineError
from tertius.study import Study
from tertius.study.storage import STORED

GDELT = Path(__file__).resolve().parents[2] / "fixtures" / "gdelt" / "sample.export.csv"


@pytest.fixture
def older(tmp_path: Path) -> Path:
    path = tmp_path / "older.duckdb"
    with Study(path) as study:
        study.load("gdelt", GDELT)
    with duckdb.connect(str(path)) as db:
        # events were one table, all written out
        db.execute("CREATE TABLE told AS FROM event")
        db.execute("DROP VIEW event")
        for table in STORED:
            db.execute(f"DROP TABLE {table}")
        db.execute("ALTER TABLE told RENAME TO event")
        db.execute("ALTER TABLE event DROP COLUMN publisher_country")
        db.execute("ALTER TABLE event DROP COLUMN publisher_owner")
    return path


def test_an_older_study_gets_the_columns_it_lacks_and_keeps_its_rows(
    older: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with duckdb.connect(str(older)) as db:
        columns = ", ".join(f"NULL AS {c.name}" if c.name.startswith("publisher_") else c.name for c in EVENT_COLUMNS)
        told = db.execute(f"SELECT {columns} FROM event ORDER BY event_id").fetchall()
    lines = [line for line in GDELT.read_text(encoding="utf-8").splitlines() if "---" not in line]
    other = older.with_name("other.export.csv")
    other.write_text("".join(f"{line}\n" for line in [*lines, "777\t" + lines[0].partition("\t")[2]]), encoding="utf-8")
    with caplog.at_level(logging.WARNING, "tertius"), Study(older) as study:
        assert study.sql("SELECT COUNT(*), COUNT(publisher_owner) FROM event")[1][0][0] > 0
        assert study.load("gdelt", GDELT)[0].known
        again = study.load("gdelt", other)[0]
        assert (again.events, again.duplicates) == (1, len(lines))
        assert study.sql("SELECT * FROM event WHERE event_id <> 'gdelt:777' ORDER BY event_id")[1] == told
    assert "added event.publisher_country, event.publisher_owner, unknown for files loaded before" in caplog.text
    with Study(older, read_only=True) as study:
        assert study.sql("SELECT COUNT(publisher_country) FROM event")[1] == [(0,)]


def test_an_older_study_opened_for_reading_is_refused_with_the_way_out(older: Path) -> None:
    with pytest.raises(EngineError, match="earlier version of Tertius") as caught:
        Study(older, read_only=True)
    assert "--upgrade" in str(caught.value.hint)


def test_a_study_that_lacks_a_needed_column_is_refused(older: Path) -> None:
    with duckdb.connect(str(older)) as db:
        db.execute("ALTER TABLE event DROP COLUMN quad")
    with pytest.raises(EngineError, match="no column quad"):
        Study(older)


def test_what_is_loaded_into_a_study_whose_view_is_older_is_shown_as_in_a_new_one(tmp_path: Path) -> None:
    path = tmp_path / "older.duckdb"
    Study(path).close()
    with duckdb.connect(str(path)) as db:
        sql = str(db.execute("SELECT sql FROM duckdb_views() WHERE view_name = 'event'").fetchall()[0][0])
        assert "split_part(l.place" in sql
        db.execute("DROP VIEW event")
        db.execute(sql.replace("split_part(l.place, ',', 1)", "l.place"))
    with Study(path) as study, Study() as new:
        for one in (study, new):
            one.load("gdelt", GDELT)
        events = "SELECT * FROM event ORDER BY event_id"
        assert study.sql(events) == new.sql(events)


def test_an_older_study_whose_rows_hold_their_lines_keeps_them(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "older.duckdb"
    other = tmp_path / "other.csv"
    first = GDELT.read_text(encoding="utf-8").splitlines()[0].partition("\t")[2]
    other.write_text("".join(f"{number}\t{first}\n" for number in (70, 71)), encoding="utf-8")
    with Study(path) as study:
        study.load("gdelt", other)
    events = "SELECT * FROM event ORDER BY event_id"
    with duckdb.connect(str(path)) as db:
        told = db.execute(events).fetchall()
        assert db.execute("SELECT COUNT(first_id) FROM lean_file").fetchall() == [(1,)]
        sql = str(db.execute("SELECT sql FROM duckdb_views() WHERE view_name = 'event'").fetchall()[0][0])
        db.execute("UPDATE lean_event SET file_row = native_id - 69")
        db.execute("DROP VIEW event")
        db.execute("ALTER TABLE lean_file DROP COLUMN first_id")
        db.execute(sql.replace("COALESCE(((l.native_id - f.first_id) + 1), l.file_row)", "l.file_row"))
        assert db.execute(events).fetchall() == told
    with pytest.raises(EngineError, match="earlier version of Tertius"):
        Study(path, read_only=True)
    with caplog.at_level(logging.WARNING, "tertius"), Study(path) as study:
        assert study.sql(events)[1] == told
        assert study.load("gdelt", GDELT)[0].events > 0
        assert set(told) < set(study.sql(events)[1])
    assert "added tables" in caplog.text and "first_id" not in caplog.text


def test_panels_of_an_earlier_version_are_made_anew_and_never_in_a_study_opened_for_reading(tmp_path: Path) -> None:
    path = tmp_path / "older.duckdb"
    with Study(path) as study:
        study.load("gdelt", GDELT)
        study.prepare("south-caucasus")
    panels = "SELECT * FROM dyad_day ORDER BY ALL"
    with duckdb.connect(str(path)) as db:
        made = db.execute(panels).fetchall()
        db.execute("CREATE TABLE kept AS FROM dyad_day LIMIT 1")
        db.execute("DROP VIEW dyad_day")
        db.execute("ALTER TABLE kept RENAME TO dyad_day")
        db.execute("UPDATE prepared SET fingerprint = 'of an earlier version'")
    with Study(path, read_only=True) as study, pytest.raises(EngineError, match="open for reading only") as caught:
        study.prepare("south-caucasus")
    assert "open it for writing once" in str(caught.value.hint)
    with Study(path) as study:
        study.prepare("south-caucasus")
        assert study.sql(panels)[1] == made != []
