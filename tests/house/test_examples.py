"""Every example of README.md and of docs/ runs and prints what the page shows."""

import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from breadth import slow_after

from tertius.model import Inputs, Panel

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(Path(__file__).parent))

import examples  # noqa: E402
import once  # noqa: E402

_PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
_WITH_EXAMPLES = [str(page.relative_to(ROOT)) for page in _PAGES if examples.blocks(page.read_text(encoding="utf-8"))]


@pytest.fixture(scope="module")
def answered() -> Iterator[None]:
    with once.answered_once():
        yield


@pytest.mark.usefixtures("desk", "answered")
def test_the_result_that_the_readme_shows_first_is_what_is_printed() -> None:
    shown, found, _ = (ROOT / "README.md").read_text(encoding="utf-8").partition("\n## Five minutes\n")
    assert found
    count, wrong = examples.run_page(shown, "README.md")
    assert count > 3
    assert not wrong, "\n\n".join(wrong)


@pytest.mark.parametrize("page", slow_after(0, _WITH_EXAMPLES))
@pytest.mark.usefixtures("desk", "answered")
def test_the_examples_of_a_page_run(page: str) -> None:
    count, wrong = examples.run_page((ROOT / page).read_text(encoding="utf-8"), page)
    assert count > 0
    assert not wrong, "\n\n".join(wrong)


@pytest.mark.parametrize("page", ["README.md", "docs/index.md", "docs/tutorial.md"])
def test_the_first_pages_have_examples(page: str) -> None:
    assert page in _WITH_EXAMPLES


def test_only_console_and_python_blocks_are_run() -> None:
    page = "```sh\nls\n```\n\n```console\n$ tertius sources\n```\n\n1. A step:\n\n    ```python\n    x = 1\n    ```\n"
    assert [(block.language, block.body) for block in examples.blocks(page)] == [
        ("console", "$ tertius sources"),
        ("python", "x = 1"),
    ]


def test_a_command_is_read_with_its_output_and_exit_code() -> None:
    body = '$ tertius sql a.duckdb "select 1"  # exit 1\none\n...\n$ tertius sources   # listing\n'
    assert examples.read_commands(body) == [
        examples.Command(("sql", "a.duckdb", "select 1"), "one\n...", 1),
        examples.Command(("sources",), "", 0),
    ]


@pytest.mark.parametrize("body", ["$ make demo", "$ tertius sources | head", "output first\n$ tertius sources"])
def test_a_block_that_would_not_be_run_as_written_is_refused(body: str) -> None:
    with pytest.raises(ValueError, match=r"tertius|shell|output"):
        examples.read_commands(body)


def test_output_that_differs_is_seen() -> None:
    assert examples.matches("a   b\n...", "a b\nc\n")
    assert not examples.matches("a b", "a c\n")


def test_a_wrong_doctest_is_seen_and_names_are_shared() -> None:
    count, wrong = examples.run_page("```python\nx = 2\n```\n\n```python\n>>> x + 1\n4\n```\n", "page.md")
    assert count == 2
    assert len(wrong) == 1
    assert "Expected" in wrong[0]


def test_a_part_works_anew_when_one_cell_or_the_question_differs() -> None:
    def panel(cell: str) -> Panel:
        return Panel("t", "syn", {"who": np.asarray(["a", cell], dtype=object), "n": np.asarray([0.0, np.nan])}, ())

    worked: list[object] = []
    ask = once.Kept().part("t", lambda _, asked: worked.append(asked) or [len(worked)], "t", "k")  # type: ignore[arg-type, return-value]
    found = [ask(Inputs({"t": panel(cell), "other": panel(str(len(worked)))}, {"k": k}), asked) for cell, k, asked in
             (("b", 1.0, "x"), ("b", 1.0, "x"), ("c", 1.0, "x"), ("b", 2.0, "x"), ("b", 1.0, "y"), ("b", 1.0, "x"))]  # type: ignore[arg-type] # fmt: skip
    assert found == [[1], [1], [2], [3], [4], [1]]
