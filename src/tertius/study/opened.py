"""A file of a load: what is known of it, and whether it is still the file that was looked at."""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass

from tertius.model import BadFile, Lines, Source
from tertius.study.looking import FileFacts, ids_follow, inspect, stamp
from tertius.study.streaming import plain


@dataclass(frozen=True)
class Opened:
    """A file of a form of the data set, at its place in the load, that can be read until ``texts`` is closed.

    ``since`` is its stamp from before it was read.
    """

    place: int
    form: Source
    facts: FileFacts
    texts: ExitStack
    since: tuple[int, int]

    @property
    def plain(self) -> bool:
        """Tell whether it may go the short way."""
        return plain(self.form, self.facts)

    @property
    def size(self) -> int:
        """Bytes of its text."""
        return stamp(self.facts.text)[0]

    @property
    def numbered(self) -> bool:
        """Tell whether its lines seem to be numbered one after another by their ids, which stand first in them."""
        layout, keys = self.form.layout, self.form.keys
        plainly = isinstance(layout, Lines) and layout.header is None and keys.get("native_id") == self.form.columns[0]
        return plainly and ids_follow(self.facts.text, layout.delimiter)

    def look(self, rest: Callable[[], object] = lambda: None) -> FileFacts:
        """All that is to be known of it; ``rest`` is called before the last of it is read."""
        return inspect(self.facts.path, self.facts.text, self.form.layout.delimiter, rest)

    def refuse_changed(self) -> None:
        """Make sure that the bytes that were hashed are those whose rows were read."""
        if stamp(self.facts.path) != self.since:
            raise BadFile(
                "it was changed while it was read",
                file=str(self.facts.path),
                hint="repeat when it is whole; nothing of it was loaded",
            )
