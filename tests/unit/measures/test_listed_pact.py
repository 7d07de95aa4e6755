"""The probability of a listed pact: what moves it, what does not, and where it says that it knows nothing."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from tertius.codebooks import capitals
from tertius.codebooks.capitals import CAPITALS
from tertius.codebooks.constants import constant
from tertius.codebooks.state_contacts import CONTACTS
from tertius.codebooks.states import STATES
from tertius.measures.listed_pact import FEATURES, MEASURE, Circles, Prior
from tertius.model import Actor, ActorKind, Arena, Dyad, Inputs, Panel, Reading, Request, Span, Standing

PAIR, WINDOW = Dyad("LVA", "PRT"), Span(date(2010, 1, 1), date(2011, 1, 1))
COVERED = (Span(date(2009, 1, 1), date(2012, 1, 1)),)
CLUB = ("BEL", "DNK", "EST", "ITA", "LTU", "NLD", "NOR", "POL")
POWERS = ("CHN", "DEU", "FRA", "GBR", "RUS", "USA")
ABROAD = ("AGO", "CHL", "GHA", "IDN", "KEN", "MEX", "PER", "THA")
Row = tuple[str, str, date, str]


def many(one: str, other: str, days: int, code: str = "036") -> list[Row]:
    return [(one, other, WINDOW.start + timedelta(days=n), code) for n in range(days)]


def circle(side: str, thirds: Sequence[str], days: int, code: str = "036") -> list[Row]:
    """So many days of a side with each of some states."""
    return [row for third in thirds for row in many(third, side, days, code)]


def panel(name: str, rows: Sequence[Row], first: str, second: str, **more: object) -> Panel:
    text = {
        key: np.asarray([row[i] for row in rows], dtype=object) for i, key in ((0, first), (1, second), (3, "code"))
    }
    ids = np.asarray([f"{name}:{n:04d}" for n in range(len(rows))], dtype=object)
    given = {key: np.asarray([value] * len(rows), dtype=object) for key, value in more.items()}
    days = np.asarray([np.datetime64(row[2]) for row in rows], dtype="datetime64[D]")
    nothing = np.asarray([np.datetime64("NaT")] * len(rows), dtype="datetime64[D]")
    return Panel(name, "syn", {**text, **given, "date": days, "fate_date": nothing, "event_id": ids}, COVERED, True)


def read(between: Sequence[Row], outside: Sequence[Row], *, machine: bool = True, pair: Dyad = PAIR,
         kind: ActorKind = ActorKind.STATE) -> list[Reading]:  # fmt: skip
    actors = (Actor(pair.a, ActorKind.STATE, pair.a), Actor(pair.b, kind, pair.b))
    arena = Arena("club", "Club", "", (pair.a, pair.b), (pair,), (), actors, (), (), ())
    panels = {"pair_act": panel("pair_act", between, "source", "target", fate=None),
              "outsider_day": panel("outsider_day", outside, "third", "side", direction="out")}  # fmt: skip
    given = {name: replace(one, machine_coded=machine) for name, one in panels.items()}
    inputs = Inputs(given, {name: constant(name) for name in MEASURE.constants})
    return MEASURE.compute(inputs, Request(arena, pair, WINDOW.last, (pair.a, pair.b), WINDOW))


def value(found: list[Reading]) -> float:
    assert found[0].estimate is not None
    assert found[0].estimate == found[1].estimate
    return found[0].estimate.value


def test_two_of_one_circle_who_meet_are_probably_allied_and_two_of_different_ones_hardly() -> None:
    all_meet = [*circle("LVA", POWERS, 20), *circle("PRT", POWERS, 20)]
    one = read(many("LVA", "PRT", 12), [*all_meet, *circle("LVA", CLUB[:7], 20), *circle("PRT", CLUB[1:], 20)])
    two = read(many("LVA", "PRT", 1), [*all_meet, *circle("LVA", CLUB, 20), *circle("PRT", ABROAD, 20)])
    assert {reading.standing for reading in (*one, *two)} == {Standing.MEASURED}
    assert value(one) > 0.6 > 0.4 > value(two)


def test_it_rises_with_days_together_and_with_the_states_that_both_turn_to() -> None:
    outside = [*circle("LVA", CLUB, 20), *circle("PRT", CLUB, 20)]
    close = [value(read(many("LVA", "PRT", days), outside)) for days in (1, 5, 25)]
    assert close == sorted(close)
    alike = [
        value(read(many("LVA", "PRT", 5), [*circle("LVA", CLUB, 20), *circle("PRT", (*CLUB[:n], *ABROAD[n:]), 20)]))
        for n in (0, 4, 8)
    ]
    assert alike == sorted(alike)


def test_circles_of_few_days_say_little_however_alike_they_are() -> None:
    few, lots = (
        read(many("LVA", "PRT", 2), [*circle("LVA", CLUB[:3], n), *circle("PRT", CLUB[:3], n)])[0].parts[FEATURES[0]]
        for n in (1, 40)
    )
    assert 0.0 < few < 0.5 < 0.8 < lots


def test_states_that_turn_to_others_by_size_alone_are_not_alike() -> None:
    draw, names = np.random.default_rng(3), list(CONTACTS)
    share = np.asarray([CONTACTS[name] for name in names[2:]])
    share /= 1.0 - CONTACTS[names[0]]
    found = []
    for _ in range(60):
        own = np.stack([draw.poisson(400.0 * share), draw.poisson(400.0 * share)]).astype(float)
        one = Circles(np.asarray(1.0), np.asarray(0.0), own, np.stack([share, share]), np.asarray([0.002, 0.002]))
        found.append(one.alike(Prior.of(constant)))
    alike, error = np.asarray(found).T
    assert abs(alike.mean()) < 0.15
    assert alike.std() == pytest.approx(error.mean(), rel=0.4)


def test_bodies_statements_and_a_second_act_of_a_day_do_not_count_and_more_data_are_surer() -> None:
    given, outside = many("LVA", "PRT", 10), [*circle("LVA", CLUB, 20), *circle("PRT", ABROAD, 20)]
    plain = read(given, outside)
    more = read([*given, *many("PRT", "LVA", 10, "040"), *many("LVA", "PRT", 30, "010")],
                [*outside, *circle("LVA", ("NATO", "EU"), 50), *circle("PRT", CLUB, 50, "010")])  # fmt: skip
    assert value(more) == value(plain)
    ten = read(many("LVA", "PRT", 100), [*circle("LVA", CLUB, 200), *circle("PRT", ABROAD, 200)])
    assert ten[0].parts["error_of_alike"] < plain[0].parts["error_of_alike"] / 2.0


def test_the_map_is_a_part_beside_the_value_and_has_no_part_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    outside = [*circle("LVA", CLUB, 20), *circle("PRT", CLUB, 20)]
    far = read(many("LVA", "PRT", 5), outside)[0]
    monkeypatch.setattr(capitals, "CAPITALS", {**CAPITALS, "PRT": CAPITALS["EST"]})
    near = read(many("LVA", "PRT", 5), outside)[0]
    assert far.estimate == near.estimate
    assert far.probability == near.probability
    for part in ("by_distance", "with_distance"):
        (one, two) = (reading.parts[part] for reading in (far, near))
        assert isinstance(one, float) and isinstance(two, float)
        assert 0.0 < one < two < 1.0
    monkeypatch.setattr(capitals, "CAPITALS", {})
    nowhere = read(many("LVA", "PRT", 5), outside)[0]
    assert nowhere.probability == far.probability
    assert [nowhere.parts[name] for name in ("kilometres", "by_distance", "with_distance")] == [None] * 3


def test_without_an_act_or_a_known_size_or_two_states_it_is_undefined() -> None:
    outside = [*circle("LVA", CLUB, 20), *circle("PRT", CLUB, 20)]
    assert {(one.standing, one.estimate) for one in read([], outside)} == {(Standing.UNDEFINED, None)}
    armed = read(many("LVA", "PRT", 10), outside, kind=ActorKind.NON_STATE)
    assert armed[0].reason.startswith("a side is no state")
    gone = next(name for name in sorted(STATES) if name not in CONTACTS and name > "LVA")
    unknown = read(many("LVA", gone, 10), circle("LVA", CLUB, 20), pair=Dyad("LVA", gone))
    assert unknown[0].standing is Standing.UNDEFINED
    assert unknown[0].reason.endswith(f"is known of {gone}")


def test_thin_and_hand_coded_data_and_what_lies_above_the_fit_are_said() -> None:
    outside = [*circle("LVA", CLUB, 20), *circle("PRT", CLUB, 20)]
    assert "below 50" in read(many("LVA", "PRT", 5), circle("LVA", CLUB, 20))[0].reason
    by_hand = read(many("LVA", "PRT", 5), outside, machine=False)[0]
    assert (by_hand.standing, by_hand.estimate, by_hand.probability) == (Standing.UNDEFINED, None, None)
    assert by_hand.reason.startswith("coded by hand")
    foes = read(many("LVA", "PRT", 250, "112"), outside)[0]
    assert foes.standing is Standing.PRIOR_DOMINATED
    assert f"{FEATURES[2]} " in foes.reason


def test_the_shares_of_contacts_are_those_of_states_and_sum_to_one() -> None:
    assert set(CONTACTS) <= set(STATES)
    assert sum(CONTACTS.values()) == pytest.approx(1.0, abs=1e-4)
    assert min(CONTACTS.values()) > 0.0
