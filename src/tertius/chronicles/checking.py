"""Check a chronicle against its own rules: nothing is repaired, everything that is wrong is said."""

from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain
from pathlib import Path

from tertius.chronicles import acts, crossings, pages
from tertius.chronicles.covering import DESCRIPTOR_FILE, covered
from tertius.chronicles.reading import Chronicle, read_chronicle
from tertius.chronicles.remarks import Known, Remark, day
from tertius.model import BadFile, Span

_ACT_RULES = (acts.filled, acts.vocabulary, acts.identity, acts.dates, acts.wording, acts.fate)
_ACT_RULES_ON_THE_WORLD = (acts.coding, acts.sides, acts.thirds, acts.speakers, acts.venue)
_PAGE_RULES = (pages.filled, pages.address, pages.opening)
_CROSSINGS = (crossings.unique, crossings.order, crossings.references, crossings.duplicates)
_WARNINGS = (crossings.one_type_a_code, crossings.support, crossings.announced, crossings.modes)


@dataclass(frozen=True)
class Report:
    """What a check found: ``problems`` break the schema or a rule, ``warnings`` ask for a second look."""

    problems: tuple[Remark, ...]
    warnings: tuple[Remark, ...]

    @property
    def clean(self) -> bool:
        """Nothing was found at all."""
        return not self.problems and not self.warnings


REMARK_COLUMNS = ("row", "field", "message")
"""Columns of ``remark_rows``."""


def remark_rows(remarks: tuple[Remark, ...]) -> tuple[tuple[str, str, str], ...]:
    """Remarks as rows of a listing."""
    return tuple((remark.row_id, remark.field, remark.message) for remark in remarks)


def check(
    folder: Path, *, codes: Container[str], actors: Callable[[str, date], bool], places: Container[str]
) -> Report:
    """Check the chronicle in a folder.

    Args:
        folder: Where ``events.csv`` and ``sources.csv`` lie.
        codes: CAMEO codes that exist, as text with their leading zero.
        actors: Whether an actor id was valid on a day; also asked for the countries of publishers.
        places: Place ids that exist.

    Returns:
        Problems and warnings in order of row id. A file that cannot be read, or whose columns are not those of the
        schema, is the only problem reported.
    """
    try:
        chronicle, span = read_chronicle(folder), covered(folder)
    except BadFile as exc:
        return Report((Remark(exc.file, "columns", str(exc)),), ())
    known = Known(codes, actors, places)
    warnings = chain(_warnings(chronicle), _too_late(chronicle, span))
    return Report(tuple(sorted(_problems(chronicle, known))), tuple(sorted(warnings)))


def _problems(chronicle: Chronicle, known: Known) -> Iterator[Remark]:
    for act in chronicle.events:
        yield from chain.from_iterable(rule(act) for rule in _ACT_RULES)
        yield from chain.from_iterable(rule(act, known) for rule in _ACT_RULES_ON_THE_WORLD)
    for page in chronicle.sources:
        yield from chain.from_iterable(rule(page) for rule in _PAGE_RULES)
        yield from pages.publisher(page, known)
    yield from chain.from_iterable(rule(chronicle) for rule in _CROSSINGS)


def _warnings(chronicle: Chronicle) -> Iterator[Remark]:
    yield from chain.from_iterable(rule(chronicle) for rule in _WARNINGS)


def _too_late(chronicle: Chronicle, span: Span | None) -> Iterator[Remark]:
    """Acts from after the days that the chronicle states; earlier ones are background."""
    for act in chronicle.events:
        found = day(act["date"])
        if span and found and found >= span.end:
            yield Remark(act["event_id"], "date", f"lies after {span.last}, the last day stated in {DESCRIPTOR_FILE}: "
                         "no number will count it")  # fmt: skip
