"""How many agreements of PA-X, another data set, the chronicle holds, and whether third parties agree."""

import csv
import re
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest

from tertius.chronicles import chronicle_folder
from tertius.chronicles.reading import Record, read_chronicle, third_parties

SHIPPED = chronicle_folder("south-caucasus")
PAX = Path(__file__).parents[3] / ".." / "shared" / "data" / "truth" / "pax" / "pax_v9_to_2021.csv"
NEAR = timedelta(days=3)
LATER_STAGES = {"Cea", "SubPar", "SubComp", "Imp", "Ren"}
PARTIES = {
    "Armenia": "ARM",
    "Azerbaijan": "AZE",
    "Georgia": "GEO",
    "Russia": "RUS",
    "(Nagorno-Karabakh)": "AZE_PRE_NK",
    "(Abkhazia)": "GEO_PRE_ABK",
    "(Ossetia)": "GEO_PRE_OSS",
}
NAMES = {
    "RUS": r"Russia",
    "USA": r"United States|\bU\.S\.",
    "FRA": r"France|French",
    "DEU": r"Germany",
    "GBR": r"United Kingdom",
    "KAZ": r"Kazakhstan",
    "KGZ": r"Kyrgyzstan",
    "IRN": r"Iran",
    "UN": r"United Nations|\bUN\b|UNOMIG",
    "OSCE": r"\bOSCE\b|\bCSCE\b|Security and Co-?operation in Europe",
    "CIS": r"\bCIS\b",
    "EU": r"European Union|\bEU\b",
}

pytestmark = [
    pytest.mark.data,
    pytest.mark.skipif(not PAX.is_file(), reason="the shared data are not here"),
]


@cache
def agreements() -> list[dict[str, str]]:
    with PAX.open(newline="", encoding="utf-8") as file:
        entries = [entry for entry in csv.DictReader(file) if re.match(r"Armenia/|Georgia/", entry["Con"])]
    return sorted(entries, key=lambda entry: (entry["Dat"], entry["AgtId"]))


@cache
def acts() -> list[Record]:
    return [act for act in read_chronicle(SHIPPED).events if act["stream"] in ("agreement", "commitment")]


def listed(name: str) -> list[dict[str, str]]:
    with (SHIPPED / name).open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def parties(entry: dict[str, str]) -> set[str]:
    return {PARTIES[name] for name in entry["Con"].split("/")}


def named(entry: dict[str, str]) -> set[str]:
    text = f"{entry['Part']} {entry['ThrdPart']}"
    return {actor for actor, words in NAMES.items() if re.search(words, text)} - parties(entry)


def matches(entry: dict[str, str]) -> list[Record]:
    """Acts near the day between the parties; one of the two may be a body or state that the entry names itself.

    Russia is a possible side in any of the Georgian conflicts: PA-X leaves it out of the name of two of August 2008.
    """
    on = date.fromisoformat(entry["Dat"])
    sides = parties(entry)
    outside = named(entry) | ({"RUS", "CIS", "EU"} if "GEO" in sides else set())
    near = [act for act in acts() if abs(date.fromisoformat(act["date"]) - on) <= NEAR]
    return [
        act
        for act in near
        if sides & {act["source"], act["target"]} and {act["source"], act["target"]} <= sides | outside
    ]


def later() -> list[dict[str, str]]:
    return [entry for entry in agreements() if entry["Stage"] in LATER_STAGES]


def test_nineteen_of_twenty_agreements_of_stage_ceasefire_or_later_are_in_the_chronicle() -> None:
    held = sum(bool(matches(entry)) for entry in later())
    assert len(later()) >= 60
    assert held / len(later()) >= 0.95


def test_every_miss_of_any_stage_is_listed_with_its_reason_and_nothing_else_is() -> None:
    missed = {(entry["AgtId"], entry["Dat"]) for entry in agreements() if not matches(entry)}
    assert missed == {(row["id"], row["date"]) for row in listed("pax_misses.csv")}
    assert all(row["reason"] for row in listed("pax_misses.csv"))


def test_a_miss_is_said_to_be_coded_under_an_id_that_exists() -> None:
    ids = {act["event_id"] for act in acts()}
    said = [re.findall(r"sc-\d{8}-\d+", row["reason"]) for row in listed("pax_misses.csv")]
    assert said
    assert all(found and set(found) <= ids for found in said)


def test_third_parties_named_by_both_agree_in_nine_of_ten_matches_before_the_differences_are_read() -> None:
    naming = [entry for entry in later() if matches(entry) and named(entry)]
    agreeing = [entry for entry in naming if not unmet(entry)]
    assert len(naming) >= 20
    assert len(agreeing) / len(naming) >= 0.9


def test_every_third_party_that_only_pax_names_is_listed_with_its_reason() -> None:
    found = {
        (entry["AgtId"], entry["Dat"], actor) for entry in agreements() if matches(entry) for actor in unmet(entry)
    }
    assert found == {(row["id"], row["date"], row["actor"]) for row in listed("pax_third_parties.csv")}


def unmet(entry: dict[str, str]) -> set[str]:
    """Third parties of the entry that no matching act names; the co-chairs stand for their states and the OSCE."""
    held = {side for act in matches(entry) for side in (act["source"], act["target"])}
    held |= {actor for act in matches(entry) for actor, _ in third_parties(act)}
    if "OSCE_MG" in held:
        held |= {"OSCE", "RUS", "USA", "FRA"}
    return named(entry) - held
