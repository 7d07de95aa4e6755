import csv
import io
import re
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from tertius.chronicles import CHRONICLE_FIELDS, SOURCE_FIELDS
from tertius.codebooks.cameo import CODES
from tertius.codebooks.names import resolve
from tertius.simulate import DIALECTS, Media, PressBloc, chronicle, example_world, gdelt, icews, simulate
from tertius.simulate.icews_text import HEADER
from tertius.sources.icews import HEADER as REAL_HEADER

from .builders import CLEAN, planted

ROLES = (planted("mediator", "BWA", 0.3, until=date(2002, 1, 1)),)
GDELT = Path(__file__).parents[3] / ".." / "shared" / "data" / "raw" / "gdelt2" / "20191024143000.export.CSV"


def small(media, *roles):
    return simulate(example_world(years=2, seed=5, roles=roles or ROLES), media)


@pytest.fixture(scope="module")
def dirty():
    return small(Media())


@pytest.fixture(scope="module")
def tidy():
    return small(CLEAN)


def rows_of(files):
    return [line.split("\t") for text in files.values() for line in text.splitlines()]


def test_icews_text_has_the_published_header_and_twenty_fields_a_line(dirty):
    files = icews(dirty)
    assert list(files) == ["events.2000.tab", "events.2001.tab"]
    assert HEADER == REAL_HEADER
    assert {len(row) for row in rows_of(files)} == {20}


def test_icews_text_has_known_codes_with_their_names_and_scale_values(dirty):
    for row in rows_of(icews(dirty))[1:2000]:
        if row[0] != "Event ID":
            assert row[5] == CODES[row[6]].name
            assert float(row[7]) == CODES[row[6]].goldstein


def test_icews_years_hold_their_own_days_and_ids_never_repeat(dirty):
    files = icews(dirty)
    for name, text in files.items():
        assert {line.split("\t")[1][:4] for line in text.splitlines()[1:]} == {name[7:11]}
    ids = [row[0] for row in rows_of(files) if row[0] != "Event ID"]
    assert len(set(ids)) == len(ids)


def test_joint_acts_stand_once_in_each_direction(tidy):
    rows = [row for row in rows_of(icews(tidy)) if row[0] != "Event ID"]
    assert len(rows) == len(tidy.events) + tidy.events.mutual.sum()
    meetings = {(r[1], r[4], r[10], r[11]) for r in rows if r[6] == "040"}
    assert all((day, target, source, story) in meetings for day, source, target, story in meetings)


def test_every_name_icews_writes_resolves_to_its_state_and_an_official_sector(dirty):
    rows = [row for row in rows_of(icews(dirty)) if row[0] != "Event ID"]
    country = {row[2]: row[4] for row in rows} | {row[8]: row[10] for row in rows}
    rulings = {ruling.name: ruling for ruling in resolve(list(country), "icews")}
    states = {ruling.name: ruling.actor_id for ruling in resolve(list(set(country.values())), "icews")}
    for name, state in country.items():
        assert rulings[name].actor_id == states[state] in dirty.world.actors
        assert rulings[name].sector in {"GOV", "MIL"}


def test_agents_of_a_proxy_war_fight_as_rebels():
    until = ROLES[0].until
    war = small(CLEAN, planted("proxy", "BWA", 0.9, until=until, agent="LSO", side="ISL"))
    rebels = [row for row in rows_of(icews(war)) if row[2] == "Armed Rebel (Lesotho)"]
    assert len(rebels) > 20
    assert {row[10] for row in rebels} == {"Iceland"}
    assert {ruling.sector for ruling in resolve(["Armed Rebel (Lesotho)"], "icews")} == {"REB"}


def test_gdelt_text_has_sixty_one_fields_and_consistent_code_columns(dirty):
    for row in rows_of(gdelt(dirty)):
        assert len(row) == 61
        assert (row[27], row[28]) == (row[26][:3], row[26][:2])
        assert row[26] in CODES
        assert int(row[31]) >= int(row[32]) >= 1
    assert len(gdelt(dirty)) == 24


def test_gdelt_counts_copies_as_mentions_of_one_row(dirty):
    rows = rows_of(gdelt(dirty))
    events = dirty.events
    stories = len(np.unique(events.cluster * (len(dirty.acts) + 1) + events.act))
    joint = len(np.unique((events.cluster * (len(dirty.acts) + 1) + events.act)[events.mutual]))
    assert len(rows) == stories + joint
    assert sum(int(row[31]) for row in rows) == len(events) + events.mutual.sum()


@pytest.mark.data
def test_gdelt_fields_look_like_those_of_a_real_file(tidy):
    if not GDELT.exists():
        pytest.skip("no real export file here")
    real = [line.split("\t") for line in GDELT.read_text(encoding="utf-8").splitlines()]
    shape = [{_shape(row[k]) for row in real} for k in range(61)]
    ours = rows_of(gdelt(tidy))[:3000]
    for k in (0, 1, 2, 3, 4, 5, 7, 12, 25, 26, 27, 28, 29, 30, 31, 32, 33, 35, 37, 40, 41, 59):
        assert {_shape(row[k]) for row in ours} <= shape[k], f"column {k}"


def _shape(text):
    return re.sub(r"[A-Z]+", "A", re.sub(r"[0-9]+", "9", text))


def read(text):
    return list(csv.DictReader(io.StringIO(text)))


def test_the_chronicle_has_its_columns_and_every_page_exists(tidy):
    files = chronicle(tidy)
    events, pages = read(files["events.csv"]), read(files["sources.csv"])
    assert (tuple(events[0]), tuple(pages[0])) == (CHRONICLE_FIELDS, SOURCE_FIELDS)
    known = [page["source_id"] for page in pages]
    assert len(set(known)) == len(known)
    cited = {one for row in events for one in row["source_ids"].split(";")}
    assert cited == set(known)
    assert len({row["event_id"] for row in events}) == len(events) == len(tidy.acts)


def test_the_chronicle_names_mediators_and_hosts_of_meetings_of_the_two(tidy):
    rows = [row for row in read(chronicle(tidy)["events.csv"]) if row["third_parties"]]
    parts = {row["third_parties"].split(":")[1] for row in rows}
    assert parts == {"mediator", "host"}
    assert {frozenset((row["source"], row["target"])) for row in rows} == {frozenset(("FJI", "ISL"))}
    share = np.mean([row["third_parties"].startswith("BWA:") for row in rows])
    assert abs(share - 0.3) < 0.1


def test_the_chronicle_tells_the_fate_of_promises():
    tale = small(CLEAN, planted("promise-keeper", "ISL", 0.8, until=ROLES[0].until))
    rows = [row for row in read(chronicle(tale)["events.csv"]) if row["fate"]]
    truth = tale.truth.answers
    kept = truth["outcome"][truth["kind"] == "promise"] == "kept"
    assert [row["fate"] == "kept" for row in rows] == kept.tolist()
    assert all(row["due"] > row["date"] for row in rows)


@pytest.mark.parametrize("dialect", DIALECTS)
def test_the_same_seed_writes_the_same_bytes(dialect, dirty):
    assert DIALECTS[dialect](dirty) == DIALECTS[dialect](small(Media()))


@pytest.mark.parametrize("dialect", ["icews", "gdelt"])
def test_no_reports_make_no_files(dialect):
    silent = CLEAN.but(blocs=(PressBloc("none", ("Nobody",), (), 0.0, 0.0),))
    assert DIALECTS[dialect](small(silent)) == {}
