"""Write the reference pages that follow from the code: commands, tables of a study file, data sets.

``make reference`` renews them; a test compares them with what this file would write.
"""

from collections.abc import Iterator
from pathlib import Path

import click

from tertius import model
from tertius.cli import main
from tertius.sources import SOURCES

DOCS = Path(__file__).resolve().parents[1] / "docs"
_WIDTH = 100

_TABLES = {
    "event": (model.EVENT_COLUMNS, "One row an act between two sides."),
    "participant": (model.PARTICIPANT_COLUMNS, "Third parties that a data set names outright."),
    "citation": (model.CITATION_COLUMNS, "Pages that say an event took place."),
    "reject": (model.REJECT_COLUMNS, "Every row of a published file that did not become an event, with its reason."),
    "load": (model.LOAD_COLUMNS, "One row a loaded file."),
    "judgement": (model.JUDGEMENT_COLUMNS, "Rulings on written names, append-only."),
}


def _row(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def commands(group: click.Command) -> Iterator[tuple[str, click.Command]]:
    """Every command below a group with the words that call it, in order of name."""
    found = group.commands if isinstance(group, click.Group) else {}
    for name, command in sorted(found.items()):
        yield name, command
        for rest, inner in commands(command):
            yield f"{name} {rest}", inner


def cli_page() -> str:
    """The page of the command line: the help of each command, word for word."""
    parts = [
        "# Command line",
        "Data go to standard output, talk goes to standard error. Exit codes: 0 done, 1 a refusal in one line with a "
        "hint, 2 wrong usage, 3 a condition set with `--fail-on` was met. Anything else is a bug and shows its trace.",
    ]
    for words, command in commands(main):
        called = f"tertius {words}"
        context = click.Context(command, info_name=called, terminal_width=_WIDTH, max_content_width=_WIDTH)
        parts += [f"## `{called}`", f"```text\n{command.get_help(context).rstrip()}\n```"]
    return "\n\n".join(parts) + "\n"


def schema_page() -> str:
    """The page of the tables of a study file, made from the tuples that the tables are made from."""
    parts = [
        "# Tables of a study file",
        'A study is one DuckDB file. `tertius sql STUDY "select ..."` reads it. Unknown is null: never 0, never an '
        "empty string.",
    ]
    for table, (columns, meaning) in _TABLES.items():
        rows = [_row(f"`{c.name}`", c.type, "yes" if c.nullable else "no", c.meaning) for c in columns]
        head = [_row("column", "type", "may be null", "meaning"), "|---|---|---|---|"]
        parts += [f"## `{table}`", meaning, "\n".join(head + rows)]
    return "\n\n".join(parts) + "\n"


def source_page(source: model.Source) -> str:
    """The page of one data set, made from its manifest."""
    facts = (
        ("publisher", source.publisher),
        ("licence", source.licence),
        ("coverage", f"{source.coverage.start} to {source.coverage.last}"),
        ("version", source.version),
        ("address", f"<{source.url}>"),
    )
    parts = [f"# {source.title}", f"Name in commands: `{source.name}`", source.notes]
    parts.append("\n".join([_row("fact", "value"), "|---|---|", *(_row(*fact) for fact in facts)]))
    if source.options:
        parts += ["## Options of `tertius load`", "\n".join(_option(option) for option in source.options)]
    parts += ["## Columns as published", ", ".join(f"`{column}`" for column in source.columns)]
    parts += [
        "## Rows that do not become events",
        "A row marked *set aside* is a known fault of the published files: it is kept in table `reject` and the load "
        "goes on. Any other stops the load.",
        "\n".join(f"- {reject.reason}{' (*set aside*)' if reject.tolerated else ''}" for reject in source.rejects),
        "## How to cite",
        source.citation,
        f"```bibtex\n{source.bibtex}\n```",
    ]
    return "\n\n".join(parts) + "\n"


def _option(option: model.Option) -> str:
    words = f"- `--{option.name.replace('_', '-')}`: {option.meaning}"
    words += f"; one of {', '.join(option.choices)}" if option.choices else ""
    return words + (f"; default {option.default}" if option.default is not None else "; must be given")


def pages() -> dict[Path, str]:
    """Text of every generated page by its place."""
    made = {
        DOCS / "reference" / "cli.md": cli_page(),
        DOCS / "reference" / "schema.md": schema_page(),
    }
    return made | {DOCS / "sources" / f"{source.name}.md": source_page(source) for source in SOURCES}


def write() -> None:
    """Write every generated page."""
    for path, text in pages().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write()
