"""Look at a file before anything is loaded: what it is, its hash, its lines."""

import codecs
import csv
import hashlib
import json
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

import numpy as np

from tertius.model import BadFile, Documents, Lookup, Records, Row, Source, UsageError, read_day

_BLOCK = 1 << 18
_FIELD_LIMIT = 1 << 24
_NEWLINE = ord("\n")
_OF_R = (".rda", ".rdata", ".rds")
_UNPACKED_R = (b"RDX2\n", b"RDX3\n", b"RDA2\n", b"RDA3\n")
_AGAIN = "fetch the file again and repeat; nothing was loaded"


@dataclass(frozen=True)
class FileFacts:
    """A file that can be read as UTF-8 text.

    ``path`` is the file as published, ``text`` the same or its plain copy, ``lines`` and ``delimiters`` are counted in
    the text.
    """

    path: Path
    text: Path
    sha256: str
    lines: int
    delimiters: int

    @property
    def fields(self) -> int:
        """Fields in each line, when every line can have the same number of them; else 0."""
        each, rest = divmod(self.delimiters, self.lines)
        return 0 if rest else each + 1


def inspect(path: Path, text: Path | None = None, delimiter: str = "\t") -> FileFacts:
    """Hash a file and make sure that its text is non-empty UTF-8.

    Args:
        path: The file as published; its bytes are hashed.
        text: Where its text is, when not there.
        delimiter: The sign to count.

    Raises:
        BadFile: It is absent, empty, binary or not UTF-8; the row is named where there is one.
    """
    try:
        _refuse_packed(path, text or path)
        # a digest lets go of the interpreter, so a second core can look at the text meanwhile
        with ThreadPoolExecutor(1) as pool:
            digest = hashlib.sha256()
            if text is None or text == path:
                lines, delimiters = _look(_hashed(path, digest, pool), path, path, delimiter.encode())
            else:
                whole = pool.submit(lambda: deque(_hashed(path, digest, None), 0))
                lines, delimiters = _look(_blocks(text), text, path, delimiter.encode())
                whole.result()

    except OSError as exc:
        raise BadFile(f"cannot be read ({exc.strerror})", file=str(path)) from exc
    return FileFacts(path, text or path, digest.hexdigest(), lines, delimiters)


def _refuse_packed(path: Path, text: Path) -> None:
    """Say what to do with a file that programs pack and people take for data."""
    with text.open("rb") as stream:
        start = stream.read(10)
    if not start.startswith((*_UNPACKED_R, b"\x1f\x8b", b"\xfd7zXZ")) and start[:3] + start[4:] != b"BZh1AY&SY":
        return
    if path.suffix.lower() in _OF_R:
        raise BadFile("a data file of R, which only R reads", file=str(path),
                      hint='write it out with write.csv(..., row.names = FALSE) in R and load that')  # fmt: skip
    raise BadFile("a packed file of another kind than zip", file=str(path), hint="unpack it and load what is in it")


def _blocks(path: Path) -> Iterator[bytes]:
    with path.open("rb", buffering=0) as stream:
        while block := stream.read(_BLOCK):
            yield block


def _hashed(path: Path, digest: "hashlib._Hash", pool: Executor | None) -> Iterator[bytes]:
    """Blocks of a file, which go into a digest too; with a pool, while the block is looked at."""
    last = None
    for block in _blocks(path):
        if pool is None:
            digest.update(block)
        else:
            before, last = last, pool.submit(digest.update, block)
            if before is not None:  # no more than two blocks wait
                before.result()
        yield block


def _look(blocks: Iterable[bytes], text: Path, path: Path, delimiter: bytes) -> tuple[int, int]:
    """Count lines and delimiters of a text while making sure that it is one."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    lines, delimiters, last, sign = 0, 0, b"", ord(delimiter)
    try:
        for block in blocks:
            if (zero := block.find(b"\0")) >= 0:
                raise BadFile("binary data, not text", file=str(path), row=lines + 1 + block.count(b"\n", 0, zero))
            codes = np.frombuffer(block, dtype=np.uint8)
            decoder.decode(block)
            lines += int(np.count_nonzero(codes == _NEWLINE))
            delimiters += int(np.count_nonzero(codes == sign))
            last = block
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as exc:
        raise _not_text(text, path) from exc
    if not last:
        raise BadFile("the file is empty", file=str(path), hint=_AGAIN)
    return lines + (not last.endswith(b"\n")), delimiters


def _not_text(text: Path, path: Path) -> BadFile:
    """What is wrong with a file that is not UTF-8, and in which row."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    row = 1
    try:
        with text.open("rb") as stream:
            while block := stream.read(_BLOCK):
                decoder.decode(block)
                row += block.count(b"\n")
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as exc:
        if exc.reason == "unexpected end of data":
            return BadFile("ends inside a character", file=str(path), row=row, hint=_AGAIN)
        row += exc.object.count(b"\n", 0, exc.start)
    return BadFile("not UTF-8 text", file=str(path), row=row, hint="convert it to UTF-8 and repeat")


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
        raise BadFile(f"the folder holds none of {', '.join(names)}", file=str(path))
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
            _need(names, layout.header, path)
            for number, record in enumerate(filter(None, reader)):
                # the first record decides for the file
                if layout.row_names and number == 0 and len(record) == len(names) + 1:
                    names = ["", *names]
                if len(record) != len(names):
                    raise BadFile(
                        "the record has too few or too many fields", file=str(path), row=reader.line_num, hint=_AGAIN
                    )
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
                    "not a line that `tertius code` writes", file=str(path), row=line_number, hint=_AGAIN
                ) from exc
            for row in rows:
                number += 1
                yield number, row


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
        if option.day:
            value = read_day(value).isoformat()
        values[option.name] = value
    return values
