"""How verdicts on two tellings of one world differ, and how often, by way."""

import pytest

from benchmarks.validation.simulated import verdicts


@pytest.mark.parametrize(("one", "other", "expected"), [
    ("supported", "supported", None),
    ("supported", "contradicted", "opposite"),
    ("inconsistent with", "supported", "opposite"),
    ("supported", "mixed", "another answer"),
    ("mixed", "contradicted", "another answer"),
    ("not testable", "contradicted", "answered in one only"),
    ("supported", "not testable", "answered in one only"),
])  # fmt: skip
def test_a_difference_is_of_one_kind(one: str, other: str, expected: str | None) -> None:
    assert verdicts.way(one, other) == verdicts.way(other, one) == expected


def test_every_difference_is_counted_and_none_twice() -> None:
    said = ["supported", "contradicted", "mixed", "not testable", "supported"]
    base = [(one, 0.5, "") for one in said]
    volume = [(one, 0.5, "") for one in ("contradicted", "contradicted", "contradicted", "mixed", "supported")]
    row = {"base": base, "volume x3": volume, "duplicates x3": base, "a bloc dropped": base}
    lines = verdicts.table([row])
    assert lines[2] == "| volume x3 | 5 | 60.0% | 20.0% | 20.0% | 20.0% | 2 of 4 | 2% |"
    assert lines[3] == "| duplicates x3 | 5 | 0.0% | 0.0% | 0.0% | 0.0% | 0 of 4 | 2% |"
