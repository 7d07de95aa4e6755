"""The verb shows its plan and stops; with --yes it downloads; a fault is one line."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from tertius.cli import main

DAYS = ("--since", "2021-03-01", "--until", "2021-03-01")


def test_an_option_of_another_provider_is_refused(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["fetch", "icews", *DAYS, "--kind", "both", "--to", str(tmp_path)])
    assert done.exit_code == 1
    assert done.stderr.splitlines()[0] == "error: icews takes no option --kind"


def test_a_server_that_does_not_answer_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERTIUS_MIRROR", "http://127.0.0.1:9")
    done = CliRunner().invoke(main, ["fetch", "gdelt", *DAYS, "--tries", "1", "--to", str(tmp_path)])
    assert done.exit_code == 1
    assert len(done.stderr.splitlines()) == 2
    assert "the connection failed" in done.stderr


def test_a_mirror_that_is_no_address_is_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERTIUS_MIRROR", "mirror.example.org")
    done = CliRunner().invoke(main, ["fetch", "gdelt", *DAYS])
    assert done.stderr.splitlines()[0] == "error: TERTIUS_MIRROR is no address: 'mirror.example.org'"


def test_a_key_that_is_missing_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("UCDP_TOKEN", raising=False)
    done = CliRunner().invoke(main, ["fetch", "ucdp", *DAYS, "--arena", "south-caucasus", "--to", str(tmp_path)])
    assert done.exit_code == 1
    assert "UCDP_TOKEN is not set" in done.stderr
