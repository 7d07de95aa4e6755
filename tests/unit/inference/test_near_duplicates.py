"""Near-duplicate titles: all pairs compared give the same clusters."""

import random
from types import ModuleType

import pytest

from tertius.inference.near_duplicates import near_duplicates


def made(seed: int) -> tuple[list[frozenset[str]], list[int]]:
    rng = random.Random(seed)
    seeds = [[f"w{rng.randrange(400)}" for _ in range(rng.randrange(6, 14))] for _ in range(30)]
    titles, days = [], []
    for _ in range(150):
        words = list(rng.choice(seeds))
        for _ in range(rng.choice([0, 0, 1, 3])):
            words[rng.randrange(len(words))] = f"w{rng.randrange(400)}"
        titles.append(frozenset(words))
        days.append(rng.randrange(20))
    return titles, days


@pytest.mark.parametrize("seed", range(4))
def test_the_clusters_are_those_of_all_pairs(naive: ModuleType, seed: int) -> None:
    titles, days = made(seed)
    found = near_duplicates(titles, days, similarity=0.8, within=3)
    assert found == naive.near_duplicates(titles, days, 0.8, 3)
    assert len(set(found)) < len(titles)


def test_days_too_far_apart_and_no_titles_link_nothing() -> None:
    title = frozenset(["one", "two", "three", "four", "five"])
    assert near_duplicates([title, title], [0, 4], similarity=0.8, within=3) == [0, 1]
    assert near_duplicates([title] * 3, [0, 3, 6], similarity=0.8, within=3) == [0, 0, 0]
    assert near_duplicates([], [], similarity=0.8, within=3) == []
