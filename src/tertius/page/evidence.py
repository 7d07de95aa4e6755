"""All events behind a number, the ones that weigh most first."""

from tertius.model import Alert, Finding, UnknownName, UsageError
from tertius.page.desk import Desk
from tertius.page.drawing import draw, page_of
from tertius.page.files import downloads, file_of
from tertius.page.question import Question
from tertius.page.ranking import state_title
from tertius.page.reply import Asked, Reply
from tertius.report.anchors import event_anchor
from tertius.report.cited import event_record
from tertius.report.evidence import change_words, reading_value
from tertius.report.wording import between_days, chance, counted, dated, in_sentence, measure_title
from tertius.study.citing import Number, cited, of_actor

A_PAGE = 100
"""Events on one page."""
RECENT = "recent"
"""The change that is watched for, where others bear a date."""


def show(desk: Desk, asked: Asked) -> Reply:
    """Return the events behind readings of a role, of one actor where one is named, or behind a change; without a pair
    those of a state as it is ranked.
    """
    question = Question.read(asked.said)
    if not question.role:
        raise UsageError("the address names no role", hint="such as /evidence/ARM-AZE?role=mediation&actor=RUS")
    found = _numbers(desk, question)
    events = cited(desk, found, desk.arena)
    if form := asked.query.get("format"):
        return file_of(desk, question, "tertius.evidence/1", [event_record(*one) for one in events], form)
    number = _page_number(asked.query.get("page", "1"), len(events))
    first = (number - 1) * A_PAGE
    shown = events[first : first + A_PAGE]
    page = page_of(desk, _title(desk, question), events=[line.event_id for _, line in shown])
    return draw(
        desk,
        "behind.html",
        page,
        question=question,
        numbers=[(state_title(desk, one.actor), *_words(desk, one)) for one in found],
        rows=[(place, actor, line, dated(line.date, line.precision), event_anchor(line.event_id))
              for place, (actor, line) in enumerate(shown, first + 1)],
        total=len(events),
        first=first + 1,
        pages=[(one, question.address("evidence", page=str(one))) for one in range(1, _pages(len(events)) + 1)],
        number=number,
        commands=(_command(desk, question),),
        downloads=downloads(question, "evidence"),
    )  # fmt: skip


def _numbers(desk: Desk, question: Question) -> list[Number]:
    """The readings asked about, or the one change, dated or watched for.

    Raises:
        UnknownName: There is no such actor or change.
    """
    if not question.pair:
        return [*of_actor([one.reading for one in desk.rank(question)], question.role, question.actor or None)]
    if not question.change:
        return [*of_actor(desk.roles(question.but(actor="")), question.role, question.actor or None)]
    if question.change == RECENT:
        watched = [one for one in desk.watch(question) if one.measure == question.role]
        return [*of_actor(watched, question.role, question.actor or None)]
    mine = [one for one in desk.changes(question)
            if (one.measure, one.actor) == (question.role, question.actor)]  # fmt: skip
    known = {f"{one.direction}-{one.when}": one for one in mine}
    if question.change not in known:
        raise UnknownName(f"change of {question.role} of {question.actor or 'nobody'}", question.change, known)
    return [known[question.change]]


def _words(desk: Desk, one: Number) -> tuple[str, str]:
    """A number as shown, with the days it is of; where it has no value, why."""
    page = page_of(desk, "")
    if isinstance(one, Alert):
        return f"probability of a change {chance(one.probability)}", between_days(one.recent)
    if isinstance(one, Finding):
        return f"{change_words(one, page)}, {dated(one.when, 'day')}", between_days(one.interval)
    why = f": {one.reason}" if one.reason and not one.estimate else ""
    n = f", n = {one.estimate.n:.1f}" if one.estimate else ""
    return f"{reading_value(page, one)}{n}{why}", between_days(one.period)


def _title(desk: Desk, question: Question) -> str:
    page = page_of(desk, "")
    role = in_sentence(measure_title(question.role, page.measures))
    who = f"{state_title(desk, question.actor)}: " if question.actor else ""
    of = page.pair_name(desk.arena.pair(question.pair)) if question.pair else "as ranked among states"
    return f"Events behind {who}{role}, {of}"


def _command(desk: Desk, question: Question) -> str:
    if not question.pair:
        ranked = question.command("rank", desk.path, desk.arena_words, "at", "since", "until", "role", "dataset")
        return f"{ranked} --format json"
    if question.change == RECENT:
        return question.command("watch", desk.path, desk.arena_words, "at", "dataset") + " --format json"
    if question.change:
        return question.by_then.command("changes", desk.path, desk.arena_words, "at", "dataset") + " --format json"
    return question.command("evidence", desk.path, desk.arena_words, "at", "since", "until", "role", "actor", "dataset")


def _pages(events: int) -> int:
    return max(1, -(-events // A_PAGE))


def _page_number(said: str, events: int) -> int:
    last = _pages(events)
    if not said.isdecimal() or not 1 <= int(said) <= last:
        raise UsageError(f"there is no page {said!r}", hint=f"{counted(events, 'event')} fill pages 1 to {last}")
    return int(said)
