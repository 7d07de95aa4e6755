"""A study that is asked is open for reading: processes share it; what has to be made first is made first."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest

from tertius.arenas import DEFAULT, arena
from tertius.engines import DuckDB
from tertius.measures import MEASURES
from tertius.model import EngineError, NeedsWriting, Query
from tertius.study import Study
from tertius.study.sharing import open_to_ask, write_out

HOME = arena(DEFAULT)
HOLDER = "import sys, duckdb; d = duckdb.connect(sys.argv[1], read_only=True); print('open', flush=True); input()"


@pytest.fixture
def made(shipped_study: Callable[[Path], Path], tmp_path: Path) -> Path:
    """A study with its panels."""
    return shipped_study(tmp_path / "study.duckdb")


@pytest.fixture
def held(made: Path) -> Iterator[Path]:
    """The same, open for reading in another process."""
    command = [sys.executable, "-c", HOLDER, str(made)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        yield made
        other.communicate("\n")


def without_panels(path: Path) -> None:
    with duckdb.connect(str(path)) as db:
        db.execute("DELETE FROM prepared")


@pytest.mark.slow
def test_a_study_that_another_process_reads_is_asked_by_the_command_line_too(held: Path) -> None:
    words = ["roles", str(held), "--pair", "ARM-AZE", "--role", "mediator", "--format", "csv"]
    done = subprocess.run([sys.executable, "-m", "tertius", *words], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("measure,actor,")


def test_a_study_that_another_process_reads_is_exported_and_nothing_else_may_be_written(
    held: Path, tmp_path: Path
) -> None:
    lake = tmp_path / "la'ke"
    words = [sys.executable, "-m", "tertius", "export", str(held), str(lake)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert sorted(one.name for one in lake.iterdir()) == ["citation", "event", "load", "participant"]
    engine = DuckDB(held, read_only=True, outbox=tmp_path / "out")
    with pytest.raises(EngineError, match="disabled by configuration"):
        engine.write_parquet(Query("load", "SELECT * FROM load"), str(tmp_path / "elsewhere"))
    engine.close()


def test_a_study_of_an_earlier_version_is_exported_too(made: Path, tmp_path: Path) -> None:
    with duckdb.connect(str(made)) as db:
        db.execute("CREATE OR REPLACE VIEW dyad_day AS SELECT 1 AS one")
    assert len(write_out(made, tmp_path / "lake")) == 4


def test_what_cannot_be_made_because_others_read_the_study_is_told_in_one_line(held: Path) -> None:
    with pytest.raises(EngineError, match="in another process; its panels for western-balkans have to be made") as told:
        open_to_ask(held, arena("western-balkans"))
    assert "\n" not in str(told.value)
    assert told.value.hint == "close the other one and repeat"


def test_panels_that_are_not_made_are_made_and_the_study_is_then_open_for_reading(made: Path) -> None:
    without_panels(made)
    told: list[str] = []
    with open_to_ask(made, HOME, lambda _done, _total, label: told.append(label)) as study:
        assert study.roles(HOME, "ARM-AZE", role="mediator")
        with pytest.raises(NeedsWriting, match="for reading only"):
            study.load("chronicle")
    assert told == ["panels"]
    before = made.read_bytes()
    open_to_ask(made, HOME).close()
    assert made.read_bytes() == before


def test_a_study_of_an_earlier_version_is_upgraded_first(made: Path) -> None:
    with duckdb.connect(str(made)) as db:
        db.execute("DROP TABLE failure")
    with open_to_ask(made, HOME) as study:
        assert study.sql("SELECT COUNT(*) FROM failure")[1] == [(0,)]


@pytest.fixture
def forged(made: Path) -> Path:
    """A study whose view of events is not that of this version."""
    with duckdb.connect(str(made)) as db:
        text = str(db.execute("SELECT sql FROM duckdb_views() WHERE view_name = 'event'").fetchall()[0][0])
        db.execute(f"CREATE OR REPLACE VIEW event AS SELECT * REPLACE ('forged' AS summary) "
                   f"FROM ({text.partition(' AS ')[2].rstrip('; ')})")  # fmt: skip
    return made


def test_views_of_another_version_are_replaced_before_a_study_is_asked(forged: Path) -> None:
    with open_to_ask(forged, HOME) as study:
        assert study.sql("SELECT COUNT(*) FROM event WHERE summary = 'forged'")[1] == [(0,)]


def test_a_study_open_for_reading_answers_nothing_from_views_of_another_version(forged: Path) -> None:
    with Study(forged, read_only=True) as study, pytest.raises(NeedsWriting):
        study.roles(HOME, "ARM-AZE", role="mediator")


@pytest.mark.parametrize("sql", ["CREATE VIEW other AS SELECT 1 AS a", "CREATE MACRO lower(x) AS 'forged'"])
def test_views_and_macros_of_a_stranger_are_refused_to_whoever_asks(made: Path, sql: str) -> None:
    with duckdb.connect(str(made)) as db:
        db.execute(sql)
    with pytest.raises(EngineError, match="did not make"):
        open_to_ask(made, HOME)


@pytest.mark.slow
def test_measures_asked_together_answer_as_each_does_alone(made: Path) -> None:
    with open_to_ask(made, HOME) as study:
        alone = [one for part in MEASURES for one in study.roles(HOME, "ARM-AZE", role=part.name)]
        assert repr(study.roles(HOME, "ARM-AZE")) == repr(alone)
