"""Progress of long work: a callback, silent by default."""

from typing import Protocol


class Progress(Protocol):
    """Told how much is done, out of how much, and what is under way."""

    def __call__(self, done: int, total: int, label: str) -> None:
        """Report progress."""


def silent(done: int, total: int, label: str) -> None:
    """Say nothing."""
