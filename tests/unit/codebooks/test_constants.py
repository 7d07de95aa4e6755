"""The table of constants: nothing unexplained, nothing idle, nothing missing."""

import re
from pathlib import Path

import pytest

import tertius
from tertius.claims import CONSTANTS as NAMED_BY_CLAIMS
from tertius.codebooks.constants import CONSTANTS, constant
from tertius.codebooks.tables import rows
from tertius.measures import PARTS
from tertius.model import Part, UnknownName

SRC = Path(tertius.__file__).parent
CODE = "\n".join(
    path.read_text(encoding="utf-8") for path in SRC.rglob("*.py") if "codebooks" not in path.relative_to(SRC).parts
)
NAMED = {name for part in PARTS for name in part.constants} | set(NAMED_BY_CLAIMS)
# constant("mediation.x") and constants["claims.x"] as written; f"{measure}.x" for every measure
READ = set(re.findall(r'constants?[(\[]\s*"([a-z]+\.[a-z0-9_]+)"', CODE))
SHARED = set(re.findall(r'constant\(\s*f"\{\w+\}\.([a-z0-9_]+)"', CODE))


def test_every_constant_says_its_unit_its_meaning_and_its_source() -> None:
    for name, found in CONSTANTS.items():
        assert found.name == name
        assert re.fullmatch(r"[a-z]+\.[a-z0-9_]+", name)
        assert found.unit.strip(), name
        assert len(found.meaning) > 15, name
        # a paper begins with a capital letter
        assert found.source.startswith(("methods", "ours", "as ")) or found.source[:1].isupper(), name


def test_every_constant_is_named_by_a_measure_a_finder_or_the_claims_or_read_by_the_study() -> None:
    assert set(CONSTANTS) - NAMED - READ == set()


def test_every_constant_is_read_somewhere() -> None:
    within_codebooks = {"responses.horizon_days"}  # every ask carries it
    unread = set(CONSTANTS) - READ - within_codebooks
    assert {name for name in unread if name.split(".")[1] not in SHARED} == set()


def test_every_constant_named_or_read_is_in_the_table() -> None:
    assert (NAMED | READ) - set(CONSTANTS) == set()
    assert len(READ) > 40  # the search of the code finds something
    assert "half_life_months" in SHARED


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.name)
def test_a_measure_names_each_constant_once(part: Part) -> None:
    assert len(set(part.constants)) == len(part.constants) > 0


def test_no_name_stands_twice_in_the_table() -> None:
    assert len(rows("constants")) == len(CONSTANTS)


def test_probabilities_and_shares_lie_between_nought_and_one() -> None:
    limited = [found for found in CONSTANTS.values() if re.match(r"probability|share|correlation", found.unit)]
    assert len(limited) > 10
    assert [found.name for found in limited if not 0 < found.value < 1] == []


def test_times_and_counts_are_above_nought() -> None:
    assert [found.name for found in CONSTANTS.values() if found.value <= 0] == []


def test_an_unknown_constant_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(UnknownName, match=re.escape("mediation.tolerance_days")):
        constant("mediation.tolerance_day")
