"""Actor codes of GDELT, numbered and sectored names: who is meant, and what nobody can tell."""

from datetime import date

import pytest

from tertius.codebooks.cameo import CODES
from tertius.codebooks.classes import class_of
from tertius.codebooks.names import resolve
from tertius.codebooks.plover import TYPES, WORKING_CODES
from tertius.codebooks.quads import quad_of


def ruled(name: str, habit: str, day: date = date(2020, 1, 1)) -> tuple[str | None, str | None]:
    found = [
        one for one in resolve([name], habit)
        if (one.since is None or one.since <= day) and (one.until is None or day < one.until)
    ]  # fmt: skip
    assert len(found) == 1
    return found[0].actor_id, found[0].sector


@pytest.mark.parametrize(
    ("code", "actor", "sector"),
    [
        ("RUS", "RUS", "GOV"), ("RUSGOV", "RUS", "GOV"), ("RUSMILGOV", "RUS", "MIL"), ("ROMLEG", "ROU", "LEG"),
        ("AZECVL", "AZE", "CVL"), ("AFGINSTAL", "AFG", "REB"), ("TURKRD", "TUR", None), ("HKG", "HKG", "LOC"),
        ("IGOUNO", "UN", "IGO"), ("IGOEUREEC", "EU", "IGO"), ("IGOUNODEVWBK", "WB", "IGO"),
        ("IGOWSTNAT", "NATO", "IGO"),
        ("IGO", None, "IGO"), ("MNCUSAMED", None, "BUS"), ("EDU", None, None), ("EUR", None, None), ("kur", None, None),
        ("CHRPRO161", None, None), ("", None, None), ("X", None, None), ("---", None, None), ("GEO", "GEO", "GOV"),
        ("GEOGOV@GG04", "GEO", "GOV"), ("GEOGOV@RS48", "GEO", "GOV"), ("GEO@USGA", None, None),
        ("GEO@USDC", None, None), ("GEO@", None, None), ("AJ", "AZE", "GOV"), ("ZZ", None, None),
        (" ARM", "ARM", "GOV"),
    ],
)  # fmt: skip
def test_an_actor_code_is_read_from_the_general_to_the_particular(
    code: str, actor: str | None, sector: str | None
) -> None:
    assert ruled(code, "cameo") == (actor, sector)


def test_the_us_state_is_another_actor_and_no_place_is_ambiguous() -> None:
    reasons = {name: resolve([name], "cameo")[0].reason for name in ("GEO@USGA", "GEO@USDC", "GEO@", "GEO@GG")}
    assert [reasons[name].startswith("ambiguous:") for name in reasons] == [False, True, True, False]


@pytest.mark.parametrize(
    ("name", "actor", "sector", "day"),
    [
        ("Government of Russia (Soviet Union) (GW 365)", "SUN", "GOV", date(1985, 1, 1)),
        ("Government of Russia (Soviet Union) (GW 365)", "RUS", "GOV", date(2000, 1, 1)),
        ("Civilians (GW 625)", "SDN", "CVL", date(2018, 1, 1)),
        ("Government of Azerbaijan (GW 373)", "AZE", "GOV", date(1991, 1, 1)),
        ("Nobody (GW 999)", None, None, date(2000, 1, 1)),
        ("AZE PRE: Nagorno-Karabakh", "AZE_PRE_NK", "PRE", date(2020, 1, 1)),
        ("AZE PRE: ?", "AZE_PRE", "PRE", date(2020, 1, 1)),
        ("GEO PRE: Abkhazia", "GEO_PRE_ABK", "PRE", date(2020, 1, 1)),
        ("RUS -", "RUS", None, date(2020, 1, 1)),
        ("QQQ GOV", None, None, date(2020, 1, 1)),
        ("Military Forces of Armenia (2018-)", "ARM", "MIL", date(2020, 1, 1)),
        ("Police Forces of Azerbaijan (1993-) Prison Guards", "AZE", "COP", date(2020, 1, 1)),
        ("Protesters (Armenia)", "ARM", "CVL", date(2020, 1, 1)),
        ("Civilians (Armenia)", "ARM", "CVL", date(2020, 1, 1)),
    ],
)
def test_a_name_with_a_country_behind_it_is_read_on_its_day(
    name: str, actor: str | None, sector: str | None, day: date
) -> None:
    assert ruled(name, "listed", day) == (actor, sector)


def test_every_plover_type_and_mode_has_a_working_code_of_its_own_quad() -> None:
    working = {(kind, mode): code for kind, mode, context, code in WORKING_CODES[1] if not context}
    for name, kind in TYPES.items():
        for mode in ("", *kind.modes):
            assert (name, mode) in working, (name, mode)
    for kind, _, _, code in WORKING_CODES[1]:
        assert code in CODES
        # yielding is material for us and verbal for PLOVER, as its manual's own scores have it
        if kind != "CONCEDE":
            assert quad_of(code) == TYPES[kind].quad, (kind, code)


@pytest.mark.parametrize(
    ("kind", "mode", "context", "event_class"),
    [
        ("COOPERATE", "", "military", "MIL-COOP"), ("COOPERATE", "", "intelligence", "MIL-COOP"),
        ("AID", "", "military", "MIL-AID"), ("AID", "", "peacekeeping", "GUAR-DEED"), ("CONCEDE", "", "", "YIELD"),
        ("ACCUSE", "disapprove", "", "ATT"), ("ACCUSE", "allege", "", "ACC"), ("CONSULT", "third-party", "", "THIRD"),
        ("THREATEN", "violence", "", "THREAT-F"), ("THREATEN", "territory", "", "THREAT-F"),
        ("MOBILIZE", "troops", "", "POSTURE"), ("SANCTION", "discontinue", "", "CUT"),
        ("SANCTION", "withdraw", "", "CUT"), ("SANCTION", "expel", "", "CUT"), ("CONSULT", "visit", "", "VISIT"),
    ],
)  # fmt: skip
def test_the_working_code_falls_in_the_class_of_the_methods(
    kind: str, mode: str, context: str, event_class: str
) -> None:
    codes = {(k, m, c): code for k, m, c, code in WORKING_CODES[1]}
    assert class_of(codes[kind, mode, context]) == event_class
