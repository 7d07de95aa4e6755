"""Carry out a plan: every file whole and checked, or still apart as a part that the next run goes on with."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

import filelock
import httpx

from tertius.fetch.planning import PART, Item, Plan, State
from tertius.fetch.web import Web, shown
from tertius.model import FetchError, UsageError

_LOCK = ".tertius-fetch.lock"
_WRONG = 2
_NO_SUCH_RANGE = 416
_HTML = (b"<!doctype html", b"<html", b"<?xml")
_AGAIN = "repeat the command; what is whole stays"


class Progress(Protocol):
    """Told how much is done, out of how much, and what is under way."""

    def __call__(self, done: int, total: int, label: str) -> None:
        """Report progress."""


def carry_out(web: Web, plan: Plan, progress: Progress) -> tuple[Path, ...]:
    """Download what is missing, in order; return the paths of all files of the plan.

    A folder is filled by one process at a time. Files appear under their name only when whole: size and checksum are
    compared where the provider states them, and the name is given last. A run that is cut off at any moment leaves
    whole files and at most one part, which the next run goes on with.

    Raises:
        FetchError: A file cannot be had, or is not what the provider's list says.
        UsageError: Another process fills the folder, or it cannot be written.
    """
    folder = plan.ask.folder
    with _alone(folder):
        if plan.fetcher.check is not None and plan.missing:
            plan.fetcher.check(web, plan.ask)
        for number, item in enumerate(plan.items):
            progress(number, len(plan.items), item.remote.name)
            if item.state is not State.HERE:
                _paged(web, item) if item.remote.pages else _download(web, item)
        progress(len(plan.items), len(plan.items), "")
    return tuple(item.path for item in plan.items)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with filelock.FileLock(folder / _LOCK, timeout=0):
            yield
    except filelock.Timeout as exc:
        raise UsageError(f"another fetch is filling {folder}", hint="wait for it, or choose another folder") from exc
    except PermissionError as exc:
        raise UsageError(f"{folder} cannot be written ({exc.strerror})", hint="choose another folder") from exc


def _paged(web: Web, item: Item) -> None:
    pages = item.remote.pages
    part = item.path.with_name(item.path.name + PART)
    with part.open("w", encoding="utf-8", newline="") as stream:
        for page in pages(web) if pages else ():
            stream.write(page)
    _keep(part, item.path)


def _download(web: Web, item: Item) -> None:
    """Download one file; give up after too many tries that brought nothing, or two that brought something else."""
    part = item.path.with_name(item.path.name + PART)
    stalled, wrong = 0, 0
    while wrong < _WRONG:
        before = _size(part)
        if not _receive(web, item, part, stalled):
            stalled = 0 if _size(part) > before else stalled + 1
            continue
        fault = _fault(part, item)
        if not fault:
            _keep(part, item.path)
            return
        # a part that does not add up cannot be gone on with
        part.unlink()
        wrong += 1
    raise FetchError(f"the file is not what the list says: {fault}", url=shown(item.remote.url), hint=_AGAIN)


def _receive(web: Web, item: Item, part: Path, attempt: int) -> bool:
    """Add what is missing to the part; True when the server has nothing more to send."""
    have, done = _size(part), False
    if item.remote.size is not None and have >= item.remote.size:
        return True
    if item.remote.size is None and item.remote.md5 is None:
        have = 0  # nothing would tell a part of an older file from one of this
    with web.body(item.remote.url, {"Range": f"bytes={have}-"} if have else {}, attempt=attempt) as answer:
        if answer.status_code == _NO_SUCH_RANGE:
            part.unlink(missing_ok=True)
        else:
            _append(answer, part, have if have and _continues(answer, item) else 0, item)
            done = True
    return done


def _size(part: Path) -> int:
    return part.stat().st_size if part.exists() else 0


def _continues(answer: httpx.Response, item: Item) -> bool:
    """Whether the answer goes on where the part stops, in the same file as far as can be told."""
    total = answer.headers.get("Content-Range", "").rpartition("/")[2]
    known = item.remote.size is None or not total.isdigit() or int(total) == item.remote.size
    return answer.status_code == 206 and known


def _append(answer: httpx.Response, part: Path, have: int, item: Item) -> None:
    chunks = answer.iter_raw()
    first = next(chunks, b"")
    if have == 0 and first.lstrip()[:14].lower().startswith(_HTML):
        raise FetchError("the server sent a web page instead of data", url=shown(item.remote.url),
                         status=answer.status_code, hint="open the address in a browser to see why")  # fmt: skip
    with part.open("ab" if have else "wb") as stream:
        stream.write(first)
        for chunk in chunks:
            stream.write(chunk)


def _fault(part: Path, item: Item) -> str:
    size = part.stat().st_size
    if item.remote.size is not None and size != item.remote.size:
        return f"{size} bytes where {item.remote.size} belong"
    if item.remote.md5 is not None:
        with part.open("rb") as stream:
            found = hashlib.file_digest(stream, "md5").hexdigest()
        return "" if found == item.remote.md5.lower() else f"checksum {found} where {item.remote.md5} belongs"
    return ""


def _keep(part: Path, path: Path) -> None:
    """Give a whole file its name, after its bytes are safely on the disk."""
    with part.open("rb") as stream:
        os.fsync(stream.fileno())
    part.replace(path)
