"""What would be fetched: the files a provider has for a span, held against what lies in the folder."""

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from tertius.fetch.web import Web
from tertius.model import Span, UsageError

PART = ".part"
"""Ending of a file that is not whole yet."""


@dataclass(frozen=True)
class Remote:
    """A published file.

    ``size`` in bytes and ``md5`` are None where the provider states none. ``pages`` yields the text of a file that an
    API gives page by page; such a file has no state between absent and whole.
    """

    url: str
    name: str
    size: int | None = None
    md5: str | None = None
    pages: Callable[[Web], Iterable[str]] | None = None


@dataclass(frozen=True)
class Ask:
    """What is asked of a provider: days, where the files go, states of the arena (None: everywhere), options."""

    span: Span
    folder: Path
    states: tuple[str, ...] | None = None
    options: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Fetcher:
    """A provider: how its files are found.

    ``name`` is what ``tertius fetch`` calls it, ``loads`` the source its files are loaded with. ``options`` maps the
    options it takes to their allowed values, the default first. ``keys`` are the environment variables it needs
    (``open_to_all``: only where an arena bounds the ask); ``check`` makes sure that the provider takes them before
    anything is counted against a quota. ``note`` is shown with the plan.
    """

    name: str
    title: str
    loads: str
    remotes: Callable[[Web, Ask], Sequence[Remote]]
    note: str
    options: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    keys: tuple[str, ...] = ()
    open_to_all: bool = False
    check: Callable[[Web, Ask], None] | None = None


class State(StrEnum):
    """How much of a file is here."""

    HERE = "here"
    PARTIAL = "partial"
    ABSENT = "absent"


@dataclass(frozen=True)
class Item:
    """A published file and its place; ``have`` are the bytes that lie here already."""

    remote: Remote
    path: Path
    state: State
    have: int


@dataclass(frozen=True)
class Plan:
    """Files of one ask, in order of name."""

    fetcher: Fetcher
    ask: Ask
    items: tuple[Item, ...]

    @property
    def missing(self) -> tuple[Item, ...]:
        """Files that are not whole."""
        return tuple(item for item in self.items if item.state is not State.HERE)

    @property
    def to_come(self) -> int | None:
        """Bytes still to be downloaded; None where a file does not state its size."""
        sizes = [item.remote.size for item in self.missing]
        known = [size for size in sizes if size is not None]
        return sum(known) - sum(item.have for item in self.missing) if len(known) == len(sizes) else None


def plan(web: Web, fetcher: Fetcher, ask: Ask) -> Plan:
    """Ask the provider for its list and compare it with the folder; nothing but the list is downloaded.

    Raises:
        FetchError: The list cannot be had.
        UsageError: Nothing is published for those days.
    """
    full = Ask(ask.span, ask.folder, ask.states, _options(fetcher, ask.options))
    _keys(fetcher, full)
    remotes = sorted(fetcher.remotes(web, full), key=lambda one: one.name)
    if not remotes:
        raise UsageError(f"{fetcher.title} lists no file for {ask.span}", hint="ask for other days")
    return Plan(fetcher, full, tuple(_item(one, ask.folder) for one in remotes))


def _options(fetcher: Fetcher, given: Mapping[str, str]) -> dict[str, str]:
    for name, value in given.items():
        if name not in fetcher.options:
            raise UsageError(f"{fetcher.name} takes no option --{name}", hint=f"it takes: {_listed(fetcher.options)}")
        if value not in fetcher.options[name]:
            raise UsageError(f"--{name} cannot be {value!r}", hint=f"it can be: {_listed(fetcher.options[name])}")
    return {name: given.get(name, allowed[0]) for name, allowed in fetcher.options.items()}


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names) or "nothing"


def _keys(fetcher: Fetcher, ask: Ask) -> None:
    """Make sure that the keys are there before anything is asked."""
    if fetcher.open_to_all and ask.states is None:
        return
    if missing := [name for name in fetcher.keys if not os.environ.get(name)]:
        raise UsageError(f"{fetcher.title} needs a key: {missing[0]} is not set", hint=f"set {_listed(fetcher.keys)}")


def _item(remote: Remote, folder: Path) -> Item:
    path = folder / remote.name
    if path.exists() and remote.size in (None, path.stat().st_size):
        return Item(remote, path, State.HERE, path.stat().st_size)
    part = path.with_name(path.name + PART)
    if part.exists() and remote.pages is None:
        return Item(remote, path, State.PARTIAL, part.stat().st_size)
    return Item(remote, path, State.ABSENT, 0)
