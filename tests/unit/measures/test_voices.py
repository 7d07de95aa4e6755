"""What one voice alone tells: kept as far as it is true, by the slow twin's count and against planted mistakes."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from types import ModuleType
from typing import Any

import numpy as np
import pytest
from loading import load

from tertius.codebooks.constants import CONSTANTS, constant
from tertius.inference.voices import single_truth
from tertius.measures import measure
from tertius.measures.credits import Told
from tertius.measures.voices import as_told
from tertius.model import Arena, Dyad, Inputs, Panel, Request, Span

PAIR = Dyad("FJI", "WSM")
YEARS = Span(date(2004, 1, 1), date(2008, 1, 1))
MEDIATION = measure("mediation")
WINDOWS = pytest.mark.parametrize("window", [None, Span(date(2005, 3, 1), date(2007, 5, 20))], ids=["all", "window"])
LEVELS = (("E1", 1.0), ("E2", 0.4), ("E3", 0.5), ("E3", 0.6), ("E3", 0.8), ("E4", 0.3), ("N", 1.0))


@pytest.fixture(scope="module")
def naive() -> ModuleType:
    return load("reference/naive_measures.py")


def text(values: list[Any]) -> np.ndarray:
    return np.asarray(values, dtype=object)


def panels(seed: int, voices: tuple[str | None, ...] = ("INT wire", "FJI state", "Post", None), size: int = 400
           ) -> dict[str, Panel]:  # fmt: skip
    """Evidence, talks and contacts at random."""
    rng = np.random.default_rng(seed)

    def days(n: int) -> np.ndarray:
        return np.sort(np.datetime64(YEARS.start) + rng.integers(0, YEARS.days // 50, n) * 50)

    def some(values: tuple[Any, ...], n: int, p: tuple[float, ...] | None = None) -> np.ndarray:
        return text([values[k] for k in rng.choice(len(values), n, p=p)])

    level = rng.integers(0, len(LEVELS), size)
    share = np.where(rng.random(size) < 0.2, 0.5, 1.0)
    day = days(size)
    chance = (0.45, 0.3, 0.2, 0.05) if len(voices) == 4 else None
    evidence = {
        "third": some(("TON", "KIR", "XXX"), size, (0.6, 0.25, 0.15)), "date": day, "known": day,
        "level": text([LEVELS[k][0] for k in level]), "weight": np.asarray([LEVELS[k][1] for k in level]) * share,
        "share": share, "via": text([None if one == 1.0 else "FORMAT" for one in share]),
        "voice": some(voices, size, chance), "event_id": text([f"syn:{n:04d}" for n in range(size)]),
    }  # fmt: skip
    talks = {"date": days(60), "talk": rng.random(60) < 0.7, "voice": some(voices, 60, chance)}
    met = {"third": some(("TON", "KIR", "NRU", "FORMAT"), 300), "side": some((PAIR.a, PAIR.b), 300), "date": days(300),
           "code": some(("040", "042", "111", "061"), 300), "direction": some(("out", "in", "joint"), 300),
           "event_id": text([f"met:{n:04d}" for n in range(300)])}  # fmt: skip
    found = {"triad_evidence": evidence, "pair_event": talks, "outsider_day": met}
    return {name: Panel(name, "syn", columns, (YEARS,), machine_coded=True) for name, columns in found.items()}


def rows(panel: Panel) -> list[dict[str, Any]]:
    lists = {name: column.tolist() for name, column in panel.columns.items()}
    return [dict(zip(lists, row, strict=True)) for row in zip(*lists.values(), strict=True)]


def request(region: Callable[..., Arena], window: Span | None) -> Request:
    return Request(region("TON", "KIR"), PAIR, YEARS.last, ("TON", "KIR"), window)


def asking(asked: Request) -> dict[str, Any]:
    window = None if asked.window is None else (asked.window.start, asked.window.end)
    return {"at": asked.at, "window": window, "covered": (YEARS.start, YEARS.end), "machine_coded": True,
            "pair": (PAIR.a, PAIR.b), "candidates": ("TON", "KIR"),
            "c": {name: one.value for name, one in CONSTANTS.items()}}  # fmt: skip


def kept(given: dict[str, Panel], asked: Request, months: Span) -> Told:
    return as_told(given["triad_evidence"], given["pair_event"], given["outsider_day"], asked, months,
                   block=int(constant("mediation.voices_months")))  # fmt: skip


@WINDOWS
def test_what_is_kept_and_the_shares_are_those_of_the_slow_twin(
    region: Callable[..., Arena], naive: ModuleType, window: Span | None
) -> None:
    given, asked = panels(1), request(region, window)
    found = kept(given, asked, window or YEARS)
    slow = {name: rows(panel) for name, panel in given.items()}
    evidence, meetings, part = naive.told([{**row, "full": row["weight"]} for row in slow["triad_evidence"]],
                                          slow["pair_event"], slow["outsider_day"], asking(asked))  # fmt: skip
    assert found.evidence == pytest.approx([row["told"] for row in evidence], abs=1e-9)
    assert found.meetings == pytest.approx([row["told"] for row in meetings], abs=1e-9)
    assert found.part == pytest.approx(part)
    assert found.evidence.min() < 0.9
    assert (found.evidence < 1.0).mean() < 0.6
    assert 0.5 < part < 1.0
    readings = MEDIATION.compute(Inputs(given, {name: constant(name) for name in MEDIATION.constants}), asked)
    expected = naive.mediation({name: rows(panel) for name, panel in given.items()}, asking(asked))
    for one in readings:
        assert one.estimate is not None
        assert (one.estimate.value, one.estimate.low, one.estimate.high, one.estimate.n) == pytest.approx(
            [expected[one.actor][name] for name in ("value", "low", "high", "n")], abs=1e-8
        )


def test_unknown_publishers_and_data_of_one_voice_keep_everything(region: Callable[..., Arena]) -> None:
    asked = request(region, None)
    for voices in ((None,), ("The Post",)):
        given = panels(2, voices)
        told = kept(given, asked, YEARS)
        assert told.part == 0.0
        assert told.evidence.tolist() == [1.0] * 400
        assert told.meetings.tolist() == [1.0] * 60
    columns = {name: column for name, column in panels(2)["triad_evidence"].columns.items() if name != "voice"}
    bare = {**panels(2), "triad_evidence": Panel("triad_evidence", "syn", columns, (YEARS,), machine_coded=True)}
    assert kept(bare, asked, YEARS).part == 0.0


def test_a_day_of_which_one_teller_is_unknown_keeps_all(region: Callable[..., Arena]) -> None:
    given, asked = panels(3), request(region, None)
    evidence = given["triad_evidence"]
    names = ("third", "via", "date", "level")
    mute = {
        key
        for key, voice in zip(zip(*(evidence[n] for n in names), strict=True), evidence["voice"], strict=True)
        if voice is None
    }
    told = kept(given, asked, YEARS).evidence
    lost = [key in mute for key in zip(*(evidence[n] for n in names), strict=True)]
    near = evidence.among("level", ("E3",))
    assert told[np.asarray(lost) & ~near].tolist() == [1.0] * int((np.asarray(lost) & ~near).sum())


def test_planted_mistakes_are_told_from_true_acts() -> None:
    """Who acts much is told by several and by one; who has much contact is told by one alone, and wrongly."""
    rng = np.random.default_rng(5)
    share, contact = np.asarray([0.6, 0.3, 0.06, 0.04, 0.0]), np.asarray([100.0, 900.0, 300.0, 600.0, 500.0])
    volume = np.asarray([1.0, 1.0, 2.0, 2.0, 3.0, 3.0, 3.0, 3.0])
    exposure = np.repeat(contact[:, None], len(volume), axis=1)
    several = rng.poisson(120 * share[:, None] * np.sqrt(volume))[None].astype(float)
    true = rng.poisson(150 * share[:, None] / np.sqrt(volume))[None].astype(float)
    false = rng.poisson(0.02 * exposure * volume + 1.0 * volume)[None].astype(float)
    part = single_truth(true + false, several, exposure, exposure.sum(axis=0), len(share))
    for k in range(len(share)):
        expected = true[0, k].sum() / (true + false)[0, k].sum()
        assert ((true + false) * part)[0, k].sum() / (true + false)[0, k].sum() == pytest.approx(expected, abs=0.1)
    assert part[0, 4].max() < 0.01
    assert part[0, 0].min() > 0.8


def test_nothing_is_told_apart_where_no_two_voices_agree() -> None:
    single, several = np.ones((1, 2, 2)), np.zeros((1, 2, 2))
    several[0, 0, 1] = 1.0
    part = single_truth(single, several, np.ones((2, 2)), np.full(2, 2.0), 2)
    assert part[0, :, 0].tolist() == [1.0, 1.0]
    assert part[0, 1, 1] < part[0, 0, 1] < 1.0


def test_later_evidence_changes_nothing_of_an_earlier_day(region: Callable[..., Arena]) -> None:
    given, early = panels(4), replace(request(region, None), at=date(2006, 1, 15))
    known = {
        name: panel.where(np.asarray(panel["date"] <= np.datetime64(early.at), dtype=np.bool_))
        for name, panel in given.items()
    }
    span = Span(YEARS.start, early.at + timedelta(days=1))
    whole, part = (kept(some, early, span) for some in (given, known))
    assert whole.evidence[: len(part.evidence)] == pytest.approx(part.evidence, abs=1e-12)
    assert whole.part == part.part
