"""A measure of a state alone for every state that the data follow, each held against the others."""

from tertius.codebooks.constants import constant
from tertius.codebooks.states import STATES
from tertius.measures import MEASURES, ranked
from tertius.model import Rank, Standing
from tertius.page.desk import Desk
from tertius.page.drawing import draw, page_of
from tertius.page.files import downloads, file_of
from tertius.page.pair import first_events
from tertius.page.question import Question
from tertius.page.reply import Asked, Reply
from tertius.report.bars import bar
from tertius.report.evidence import refs
from tertius.report.page import Page
from tertius.report.ranks import rank_record
from tertius.report.scales import domain
from tertius.report.wording import between, chance, in_sentence, measure_title, measure_unit, number

_ROLES = [(one.name, one.title) for one in MEASURES if one.name in ranked.CODES]
_PLACES = "share"
"""Unit of a place: 0 the lowest, 1 the highest."""


def show(desk: Desk, asked: Asked) -> Reply:
    """Return the page of a measure of states, or the ranks as a file."""
    question = Question.read({**asked.query, "role": asked.query.get("role") or _ROLES[0][0]}).but(actor="", change="")
    if "" in asked.query.values():
        return Reply(to=question.address("rank"), status=303)
    found = desk.rank(question)
    if form := asked.query.get("format"):
        return file_of(desk, question, "tertius.rank/1", [rank_record(one) for one in found], form)
    page = page_of(desk, f"States compared: {in_sentence(measure_title(question.role, MEASURES))}",
                   events=first_events([one.reading for one in found]))  # fmt: skip
    return draw(
        desk,
        "ranked.html",
        page,
        basis_at=lambda actor: question.but(actor=actor.rpartition("/")[2]).address("evidence"),
        question=question,
        roles=_ROLES,
        rows=_rows(desk, page, question, found),
        known=sum(one.reading.standing is Standing.MEASURED for one in found),
        ends=number(constant("rank.part"), _PLACES),
        part=next(one for one in MEASURES if one.name == question.role),
        commands=(question.command("rank", desk.path, desk.arena_words, "at", "since", "until", "role", "dataset"),),
        downloads=downloads(question, "rank"),
    )


def state_title(desk: Desk, actor: str) -> str:
    """Return the name of a state: the arena's, else that of the list of all states."""
    known = desk.arena.title_of(actor)
    return STATES[actor].name if known == actor and actor in STATES else known


def _rows(desk: Desk, page: Page, question: Question, found: list[Rank]) -> list[dict[str, object]]:
    unit = measure_unit(question.role, page.measures)
    scale = domain([one.reading.estimate for one in found if one.reading.estimate], unit)
    rows: list[dict[str, object]] = []
    for one in found:
        reading, place = one.reading, one.place
        rows.append({
            "actor": reading.actor,
            "name": state_title(desk, reading.actor),
            "standing": reading.standing.value,
            "value": number(reading.estimate.value, unit) if reading.estimate else "",
            "interval": between(reading.estimate, unit) if reading.estimate else "",
            "bar": bar(reading.estimate, *scale) if reading.estimate else None,
            "n": f"{reading.estimate.n:.1f}" if reading.estimate else "",
            "place": number(place.value, _PLACES) if place else "",
            "place_interval": between(place, _PLACES) if place else "",
            "ends": (chance(one.highest), chance(one.lowest)) if place else (),
            "state": reading.state or "",
            "reason": one.reason or reading.reason,
            "refs": refs(reading.actor, reading.evidence, page.events),
        })  # fmt: skip
    return rows
