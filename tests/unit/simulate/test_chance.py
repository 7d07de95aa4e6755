import numpy as np
import pytest
from scipy.stats import kstest
from scipy.stats import poisson as poisson_law

from tertius.simulate.chance import Chance, Purpose, geometric, name_number, philox, poisson

LARGEST = 0xFFFFFFFF


@pytest.mark.parametrize(
    ("counter", "key", "wanted"),
    [
        ((0, 0, 0, 0), (0, 0), "6627e8d5 e169c58d bc57ac4c 9b00dbd8"),
        ((LARGEST,) * 4, (LARGEST,) * 2, "408f276d 41c83b0e a20bc7c6 6d5451fd"),
        ((0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344), (0xA4093822, 0x299F31D0),
         "d16cfe09 94fdcceb 5001e420 24126ea1"),
    ],
)  # fmt: skip
def test_the_generator_gives_the_published_answers(counter, key, wanted):
    assert " ".join(f"{int(word):08x}" for word in philox(counter, key)) == wanted


def test_numbers_are_uniform_and_those_of_other_places_others():
    chance, acts = Chance.of(5), np.arange(20_000)
    found = chance.numbers(Purpose.CODING, acts, name_number("wire"), 3)
    others = (
        chance.numbers(Purpose.NAMING, acts, name_number("wire"), 3),
        chance.numbers(Purpose.CODING, acts, name_number("press"), 3),
        chance.numbers(Purpose.CODING, acts, name_number("wire"), 4),
        chance.numbers(Purpose.CODING, acts, name_number("wire"), 3, turn=1),
        Chance.of(6).numbers(Purpose.CODING, acts, name_number("wire"), 3),
    )
    for row in found:
        assert kstest(row, "uniform").pvalue > 0.001
    for other in (*(one[0] for one in others), *found[1:]):
        assert abs(np.corrcoef(found[0], other)[0, 1]) < 0.03


def test_a_number_belongs_to_its_place_alone():
    chance = Chance.of(5)
    every, some = chance.numbers(Purpose.NEWS, np.arange(100)), chance.numbers(Purpose.NEWS, np.asarray([70, 3]))
    assert np.array_equal(some, every[:, [70, 3]])


@pytest.mark.parametrize("mean", [0.01, 0.7, 6.0, 49.0, 51.0, 2000.0])
def test_poisson_counts_invert_the_law_and_grow_with_the_mean(mean):
    point = Chance.of(1).numbers(Purpose.WAVE, np.arange(2000))[0]
    found = poisson(point, np.full(2000, mean))
    assert np.array_equal(found, poisson_law.ppf(point, mean))
    assert (poisson(point, np.full(2000, 1.1 * mean)) >= found).all()


def test_copies_are_geometric_and_at_least_one():
    point = Chance.of(1).numbers(Purpose.COPIES, np.arange(50_000))[0]
    found = geometric(point, 3.0)
    assert found.min() == 1
    assert found.mean() == pytest.approx(3.0, rel=0.02)
    assert found.var() == pytest.approx(6.0, rel=0.05)
    assert (geometric(point, 1.0) == 1).all()
