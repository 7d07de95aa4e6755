"""Fill the templates: those of these pages, and the parts of the report, linked to pages instead of within a file."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from urllib.parse import quote

from jinja2 import ChoiceLoader, Environment, PackageLoader

from tertius.measures import MEASURES
from tertius.model import Verdict
from tertius.page.desk import Desk
from tertius.page.reply import Reply
from tertius.report import anchors
from tertius.report.page import Page, PairSection
from tertius.report.render import environment, within
from tertius.report.style import style_sheet

LEAD = "mediation"
"""The measure that answers who stands between, as in the report."""
Link = Callable[[str], str]


@cache
def _templates() -> Environment:
    # the room's own files bear names that no file of the report has
    return environment(ChoiceLoader([PackageLoader("tertius.page"), PackageLoader("tertius.report")]))


@cache
def sheet() -> str:
    """Return the style sheet: that of the report, and the few rules for forms."""
    own = files("tertius.page").joinpath("templates", "desk.css").read_text(encoding="utf-8")
    return f"{style_sheet()}\n{own}"


def event_page(event_id: str) -> str:
    """Return the address of the page of one event.

    >>> event_page("csv:a/b?c #1").removeprefix("/event")
    '/csv:a%2Fb%3Fc%20%231'
    """
    return f"/event/{quote(event_id, safe=':')}"


def page_of(desk: Desk, title: str, sections: Iterable[PairSection] = (), verdicts: Iterable[Verdict] = (),
            events: Iterable[str] = ()) -> Page:  # fmt: skip
    """Return the noun that the parts of the report are made from, with the events named."""
    return Page(
        title=title,
        arena=desk.arena,
        sections=tuple(sections),
        verdicts=tuple(verdicts),
        events={line.event_id: line for line in desk.events(events)},
        doctor=(),
        constants=(),
        made_on=datetime.now(UTC).date(),
        versions=desk.versions,
        measures=MEASURES,
        lead=LEAD,
    )


def draw(desk: Desk, template: str, page: Page, *, basis_at: Link = within, **parts: object) -> Reply:
    """Return a page of HTML.

    Args:
        desk: Whose page it is.
        template: Its file.
        page: What it tells.
        basis_at: Turns the address of the events behind a number into a link.
        parts: What else the template names.
    """
    given = {"commands": (), "downloads": (), **parts}
    text = _templates().get_template(template).render(
        desk=desk, page=page, event_at=_event_at(page), basis_at=basis_at, **given
    )  # fmt: skip
    return Reply(text)


def _event_at(page: Page) -> Link:
    """Links to the pages of the events that a page names."""
    known = {anchors.event_anchor(one): event_page(one) for one in page.events}
    return lambda address: known.get(address, within(address))
