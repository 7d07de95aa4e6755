"""Find the files of a load, and read those that are no plain lines."""

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from fnmatch import fnmatch
from pathlib import Path

from tertius.model import BadFile, Documents, Lookup, Records, Row, Source, UsageError, read_day
from tertius.study.looking import AGAIN, inspect

_FIELD_LIMIT = 1 << 24
_DELIMITERS = ",;|\t"
_SHOWN, _LETTERS = 6, 40
_ROW_NAMES = "a table that R wrote with names of rows needs `row_names = true` in its mapping; else fetch it again"


def data_files(source: Source, path: Path) -> list[Path]:
    """Files to load for a path: itself, those a pattern such as ``2020*.CSV.zip`` matches, or those of a folder.

    Raises:
        BadFile: The path does not exist, or a folder or pattern holds none of the source's files.
    """
    if path.is_file():
        return [path]
    if not path.exists():
        matched = _matches(path)
        if not matched:
            raise BadFile("there is no such file or folder", file=str(path))
        return [one for found in matched for one in data_files(source, found)]
    names = source.files or ("*.tab", "*.csv", "*.tsv")
    # a folder may hold a file twice, plain and zipped in names of either case
    listed = sorted(one for one in path.iterdir() if one.is_file())
    other = [name[1:].lower() for name in names if name.startswith("!")]
    listed = [one for one in listed if not any(fnmatch(one.name.lower(), name) for name in other)]
    found = list(dict.fromkeys(one for name in names for one in listed if fnmatch(one.name.lower(), name.lower())))
    if not found:
        wanted = [name for name in names if not name.startswith("!")]
        raise BadFile(f"the folder holds none of {', '.join(wanted)}", file=str(path),
                      hint="give the files by name if they are called otherwise")  # fmt: skip
    return found


def _matches(pattern: Path) -> list[Path]:
    """Files and folders that a pattern such as ``data/2020*/*.zip`` means, in order of name; none without a sign."""
    parts = pattern.parts
    fixed = next((place for place, part in enumerate(parts) if set(part) & set("*?[")), len(parts))
    if fixed == len(parts):
        return []
    return sorted(Path(*parts[:fixed]).glob(str(Path(*parts[fixed:]))))


def records(layout: Records, path: Path, text: Path) -> Iterator[tuple[int, Row]]:
    """Yield (record number, row) of a quoted CSV file, the header being record 1.

    Raises:
        BadFile: A needed column is missing or a record has too few or too many fields.
    """
    csv.field_size_limit(_FIELD_LIMIT)
    with text.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.reader(stream, delimiter=layout.delimiter, strict=True)
        try:
            names = next(reader, [])
            _need(names, layout.header, path, layout.delimiter)
            for number, record in enumerate(filter(any, reader)):
                # the first record decides for the file
                if layout.row_names and number == 0 and len(record) == len(names) + 1:
                    names = ["", *names]
                if len(record) != len(names):
                    raise BadFile(
                        f"the record has {len(record)} fields and the header {len(names)}", file=str(path),
                        row=reader.line_num, hint=_ROW_NAMES if number == 0 and len(record) > len(names) else AGAIN,
                    )  # fmt: skip
                yield reader.line_num, layout.parse(dict(zip(names, record, strict=True)))
        except csv.Error as exc:
            raise BadFile(f"not a readable CSV file ({exc})", file=str(path), row=reader.line_num) from exc


def document_rows(layout: Documents, path: Path, text: Path) -> Iterator[tuple[int, Row]]:
    """Yield (row number, row) of a file of JSON lines, each of which may hold many rows.

    Raises:
        BadFile: A line is no object of JSON, lacks a key, or its parts are not what they have to be.
    """
    number = 0
    with text.open(encoding="utf-8-sig") as lines:
        for line_number, line in enumerate(lines, 1):
            try:
                found = json.loads(line)
                if missing := [key for key in layout.needs if key not in found]:
                    raise BadFile(f"the line lacks {missing[0]!r}", file=str(path), row=line_number)
                rows = list(layout.parse(found))
            except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as exc:
                if isinstance(exc, BadFile):
                    raise
                raise BadFile(
                    "not a line that `tertius code` writes", file=str(path), row=line_number, hint=AGAIN
                ) from exc
            for row in rows:
                number += 1
                yield number, row


def _need(names: Sequence[str], needed: tuple[str, ...], path: Path, delimiter: str) -> None:
    twice = [name for name in needed if names.count(name) > 1]
    missing = [name for name in needed if name not in names]
    if missing:
        found = ", ".join(repr(name[:_LETTERS]) for name in names[:_SHOWN]) + (", ..." if len(names) > _SHOWN else "")
        raise BadFile(f"wrong header: column {missing[0]!r} is missing; there are {found or 'none'}", file=str(path),
                      row=1, hint=_by_another(names, delimiter))  # fmt: skip
    if twice:
        raise BadFile(f"wrong header: column {twice[0]!r} stands there twice", file=str(path), row=1,
                      hint="which of them is meant nobody can tell: rename one")  # fmt: skip


def _by_another(names: Sequence[str], delimiter: str) -> str:
    """What to do where the header is one field, and several by another delimiter, as a spreadsheet may write it."""
    other = max(_DELIMITERS, key=lambda sign: names[0].count(sign)) if len(names) == 1 else ""
    if not other or other not in names[0]:
        return ""
    return f"the fields stand between {other!r}, not {delimiter!r}: save it so, or set the delimiter of a mapping"


def lookup_rows(lookup: Lookup, folder: Path) -> list[tuple[str, ...]]:
    """Rows of a side file, columns in the lookup's order.

    Raises:
        BadFile: The file is absent, or a line lacks a column.
    """
    path = folder / lookup.file
    inspect(path)
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = csv.reader(
            stream, delimiter=lookup.delimiter, quoting=csv.QUOTE_MINIMAL if lookup.quoted else csv.QUOTE_NONE
        )
        position = list(range(len(lookup.columns)))
        if lookup.header:
            names = next(rows)
            _need(names, lookup.columns, path, lookup.delimiter)
            position = [names.index(column) for column in lookup.columns]
        return [_pick(row, position, path, number) for number, row in enumerate(rows, 1 + lookup.header) if any(row)]


def _pick(row: list[str], position: list[int], path: Path, number: int) -> tuple[str, ...]:
    if len(row) <= max(position):
        raise BadFile("the line has too few fields", file=str(path), row=number, hint=AGAIN)
    return tuple(row[i] for i in position)


def option_values(source: Source, given: Mapping[str, str]) -> dict[str, str]:
    """Options of a load with defaults filled in (see :class:`tertius.model.Option`)."""
    known = {option.name: option for option in source.options}
    for name in given:
        if name not in known:
            hint = f"it takes: {', '.join(known) or 'none'}"
            hint += "; a region is named with the question (tertius roles ... --arena)" if name == "arena" else ""
            raise UsageError(f"source {source.name} takes no option {name!r}", hint=hint)
    values: dict[str, str] = {}
    for option in source.options:
        value = given.get(option.name, option.default)
        if value is None:
            raise UsageError(f"source {source.name} needs --{option.name.replace('_', '-')}", hint=option.meaning)
        if option.choices and value not in option.choices:
            raise UsageError(f"--{option.name} {value!r} is none of {', '.join(option.choices)}")
        if option.day:
            value = read_day(value).isoformat()
        values[option.name] = value
    return values
