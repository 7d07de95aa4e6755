"""A chronicle of one's own covers the days its coders state, is cited as theirs, and never stands beside ours."""

import json
import shutil
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest
from loading import load

from tertius.chronicles import chronicle_folder
from tertius.chronicles.covering import covered
from tertius.model import BadFile, EngineError, Span, UsageError
from tertius.study import Study

DAYS = Span(date(2011, 3, 8), date(2024, 1, 1))


@pytest.fixture(scope="module")
def worlds() -> ModuleType:
    return load("fixtures/worlds.py")


@pytest.fixture
def folder(tmp_path: Path, worlds: ModuleType) -> Path:
    acts = [worlds.Act(date(2012, 5, 1), "FJI", "WSM", "046", mutual=True),
            worlds.Act(date(2013, 6, 2), "FJI", "WSM", "046", mutual=True)]  # fmt: skip
    return worlds.write_acts(tmp_path / "own", acts).parent


def state_days(folder: Path, start: object, end: object) -> None:
    (folder / "datapackage.json").write_text(json.dumps({"temporal": {"start": start, "end": end}}), encoding="utf-8")


def spans(study: Study) -> list[tuple[object, ...]]:
    return list(study.sql("SELECT since, until FROM load ORDER BY ALL")[1])


def test_a_chronicle_covers_the_days_it_states_and_else_those_from_its_first_to_its_last_act(folder: Path) -> None:
    state_days(folder, "2011-03-08", "2023-12-31")
    with Study() as study:
        study.load("chronicle", folder)
        assert spans(study) == [(DAYS.start, DAYS.end)]
    (folder / "datapackage.json").unlink()
    with Study() as study:
        study.load("chronicle", folder)
        assert spans(study) == [(date(2012, 5, 1), date(2013, 6, 3))]


def test_days_stated_later_count_where_the_acts_are_loaded_again(folder: Path, tmp_path: Path) -> None:
    region = load("fixtures/worlds.py").write_region(tmp_path, load("fixtures/worlds.py").Region())
    state_days(folder, "2011-03-08", "2013-12-31")
    with Study() as study:
        study.load("chronicle", folder)
        assert study.series(str(region), "FJI-WSM", role="mediator")[0].days[-1] == date(2013, 12, 31)
        state_days(folder, "2011-03-08", "2014-02-28")
        (again,) = study.load("chronicle", folder)
        assert (again.known, spans(study)) == (True, [(date(2011, 3, 8), date(2014, 3, 1))])
        assert study.series(str(region), "FJI-WSM", role="mediator")[0].days[-1] == date(2014, 2, 28)


@pytest.mark.parametrize(("start", "end"), [("2011", "2012-01-01"), ("2012-01-02", "2012-01-01"), ("2012-01-01", ""),
                                            (2011, 2012)])  # fmt: skip
def test_days_that_cannot_be_meant_are_refused(folder: Path, start: object, end: object) -> None:
    state_days(folder, start, end)
    with Study() as study, pytest.raises(BadFile, match=r"datapackage\.json"):
        study.load("chronicle", folder)


def test_no_days_are_stated_by_an_empty_place_for_them(folder: Path) -> None:
    state_days(folder, "", "")
    assert covered(folder) is None
    (folder / "datapackage.json").write_text("[]", encoding="utf-8")
    with pytest.raises(BadFile, match="cannot be read"):
        covered(folder)


def test_the_shipped_chronicle_and_another_one_never_pass_for_one_data_set(folder: Path, tmp_path: Path) -> None:
    ours = tmp_path / "ours"
    shutil.copytree(chronicle_folder("south-caucasus"), ours)
    with Study() as study:
        study.load("chronicle", folder)
        with pytest.raises(UsageError, match="would pass for one data set"):
            study.load("chronicle")
        with pytest.raises(UsageError, match="would pass for one data set"):
            study.load("chronicle", ours)
        assert len(spans(study)) == 1


def test_two_chronicles_of_ones_own_never_pass_for_one_data_set(tmp_path: Path, worlds: ModuleType) -> None:
    def written(name: str, prefix: str, day: date) -> Path:
        act = worlds.Act(day, "FJI", "WSM", "046", mutual=True)
        return Path(worlds.write_acts(tmp_path / name, [act], prefix=prefix))

    one, other = written("one", "aa", date(2012, 5, 1)), written("other", "bb", date(2012, 5, 2))
    with Study() as study:
        with pytest.raises(UsageError, match="ids begin with 'bb-', those before with 'aa-'") as told:
            study.load("chronicle", one, other)
        assert "keep a study for each" in str(told.value.hint)
        assert spans(study) == []
        study.load("chronicle", one)
        with pytest.raises(UsageError, match="two chronicles in one study"):
            study.load("chronicle", other)
        study.load("chronicle", written("later", "aa", date(2013, 5, 1)))
        assert len(spans(study)) == 2


def test_a_chronicle_of_ones_own_is_not_cited_as_the_shipped_one(folder: Path) -> None:
    with Study() as study:
        study.load("chronicle", folder)
        assert "ownchronicle" in study.cite()[1]


def test_this_year_can_be_chronicled(tmp_path: Path, worlds: ModuleType) -> None:
    acts = [worlds.Act(date(2026, 1, 5), "FJI", "WSM", "046", mutual=True)]
    path = worlds.write_acts(tmp_path / "new", acts)
    state_days(path.parent, "2026-01-01", "2026-01-31")
    with Study() as study:
        assert study.load("chronicle", path)[0].events == 1


@pytest.mark.parametrize("sector", ["PRE", "REB", ""])
def test_a_group_is_a_side_of_a_pair_where_it_acts_as_an_authority_and_else_the_question_is_refused(
    tmp_path: Path, worlds: ModuleType, sector: str
) -> None:
    acts = [worlds.Act(date(2012, month, 1), "FJI", "FJI_FRONT", "046", "NZL:mediator", mutual=True)
            for month in range(1, 13)]  # fmt: skip
    table = tmp_path / "actors.csv"
    table.write_text(f"names,actor,kind,sector\nFJI_FRONT,FJI_FRONT,group,{sector}\n", encoding="utf-8")
    region = worlds.write_region(tmp_path, worlds.Region(sides=("FJI", "FJI_FRONT")))
    with Study() as study:
        study.load("chronicle", worlds.write_acts(tmp_path / "own", acts), actors=table)
        window = Span(date(2012, 1, 1), date(2013, 1, 1))
        if sector == "PRE":
            assert study.roles(str(region), "FJI-FJI_FRONT", role="mediator", window=window)[0].estimate
        else:
            with pytest.raises(UsageError, match="no act of FJI_FRONT in chronicle is one of an authority") as told:
                study.roles(str(region), "FJI-FJI_FRONT", role="mediator", window=window)
            assert "PRE in your table of actors" in str(told.value.hint)


def test_a_study_that_is_open_in_this_process_is_told_as_such(tmp_path: Path) -> None:
    with Study(tmp_path / "study.duckdb"), pytest.raises(EngineError, match="open in this process already") as told:
        Study(tmp_path / "study.duckdb", read_only=True)
    assert told.value.hint == "use that one, or close it first"


def test_a_corrected_third_party_is_told_and_a_repeat_is_not(tmp_path: Path, worlds: ModuleType) -> None:
    parties = ["NZL:mediator", "NZL:mediator;ZZZ:host", "", "TON:host;NZL:mediator", "KIR:host"]
    later = ["TON:mediator", "NZL:mediator;ZZZ:host", "VUT:host", "NZL:mediator;TON:host", ""]
    with Study() as study:
        for number, said in enumerate((parties, later)):
            acts = [worlds.Act(date(2012, 5, day), "FJI", "WSM", "046", third, mutual=True)
                    for day, third in enumerate(said, 1)]  # fmt: skip
            done = study.load("chronicle", worlds.write_acts(tmp_path / str(number), acts))[0]
        assert (done.events, done.duplicates, done.changed) == (0, 5, 3)
        told = study.sql("SELECT file_row FROM reject WHERE reason LIKE 'another act%' ORDER BY 1")[1]
    assert told == [(2,), (4,), (6,)]
