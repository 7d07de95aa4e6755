"""A chronicle as a Frictionless Data Package: a descriptor that any reader of such packages understands, and export.

Specification: Frictionless Data, *Tabular Data Package*, profile ``tabular-data-package``.
"""

import json
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tertius.chronicles import CHRONICLE_FIELDS, SOURCE_FIELDS
from tertius.chronicles.covering import DESCRIPTOR_FILE, covered
from tertius.chronicles.meanings import ACTOR_MEANINGS, EVENT_MEANINGS, SOURCE_MEANINGS
from tertius.chronicles.reading import EVENTS_FILE, SOURCES_FILE
from tertius.chronicles.roster import ACTOR_FIELDS, ACTORS_FILE
from tertius.chronicles.vocabularies import OWNERS, PLOVER, VOCABULARIES
from tertius.model import BadFile, UsageError

CODEBOOK_FILE = "codebook.md"
_REQUIRED_FILES = (EVENTS_FILE, SOURCES_FILE, CODEBOOK_FILE, DESCRIPTOR_FILE)
_DATES = frozenset({"date", "date_end", "due", "fate_date", "opened", "since", "until"})
_OPTIONAL = frozenset(
    {
        "date_end",
        "third_parties",
        "plover_type",
        "plover_mode",
        "place_id",
        "framing",
        "due",
        "fate",
        "fate_date",
        "note",
    }
    | {"publisher_country", "published", "since", "until"}
)
_LICENCE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0 International",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}


def datapackage(folder: Path) -> dict[str, Any]:
    """Return the descriptor of the chronicle in a folder, ready to be written as JSON.

    The foreign key of ``source_ids`` stands in its description: the column holds a list, which no foreign key of the
    specification can reach into.

    Raises:
        BadFile: One of the tables is missing.
    """
    for name in (EVENTS_FILE, SOURCES_FILE):
        if not (folder / name).is_file():
            raise BadFile("the chronicle has no such table", file=name)
    name = folder.name.replace("_", "-")
    title = f"Tertius chronicle: {folder.name.replace('_', ' ').title()}"
    resources = [
        _resource(EVENTS_FILE, CHRONICLE_FIELDS, EVENT_MEANINGS),
        _resource(SOURCES_FILE, SOURCE_FIELDS, SOURCE_MEANINGS),
    ]
    if (folder / ACTORS_FILE).is_file():
        resources.append(_resource(ACTORS_FILE, ACTOR_FIELDS, ACTOR_MEANINGS))
    return {
        "profile": "tabular-data-package",
        "name": f"tertius-chronicle-{name}",
        "title": title,
        "description": f"Acts between states and named bodies, coded by hand. The code book is {CODEBOOK_FILE}.",
        "licenses": [_LICENCE],
        "contributors": [{"title": "the Tertius developers", "role": "author"}],
        "temporal": _temporal(folder),
        "sources": [{"title": f"Public pages, each with its address in {SOURCES_FILE}"}],
        "resources": resources,
    }


def _temporal(folder: Path) -> dict[str, str]:
    """The days the chronicle states, empty where it states none."""
    span = covered(folder)
    return {"start": span.start.isoformat() if span else "", "end": span.last.isoformat() if span else ""}


def descriptor_text(folder: Path) -> str:
    """Return the descriptor as the text of ``datapackage.json``."""
    return json.dumps(datapackage(folder), ensure_ascii=False, indent=2) + "\n"


def export(folder: Path, target: Path) -> tuple[Path, ...]:
    """Copy the tables, the code book and a fresh descriptor of a chronicle to another folder.

    Args:
        folder: Where the chronicle lies.
        target: Folder to write to; made where it does not exist.

    Returns:
        The files written.

    Raises:
        BadFile: A table or the code book is missing.
        UsageError: The target already holds one of the files.
    """
    names = [*_REQUIRED_FILES, *([ACTORS_FILE] if (folder / ACTORS_FILE).is_file() else [])]
    for name in names:
        if (target / name).exists():
            raise UsageError(f"{target / name} exists already", hint="choose an empty folder")
        if name != DESCRIPTOR_FILE and not (folder / name).is_file():
            raise BadFile("the chronicle has no such file", file=name)
    text = descriptor_text(folder)
    target.mkdir(parents=True, exist_ok=True)
    for name in names:
        if name == DESCRIPTOR_FILE:
            (target / name).write_text(text, encoding="utf-8")
        else:
            shutil.copyfile(folder / name, target / name)
    return tuple(target / name for name in names)


def _resource(file: str, fields: Sequence[str], meanings: Mapping[str, str]) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_field(name, meanings[name], first=name == fields[0] and file != ACTORS_FILE) for name in fields],
        "missingValues": [""],
    }
    if file != ACTORS_FILE:
        schema["primaryKey"] = fields[0]
    return {
        "profile": "tabular-data-resource",
        "name": Path(file).stem,
        "path": file,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "doubleQuote": True, "header": True},
        "schema": schema,
    }


def _field(name: str, meaning: str, *, first: bool) -> dict[str, Any]:
    field: dict[str, Any] = {"name": name, "type": "string", "description": meaning}
    if name in _DATES:
        field |= {"type": "date", "format": "%Y-%m-%d"}
    elif name == "mutual":
        field |= {"type": "boolean", "trueValues": ["yes"], "falseValues": ["no"]}
    elif name == "url":
        field["format"] = "uri"
    if constraints := _constraints(name, first=first):
        field["constraints"] = constraints
    return field


def _constraints(name: str, *, first: bool) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if name not in _OPTIONAL:
        found["required"] = True
    if first:
        found["unique"] = True
    lists = {**VOCABULARIES, "publisher_owner": OWNERS, "plover_type": tuple(PLOVER)}
    if name in lists and name != "mutual":
        found["enum"] = list(lists[name])
    return found
