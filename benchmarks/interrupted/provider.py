"""A provider on this machine that answers like the real ones, and fails when told to."""

import hashlib
import io
import threading
import zipfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import sleep

LIST = "/data.gdeltproject.org/gdeltv2/masterfilelist.txt"
FOLDER = "/data.gdeltproject.org/gdeltv2/"


@dataclass
class Provider:
    """What it serves by path, and the faults it makes, each once per entry, oldest first."""

    address: str = ""
    bodies: dict[str, bytes] = field(default_factory=dict)
    faults: dict[str, list[str]] = field(default_factory=dict)
    asked: Counter[str] = field(default_factory=Counter)
    ranges: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)

    def gdelt(self, files: int = 3, rows: int = 2000) -> list[str]:
        """Serve files of 15 minutes with a list of sizes and checksums that also has broken lines."""
        lines = ["", "15 no-checksum http://data.gdeltproject.org/gdeltv2/20210301000000.export.CSV.zip"]
        for number in range(files):
            name = f"20210301{number:02d}0000.export.CSV.zip"
            body = zipped(name.removesuffix(".zip"), f"{number}\trow\n" * rows)
            self.bodies[FOLDER + name] = body
            lines.append(f"{len(body)} {hashlib.md5(body).hexdigest()} http://data.gdeltproject.org/gdeltv2/{name}")
        lines.append("99 " + "0" * 32 + " http://data.gdeltproject.org/gdeltv2/20220301000000.export.CSV.zip")
        self.bodies[LIST] = "\n".join(lines).encode()
        return sorted(path.rpartition("/")[2] for path in self.bodies if path.endswith(".zip"))


def zipped(name: str, text: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(zipfile.ZipInfo(name), text)
    return out.getvalue()


class Handler(BaseHTTPRequestHandler):
    """Answers for one provider; a fault of a path is made once and is then over."""

    protocol_version = "HTTP/1.1"
    provider: Provider

    def do_GET(self) -> None:
        path, made = self.path.partition("?")[0], self.provider
        made.asked[path] += 1
        made.headers.append(dict(self.headers))
        made.ranges.append(self.headers.get("Range", ""))
        fault = made.faults[path].pop(0) if made.faults.get(path) else ""
        body = made.bodies.get(self.path, made.bodies.get(path))
        if body is None:
            self._send(404, b"nothing here")
        elif fault.isdigit():
            self._send(int(fault), b"busy", {"Retry-After": "0"})
        elif fault == "html":
            self._send(200, b"<!DOCTYPE html><html>maintenance</html>", {"Content-Type": "text/html"})
        else:
            self._give(bytes(len(body)) if fault == "wrong" else body, fault)

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.do_GET()

    def _give(self, body: bytes, fault: str) -> None:
        start = int((self.headers.get("Range") or "bytes=0-")[6:].split("-")[0])
        if start >= len(body) > 0:
            self._send(416, b"")
            return
        extra = {"Content-Range": f"bytes {start}-{len(body) - 1}/{len(body)}"} if start else {}
        self._send(206 if start else 200, body[start:], extra, fault)

    def _send(self, status: int, body: bytes, extra: dict[str, str] | None = None, fault: str = "") -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **(extra or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body[: len(body) // 2] if fault in ("cut", "slow") else body)
        if fault == "slow":
            self.wfile.flush()
            sleep(0.6)
        self.close_connection = fault in ("cut", "slow")

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def handler(provider: Provider) -> type[Handler]:
    return type("OneHandler", (Handler,), {"provider": provider})


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """A client that went away is part of the tests."""


@contextmanager
def served(answering: type[BaseHTTPRequestHandler]) -> Iterator[str]:
    """Run a server on this machine; yields its address."""
    server = Server(("127.0.0.1", 0), answering)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
