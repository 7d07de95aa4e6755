"""A plan does nothing; a download ends with whole, checked files or with a part that the next run goes on with."""

from datetime import date
from pathlib import Path

import filelock
import pytest

from benchmarks.interrupted.provider import FOLDER, LIST, Provider
from tertius.fetch import Ask, Plan, State, Web, carry_out, fetcher, plan
from tertius.fetch.planning import Item, Remote
from tertius.model import FetchError, Span, UsageError

DAY = Span(date(2021, 3, 1), date(2021, 3, 2))


def silent(done: int, total: int, label: str) -> None:
    """Say nothing."""


def planned(web: Web, folder: Path) -> Plan:
    return plan(web, fetcher("gdelt"), Ask(DAY, folder))


def run(web: Web, folder: Path) -> None:
    carry_out(web, planned(web, folder), silent)


def whole(provider: Provider, folder: Path) -> bool:
    return all((folder / name).read_bytes() == provider.bodies[FOLDER + name] for name in names(provider))


def names(provider: Provider) -> list[str]:
    return sorted(path.rpartition("/")[2] for path in provider.bodies if path.endswith(".zip"))


def test_a_plan_counts_files_and_bytes_and_downloads_nothing(provider: Provider, web: Web, tmp_path: Path) -> None:
    listed = provider.gdelt()
    found = planned(web, tmp_path / "new")
    assert [item.remote.name for item in found.items] == listed
    assert {item.state for item in found.items} == {State.ABSENT}
    assert found.to_come == sum(len(provider.bodies[FOLDER + name]) for name in listed)
    assert set(provider.asked) == {LIST}
    assert not (tmp_path / "new").exists()


def test_files_arrive_whole_and_a_second_run_asks_for_none(provider: Provider, web: Web, tmp_path: Path) -> None:
    provider.gdelt()
    run(web, tmp_path)
    assert whole(provider, tmp_path)
    before = provider.asked.copy()
    run(web, tmp_path)
    assert set(provider.asked - before) == {LIST}


@pytest.mark.parametrize("fault", ["429", "503", "cut", "slow", "wrong"])
def test_a_passing_fault_is_outlived(provider: Provider, web: Web, tmp_path: Path, fault: str) -> None:
    first = provider.gdelt()[0]
    provider.faults = {FOLDER + first: [fault, fault] if fault != "wrong" else [fault], LIST: ["503"]}
    run(web, tmp_path)
    assert whole(provider, tmp_path)
    assert not provider.faults[FOLDER + first]


def test_a_cut_download_goes_on_where_it_stopped(provider: Provider, web: Web, tmp_path: Path) -> None:
    first = provider.gdelt()[0]
    provider.faults = {FOLDER + first: ["cut"]}
    run(web, tmp_path)
    half = len(provider.bodies[FOLDER + first]) // 2
    assert f"bytes={half}-" in provider.ranges
    assert whole(provider, tmp_path)


def test_a_part_of_an_earlier_run_is_shown_and_gone_on_with(provider: Provider, web: Web, tmp_path: Path) -> None:
    first = provider.gdelt()[0]
    (tmp_path / f"{first}.part").write_bytes(provider.bodies[FOLDER + first][:1000])
    found = planned(web, tmp_path)
    assert (found.items[0].state, found.items[0].have) == (State.PARTIAL, 1000)
    carry_out(web, found, silent)
    assert "bytes=1000-" in provider.ranges
    assert whole(provider, tmp_path)
    assert not list(tmp_path.glob("*.part"))


def test_a_part_of_another_file_is_thrown_away(provider: Provider, web: Web, tmp_path: Path) -> None:
    first = provider.gdelt()[0]
    (tmp_path / f"{first}.part").write_bytes(b"x" * 1000)
    run(web, tmp_path)
    assert whole(provider, tmp_path)


def test_a_part_of_a_file_of_unknown_size_is_not_gone_on_with(provider: Provider, web: Web, tmp_path: Path) -> None:
    name, place = provider.gdelt()[0], tmp_path / "whole.zip"
    (tmp_path / "whole.zip.part").write_bytes(b"x" * 1000)
    bare = Item(Remote(FOLDER + name, place.name), place, State.PARTIAL, 1000)
    carry_out(web, Plan(fetcher("gdelt"), Ask(DAY, tmp_path), (bare,)), silent)
    assert place.read_bytes() == provider.bodies[FOLDER + name]
    assert "bytes=1000-" not in provider.ranges


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ("429", "status 429 after 4 tries"),
        ("wrong", "not what the list says: checksum"),
        ("html", "a web page instead of data"),
        ("404", "the server says 404"),
        ("403", "access was refused"),
    ],
)
def test_a_lasting_fault_is_one_line_and_keeps_what_is_whole(
    provider: Provider, web: Web, tmp_path: Path, fault: str, said: str
) -> None:
    first, second, _ = provider.gdelt()
    provider.faults = {FOLDER + second: [fault] * 50}
    with pytest.raises(FetchError, match=said) as caught:
        run(web, tmp_path)
    assert "\n" not in str(caught.value)
    assert caught.value.hint
    assert (tmp_path / first).read_bytes() == provider.bodies[FOLDER + first]
    assert not (tmp_path / second).exists()


def test_a_list_that_is_a_web_page_is_said(provider: Provider, web: Web, tmp_path: Path) -> None:
    provider.gdelt()
    provider.faults = {LIST: ["html"]}
    with pytest.raises(FetchError, match="a web page instead of data"):
        planned(web, tmp_path)


def test_days_that_nobody_published_are_said(provider: Provider, web: Web, tmp_path: Path) -> None:
    provider.gdelt()
    with pytest.raises(UsageError, match="lists no file for 2019"):
        plan(web, fetcher("gdelt"), Ask(Span(date(2019, 1, 1), date(2019, 2, 1)), tmp_path))


def test_two_runs_never_fill_one_folder_at_once(provider: Provider, web: Web, tmp_path: Path) -> None:
    provider.gdelt()
    with (
        filelock.FileLock(tmp_path / ".tertius-fetch.lock"),
        pytest.raises(UsageError, match="another fetch is filling"),
    ):
        run(web, tmp_path)


def test_a_server_that_is_not_there_is_one_line(web: Web, tmp_path: Path) -> None:
    web.mirror = "http://127.0.0.1:9"
    with pytest.raises(FetchError, match="the connection failed"):
        planned(web, tmp_path)


def test_a_key_that_cannot_be_sent_is_not_shown(web: Web) -> None:
    with pytest.raises(FetchError, match="a key holds a sign that cannot be sent") as caught:
        web.text("http://data.example/list", {"x-ucdp-access-token": "dear\n"})
    assert "dear" not in str(caught.value)
