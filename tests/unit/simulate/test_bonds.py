"""The real adapters and the real measures find allies, patrons and proxy wars that were planted."""

from dataclasses import replace
from datetime import date

import pytest

from tertius.model import Dyad, Span, Standing
from tertius.simulate import DIALECTS, arena, example_world, simulate
from tertius.study import Study

from .builders import CLEAN, planted

WHOLE = Span(date(2000, 1, 1), date(2004, 1, 1))
BEFORE, AFTER = Span(WHOLE.start, date(2002, 1, 1)), Span(date(2002, 1, 1), WHOLE.end)
FRIENDS, OTHERS = Dyad.of("BWA", "FJI"), Dyad.of("BTN", "FJI")


@pytest.fixture
def ask(tmp_path):
    """Readings of a measure for a pair and window, from ICEWS files of a world with planted roles."""

    def make(*roles):
        simulation = simulate(example_world(years=4, seed=3, roles=roles), CLEAN)
        for name, text in DIALECTS["icews"](simulation).items():
            (tmp_path / name).write_text(text, encoding="utf-8")
        region = replace(arena(simulation.world), pairs=(FRIENDS, OTHERS))
        study = Study()
        study.load("icews", tmp_path)

        def read(role, pair, window):
            found = study.roles(region, str(pair), window=window, at=window.last, role=role)
            return {reading.actor: reading for reading in found}

        return read

    return make


@pytest.mark.slow
def test_a_planted_ally_is_one_in_deed_while_it_is_one_and_nobody_else_is(ask):
    read = ask(planted("ally", "BWA", 1.0, AFTER.start, AFTER.end, side="FJI"))
    held, earlier, other = (read("alliance", pair, window)["FJI"] for pair, window in
                            ((FRIENDS, AFTER), (FRIENDS, BEFORE), (OTHERS, AFTER)))  # fmt: skip
    assert held.state == "in deed"
    assert held.parts["security_cooperation"] > 0.95
    assert held.parts["diplomatic_alignment"] > 0.95
    assert earlier.state != "in deed"
    assert other.state != "in deed"
    assert held.probability > max(earlier.probability, other.probability)


@pytest.mark.slow
def test_a_planted_patron_is_one_and_its_client_defers(ask):
    read = ask(planted("patron", "BWA", 1.0, WHOLE.start, WHOLE.end, side="FJI"))
    found = read("partnership", FRIENDS, WHOLE)
    assert {one.state for one in found.values()} == {"patronage"}
    assert found["BWA"].parts["material_given"].low > 0.8
    assert found["FJI"].parts["deference_per_100"] > found["BWA"].parts["deference_per_100"]
    assert all(one.state != "patronage" for one in read("partnership", OTHERS, WHOLE).values())


@pytest.mark.slow
def test_a_planted_proxy_war_has_its_sponsor_and_no_other(ask):
    read = ask(planted("proxy", "BWA", 0.9, WHOLE.start, WHOLE.end, side="FJI", agent="URY"))
    found = read("proxy", FRIENDS, WHOLE)
    assert found["BWA"].state == "proxy"
    assert found["BWA"].parts["agent"] == "URY REB"
    assert found["FJI"].standing is Standing.UNDEFINED
    assert all(one.standing is Standing.UNDEFINED for one in read("proxy", OTHERS, WHOLE).values())


@pytest.mark.slow
def test_pressure_that_began_is_raised_by_its_author_alone(ask):
    began = Span(date(2003, 7, 1), WHOLE.end)
    read = ask(planted("proxy", "BWA", 0.9, began.start, began.end, side="FJI", agent="URY"))
    found = read("pressure", FRIENDS, began)
    assert found["BWA"].parts["verbal_raised"] > 0.95
    assert found["BWA"].parts["proxy_raised"] > 0.95
    assert found["BWA"].state == "hybrid"
    assert found["FJI"].parts["proxy"].n == 0
    quiet = read("pressure", FRIENDS, Span(date(2002, 12, 1), began.start))
    assert quiet["BWA"].state in ("none", None)
