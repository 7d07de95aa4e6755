"""Templates, descriptors and exports of a chronicle."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tertius.chronicles import CHRONICLE_FIELDS, chronicle_folder
from tertius.chronicles.checking import check
from tertius.chronicles.drafting import new_chronicle
from tertius.chronicles.packaging import datapackage, export
from tertius.chronicles.roster import known_actors
from tertius.model import BadFile, UsageError

SHIPPED = chronicle_folder("south-caucasus")


def test_a_new_chronicle_is_clean_and_has_every_file(tmp_path: Path) -> None:
    files = new_chronicle("western-balkans", tmp_path / "draft")
    assert {path.name for path in files} == {
        "events.csv",
        "sources.csv",
        "actors.csv",
        "codebook.md",
        "datapackage.json",
    }
    assert check(tmp_path / "draft", codes=(), actors=lambda *_: False, places=()).clean
    book = (tmp_path / "draft" / "codebook.md").read_text(encoding="utf-8")
    assert [name for name in CHRONICLE_FIELDS if f"`{name}`" not in book] == []
    assert "Western Balkans" in book


@pytest.mark.parametrize("name", ["events.csv", "sources.csv", "actors.csv", "codebook.md", "datapackage.json"])
def test_a_new_chronicle_never_overwrites_a_file_and_leaves_nothing_behind(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="exists already"):
        new_chronicle("aegean", tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert (tmp_path / name).read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("name", ["", "Aegean", "aegean sea", "../aegean"])
def test_a_name_that_is_no_name_of_an_arena_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match="no name of an arena"):
        new_chronicle(name, tmp_path)


def test_the_descriptor_lists_the_columns_with_types_and_closed_lists() -> None:
    events, sources, actors = datapackage(SHIPPED)["resources"]
    fields = {field["name"]: field for field in events["schema"]["fields"]}
    assert tuple(fields) == CHRONICLE_FIELDS
    assert fields["date"]["type"] == "date"
    assert fields["mutual"] | {"description": ""} == {
        "name": "mutual", "type": "boolean", "description": "", "trueValues": ["yes"], "falseValues": ["no"],
        "constraints": {"required": True},
    }  # fmt: skip
    assert fields["cameo"]["type"] == "string"
    assert "hybrid" in fields["stream"]["constraints"]["enum"]
    assert "required" not in fields["place_id"].get("constraints", {})
    assert fields["event_id"]["constraints"] == {"required": True, "unique": True}
    assert "foreign key" in fields["source_ids"]["description"]
    assert sources["schema"]["primaryKey"] == "source_id"
    assert "primaryKey" not in actors["schema"]


def test_an_export_holds_the_tables_byte_for_byte_and_a_descriptor(tmp_path: Path) -> None:
    files = export(SHIPPED, tmp_path / "out")
    assert {path.name for path in files} == {path.name for path in (tmp_path / "out").iterdir()}
    for name in ("events.csv", "sources.csv", "actors.csv", "codebook.md"):
        assert (tmp_path / "out" / name).read_bytes() == (SHIPPED / name).read_bytes()
    described = json.loads((tmp_path / "out" / "datapackage.json").read_text(encoding="utf-8"))
    assert all((tmp_path / "out" / resource["path"]).is_file() for resource in described["resources"])


def test_an_export_refuses_to_overwrite_and_to_leave_something_out(
    tmp_path: Path, chronicle: Callable[..., Path]
) -> None:
    target = tmp_path / "out"
    export(SHIPPED, target)
    with pytest.raises(UsageError, match="exists already"):
        export(SHIPPED, target)
    with pytest.raises(BadFile, match="codebook"):
        export(chronicle(), tmp_path / "other")
    assert not (tmp_path / "other").exists()


def test_a_folder_without_tables_has_no_descriptor(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match=r"events\.csv"):
        datapackage(tmp_path)


def test_an_actor_of_the_chronicle_holds_from_its_first_day_until_its_last() -> None:
    known = known_actors(SHIPPED, lambda actor, _: actor == "FRA")
    assert known("FRA", date(2000, 1, 1))
    assert known("AZE_PRE_NK", date(2023, 9, 28))
    assert not known("AZE_PRE_NK", date(2023, 9, 29))
    assert known("UN", date(1988, 1, 1))
    assert not known("XYZ", date(2000, 1, 1))


def test_a_chronicle_without_actors_of_its_own_knows_states_alone(tmp_path: Path) -> None:
    known = known_actors(tmp_path, lambda actor, _: actor == "FRA")
    assert known("FRA", date(2000, 1, 1))
    assert not known("UN", date(2000, 1, 1))


@pytest.mark.parametrize(
    "text",
    [
        "id,since\n",
        "actor_id,kind,name,since,until\nX,body,X,2000,\n",
        "actor_id,kind,name,since,until\nX,body,X,2000-01-02,2000-01-02\n",
    ],
)
def test_a_list_of_actors_that_breaks_its_schema_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "actors.csv").write_text(text, encoding="utf-8")
    with pytest.raises(BadFile, match=r"actors\.csv"):
        known_actors(tmp_path, lambda *_: False)
