"""Look at a file before anything is loaded: what it is, its hash, its lines."""

import codecs
import csv
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tertius.model import BadFile, Lookup, Records, Row, Source, UsageError

_BLOCK = 1 << 20
_FIELD_LIMIT = 1 << 24
_AGAIN = "fetch the file again and repeat; nothing was loaded"


@dataclass(frozen=True)
class FileFacts:
    """A file that can be read as UTF-8 text: path, SHA-256 and number of lines."""

    path: Path
    sha256: str
    lines: int


def inspect(path: Path) -> FileFacts:
    """Hash a file and make sure that it is non-empty UTF-8 text.

    Raises:
        BadFile: It is absent, empty, binary or not UTF-8; the row is named where there is one.
    """
    digest, decoder = hashlib.sha256(), codecs.getincrementaldecoder("utf-8")()
    lines, last = 0, b""
    try:
        with path.open("rb") as stream:
            while block := stream.read(_BLOCK):
                digest.update(block)
                _check(block, decoder, lines, path)
                lines += block.count(b"\n")
                last = block
        decoder.decode(b"", final=True)
    except OSError as exc:
        raise BadFile(f"cannot be read ({exc.strerror})", file=str(path)) from exc
    except UnicodeDecodeError as exc:
        raise BadFile("ends inside a character", file=str(path), row=lines + 1, hint=_AGAIN) from exc
    if not last:
        raise BadFile("the file is empty", file=str(path), hint=_AGAIN)
    return FileFacts(path, digest.hexdigest(), lines + (not last.endswith(b"\n")))


def _check(block: bytes, decoder: codecs.IncrementalDecoder, lines: int, path: Path) -> None:
    if (zero := block.find(b"\0")) >= 0:
        raise BadFile("binary data, not text", file=str(path), row=lines + 1 + block.count(b"\n", 0, zero))
    try:
        decoder.decode(block)
    except UnicodeDecodeError as exc:
        row = lines + 1 + exc.object.count(b"\n", 0, exc.start)
        raise BadFile("not UTF-8 text", file=str(path), row=row, hint="convert it to UTF-8 and repeat") from exc


def data_files(source: Source, path: Path) -> list[Path]:
    """Files to load for a path: itself, or the data files of a folder.

    Raises:
        BadFile: The path does not exist, or a folder holds none of the source's files.
    """
    if not path.exists():
        raise BadFile("there is no such file or folder", file=str(path))
    if path.is_file():
        return [path]
    names = source.files or ("*.tab", "*.csv", "*.tsv")
    found = [one for name in names for one in sorted(path.glob(name))]
    if not found:
        raise BadFile(f"the folder holds none of {', '.join(names)}", file=str(path))
    return found


def records(layout: Records, path: Path) -> Iterator[tuple[int, Row]]:
    """Yield (record number, row) of a quoted CSV file, the header being record 1.

    Raises:
        BadFile: A needed column is missing or a record has too few or too many fields.
    """
    csv.field_size_limit(_FIELD_LIMIT)
    with path.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.DictReader(stream, restkey="\0more", restval="\0less", strict=True)
        try:
            _need(reader.fieldnames or (), layout.header, path)
            for record in reader:
                if "\0more" in record or "\0less" in record.values():
                    raise BadFile(
                        "the record has too few or too many fields", file=str(path), row=reader.line_num, hint=_AGAIN
                    )
                yield reader.line_num, layout.parse(record)
        except csv.Error as exc:
            raise BadFile(f"not a readable CSV file ({exc})", file=str(path), row=reader.line_num) from exc


def _need(names: object, needed: tuple[str, ...], path: Path) -> None:
    have = list(names) if isinstance(names, list | tuple) else []
    if missing := [name for name in needed if name not in have]:
        raise BadFile(f"wrong header: column {missing[0]!r} is missing", file=str(path), row=1)


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
            _need(names, lookup.columns, path)
            position = [names.index(column) for column in lookup.columns]
        return [_pick(row, position, path, number) for number, row in enumerate(rows, 1 + lookup.header) if any(row)]


def _pick(row: list[str], position: list[int], path: Path, number: int) -> tuple[str, ...]:
    if len(row) <= max(position):
        raise BadFile("the line has too few fields", file=str(path), row=number, hint=_AGAIN)
    return tuple(row[i] for i in position)


def option_values(source: Source, given: Mapping[str, str]) -> dict[str, str]:
    """Options of a load with defaults filled in (see :class:`tertius.model.Option`)."""
    known = {option.name: option for option in source.options}
    for name in given:
        if name not in known:
            raise UsageError(
                f"source {source.name} takes no option {name!r}", hint=f"it takes: {', '.join(known) or 'none'}"
            )
    values: dict[str, str] = {}
    for option in source.options:
        value = given.get(option.name, option.default)
        if value is None:
            raise UsageError(f"source {source.name} needs --{option.name.replace('_', '-')}", hint=option.meaning)
        if option.choices and value not in option.choices:
            raise UsageError(f"--{option.name} {value!r} is none of {', '.join(option.choices)}")
        values[option.name] = value
    return values
