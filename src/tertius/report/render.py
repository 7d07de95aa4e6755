"""A page as one self-contained HTML file."""

from typing import TypeVar

from jinja2 import BaseLoader, Environment, PackageLoader, StrictUndefined

from tertius.report.cards import actors_of, card
from tertius.report.changes import changes
from tertius.report.coverage import coverage
from tertius.report.evidence import LISTED, bases, event_years
from tertius.report.headline import counts, headlines
from tertius.report.matrix import matrix
from tertius.report.page import Page
from tertius.report.style import policy, style_sheet
from tertius.report.timeline import figures
from tertius.report.weblinks import host_of, web_address
from tertius.report.whole_region import whole_region
from tertius.report.wording import counted, in_sentence, listed, long_day, sentence, visible

Shown = TypeVar("Shown")

CONTENTS = (
    ("answer", "The result"),
    ("roles", "Who plays which role"),
    ("timelines", "Over time"),
    ("changes", "Dated changes"),
    ("claims", "Claims and verdicts"),
    ("evidence", "Evidence"),
    ("coverage", "Coverage and limits"),
    ("constants", "Constants"),
    ("cite", "How to cite"),
)
"""Address and title of each part, in order."""


VERDICT_CONTENTS = (
    ("answer", "The text, claim by claim"),
    ("claims", "Claims and verdicts"),
    ("evidence", "Evidence"),
    ("coverage", "Coverage and limits"),
    ("constants", "Constants"),
    ("cite", "How to cite"),
)
"""Address and title of each part of a page of verdicts, in order."""


def render(page: Page) -> str:
    """Return the page as HTML text: no script, no network, every text escaped, one style sheet under a strict policy.

    Args:
        page: What to show; see :class:`tertius.report.page.Page`.

    Returns:
        A whole HTML document, to be written as UTF-8.
    """
    return _filled(
        "page.html",
        page,
        contents=CONTENTS,
        sources=list(dict.fromkeys(section.dataset for section in page.sections)),
        headlines=headlines(page),
        counts=counts(page),
        region=whole_region(page),
        matrices=tuple(matrix(page, section) for section in page.sections),
        figures=tuple(figure for section in page.sections for figure in figures(page, section)),
        changes=tuple(change for section in page.sections for change in changes(page, section)),
    )


def render_verdicts(page: Page) -> str:
    """Return a page on the claims of one text alone: what each sentence claims, its verdict and the events behind it.

    Args:
        page: What to show; sections are not shown.

    Returns:
        A whole HTML document under the same policy as :func:`render`, to be written as UTF-8.
    """
    sources = list(dict.fromkeys(line.dataset for line in page.events.values()))
    return _filled("verdicts.html", page, contents=VERDICT_CONTENTS, sources=sources, counts=counts(page))


def _filled(template: str, page: Page, **parts: object) -> str:
    sheet = style_sheet()
    lists = bases(page)
    return (
        environment(PackageLoader("tertius.report"))
        .get_template(template)
        .render(
            page=page,
            example=lists[0].home if lists else "",
            sheet=sheet,
            policy=policy(sheet),
            cards=tuple(card(page, verdict) for verdict in page.verdicts),
            bases=lists,
            events_listed=LISTED,
            years=event_years(page, lists),
            coverage=coverage(page),
            event_at=within,
            basis_at=within,
            **parts,
        )
    )


def within(address: str) -> str:
    """Return an address of the page as a link on the page itself."""
    return f"#{address}"


def environment(loader: BaseLoader) -> Environment:
    """Return what fills the templates of a loader: every text escaped, hidden characters spelt out, no name unknown."""
    made = Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_spell_out,
    )
    made.filters |= {
        "web_address": web_address,
        "host_of": host_of,
        "long_day": long_day,
        "counted": counted,
        "in_sentence": in_sentence,
        "listed": listed,
        "sentence": sentence,
    }
    made.globals["actors_of"] = actors_of
    return made


def _spell_out(value: Shown) -> Shown | str:
    """Make hidden characters of any text visible; markup made by the templates themselves passes."""
    return visible(value) if isinstance(value, str) and not hasattr(value, "__html__") else value
