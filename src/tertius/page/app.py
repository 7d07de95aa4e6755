"""The pages as an application that a server can run (ASGI); Starlette is known here alone."""

from collections.abc import Awaitable, Callable

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import URL
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tertius.model import TertiusError, UsageError
from tertius.page.answering import BUG, answered, refused
from tertius.page.drawing import sheet
from tertius.page.files import FILES
from tertius.page.guard import Guard
from tertius.page.reception import Reception
from tertius.page.reply import CSS, Asked, Reply, Show
from tertius.page.routes import PLACES

_Answer = Callable[[Request], Awaitable[Response]]


def application(reception: Reception) -> Guard:
    """Return the application: each page works in a thread, so that none keeps the server from listening."""
    routes = [
        Route("/style.css", _endpoint(reception, lambda *_: Reply(sheet(), CSS)), methods=["GET"]),
        Route("/arena", _turn(reception), methods=["POST"]),
    ]
    for place in PLACES:
        methods = ["GET", "POST"] if place.sent else ["GET"]
        if place.sent:
            routes.append(Route(f"/{place.name}/{{ticket}}", _sent_before(reception), methods=["GET"]))
        for path in (f"/{place.name}", f"/{place.name}/{{rest:path}}")[: 1 + place.behind]:
            routes.append(Route(path, _endpoint(reception, place.show), methods=methods))
    handlers = {HTTPException: _no_such_page(reception), Exception: _bug(reception)}
    return Guard(Starlette(routes=routes, exception_handlers=handlers))


def _endpoint(reception: Reception, show: Show) -> _Answer:
    async def answer(request: Request) -> Response:
        body = await request.body() if request.method == "POST" else None
        asked = Asked(request.path_params.get("rest", ""), dict(request.query_params), body)
        desk, waiting = await reception.place()

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


def _sent_before(reception: Reception) -> _Answer:
    async def answer(request: Request) -> Response:
        desk, waiting = await reception.place()
        try:
            return _response(await waiting.sent(request.url.path))
        except UsageError as exc:
            return _response(await run_in_threadpool(refused, desk, 404, str(exc.args[0]), exc.hint))

    return answer


def _turn(reception: Reception) -> _Answer:
    """Another arena is asked for."""

    async def answer(request: Request) -> Response:
        try:
            form = Asked(body=await request.body()).form or {}
            await reception.turn(form.get("arena", ""))
        except TertiusError as exc:
            desk, _ = await reception.place()
            return _response(await run_in_threadpool(refused, desk, 400, str(exc.args[0]), exc.hint))
        return _response(Reply(to="/", status=303))

    return answer


def _no_such_page(reception: Reception) -> Callable[[Request, Exception], Awaitable[Response]]:
    async def answer(_: Request, exc: Exception) -> Response:
        names = [f"/{place.name}" for place in PLACES]
        status = exc.status_code if isinstance(exc, HTTPException) else 404
        told = "there is no such page" if status == 404 else "a page is only looked at; forms go to /audit and /arena"
        desk, _waiting = await reception.place()
        return _response(await run_in_threadpool(refused, desk, status, told, "", names))

    return answer


def _bug(reception: Reception) -> Callable[[Request, Exception], Awaitable[Response]]:
    """What a browser is told of a bug; the server logs the trace, which is no business of a page."""

    async def answer(_: Request, __: Exception) -> Response:
        desk, _waiting = await reception.place()
        return _response(await run_in_threadpool(refused, desk, 500, BUG))

    return answer


def _response(reply: Reply) -> Response:
    headers = dict(reply.headers)
    if reply.to:
        headers["Location"] = reply.to
    if reply.file:
        headers["Content-Disposition"] = f'attachment; filename="{reply.file}"'
    return Response(reply.text, status_code=reply.status, headers=headers, media_type=reply.kind)
