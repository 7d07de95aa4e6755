"""Addresses inside the page: every event, reading, change and claim has one that does not depend on the rest."""

import re

from tertius.model import Cell, Dyad, Finding, Reading
from tertius.report.page import PairSection

_WRITTEN_OUT = re.compile(r"[^a-zA-Z0-9.:_-]")


def slug(text: str) -> str:
    """Return the text as one part of an HTML id; different texts give different slugs.

    >>> slug("pax:1 a")
    'pax:1~20~a'
    """
    return _WRITTEN_OUT.sub(lambda letter: f"~{ord(letter[0]):x}~", text)


def anchor(kind: str, *parts: str) -> str:
    """Join parts into an address such as ``e/pax:12``; a slug never holds the joint, so addresses cannot collide."""
    return "/".join((kind, *(slug(part) for part in parts)))


def event_anchor(event_id: str) -> str:
    """Address of an event in the evidence tables."""
    return anchor("e", event_id)


def section_anchor(kind: str, section: PairSection) -> str:
    """Address of what one data set says of one pair, within a part of the page (``roles``, ``time`` ...)."""
    return anchor(kind, str(section.pair), section.dataset)


def reading_anchor(section: PairSection, reading: Reading) -> str:
    """Address of a reading: pair, data set, measure, actor and period."""
    toward = _toward(section.pair, reading.pair)
    period = f"{reading.period.start}..{reading.period.last}"
    return anchor("r", str(section.pair), section.dataset, reading.measure, reading.actor, *toward, period)


def finding_anchor(section: PairSection, finding: Finding) -> str:
    """Address of a dated change: pair, data set, measure, actor, direction and date."""
    toward = _toward(section.pair, finding.pair)
    what = (finding.measure, finding.actor, *toward, finding.direction.value, finding.when.isoformat())
    return anchor("c", str(section.pair), section.dataset, *what)


def cell_anchor(cell: Cell) -> str:
    """Address of a cell of the whole region: data set, measure and actor."""
    return anchor("region", cell.dataset, cell.measure, cell.actor)


def claim_anchor(claim_id: str) -> str:
    """Address of a verdict card."""
    return anchor("claim", claim_id)


def basis_anchor(home: str) -> str:
    """Address of the list of all events behind the number at address ``home``."""
    return f"basis/{home}"


def _toward(own: Dyad, other: Dyad | None) -> tuple[str, ...]:
    return (str(other),) if other is not None and other != own else ()
