"""The whole region on a day: who holds which role over all pairs, who stands with whom, whether that is new."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from tertius.measures.architecture import COLUMNS
from tertius.model import Cell, Dyad, Reading, UnknownName, UsageError
from tertius.page.desk import Desk
from tertius.page.drawing import Link, draw, page_of
from tertius.page.files import downloads, file_of
from tertius.page.question import Question
from tertius.page.reply import Asked, Reply
from tertius.report.anchors import reading_anchor
from tertius.report.evidence import LISTED, EventRef, mention
from tertius.report.page import Page, PairSection
from tertius.report.region import camp_records, cell_record, crystallised_records, moved_words
from tertius.report.render import within
from tertius.report.whole_region import whole_region
from tertius.report.wording import between_days, chance, counted

_PARTS = {"roles": "who holds which role", "camps": "who stands with whom", "crystallised": "is that new and settled?"}


def show(desk: Desk, asked: Asked) -> Reply:
    """Return the page of a part of the architecture, or the part as a file."""
    said = Question.read(asked.query)
    question = Question(at=said.at, data=said.data, part=said.part or "roles", months=said.months)
    if "" in asked.query.values():
        return Reply(to=question.address("architecture"), status=303)
    if question.part not in _PARTS:
        raise UnknownName("part of an architecture", question.part, _PARTS)
    return {"roles": _roles, "camps": _camps, "crystallised": _crystallised}[question.part](desk, question, asked)


def _drawn(desk: Desk, question: Question, page: Page, basis_at: Link = within, **parts: object) -> Reply:
    options = ("at", "part", "months", "dataset") if question.part == "camps" else ("at", "part", "dataset")
    return draw(
        desk,
        "region.html",
        page,
        basis_at=basis_at,
        question=question,
        choices=list(_PARTS.items()),
        commands=(question.command("architecture", desk.path, desk.arena_words, *options),),
        downloads=downloads(question, "architecture"),
        **parts,
    )


def _roles(desk: Desk, question: Question, asked: Asked) -> Reply:
    cells = desk.cells(question)
    if form := asked.query.get("format"):
        return file_of(desk, question, "tertius.architecture/1", [cell_record(one) for one in cells], form)
    sections = _sections(desk, cells)
    page = replace(page_of(desk, _title(desk), sections), region=tuple(cells), measures=COLUMNS)
    links = {reading_anchor(section, one): _evidence(question, section.pair, one)
             for section in sections for one in section.readings}  # fmt: skip
    return _drawn(desk, question, page, lambda address: links[address], region=whole_region(page), matrices=())


def _evidence(question: Question, pair: Dyad, one: Reading) -> str:
    """The address of the events behind the reading of one pair."""
    mine = Question(pair=str(pair), at=question.at, role=one.measure, actor=one.actor, data=question.data)
    return mine.address("evidence")


def _sections(desk: Desk, cells: list[Cell]) -> list[PairSection]:
    """The readings that cells are made of, pair by pair."""
    readings: defaultdict[Dyad, list[Reading]] = defaultdict(list)
    for cell in cells:
        for one in cell.readings:
            if one.pair is not None:
                readings[one.pair].append(one)
    return [PairSection(pair, every[0].dataset, desk.coverage(every[0].dataset), tuple(every))
            for pair, every in readings.items()]  # fmt: skip


def _camps(desk: Desk, question: Question, asked: Asked) -> Reply:
    months = _months(question.months)
    found = desk.camps(question, months)
    if form := asked.query.get("format"):
        return file_of(desk, question, "tertius.camps/1", camp_records(found), form)
    page = page_of(desk, _title(desk), events=_listed([one.evidence for one in found.camps]))

    def names(members: tuple[str, ...] | None, own: str) -> str:
        if members is None:
            return "–"
        return ", ".join(page.name(one) for one in members if one != own) or "nobody else"

    rows = [(page.name(one.actor), names(one.members, one.actor), chance(one.probability),
             names(one.members_before, one.actor), chance(one.probability_before), counted(one.days, "day"),
             _refs(page, one.evidence)) for one in found.camps]  # fmt: skip
    return _drawn(desk, question, page, camps=rows, moved=moved_words(found), window=between_days(found.window),
                  before=between_days(found.before), reason=found.reason)  # fmt: skip


def _months(said: str) -> int | None:
    if said and not (said.isdecimal() and int(said)):
        raise UsageError(f"{said!r} is no number of months", hint="give a whole number of at least 1, such as 12")
    return int(said) if said else None


def _crystallised(desk: Desk, question: Question, asked: Asked) -> Reply:
    found = desk.crystallised(question)
    if form := asked.query.get("format"):
        return file_of(desk, question, "tertius.crystallised/1", crystallised_records(found), form)
    page = page_of(desk, _title(desk), events=_listed([one.evidence for one in found.conditions]))
    return _drawn(desk, question, page, found=found, when=between_days(found.when) if found.when else "",
                  conditions=[(one, _refs(page, one.evidence)) for one in found.conditions])  # fmt: skip


def _title(desk: Desk) -> str:
    return f"{desk.arena.title}: the whole region"


def _listed(evidence: Iterable[tuple[str, ...]]) -> list[str]:
    return [event for every in evidence for event in every[:LISTED]]


def _refs(page: Page, evidence: tuple[str, ...]) -> tuple[str, list[EventRef], int]:
    """How many events are behind a number, the strongest of them, and how many more there are."""
    shown = [mention(one, page.events) for one in evidence[:LISTED]]
    return counted(len(evidence), "event"), shown, len(evidence) - len(shown)
