"""A language model behind an address that speaks the chat format of OpenAI, as most servers of models do."""

import json
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from tertius.fetch.web import Web, shown
from tertius.model import FetchError, UsageError

_PATH = "chat/completions"
# faults of this one question: too long for the model, or refused by a filter
_NOT_THIS = frozenset({400, 413, 422})
_REFUSED = frozenset({401, 403})
_MOST_TOKENS = 32


@dataclass(frozen=True)
class Endpoint:
    """Asks one model; ``address`` is what stands before ``/chat/completions``, ``key`` is sent and never shown.

    Raises:
        UsageError: The address is no plain http address.
    """

    web: Web
    address: str
    model: str
    key: str | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        try:
            parts = urlsplit(self.address)
        except ValueError:
            parts = urlsplit("")
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise UsageError(f"{shown(self.address)!r} is no address of a service",
                             hint="such as http://localhost:8000/v1")  # fmt: skip
        if parts.query or parts.fragment or parts.username or parts.password:
            raise UsageError(f"the address of {parts.hostname} holds more than host and path",
                             hint="a key goes into the environment, never into the address")  # fmt: skip

    @property
    def url(self) -> str:
        """The address that is asked."""
        return f"{self.address.rstrip('/').removesuffix(_PATH).rstrip('/')}/{_PATH}"

    def answer(self, task: str, quoted: str) -> str | None:
        """The words a model answers to a task about quoted material; None: what came is no answer of a model.

        Raises:
            FetchError: The service cannot be reached, refuses the key or does not know the model.
        """
        record = {
            "model": self.model,
            "temperature": 0,
            "max_tokens": _MOST_TOKENS,
            "messages": [{"role": "system", "content": task}, {"role": "user", "content": quoted}],
        }
        headers = {} if self.key is None else {"Authorization": f"Bearer {self.key}"}
        status, body = self.web.posted(self.url, record, headers)
        if status in _REFUSED:
            raise FetchError(f"access was refused (status {status})", url=shown(self.url), status=status,
                             hint="put the key of the service into the environment")  # fmt: skip
        if status in _NOT_THIS:
            return None
        if status != 200:
            raise FetchError(f"the server says {status}", url=shown(self.url), status=status,
                             hint=f"check the address, and that it serves a model {self.model!r}")  # fmt: skip
        return _content(body)


def _content(body: bytes) -> str | None:
    """The words of the first choice of an answer; None where the answer has another form."""
    try:
        words = json.loads(body)["choices"][0]["message"]["content"]
    except (ValueError, LookupError, TypeError, RecursionError):
        return None
    return words if isinstance(words, str) else None
