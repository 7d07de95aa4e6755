"""A running provider and a door to it; the provider is that of the benchmark, imported from the root of the project."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tertius.fetch import Manners, Web

sys.path.insert(0, str(Path(__file__).parents[3]))
from benchmarks.interrupted.provider import Provider, handler, served


@pytest.fixture
def provider() -> Iterator[Provider]:
    made = Provider()
    with served(handler(made)) as made.address:
        yield made


@pytest.fixture
def web(provider: Provider) -> Iterator[Web]:
    manners = Manners(tries=4, pause=0.0, first_wait=0.0, silence=0.3)
    with Web(manners, provider.address) as door:
        yield door
