"""The shipped chronicle behind its pages, opened once; a browser without a machine; the program as a user calls it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from click.testing import CliRunner
from loading import load

HOME = "http://127.0.0.1:8321"


@pytest.fixture(scope="session")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from tertius.study import Study

    path = tmp_path_factory.mktemp("page") / "study.duckdb"
    with Study(path) as opened:
        opened.load("chronicle")
    return path


@pytest.fixture(scope="session")
def desk(study: Path) -> Iterator[Any]:
    from tertius.arenas import DEFAULT
    from tertius.page.serving import desk_of

    opened = desk_of(study, DEFAULT)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def client(desk: Any) -> Any:
    from starlette.testclient import TestClient

    from tertius.page.app import application
    from tertius.page.reception import Reception

    return TestClient(application(Reception(desk)), base_url=HOME, follow_redirects=False)


@pytest.fixture(scope="session")
def tree(client: Any, markup: ModuleType) -> Callable[[str], Any]:
    """The page at an address, which must be there, as a tree of elements that are all closed."""

    def read(address: str) -> Any:
        answer = client.get(address)
        assert answer.status_code == 200, f"{address}: {answer.text}"
        return markup.read(answer.text)

    return read


@pytest.fixture(scope="session")
def markup() -> ModuleType:
    return load("unit/report/markup.py")


@pytest.fixture(scope="session")
def printed() -> Callable[..., str]:
    """What a command prints."""
    from tertius.cli import main

    def run(*words: object) -> str:
        result = CliRunner().invoke(main, [str(word) for word in words])
        assert result.exit_code == 0, result.output
        return result.stdout

    return run
