"""How an episode of promising or asking ends, case by case."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest

from tertius.measures import measure
from tertius.model import Arena, Panel, Standing

PROMISES, RESPONSES = measure("promises"), measure("responses")
START, AT = date(2010, 1, 1), date(2011, 12, 31)


def on(days: int) -> date:
    return START + timedelta(days=days)


PROMISE_CASES = [
    ("a meeting promised and held is kept", [("036", 0), ("040", 10)], "kept"),
    ("a deed on the day of the promise is not yet its deed", [("036", 0), ("040", 0)], "lapsed"),
    ("a deed on the last day counts", [("036", 0), ("040", 30)], "kept"),
    ("a deed one day late does not", [("036", 0), ("040", 31)], "lapsed"),
    ("nothing that follows is a lapse", [("036", 0)], "lapsed"),
    ("a refusal to meet breaks it", [("036", 0), ("125", 10)], "broken"),
    ("a break before the deed breaks it", [("036", 0), ("125", 5), ("040", 10)], "broken"),
    ("a deed that is broken later is not kept", [("036", 0), ("040", 5), ("125", 10)], "broken"),
    ("a break after the time is up is another matter", [("036", 0), ("040", 5), ("125", 31)], "kept"),
    ("promises close together are one, its time runs from the last", [("036", 0), ("036", 14), ("040", 44)], "kept"),
    ("another subject does not keep it", [("036", 0), ("061", 10)], "lapsed"),
]


@pytest.mark.parametrize(("why", "rows", "fate"), PROMISE_CASES, ids=[case[0] for case in PROMISE_CASES])
def test_a_promise_ends_as_its_table_says(
    why: str, rows: list[tuple[str, int]], fate: str, region: Callable[..., Arena],
    acts: Callable[..., dict[str, Panel]], read: Callable[..., dict[str, Any]],
) -> None:  # fmt: skip
    found = read(PROMISES, acts(*[("FJI", on(when), code) for code, when in rows]), region("NZL"), AT)
    assert {name for name in ("kept", "broken", "lapsed") if found["FJI"].parts[name] > 0} == {fate}, why
    assert found["WSM"].standing is Standing.UNDEFINED


def test_a_promise_whose_time_is_not_up_says_nothing(
    region: Callable[..., Arena], acts: Callable[..., dict[str, Panel]], read: Callable[..., dict[str, Any]]
) -> None:
    panels = acts(("FJI", on(0), "036"), ("FJI", on(5), "040"))
    assert read(PROMISES, panels, region("NZL"), on(29))["FJI"].standing is Standing.UNDEFINED
    assert read(PROMISES, panels, region("NZL"), on(30))["FJI"].parts["kept"] > 0


def test_an_experts_ruling_counts_from_the_day_it_was_known(
    region: Callable[..., Arena], acts: Callable[..., dict[str, Panel]], read: Callable[..., dict[str, Any]]
) -> None:
    panels = acts(("FJI", on(0), "037", "broken", on(200)))
    assert read(PROMISES, panels, region("NZL"), on(199))["FJI"].standing is Standing.UNDEFINED
    assert read(PROMISES, panels, region("NZL"), on(200))["FJI"].parts["broken"] > 0


def test_receiving_peacekeepers_shows_the_promise_of_protection_kept(
    region: Callable[..., Arena], acts: Callable[..., dict[str, Panel]], read: Callable[..., dict[str, Any]]
) -> None:
    found = read(PROMISES, acts(("FJI", on(0), "0334"), ("WSM", on(20), "0861")), region("NZL"), AT)
    assert found["FJI"].parts["kept"] > 0


ANSWER_CASES = [
    ("silence is ignoring", [], "ignore"),
    ("talks engage", [("040", 10)], "engage"),
    ("a refusal is not ignoring", [("120", 10)], "refuse"),
    ("a threat retaliates", [("138", 10)], "retaliate"),
    ("the strongest answer stands", [("138", 5), ("120", 6), ("040", 7)], "engage"),
    ("an apology complies", [("138", 5), ("055", 7)], "comply"),
    ("an answer after the time is up is none", [("040", 31)], "ignore"),
    ("an answer on the last day counts", [("040", 30)], "engage"),
]


@pytest.mark.parametrize(("why", "rows", "answer"), ANSWER_CASES, ids=[case[0] for case in ANSWER_CASES])
def test_an_ask_is_answered_as_its_table_says(
    why: str, rows: list[tuple[str, int]], answer: str, region: Callable[..., Arena],
    acts: Callable[..., dict[str, Panel]], read: Callable[..., dict[str, Any]],
) -> None:  # fmt: skip
    panels = acts(("WSM", on(0), "111"), *[("FJI", on(when), code) for code, when in rows])
    found = read(RESPONSES, panels, region("NZL"), AT)["FJI"]
    shares = {"comply": "comply_or_engage", "engage": "comply_or_engage", "refuse": "refuse_or_retaliate",
              "retaliate": "refuse_or_retaliate"}  # fmt: skip
    assert (found.estimate.value > 0.5) == (answer == "ignore"), why
    told = {name: found.parts[name].value for name in set(shares.values())}
    if answer == "ignore":
        assert max(told.values()) < 0.4
    else:
        assert max(told, key=told.__getitem__) == shares[answer]


def asked_and_meeting(ignored: float, meetings: float, seed: int) -> list[tuple[str, date, str]]:
    """An ask every 120 days, left unanswered with some probability, and meetings at a rate a day on other matters."""
    rng, rows = np.random.default_rng(seed), []
    for day in range(-3600, 700, 120):
        rows.append(("WSM", on(day), "0253"))
        if rng.random() >= ignored:
            rows.append(("FJI", on(day + int(rng.integers(1, 30))), "120"))
    rows += [("FJI", on(day), "040") for day in range(-3600, 729) if rng.random() < meetings]
    return rows


@pytest.mark.parametrize(("ignored", "side"), [(0.1, -1), (0.9, 1)])
def test_contact_on_other_matters_is_not_taken_for_answers(
    ignored: float, side: int, region: Callable[..., Arena], acts: Callable[..., dict[str, Panel]],
    read: Callable[..., dict[str, Any]],
) -> None:  # fmt: skip
    values, inside = [], 0
    for seed in range(20):
        found = read(RESPONSES, acts(*asked_and_meeting(ignored, 0.03, seed)), region("NZL"), AT)["FJI"]
        assert found.parts["answered_without_ask"].value > 0.3
        assert found.estimate.n < found.parts["asks"]
        values.append(found.estimate.value)
        inside += found.estimate.low <= ignored <= found.estimate.high
    assert side * (np.mean(values) - 0.5) > 0.2
    assert inside >= 16


def test_a_pair_in_daily_contact_tells_nothing_of_its_answers(
    region: Callable[..., Arena], acts: Callable[..., dict[str, Panel]], read: Callable[..., dict[str, Any]]
) -> None:
    found = read(RESPONSES, acts(*asked_and_meeting(0.9, 0.5, 1)), region("NZL"), AT)["FJI"]
    assert found.standing is Standing.PRIOR_DOMINATED
    assert "contact as usual" in found.reason
    assert found.estimate.high - found.estimate.low > 0.7


def test_asks_without_an_end_leave_nothing_to_compare_with(
    region: Callable[..., Arena], acts: Callable[..., dict[str, Panel]], read: Callable[..., dict[str, Any]]
) -> None:
    """With an ask in every month nobody knows what contact as usual would answer: not measured, however many asks."""
    asks = [("WSM", on(day), "020") for day in range(0, 700, 20)]
    found = read(RESPONSES, acts(*asks, *[("FJI", on(day), "040") for day in range(5, 700, 20)]), region("NZL"), AT)
    assert found["FJI"].parts["answered_without_ask"] is None and found["FJI"].parts["asks"] > 8
    assert (found["FJI"].standing, found["FJI"].estimate.n) == (Standing.PRIOR_DOMINATED, 0.0)
    assert "no month without one" in found["FJI"].reason


def test_the_wait_for_an_account_is_told_in_days_and_unknown_while_none_came(
    region: Callable[..., Arena], acts: Callable[..., dict[str, Panel]], read: Callable[..., dict[str, Any]]
) -> None:
    none = read(RESPONSES, acts(("WSM", on(0), "1124")), region("NZL"), AT)["FJI"]
    assert none.parts["days_to_accountability"] is None
    some = read(RESPONSES, acts(("WSM", on(0), "1124"), ("FJI", on(160), "055")), region("NZL"), AT)["FJI"]
    assert some.parts["days_to_accountability"] == 160.0
