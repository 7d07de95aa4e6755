"""Another arena is shown when asked for; where its panels cannot be made, the old one stays."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from tertius.arenas import DEFAULT, shipped

OTHER = "western-balkans"
HOLDER = "import sys, duckdb; d = duckdb.connect(sys.argv[1], read_only=True); print('open', flush=True); input()"
FORM = {"Content-Type": "application/x-www-form-urlencoded", "Origin": "http://127.0.0.1:8321"}


@pytest.fixture
def copy(study: Path, desk: Any, tmp_path: Path) -> Path:
    """A study with panels of the first arena, of its own."""
    assert desk  # it made them
    path = tmp_path / "study.duckdb"
    path.write_bytes(study.read_bytes())
    return path


@pytest.fixture
def visitor(copy: Path) -> Iterator[Any]:
    from starlette.testclient import TestClient

    from tertius.page.app import application
    from tertius.page.reception import Reception
    from tertius.page.serving import desk_of

    reception = Reception(desk_of(copy, DEFAULT))
    yield TestClient(application(reception), base_url="http://127.0.0.1:8321", follow_redirects=False)
    reception.close()


def turned(visitor: Any, name: str) -> Any:
    return visitor.post("/arena", content=urlencode({"arena": name}), headers=FORM)


def test_every_page_is_then_of_the_other_arena_and_of_the_first_again_when_asked(visitor: Any) -> None:
    assert visitor.get("/pair/ARM-AZE?role=mediation&at=1994").status_code == 200
    answer = turned(visitor, OTHER)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert f'<option value="{OTHER}" selected>' in visitor.get("/").text
    assert visitor.get("/pair/ARM-AZE?role=mediation&at=1994").status_code == 404
    assert f"--arena {OTHER}" in visitor.get("/audit").text
    assert turned(visitor, DEFAULT).status_code == 303
    assert visitor.get("/pair/ARM-AZE?role=mediation&at=1994").status_code == 200


@pytest.mark.parametrize("name", ["", "nowhere", "/etc/passwd", "../region.toml"])
def test_only_what_is_offered_can_be_asked_for(visitor: Any, name: str) -> None:
    answer = turned(visitor, name)
    assert answer.status_code == 400
    assert all(one in answer.text for one in ("no arena is called", *shipped()))
    assert visitor.get("/").status_code == 200


def test_a_form_from_elsewhere_turns_nothing(visitor: Any) -> None:
    headers = {**FORM, "Origin": "http://evil.example"}
    assert visitor.post("/arena", content=f"arena={OTHER}", headers=headers).status_code == 403
    assert visitor.get("/arena").status_code == 405


def test_where_others_have_the_study_open_the_arena_stays(visitor: Any, copy: Path) -> None:
    command = [sys.executable, "-c", HOLDER, str(copy)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        answer = turned(visitor, OTHER)
        other.communicate("\n")
    assert answer.status_code == 400
    assert f"panels for {OTHER} have to be made first" in answer.text
    assert visitor.get("/pair/ARM-AZE?role=mediation&at=1994").status_code == 200


def test_a_question_at_work_at_the_old_desk_is_told_that_it_is_closed(copy: Path) -> None:
    from tertius.model import EngineError
    from tertius.page.serving import desk_of

    desk = desk_of(copy, DEFAULT)
    desk.close()
    with pytest.raises(EngineError, match="the study is closed"):
        desk.datasets()
