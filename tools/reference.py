"""Write the reference pages that follow from the code: commands, tables of a study file, JSON, constants, data sets.

On the pages of measures only the parts between ``<!-- made: NAME -->`` and ``<!-- /made -->`` are written.
``make reference`` renews them; a test compares them with what this file would write.
"""

import inspect
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

import click

from tertius import model, panels
from tertius.cli import main
from tertius.codebooks.constants import CONSTANTS
from tertius.codebooks.slots import NO_SLOT, OUTCOME_WEIGHT, PART_WEIGHTS, SLOTS, TRIAD_WEIGHTS
from tertius.codebooks.tables import rows as code_rows
from tertius.measures import PARTS
from tertius.report.tables import SCHEMAS, schema
from tertius.sources import SOURCES

DOCS = Path(__file__).resolve().parents[1] / "docs"
_WIDTH = 100

_TABLES = {
    "event": (
        model.EVENT_COLUMNS,
        "One row an act between two sides. A view: exports of GDELT lie as keys in small tables (`lean_...`), other "
        "events in `full_event`; read `event`, never these.",
    ),
    "participant": (model.PARTICIPANT_COLUMNS, "Third parties that a data set names outright."),
    "citation": (model.CITATION_COLUMNS, "Pages that say an event took place."),
    "reject": (model.REJECT_COLUMNS, "Every row of a published file that did not become an event, with its reason."),
    "load": (model.LOAD_COLUMNS, "One row a loaded file."),
    "mention": (model.MENTION_COLUMNS, "Documents that tell of an event, where a data set lists them."),
    "failure": (model.FAILURE_COLUMNS, "Files that were refused and have not been loaded since."),
    "judgement": (model.JUDGEMENT_COLUMNS, "Rulings on written names, append-only."),
}


_PANELS: tuple[Callable[..., model.Query], ...] = (
    panels.dyad_day,
    panels.dyad_month,
    panels.triad_report,
    panels.triad_follow_up,
    panels.other_report,
    panels.other_follow_up,
    panels.other_event,
    panels.count_ladder,
    panels.pair_event,
    panels.triad_evidence,
    panels.outsider_day,
    panels.pair_act,
    panels.pair_part,
    panels.venue_day,
    panels.agent_day,
)
_MADE = re.compile(r"<!-- made: (?P<name>[a-z]+) -->\n.*?<!-- /made -->", re.S)


def _row(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def commands(group: click.Command) -> Iterator[tuple[str, click.Command]]:
    """Every command below a group with the words that call it, in order of name."""
    if not isinstance(group, click.Group):
        return
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None, name
        yield name, command
        for rest, inner in commands(command):
            yield f"{name} {rest}", inner


def cli_page() -> str:
    """The page of the command line: the help of each command, word for word."""
    parts = [
        "# Command line",
        "Data go to standard output, talk goes to standard error. Exit codes: 0 done, 1 a refusal in one line with a "
        "hint, 2 wrong usage, 3 a condition set with `--fail-on` was met, 130 stopped by Ctrl-C. Anything else is a "
        "bug and shows its trace.",
    ]
    for words, command in commands(main):
        called = f"tertius {words}"
        settings = {**main.context_settings, "terminal_width": _WIDTH, "max_content_width": _WIDTH}
        context = click.Context(command, info_name=called, **settings)
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
    parts += [
        "## Panels",
        "Tables made from those above when an arena is first asked for. They hold one arena at a time and are made "
        "again when the data, the arena or the constants change. `dyad_day` and `dyad_month` are of the whole world "
        "and kept nowhere: views, of which only the rows asked for are counted. `triad_report`, `triad_follow_up`, "
        "`other_report`, `other_follow_up` and `other_event` are there only while the others are made.",
    ]
    parts += [_about_panel(query) for query in _PANELS]
    return "\n\n".join(parts) + "\n"


def _about_panel(query: Callable[..., model.Query]) -> str:
    """What the docstring of a panel says, without its arguments."""
    said = (inspect.getdoc(query) or "").split("\nArgs:")[0].rstrip().replace("``", "`")
    return f"### `{query.__name__}`\n\n{said}"


def json_page() -> str:
    """The page of the JSON envelopes, key by key, made from their schemas."""
    parts = [
        "# JSON outputs",
        "`--format json` prints one object with the name and version of its schema. Days are ISO text, a period is "
        "given by its first and last day (both included), and unknown is null, never NaN. A change that takes a key "
        "away or alters its meaning raises the number behind the slash. The schemas (draft 2020-12) are shipped with "
        "the package:",
        "```python\n>>> from tertius.report.tables import SCHEMAS, schema\n>>> SCHEMAS\n"
        f'{SCHEMAS!r}\n>>> schema("tertius.roles/1")["title"]\n{schema("tertius.roles/1")["title"]!r}\n```',
    ]
    for name in SCHEMAS:
        described: Any = schema(name)
        parts += [f"## `{name}`", described["description"], _keys("The envelope", described)]
        parts += [_keys(f"`{key}`", part) for key, part in _inner(described)]
    return "\n\n".join(parts) + "\n"


def _inner(described: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Objects inside an envelope: its definitions, then objects described in their place."""
    for key, part in described.get("$defs", {}).items():
        yield ("items[]" if key == "item" else key), part
        for inner, field in part.get("properties", {}).items():
            nested = field.get("items", field)
            if "properties" in nested:
                yield f"{inner}{'[]' if 'items' in field else ''}", nested


def _keys(title: str, part: Mapping[str, Any]) -> str:
    head = [_row("key", "type", "meaning"), "|---|---|---|"]
    rows = [_row(f"`{key}`", _type(field), _meaning(field)) for key, field in part.get("properties", {}).items()]
    return f"{title}:\n\n" + "\n".join(head + rows)


def _type(field: Mapping[str, Any]) -> str:
    """The JSON type of a field in words."""
    if "const" in field:
        return f"`{field['const']}`"
    if "enum" in field:
        return "one of " + ", ".join(f"`{value}`" for value in field["enum"])
    if "$ref" in field:
        return str(field["$ref"]).rsplit("/", 1)[-1]
    if "oneOf" in field:
        return " or ".join(_type(option) for option in field["oneOf"])
    kind = field.get("type", "object")
    kinds: Sequence[str] = [kind] if isinstance(kind, str) else kind
    named = [f"array ({_type(field['items'])})" if one == "array" and "items" in field else one for one in kinds]
    return " or ".join(f"day ({one})" if one == "string" and field.get("format") == "date" else one for one in named)


def _meaning(field: Mapping[str, Any]) -> str:
    if "description" in field:
        return str(field["description"])
    return {"array": "list", None: ""}.get(field.get("type"), "") if "$ref" not in field else "an estimate"


def constants_page() -> str:
    """The page of every constant of the package, by what it belongs to."""
    parts = [
        "# Constants",
        "Every number that a result rests on, from `src/tertius/codebooks/data/constants.csv`. `tertius explain NAME` "
        "prints those of one measure, the report those it used. *methods 2.2* and the like are sections of "
        "[the methods](../explanation/methods.md); *ours* means that no published value was found to follow.",
    ]
    ordered = sorted(CONSTANTS.values(), key=lambda constant: constant.name)
    for group, found in groupby(ordered, key=lambda constant: constant.name.split(".")[0]):
        rows = [_row(f"`{c.name}`", f"{c.value:g}", c.unit, c.meaning, c.source) for c in found]
        head = [_row("name", "value", "unit", "meaning", "source"), "|---|---|---|---|---|"]
        parts += [f"## {group}", "\n".join(head + rows)]
    return "\n\n".join(parts) + "\n"


def measure_page(part: model.Part, text: str) -> str:
    """The page of a measure as it is, its made parts written anew."""
    made = {"constants": lambda: _constants_of(part), "weights": _weights, "promises": _promises, "asks": _asks}
    return _MADE.sub(lambda found: f"<!-- made: {found['name']} -->\n{made[found['name']]()}\n<!-- /made -->", text)


def _constants_of(part: model.Part) -> str:
    head = [_row("constant", "value", "unit", "meaning"), "|---|---|---|---|"]
    used = [CONSTANTS[name] for name in part.constants]
    return "\n".join(head + [_row(f"`{c.name}`", f"{c.value:g}", c.unit, c.meaning) for c in used])


def _weights() -> str:
    head = [_row("evidence", "level", "credit of the day"), "|---|---|---|"]
    found = [_row(f"code {s.code}, third party in the {s.third} slot", s.level.value, f"{s.weight:g}") for s in SLOTS]
    found += [_row(f"named as {name}", level.value, f"{weight:g}") for name, (level, weight) in PART_WEIGHTS.items()]
    found += [_row(f"talks: {pattern}", "E3", f"{weight:g}") for pattern, weight in TRIAD_WEIGHTS.items()]
    found += [_row("outcome that follows", "E4", f"+{OUTCOME_WEIGHT:g}")]
    found += [_row(f"code {code}: no slot names a mediator", "none", "0") for code in NO_SLOT]
    return "\n".join(head + found)


def _promises() -> str:
    head = [_row("promise", "subject", "kept by", "broken by", "days", "weight"), "|---|---|---|---|---|---|"]
    found = [
        _row(
            row["promise"],
            row["subject"],
            row["kept"] + (f", {row['kept_by_other']} of the other side" if row["kept_by_other"] else ""),
            row["broken"] or "none",
            row["horizon_days"],
            row["weight"],
        )
        for row in code_rows("promises")
    ]
    return "\n".join(head + found)


def _asks() -> str:
    """Asks that are met by the same acts share a line."""
    head = [_row("ask", "kind", "met by"), "|---|---|---|"]
    by_answer: dict[tuple[str, str], list[str]] = {}
    for row in code_rows("responses"):
        by_answer.setdefault((row["kind"], row["comply"]), []).append(row["ask"])
    return "\n".join(head + [_row(" ".join(asks), kind, comply) for (kind, comply), asks in by_answer.items()])


def source_page(source: model.Source) -> str:
    """The page of one data set, made from its manifest."""
    facts = (
        ("publisher", source.publisher),
        ("licence", source.licence),
        ("coverage", source.covers),
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
        DOCS / "reference" / "json.md": json_page(),
        DOCS / "reference" / "constants.md": constants_page(),
    }
    places = {part: DOCS / "measures" / f"{part.name}.md" for part in PARTS}
    made |= {
        path: measure_page(part, path.read_text(encoding="utf-8")) for part, path in places.items() if path.is_file()
    }
    return made | {DOCS / "sources" / f"{source.name}.md": source_page(source) for source in SOURCES}


def write() -> None:
    """Write every generated page."""
    for path, text in pages().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write()
