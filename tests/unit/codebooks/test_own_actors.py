"""A user's table of actors is read whole or refused in one line that says the row and what to do."""

from pathlib import Path

import pytest

from tertius.codebooks.own_actors import read_own_actors
from tertius.model import BadFile

HEADER = "names,actor,kind,sector,since,until"


def table(path: Path, *rows: str, header: str = HEADER) -> Path:
    path.write_text("\n".join((header, *rows)) + "\n", encoding="utf-8")
    return path


def test_columns_left_out_are_empty_and_names_are_trimmed(tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", " Jane Roe | J. Roe ,FJI,person", header="names,actor,kind")
    assert read_own_actors(path) == (
        {"names": "Jane Roe|J. Roe", "actor": "FJI", "kind": "person", "sector": "", "since": "", "until": "",
         "source": ""},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (",FJI,person,,,", "the row has no name"),
        ("--|x,FJI,person,,,", "the name '--' has no letter"),
        ("Roe,FJI,hero,,,", "the kind 'hero' is unknown"),
        ("Roe,,person,,,", "'' is no id"),
        ("Roe,Fiji,person,,,", "'Fiji' is no id"),
        ("Roe,FJI,none,,,", "kind none has the actor 'FJI'"),
        ("Roe,FJI,person,government,,", "the sector 'government'"),
        ("Roe,FJI,person,GOV,May,", "since is no day: 'May'"),
        ("Roe,FJI,person,GOV,,2020-13-01", "until is no day: '2020-13-01'"),
        ("Roe,FJI,person,GOV,2020-02-01,2020-02-01", "ends on 2020-02-01, before it begins"),
        ("Roe,FJI,person,GOV,,,,more", "more fields than the header"),
        ("Pôe,TON,person,,2019-01-01,", "the name 'Pôe' is TON here and FJI in row 2"),
        ("\u02bc,FJI,person,,,", "has no letter"),
        ("poe,TON,person,,2019-01-01,", "the name 'poe' is TON here and FJI in row 2"),
    ],
)
def test_a_row_that_cannot_be_meant_is_named(tmp_path: Path, row: str, message: str) -> None:
    path = table(tmp_path / "a.csv", "Poe,FJI,person,,,2020-01-01", row)
    with pytest.raises(BadFile, match="row 3") as caught:
        read_own_actors(path)
    assert message in str(caught.value)
    assert caught.value.hint
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("header", "message"),
    [
        ("names,actor", "column 'kind' is missing"),
        (f"{HEADER},untill", "there is no column 'untill'"),
        (f"{HEADER},kind", "column 'kind' stands there twice"),
    ],
)
def test_a_wrong_header_is_named(tmp_path: Path, header: str, message: str) -> None:
    with pytest.raises(BadFile, match=message):
        read_own_actors(table(tmp_path / "a.csv", "Roe,FJI,person", header=header))


def test_a_file_that_is_no_table_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="cannot be read"):
        read_own_actors(tmp_path / "absent.csv")
    (tmp_path / "latin.csv").write_bytes(HEADER.encode() + b"\nR\xf6e,FJI,person,,,\n")
    with pytest.raises(BadFile, match="cannot be read"):
        read_own_actors(tmp_path / "latin.csv")
    with pytest.raises(BadFile, match="has no row"):
        read_own_actors(table(tmp_path / "empty.csv"))


def test_one_name_may_be_two_actors_one_after_the_other(tmp_path: Path) -> None:
    rows = ("Poe,FJI,person,,,2020-01-01", "Poe,TON,person,,2020-01-01,")
    assert len(read_own_actors(table(tmp_path / "a.csv", *rows))) == 2
