"""A pair: every measure of every third party, on a day or over a window, each number with the events behind it."""

from collections.abc import Iterable, Sequence

from tertius.measures import MEASURES, ROLES
from tertius.model import Dyad, Finding, Reading, Series
from tertius.page.desk import Desk
from tertius.page.drawing import Link, draw, page_of
from tertius.page.files import downloads, file_of
from tertius.page.question import Question
from tertius.page.reply import Asked, Reply
from tertius.report import anchors
from tertius.report.evidence import NAMED_AT_ONCE
from tertius.report.headline import headlines
from tertius.report.matrix import matrix
from tertius.report.page import PairSection
from tertius.report.tables import reading_record
from tertius.study.citing import Number


def show(desk: Desk, asked: Asked) -> Reply:
    """Return the page of a pair, or its readings as a file; a form that names the pair is led to the pair's address."""
    question = Question.read(asked.said)
    plain = question.but(actor="", change="")
    if question.pair and (not asked.rest or question != plain):
        return Reply(to=plain.address("pair"), status=303)
    found = desk.roles(question)
    if form := asked.query.get("format"):
        return file_of(desk, question, "tertius.roles/1", [reading_record(one) for one in found], form)
    section = section_of(desk, question, readings=found)
    page = page_of(desk, f"Between {sides_of(desk, section.pair)}", (section,),
                   events=first_events(found))  # fmt: skip
    return draw(
        desk,
        "pair.html",
        page,
        basis_at=basis_links(question, section),
        question=question,
        headlines=headlines(page),
        leads=any(one.measure == page.lead for one in found),
        shown=[one for one in MEASURES if any(one.name == reading.measure for reading in found)],
        counts=(),
        changes=None,  # not looked for here
        region=None,
        matrices=(matrix(page, section),),
        roles=role_names(),
        commands=(question.command("roles", desk.path, desk.arena_words, "at", "since", "until", "role", "dataset"),),
        downloads=downloads(question, "pair"),
    )


def sides_of(desk: Desk, pair: Dyad) -> str:
    """Return ``Armenia and Azerbaijan``."""
    return f"{desk.arena.title_of(pair.a)} and {desk.arena.title_of(pair.b)}"


def section_of(desk: Desk, question: Question, readings: Sequence[Reading] = (), series: Sequence[Series] = (),
               findings: Sequence[Finding] = ()) -> PairSection:  # fmt: skip
    """Return what the data set that answers says of the pair: its coverage, and the parts given."""
    data = question.data or desk.datasets()[0]
    pair = desk.arena.pair(question.pair)
    return PairSection(pair, data, desk.coverage(data), tuple(readings), tuple(series), tuple(findings))


def first_events(found: Iterable[Number]) -> list[str]:
    """Return the events named beside numbers."""
    return [event for one in found for event in one.evidence[:NAMED_AT_ONCE]]


def role_names() -> list[tuple[str, str]]:
    """Return name and title of every measure, with the role it reads where that is called otherwise."""
    roles = {name: role for role, name in ROLES.items()}
    return [(one.name, f"{one.title} ({roles[one.name]})" if one.name in roles else one.title) for one in MEASURES]


def basis_links(question: Question, section: PairSection) -> Link:
    """Return what turns the address of the events behind a number of the section into a link to their page."""
    known: dict[str, str] = {}
    for one in section.readings:
        mine = question.but(role=one.measure, actor=one.actor, change="")
        known[anchors.basis_anchor(anchors.reading_anchor(section, one))] = mine.address("evidence")
    for found in section.findings:
        mine = question.but(role=found.measure, actor=found.actor, change=f"{found.direction}-{found.when}")
        known[anchors.basis_anchor(anchors.finding_anchor(section, found))] = mine.address("evidence")
    return lambda address: known[address]
