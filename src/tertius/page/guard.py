"""What stands before the pages: only this machine's own browser is answered, and every answer bears a strict policy.

A page of another site could make the browser ask this server: under a name of its own that it lets point to this
machine (DNS rebinding: the Host header gives it away), by sending a form (its Origin does), or by loading an answer as
a picture or a script (Sec-Fetch-Site does). All three are refused.
"""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, TypeAlias

Scope: TypeAlias = MutableMapping[str, Any]
Message: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[Message]]
Send: TypeAlias = Callable[[Message], Awaitable[None]]
App: TypeAlias = Callable[[Scope, Receive, Send], Awaitable[None]]

MOST = 4_000_000
"""Bytes of a form at most: a million characters, each up to four bytes; longer texts are refused before they are read.
"""
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; "
    "frame-ancestors 'none'; base-uri 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
"""Headers of every answer, unless it has its own."""


class Guard:
    """Answer for an application what it must not be asked.

    Args:
        app: The application (ASGI).
    """

    def __init__(self, app: App) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand a request on, or refuse it."""
        if scope["type"] != "http":
            if scope["type"] == "websocket":
                await send({"type": "websocket.close"})
            return
        send = _with_headers(send)
        if why := _refusal(scope):
            await _answer(send, 403, why)
            return
        if scope["method"] == "POST":
            body = await _body(receive)
            if body is None:
                await _answer(send, 413, f"the form is longer than {MOST:,} bytes")
                return
            receive = _again(body, receive)
        await self._app(scope, receive, send)


def _refusal(scope: Scope) -> str:
    """Why a request is not answered; empty where it is."""
    said: dict[str, list[str]] = {}
    for name, value in scope["headers"]:
        said.setdefault(name.decode("latin-1").lower(), []).append(value.decode("latin-1"))
    port = (scope.get("server") or ("", 0))[1]
    own = [
        f"{name}{end}" for name in ("127.0.0.1", "localhost") for end in (f":{port}", *(("",) if port == 80 else ()))
    ]
    host = said.get("host", [])
    if len(host) != 1 or host[0].lower() not in own:
        return f"this server answers to {own[0]} alone"
    if scope["method"] == "POST" and said.get("origin") != [f"http://{host[0]}"]:
        return "the form was sent from elsewhere"
    elsewhere = said.get("sec-fetch-site", ["none"])[0] in ("cross-site", "same-site")
    if elsewhere and said.get("sec-fetch-mode", [""])[0] != "navigate":
        return "another site asked for this"
    return ""


async def _body(receive: Receive) -> bytes | None:
    """The whole body; None where it is too long."""
    parts: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return b""
        size += len(message.get("body", b""))
        if size > MOST:
            return None
        parts.append(message.get("body", b""))
        if not message.get("more_body"):
            return b"".join(parts)


def _again(body: bytes, receive: Receive) -> Receive:
    """Give a body that was read once more, then whatever comes after it."""
    left = [body]

    async def given() -> Message:
        if left:
            return {"type": "http.request", "body": left.pop(), "more_body": False}
        return await receive()

    return given


def _with_headers(send: Send) -> Send:
    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            own = list(message.get("headers", ()))
            have = {name.lower() for name, _ in own}
            more = [(name.lower().encode(), value.encode()) for name, value in HEADERS.items()]
            message = {**message, "headers": [*own, *(one for one in more if one[0] not in have)]}
        await send(message)

    return sent


async def _answer(send: Send, status: int, text: str) -> None:
    body = f"refused: {text}\n".encode()
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
