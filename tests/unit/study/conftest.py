"""A server of a language model on this machine, which answers as a test tells it to."""

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from time import sleep
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[3]))
from benchmarks.interrupted.provider import served


@dataclass
class Model:
    """``says`` gets the messages and returns the words of the answer; ``faults`` are made first, oldest first."""

    says: Callable[[list[dict[str, str]]], str] = lambda _: "none"
    faults: list[tuple[int, bytes]] = field(default_factory=list)
    drip: float = 0.0
    asked: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)
    address: str = ""

    def body(self, messages: list[dict[str, str]]) -> bytes:
        return json.dumps({"choices": [{"message": {"role": "assistant", "content": self.says(messages)}}]}).encode()


class _Handler(BaseHTTPRequestHandler):
    model: Model

    def do_POST(self) -> None:
        record = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.model.asked.append({"path": self.path, **record})
        self.model.keys.append(self.headers.get("Authorization"))
        status, body = self.model.faults.pop(0) if self.model.faults else (200, self.model.body(record["messages"]))
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        if status == 429:
            self.send_header("Retry-After", "0")
        self.end_headers()
        for piece in (body,) if not self.model.drip else (body[at : at + 1] for at in range(len(body))):
            try:
                self.wfile.write(piece)
                self.wfile.flush()
            except OSError:
                return
            sleep(self.model.drip)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def model() -> Iterator[Model]:
    made = Model()
    with served(type("Handler", (_Handler,), {"model": made})) as address:
        made.address = f"{address}/v1"
        yield made
