"""What has just changed around a pair, before the change can be dated: alarms first."""

from tertius.measures import PARTS, WATCHERS
from tertius.page.desk import Desk
from tertius.page.drawing import draw, page_of
from tertius.page.files import downloads, file_of
from tertius.page.pair import first_events, sides_of
from tertius.page.question import Question
from tertius.page.reply import Asked, Reply
from tertius.report.alerts import alert_anchor, nothing_watched, watched
from tertius.report.anchors import basis_anchor
from tertius.report.tables import alert_record
from tertius.report.wording import between_days


def show(desk: Desk, asked: Asked) -> Reply:
    """Return the page of a watch, or its alerts as a file."""
    said = Question.read(asked.said)
    question = Question(pair=said.pair, at=said.by_then.at, data=said.data)
    if question.pair and not asked.rest:
        return Reply(to=question.address("watch"), status=303)
    found = desk.watch(question)
    if form := asked.query.get("format"):
        return file_of(desk, question, "tertius.watch/1", [alert_record(one) for one in found], form)
    page = page_of(desk, f"Just now between {sides_of(desk, desk.arena.pair(question.pair))}",
                   events=first_events(found))  # fmt: skip
    links = {basis_anchor(alert_anchor(one)):
             question.but(role=one.measure, actor=one.actor, change="recent").address("evidence")
             for one in found}  # fmt: skip
    return draw(
        desk,
        "watched.html",
        page,
        basis_at=lambda address: links[address],
        question=question,
        alerts=[watched(page, one) for one in found],
        recent=between_days(found[0].recent) if found else "",
        nothing=nothing_watched(),
        watchers=[one for one in PARTS if one in WATCHERS],
        commands=(question.command("watch", desk.path, desk.arena_words, "at", "dataset"),),
        downloads=downloads(question, "watch"),
    )
