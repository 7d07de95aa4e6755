"""A pair over time: a role month by month with its interval, and the dated gains and losses of roles."""

from tertius.measures import MEASURES
from tertius.model import UnknownName
from tertius.page.desk import Desk
from tertius.page.drawing import LEAD, draw, page_of
from tertius.page.files import file_of
from tertius.page.pair import basis_links, first_events, role_names, section_of, sides_of
from tertius.page.question import Question
from tertius.page.reply import Asked, Reply
from tertius.report.changes import changes
from tertius.report.flat import records
from tertius.report.tables import finding_record
from tertius.report.timeline import figures

_WITH_PATH = tuple(one.name for one in MEASURES if one.path is not None)


def show(desk: Desk, asked: Asked) -> Reply:
    """Return the page, or the months (``format``) or the dated changes (``changes``) as a file."""
    question = Question.read({**asked.said, "role": asked.said.get("role") or LEAD}).by_then
    if question.pair and not asked.rest:
        return Reply(to=question.address("series"), status=303)
    if question.role not in _WITH_PATH:
        raise UnknownName("measure with a path over months", question.role, _WITH_PATH)
    if form := asked.query.get("format"):
        return file_of(desk, question, "tertius.series/1", records(desk.series(question)), form)
    dated = desk.changes(question)
    if form := asked.query.get("changes"):
        plain = question.but(role="", actor="")
        return file_of(desk, plain, "tertius.changes/1", [finding_record(one) for one in dated], form)
    section = section_of(desk, question, series=desk.series(question), findings=dated)
    page = page_of(desk, f"Between {sides_of(desk, section.pair)}, over time", (section,), events=first_events(dated))
    return draw(
        desk,
        "over_time.html",
        page,
        basis_at=basis_links(question, section),
        question=question,
        figures=figures(page, section),
        changes=changes(page, section),
        roles=[(name, title) for name, title in role_names() if name in _WITH_PATH],
        commands=(question.command("series", desk.path, desk.arena_words, "at", "role", "dataset"),
                  question.command("changes", desk.path, desk.arena_words, "at", "dataset")),
        downloads=[(f"{what} as {form.upper()}", question.address("series", **{key: form}))
                   for key, what in (("format", "months"), ("changes", "changes")) for form in ("csv", "json")],
    )  # fmt: skip
