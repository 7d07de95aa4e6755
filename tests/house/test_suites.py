"""The fast suite and the slow one are the whole: the same command with a selection, with what it leaves, with none."""

import re
import shlex
import tomllib
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def makefile(root: Path) -> str:
    return (root / "Makefile").read_text(encoding="utf-8")


def command(makefile: str, target: str) -> list[str]:
    """The words of the one command of a target."""
    found = re.search(rf"^{target}: [^\n]*\n((?:\t[^\n]*\n)+)", makefile, re.M)
    assert found is not None
    return shlex.split(found[1])


def test_the_two_suites_part_all_tests(makefile: str) -> None:
    assert command(makefile, "test") == ["$(PYTEST)", "$(SELECT)"]
    assert re.findall(r"SELECT :?\??=(.*)$", makefile, re.M) == [' -m "not slow"', ""]
    assert "test-all: SELECT =\ntest-all: test\n" in makefile
    assert command(makefile, "test-slow") == ["$(PYTEST)", "-m", "slow"]


def test_nothing_else_leaves_a_test_out(root: Path, makefile: str) -> None:
    settings = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["pytest"]["ini_options"]
    (shared,) = re.findall(r"^PYTEST = (.*)$", makefile, re.M)
    words = f"{shared} {settings['addopts']}".split()
    leaves_out = {"-m", "-k", "--deselect", "--ignore", "--ignore-glob", "--lf", "--last-failed", "--maxfail", "-x"}
    assert {word.partition("=")[0] for word in words} & leaves_out == set()
    assert set(settings["testpaths"]) == {"tests", "src"}
    for path in (root / "tests").rglob("conftest.py"):
        text = path.read_text(encoding="utf-8")
        assert re.search("collect_ignore|pytest_ignore_collect|deselected", text) is None, path


def test_both_suites_are_run_before_a_change_is_taken(root: Path, makefile: str) -> None:
    run = (root / ".ci" / "run").read_text(encoding="utf-8")
    assert re.findall(r"^make (test.*) \|\| status=1$", run, re.M) == ["test SELECT="]
    (check,) = re.findall(r"^check: (.*)$", makefile, re.M)
    assert "test-all" in check.split()


def test_no_suite_that_the_registries_feed_is_slow_as_a_whole(root: Path) -> None:
    fed = sorted((root / "tests" / "conformance").glob("test_every_*.py"))
    assert fed
    whole = re.compile(r"^pytestmark = (\[[^\]]*)?pytest\.mark\.slow", re.M)
    assert [path.name for path in fed if whole.search(path.read_text(encoding="utf-8"))] == []
