"""The result in plain words, made from the readings: who stands between the two, since when, how sure."""

from dataclasses import dataclass

from tertius.model import Dyad, Estimate, Outcome, Reading, Standing
from tertius.report import anchors
from tertius.report.changes import Change, change
from tertius.report.matrix import Cell, cell
from tertius.report.page import Page, PairSection
from tertius.report.wording import (
    between,
    counted,
    in_sentence,
    interval_name,
    long_day,
    measure_title,
    measure_unit,
    number,
)

RIVALS = 3
"""Third parties named after the first."""


@dataclass(frozen=True)
class Place:
    """A third party in the order of the leading measure."""

    name: str
    cell: Cell


@dataclass(frozen=True)
class Answer:
    """What one data set answers for one pair.

    ``case`` is ``measured`` (a first third party with a usable share), ``weak`` (the largest share is prior-dominated)
    or ``silent`` (nobody can be named; ``reason`` says why). ``settled`` tells whether the interval of the first lies
    wholly above that of the second. ``alone`` is the share, with its interval, of encounters without any third party,
    empty when the measure does not tell.
    """

    dataset: str
    as_of: str
    case: str
    first: Place | None
    rivals: tuple[Place, ...]
    settled: bool
    reason: str
    alone: str = ""


@dataclass(frozen=True)
class Headline:
    """One contested pair: the answer of its first section, of the others, and the latest dated change of any."""

    address: str
    sides: tuple[str, str]
    measure: str
    answer: Answer
    others: tuple[Answer, ...]
    last_change: Change | None

    @property
    def silent(self) -> bool:
        """Whether no data set names anybody."""
        return all(answer.case == "silent" for answer in (self.answer, *self.others))


@dataclass(frozen=True)
class Count:
    """How many claims ended in one outcome, and the addresses of their cards with a title each."""

    outcome: str
    count: int
    cards: tuple[tuple[str, str], ...]


def headlines(page: Page) -> tuple[Headline, ...]:
    """Return one headline for each pair, in the order of the sections."""
    pairs: dict[Dyad, list[PairSection]] = {}
    for section in page.sections:
        pairs.setdefault(section.pair, []).append(section)
    return tuple(_headline(page, pair, sections) for pair, sections in pairs.items())


def counts(page: Page) -> tuple[Count, ...]:
    """Count verdicts by outcome; an outcome nobody reached is left out."""
    found = []
    for outcome in Outcome:
        own = [verdict.claim for verdict in page.verdicts if verdict.outcome is outcome]
        cards = tuple((anchors.claim_anchor(claim.claim_id), f"Claim {claim.claim_id}: {claim.text}") for claim in own)
        if own:
            found.append(Count(outcome.value, len(own), cards))
    return tuple(found)


def answer(page: Page, section: PairSection) -> Answer:
    """Rank the third parties of a section on the leading measure and say how far the order can be trusted."""
    readings = _last_readings(page, section)
    as_of = long_day(max((reading.period.last for reading in readings), default=page.made_on))
    measured = _ranked(readings, Standing.MEASURED)
    weak = _ranked(readings, Standing.PRIOR_DOMINATED)
    ranked = measured or weak
    if not ranked:
        return Answer(section.dataset, as_of, "silent", None, (), False, _why_silent(page, readings))
    places = tuple(Place(page.name(reading.actor), cell(page, section, reading)) for reading in ranked[: RIVALS + 1])
    settled = len(ranked) == 1 or _above(ranked[0], ranked[1])
    case = "measured" if measured else "weak"
    return Answer(section.dataset, as_of, case, places[0], places[1:], settled, "", _alone(page, ranked[0]))


def _alone(page: Page, first: Reading) -> str:
    """How often the two met with nobody between them, as the leading measure tells it."""
    nobody = first.parts.get("nobody")
    if not isinstance(nobody, Estimate):
        return ""
    unit = measure_unit(page.lead, page.measures)
    return f"{number(nobody.value, unit)} ({interval_name(nobody.level)} {between(nobody, unit)})"


def _headline(page: Page, pair: Dyad, sections: list[PairSection]) -> Headline:
    found = [(finding.when, number, finding) for number, section in enumerate(sections) for finding in section.findings]
    last = max(found, key=lambda item: (item[0], -item[1]), default=None)
    return Headline(
        address=anchors.anchor("who", str(pair)),
        sides=(page.name(pair.a), page.name(pair.b)),
        measure=measure_title(page.lead, page.measures),
        answer=answer(page, sections[0]),
        others=tuple(answer(page, section) for section in sections[1:]),
        last_change=change(page, sections[last[1]], last[2]) if last else None,
    )


def _last_readings(page: Page, section: PairSection) -> list[Reading]:
    """Readings of the leading measure in its latest period, of actors that may stand between the two."""
    candidates = page.arena.candidates(section.pair)
    own = [reading for reading in section.readings if reading.measure == page.lead and reading.actor in candidates]
    last = max((reading.period.end for reading in own), default=None)
    return [reading for reading in own if reading.period.end == last]


def _ranked(readings: list[Reading], standing: Standing) -> list[Reading]:
    kept = [reading for reading in readings if reading.standing is standing]
    return sorted(kept, key=lambda reading: -reading.estimate.value if reading.estimate else 0.0)


def _above(first: Reading, second: Reading) -> bool:
    return bool(first.estimate and second.estimate and first.estimate.low > second.estimate.high)


def _why_silent(page: Page, readings: list[Reading]) -> str:
    reasons = list(dict.fromkeys(reading.reason for reading in readings if reading.reason))
    if not readings:
        return f"the page holds no reading of {in_sentence(measure_title(page.lead, page.measures))} for this pair"
    extra = f" (and {counted(len(reasons) - 1, 'further reason')})" if len(reasons) > 1 else ""
    return f"{reasons[0]}{extra}"
