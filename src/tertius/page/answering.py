"""From a request to an answer; an error of the house is one in a line."""

from tertius.model import TertiusError, UnknownName
from tertius.page.desk import Desk
from tertius.page.drawing import draw, page_of
from tertius.page.reply import Asked, Reply, Show

BUG = "This is a bug of Tertius; the terminal that serves this page shows its trace."


def answered(desk: Desk, show: Show, asked: Asked) -> Reply:
    """Return what a page answers: 404 for a name nobody bears, 400 for another error of the house."""
    try:
        return show(desk, asked)
    except UnknownName as exc:
        return refused(desk, 404, str(exc.args[0]), exc.hint, exc.known)
    except TertiusError as exc:
        return refused(desk, 400, str(exc.args[0]), exc.hint)


def refused(desk: Desk, status: int, message: str, hint: str = "", known: list[str] | None = None) -> Reply:
    """Return the page of an error: one line, what to do next, and the names there are."""
    titles = {404: "There is no such thing", 405: "Not like this", 500: "This went wrong"}
    page = page_of(desk, titles.get(status, "That cannot be answered"))
    made = draw(desk, "error.html", page, message=message, hint=hint, known=known or [])
    return Reply(made.text, status=status)
