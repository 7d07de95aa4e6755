import json
from datetime import date

import pytest

from tertius.forecasts import Item, Outcome, freeze, judge, thaw
from tertius.forecasts.items import COUNT, ROLE, summary
from tertius.model import BadFile, ContractBroken, Span

MARCH = Span(date(2024, 3, 1), date(2024, 4, 1))
RISING = {0.05: 0.0, 0.25: 1.0, 0.5: 2.0, 0.75: 3.0, 0.95: 6.0}


def item(**changes):
    given = {"kind": COUNT, "what": "MX", "actor": "ARM", "target": "AZE", "horizon": 2, "period": MARCH, "mean": 2.3,
             "chance": 0.8, "quantiles": RISING} | changes  # fmt: skip
    return Item(**given)


def test_what_is_frozen_comes_back_as_it_was():
    record = {"schema": "x", "items": [{"mean": 0.1, "name": "Ağdam"}], "none": None}
    assert {key: value for key, value in thaw(freeze(record), "f").items() if key != "sha256"} == record


def test_the_seal_does_not_depend_on_the_order_of_keys_or_on_blanks():
    one, other = freeze({"a": 1, "b": 2}), freeze({"b": 2, "a": 1})
    assert thaw(one, "f") == thaw(other, "f") == thaw(json.dumps(json.loads(one)), "f")


@pytest.mark.parametrize("change", [("0.25", "0.26"), ('"made_on"', '"made_off"'), ("2024-03-01", "2024-03-02")])
def test_a_changed_file_is_refused(change):
    text = freeze({"made_on": "2024-03-01", "chance": 0.25})
    assert change[0] in text
    with pytest.raises(BadFile, match="changed after it was frozen"):
        thaw(text.replace(*change), "f.json")


@pytest.mark.parametrize("text", ["", "[1]", "{}", '{"sha256": 5}'])
def test_a_file_that_is_no_forecast_is_refused_by_name(text):
    with pytest.raises(BadFile, match=r"f\.json"):
        thaw(text, "f.json")


def test_freezing_a_frozen_record_changes_nothing():
    text = freeze({"a": 1})
    assert freeze(thaw(text, "f")) == text


def test_a_number_that_is_not_finite_cannot_be_frozen():
    with pytest.raises(ValueError, match="JSON compliant"):
        freeze({"a": float("nan")})


@pytest.mark.parametrize("changes", [{"quantiles": RISING | {0.95: 2.0}}, {"quantiles": {0.5: 1.0}}, {"chance": 1.2}])
def test_a_line_whose_quantiles_fall_or_lack_ends_or_whose_chance_is_none_is_refused(changes):
    with pytest.raises(ContractBroken):
        item(**changes)


def test_a_count_is_judged_by_its_quantiles_and_its_chance():
    found = judge(item().record(), Outcome(7.0, True), floor=1e-6)
    assert (found["standing"], found["observed"], found["covered"]) == ("scored", 7.0, False)
    assert found["crps"] == pytest.approx(2.0 * (0.35 + 1.5 + 2.5 + 3.0 + 0.95) / 5)
    assert found["brier"] == pytest.approx(0.04)
    assert found["log_score"] == pytest.approx(-0.2231)


def test_a_role_is_judged_by_its_chance_alone():
    share = {level: value / 10 for level, value in RISING.items()}
    found = judge(item(kind=ROLE, what="mediation", target=None, quantiles=share, mean=0.2, level=0.7).record(),
                  Outcome(0.0, False), floor=1e-6)  # fmt: skip
    assert (found["crps"], found["covered"]) == (None, None)
    assert found["brier"] == pytest.approx(0.64)


def test_what_is_not_known_is_not_scored_and_does_not_count():
    lines = [judge(item().record(), came, floor=1e-6)
             for came in (Outcome(2.0, True), Outcome(None, None, "not covered"))]  # fmt: skip
    assert lines[1]["standing"] == "not covered"
    counts, roles = summary(lines)
    assert (counts["lines"], counts["scored"], counts["covered"]) == (2, 1, 1.0)
    assert (roles["lines"], roles["brier"]) == (0, None)
