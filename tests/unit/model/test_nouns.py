"""The nouns check themselves, and an error says what happened, the value and what to do next."""

from collections.abc import Callable
from datetime import date

import numpy as np
import pytest

from tertius import model
from tertius.model import (
    Actor,
    ActorKind,
    BadFile,
    Bloc,
    ContractBroken,
    DataError,
    Direction,
    Dyad,
    EngineError,
    Estimate,
    Finding,
    Inputs,
    Membership,
    Panel,
    Reading,
    Series,
    Span,
    Standing,
    Strength,
    TertiusError,
    Triad,
    UnknownName,
    UsageError,
    read_day,
)

PAIR = Dyad("FJI", "WSM")
DAY, YEAR = date(2020, 1, 1), Span(date(2020, 1, 1), date(2021, 1, 1))
GOOD = Estimate(0.5, 0.4, 0.6, 10)


def finding(**fields: object) -> Finding:
    given = {"measure": "m", "actor": "NZL", "pair": PAIR, "dataset": "syn", "direction": Direction.LOSS,
             "strength": Strength.CONFIRMED, "when": date(2020, 6, 1), "interval": YEAR, "probability": 0.9,
             "log_bayes_factor": 3.0, "before": GOOD, "after": GOOD, "evidence": ("syn:1",)} | fields  # fmt: skip
    return Finding(**given)  # type: ignore[arg-type]


BROKEN: dict[str, tuple[Callable[[], object], type[TertiusError], str]] = {
    "an actor without an id": (lambda: Actor("", ActorKind.STATE, "x"), UsageError, "needs an id"),
    "a dyad of one": (lambda: Dyad.of("FJI", "FJI"), UsageError, "two different actors"),
    "a dyad out of order": (lambda: Dyad("WSM", "FJI"), UsageError, "alphabetical"),
    "a dyad with nobody": (lambda: Dyad("", "FJI"), UsageError, "two different actors"),
    "half a pair": (lambda: Dyad.read("FJI"), UsageError, "not a pair"),
    "a pair of three": (lambda: Dyad.read("FJI-WSM-NZL"), UsageError, "not a pair"),
    "a pair with itself": (lambda: Dyad.read("FJI-fji"), UsageError, "not a pair"),
    "half a name": (lambda: Dyad.read("FJI-"), UsageError, "two different actors"),
    "a third party inside": (lambda: Triad(PAIR, "FJI"), UsageError, "cannot be its third party"),
    "a span of text": (lambda: Span("2020-01", "2020-02"), UsageError, "made of two dates"),  # type: ignore[arg-type]
    "a span read backwards": (lambda: Span.read("2020", "2018"), UsageError, "cannot end"),
    "a span backwards": (lambda: Span(date(2020, 1, 2), DAY), UsageError, "cannot end"),
    "an estimate below its interval": (lambda: Estimate(0.1, 0.2, 0.3, 1), ContractBroken, "outside its interval"),
    "an estimate that is no number": (lambda: Estimate(float("nan"), 0, 1, 1), ContractBroken, "outside its interval"),
    "evidence below nothing": (lambda: Estimate(0.2, 0.1, 0.3, -1), ContractBroken, "cannot be negative"),
    "a measured reading without a number": (
        lambda: Reading("m", "NZL", PAIR, YEAR, "syn", Standing.MEASURED), ContractBroken, "does not fit"),
    "an uncovered reading with one": (
        lambda: Reading("m", "NZL", PAIR, YEAR, "syn", Standing.NOT_COVERED, estimate=GOOD), ContractBroken, "fit"),
    "an undefined reading without a reason": (
        lambda: Reading("m", "NZL", PAIR, YEAR, "syn", Standing.UNDEFINED), ContractBroken, "no reason"),
    "a series of unlike lengths": (
        lambda: Series("m", "NZL", PAIR, "syn", (DAY,), ()), ContractBroken, "1 days, 0 estimates"),
    "a finding without an event": (lambda: finding(evidence=()), ContractBroken, "names no event"),
    "a finding outside its interval": (lambda: finding(when=date(2021, 1, 1)), ContractBroken, "lies outside"),
    "a panel of unlike columns": (
        lambda: Panel("p", "syn", {"a": np.zeros(1), "b": np.zeros(2)}, ()), ContractBroken, "differ in length"),
    "a column that is not there": (lambda: Panel("p", "syn", {"day": np.zeros(1)}, ())["dya"], UnknownName, "dya"),
    "a panel that was not asked for": (lambda: Inputs({}, {}).panel("triad"), UnknownName, "triad"),
    "a constant that was not named": (lambda: Inputs({}, {}).constant("m.x"), UnknownName, "m.x"),
    "a month of thirteen": (lambda: read_day("2020-13"), UsageError, "is not a date"),
    "a day of thirty": (lambda: read_day("2020-02-30"), UsageError, "is not a date"),
    "a word for a day": (lambda: read_day("soon"), UsageError, "is not a date"),
    "no day at all": (lambda: read_day(""), UsageError, "is not a date"),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_a_noun_that_breaks_its_promise_is_refused_in_words(name: str) -> None:
    make, kind, message = BROKEN[name]
    with pytest.raises(kind) as told:
        make()
    assert message in told.value.args[0]


def test_the_tree_of_errors_is_the_one_its_head_draws() -> None:
    assert issubclass(UsageError, ValueError)
    assert issubclass(UnknownName, LookupError)
    assert issubclass(UnknownName, UsageError)
    assert issubclass(BadFile, DataError)
    assert issubclass(ContractBroken, DataError)
    assert issubclass(DataError, ValueError)
    assert issubclass(EngineError, RuntimeError)
    raised = [UsageError, UnknownName, DataError, BadFile, ContractBroken, EngineError]
    assert all(issubclass(kind, TertiusError) for kind in raised)


def test_a_wrong_name_offers_the_nearest_or_lists_what_there_is() -> None:
    assert UnknownName("role", "mediatr", ["mediator", "host"]).hint == "did you mean 'mediator'?"
    assert UnknownName("role", "xyz", ["mediator", "host"]).hint == "known: host, mediator"
    assert UnknownName("role", "xyz", []).hint == "known: none"


def test_a_bad_file_names_file_and_row() -> None:
    told = BadFile("cut", file="a.csv", row=7, hint="fetch it again")
    assert (str(told), told.file, told.row) == ("a.csv, row 7: cut  hint: fetch it again", "a.csv", 7)
    assert str(BadFile("cut", file="a.csv")) == "a.csv: cut"


def test_a_seat_is_held_from_its_first_day_until_the_day_before_its_end() -> None:
    seat = Membership("NZL", DAY, date(2021, 1, 1))
    assert seat.overlaps(Span(date(2020, 12, 31), date(2021, 6, 1)))
    assert not seat.overlaps(Span(date(2021, 1, 1), date(2021, 6, 1)))
    assert not seat.overlaps(Span(date(2019, 1, 1), DAY))
    assert Membership("NZL", DAY, None).overlaps(Span(date(2030, 1, 1), date(2030, 1, 2)))


def test_a_panel_covers_a_span_only_as_a_whole() -> None:
    panel = Panel("p", "syn", {}, (YEAR, Span(date(2022, 1, 1), date(2023, 1, 1))))
    assert panel.covers(YEAR)
    assert not panel.covers(Span(date(2020, 6, 1), date(2021, 1, 2)))
    assert not panel.covers(Span(date(2020, 6, 1), date(2022, 6, 1)))
    assert len(panel) == 0


def test_rows_are_kept_by_a_mask_with_the_coverage() -> None:
    panel = Panel("p", "syn", {"a": np.arange(3)}, (YEAR,))
    kept = panel.where(np.asarray([True, False, True]))
    assert (kept["a"].tolist(), kept.coverage, len(kept)) == ([0, 2], (YEAR,), 2)


def test_a_bloc_and_every_other_noun_can_stand_in_a_set() -> None:
    assert len({Bloc("x", (), ()), Bloc("x", (), ()), PAIR, Triad(PAIR, "NZL"), YEAR}) == 4


def test_the_list_of_public_nouns_is_exact_and_in_order() -> None:
    assert list(model.__all__) == sorted(model.__all__, key=lambda name: (not name.isupper(), name[0].islower(), name))
    assert all(hasattr(model, name) for name in model.__all__)
