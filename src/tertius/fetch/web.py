"""The one door to the network: polite, patient, and never with a key in what it says."""

import random
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

import httpx

from tertius.model import FetchError

_BUSY = frozenset({429, 500, 502, 503, 504})
_LONGEST_ANSWER = 1_000_000
_AGENT = "tertius (research use; one request at a time)"
_BROWSER = "open the address in a browser to see why"
_LATER = "repeat the command later; what is whole stays, the rest goes on where it stopped"


@dataclass(frozen=True)
class Manners:
    """How patient and how polite: tries of one request, seconds between requests, first and longest wait after a
    fault (it doubles each time), and seconds without a byte after which a connection counts as cut.
    """

    tries: int = 6
    pause: float = 0.2
    first_wait: float = 1.0
    longest_wait: float = 60.0
    silence: float = 60.0


@dataclass
class Web:
    """Asks for addresses, one at a time.

    ``mirror``: a server that holds copies under ``MIRROR/HOST/PATH``; it is asked instead of the providers.
    """

    manners: Manners = Manners()
    mirror: str | None = None
    _client: httpx.Client = field(init=False, repr=False)
    _last: float = field(default=0.0, init=False, repr=False)

    def __post_init__(self) -> None:
        self._client = httpx.Client(
            timeout=httpx.Timeout(self.manners.silence), follow_redirects=True, headers={"User-Agent": _AGENT}
        )

    def __enter__(self) -> Self:
        """Return the door."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
                 ) -> None:  # fmt: skip
        """Close all connections."""
        self._client.close()

    def text(self, url: str, headers: Mapping[str, str] | None = None, form: Mapping[str, str] | None = None, *,
             page: bool = False) -> str:  # fmt: skip
        """Return the body of an answer; ``form`` is posted; ``page``: a web page is what is asked for.

        Raises:
            FetchError: It cannot be had, or a web page came where a list or data belong.
        """
        for attempt in range(self.manners.tries):
            try:
                with self._answer(url, headers or {}, form) as answer:
                    found = answer.read().decode(answer.encoding or "utf-8", errors="replace")
            except httpx.RequestError as exc:
                self._wait(attempt, url, exc)
                continue
            if not page and found.lstrip().startswith("<"):
                raise FetchError("the server sent a web page instead of data", url=shown(url), hint=_BROWSER)
            return found
        raise FetchError(f"no answer after {self.manners.tries} tries", url=shown(url), hint=_LATER)

    def posted(self, url: str, record: Mapping[str, object], headers: Mapping[str, str]) -> tuple[int, bytes]:
        """Post a record as JSON; return status and body (cut at a million bytes) of the answer, whatever it is.

        No mirror is asked and no other address followed. An answer that is not whole within ``silence`` is a fault.

        Raises:
            FetchError: There is no answer after all tries, or the question cannot be sent.
        """
        _check(headers, url)
        for attempt in range(self.manners.tries):
            self._be_polite()
            fault: Exception | None = None
            status, asked = None, 0.0
            try:
                with self._client.stream("POST", url, json=dict(record), headers=dict(headers), follow_redirects=False
                                         ) as answer:  # fmt: skip
                    if answer.status_code not in _BUSY:
                        return answer.status_code, self._in_time(answer)
                    status, asked = answer.status_code, _seconds(answer.headers.get("Retry-After", ""))
            except httpx.HTTPError as exc:
                fault = exc
            except (httpx.InvalidURL, UnicodeError) as exc:
                raise FetchError("the address cannot be asked", url=shown(url), hint="check its spelling") from exc
            self._wait(attempt, url, fault, status, asked)
        raise FetchError(f"no answer after {self.manners.tries} tries", url=shown(url), hint=_LATER)

    def _in_time(self, answer: httpx.Response) -> bytes:
        """The body of an answer that comes to its end in time; a server that drips is cut off."""
        until, found = time.monotonic() + self.manners.silence, b""
        for piece in answer.iter_bytes():
            found += piece
            if time.monotonic() > until:
                raise httpx.ReadTimeout(f"the answer was not whole after {self.manners.silence:g} seconds")
            if len(found) > _LONGEST_ANSWER:
                break
        return found[:_LONGEST_ANSWER]

    @contextmanager
    def body(self, url: str, headers: Mapping[str, str], *, attempt: int = 0) -> Iterator[httpx.Response]:
        """Open one answer for reading in pieces; a fault half-way is the caller's to retry with ``attempt`` raised."""
        try:
            # the bytes as published: nothing may be packed on the way
            with self._answer(url, {"Accept-Encoding": "identity", **headers}, None) as answer:
                yield answer
        except httpx.RequestError as exc:
            self._wait(attempt, url, exc)

    @contextmanager
    def _answer(self, url: str, headers: Mapping[str, str], form: Mapping[str, str] | None) -> Iterator[httpx.Response]:
        """One answer that is no fault; a busy server is asked again after a while."""
        _check(headers, url)
        for attempt in range(self.manners.tries):
            self._be_polite()
            method = "GET" if form is None else "POST"
            with self._client.stream(method, self._address(url), headers=dict(headers), data=form) as answer:
                if answer.status_code not in _BUSY:
                    _refuse(answer, url)
                    yield answer
                    return
                status, after = answer.status_code, answer.headers.get("Retry-After", "")
            self._wait(attempt, url, None, status, _seconds(after))

    def _address(self, url: str) -> str:
        if self.mirror is None:
            return url
        parts = urlsplit(url)
        query = f"?{parts.query}" if parts.query else ""
        return f"{self.mirror.rstrip('/')}/{parts.netloc}{parts.path}{query}"

    def _be_polite(self) -> None:
        wait = self._last + self.manners.pause - time.monotonic()
        if wait > 0:
            time.sleep(wait)
        self._last = time.monotonic()

    def _wait(self, attempt: int, url: str, exc: Exception | None, status: int | None = None, asked: float = 0.0
              ) -> None:  # fmt: skip
        """Wait before the next try; the last try is an error."""
        if attempt + 1 >= self.manners.tries:
            said = f"status {status}" if status else f"the connection failed ({exc})"
            raise FetchError(f"{said} after {attempt + 1} tries", url=shown(url), status=status, hint=_LATER) from exc
        # jitter: many users cut off at once shall not all come back at once
        wait = self.manners.first_wait * 2**attempt * (0.5 + random.random() / 2)
        time.sleep(min(max(wait, asked), self.manners.longest_wait))


def _seconds(asked: str) -> float:
    """The seconds of a header ``Retry-After``, 0 where it holds none."""
    return float(asked) if asked.isascii() and asked.isdigit() else 0.0


def shown(url: str) -> str:
    """An address as it may be printed: without its query, which may hold a key."""
    return url.partition("?")[0]


def _check(headers: Mapping[str, str], url: str) -> None:
    """Refuse a key that cannot be sent: the client would fail with the key in what it says."""
    if not all(value.isascii() and value.isprintable() for value in headers.values()):
        raise FetchError("a key holds a sign that cannot be sent", url=shown(url),
                         hint="look for line ends and accents in the environment variable")  # fmt: skip


def _refuse(answer: httpx.Response, url: str) -> None:
    """Make an error of an answer that no patience can mend."""
    status = answer.status_code
    if status in (401, 403):
        raise FetchError(f"access was refused (status {status})", url=shown(url), status=status,
                         hint="check the key in the environment and the terms of the account")  # fmt: skip
    if status >= 400 and status != 416:
        raise FetchError(f"the server says {status}", url=shown(url), status=status, hint="check the days asked for")
