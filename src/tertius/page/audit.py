"""Paste a text: its claims are found and tested, each verdict with the events on both sides."""

from threading import Lock

from tertius.model import TertiusError, UsageError, Verdict, read_day
from tertius.page.desk import Desk
from tertius.page.drawing import draw, page_of
from tertius.page.reply import OWN_ORIGIN, Asked, Reply
from tertius.report.cards import card
from tertius.report.evidence import LISTED, bases, event_years, shown_events
from tertius.report.headline import counts
from tertius.study.claiming import Origin, claims_of
from tertius.study.progress import Progress

_READING = Lock()


def show(desk: Desk, asked: Asked) -> Reply:
    """Return the form, or the verdicts on the claims of the text sent."""
    sent = asked.form
    form = {name: (sent or {}).get(name, "") for name in ("text", "date", "title")}
    verdicts: list[Verdict] = []
    problem: TertiusError | None = None
    if sent is not None:
        try:
            verdicts = _verdicts(desk, form)
        except TertiusError as exc:  # the text stays in its box
            problem = exc
    page = page_of(desk, "Test the claims of a text", verdicts=verdicts, events=shown_events((), verdicts))
    lists = bases(page)
    made = draw(
        desk,
        "audit.html",
        page,
        form=form,
        problem=problem,
        asked=sent is not None and problem is None,
        cards=tuple(card(page, one) for one in verdicts),
        counts=counts(page),
        bases=lists,
        events_listed=LISTED,
        years=event_years(page, lists),
        commands=(f"tertius audit {desk.path} TEXT.txt --date {form['date'] or 'DATE'}"
                  f"{f' --arena {desk.named}' if desk.arena_words else ''}",),
    )  # fmt: skip
    return Reply(made.text, status=400 if problem else 200, headers=OWN_ORIGIN)


def _verdicts(desk: Desk, form: dict[str, str]) -> list[Verdict]:
    """The verdicts on a text; read outside of the study, so that others can be answered meanwhile.

    Raises:
        UsageError: There is no text or no date, or the extra ``text`` is not installed.
    """
    if not form["date"].strip():
        raise UsageError("a text needs the day it was published", hint="only data up to that day are used")
    day = read_day(form["date"].strip(), end=True)
    with _READING:
        try:
            claims = claims_of(form["text"], day, desk.named, Origin(form["title"].strip()), progress=_told(desk))
        finally:
            desk.read = None
    return desk.ask(("audit", form["text"], day), lambda study: study.audit(claims, arena=desk.arena))


def _told(desk: Desk) -> Progress:
    def tell(done: int, total: int, label: str) -> None:  # noqa: ARG001
        desk.read = 100 * done // total

    return tell
