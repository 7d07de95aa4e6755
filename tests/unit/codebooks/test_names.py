"""Names of states, agents, authorities and bodies as actors: trap T7 and the two habits of writing."""

import pytest

from tertius.codebooks.names import resolve
from tertius.codebooks.states import STATES
from tertius.codebooks.tables import items, rows
from tertius.model import Sameness, UnknownName

DE_FACTO = [(name, row["actor"]) for row in rows("names_places") if row["kind"] == "de facto"
            for name in items(row["names"])]  # fmt: skip


def ruled(name: str, habit: str = "icews") -> tuple[str | None, str | None]:
    """Actor and sector of a name that means the same on all days."""
    (judgement,) = resolve([name], habit)
    assert (judgement.since, judgement.until) == (None, None)
    return judgement.actor_id, judgement.sector


@pytest.mark.parametrize(
    ("name", "actor", "sector"),
    [
        ("Foreign Affairs (Azerbaijan)", "AZE", "GOV"),
        ("Head of Government (Iran)", "IRN", "GOV"),
        ("Defense / Security Ministry (Armenia)", "ARM", "GOV"),
        ("Cabinet / Council of Ministers / Advisors (Turkey)", "TUR", "GOV"),
        ("Citizen (Armenia)", "ARM", "CVL"),
        ("Protester (Georgia)", "GEO", "CVL"),
        ("Media (Russia)", "RUS", "MED"),
        ("Militant (Syria)", "SYR", "REB"),
        ("Police (Turkey)", "TUR", "COP"),
        ("Foreign_Affairs_(South_Korea)", "KOR", "GOV"),
    ],
)
def test_an_agent_word_tells_the_sector_and_the_parentheses_the_state(name: str, actor: str, sector: str) -> None:
    assert ruled(name) == (actor, sector)


@pytest.mark.parametrize("agent", ["Citizen", "Protester", "Media", "Militant", "Student", "Business"])
def test_people_papers_and_fighters_do_not_speak_for_a_state(agent: str) -> None:
    actor, sector = ruled(f"{agent} (Armenia)")
    assert actor == "ARM"
    assert sector not in {"GOV", "MIL", None}


def test_an_unknown_agent_keeps_its_state_but_no_sector() -> None:
    (judgement,) = resolve(["Zeppelin (Turkey)"], "icews")
    assert (judgement.actor_id, judgement.sector, judgement.sameness) == ("TUR", None, Sameness.UNSURE)
    assert judgement.reason == "Zeppelin: an agent of TUR; the word is in no table"


@pytest.mark.parametrize(
    ("name", "actor"),
    [
        ("Azerbaijan", "AZE"),
        ("South_Korea", "KOR"),
        ("south korea", "KOR"),
        ("Republic of Armenia", "ARM"),
        ("Government of Georgia", "GEO"),
        ("Democratic People's Republic of Korea", "PRK"),
        ("Türkiye", "TUR"),
        ("Côte d’Ivoire", "CIV"),
        ("Kosovo", "XKX"),
        ("Palestine", "PSE"),
    ],
)
def test_a_country_means_its_government_however_it_is_written(name: str, actor: str) -> None:
    assert ruled(name) == (actor, "GOV")


@pytest.mark.parametrize(("name", "actor"), DE_FACTO)
def test_a_de_facto_authority_is_never_folded_into_a_state(name: str, actor: str) -> None:
    assert ruled(name) == (actor, "PRE")
    assert actor not in STATES or "_PRE_" in actor


@pytest.mark.parametrize(
    "actor",
    ["GEO_PRE_ABK", "GEO_PRE_OSS", "AZE_PRE_NK", "UKR_PRE_DPR", "UKR_PRE_LPR", "CYP_PRE_TRNC", "MDA_PRE_TR",
     "SOM_PRE_SML", "MAR_PRE_SAH"],
)  # fmt: skip
def test_every_authority_that_plover_lists_has_an_id_of_its_own(actor: str) -> None:
    assert actor in {known for _, known in DE_FACTO}
    assert ruled(actor, "coded") == (actor, "PRE")


def test_ministers_soldiers_and_citizens_of_an_authority_stay_with_it() -> None:
    assert ruled("Foreign Affairs (Abkhazia)") == ("GEO_PRE_ABK", "PRE")
    assert ruled("Military (Nagorno-Karabakh)") == ("AZE_PRE_NK", "MIL")
    assert ruled("Citizen (South Ossetia)") == ("GEO_PRE_OSS", "CVL")


@pytest.mark.parametrize(
    ("name", "actor"),
    [
        ("United_Nations", "UN"),
        ("UN Security Council", "UN"),
        ("OSCE Minsk Group", "OSCE_MG"),
        ("Organization for Security and Cooperation in Europe", "OSCE"),
        ("NATO", "NATO"),
        ("European Commission", "EU"),
        ("Foreign Affairs (European Union)", "EU"),
    ],
)
def test_bodies_and_their_organs_are_actors_of_their_own(name: str, actor: str) -> None:
    assert ruled(name) == (actor, "IGO")


def test_parts_of_states_and_dependencies_are_no_governments_of_states() -> None:
    assert ruled("Northern Ireland") == ("GBR", "LOC")
    assert ruled("Government (Chechnya)") == ("RUS", "LOC")
    assert ruled("Hong Kong") == ("HKG", "LOC")


@pytest.mark.parametrize(
    "name", ["Zeppelin", "Asia", "Citizen (Atlantis)", "Georgia (US state)", "Bank of Georgia", ""]
)
def test_an_unknown_name_or_a_whole_continent_stays_without_an_actor(name: str) -> None:
    assert ruled(name) == (None, None)


@pytest.mark.parametrize(
    ("name", "actor", "sector"),
    [
        ("ARM", "ARM", "GOV"),
        ("OSCE_MG", "OSCE_MG", "IGO"),
        ("ARM_CVL", "ARM_CVL", "CVL"),
        ("IRN_PRIV", "IRN_PRIV", "CVL"),
        ("HKG", "HKG", "LOC"),
        ("arm", None, None),
        ("Armenia", None, None),
        ("ZZZ", None, None),
        ("ZZZ_PRE_ABK", None, None),
        ("GEO_PRE_", None, None),
        ("ZZZ_CVL", None, None),
    ],
)
def test_coded_names_are_ids_and_nothing_else(name: str, actor: str | None, sector: str | None) -> None:
    assert ruled(name, "coded") == (actor, sector)


def test_an_unknown_habit_is_refused() -> None:
    with pytest.raises(UnknownName, match="did you mean 'icews'"):
        resolve(["Armenia"], "icew")


def test_a_name_given_twice_is_ruled_on_once_and_order_is_kept() -> None:
    assert [one.name for one in resolve(["Iran", "Armenia", "Iran"], "icews")] == ["Iran", "Armenia"]
    assert resolve([], "icews") == []
