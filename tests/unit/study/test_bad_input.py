"""Bad input: one clear line that names file and row, exit code 1, and a study that is as it was."""

import bz2
import gzip
import os
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tertius.cli import main
from tertius.model import Engine, EngineError
from tertius.sources.icews import HEADER
from tertius.study import Study, schema
from tertius.study.looking import inspect

ROW = (
    "1001", "2020-11-10", "Foreign Affairs (Azerbaijan)", "Executive,Foreign Ministry,Government", "Azerbaijan",
    "Consult", "040", "1", "Foreign Affairs (Armenia)", "Executive,Foreign Ministry,Government", "Armenia", "77", "1",
    "Interfax", "Moscow", "NA", "Moskva", "Russian Federation", "55.75", "37.62",
)  # fmt: skip


def line(number: int, **changes: str) -> str:
    row = [str(1000 + number), *ROW[1:]]
    for place, value in changes.items():
        row[int(place.removeprefix("c"))] = value
    return "\t".join(row)


def icews(path: Path, lines: list[str], header: str = "\t".join(HEADER)) -> Path:
    path.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
    return path


def content(study: Path) -> list[tuple[object, ...]]:
    with Study(study, read_only=True) as opened:
        return [tuple(opened.sql(f"SELECT * FROM {table} ORDER BY ALL")[1]) for table in ("event", "reject", "load")]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A study of one good file, and the file beside it."""
    folder = tmp_path_factory.mktemp("made")
    good = icews(folder / "good.tab", [line(n) for n in range(5)])
    with Study(folder / "study.duckdb") as opened:
        opened.load("icews", good)
    return folder


@pytest.fixture
def study(made: Path, tmp_path: Path) -> Path:
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    return tmp_path / "study.duckdb"


def load(study: Path, *files: Path, source: str = "icews", options: tuple[str, ...] = ()) -> Result:
    return CliRunner().invoke(main, ["load", str(study), source, *map(str, files), *options])


def empty(path: Path) -> tuple[Path, str]:
    path.write_bytes(b"")
    return path, "empty"


def wrong_header(path: Path) -> tuple[Path, str]:
    return icews(path, [line(1)], header="\t".join(["Event Ident", *HEADER[1:]])), "row 1: wrong header"


def cut_line(path: Path) -> tuple[Path, str]:
    return icews(path, [line(11), line(12), line(13)[:60]]), "row 4: 4 fields where 20 belong"


def binary(path: Path) -> tuple[Path, str]:
    path.write_bytes(("\t".join(HEADER) + "\n" + line(11) + "\n").encode() + b"\x00\x01\x02")
    return path, "row 3: binary"


def of_r(path: Path) -> tuple[Path, str]:
    path = path.with_suffix(".rda")
    path.write_bytes(bz2.compress(b"RDX2 and what R makes of it"))
    return path, "a data file of R"


def packed(path: Path) -> tuple[Path, str]:
    path.write_bytes(gzip.compress("\t".join(HEADER).encode()))
    return path, "packed file of another kind"


def latin(path: Path) -> tuple[Path, str]:
    path.write_bytes(("\t".join(HEADER) + "\n" + line(11, c14="Zürich") + "\n").encode("latin-1"))
    return path, "row 2: not UTF-8"


def future(path: Path) -> tuple[Path, str]:
    return icews(path, [line(11), line(12, c1="2093-01-01")]), "row 3: the date lies outside"


def no_date(path: Path) -> tuple[Path, str]:
    return icews(path, [line(11, c1="10 Nov"), line(12)]), "row 2: the date cannot be read"


def unknown_code(path: Path) -> tuple[Path, str]:
    return icews(path, [line(11), line(12, c6="9999")]), "row 3: the code is in no code book (9999)"


def header_only(path: Path) -> tuple[Path, str]:
    return icews(path, []), "no rows"


@pytest.mark.parametrize(
    "make", [empty, wrong_header, cut_line, binary, of_r, packed, latin, future, no_date, unknown_code, header_only]
)
def test_a_bad_file_is_told_in_one_line_and_leaves_the_study_unchanged(
    study: Path, tmp_path: Path, make: Callable[[Path], tuple[Path, str]]
) -> None:
    before = content(study)
    path, message = make(tmp_path / "bad.tab")
    result = load(study, path)
    assert result.exit_code == 1
    told = [text for text in result.stderr.splitlines() if text.startswith("error:")]
    assert len(told) == 1
    assert str(path) in told[0]
    assert message in told[0]
    assert result.stdout == ""
    assert content(study) == before


@pytest.mark.parametrize("sign", [",", ";", "|"])
def test_a_table_of_another_format_is_told_as_such_and_not_as_cut(study: Path, tmp_path: Path, sign: str) -> None:
    path = tmp_path / "own.csv"
    path.write_text(f"day{sign}one{sign}other\n2020-01-01{sign}FJI{sign}WSM\n", encoding="utf-8")
    for source in ("gdelt", "gdelt1"):
        told = load(study, path, source=source).stderr
        assert "row 1: another format: the first line is one field where" in told
        assert f"3 fields by {sign!r}" in told
        assert "source csv-machine" in told


@pytest.mark.parametrize("start", ["RDA", "RDX2", "BZh", "X"])
def test_a_header_is_not_taken_for_a_packed_file(tmp_path: Path, start: str) -> None:
    path = tmp_path / "own.csv"
    path.write_text(f"{start},date\n1,2020-01-01\n", encoding="utf-8")
    assert inspect(path, None, ",").lines == 2


def test_files_before_the_bad_one_stay_loaded_and_the_bad_one_leaves_no_trace(study: Path, tmp_path: Path) -> None:
    good = icews(tmp_path / "second.tab", [line(21), line(22)])
    bad, _ = unknown_code(tmp_path / "bad.tab")
    assert load(study, good, bad).exit_code == 1
    with Study(study, read_only=True) as opened:
        assert opened.sql("SELECT file, events FROM load ORDER BY file")[1] == [("good.tab", 5), ("second.tab", 2)]


def test_rows_that_break_a_rule_are_set_aside_with_their_reason_when_asked(study: Path, tmp_path: Path) -> None:
    bad = icews(tmp_path / "bad.tab", [line(11), line(12, c6="9999"), line(13, c1="2093-01-01"), line(11)])
    assert load(study, bad, options=("--allow-rejects",)).exit_code == 0
    with Study(study, read_only=True) as opened:
        rejects = opened.sql("SELECT file_row, reason FROM reject ORDER BY file_row")[1]
        load_row = opened.sql("SELECT rows, events, rejects FROM load WHERE file = 'bad.tab'")[1]
    assert load_row == [(4, 1, 3)]
    assert rejects == [
        (3, "the code is in no code book (9999)"),
        (4, "the date lies outside the years of the data set"),
        (5, "the same event id stands in an earlier row"),
    ]


def test_a_row_that_repeats_an_event_is_a_known_fault_and_does_not_stop_the_load(study: Path, tmp_path: Path) -> None:
    assert load(study, icews(tmp_path / "twice.tab", [line(31), line(31)])).exit_code == 0


def test_an_unbalanced_quote_swallows_no_line(study: Path, tmp_path: Path) -> None:
    quoted = icews(tmp_path / "quote.tab", [line(41, c13='The "Daily'), line(42), line(43)])
    assert load(study, quoted).exit_code == 0
    with Study(study, read_only=True) as opened:
        assert opened.sql("SELECT events FROM load WHERE file = 'quote.tab'")[1] == [(3,)]


def test_a_file_loaded_before_is_left_alone(study: Path, tmp_path: Path) -> None:
    before = content(study)
    result = load(study, tmp_path / "good.tab")
    assert result.exit_code == 0
    assert "loaded before" in result.stderr
    assert content(study) == before


def test_an_absent_file_an_unknown_source_and_a_missing_option_are_told(study: Path, tmp_path: Path) -> None:
    assert "no such file" in load(study, tmp_path / "absent.tab").stderr
    assert "did you mean 'icews'" in load(study, tmp_path / "good.tab", source="icwes").stderr
    graph = load(study, tmp_path, source="icews-graph")
    assert graph.exit_code == 1
    assert "--first-day" in graph.stderr


def test_a_file_that_is_no_study_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "notes.duckdb"
    path.write_text("not a database, just some notes that are long enough to be looked at\n" * 20)
    result = CliRunner().invoke(main, ["doctor", str(path)])
    assert result.exit_code == 1
    assert result.stderr.startswith("error:")


def _limited() -> None:
    size = 3 << 20
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


@pytest.mark.slow
def test_a_full_disk_is_told_and_the_study_is_as_it_was(study: Path, tmp_path: Path) -> None:
    before = content(study)
    big = icews(tmp_path / "big.tab", [line(n, c13=f"Agency {n} {'x' * (n % 40)}") for n in range(100, 90_000)])
    done = subprocess.run(
        [sys.executable, "-m", "tertius", "load", str(study), "icews", str(big)],
        preexec_fn=_limited, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1, done.stderr
    assert "could not be written" in done.stderr
    assert "Traceback" not in done.stderr
    assert content(study) == before


def test_a_new_study_is_there_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def cut_off(_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as killed:
        killed.setattr(schema, "create", cut_off)
        with pytest.raises(KeyboardInterrupt):
            Study(tmp_path / "new.duckdb")
    assert not (tmp_path / "new.duckdb").exists()
    with Study(tmp_path / "new.duckdb") as study:
        assert study.sql("SELECT COUNT(*) FROM event")[1] == [(0,)]
    assert [path.name for path in tmp_path.iterdir()] == ["new.duckdb"]


def test_two_runs_that_make_one_new_study_lose_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, created = tmp_path / "new.duckdb", schema.create

    def overtaken(engine: Engine) -> None:
        created(engine)
        monkeypatch.setattr(schema, "create", created)
        with Study(path) as other:  # whole before this one has its name
            other.load("chronicle")

    monkeypatch.setattr(schema, "create", overtaken)
    with Study(path) as study:
        assert study.sql("SELECT COUNT(*) > 0 FROM event")[1] == [(True,)]
    assert [file.name for file in tmp_path.iterdir()] == ["new.duckdb"]


def test_what_a_run_killed_while_it_made_a_study_left_is_removed_in_time(tmp_path: Path) -> None:
    old, fresh = tmp_path / "new.duckdb.0123abcd.new", tmp_path / "new.duckdb.89efabcd.new"
    for file in (old, fresh):
        file.touch()
    os.utime(old, (0, 0))
    Study(tmp_path / "new.duckdb").close()
    assert sorted(file.name for file in tmp_path.iterdir()) == ["new.duckdb", fresh.name]


def test_a_new_study_that_cannot_be_written_is_refused_by_its_own_name(tmp_path: Path) -> None:
    path = tmp_path / f"{'n' * 245}.duckdb"  # the passing file has a longer name, which no file system takes
    with pytest.raises(EngineError, match=r"n\.duckdb cannot be written: File name too long"):
        Study(path)
    assert list(tmp_path.iterdir()) == []


def test_a_link_to_a_study_still_to_come_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "new.duckdb")
    Study(tmp_path / "link").close()
    assert (tmp_path / "link").is_symlink()
    with Study(tmp_path / "new.duckdb", read_only=True) as study:
        assert study.sql("SELECT COUNT(*) FROM event")[1] == [(0,)]


@pytest.mark.slow
def test_a_load_killed_half_way_leaves_the_study_openable_and_a_repeat_finishes(study: Path, tmp_path: Path) -> None:
    big = icews(tmp_path / "big.tab", [line(n, c13=f"Agency {n}") for n in range(100, 60_000)])
    command = [sys.executable, "-m", "tertius", "load", str(study), "icews", str(big)]
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(0.9)
    running.kill()
    running.wait()
    with Study(study, read_only=True) as opened:
        loads = dict(opened.sql("SELECT file, events FROM load")[1])
        (events,) = opened.sql("SELECT COUNT(*) FROM event")[1][0]
    assert events == sum(loads.values())
    assert loads["good.tab"] == 5
    subprocess.run(command, check=True, capture_output=True, env={**os.environ})
    with Study(study, read_only=True) as opened:
        assert opened.sql("SELECT COUNT(*) FROM event")[1] == [(5 + 59_900,)]
