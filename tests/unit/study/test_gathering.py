"""A study leaves as Parquet; panels made from it elsewhere come home and say the same."""

from pathlib import Path

import pytest

from tertius.model import BadFile, UsageError
from tertius.study import Study

ARENA, PAIR = "south-caucasus", "ARM-AZE"


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("export") / "lake"
    with Study() as study:
        study.load("chronicle")
        assert [table.name for table in study.export(folder)] == ["citation", "event", "load", "participant"]
    return folder


@pytest.mark.slow
def test_gathered_panels_answer_as_the_whole_study_does(lake: Path) -> None:
    with Study() as whole, Study() as home:
        whole.load("chronicle")
        home.gather(lake, ARENA)
        assert home.roles(ARENA, PAIR) == whole.roles(ARENA, PAIR)
        assert home.camps(ARENA) == whole.camps(ARENA)
        assert home.crystallised(ARENA) == whole.crystallised(ARENA)
        cited = "SELECT * FROM citation WHERE event_id IN (SELECT event_id FROM outsider_day) ORDER BY ALL"
        assert home.sql(cited) == whole.sql(cited)


def test_only_events_that_a_panel_names_come_home(lake: Path) -> None:
    with Study() as home:
        home.gather(lake, ARENA)
        (brought,), (named,) = (home.sql(sql)[1][0] for sql in (
            "SELECT COUNT(*) FROM event",
            "SELECT COUNT(*) FROM event WHERE event_id IN (SELECT event_id FROM outsider_day UNION SELECT event_id FROM"
            " pair_act UNION SELECT event_id FROM triad_evidence UNION SELECT event_id FROM venue_day UNION"
            " SELECT event_id FROM agent_day UNION SELECT event_id FROM dyad_day)",
        ))  # fmt: skip
        assert brought == named > 0


def test_another_arena_is_refused_and_not_made_from_half_of_the_events(lake: Path) -> None:
    with Study() as home:
        home.gather(lake, ARENA)
        with pytest.raises(UsageError, match=f"panels gathered for arena {ARENA}"):
            home.prepare("western-balkans")


def test_panels_are_gathered_into_an_empty_study_only(lake: Path) -> None:
    with Study() as home:
        home.load("chronicle")
        with pytest.raises(UsageError, match="this one holds data"):
            home.gather(lake, ARENA)
    with Study() as home:
        home.prepare(ARENA)
        with pytest.raises(UsageError, match="this one holds panels"):
            home.gather(lake, ARENA)


def test_a_folder_that_is_no_lake_is_named_and_nothing_is_kept(tmp_path: Path) -> None:
    with Study() as home:
        with pytest.raises(BadFile, match="no folder 'event'"):
            home.gather(tmp_path, ARENA)
        assert home.sql("SELECT COUNT(*) FROM load")[1] == [(0,)]


def test_an_export_overwrites_nothing_and_an_empty_study_has_nothing_to_leave(tmp_path: Path) -> None:
    with Study() as study:
        with pytest.raises(UsageError, match="holds no events"):
            study.export(tmp_path / "lake")
        assert not (tmp_path / "lake").exists()
        with pytest.raises(UsageError, match="exists already"):
            study.export(tmp_path)
