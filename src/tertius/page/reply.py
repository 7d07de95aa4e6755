"""What a page is asked and what it answers: plain values, so that no page knows of the server."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias
from urllib.parse import parse_qs

from tertius.model import UsageError
from tertius.page.desk import Desk

HTML, CSV, JSON, CSS = (f"{kind}; charset=utf-8" for kind in ("text/html", "text/csv", "application/json", "text/css"))

_FIELDS = 16
"""Fields of a form at most."""


@dataclass(frozen=True)
class Asked:
    """A request: what stands in its address behind the name of the page, its query, and the body of a form sent."""

    rest: str = ""
    query: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = None

    @property
    def said(self) -> dict[str, str]:
        """The query, with the pair that stands in the address."""
        return {**self.query, **({"pair": self.rest} if self.rest else {})}

    @property
    def form(self) -> dict[str, str] | None:
        """The fields of the form as browsers send them; None where none was sent.

        Raises:
            UsageError: It is something else.
        """
        if self.body is None:
            return None
        try:
            found = parse_qs(self.body.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=_FIELDS)
        except ValueError as exc:
            raise UsageError("the form cannot be read", hint="send it from the page it stands on") from exc
        return {name: values[-1] for name, values in found.items()}


@dataclass(frozen=True)
class Reply:
    """An answer: its text, or the address where it stands; ``file`` names what is to be kept as a file."""

    text: str = ""
    kind: str = HTML
    status: int = 200
    to: str = ""
    file: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)


OWN_ORIGIN = {"Referrer-Policy": "same-origin"}
"""Header of a page with a form that is sent: under no-referrer a browser hides from us, too, where it was sent from."""

Show: TypeAlias = Callable[[Desk, Asked], Reply]


class Place(NamedTuple):
    """A page: its name, what shows it, whether more may stand behind the name, whether a form is sent to it."""

    name: str
    show: Show
    behind: bool = False
    sent: bool = False
