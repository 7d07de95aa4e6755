"""The error tree. A message says what happened, the value, where, and what to do next.

TertiusError                       one root; carries ``hint``: what to do next
├── UsageError (ValueError)        asked for something that cannot be
│   └── UnknownName (LookupError)  no such source, arena, measure, actor ...
├── DataError (ValueError)         the data break a promise
│   ├── BadFile                    this file cannot be read; it is skipped or the load stops
│   └── ContractBroken             the load stops; nothing is published
├── EngineError (RuntimeError)     the database refused; carries the SQL
│   └── NeedsWriting               the study has to be changed first, and is open for reading only
└── FetchError (OSError)           the network; carries the address and the status
"""

import difflib
from collections.abc import Iterable


class TertiusError(Exception):
    """Root of every error this package raises on purpose.

    Args:
        message: One line: what happened, the value, and where.
        hint: What the reader can do next; empty when nothing can be done.
    """

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint

    def __str__(self) -> str:
        """Return the message, followed by the hint when there is one."""
        message = str(self.args[0])
        return f"{message}  hint: {self.hint}" if self.hint else message


class UsageError(TertiusError, ValueError):
    """Something was asked for that cannot be."""


class UnknownName(UsageError, LookupError):
    """A name is not in its registry; the hint offers the nearest ones, and what ``besides`` says of others.

    ``known`` are the names that are, in order.
    """

    def __init__(self, kind: str, name: str, known: Iterable[str], besides: str = "") -> None:
        self.known = names = sorted(known)
        near = difflib.get_close_matches(name, names, n=1)
        shown = f"did you mean {near[0]!r}?" if near else f"known: {', '.join(names) or 'none'}"
        super().__init__(f"no {kind} is called {name!r}", hint="; ".join(part for part in (shown, besides) if part))


class DataError(TertiusError, ValueError):
    """Data break a promise."""


class BadFile(DataError):
    """A file cannot be read as what it is said to be.

    Args:
        message: What is wrong.
        file: Path as the user gave it.
        row: Line in the file, counted from 1, when known.
        hint: What to do next.
    """

    def __init__(self, message: str, *, file: str, row: int | None = None, hint: str = "") -> None:
        where = f"{file}, row {row}" if row is not None else file
        super().__init__(f"{where}: {message}", hint=hint)
        self.file = file
        self.row = row


class ContractBroken(DataError):
    """A load or a measure would break a stated promise; nothing is published."""


class EngineError(TertiusError, RuntimeError):
    """The database refused a statement or could not write.

    Args:
        message: The database's reason in one line.
        sql: The statement, for the log.
        hint: What to do next.
    """

    def __init__(self, message: str, *, sql: str = "", hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.sql = sql


class NeedsWriting(EngineError):
    """The study has to be changed first (panels, tables of this version), and it is open for reading only."""


class FetchError(TertiusError, OSError):
    """Something could not be downloaded; what is whole already stays.

    Args:
        message: What happened, in one line.
        url: The address asked; never with a key in it.
        status: HTTP status of the last answer, when there was one.
        hint: What to do next.
    """

    def __init__(self, message: str, *, url: str, status: int | None = None, hint: str = "") -> None:
        super().__init__(f"{url}: {message}", hint=hint)
        self.url = url
        self.status = status
