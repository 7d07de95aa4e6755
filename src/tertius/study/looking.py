"""Look at a file before its rows are kept: what it is, its hash, its lines."""

import codecs
import hashlib
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from time import perf_counter, process_time

import numpy as np

from tertius.model import BadFile

_BLOCK = 1 << 18
_LAST = 12
_FIRST = 1 << 22
_END = 1 << 16
_DIGITS = 18  # more may be too many for a whole number of the database
_MOMENT = 0.025  # seconds; the clock of what all threads use may be four milliseconds late
_NEWLINE = ord("\n")
_OF_R = (".rda", ".rdata", ".rds")
_UNPACKED_R = (b"RDX2\n", b"RDX3\n", b"RDA2\n", b"RDA3\n")
_SAVE_AS = 'save it as "CSV UTF-8", or write encoding = "utf-16" into the mapping of a table of your own'
AGAIN = "fetch the file again and repeat; nothing was loaded"
"""What to do with a file that came over badly."""


@dataclass(frozen=True)
class FileFacts:
    """A file that can be read as UTF-8 text.

    ``path`` is the file as published, ``text`` the same or its plain copy, ``lines`` and ``delimiters`` are counted in
    the text. ``marks`` are some lines, a few hundred apart in a long text: number and first field. ``unended``: the
    last line has no end, as in a file that was cut.
    """

    path: Path
    text: Path
    sha256: str
    lines: int
    delimiters: int
    marks: tuple[tuple[int, bytes], ...] = ()
    unended: bool = False

    @property
    def fields(self) -> int:
        """Fields in each line, when every line can have the same number of them; else 0."""
        each, rest = divmod(self.delimiters, self.lines)
        return 0 if rest else each + 1


def inspect(
    path: Path, text: Path | None = None, delimiter: str = "\t", rest: Callable[[], object] = lambda: None
) -> FileFacts:
    """Hash a file and make sure that its text is non-empty UTF-8.

    Args:
        path: The file as published; its bytes are hashed.
        text: Where its text is, when not there.
        delimiter: The sign to count.
        rest: Called before the last twelfth of the text is read; may wait.

    Raises:
        BadFile: It is absent, empty, binary or not UTF-8; the row is named where there is one.
    """
    try:
        _refuse_packed(path, text or path)
        digest, where = hashlib.sha256(), text or path
        blocks = _hashed(path, digest) if where == path else _blocks(where)
        blocks = _resting(blocks, where.stat().st_size, rest)
        lines, delimiters, marks = _look(blocks, where, path, delimiter.encode())
        if where != path:
            deque(_hashed(path, digest), 0)
        unended = _unended(where)
    except OSError as exc:
        raise BadFile(f"cannot be read ({exc.strerror})", file=str(path)) from exc
    return FileFacts(path, where, digest.hexdigest(), lines, delimiters, marks, unended)


def _unended(text: Path) -> bool:
    with text.open("rb") as stream:
        stream.seek(-1, os.SEEK_END)
        return stream.read() != b"\n"


def first_look(path: Path, text: Path, delimiter: str) -> FileFacts:
    """What the first line of a file tells of it: one line, no hash; of a file that cannot be read, no delimiter."""
    try:
        with text.open("rb") as stream:
            first = stream.readline(_BLOCK)
    except OSError:  # said with its reason where the file is looked at
        first = b""
    return FileFacts(path, text, "", 1, first.count(delimiter.encode()))


def ids_follow(text: Path, delimiter: str) -> bool:
    """Tell whether each line of a text seems to begin with the number after that of the line before.

    So it is in the first lines, some ten thousand, and the last one is about as far on as there are lines.
    """
    sign = delimiter.encode()
    try:
        with text.open("rb") as stream:
            lines = stream.read(_FIRST).split(b"\n")[:-1]
            size = stream.seek(0, os.SEEK_END)
            stream.seek(max(0, size - _END))
            end = stream.read()
    except OSError:  # as above
        return False
    last = end.removesuffix(b"\n").rpartition(b"\n")[2].partition(sign)[0]
    fields = [line.partition(sign)[0] for line in lines]
    if not fields or not all(one.isdigit() and len(one) <= _DIGITS for one in (fields[0], last)):
        return False
    likely = size * len(lines) / sum(len(line) + 1 for line in lines)
    if not likely / 2 <= int(last) - int(fields[0]) + 1 <= likely * 2:
        return False
    return all(one == b"%d" % number for number, one in enumerate(fields, int(fields[0])))


def wait_for_a_core(done: Event) -> None:
    """Wait until an event, or until this process leaves a core idle, which work that can wait may as well use."""
    cores = os.cpu_count() or 1
    waiting = True
    while waiting:
        since, used = perf_counter(), process_time()
        waiting = not done.wait(_MOMENT) and process_time() - used > (cores - 0.5) * (perf_counter() - since)


def stamp(path: Path) -> tuple[int, int]:
    """Size of a file in bytes and when it was last written to, in nanoseconds; zeros when there is no such file."""
    try:
        found = path.stat()
    except OSError:
        return 0, 0
    return found.st_size, found.st_mtime_ns


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


def _hashed(path: Path, digest: "hashlib._Hash") -> Iterator[bytes]:
    """Blocks of a file, which go into a digest too."""
    for block in _blocks(path):
        digest.update(block)
        yield block


def _resting(blocks: Iterable[bytes], size: int, rest: Callable[[], object]) -> Iterator[bytes]:
    """Blocks of a text of a size; takes a rest before the last of them."""
    ahead = size - size // _LAST
    for block in blocks:
        if ahead > 0 >= ahead - len(block):
            rest()
        ahead -= len(block)
        yield block


def _look(
    blocks: Iterable[bytes], text: Path, path: Path, delimiter: bytes
) -> tuple[int, int, tuple[tuple[int, bytes], ...]]:
    """Count lines and delimiters of a text, and mark some lines, while making sure that it is one."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    lines, delimiters, last, sign = 0, 0, b"", ord(delimiter)
    marks: list[tuple[int, bytes]] = []
    try:
        for block in blocks:
            if not lines and block.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
                raise BadFile("UTF-16 text, not UTF-8", file=str(path), row=1, hint=_SAVE_AS)
            if (zero := block.find(b"\0")) >= 0:
                raise BadFile("binary data, not text", file=str(path), row=lines + 1 + block.count(b"\n", 0, zero))
            codes = np.frombuffer(block, dtype=np.uint8)
            decoder.decode(block)
            start = block.find(b"\n") + 1
            if 0 < start < (end := block.find(delimiter, start)):
                marks.append((lines + 2, block[start:end]))
            lines += int(np.count_nonzero(codes == _NEWLINE))
            delimiters += int(np.count_nonzero(codes == sign))
            last = block
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as exc:
        raise _not_text(text, path) from exc
    if not last:
        raise BadFile("the file is empty", file=str(path), hint=AGAIN)
    return lines + (not last.endswith(b"\n")), delimiters, tuple(marks)


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
            return BadFile("ends inside a character", file=str(path), row=row, hint=AGAIN)
        row += exc.object.count(b"\n", 0, exc.start)
    return BadFile("not UTF-8 text", file=str(path), row=row, hint="convert it to UTF-8 and repeat")
