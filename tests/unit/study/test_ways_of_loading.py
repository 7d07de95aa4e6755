"""The short way and the long way give the same rows; zipped, transcoded, in folders and by pattern, whole or not."""

import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Timer
from time import perf_counter
from typing import Any

import pytest
from breadth import slow_after

from tertius.model import BadFile, UnknownName, UsageError
from tertius.sources import source
from tertius.study import Study, loading, looking, opened

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
GDELT = FIXTURES / "gdelt" / "sample.export.csv"
LINES = [line for line in GDELT.read_text(encoding="utf-8").splitlines() if "---" not in line][:8]


def table(study: Study) -> list[tuple[object, ...]]:
    return list(study.sql("SELECT * FROM event ORDER BY file_row")[1])


def write(path: Path, lines: list[str]) -> Path:
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


@pytest.fixture
def long_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opened, "plain", lambda *_: False)


def test_a_clean_file_takes_the_short_way_and_gives_the_rows_of_the_long_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path / "clean.csv", LINES)
    with Study() as quick, monkeypatch.context() as patch:
        patch.setattr(loading, "load_rows", None)
        quick.load("gdelt", path)
        short = (
            table(quick),
            quick.sql("SELECT * EXCLUDE loaded_at FROM load")[1],
            quick.sql("FROM judgement ORDER BY ALL"),
        )
    monkeypatch.setattr(opened, "plain", lambda *_: False)
    with Study() as slow:
        slow.load("gdelt", path)
        assert (table(slow), slow.sql("SELECT * EXCLUDE loaded_at FROM load")[1],
                slow.sql("FROM judgement ORDER BY ALL")) == short  # fmt: skip
    assert len(short[0]) == len(LINES)


def state(study: Study) -> list[object]:
    """Everything a load leaves behind, but for the time."""
    return [study.sql(f"SELECT * {'EXCLUDE loaded_at' if name == 'load' else ''} FROM {name} ORDER BY ALL")[1]
            for name in ("event", "reject", "load", "judgement")]  # fmt: skip


FAULTS = {
    "date": lambda cells: [cells[0], "20160230", *cells[2:]],
    "code": lambda cells: [*cells[:26], "9999", *cells[27:]],
    "no code": lambda cells: [*cells[:26], "---", *cells[27:]],
    "id": lambda cells: ["x", *cells[1:]],
    "repeated": lambda cells: [LINES[0].split("\t")[0], *cells[1:]],
    "none": lambda cells: cells,
}  # fmt: skip


@pytest.mark.parametrize("end", slow_after(1, ["\r\n", "\n"]))
@pytest.mark.parametrize("sample", slow_after(1, [20_000, 1]))
@pytest.mark.parametrize("faults", slow_after(1, [
    ("code", "id", "no code", "repeated"), ("no code",), ("date", "repeated"), ("code", "date", "id", "no code"),
    ("repeated", "repeated", "none"),
]))  # fmt: skip
def test_rows_that_break_rules_are_set_aside_by_either_way_alike(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, faults: tuple[str, ...], sample: int, end: str
) -> None:
    monkeypatch.setattr("tertius.study.streaming._SAMPLE", sample)
    lines = list(LINES)
    for place, fault in enumerate(faults, 2):
        lines[place] = "\t".join(FAULTS[fault](lines[place].split("\t")))
    lines[-1] = "\t".join(["4321", *lines[1].split("\t")[1:26], "9998", *lines[1].split("\t")[27:]])
    first = write(tmp_path / "first.csv", [LINES[-2]])
    path = tmp_path / "faults.csv"
    path.write_bytes("".join(f"{line}{end}" for line in [*lines, lines[-1]]).encode("utf-8-sig"))
    found = []
    for way in ("short", "long"):
        with Study() as study, monkeypatch.context() as patch:
            study.load("gdelt", first)
            patch.setattr(*((loading, "load_rows", None) if way == "short" else (opened, "plain", lambda *_: False)))
            study.load("gdelt", path, allow_rejects=True)
            found.append(state(study))
    assert found[0] == found[1]
    assert len(found[0][1]) >= len(faults)


def test_a_fault_that_no_data_set_is_known_for_stops_the_load_by_either_way(tmp_path: Path) -> None:
    lines = [*LINES[:3], LINES[3].replace("\t2016", "\t20x6", 1)]
    with Study(tmp_path / "study.duckdb") as study:
        with pytest.raises(BadFile, match="the date cannot be read") as caught:
            study.load("gdelt", write(tmp_path / "bad.csv", lines))
        assert "row 4" in str(caught.value)
        assert [study.sql(f"SELECT COUNT(*) FROM {name}")[1] for name in ("event", "reject", "load")] == [[(0,)]] * 3


@pytest.mark.parametrize(("step", "large"), slow_after(1, [(1, True), (1, False), (2, False)], several=True))
def test_a_row_tells_its_line_however_many_cores_read_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int, large: bool
) -> None:
    if large:  # in any order
        monkeypatch.setattr(loading, "_BATCH_BYTES", 1)
    cells = LINES[0].split("\t")
    path, rows = tmp_path / "long.csv", 40_000  # more than the parts that cores read at a time
    with path.open("w", encoding="utf-8") as stream:
        for number in range(rows):
            code = "---" if number == rows - 5 else cells[26]
            line = [str(10_000_000 + number * step), *cells[1:26], code, *cells[27:-1], f"{cells[-1]}/{'x' * 600}"]
            stream.write("\t".join(line) + "\n")
    with Study(tmp_path / "study.duckdb") as study:
        assert study.load("gdelt", path)[0].events == rows - 1
        wrong = f"CAST(SUBSTR(event_id, 7) AS BIGINT) <> 10000000 + (file_row - 1) * {step}"
        assert study.sql(f"SELECT COUNT(*) FROM event WHERE {wrong}")[1] == [(0,)]
        assert study.sql("SELECT file_row, LEFT(raw, 8) FROM reject")[1] == [
            (rows - 4, str(10_000_000 + (rows - 5) * step))
        ]


@pytest.mark.parametrize(("ids", "told"), slow_after(2, [
    ((5, 6, 7, 8), [5]), ((5, 6, 8, 9), [None]), ((8, 7, 6, 5), [None]), ((5, 6, 6, 7), [None]), ((-1, 0, 1, 2), [-1]),
    ((5, "x", 7, 8), [None]), ((5,), [5]), ((9223372036854775806, 9223372036854775807), [9223372036854775806]),
], several=True))  # fmt: skip
@pytest.mark.parametrize("fault", slow_after(1, ["no code", "none"]))
def test_where_each_line_has_the_next_id_the_first_one_tells_the_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ids: tuple[int | str, ...], told: list[int | None], fault: str
) -> None:
    lines = [[str(one), *line.split("\t")[1:]] for one, line in zip(ids, LINES, strict=False)]
    lines[-1] = FAULTS[fault](lines[-1])
    path = write(tmp_path / "one.csv", ["\t".join(cells) for cells in lines])
    with Study() as short, Study() as long:
        short.load("gdelt", path, allow_rejects=True)
        with monkeypatch.context() as patch:
            patch.setattr(opened, "plain", lambda *_: False)
            long.load("gdelt", path, allow_rejects=True)
        assert short.sql("SELECT first_id FROM lean_file")[1] == [(one,) for one in told]
        assert state(short) == state(long)


@pytest.mark.parametrize(
    "ids", slow_after(1, [((1, 2), (2, 3)), ((1, 2), (3, 4)), ((3, 4), (1, 2)), ((1, 3), (4, 5)), ((1, 2), (9, 3))])
)
def test_ids_of_small_files_that_go_together_are_looked_at_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ids: tuple[tuple[int, ...], ...]
) -> None:
    for number, each in enumerate(ids):
        lines = [f"{one}\t{line.partition(chr(9))[2]}" for one, line in zip(each, LINES, strict=False)]
        write(tmp_path / f"2016010{number}.export.CSV", lines)
    found = []
    for files in (1, 256):
        monkeypatch.setattr(loading, "_BATCH_FILES", files)
        with Study() as study:
            found.append((study.load("gdelt", tmp_path), state(study)))
            known = study.sql("SELECT COUNT(first_id) FROM lean_file")[1]
            assert known == [(sum(each[1] == each[0] + 1 for each in ids),)]
    assert found[0] == found[1]


@pytest.mark.parametrize("number", ["007", "+7"])
def test_an_id_in_unusual_writing_is_kept_as_written(tmp_path: Path, number: str) -> None:
    lines = [LINES[0], f"{number}\t" + LINES[1].partition("\t")[2], "7\t" + LINES[2].partition("\t")[2]]
    with Study() as study:
        assert study.load("gdelt", write(tmp_path / "one.csv", lines))[0].events == 3
        assert study.sql("SELECT event_id FROM event WHERE file_row = 2")[1] == [(f"gdelt:{number}",)]
        later = study.load("gdelt", write(tmp_path / "two.csv", [lines[2], LINES[3]]))[0]
        assert (later.events, later.duplicates) == (1, 1)


def test_names_that_mean_another_actor_on_another_day_are_ruled_on_by_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    days = ("19850101", "19950101")
    lines = []
    for number, (day, name) in enumerate((day, name) for day in days for name in ("SUN", "YUG", "RUSGOV", "DDR")):
        cells = LINES[0].split("\t")
        cells[0], cells[1], cells[5], cells[15] = str(900 + number), day, name, name
        lines.append("\t".join(cells))
    found = []
    for way in ("short", "long"):
        with Study() as study, monkeypatch.context() as patch:
            patch.setattr(*((loading, "load_rows", None) if way == "short" else (opened, "plain", lambda *_: False)))
            study.load("gdelt", write(tmp_path / "days.csv", lines))
            found.append(state(study))
    assert found[0] == found[1]


def test_settings_of_the_short_way_end_with_it(tmp_path: Path) -> None:
    usual = ("SELECT value FROM duckdb_settings() "
             "WHERE name IN ('memory_limit', 'disabled_optimizers', 'threads') ORDER BY name")  # fmt: skip
    with Study(tmp_path / "study.duckdb") as study:
        before = study.sql(usual)[1]
        cut = LINES[1].rpartition("\t")[0]
        # as many delimiters as needed in all, in the wrong lines: the reader fails inside the transaction
        with pytest.raises(BadFile, match="62 fields"):
            study.load("gdelt", write(tmp_path / "bad.csv", [LINES[0] + "\t", cut, LINES[2]]))
        assert study.sql(usual)[1] == before
        study.load("gdelt", write(tmp_path / "good.csv", LINES))
        assert study.sql(usual)[1] == before


def test_names_that_the_first_rows_do_not_show_are_ruled_on_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tertius.study.streaming._SAMPLE", 1)
    path = write(tmp_path / "clean.csv", LINES)
    with Study() as study:
        study.load("gdelt", path)
        short = table(study)
    with Study() as study, monkeypatch.context() as patch:
        patch.setattr(opened, "plain", lambda *_: False)
        study.load("gdelt", path)
        assert table(study) == short
        assert any(row[8] is not None for row in short)


@pytest.mark.parametrize("later", [["same"], ["same", "new"]])
def test_an_event_of_an_earlier_file_is_set_aside_whichever_way(tmp_path: Path, later: list[str]) -> None:
    new = LINES[0].replace("1\t", "77\t", 1)
    with Study() as study:
        study.load("gdelt", write(tmp_path / "one.csv", LINES[:3]))
        done = study.load("gdelt", write(tmp_path / "two.csv", [{"same": LINES[1], "new": new}[one] for one in later]))
        assert (done[0].events, done[0].rejects) == (len(later) - 1, 1)


def test_a_corrected_row_of_a_file_of_keys_is_told_apart_from_a_repeat_whichever_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def other(line: str, column: int, text: str) -> str:
        cells = line.split("\t")
        assert cells[column] != text
        return "\t".join((*cells[:column], text, *cells[column + 1 :]))

    later = [LINES[0], other(LINES[1], 26, "0311"), other(LINES[2], 1, "20160103"), other(LINES[3], 5, "NEWNAME"),
             other(LINES[4], 15, ""), other(LINES[5], 34, "9.9"), other(LINES[6], 0, "77"),
             other(other(LINES[6], 0, "77"), 26, "0311"), other(LINES[6], 0, "77")]  # fmt: skip
    one, two = write(tmp_path / "one.csv", LINES), write(tmp_path / "two.csv", later)
    found = []
    for way in ("short", "long"):
        with Study() as study, monkeypatch.context() as patch:
            if way == "long":
                patch.setattr(opened, "plain", lambda *_: False)
            study.load("gdelt", one)
            done = study.load("gdelt", two)[0]
            found.append((done.events, done.duplicates, done.changed, state(study)))
            told = study.sql("SELECT file_row FROM reject WHERE reason LIKE 'another act%' ORDER BY 1")[1]
        assert told == [(2,), (3,), (4,), (5,), (8,)]
    assert found[0] == found[1]
    assert found[0][:3] == (1, 8, 5)


def test_a_zipped_file_gives_the_rows_of_the_plain_one_under_its_own_hash(tmp_path: Path) -> None:
    packed = tmp_path / "sample.export.CSV.zip"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(GDELT, "sample.export.CSV")
    study_path = tmp_path / "study.duckdb"
    with Study() as plain, Study(study_path) as unpacked:
        plain.load("gdelt", GDELT)
        unpacked.load("gdelt", packed)
        keep = "SELECT * EXCLUDE (file_sha256) FROM event ORDER BY file_row"
        assert plain.sql(keep)[1] == unpacked.sql(keep)[1]
        assert plain.sql("SELECT file_sha256 FROM load")[1] != unpacked.sql("SELECT file_sha256 FROM load")[1]
        assert unpacked.load("gdelt", packed)[0].known
    assert sorted(path.name for path in tmp_path.iterdir()) == ["sample.export.CSV.zip", "study.duckdb"]


@pytest.mark.parametrize("damage", ["cut", "two files", "bad sum", "empty"])
def test_a_bad_archive_is_told_and_leaves_nothing_behind(tmp_path: Path, damage: str) -> None:
    packed = tmp_path / "bad.csv.zip"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        if damage != "empty":
            archive.write(GDELT, "one.csv")
        if damage == "two files":
            archive.write(GDELT, "two.csv")
    content = packed.read_bytes()
    if damage == "cut":
        packed.write_bytes(content[: len(content) // 2])
    if damage == "bad sum":
        packed.write_bytes(content.replace(b"FJIMIL", b"FJIMIX"))
    with Study(tmp_path / "study.duckdb") as study:
        with pytest.raises(BadFile):
            study.load("gdelt", packed)
        assert study.sql("SELECT COUNT(*) FROM event")[1] == [(0,)]
    assert not (tmp_path / "study.duckdb.loading").exists()


def test_what_a_killed_load_left_beside_the_study_is_cleared(tmp_path: Path) -> None:
    left = tmp_path / "study.duckdb.loading"
    left.mkdir()
    (left / "unzipped").write_text("half")
    with zipfile.ZipFile(tmp_path / "a.csv.zip", "w") as archive:
        archive.write(GDELT, "a.csv")
    with Study(tmp_path / "study.duckdb") as study:
        study.load("gdelt", tmp_path / "a.csv.zip")
    assert not left.exists()


@pytest.mark.parametrize(("encoding", "zipped"), [("iso-8859-1", False), ("utf-8", False), ("utf-8-sig", False),
                                                  ("iso-8859-1", True), ("utf-8", True)])  # fmt: skip
def test_text_in_the_encoding_of_the_data_set_or_saved_again_as_utf_8_is_read_as_such(
    tmp_path: Path, encoding: str, zipped: bool
) -> None:
    path = tmp_path / "ngec.txt"
    text = (FIXTURES / "polecat" / "sample.ngec.txt").read_text(encoding="utf-8").replace("Apia", "Åpiá")
    path.write_bytes(text.encode(encoding))
    if zipped:
        with zipfile.ZipFile(tmp_path / "ngec.zip", "w") as archive:
            archive.write(path, "ngec.txt")
        path = tmp_path / "ngec.zip"
    with Study() as study:
        study.load("polecat", path)
        assert study.sql("SELECT place FROM event WHERE place IS NOT NULL AND place <> 'Sukhumi'")[1] == [("Åpiá",)]


def test_a_renamed_column_of_another_release_is_accepted_and_any_other_is_not(tmp_path: Path) -> None:
    text = (FIXTURES / "polecat" / "sample.ngec.txt").read_text(encoding="utf-8")
    (tmp_path / "a.txt").write_text(text.replace("\tIntensity\t", "\tEvent Intensity\t", 1), encoding="utf-8")
    (tmp_path / "b.txt").write_text(text.replace("\tIntensity\t", "\tForce\t", 1), encoding="utf-8")
    with Study() as study:
        assert study.load("polecat", tmp_path / "a.txt")[0].events == 10
        with pytest.raises(BadFile, match="'Force' where"):
            study.load("polecat", tmp_path / "b.txt")


def test_folders_and_patterns_name_files_in_order(tmp_path: Path) -> None:
    for day in ("01", "02", "03"):
        write(tmp_path / f"201601{day}.export.CSV", [line.replace("1\t", f"1{day}\t", 1) for line in LINES[:1]])
    with Study() as study:
        assert [one.file[:8] for one in study.load("gdelt", tmp_path)] == ["20160101", "20160102", "20160103"]
    with Study() as study:
        assert [one.file[:8] for one in study.load("gdelt", tmp_path / "2016010[23]*")] == ["20160102", "20160103"]
        with pytest.raises(BadFile, match="no such file"):
            study.load("gdelt", tmp_path / "1999*")


def test_lines_of_windows_are_lines(tmp_path: Path) -> None:
    path = tmp_path / "crlf.csv"
    path.write_bytes("".join(f"{line}\r\n" for line in LINES).encode())
    with Study() as study, Study() as other:
        study.load("gdelt", path)
        other.load("gdelt", write(tmp_path / "lf.csv", LINES))
        keep = "SELECT * EXCLUDE (file_sha256) FROM event ORDER BY file_row"
        assert study.sql(keep)[1] == other.sql(keep)[1]


MAPPING = (FIXTURES / "csv" / "mapping.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("change", "error"),
    [
        (("[columns]", "[colums]"), UnknownName), (('date = "day"', 'dates = "day"'), UnknownName),
        (('target = "host"', ""), UsageError), (('names = "icews"', 'names = "icwes"'), UnknownName),
        (('code = "042"', "code = 42"), UsageError), (('name = "visits"', "name = 'visits"), BadFile),
        (('missing = ["NA"]', 'missing = "NA"'), UsageError), (('source = "visitor"', 'source = "guest"'), BadFile),
        (('missing = ["NA"]', 'encoding = "utf-99"'), UsageError),
        (('missing = ["NA"]', "since = 2016-01-01"), BadFile),
        (('missing = ["NA"]', 'delimiter = ";;"'), UsageError),
    ],
)  # fmt: skip
def test_a_wrong_mapping_is_told_before_anything_is_loaded(
    tmp_path: Path, change: tuple[str, str], error: type[Exception]
) -> None:
    assert change[0] in MAPPING
    (tmp_path / "m.toml").write_text(MAPPING.replace(*change), encoding="utf-8")
    with Study() as study:
        with pytest.raises(error):
            study.load("csv", FIXTURES / "csv" / "sample.csv", map=str(tmp_path / "m.toml"))
        assert study.sql("SELECT COUNT(*) FROM load")[1] == [(0,)]


def test_a_table_with_names_of_rows_says_what_its_mapping_lacks(tmp_path: Path) -> None:
    table, mapping = tmp_path / "r.csv", tmp_path / "m.toml"
    head = (FIXTURES / "csv" / "sample.csv").read_text(encoding="utf-8").splitlines()[0]
    table.write_text(f"{head}\n1,2,05.04.2015,Tonga,Samoa,NA,\n", encoding="utf-8")
    with Study() as study:
        mapping.write_text(MAPPING, encoding="utf-8")
        with pytest.raises(BadFile, match="7 fields and the header 6") as refused:
            study.load("csv", table, map=str(mapping))
        assert "row_names = true" in refused.value.hint
        mapping.write_text("row_names = true\n" + MAPPING, encoding="utf-8")
        assert study.load("csv", table, map=str(mapping))[0].events == 1


def test_a_table_that_a_program_made_is_a_data_set_of_its_own() -> None:
    with Study() as study:
        for name in ("csv", "csv-machine"):
            study.load(name, FIXTURES / name / "sample.csv", map=str(FIXTURES / name / "mapping.toml"))
        assert [source(name).machine_coded for name in ("csv", "csv-machine")] == [False, True]
        kept = study.sql("select dataset, count(*) from event group by all order by all")[1]
    assert kept == [("csv", 3), ("csv-machine", 3)]


def test_a_table_of_ones_own_needs_a_mapping(tmp_path: Path) -> None:
    shutil.copy(FIXTURES / "csv" / "sample.csv", tmp_path)
    with Study() as study, pytest.raises(UsageError, match="--map"):
        study.load("csv", tmp_path / "sample.csv")


def slices(folder: Path) -> Path:
    """Small files of a feed: an event of an earlier one, rows at fault, a file told twice, one of repeats alone."""
    folder.mkdir()
    cells = [line.split("\t") for line in LINES]
    fresh = ["\t".join([str(7000 + n), *cells[n][1:]]) for n in range(len(cells))]
    parts = [
        LINES[:3],
        [LINES[1], fresh[0], "\t".join(FAULTS["no code"](fresh[1].split("\t")))],
        ["\t".join(FAULTS["code"](fresh[2].split("\t"))), LINES[4], LINES[3], LINES[4]],
        LINES[:3],
        [LINES[0], fresh[0]],
        ["\t".join([*fresh[5].split("\t")[:5], "RUSGOV", *fresh[5].split("\t")[6:-1], "http://new.example/a"])],
    ]
    for number, lines in enumerate(parts):
        write(folder / f"2016010{number}.export.CSV", lines)
    return folder


@pytest.mark.parametrize("most", slow_after(1, [2, 256]))
@pytest.mark.parametrize("sample", slow_after(1, [20_000, 1]))
def test_small_files_that_go_together_give_what_they_give_one_by_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int, sample: int
) -> None:
    folder = slices(tmp_path / "feed")
    monkeypatch.setattr("tertius.study.streaming._SAMPLE", sample)
    found = []
    for files in (1, most):
        with Study() as study, monkeypatch.context() as patch:
            patch.setattr(loading, "_BATCH_FILES", files)
            patch.setattr(loading, "load_rows", None)
            done = study.load("gdelt", folder, allow_rejects=True)
            found.append((done, state(study)))
    assert found[0] == found[1]
    assert [one.known for one in found[0][0]] == [False, False, False, True, False, False]
    assert [(one.events, one.duplicates) for one in found[0][0]] == [(3, 0), (1, 1), (2, 1), (3, 0), (0, 2), (1, 0)]


def test_small_files_go_in_one_transaction(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    batches: list[int] = []
    once = loading.stream

    def counted(*given: Any, **options: Any) -> Any:
        batches.append(len(given[2]))
        return once(*given, **options)

    monkeypatch.setattr(loading, "stream", counted)
    for number, line in enumerate(LINES[:4]):
        write(tmp_path / f"2016010{number}.export.CSV", [line])
    with Study() as study:
        study.load("gdelt", tmp_path)
    assert batches == [4]


@pytest.mark.parametrize("fault", slow_after(1, ["date", "id", "cut"]))
def test_a_small_file_at_fault_does_not_take_those_before_it_along(tmp_path: Path, fault: str) -> None:
    for number, line in enumerate(LINES[:5]):
        cells = line.split("\t")
        if number == 3:
            cells = cells[:-2] if fault == "cut" else FAULTS[fault](cells)
        write(tmp_path / f"2016010{number}.export.CSV", ["\t".join(cells)])
    with Study() as study:
        with pytest.raises(BadFile, match="20160103"):
            study.load("gdelt", tmp_path)
        assert study.sql("SELECT file FROM load ORDER BY file")[1] == [(f"2016010{n}.export.CSV",) for n in range(3)]
        assert study.sql("SELECT file FROM failure")[1] == [("20160103.export.CSV",)]
        assert study.sql("SELECT COUNT(*) FROM event")[1] == [(3,)]


def test_zipped_small_files_are_unpacked_together_and_cleared(tmp_path: Path) -> None:
    for number, line in enumerate(LINES[:4]):
        with zipfile.ZipFile(tmp_path / f"2016010{number}.export.CSV.zip", "w") as archive:
            archive.writestr("a.CSV", line + "\n")
    with Study(tmp_path / "study.duckdb") as study:
        assert [one.events for one in study.load("gdelt", tmp_path)] == [1] * 4
        assert study.sql("SELECT COUNT(DISTINCT file_sha256), MAX(file_row) FROM event")[1] == [(4, 1)]
    assert not (tmp_path / "study.duckdb.loading").exists()


@pytest.mark.parametrize("quad", slow_after(1, ["01", "", "12", "x"]))
def test_a_quad_class_in_unusual_writing_is_kept_as_written(tmp_path: Path, quad: str) -> None:
    cells = LINES[0].split("\t")
    cells[29] = quad
    with Study() as study:
        study.load("gdelt", write(tmp_path / "one.csv", ["\t".join(cells), LINES[1]]))
        assert study.sql("SELECT provider_quad FROM event ORDER BY file_row")[1] == [
            (quad or None,), (LINES[1].split("\t")[29],)]  # fmt: skip


@pytest.mark.parametrize("blank", slow_after(1, ["\u00a0", " ", "\u3000"]))
def test_blanks_around_a_code_or_a_host_are_the_same_both_ways(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, blank: str
) -> None:
    cells = LINES[0].split("\t")
    coded = [*cells[:26], f"{blank}190", *cells[27:]]
    hosted = ["777", *cells[1:-1], f"http://b.example{blank}/{blank}x"]
    path = write(tmp_path / "one.csv", ["\t".join(coded), "\t".join(hosted)])
    found = []
    for way in ("short", "long"):
        with Study() as study, monkeypatch.context() as patch:
            patch.setattr(*((loading, "load_rows", None) if way == "short" else (opened, "plain", lambda *_: False)))
            study.load("gdelt", path, allow_rejects=True)
            assert study.sql("SELECT publisher FROM event")[1] == [("b.example",)]
            found.append(state(study))
    assert found[0] == found[1]


@pytest.mark.parametrize("faults", slow_after(1, [("no code", "repeated"), (), ("code", "date")]))
def test_a_large_file_is_looked_at_while_it_is_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, faults: tuple[str, ...]
) -> None:
    lines = list(LINES)
    for place, fault in enumerate(faults, 2):
        lines[place] = "\t".join(FAULTS[fault](lines[place].split("\t")))
    path = write(tmp_path / "large.csv", lines)
    found = []
    for size in (loading._BATCH_BYTES, 1):
        with Study() as study, monkeypatch.context() as patch:
            patch.setattr(loading, "_BATCH_BYTES", size)
            patch.setattr(loading, "load_rows", None)
            found.append((study.load("gdelt", path, allow_rejects=True), state(study)))
    assert found[0] == found[1]


def test_a_large_file_is_loaded_once_under_any_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "_BATCH_BYTES", 1)
    monkeypatch.setattr(loading, "load_rows", None)
    one, same = write(tmp_path / "one.csv", LINES), write(tmp_path / "same.csv", LINES)
    passes: list[str] = []
    once = loading.stream

    def noted(*given: Any, **options: Any) -> Any:
        passes.append(given[2][0].path.name)
        return once(*given, **options)

    monkeypatch.setattr(loading, "stream", noted)
    with Study() as study:
        assert [found.known for found in study.load("gdelt", one)] == [False]
        before = state(study)
        assert [found.known for found in study.load("gdelt", one, same)] == [True, True]
        assert state(study) == before
    assert passes == ["one.csv", "same.csv"]  # the name is known, so its hash comes first


TROUBLE = {
    "binary": (b"\0", "binary data.* row 6"), "coded": (b"\xff", "not UTF-8.* row 6"), "cut": (b"", ""),
}  # fmt: skip


@pytest.mark.parametrize("what", slow_after(1, TROUBLE))
def test_a_large_file_that_turns_out_to_be_no_text_leaves_no_trace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    sign, said = TROUBLE[what]
    path = write(tmp_path / "one.csv", LINES)
    lines = path.read_bytes().splitlines(keepends=True)
    lines[5] = lines[5][:40] + (sign + lines[5][40:] if sign else b"\n")
    path.write_bytes(b"".join(lines))
    told = []
    for size in (loading._BATCH_BYTES, 1):
        with Study() as study, monkeypatch.context() as patch:
            patch.setattr(loading, "_BATCH_BYTES", size)
            with pytest.raises(BadFile) as error:
                study.load("gdelt", path)
            told.append(str(error.value))
            assert study.sql("SELECT file FROM failure")[1] == [("one.csv",)]
            assert [study.sql(f"SELECT COUNT(*) FROM {name}")[1] for name in ("event", "load", "lean_file")] == [
                [(0,)]] * 3  # fmt: skip
    assert told[0] == told[1]
    assert said.split(".*")[0] in told[0]


def test_a_row_that_is_set_aside_and_is_no_text_is_told_as_no_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading, "_BATCH_BYTES", 1)
    path = write(tmp_path / "one.csv", LINES)
    lines = path.read_bytes().splitlines(keepends=True)
    cells = FAULTS["no code"](lines[5].decode().split("\t"))
    lines[5] = "\t".join([*cells[:6], "NAME", *cells[7:]]).encode().replace(b"NAME", b"\xff")  # in a column of no use
    path.write_bytes(b"".join(lines))
    with Study() as study:
        with pytest.raises(BadFile, match="row 6: not UTF-8 text"):
            study.load("gdelt", path)
        assert study.sql("SELECT COUNT(*) FROM event")[1] == [(0,)]


@pytest.mark.parametrize(("size", "read"), [(2400, 2250), (28800, 26400), (10, 10)])
def test_the_last_of_a_text_is_looked_at_after_a_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int, read: int
) -> None:
    monkeypatch.setattr(looking, "_BLOCK", 150)
    path = tmp_path / "one.csv"
    path.write_bytes(b"a\tb\nc\td\nef"[:10] * (size // 10))
    once, seen = looking._blocks, [0]
    rests: list[int] = []

    def counted(where: Path) -> Iterator[bytes]:
        for block in once(where):
            seen.append(seen[-1] + len(block))
            yield block

    monkeypatch.setattr(looking, "_blocks", counted)
    assert looking.inspect(path, rest=lambda: rests.append(seen[-1])) == looking.inspect(path)
    assert rests == [read]


@pytest.mark.parametrize(("used", "waits"), [(0.0, False), (64.0, True)])
def test_work_that_can_wait_waits_while_every_core_is_used(
    monkeypatch: pytest.MonkeyPatch, used: float, waits: bool
) -> None:
    monkeypatch.setattr(looking, "_MOMENT", 0.001)
    monkeypatch.setattr(looking.os, "cpu_count", lambda: 2)
    monkeypatch.setattr(looking, "process_time", lambda: perf_counter() * used)
    done = Event()
    end = Timer(0.05, done.set)
    end.start()
    looking.wait_for_a_core(done)
    assert done.is_set() == waits
    end.cancel()
    end.join()


@pytest.mark.parametrize("size", slow_after(1, [1, 1 << 26]))
@pytest.mark.parametrize("way", ["stream", "load_rows"])
def test_a_file_that_changes_while_it_is_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str, size: int
) -> None:
    path = write(tmp_path / "one.csv", LINES)
    monkeypatch.setattr(loading, "_BATCH_BYTES", size)
    once = getattr(loading, way)

    def meddled(*given: Any, **options: Any) -> Any:
        path.write_bytes(path.read_bytes().replace(b"http", b"HTTP"))
        return once(*given, **options)

    monkeypatch.setattr(loading, way, meddled)
    if way == "load_rows":
        monkeypatch.setattr(opened, "plain", lambda *_: False)
    with Study() as study:
        with pytest.raises(BadFile, match="changed while it was read"):
            study.load("gdelt", path)
        assert study.sql("SELECT COUNT(*) FROM event")[1] == [(0,)]
    monkeypatch.setattr(loading, way, once)
    with Study() as study:
        assert [one.events for one in study.load("gdelt", path)] == [len(LINES)]


@pytest.mark.parametrize(("day", "added", "kept"), slow_after(2, [
    ("20160101", "20160102120000", "2016-01-02"), ("20160101", "20160101120000", "2016-01-01"),
    ("20160101", "20160101", "2016-01-01"), ("20160101", "2016010", None), ("20160101", "", None),
    ("", "20160101120000", None), ("2016", "20160101120000", None), ("20160230", "20160230120000", None),
    ("20160101", "20160101x", "2016-01-01"), ("20160101", " 20160101120000", None),
], several=True))  # fmt: skip
def test_the_day_a_row_was_added_is_read_where_it_is_not_the_day_of_the_act(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, day: str, added: str, kept: str | None
) -> None:
    cells = LINES[0].split("\t")
    path = write(tmp_path / "one.csv", ["\t".join([cells[0], day, *cells[2:59], added, cells[60]]), LINES[1]])
    found = []
    for way in ("short", "long"):
        with Study() as study, monkeypatch.context() as patch:
            patch.setattr(*((loading, "load_rows", None) if way == "short" else (opened, "plain", lambda *_: False)))
            study.load("gdelt", path, allow_rejects=True)
            found.append(state(study))
            days = study.sql("SELECT CAST(date_added AS VARCHAR) FROM event WHERE file_row = 1")[1]
            assert days == ([(kept,)] if kept else [])
    assert found[0] == found[1]
