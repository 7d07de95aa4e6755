"""A study file made by an earlier version: what it lacks is added, and nothing in it changes."""

import logging
from pathlib import Path

import duckdb
import pytest

from tertius.model import EngineError
from tertius.study import Study

GDELT = Path(__file__).resolve().parents[2] / "fixtures" / "gdelt" / "sample.export.csv"


@pytest.fixture
def older(tmp_path: Path) -> Path:
    path = tmp_path / "older.duckdb"
    with Study(path) as study:
        study.load("gdelt", GDELT)
    with duckdb.connect(str(path)) as db:
        db.execute("ALTER TABLE event DROP COLUMN publisher_country")
        db.execute("ALTER TABLE event DROP COLUMN publisher_owner")
    return path


def test_an_older_study_gets_the_columns_it_lacks_and_keeps_its_rows(
    older: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING, "tertius"), Study(older) as study:
        assert study.sql("SELECT COUNT(*), COUNT(publisher_owner) FROM event")[1][0][0] > 0
        assert study.load("gdelt", GDELT)[0].known
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
