"""The page of the simulator names every role, media part and number."""

import re
from pathlib import Path

import pytest

from tertius.simulate import Media, Role, rates

PAGE = (Path(__file__).parents[3] / "docs" / "simulate.md").read_text(encoding="utf-8")
NUMBERS = {name: value for name, value in vars(rates).items() if name.isupper()}


@pytest.mark.parametrize("name", [*Role, *Media.__dataclass_fields__, *NUMBERS])
def test_the_page_names_every_role_part_and_number(name):
    assert f"`{name}`" in PAGE


@pytest.mark.parametrize("name", NUMBERS)
def test_the_page_states_the_value_in_use(name):
    row = re.search(rf"^\| `{name}` \| (.+?) \|", PAGE, re.M)
    assert row is not None
    assert [float(x) for x in _figures(row[1])] == pytest.approx(_figures_of(NUMBERS[name]))


def _figures(text):
    if match := re.fullmatch(r"1/(\d+)", text):
        return [1 / int(match[1])]
    return [part.split()[-1] for part in text.split(", ")]


def _figures_of(value):
    if isinstance(value, dict):
        return [float(part) for part in value.values()]
    return list(value) if isinstance(value, tuple) else [value]
