"""PLOVER types and modes, and what CAMEO codes become in them: traps T5 and T6."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tertius.codebooks.cameo import CODES, code
from tertius.codebooks.plover import CONTEXTS, TYPES, score
from tertius.codebooks.quads import Quad
from tertius.model import UnknownName

# modes of the converter of 2021 that PLOVER 2.0 no longer has, and what stands in our table instead
MODES_CHANGED = {
    "0842": None, "085": None, "132": "restrict", "1321": "restrict", "1322": "restrict", "163": "discontinue",
    "1712": "destroy", "1722": "restrict", "175": None, "185": "targeted", "186": "targeted", "200": "targeted",
    "201": None, "202": "targeted", "203": None,
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "plover_type", "mode"),
    [
        ("045", "CONSULT", None),
        ("038", "AGREE", None),
        ("039", "AGREE", None),
        ("126", "REJECT", "meet"),
        ("165", "SANCTION", "withdraw"),
    ],
)
def test_mediation_has_no_category_of_its_own(text: str, plover_type: str, mode: str | None) -> None:
    assert (code(text).plover_type, code(text).plover_mode) == (plover_type, mode)
    assert "diplomatic" in code(text).contexts


def test_no_mode_of_any_type_is_mediation() -> None:
    assert [mode for kind in TYPES.values() for mode in kind.modes if "mediat" in mode] == []


def test_statements_and_appeals_have_no_equivalent_and_all_other_codes_have_one() -> None:
    assert {entry.root for entry in CODES.values() if entry.plover_type is None} == {"01", "02"}
    assert {entry.root for entry in CODES.values() if entry.plover_type is not None}.isdisjoint({"01", "02"})


def test_accusing_scores_below_zero_like_its_modes() -> None:
    assert score("ACCUSE") == -3.0
    assert sorted(TYPES["ACCUSE"].modes.values(), key=lambda value: value or 0.0) == [-3.5, -3.5, -2.0]


def test_a_sanction_is_a_deed() -> None:
    assert TYPES["SANCTION"].quad is Quad.MX


def test_international_sanctions_are_relations_discontinued() -> None:
    assert (code("163").plover_type, code("163").plover_mode) == ("SANCTION", "discontinue")


def test_cooperative_types_score_above_zero_and_conflictual_ones_do_not() -> None:
    signs = {kind.name: (kind.score > 0) == (kind.quad in (Quad.VC, Quad.MC)) for kind in TYPES.values()}
    assert len(signs) == 16
    assert all(signs.values()), signs


def test_every_equivalent_is_a_type_mode_and_context_of_plover() -> None:
    for entry in CODES.values():
        if entry.plover_type is not None:
            assert entry.plover_mode is None or entry.plover_mode in TYPES[entry.plover_type].modes, entry.code
        assert set(entry.contexts) <= CONTEXTS, entry.code


def test_false_reports_and_cyber_attacks_are_seen_only_in_plover() -> None:
    assert {"misinformation", "cyber"} <= set(TYPES["COERCE"].modes)
    assert {"misinformation", "cyber"} <= CONTEXTS
    assert "misinformation" not in {entry.plover_mode for entry in CODES.values()}


def test_a_mode_without_a_score_takes_that_of_its_type() -> None:
    assert TYPES["PROTEST"].modes["vandalize"] is None
    assert score("PROTEST", "vandalize") == score("PROTEST") == -5.0


def test_an_unknown_type_or_a_mode_of_another_type_is_refused() -> None:
    with pytest.raises(UnknownName, match="PLOVER type"):
        score("MEDIATE")
    with pytest.raises(UnknownName, match="mode of CONSULT"):
        score("CONSULT", "cyber")


@pytest.mark.data
def test_types_are_those_of_the_converter_but_for_sanctions(published: Callable[[str], Path]) -> None:
    theirs = _converter(published("codebooks/plover/CAMEO2PLOVER-2021.txt"))
    assert len(theirs) == 274
    assert set(theirs) - set(CODES) == {"1214"}
    changed = {text for text, (kind, _) in theirs.items() if text in CODES and CODES[text].plover_type != kind}
    assert changed == {"163"}


@pytest.mark.data
def test_modes_are_those_of_the_converter_unless_plover_2_dropped_them(published: Callable[[str], Path]) -> None:
    theirs = _converter(published("codebooks/plover/CAMEO2PLOVER-2021.txt"))
    ours = {text: CODES[text].plover_mode for text in theirs if text in CODES}
    assert {text: mode for text, mode in ours.items() if mode != theirs[text][1]} == MODES_CHANGED


def _converter(path: Path) -> dict[str, tuple[str, str | None]]:
    found = {}
    for line in path.read_text().splitlines():
        if match := re.match(r"(\d+):([^#]*)", line):
            kind, mode, *_ = (*(part.strip() for part in match[2].split(",")), "")
            found[match[1]] = kind, mode or None
    return found
