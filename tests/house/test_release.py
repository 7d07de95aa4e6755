"""What a release promises: a dated change log, locks with hashes and no address, free licences, no heavy files."""

import json
import re
import subprocess
import sys
import tomllib
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest

ONE_MEGABYTE = 1_000_000
LOCKS = ("requirements.lock", "requirements-dev.lock")
_PIN = re.compile(r"^(?P<name>[A-Za-z0-9_.-]+)==(?P<version>\S+)", re.M)
_LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)")


def _project(root: Path) -> dict[str, object]:
    project: dict[str, object] = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return project


def test_the_change_log_has_an_entry_for_this_version(root: Path) -> None:
    number = re.escape(str(_project(root)["version"]))
    log = (root / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(rf"^## \[{number}\] - (\d{{4}}-\d{{2}}-\d{{2}}|unreleased)$", log, re.M)


def test_the_citation_file_names_this_version(root: Path) -> None:
    citation = (root / "CITATION.cff").read_text(encoding="utf-8")
    assert f"version: {_project(root)['version']}\n" in citation


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_file_holds_hashes_and_no_address(root: Path, lock: str) -> None:
    text = (root / lock).read_text(encoding="utf-8")
    assert "://" not in text
    assert "--index" not in text
    pins = _PIN.findall(text)
    assert pins
    assert all("--hash=sha256:" in block for block in re.split(r"^(?=[A-Za-z0-9])", text, flags=re.M)[1:])


def test_the_two_lock_files_agree(root: Path) -> None:
    runtime, dev = ((root / lock).read_text(encoding="utf-8") for lock in LOCKS)
    assert set(_PIN.findall(runtime)) <= set(_PIN.findall(dev))


def test_every_declared_dependency_is_locked(root: Path) -> None:
    project = _project(root)
    declared = project["dependencies"]
    assert isinstance(declared, list)
    wanted = {_normal(re.split(r"[<>=!~;\[ ]", line)[0]) for line in declared}
    locked = {_normal(name) for name, _ in _PIN.findall((root / LOCKS[0]).read_text(encoding="utf-8"))}
    assert wanted <= locked


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_no_tracked_file_is_heavy(root: Path) -> None:
    if not (root / ".git").exists():
        pytest.skip("not a git checkout: nothing is tracked here")
    done = subprocess.run(["git", "ls-files", "-z"], cwd=root, capture_output=True, text=True, check=True)
    tracked = [root / name for name in done.stdout.split("\0") if name]
    heavy = [str(path.relative_to(root)) for path in tracked if path.is_file() and path.stat().st_size > ONE_MEGABYTE]
    assert tracked
    assert heavy == []


def _installed(name: str) -> bool:
    try:
        version(name)
    except PackageNotFoundError:
        return False
    return True


def test_no_runtime_dependency_is_under_the_gpl(root: Path) -> None:
    names = {name for name, _ in _PIN.findall((root / LOCKS[0]).read_text(encoding="utf-8")) if _installed(name)}
    command = [Path(sys.executable).with_name("pip-licenses"), "--python", sys.executable, "--format", "json",
               "--from", "all", "--with-system", "--packages", *sorted(names)]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    listed = {_normal(row["Name"]): row for row in json.loads(done.stdout)}
    assert set(listed) == {_normal(name) for name in names}
    stated = {name: _stated(row) for name, row in listed.items()}
    assert [name for name, words in stated.items() if not words] == []
    assert {name: words for name, words in stated.items() if "GPL" in words or "General Public" in words} == {}


def _stated(row: dict[str, str]) -> str:
    """What a package says its own licence is.

    Only the first line of the free text counts: below it, wheels append the licences of compiler runtimes they carry
    (libgfortran: GPL with the GCC runtime exception), which do not reach the programs that use them.
    """
    words = (row["License-Expression"], row["License-Classifier"], row["License-Metadata"].partition("\n")[0])
    return " ".join(word for word in words if word != "UNKNOWN")


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md"])
def test_every_link_of_the_first_files_leads_somewhere(root: Path, page: str) -> None:
    links = _LINK.findall((root / page).read_text(encoding="utf-8"))
    assert links
    assert [link for link in links if not (root / link).exists()] == []
