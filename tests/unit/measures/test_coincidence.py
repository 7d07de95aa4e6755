"""Talks near each other by chance: told apart from planted ones, and as the slow twin says."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from types import ModuleType
from typing import Any

import numpy as np
import pytest
from loading import load

from tertius.codebooks.constants import CONSTANTS, constant
from tertius.measures import measure
from tertius.measures.coincidence import Kept, credit_variance, kept_parts, kept_weights
from tertius.model import Arena, Dyad, Inputs, Panel, Request, Span

PAIR = Dyad("FJI", "WSM")
YEARS = Span(date(2004, 1, 1), date(2014, 1, 1))
MEDIATION = measure("mediation")
Talks = list[tuple[str, int, int]]
"""Third party, number of the side, day after the first."""


@pytest.fixture(scope="module")
def naive() -> ModuleType:
    return load("reference/naive_measures.py")


def apart(seed: int, third: str, often: float) -> Talks:
    """Talks with either side on days of their own."""
    rng = np.random.default_rng(seed)
    return [(third, side, int(day)) for side in (0, 1) for day in np.flatnonzero(rng.random(YEARS.days) < often)]


def together(seed: int, third: str, often: float) -> Talks:
    """Talks with one side, and with the other on the same day or up to two days later."""
    rng = np.random.default_rng(seed)
    days = np.flatnonzero(rng.random(YEARS.days - 2) < often)
    lags = rng.integers(0, 3, len(days))
    return [row for day, lag in zip(days.tolist(), lags.tolist(), strict=True)
            for row in ((third, 0, day), (third, 1, day + lag))]  # fmt: skip


def panel(talks: Sequence[tuple[str, int, int]], code: str = "040", direction: str = "out") -> Panel:
    days = [np.datetime64(YEARS.start) + np.timedelta64(day, "D") for _, _, day in talks]
    columns = {
        "third": np.asarray([third for third, _, _ in talks], dtype=object),
        "side": np.asarray([(PAIR.a, PAIR.b)[side] for _, side, _ in talks], dtype=object),
        "date": np.asarray(days, dtype="datetime64[D]"),
        "code": np.full(len(talks), code, dtype=object),
        "direction": np.full(len(talks), direction, dtype=object),
    }
    return Panel("outsider_day", "syn", columns, (YEARS,), machine_coded=True)


def request(region: Callable[..., Arena], *thirds: str, window: Span | None = None) -> Request:
    return Request(region(*thirds), PAIR, YEARS.last, thirds, window)


def parts(talks: Talks, asked: Request, **how: str) -> dict[str, Kept]:
    return kept_parts(panel(talks, **how), asked, asked.window or YEARS, tolerance=2, weeks=6)


def rows(one: Panel) -> list[dict[str, Any]]:
    columns = {name: column.tolist() for name, column in one.columns.items()}
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def asking(asked: Request) -> dict[str, Any]:
    window = (asked.window.start, asked.window.end) if asked.window else None
    return {"pair": (PAIR.a, PAIR.b), "candidates": list(asked.actors), "at": asked.at, "window": window,
            "covered": (YEARS.start, YEARS.end), "c": {name: row.value for name, row in CONSTANTS.items()},
            "machine_coded": True}  # fmt: skip


@pytest.mark.parametrize("often", [0.02, 0.1])
def test_who_meets_both_sides_on_days_of_their_own_keeps_next_to_nothing(
    region: Callable[..., Arena], often: float
) -> None:
    found = [parts(apart(seed, "TON", often), request(region, "TON"))["TON"].part for seed in range(6)]
    assert np.mean(found) < 0.2


def test_who_carries_messages_keeps_what_was_planted(region: Callable[..., Arena]) -> None:
    carried, chance = 0.02, 0.04
    for seed in range(4):
        talks = together(seed, "TON", carried) + apart(100 + seed, "TON", chance)
        # of the days of talks with one side: carried or not, and if not, near the other side within five days
        real = carried / (carried + chance - carried * chance)
        q = 1.0 - (1.0 - carried - chance) ** 5
        assert parts(talks, request(region, "TON"))["TON"].part == pytest.approx(
            real / (real + (1.0 - real) * q), abs=0.1
        )
    assert parts(together(9, "TON", 0.005), request(region, "TON"))["TON"].part > 0.95


@pytest.mark.parametrize("window", [None, Span(date(2006, 2, 3), date(2006, 11, 20))], ids=["all", "window"])
def test_parts_are_those_of_the_slow_twin(region: Callable[..., Arena], naive: ModuleType, window: Span | None) -> None:
    talks = together(1, "TON", 0.01) + apart(2, "TON", 0.03) + apart(3, "KIR", 0.08) + apart(4, "NRU", 0.001)
    talks += [("PLW", 0, 900), ("PLW", 1, 902), ("PLW", 1, 1500)]
    asked = request(region, "TON", "KIR", "NRU", "PLW", window=window)
    found = parts(talks, asked)
    assert len(found) >= 2
    for third in asked.actors:
        slow = naive.no_coincidence(rows(panel(talks)), third, asking(asked))
        one = found.get(third, Kept(1.0, 0.0))
        assert (one.part, one.error) == pytest.approx(slow, abs=1e-12), third


def test_only_talks_count_and_no_part_named_in_an_act_of_the_two(region: Callable[..., Arena]) -> None:
    asked = request(region, "TON")
    assert parts(together(1, "TON", 0.01), asked, code="111") == {}
    assert parts(together(1, "TON", 0.01), asked, direction="part") == {}
    assert parts([], asked) == {}


def evidence(talks: Talks, level: str = "E3", weight: float = 0.6) -> Panel:
    """The panel of evidence that talks near each other make, on the later day."""
    days: dict[tuple[str, int], set[int]] = {}
    for third, side, day in talks:
        days.setdefault((third, side), set()).add(day)
    near = sorted({(third, max(day, other)) for third, side in days if side == 0 for day in days[third, 0]
                   for other in days.get((third, 1), ()) if abs(day - other) <= 2})  # fmt: skip
    date_of = np.datetime64(YEARS.start) + np.asarray([day for _, day in near], dtype=np.int64)
    columns = {
        "third": np.asarray([third for third, _ in near], dtype=object), "date": date_of, "known": date_of,
        "via": np.full(len(near), None, dtype=object), "share": np.ones(len(near)),
        "level": np.full(len(near), level, dtype=object), "weight": np.full(len(near), weight),
        "event_id": np.asarray([f"syn:{number}" for number in range(len(near))], dtype=object),
    }  # fmt: skip
    return Panel("triad_evidence", "syn", columns, (YEARS,), machine_coded=True)


TOLD = {"TON": Kept(0.25, 0.2), "KIR": Kept(0.5, 0.4), "FORMAT": Kept(0.1, 0.1)}


def test_only_talks_near_each_other_lose_credit_and_a_format_stands_for_its_members() -> None:
    given = evidence([("TON", 0, 5), ("TON", 1, 6), ("KIR", 0, 50), ("KIR", 1, 50)])
    assert kept_weights(given, TOLD).tolist() == [0.5, 0.25]
    seat = replace(given, columns={**given.columns, "share": np.full(2, 0.5), "weight": np.full(2, 0.3),
                                   "via": np.asarray(["FORMAT", None], dtype=object)})  # fmt: skip
    assert kept_weights(seat, TOLD).tolist() == [0.1, 0.25]
    for level, weight in (("E1", 0.6), ("E3", 0.8), ("E4", 0.6)):
        other = replace(given, columns={**given.columns, "level": np.full(2, level, dtype=object),
                                        "weight": np.full(2, weight)})  # fmt: skip
        assert kept_weights(other, TOLD).tolist() == [1.0, 1.0]


def reading(
    region: Callable[..., Arena], talks: Talks, *, machine_coded: bool = True, window: Span | None = YEARS, **c: float
) -> dict[str, Any]:
    """Readings of two mediators, one that carries messages and one that merely meets everybody."""
    none = {"date": np.asarray([], dtype="datetime64[D]"), "talk": np.asarray([], dtype=bool)}
    panels = {"triad_evidence": evidence(talks), "outsider_day": panel(talks),
              "pair_event": Panel("pair_event", "syn", none, (YEARS,))}  # fmt: skip
    panels = {name: replace(one, machine_coded=machine_coded) for name, one in panels.items()}
    given = Inputs(panels, {name: constant(name) for name in MEDIATION.constants} | c)
    asked = request(region, "TON", "KIR", window=window)
    return {one.actor: one for one in MEDIATION.compute(given, asked)}


@pytest.mark.parametrize("window", [YEARS, None], ids=["window", "at"])
def test_meeting_everybody_makes_no_mediator_in_machine_coded_data(
    region: Callable[..., Arena], naive: ModuleType, window: Span | None
) -> None:
    talks = together(1, "TON", 0.02) + apart(2, "KIR", 0.08)
    told = reading(region, talks, window=window)
    by_hand = reading(region, talks, machine_coded=False, window=window)
    assert by_hand["KIR"].estimate.value > 0.4
    assert told["TON"].estimate.value > 0.75 > by_hand["TON"].estimate.value
    rows_of = {"triad_evidence": rows(evidence(talks)), "outsider_day": rows(panel(talks)), "pair_event": []}
    slow = naive.mediation(rows_of, asking(request(region, "TON", "KIR", window=window)))
    for actor, one in told.items():
        found = (one.estimate.value, one.estimate.low, one.estimate.high, one.estimate.n)
        assert found == pytest.approx([slow[actor][name] for name in ("value", "low", "high", "n")], abs=1e-8)


def test_contact_without_credit_makes_the_share_less_certain_and_no_other(region: Callable[..., Arena]) -> None:
    """Of a table that two share evenly, one has contact on many more days: some of its credit may be a mistake."""
    talks = together(1, "TON", 0.05) + together(2, "KIR", 0.05)
    chats = [("KIR", 0, day) for day in range(0, YEARS.days, 25)]
    blind = {"mediation.mistaken_credit": 1e-12}
    quiet, loud = (reading(region, talks + more)["KIR"].estimate for more in ([], chats))
    unaware = reading(region, talks + chats, **blind)["KIR"].estimate
    assert loud.high - loud.low > 1.2 * (unaware.high - unaware.low)
    assert loud.value == pytest.approx(unaware.value, abs=0.02)
    assert loud.high - loud.low > quiet.high - quiet.low
    # never less certain than the prior: its counts stay
    assert sum(reading(region, talks + chats, **{"mediation.mistaken_credit": 2.0})["KIR"].beta) == pytest.approx(
        4 * constant("mediation.prior_days")
    )


def test_no_number_of_talks_makes_a_machine_surer_than_its_lasting_errors(region: Callable[..., Arena]) -> None:
    busy = reading(region, together(1, "TON", 0.3) + together(2, "KIR", 0.3), machine_coded=True)["TON"]
    assert busy.estimate.n < 1.0 / constant("mediation.lasting_correlation")
    lasting = {name: constant(name) for name in MEDIATION.constants} | {"mediation.lasting_correlation": 0.01}
    talks = together(1, "TON", 0.3) + together(2, "KIR", 0.3)
    none = {"date": np.asarray([], dtype="datetime64[D]"), "talk": np.asarray([], dtype=bool)}
    panels = {"triad_evidence": evidence(talks), "outsider_day": panel(talks),
              "pair_event": Panel("pair_event", "syn", none, (YEARS,))}  # fmt: skip
    wide = MEDIATION.compute(Inputs(panels, lasting), request(region, "TON", "KIR", window=YEARS))[0].estimate
    assert wide is not None
    assert wide.n == pytest.approx(1 / (0.01 + 1 / busy.estimate.n - constant("mediation.lasting_correlation")))
    assert wide.n < 100
    assert wide.high - wide.low > busy.estimate.high - busy.estimate.low


def test_the_last_day_asked_about_bounds_what_is_compared(region: Callable[..., Arena]) -> None:
    talks = together(1, "TON", 0.02) + apart(2, "TON", 0.05)
    early = replace(request(region, "TON"), at=date(2008, 5, 1))
    known = [row for row in talks if YEARS.start + timedelta(days=row[2]) <= early.at]
    span = Span(YEARS.start, date(2008, 5, 2))
    found, alone = (kept_parts(panel(rows), early, span, tolerance=2, weeks=6) for rows in (talks, known))
    assert found == alone


def test_the_error_of_the_part_is_as_large_as_the_part_is_off(region: Callable[..., Arena]) -> None:
    carried, chance = 0.02, 0.04
    real = carried / (carried + chance - carried * chance)
    planted = real / (real + (1.0 - real) * (1.0 - (1.0 - carried - chance) ** 5))
    found = [parts(together(seed, "TON", carried) + apart(500 + seed, "TON", chance), request(region, "TON"))["TON"]
             for seed in range(60)]  # fmt: skip
    off = np.sqrt(np.mean([(one.part - planted) ** 2 for one in found]))
    assert off == pytest.approx(np.mean([one.error for one in found]), rel=0.35)


def test_few_talks_leave_the_part_unsure_and_talks_of_every_day_leave_it_unknown(region: Callable[..., Arena]) -> None:
    few = [("TON", 0, 100), ("TON", 1, 101), ("TON", 0, 129), ("TON", 1, 123)]
    assert parts(few, request(region, "TON"))["TON"].error > 0.1
    every = [("TON", side, day) for side in (0, 1) for day in range(YEARS.days)]
    assert parts(every, request(region, "TON"))["TON"] == Kept(1.0, 1.0)


def test_credit_is_unsure_by_what_near_talks_add_to_other_evidence(region: Callable[..., Arena]) -> None:
    given = evidence([("TON", 0, 5), ("TON", 1, 6), ("TON", 0, 90), ("TON", 1, 90), ("KIR", 0, 50), ("KIR", 1, 50),
                      ("XXX", 0, 70), ("XXX", 1, 70)])  # fmt: skip
    asked = request(region, "TON", "KIR")
    told = {**TOLD, "XXX": Kept(0.5, 0.5)}
    actors = ("TON", "KIR", "other", "nobody")
    expected = [(2 * 0.6 * 0.2) ** 2, (0.6 * 0.4) ** 2, (0.6 * 0.5) ** 2, 0.0]
    assert credit_variance(given, asked, told, actors) == pytest.approx(expected)
    kiribati = np.flatnonzero(given["third"] == "KIR")
    both = {name: np.concatenate([column, column[kiribati]]) for name, column in given.columns.items()}
    both["level"][-1], both["weight"][-1] = "E2", 0.4
    found = credit_variance(replace(given, columns=both), asked, told, actors)
    assert found == pytest.approx([expected[0], (0.2 * 0.4) ** 2, *expected[2:]])
