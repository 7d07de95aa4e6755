"""Progress of long work: a callback, silent by default."""

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol, TypeVar

T = TypeVar("T")


class Progress(Protocol):
    """Told how much is done, out of how much, and what is under way."""

    def __call__(self, done: int, total: int, label: str) -> None:
        """Report progress."""


def silent(done: int, total: int, label: str) -> None:
    """Say nothing."""


def told(items: Sequence[T], progress: Progress, label: Callable[[T], str]) -> Iterator[T]:
    """Hand out items one after another, telling of each before it is worked on."""
    for done, item in enumerate(items):
        progress(done, len(items), label(item))
        yield item
