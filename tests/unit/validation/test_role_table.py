"""The table of planted roles says what it can of few worlds, and warns of nothing."""

import numpy as np
import pytest

from benchmarks.validation.simulated import role_table
from benchmarks.validation.simulated.roles import ROLES, WINDOWS, Row
from tertius.codebooks.role_weights import RANGES
from tertius.codebooks.role_weights import ROLES as SHIPPED
from tertius.measures.signs import GROUPS


def rows(*seeds: int) -> list[Row]:
    """One third party a role and window in each world, in the middle of the ranges of its role."""
    signs = {role: [(one.low + one.high) / 2.0 for one in RANGES[SHIPPED.index(role)]] for role in ROLES}
    acts = np.arange(len(ROLES) * len(GROUPS)).reshape(len(ROLES), -1).tolist()
    return [{"seed": seed, "years": years, "role": role, "signs": signs[role], "acts": days}
            for seed in seeds for years in WINDOWS for role, days in zip(ROLES, acts, strict=True)]  # fmt: skip


@pytest.mark.parametrize("seeds", [(1,), (2, 4), (1, 2)])
def test_a_rival_without_another_world_holds_every_role_as_likely(seeds: tuple[int, ...]) -> None:
    found = role_table.rival(rows(*seeds))
    assert found.sum(axis=1) == pytest.approx(1.0)
    assert np.allclose(found, 1.0 / len(ROLES)) == (len({seed % 2 for seed in seeds}) == 1)


def test_scores_of_one_world_are_told_and_what_nobody_named_is_not_right() -> None:
    joint, kinds = (line.split("|") for line in role_table.table(rows(1))[-2:])
    assert (joint[2].strip(), kinds[2].strip()) == ("joint role", "kinds of acts alone")
    assert (joint[7].strip(), kinds[7].strip()) == ("1.00", "-")
    assert float(joint[3]) > float(kinds[3]) == pytest.approx(-np.log(len(ROLES)), abs=1e-3)
