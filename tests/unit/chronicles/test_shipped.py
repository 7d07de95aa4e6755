"""What ships is sound: the chronicle of the South Caucasus under the codes, states and places of the package."""

import json
from datetime import date
from pathlib import Path

import pytest

from tertius.arenas import arena
from tertius.chronicles import CHRONICLE_FIELDS, chronicle_folder, chronicles
from tertius.chronicles.checking import check, remark_rows
from tertius.chronicles.packaging import descriptor_text
from tertius.chronicles.reading import read_chronicle
from tertius.chronicles.remarks import day
from tertius.chronicles.roster import known_actors
from tertius.chronicles.vocabularies import PLOVER, SECOND_TYPES, STREAMS
from tertius.codebooks.cameo import CODES
from tertius.codebooks.plover import TYPES
from tertius.codebooks.states import STATES


def _state(actor: str, on: date) -> bool:
    if actor not in STATES or "_" in actor:
        return False
    return any(spell.holds(on) for spell in STATES[actor].spells)


@pytest.fixture(params=chronicles())
def folder(request: pytest.FixtureRequest) -> Path:
    return chronicle_folder(request.param)


@pytest.fixture
def places(folder: Path) -> set[str]:
    return {place.place_id for place in arena(folder.name.replace("_", "-")).places}


def test_the_shipped_chronicle_passes_its_check_without_a_warning(folder: Path, places: set[str]) -> None:
    report = check(folder, codes=CODES, actors=known_actors(folder, _state), places=places)
    assert remark_rows(report.problems) == ()
    assert remark_rows(report.warnings) == ()


def test_a_code_carries_the_type_its_code_book_gives_it(folder: Path) -> None:
    other = {
        act["event_id"]: (act["cameo"], act["plover_type"])
        for act in read_chronicle(folder).events
        if CODES[act["cameo"]].plover_type not in (None, act["plover_type"])
        and act["plover_type"] not in SECOND_TYPES.get(act["cameo"], ())
    }
    assert other == {}


def test_types_and_modes_are_those_of_the_published_list() -> None:
    assert {name: set(modes) for name, modes in PLOVER.items()} == {name: set(t.modes) for name, t in TYPES.items()}


def test_the_chronicle_is_as_large_as_it_promises(folder: Path) -> None:
    acts = read_chronicle(folder).events
    assert len(acts) >= 600
    assert {act["stream"] for act in acts} == set(STREAMS)


def test_at_least_half_of_the_acts_rest_on_pages_from_two_countries(folder: Path) -> None:
    chronicle = read_chronicle(folder)
    countries = [{page["publisher_country"] for page in chronicle.pages(act)} - {""} for act in chronicle.events]
    assert sum(len(found) > 1 for found in countries) >= len(countries) / 2


def test_the_descriptor_is_what_the_code_would_write_today(folder: Path) -> None:
    text = (folder / "datapackage.json").read_text(encoding="utf-8")
    assert text == descriptor_text(folder)
    assert json.loads(text)["licenses"][0]["name"] == "CC-BY-4.0"


def test_the_code_book_explains_every_column_and_actor_and_every_file_is_named(folder: Path) -> None:
    book = (folder / "codebook.md").read_text(encoding="utf-8")
    assert [name for name in CHRONICLE_FIELDS if f"`{name}`" not in book] == []
    assert [
        stream for stream in {act["stream"] for act in read_chronicle(folder).events} if f"`{stream}`" not in book
    ] == []


def test_every_day_in_the_list_of_weak_rows_is_a_day_of_an_act(folder: Path) -> None:
    book = (folder / "codebook.md").read_text(encoding="utf-8")
    weak = book.partition("## Known weak rows")[2].partition("## ")[0]
    days = {word.strip(".,;:()") for word in weak.split()}
    known = {act["date"] for act in read_chronicle(folder).events}
    named = {one for one in days if day(one) is not None}
    assert named
    assert named <= known
