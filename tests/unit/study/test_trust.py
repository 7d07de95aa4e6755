"""A study made by a stranger runs nothing of theirs when it is opened and asked."""

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from tertius.model import EngineError
from tertius.study import Study

_PEEKS = "(SELECT content FROM read_text('{secret}'))"


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    file = tmp_path / "secret.txt"
    file.write_text("quite unheard of", encoding="utf-8")
    return file


@pytest.fixture
def made(shipped_study: Callable[[Path], Path], tmp_path: Path) -> Path:
    """A study with events and panels."""
    return shipped_study(tmp_path / "study.duckdb")


def change(path: Path, sql: str) -> None:
    with duckdb.connect(str(path)) as db:
        db.execute(sql)


@pytest.mark.parametrize("view", ["event", "dyad_day"])
def test_a_view_of_a_stranger_is_replaced_by_that_of_this_version(made: Path, secret: Path, view: str) -> None:
    with duckdb.connect(str(made)) as db:
        text = str(db.execute("SELECT sql FROM duckdb_views() WHERE view_name = $1", [view]).fetchall()[0][0])
    inner = text.partition(" AS ")[2].rstrip("; ")
    column = {"event": "summary", "dyad_day": "source"}[view]
    change(made, f"CREATE OR REPLACE VIEW {view} AS SELECT * REPLACE ({_PEEKS.format(secret=secret)} AS {column}) "
                 f"FROM ({inner})")  # fmt: skip
    ask = f"SELECT COUNT(*) FROM {view} WHERE {column} LIKE '%unheard of%'"
    with duckdb.connect(str(made)) as db:
        assert db.execute(ask).fetchall()[0][0] > 0
    with Study(made) as study:
        assert study.sql(ask)[1] == [(0,)]


def test_views_that_are_those_of_this_version_are_not_written_again(made: Path) -> None:
    before = made.read_bytes()
    with Study(made) as study:
        assert study.roles("south-caucasus", "ARM-AZE", role="mediator")
    assert made.read_bytes() == before


@pytest.mark.parametrize(
    "sql",
    [
        f"DROP TABLE pair_event; CREATE VIEW pair_event AS SELECT {_PEEKS} AS a",
        f"CREATE MACRO lower(x) AS {_PEEKS}",
        f"CREATE MACRO main.trim(x) AS {_PEEKS}",
        f'CREATE MACRO "||"(x, y) AS {_PEEKS}',
    ],
)
def test_other_views_and_macros_in_place_of_functions_are_refused_in_one_line(made: Path, secret: Path, sql: str
                                                                               ) -> None:  # fmt: skip
    change(made, sql.format(secret=secret))
    with pytest.raises(EngineError, match="did not make") as refused:
        Study(made)
    assert "remove it" in refused.value.hint
    with Study(made, read_only=True) as study, pytest.raises(EngineError, match=r"disabled|Permission"):
        study.sql(f"SELECT content FROM read_text('{secret}')")
