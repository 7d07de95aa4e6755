"""Whatever a user can name has a page."""

import re
from pathlib import Path

import click

from tertius import arenas, measures, sources
from tertius.cli.verbs import VERBS


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def _without_page(folder: Path, names: list[str]) -> list[str]:
    assert names, f"nothing is registered for {folder.name}"
    return [name for name in names if not (folder / f"{name}.md").is_file()]


def test_every_source_has_a_page(root: Path) -> None:
    assert _without_page(root / "docs" / "sources", [source.name for source in sources.SOURCES]) == []


def test_every_measure_finder_and_watcher_has_a_page(root: Path) -> None:
    names = [part.name for part in measures.PARTS]
    assert _without_page(root / "docs" / "measures", names) == []


def test_the_page_of_a_measure_names_every_constant_it_uses(root: Path) -> None:
    for part in measures.PARTS:
        page = (root / "docs" / "measures" / f"{part.name}.md").read_text(encoding="utf-8")
        assert [name for name in part.constants if f"`{name}`" not in page] == [], part.name


def test_every_shipped_arena_has_a_page_that_names_its_pairs(root: Path) -> None:
    shipped = arenas.shipped()
    assert _without_page(root / "docs" / "arenas", list(shipped)) == []
    for name in shipped:
        page = (root / "docs" / "arenas" / f"{name}.md").read_text(encoding="utf-8")
        assert [str(pair) for pair in arenas.arena(name).pairs if f"`{pair}`" not in page] == [], name


def test_every_command_and_option_is_on_the_page_of_the_command_line(root: Path) -> None:
    page = _plain((root / "docs" / "reference" / "cli.md").read_text(encoding="utf-8"))
    for verb, command in ((one.name, one.command()) for one in VERBS):
        assert f"tertius {verb}" in page, verb
        options = [name for part in command.params if isinstance(part, click.Option) for name in part.opts]
        assert [name for name in options if name not in page] == [], verb


def test_the_generated_pages_are_what_the_code_would_write_today(root: Path) -> None:
    written: dict[str, object] = {"__name__": "reference", "__file__": str(root / "tools" / "reference.py")}
    exec(compile((root / "tools" / "reference.py").read_text(encoding="utf-8"), "reference.py", "exec"), written)
    pages = written["pages"]
    assert callable(pages)
    stale = [str(path.relative_to(root)) for path, text in pages().items() if _read(path) != text]
    assert stale == [], "renew them with: make reference"


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.is_file() else ""
