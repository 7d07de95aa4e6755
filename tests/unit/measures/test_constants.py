"""No number hides in a measure or in the decision rule: each comes from the table of constants, under its name."""

import ast
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import tertius
from tertius.claims import CONSTANTS as CLAIM_CONSTANTS
from tertius.codebooks.constants import CONSTANTS
from tertius.measures import PARTS

PACKAGE = Path(tertius.__file__).parent
PLAIN = {0, 1, 2, 0.5, -1}
ALLOWED = {
    ("measures/contacts.py", 30.0): "days of a month of discounting",
    ("measures/mediation.py", 30.0): "days of the unit in which intensity is given",
    ("measures/even_handed.py", 30.0): "days of a month of discounting",
    ("measures/even_handed.py", 64): "points a posterior is replaced by; more change no digit shown",
    ("measures/episodes.py", 30.0): "days of a month of discounting",
    ("measures/signs.py", 30.0): "days of a month of discounting",
    ("measures/contacts.py", 200): "events listed behind a reading; no number rests on it",
    ("measures/mediation.py", 200): "events listed behind a reading; no number rests on it",
    ("measures/changes.py", 40): "events listed behind a finding; no number rests on it",
    ("measures/convening.py", 30.0): "days of a month of discounting",
    ("measures/convening.py", 3): "places listed; no number rests on it",
    ("measures/fitted_range.py", 3): "signs named in a reason; no number rests on it",
    ("measures/outsiders.py", 200): "events listed behind a reading; no number rests on it",
    ("measures/crystallised.py", 40): "events listed behind a break; no number rests on it",
    ("measures/changes.py", 4): "digits shown",
    ("measures/visibility.py", 3): "letters of a CAMEO code",
    ("measures/credits.py", 1970): "first year of the calendar of numpy",
    ("measures/episodes.py", 1970): "first year of the calendar of numpy",
    ("claims/finality.py", 30.44): "days of a mean month",
    ("claims/showing.py", 10): "events listed for and against; no number rests on it",
    ("claims/quality.py", 10): "events listed; no number rests on it",
    ("claims/region.py", 10): "events listed for and against; no number rests on it",
    ("claims/existence.py", 10): "events listed; no number rests on it",
    ("claims/order.py", 30.4375): "days of a mean month",
    ("claims/order.py", 7.0): "days of a week",
    ("claims/order.py", 5): "events listed for and against; no number rests on it",
    ("claims/order.py", 0.95): "nine tenths of a normal lie inside its quantile of this level on either side",
    ("claims/support.py", 1e-300): "guard of a logarithm",
    ("measures/weeks.py", 7): "days of a week",
    ("measures/weeks.py", 3): "whole days of half a week",
    ("measures/rates.py", 30): "days of a month in which bursts are counted",
    ("measures/rates.py", 100): "parts a distribution is replaced by; more move the third digit at most",
    ("measures/rates.py", 1e-9): "tolerance of a root",
    ("measures/partnership.py", 100.0): "unit of deference: per hundred exchanges",
    ("claims/extracting.py", 3): "digits written of a confidence",
    ("claims/fitting.py", 500): "most steps of a convex fit that stops by itself",
    ("claims/windows.py", 10): "years of a decade",
    ("claims/windows.py", 5): "years of half a decade",
    ("claims/writing.py", 110): "width of the lines of a file",
}
"""The short list: module, literal, and why it is no constant of a measure."""


@cache
def written(path: Path) -> tuple[tuple[object, int], ...]:
    """Every text, number and other constant in a module, with its line."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return tuple((node.value, node.lineno) for node in ast.walk(tree) if isinstance(node, ast.Constant))


def literals(path: Path) -> Iterator[tuple[int | float, int]]:
    """Numbers written in a module, with their lines; the digits inside texts are words."""
    for value, line in written(path):
        if isinstance(value, int | float) and not isinstance(value, bool):
            yield value, line


def rooms() -> list[Path]:
    return [path for room in ("measures", "claims") for path in sorted((PACKAGE / room).glob("*.py"))]


@pytest.mark.parametrize("path", rooms(), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_number_in_a_measure_or_verdict_has_a_name(path: Path) -> None:
    name = f"{path.parent.name}/{path.name}"
    hidden = [(value, line) for value, line in literals(path) if value not in PLAIN and (name, value) not in ALLOWED]
    assert hidden == []


def test_the_list_of_exceptions_holds_nothing_that_is_gone() -> None:
    found = {(f"{path.parent.name}/{path.name}", value) for path in rooms() for value, _ in literals(path)}
    assert set(ALLOWED) - found == set()


def test_every_constant_a_part_names_is_in_the_table() -> None:
    named = {name for part in PARTS for name in part.constants} | set(CLAIM_CONSTANTS)
    assert named - set(CONSTANTS) == set()


def test_every_constant_of_the_table_is_named_by_a_part_or_read_where_it_belongs() -> None:
    named = {name for part in PARTS for name in part.constants} | set(CLAIM_CONSTANTS)
    for room in ("forecasts", "texts", "study"):
        for path in sorted((PACKAGE / room).glob("*.py")):
            words = {value for value, _ in written(path)}
            named |= words | ({f"forecasts.{word}" for word in words} if room == "forecasts" else set())
    assert set(CONSTANTS) - named == set()


def test_a_constant_that_follows_another_has_its_value() -> None:
    for row in CONSTANTS.values():
        if row.source.startswith("as "):
            assert row.value == CONSTANTS[row.source.removeprefix("as ")].value


@pytest.fixture(scope="module")
def read() -> Counter[object]:
    """How often each text or number is written in the rooms that judge."""
    judging = [path for room in ("claims", "study") for path in sorted((PACKAGE / room).glob("*.py"))]
    return Counter(value for path in judging for value, _ in written(path))


@pytest.mark.parametrize("name", CLAIM_CONSTANTS)
def test_every_constant_a_verdict_names_is_read_somewhere(read: Counter[object], name: str) -> None:
    assert read[name] > 1, f"{name} stands in the list and nowhere else"
