"""A published file as plain UTF-8 text: unzipped and transcoded into a scratch folder where that is needed."""

import codecs
import logging
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tertius.model import BadFile
from tertius.study.looking import AGAIN

_LOG = logging.getLogger("tertius.study")
_BLOCK = 1 << 20


@contextmanager
def readable(path: Path, encoding: str, scratch: Path | None) -> Iterator[Path]:
    """Give the path of a UTF-8 copy of a file, or of the file itself when it is one already.

    In ISO 8859-1 every byte is a letter, so a file that was saved again as UTF-8 would be read without a word, each
    accent as two letters. What is UTF-8 to its end, with letters beyond ASCII, is therefore read as such.

    Args:
        path: The file as published, zipped or not.
        encoding: What its text is written in.
        scratch: Folder for the copy, made and removed here; what a load that was killed left in it goes too. None:
            the machine's folder for temporary files.

    Raises:
        BadFile: The archive is damaged, locked or holds more than one file, or the text is not in that encoding.
    """
    zipped, kind = zipfile.is_zipfile(path), codecs.lookup(encoding).name
    if not zipped and (kind == "utf-8" or _saved_again(path, kind)):
        yield path
        return
    with _folder(scratch) as folder:
        try:
            text = _unzip(path, folder / "unzipped") if zipped else path
            if kind != "utf-8" and not (zipped and _saved_again(text, kind)):
                text = _transcode(text, folder / "utf-8", encoding, path)
        except OSError as exc:
            raise _no_room(folder, exc) from exc
        yield text


def _saved_again(text: Path, kind: str) -> bool:
    """Tell whether a text said to be in ISO 8859-1 is UTF-8; one that cannot be read is left to whoever reads it."""
    if kind != "iso8859-1":
        return False
    decoder, further = codecs.getincrementaldecoder("utf-8")(), False
    try:
        with text.open("rb") as stream:
            while block := stream.read(_BLOCK):
                further = further or not block.isascii()
                decoder.decode(block)
            decoder.decode(b"", final=True)
    except (OSError, UnicodeDecodeError):
        return False
    if further:
        _LOG.warning("%s is UTF-8, though its data set is published in ISO 8859-1: read as UTF-8", text.name)
    return further


@contextmanager
def _folder(scratch: Path | None) -> Iterator[Path]:
    if scratch is None:
        with tempfile.TemporaryDirectory(prefix="tertius-") as name:
            yield Path(name)
        return
    shutil.rmtree(scratch, ignore_errors=True)
    try:
        scratch.mkdir(parents=True)
    except OSError as exc:
        raise _no_room(scratch, exc) from exc
    try:
        yield scratch
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _no_room(folder: Path, exc: OSError) -> BadFile:
    return BadFile(f"no room to unpack it ({exc.strerror})", file=str(folder))


def _unzip(path: Path, to: Path) -> Path:
    try:
        with zipfile.ZipFile(path) as archive:
            members = [
                one for one in archive.infolist() if not one.is_dir() and not one.filename.startswith("__MACOSX")
            ]
            if len(members) != 1:
                raise BadFile(f"the archive holds {len(members)} files where one belongs", file=str(path),
                              hint="unpack it and load the files")  # fmt: skip
            if members[0].flag_bits & 1:
                raise BadFile("the archive is locked with a password", file=str(path), hint="unpack it first")
            with archive.open(members[0]) as packed, to.open("wb") as plain:
                shutil.copyfileobj(packed, plain, _BLOCK)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError) as exc:
        raise BadFile(f"the archive is damaged ({exc})", file=str(path), hint=AGAIN) from exc
    return to


def _transcode(text: Path, to: Path, encoding: str, published: Path) -> Path:
    decoder = codecs.getincrementaldecoder(encoding)()
    row = 1
    try:
        with text.open("rb") as stream, to.open("w", encoding="utf-8", newline="") as plain:
            while block := stream.read(_BLOCK):
                plain.write(decoder.decode(block))
                row += block.count(b"\n")
            plain.write(decoder.decode(b"", final=True))
    except UnicodeDecodeError as exc:
        raise BadFile(f"not {encoding} text", file=str(published), row=row) from exc
    return to
