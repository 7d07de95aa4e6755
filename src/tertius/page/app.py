"""The pages as an application that a server can run (ASGI); Starlette is known here alone."""

from collections.abc import Awaitable, Callable

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import URL
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tertius.model import UsageError
from tertius.page.answering import BUG, answered, refused
from tertius.page.desk import Desk
from tertius.page.drawing import sheet
from tertius.page.files import FILES
from tertius.page.guard import Guard
from tertius.page.reply import CSS, Asked, Reply, Show
from tertius.page.routes import PLACES
from tertius.page.waiting import Waiting


def application(desk: Desk, patience: float | None = None) -> Guard:
    """Return the application of a desk: each page works in a thread, so that none keeps the server from listening.

    Args:
        desk: Whose pages they are.
        patience: Seconds after which a page that is looked at says what is being worked out; None: it waits.
    """
    waiting = Waiting(desk, patience)
    routes = [Route("/style.css", _endpoint(desk, lambda *_: Reply(sheet(), CSS), waiting), methods=["GET"])]
    for place in PLACES:
        methods = ["GET", "POST"] if place.sent else ["GET"]
        if place.sent:
            routes.append(Route(f"/{place.name}/{{ticket}}", _sent_before(desk, waiting), methods=["GET"]))
        for path in (f"/{place.name}", f"/{place.name}/{{rest:path}}")[: 1 + place.behind]:
            routes.append(Route(path, _endpoint(desk, place.show, waiting), methods=methods))
    return Guard(
        Starlette(routes=routes, exception_handlers={HTTPException: _no_such_page(desk), Exception: _bug(desk)})
    )


def _endpoint(desk: Desk, show: Show, waiting: Waiting) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        body = await request.body() if request.method == "POST" else None
        asked = Asked(request.path_params.get("rest", ""), dict(request.query_params), body)

        async def work() -> Reply:
            return await run_in_threadpool(answered, desk, show, asked)

        if "text/html" not in request.headers.get("accept", ""):  # a program takes no page for an answer
            return _response(await work())
        if body is not None:  # a text is in no address
            return _response(await waiting.form(request.url.path, work))
        return _response(await waiting.answer(str(request.url), work, page=_page_of_file(request.url)))

    return answer


def _page_of_file(address: URL) -> str:
    """The page whose file is asked for; empty where a page is asked for."""
    page = address.remove_query_params(FILES)
    return f"{page.path}{'?' if page.query else ''}{page.query}" if page != address else ""


def _sent_before(desk: Desk, waiting: Waiting) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        try:
            return _response(await waiting.sent(request.url.path))
        except UsageError as exc:
            return _response(await run_in_threadpool(refused, desk, 404, str(exc.args[0]), exc.hint))

    return answer


def _no_such_page(desk: Desk) -> Callable[[Request, Exception], Awaitable[Response]]:
    async def answer(_: Request, exc: Exception) -> Response:
        names = [f"/{place.name}" for place in PLACES]
        status = exc.status_code if isinstance(exc, HTTPException) else 404
        told = "there is no such page" if status == 404 else "a page is only looked at; forms go to /audit"
        return _response(await run_in_threadpool(refused, desk, status, told, "", names))

    return answer


def _bug(desk: Desk) -> Callable[[Request, Exception], Awaitable[Response]]:
    """What a browser is told of a bug; the server logs the trace, which is no business of a page."""

    async def answer(_: Request, __: Exception) -> Response:
        return _response(await run_in_threadpool(refused, desk, 500, BUG))

    return answer


def _response(reply: Reply) -> Response:
    headers = dict(reply.headers)
    if reply.to:
        headers["Location"] = reply.to
    if reply.file:
        headers["Content-Disposition"] = f'attachment; filename="{reply.file}"'
    return Response(reply.text, status_code=reply.status, headers=headers, media_type=reply.kind)
