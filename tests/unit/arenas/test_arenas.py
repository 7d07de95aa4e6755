"""Region files: the shipped ones hold together, a new one is a file and nothing else, a bad one is told in one line."""

import json
import re
from contextlib import nullcontext
from pathlib import Path
from types import ModuleType

import pytest
from click.testing import CliRunner
from loading import load

import tertius
from tertius.arenas import arena, shipped
from tertius.cli import main
from tertius.codebooks.states import STATES
from tertius.model import ActorKind, BadFile, Dyad, UnknownName, UsageError

PACKAGE = Path(tertius.__file__).parent


@pytest.fixture(scope="module")
def worlds() -> ModuleType:
    return load("fixtures/worlds.py")


@pytest.mark.parametrize("name", shipped())
def test_a_shipped_arena_holds_together(name: str) -> None:
    read = arena(name)
    assert read.name == name
    known = {actor.actor_id: actor for actor in read.actors}
    assert all(known[state].kind is ActorKind.STATE and state in STATES for state in read.states)
    for pair in read.pairs:
        candidates = read.candidates(pair)
        assert pair.a not in candidates
        assert pair.b not in candidates
        assert len(set(candidates)) == len(candidates) > 3
    assert all(read.title_of(actor) != actor for pair in read.pairs for actor in read.candidates(pair)
               if known[actor].kind is ActorKind.STATE)  # fmt: skip
    assert read.note.strip()


@pytest.mark.parametrize("name", shipped())
def test_a_shipped_place_lies_on_the_globe_and_in_a_state(name: str) -> None:
    for place in arena(name).places:
        assert place.country in STATES
        assert place.names
        assert re.fullmatch(r"[a-z][a-z-]*[a-z]", place.place_id)
        assert (place.latitude is None) == (place.longitude is None)
        if place.latitude is not None and place.longitude is not None:
            assert -90 <= place.latitude <= 90
            assert -180 <= place.longitude <= 180


@pytest.mark.parametrize("name", shipped())
def test_no_name_stands_for_two_places_of_an_arena(name: str) -> None:
    named = [(written, place.place_id) for place in arena(name).places for written in place.names]
    assert len({written for written, _ in named}) == len(named)


@pytest.mark.parametrize("name", shipped())
def test_a_member_of_a_format_is_no_side_of_its_pair(name: str) -> None:
    read = arena(name)
    for one in read.formats:
        assert set(one.pairs) <= set(read.pairs)
        assert one.source.startswith("https://")
        assert not [seat.actor for pair in one.pairs for seat in one.members if seat.actor in pair]


def test_western_balkans_is_shipped_with_its_pair() -> None:
    read = arena("western-balkans")
    assert read.pair("XKX-SRB") == Dyad("SRB", "XKX")
    assert {"EU", "USA"} <= set(read.candidates(read.pairs[0]))


def test_an_arena_that_is_not_shipped_is_told_with_the_nearest() -> None:
    with pytest.raises(UnknownName, match="did you mean 'western-balkans'"):
        arena("western-balkan")


SMALL = """
name = "n"
title = "t"
states = ["GRC", "TUR"]
pairs = ["GRC-TUR"]
third_parties = ["USA"]
actors = [{id = "GRC", kind = "state", name = "Greece"}, {id = "TUR", kind = "state", name = "Turkey"},
          {id = "USA", kind = "state", name = "United States"}]
"""


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ('[[places]]\nnames = ["Kos"]\ncountry = "GRC"', "key 'id' is missing in [[places]] number 1"),
        ('[[places]]\nid = "kos"\nnames = ["Kos"]\ncountry = "GRC"\nlat = 36.9', "unknown key 'lat' in [[places]] kos"),
        (
            '[[formats]]\nid = "USA"\ntitle = "t"\npairs = ["GRC-TUR"]\nsource = "s"\n'
            'members = [{actor = "USA", since = 2001-01-01, untill = 2002-01-01}]',
            "unknown key 'untill' in a member of [[formats]] USA",
        ),
    ],
)
def test_a_key_that_nobody_reads_or_that_is_missing_is_told_with_its_entry(
    more: str, told: str, tmp_path: Path
) -> None:
    (tmp_path / "small.toml").write_text(SMALL, encoding="utf-8")
    assert arena(str(tmp_path / "small.toml")).name == "n"
    (tmp_path / "more.toml").write_text(SMALL + more, encoding="utf-8")
    with pytest.raises(BadFile) as refused:
        arena(str(tmp_path / "more.toml"))
    assert f"more.toml: {told}" in str(refused.value)


def test_a_pair_the_arena_does_not_contest_is_told_with_those_it_does() -> None:
    with pytest.raises(UnknownName, match="SRB-XKX"):
        arena("western-balkans").pair("ALB-MKD")


@pytest.mark.slow
def test_a_new_region_is_one_file_and_every_question_can_be_asked_of_it(
    worlds: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[tuple[int, int, str]] = []
    monkeypatch.setattr("tertius.cli.making.Bar", lambda: nullcontext(lambda *step: steps.append(step)))
    region = worlds.write_region(tmp_path, worlds.Region())
    study = tmp_path / "islands.duckdb"
    acts = worlds.write_acts(tmp_path / "acts", worlds.busy_world(seed=3))
    run = CliRunner()
    assert run.invoke(main, ["load", str(study), "chronicle", str(acts)]).exit_code == 0
    for verb in ("roles", "changes"):
        words = [verb, str(study), "--arena", str(region), "--pair", "WSM-FJI", "--format", "json"]
        result = run.invoke(main, words)
        assert result.exit_code == 0, result.output
        told = json.loads(result.stdout)
        assert (told["arena"], told["pair"]) == ("synthetic-islands", "FJI-WSM")
    words = ["roles", str(study), "--arena", str(region), "--pair", "FJI-WSM", "--role", "mediation", "--at", "2012-05"]
    result = run.invoke(main, [*words, "--format", "json"])
    actors = [item["actor"] for item in json.loads(result.stdout)["items"]]
    assert set(actors) == set(worlds.THIRDS)
    assert actors[0] == "NZL"
    page = tmp_path / "page.html"
    assert run.invoke(main, ["report", str(study), str(page), "--arena", str(region)]).exit_code == 0
    assert steps == [(0, 3, "FJI-WSM"), (1, 3, "claims"), (2, 3, "drawing the page"), (3, 3, "drawn")]
    assert "Island NZL" in page.read_text(encoding="utf-8")


def test_credit_of_a_format_goes_to_the_members_of_the_day(worlds: ModuleType, tmp_path: Path) -> None:
    seats = {"OSCE": [("NZL", "2009-01-01", "2011-01-01"), ("TON", "2009-01-01", None)]}
    region = worlds.write_region(tmp_path, worlds.Region(formats=seats))
    held = [worlds.Act(worlds.date(2010 + n // 10, 1 + n % 10, 5), "FJI", "WSM", "046", "OSCE:mediator", mutual=True)
            for n in range(20)]  # fmt: skip
    with worlds.make_study(tmp_path, held) as study:
        study.prepare(str(region))
        found = study.sql("""
            SELECT date < DATE '2011-01-01' AS early, third, via, SUM(weight), COUNT(*) FROM triad_evidence
            WHERE level = 'E1' GROUP BY ALL ORDER BY ALL
        """)[1]  # fmt: skip
    assert found == [(False, "TON", "OSCE", 10.0, 10), (True, "NZL", "OSCE", 5.0, 10), (True, "TON", "OSCE", 5.0, 10)]


BAD = {
    "not toml": ("name = ", "not a readable region file"),
    "unknown key": ("colour = 1\n", "unknown key 'colour'"),
    "no pairs": (("pairs = ", "# "), "key 'pairs' is missing"),
    "not a pair": (('"FJI-WSM"', '"FJI"'), "is not a pair"),
    "a stranger in a pair": (('"FJI-WSM"', '"FJI-PNG"'), "'PNG' is used but not listed"),
    "an actor twice": (('id = "TON"', 'id = "NZL"'), "'TON' is used but not listed"),
    "unknown kind": (('kind = "state"', 'kind = "planet"'), "planet"),
    "no name of an actor": (('name = "Island NZL"', ""), "key 'name' is missing"),
    "a place twice": (
        'places = [{id="x", names=["X"], country="FJI"}, {id="x", names=["Y"], country="FJI"}]\n',
        "place 'x' is listed twice",
    ),
    "a place without a country": ('places = [{id="x", names=["X"]}]\n', "key 'country' is missing"),
    "a seat that ends before it starts": (
        'formats = [{id="NZL", title="t", pairs=["FJI-WSM"], source="s", '
        'members=[{actor="TON", since=2010-01-01, until=2009-01-01}]}]\n',
        "ends (2009-01-01) before it starts",
    ),
    "a seat from a word": (
        'formats = [{id="NZL", title="t", pairs=["FJI-WSM"], source="s", members=[{actor="TON", since="2010"}]}]\n',
        "TON",
    ),
    "states is a number": (('states = ["FJI", "WSM"]', "states = 7"), ""),
    "a pair is a number": (('"FJI-WSM"', "7"), ""),
    "an actor is a word": (("[[actors]]", "[[ignored]]"), ""),
    "a pair twice": (('pairs = ["FJI-WSM"', 'pairs = ["WSM-FJI", "FJI-WSM"'), "pair 'FJI-WSM' is listed twice"),
    "a text for a list": (('["FJI", "WSM"]', '"FJI"'), "states must be a list of texts, got 'FJI'"),
    "names as a text": ('places = [{id="x", names="Suva", country="FJI"}]\n', "names of [[places]] x must be a list"),
    "a name of two places": (
        'places = [{id="x", names=["X"], country="FJI"}, {id="y", names=["x"], country="WSM"}]\n',
        "name of a place 'x' is listed twice",
    ),
    "a place beyond the pole": (
        'places = [{id="x", names=["X"], country="FJI", latitude=178, longitude=-18}]\n',
        "place x lies nowhere",
    ),
    "a bloc twice": ('blocs = [{name="x", countries=["FJI"]}, {name="x", owners=["state"]}]\n', "bloc 'x' is listed"),
    "a seat from a text": (
        'formats = [{id="NZL", title="t", pairs=["FJI-WSM"], source="s", '
        'members=[{actor="TON", since="2010-01-01"}]}]\n',
        "since of TON in [[formats]] NZL is no day",
    ),
    "two seats at one time": (
        'formats = [{id="NZL", title="t", pairs=["FJI-WSM"], source="s", members=[{actor="TON", since=2010-01-01}, '
        '{actor="TON", since=2012-01-01}]}]\n',
        "TON holds two seats in format NZL at one time",
    ),
    "a format of no pair": (
        'formats = [{id="NZL", title="t", pairs=["FJI-TON"], source="s", members=[]}]\n',
        "format NZL is of FJI-TON, which is no pair of this region",
    ),
    "a side in its own format": (
        'formats = [{id="NZL", title="t", pairs=["FJI-WSM"], source="s", members=[{actor="FJI", since=2010-01-01}]}]\n',
        "FJI",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_region_file_is_told_in_one_line_that_names_it(worlds: ModuleType, name: str, tmp_path: Path) -> None:
    change, message = BAD[name]
    text = worlds.Region().text()
    text = change + text if isinstance(change, str) else text.replace(*change)
    path = tmp_path / "bad.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadFile) as told:
        arena(str(path))
    assert str(path) in told.value.args[0]
    assert message in told.value.args[0]
    assert "\n" not in told.value.args[0]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("TON", "TNO"), "actor TNO of arena synthetic-islands is no state that the code books know"),
        ("places = [{id='x', names=['X'], country='FJY'}]\n", "country FJY of place x"),
        ("blocs = [{name='x', countries=['FJY']}]\n", "country FJY of bloc x"),
        ("blocs = [{name='x', owners=['stat']}]\n", "owner 'stat' of bloc x"),
    ],
)
def test_an_id_that_no_data_set_will_name_is_refused_before_a_question(
    worlds: ModuleType, change: str | tuple[str, str], told: str, tmp_path: Path
) -> None:
    text = worlds.Region().text()
    path = tmp_path / "region.toml"
    path.write_text(change + text if isinstance(change, str) else text.replace(*change), encoding="utf-8")
    with tertius.Study() as study, pytest.raises(UsageError, match=told):
        study.prepare(str(path))


def test_an_absent_region_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="cannot be read"):
        arena(str(tmp_path / "absent.toml"))


def test_no_module_outside_its_region_file_names_an_arena() -> None:
    """The default of the command line stands in one place; sources of a chronicle may name theirs."""
    words = "|".join([*shipped(), *(name.replace("-", "_") for name in shipped())])
    named = {
        str(path.relative_to(PACKAGE)): line.strip()
        for path in sorted(PACKAGE.rglob("*.py"))
        if path.relative_to(PACKAGE).parts[0] not in ("arenas", "chronicles")
        for line in path.read_text(encoding="utf-8").splitlines()
        if re.search(words, line)
    }
    assert named == {}


def test_no_code_names_a_state_of_a_shipped_conflict() -> None:
    """Ids of the contested pairs stand in region files, chronicles, code books of names, and in help texts only."""
    sides = {side for name in shipped() for pair in arena(name).pairs for side in (pair.a, pair.b)}
    word = re.compile(rf"""["']({"|".join(sorted(sides))})["']""")
    rooms = ("panels", "measures", "claims", "study", "engines", "report", "inference", "cli", "model", "sources")
    named = [
        f"{path.relative_to(PACKAGE)}: {line.strip()}"
        for room in rooms
        for path in sorted((PACKAGE / room).rglob("*.py"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if word.search(line) and not line.strip().startswith(">>>")
    ]
    assert named == []


@pytest.mark.parametrize("text", ["SRB-XKX", "xkx-srb", "Serbia-Kosovo", "kosova - SERBIA"])
def test_a_pair_is_named_by_ids_or_by_the_names_of_the_region_file(text: str) -> None:
    assert arena("western-balkans").pair(text) == Dyad("SRB", "XKX")
