"""Section numbers that code and constants cite exist on the page of the methods, and copied files are true copies."""

import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tertius.codebooks.constants import CONSTANTS

_CITED = re.compile(r"\bmethods`*(?: section)? (\d+(?:\.\d+)?[a-c]?)(?:(?:,| and) (\d+\.\d+[a-c]?))*")
_NUMBER = re.compile(r"\d+(?:\.\d+)?[a-c]?")


def _numbers(text: str) -> set[str]:
    return {number for match in _CITED.finditer(text) for number in _NUMBER.findall(match.group(0))}


def _sections(page: str) -> set[str]:
    heads = set(re.findall(r"^#{2,3} (\d+(?:\.\d+)?) ", page, re.M))
    return heads | set(re.findall(r"^\*\*(\d+\.\d+[a-c]) ", page, re.M))


def test_every_section_that_is_cited_exists(root: Path) -> None:
    texts = [path.read_text(encoding="utf-8") for path in (root / "src" / "tertius").rglob("*") if path.suffix in
             (".py", ".csv", ".md", ".toml", ".yaml", ".html")]  # fmt: skip
    cited = set().union(*(_numbers(text) for text in texts))
    assert {"1.2", "2.2", "3.1", "4.1", "7.2"} <= cited
    page = (root / "docs" / "explanation" / "methods.md").read_text(encoding="utf-8")
    assert sorted(cited - _sections(page)) == []


def test_every_trap_that_is_cited_exists(root: Path) -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in (root / "src" / "tertius").rglob("*.py"))
    cited = set(re.findall(r"trap (T\d+)", code))
    page = (root / "docs" / "explanation" / "methods.md").read_text(encoding="utf-8")
    assert cited
    assert sorted(trap for trap in cited if f"| {trap} |" not in page) == []


def test_citations_are_read_from_running_text() -> None:
    assert _numbers("methods 4.1, 4.2 (joint); see methods 3.9b; methods 2.1 and 3.1 (x); ``methods`` section 7.1") == {
        "4.1", "4.2", "3.9b", "2.1", "3.1", "7.1",
    }  # fmt: skip


def test_every_constant_that_the_methods_name_exists(root: Path) -> None:
    page = (root / "docs" / "explanation" / "methods.md").read_text(encoding="utf-8")
    prefixes = "|".join(sorted({name.split(".")[0] for name in CONSTANTS}))
    named = set(re.findall(rf"`((?:{prefixes})\.[a-z_0-9]+)`", page))
    assert named
    assert sorted(named - set(CONSTANTS)) == []


def test_the_claim_file_shown_is_the_claim_file_that_runs(root: Path) -> None:
    page = (root / "docs" / "howto" / "audit-an-op-ed.md").read_text(encoding="utf-8")
    assert (root / "docs" / "examples" / "op-ed.yaml").read_text(encoding="utf-8") in page
    assert (root / "docs" / "examples" / "commentary.txt").read_text(encoding="utf-8") in page


@pytest.fixture(scope="module")
def refresh() -> ModuleType:
    path = Path(__file__).resolve().parents[2] / "tools" / "refresh_examples.py"
    spec = importlib.util.spec_from_file_location("refresh_examples", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    before = list(sys.path)
    spec.loader.exec_module(module)
    sys.path[:] = before
    return module


def test_a_stale_output_is_renewed_and_a_failed_statement_is_not(refresh: ModuleType) -> None:
    by_hand: list[str] = []
    page = "```python\n>>> 1 + 1\n3\n>>> 1 > 2\nTrue\n```\n"
    assert refresh.refreshed(page, by_hand) == "```python\n>>> 1 + 1\n2\n>>> 1 > 2\nTrue\n```\n"
    assert by_hand == ["1 > 2"]


def test_a_table_is_shortened_to_the_columns_and_rows_asked_for(refresh: ModuleType) -> None:
    table = "who  n  value\n---  -  -----\nRUS  1    0.3\nFRA  2    0.2\n"
    assert refresh.abridged(table, ["who", "value"], 1) == ("who  ...  value\n---  ...  -----\nRUS  ...    0.3\n...")


def test_a_table_shown_in_part_is_renewed_as_it_is_shown(refresh: ModuleType) -> None:
    page = "<!-- show columns=name rows=1 -->\n```console\n$ tertius arenas\nold\n```\n"
    fresh = refresh.refreshed(page, [])
    assert fresh.startswith("<!-- show columns=name rows=1 -->\n```console\n$ tertius arenas\nname")
    assert "old" not in fresh
