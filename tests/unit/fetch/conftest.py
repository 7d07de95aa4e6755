"""A running provider and a door to it; the provider is that of the benchmark, imported from the root of the project."""

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tertius.fetch import Manners, Web

sys.path.insert(0, str(Path(__file__).parents[3]))
from benchmarks.interrupted.provider import Provider, Server, handler


@pytest.fixture
def provider() -> Iterator[Provider]:
    made = Provider()
    server = Server(("127.0.0.1", 0), handler(made))
    made.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield made
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def web(provider: Provider) -> Iterator[Web]:
    manners = Manners(tries=4, pause=0.0, first_wait=0.0, silence=0.3)
    with Web(manners, provider.address) as door:
        yield door
