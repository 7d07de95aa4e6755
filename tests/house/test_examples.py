"""Every example of README.md and of docs/ runs and prints what the page shows."""

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(Path(__file__).parent))

import examples  # noqa: E402

_PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
_WITH_EXAMPLES = [str(page.relative_to(ROOT)) for page in _PAGES if examples.blocks(page.read_text(encoding="utf-8"))]


@pytest.mark.parametrize("page", _WITH_EXAMPLES)
@pytest.mark.usefixtures("desk")
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
