"""Actors named in free text, such as the signatures below an agreement."""

import pytest

from tertius.codebooks.names import mentions
from tertius.codebooks.spelling import key, plain

CEASEFIRE = """
For the Government of the Republic of Georgia: E. Shevardnadze
For the Abkhaz side: V. Ardzinba
On behalf of the United Nations: E. Brunner
For the Russian Federation: B. Pastukhov
For the CSCE: V. Manno
"""


def test_a_block_of_signatures_names_each_side_once_in_order() -> None:
    assert mentions(CEASEFIRE) == ["GEO", "GEO_PRE_ABK", "UN", "RUS", "OSCE"]


def test_offices_and_titles_around_a_name_do_not_hide_it() -> None:
    text = "President of the Republic of Azerbaijan I. Aliyev; Prime Minister of Armenia N. Pashinyan; V. Putin, Russia"
    assert mentions(text) == ["AZE", "ARM", "RUS"]


def test_a_party_named_by_name_acronym_and_demonym_is_one_actor() -> None:
    assert mentions("The Russian side; the Russian Federation; Russia; Russians") == ["RUS"]
    assert mentions("Organization for Security and Co-operation in Europe (OSCE)") == ["OSCE"]


def test_a_surname_in_a_signature_names_nobody() -> None:
    assert mentions("Signed: Aliyev, Sargsyan, Lavrov") == []


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("South Ossetia", ["GEO_PRE_OSS"]),
        ("North Ossetia-Alania", []),
        ("Guinea-Bissau", ["GNB"]),
        ("South Sudan", ["SSD"]),
        ("Papua New Guinea", ["PNG"]),
        ("Democratic Republic of the Congo", ["COD"]),
        ("Dominican Republic", ["DOM"]),
        ("Nigeria", ["NGA"]),
        ("DPR Korea", ["PRK"]),
        ("Northern Ireland", []),
        ("Inner Mongolia", []),
        ("the Indian Ocean", []),
        ("CSCE Minsk Conference", ["OSCE_MG"]),
    ],
)
def test_the_longest_name_wins(text: str, actors: list[str]) -> None:
    assert mentions(text) == actors


def test_the_state_and_the_authority_on_its_land_are_two_actors() -> None:
    assert mentions("Azerbaijan and Nagorno-Karabakh") == ["AZE", "AZE_PRE_NK"]
    assert mentions("Moldova, Transdniestria") == ["MDA", "MDA_PRE_TR"]


@pytest.mark.parametrize("text", ["us", "turkey with rice", "the united front", "pace of reform", "chad"])
def test_an_ordinary_word_is_no_name(text: str) -> None:
    assert mentions(text) == []


def test_a_capital_anywhere_makes_a_name() -> None:
    assert mentions("the former Yugoslav Republic of Macedonia") == ["MKD"]
    assert mentions("ARMENIA and south Ossetia") == ["ARM", "GEO_PRE_OSS"]


def test_an_acronym_counts_only_as_written() -> None:
    assert mentions("the EU and the UN") == ["EU", "UN"]
    assert mentions("Eu, Un") == []


def test_a_name_inside_a_word_is_not_read() -> None:
    assert mentions("Indiana, Romanian, Georgiana, USAF") == ["ROU"]


def test_accents_hyphens_line_breaks_and_apostrophes_do_not_matter() -> None:
    assert mentions("Türkiye; Nagorno\nKarabakh; Côte d’Ivoire; Georgia’s army") == ["TUR", "AZE_PRE_NK", "CIV", "GEO"]


def test_a_text_without_names_or_no_text_names_nobody() -> None:
    assert mentions("the two sides agreed") == []
    assert mentions("") == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Recep_Tayyip_Erdoğan", "Recep Tayyip Erdogan"),
        ("  Nagorno-Karabakh ", "nagorno karabakh"),
        ("Côte d’Ivoire", "COTE D'IVOIRE"),
        ("Həsən Əliyev", "Hesen Eliyev"),
        ("Straße", "Strasse"),
        ("Nagorno–Karabakh", "Nagorno-Karabakh"),
        ("ŁÓDŹ", "lodz"),
    ],
)
def test_two_spellings_of_a_name_share_a_key(one: str, other: str) -> None:
    assert key(one) == key(other)


def test_plain_text_keeps_case_and_spacing() -> None:
    assert plain("Şuşa,  Ağdam") == "Susa,  Agdam"
