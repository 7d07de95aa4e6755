"""A file of texts to a file of coded events: every line is checked before the first is coded."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tertius.codebooks.own_actors import read_own_actors
from tertius.model import BadFile, EngineError, FetchError
from tertius.study.progress import Progress, silent
from tertius.texts import CONFIDENCES, CodedDocument, Document, Gazetteer, code_documents, record
from tertius.texts.typer import Typer

_EACH = 'each line is a JSON object such as {"id": "1", "text": "...", "date": "2025-07-21"}'
_STEP = 16
_HALF = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True)
class Coded:
    """What was written: number of texts, of events, and of texts in which none was found."""

    texts: int
    events: int
    silent: int


def names_with(actors: Path) -> Gazetteer:
    """The names of actors to be found in texts, with the rows of a user's own table before ours.

    Raises:
        BadFile: A row of the table cannot be meant; says which.
    """
    return Gazetteer(read_own_actors(actors))


def code_file(texts: Path, out: Path, progress: Progress = silent, *, known: Gazetteer | None = None,
              typer: Typer | None = None, least: str = CONFIDENCES[0]) -> Coded:  # fmt: skip
    """Code a file of texts (JSON lines) and write one line of JSON a text; the file is written whole or not at all.

    ``known``: the names of actors to be found; None: the shipped ones. ``typer``: a second opinion on the codes.
    ``least``: events of a lower confidence are left out.

    Raises:
        BadFile: A line is not what it has to be; nothing is written.
        UsageError: The extra ``text`` is not installed.
        EngineError: The result cannot be written.
        FetchError: The service of a second opinion gives none; nothing is written.
    """
    total = sum(1 for _ in documents(texts))
    if total == 0:
        raise BadFile("the file holds no text", file=str(texts), hint=_EACH)
    draft = out.with_name(f"{out.name}.draft")
    try:
        with draft.open("w", encoding="utf-8", newline="\n") as stream:
            done = _write(code_documents(documents(texts), typer, known, least), total, stream.write, progress)
        draft.replace(out)
    except FetchError:  # of a second opinion; it is an OSError too
        raise
    except OSError as exc:
        raise EngineError(f"{out} could not be written ({exc.strerror})", hint="free space or choose another") from exc
    finally:
        draft.unlink(missing_ok=True)
    return done


def _write(coded: Iterator[CodedDocument], total: int, write: Any, progress: Progress) -> Coded:
    events = without = 0
    for number, one in enumerate(coded, 1):
        write(json.dumps(record(one), ensure_ascii=False) + "\n")
        events += len(one.events)
        without += not one.events
        if number % _STEP == 0 or number == total:
            progress(number, total, one.document.id)
    return Coded(total, events, without)


def documents(path: Path) -> Iterator[Document]:
    """Read texts from a file of JSON lines; empty lines are passed over.

    Raises:
        BadFile: A line is no such object, or an id stands twice; says which line.
    """
    seen: dict[str, int] = {}
    try:
        with path.open(encoding="utf-8-sig") as lines:
            for row, line in enumerate(lines, 1):
                if line.strip():
                    yield _document(line, path, row, seen)
    except OSError as exc:
        raise BadFile(f"cannot be read ({exc.strerror})", file=str(path)) from exc
    except UnicodeDecodeError as exc:
        raise BadFile("not UTF-8 text", file=str(path), hint="convert it to UTF-8 and repeat") from exc


def _document(line: str, path: Path, row: int, seen: dict[str, int]) -> Document:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError) as exc:
        raise BadFile("not a line of JSON", file=str(path), row=row, hint=_EACH) from exc
    if not isinstance(found, dict):
        raise BadFile("not an object of JSON", file=str(path), row=row, hint=_EACH)
    name, text, publisher = found.get("id"), found.get("text"), found.get("publisher")
    if not isinstance(name, str | int) or isinstance(name, bool) or not str(name).strip():
        raise BadFile("the text has no id", file=str(path), row=row, hint=_EACH)
    if not isinstance(text, str):
        raise BadFile(f"text {name!r} has no text", file=str(path), row=row, hint=_EACH)
    if publisher is not None and not isinstance(publisher, str):
        raise BadFile(f"the publisher of text {name!r} is no text", file=str(path), row=row)
    if any(_HALF.search(one) for one in (str(name), text, publisher or "")):
        raise BadFile(f"text {name!r} holds half a character", file=str(path), row=row,
                      hint="an escape from \\ud800 to \\udfff stands there without its other half")  # fmt: skip
    if str(name) in seen:
        raise BadFile(f"the id {name!r} stands in row {seen[str(name)]} already", file=str(path), row=row)
    seen[str(name)] = row
    return Document(str(name), text, _day(found.get("date"), name, path, row), publisher or None)


def _day(written: object, name: object, path: Path, row: int) -> date:
    try:
        return date.fromisoformat(str(written)[:10])
    except ValueError as exc:
        raise BadFile(
            f"the date of text {name!r} cannot be read: {str(written)[:40]!r}",
            file=str(path), row=row, hint="write it as 2025-07-21: a person in office and \"yesterday\" depend on it",
        ) from exc  # fmt: skip
