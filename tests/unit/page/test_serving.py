"""The program as a user runs it: a port of this machine, one line when it stops, one line when it cannot start."""

import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from tertius.cli import main

HOST = "127.0.0.1"


@pytest.fixture
def running(study: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    command = [sys.executable, "-m", "tertius", "serve", str(study), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as done:
        assert done.stderr is not None
        line = done.stderr.readline()
        try:
            yield done, line
        finally:
            done.kill()


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal there")
def test_it_says_where_it_is_and_stops_in_one_line(running: tuple[subprocess.Popen[str], str], study: Path) -> None:
    process, line = running
    assert line.startswith(f"{study}: http://{HOST}:")
    address = line.split()[1]
    with urllib.request.urlopen(f"{address}style.css") as answer:
        assert answer.status == 200
        assert answer.headers.get("Server") is None
    with pytest.raises(urllib.error.HTTPError, match="403"):
        urllib.request.urlopen(urllib.request.Request(f"{address}style.css", headers={"Host": "evil.example"}))
    process.send_signal(signal.SIGINT)
    assert process.stderr is not None
    assert process.stderr.read() == "stopped\n"
    assert process.wait() == 0


def test_a_port_that_is_taken_is_told_in_one_line(study: Path) -> None:
    with socket.socket() as other:
        other.bind((HOST, 0))
        other.listen()
        port = other.getsockname()[1]
        result = CliRunner().invoke(main, ["serve", str(study), "--port", str(port)])
    assert result.exit_code == 1
    assert result.output == f"error: port {port} is taken\nhint: give another, or --port 0 for any that is free\n"


def test_a_study_that_is_absent_is_told_before_anything_is_served(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["serve", str(tmp_path / "no.duckdb"), "--port", "0"])
    assert result.exit_code == 1
    assert "there is no study" in result.output
    assert not (tmp_path / "no.duckdb").exists()


def test_a_study_whose_panels_are_made_is_left_as_it_is(study: Path, desk: object, tmp_path: Path) -> None:
    from tertius.page.serving import desk_of

    assert desk  # it made them
    copy = tmp_path / "study.duckdb"
    copy.write_bytes(study.read_bytes())
    desk_of(copy, "south-caucasus").close()
    assert copy.read_bytes() == study.read_bytes()
