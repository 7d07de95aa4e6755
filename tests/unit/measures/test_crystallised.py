"""Whether a new architecture has crystallised: planted regions get the answer that was planted, in words that fit."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from tertius.codebooks.constants import constant
from tertius.measures.change_table import CONSTANTS as TABLE
from tertius.measures.change_table import Table
from tertius.measures.crystallised import CONSTANTS, RoleTable, crystallised
from tertius.measures.region_tables import contact_of, whole_months
from tertius.measures.weeks import Daily
from tertius.model import Crystallised, Inputs, Panel, Request, Span, month_index, month_start
from tests.fixtures.islands import PAIR, REGION, THIRDS

MONTHS, FIRST = 120, date(2010, 1, 1)
CONSTANT = {name: constant(name) for name in CONSTANTS} | {"architecture.worlds": 4, "architecture.shifts": 199}
GIVEN = Inputs({}, {name: constant(name) for name in TABLE} | {"visibility.prior_days": 0.5})
SPAN = Span(FIRST, month_start(month_index(FIRST) + MONTHS))


def role_table(rng: np.random.Generator, month: int | None, volume: float = 3.0, spread: float = 60.0,
               unrest: float = 60.0) -> RoleTable:  # fmt: skip
    """A table whose first and last actor change places at a month; ``spread`` is small where shares jump about."""
    shares = np.asarray([0.6, 0.2, 0.15, 0.05])
    x = np.zeros((len(THIRDS), MONTHS))
    for t in range(MONTHS):
        after = month is not None and t >= month
        now = rng.dirichlet((unrest if after else spread) * (shares[::-1] if after else shares))
        x[:, t] = rng.multinomial(rng.poisson(volume), now)
    third, when = np.nonzero(x)
    days = np.asarray([np.datetime64(month_start(month_index(FIRST) + int(t))) for t in when])
    events = np.asarray([f"syn:{k}-{t}" for k, t in zip(third, when, strict=True)], dtype=object)
    daily = Daily(third, days, x[third, when])
    return RoleTable(f"table {rng.integers(10**6)}", Table(THIRDS, x, SPAN, daily, 0.5, GIVEN), days, events)


def region(seed: int, months: list[int | None], **how: float) -> Crystallised:
    rng = np.random.default_rng(seed)
    return crystallised([role_table(rng, month, **how) for month in months], CONSTANT, 0)


def test_roles_that_change_together_and_stay_have_crystallised() -> None:
    found = [region(seed, [84] * 4) for seed in range(7200, 7205)]
    # of forty such worlds 33 crystallised and 7 seemed to vary more, which is why the page says so
    assert sum(one.outcome == "crystallised" for one in found) >= 3
    assert {one.outcome for one in found} <= {"crystallised", "unsettled"}
    one = next(one for one in found if one.outcome == "crystallised")
    assert one.when is not None
    assert abs(month_index(one.when.start) + 1 - month_index(FIRST) - 84) <= 2
    assert [each.name for each in one.conditions] == ["common break", "rarer than chance", "calm since", "a year since",
                                                      "no second"]  # fmt: skip
    assert all(each.holds for each in one.conditions)
    assert 0 < len(one.conditions[0].evidence) <= 40
    assert f"{THIRDS[0]} 0." in one.conditions[0].note


def test_a_break_of_last_months_is_so_far_and_one_in_unrest_is_unsettled() -> None:
    assert [region(seed, [112] * 4, volume=6.0).outcome for seed in range(7210, 7213)].count("so far") >= 2
    wild = [region(seed, [80] * 4, volume=8.0, unrest=3.0).outcome for seed in range(7220, 7223)]
    assert wild.count("unsettled") >= 2


@pytest.mark.slow
def test_one_table_that_changes_hands_is_no_new_architecture() -> None:
    found = [region(seed, [84, None, None, None]) for seed in range(7230, 7235)]
    assert {one.outcome for one in found} == {"no common break"}
    assert {one.when for one in found} == {None}
    assert all(one.conditions[-1].name == "would be noticed" for one in found)
    assert all(one.conditions[0].evidence for one in found)


def test_where_too_little_is_on_record_nothing_is_said() -> None:
    thin = region(7240, [84] * 3, volume=0.05)
    assert (thin.outcome, thin.tables, thin.conditions[0].holds) == ("undetectable", (), None)
    assert "too thin" in thin.conditions[0].note
    assert region(7241, [None] * 3, volume=0.25).outcome == "undetectable"


def test_the_answer_is_the_same_whichever_actor_gains() -> None:
    rng = np.random.default_rng(7250)
    tables = [role_table(rng, 84) for _ in range(4)]
    mirrored = [replace(one, table=replace(one.table, x=one.table.x[::-1], daily=replace(
        one.table.daily, third=len(THIRDS) - 1 - one.table.daily.third))) for one in tables]  # fmt: skip
    one, other = crystallised(tables, CONSTANT, 0), crystallised(mirrored, CONSTANT, 0)
    assert one.outcome == other.outcome
    assert [each.value for each in one.conditions] == pytest.approx([each.value for each in other.conditions])


def test_days_at_a_table_of_two_others_are_no_contact_and_each_day_counts_once() -> None:
    rows = [
        ("FJI", "NZL", 3),
        ("NZL", "FJI", 3),
        ("NZL", "FJI", 9),
        ("FJI", "WSM", 4),
        ("TON", "WSM", 5),
        ("TON", "FJI", 200),
    ]
    columns = {
        "source": np.asarray([one[0] for one in rows], dtype=object),
        "target": np.asarray([one[1] for one in rows], dtype=object),
        "date": np.datetime64(FIRST) + np.asarray([one[2] for one in rows]),
        "event_id": np.asarray([f"e{i}" for i in range(len(rows))], dtype=object),
    }
    taken = {("NZL", int((np.datetime64(FIRST) + 9).astype(np.int64)))}
    acts = Panel("dyad_day", "syn", columns, (SPAN,))
    found = contact_of(acts, "FJI", THIRDS, taken, SPAN, GIVEN)
    assert found.table.x.sum(axis=1).tolist() == [0, 1, 1, 0]
    assert found.table.x[2].argmax() == 6
    assert set(found.events) <= {"e0", "e1", "e5"}


def test_only_whole_months_that_are_covered_and_over_are_looked_at() -> None:
    panel = Panel("dyad_day", "syn", {}, (SPAN,))
    asked = Request(REGION, PAIR, date(2012, 5, 14), THIRDS)
    assert whole_months(panel, asked, 24) == Span(date(2010, 5, 1), date(2012, 5, 1))
    assert whole_months(panel, asked, 99) == Span(FIRST, date(2012, 5, 1))
    assert whole_months(Panel("dyad_day", "syn", {}, ()), asked, 24) is None
    assert whole_months(panel, replace(asked, at=date(2009, 5, 14)), 24) is None
