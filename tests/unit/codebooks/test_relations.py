"""Names of acts as data sets write them, back to codes."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tertius.codebooks.cameo import CODES
from tertius.codebooks.relations import relation_code
from tertius.codebooks.tables import rows


@pytest.mark.data
@pytest.mark.parametrize(("dump", "names"), [("icews14", 230), ("icews18", 256), ("icews21", 253), ("gdelt", 240)])
def test_every_relation_of_a_published_dump_is_one_code_of_its_own(
    published: Callable[[str], Path], dump: str, names: int
) -> None:
    lines = published(f"tkg/{dump}/relation2id.txt").read_text(encoding="utf-8").splitlines()
    codes = [relation_code(line.split("\t")[0]) for line in lines if line.strip()]
    assert len(codes) == names
    assert None not in codes
    assert len(set(codes)) == names


@pytest.mark.data
def test_explicit_mediation_is_about_one_event_in_a_thousand(published: Callable[[str], Path]) -> None:
    lines = published("tkg/icews14/relation2id.txt").read_text().splitlines()
    code_of = {number: relation_code(name) for name, number in (line.split("\t")[:2] for line in lines)}
    parts = [published(f"tkg/icews14/{part}.txt").read_text() for part in ("train", "valid", "test")]
    codes = [code_of[line.split("\t")[1]] for part in parts for line in part.splitlines()]
    explicit = [code for code in codes if code in {"028", "038", "039", "045", "108", "126", "135", "165"}]
    assert (len(codes), len(explicit), explicit.count("045")) == (90_730, 99, 23)


@pytest.mark.parametrize("name", ["Engage_in_mediation", "engage in mediation", "  Mediate ", "MEDIATE"])
def test_underscores_blanks_and_case_do_not_matter(name: str) -> None:
    assert relation_code(name) == "045"


def test_a_hyphen_more_or_less_does_not_matter() -> None:
    with_hyphen, without = "Appeal to allow international involvement (non-mediation)", "(non mediation)"
    assert relation_code(with_hyphen) == relation_code(with_hyphen.replace("(non-mediation)", without)) == "0255"


@pytest.mark.parametrize(("name", "code"), [("Consult", "040"), ("Demand", "100"), ("Threaten", "130")])
def test_a_name_that_a_root_shares_with_a_code_means_the_code(name: str, code: str) -> None:
    assert relation_code(name) == code


@pytest.mark.parametrize("name", ["", "Mediation", "Meditate"])
def test_a_name_in_no_book_has_no_code(name: str) -> None:
    assert relation_code(name) is None


def test_every_alias_leads_to_a_code_and_hides_no_name_of_the_book() -> None:
    names = {entry.name.casefold() for entry in CODES.values()}
    for row in rows("relation_aliases"):
        assert relation_code(row["name"]) == row["code"] in CODES
        assert row["name"].casefold() not in names


def test_every_name_of_the_book_leads_back_to_a_code_of_that_name() -> None:
    assert {code for code in CODES if CODES[str(relation_code(CODES[code].name))].name != CODES[code].name} == set()
