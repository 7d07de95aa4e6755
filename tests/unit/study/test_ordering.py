"""Rows that were read in any order: their ids tell their lines where that is proven, else they are read again."""

from pathlib import Path
from typing import Any

import pytest
from breadth import slow_after

from tertius.engines import DuckDB
from tertius.study import Study, loading, looking, opened, ordering
from tertius.study.looking import FileFacts, ids_follow
from tertius.study.ordering import OutOfOrderError, refuse_disorder, told_by_ids
from tertius.study.streaming import Part, Run, Streamed

GDELT = Path(__file__).resolve().parents[2] / "fixtures" / "gdelt" / "sample.export.csv"
CELLS = next(line for line in GDELT.read_text(encoding="utf-8").splitlines() if "---" not in line).split("\t")
IDS = tuple(range(100, 160))
FACTS = FileFacts(Path("a"), Path("a"), "", 6, 360)


def write(path: Path, ids: tuple[object, ...], codes: dict[int, str]) -> Path:
    rows = [[str(one), *CELLS[1:26], codes.get(place, CELLS[26]), *CELLS[27:]] for place, one in enumerate(ids)]
    path.write_text("".join("\t".join(row) + "\n" for row in rows), encoding="utf-8")
    return path


def state(study: Study) -> list[object]:
    return [study.sql(f"SELECT * {'EXCLUDE loaded_at' if name == 'load' else ''} FROM {name} ORDER BY ALL")[1]
            for name in ("event", "reject", "load", "judgement")]  # fmt: skip


@pytest.mark.parametrize(("ids", "codes", "passes"), slow_after(2, [
    (IDS, {3: "---", 40: "9999"}, [False]),
    ((*IDS[:30], IDS[31], IDS[30], *IDS[32:]), {5: "---"}, [False, True]),
    (IDS, {}, [False]),
    (tuple(range(-30, 30)), {}, [True]),
    ((*IDS[:30], *range(131, 161)), {}, [False, True]),
    ((*IDS[:30], *range(300, 330)), {}, [True]),
    ((*IDS[:30], *IDS[29:]), {}, [False, True]),
    ((*IDS[:20], *IDS[40:], *IDS[20:40]), {}, [False, True]),
    ((*IDS[:30], "x", *IDS[31:]), {}, [False, True]),
    (tuple(range(100, 220, 2)), {}, [True]),
    (IDS[::-1], {}, [True]),
    (("7", "08", "9"), {}, [True]),
], several=True))  # fmt: skip
def test_a_large_file_is_read_again_in_order_where_ids_do_not_tell_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ids: tuple[object, ...], codes: dict[int, str], passes: list[bool]
) -> None:
    path = write(tmp_path / "rows.CSV", ids, codes)
    monkeypatch.setattr(loading, "_BATCH_BYTES", 1)
    monkeypatch.setattr(looking, "_BLOCK", 2_000)
    monkeypatch.setattr(looking, "_FIRST", 1_500)
    once, orders = loading.stream, []

    def counted(*given: Any, in_order: bool) -> Any:
        orders.append(in_order)
        return once(*given, in_order=in_order)

    with Study() as usual, monkeypatch.context() as patch:
        patch.setattr(opened, "ids_follow", lambda *_: False)
        usual.load("gdelt", path, allow_rejects=True)
        told = state(usual)
    monkeypatch.setattr(loading, "stream", counted)
    with Study(tmp_path / "study.duckdb") as study:
        study.load("gdelt", path, allow_rejects=True)
        assert state(study) == told
        straight = study.sql("SELECT COUNT(first_id) FROM lean_file")[1]
    assert orders == passes
    assert straight == [(int(passes == [False] or -30 in ids),)] or "08" in ids


def test_lines_between_those_that_are_seen_are_not_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All ids are there and the marks are right: only the runs tell that two lines changed places."""
    monkeypatch.setattr(loading, "_BATCH_BYTES", 1)
    monkeypatch.setattr(looking, "_BLOCK", 10_000)
    monkeypatch.setattr(looking, "_FIRST", 1_500)
    path = write(tmp_path / "rows.CSV", (*IDS[:40], IDS[41], IDS[40], *IDS[42:]), {})
    marks = looking.inspect(path).marks
    assert marks and all(int(text) == 99 + line for line, text in marks)
    with Study() as study:
        study.load("gdelt", path)
        assert study.sql("SELECT file_row FROM event WHERE event_id = 'gdelt:140'")[1] == [(42,)]


@pytest.mark.parametrize(("lie", "runs"), [
    ([5, 6, 7, 1, 2, 3, 4], [(0, 2), (3, 6)]), ([1, 2, 3, 4, 5, 6, 7], [(0, 6)]),
    ([1, 4, 5, 2, 3, 6, 7], [(0, 0), (1, 2), (3, 4), (5, 6)]),
])  # fmt: skip
@pytest.mark.parametrize("block", [2, 3, 100])
def test_runs_tell_lines(
    monkeypatch: pytest.MonkeyPatch, lie: list[int], runs: list[tuple[int, int]], block: int
) -> None:
    monkeypatch.setattr(ordering, "_BLOCK", block)
    if block == 100 and len(runs) == 4:
        with pytest.raises(OutOfOrderError, match="disorder"):
            told_by_ids(holding(lie), rows(len(lie)))
        return
    (part,) = told_by_ids(holding(lie), rows(len(lie))).parts
    assert [(run.first, run.last) for run in part.runs] == runs
    assert [part.line(rowid) for rowid in range(len(lie))] == lie
    assert part.span == (1, len(lie))


@pytest.mark.parametrize("lie", [[1, 2, 4, 5], [1, 2, 2, 3], [3, 4, 1], [1, 2, 1, 2]])
def test_an_id_that_is_missing_or_stands_twice_tells_no_line(lie: list[int]) -> None:
    with pytest.raises(OutOfOrderError):
        told_by_ids(holding(lie), rows(len(lie)))


@pytest.mark.parametrize(("marks", "reason"), [
    (((2, b"11"), (5, b"14")), None), (((2, b"11"), (5, b"15")), "another id"), (((2, b"011"), (5, b"14")), "another"),
    (((2, b"11"), (3, b"12")), "no line"), ((), "no line"), (((5, b"x"),), "another id"),
])  # fmt: skip
def test_every_run_holds_a_line_that_was_seen(marks: tuple[tuple[int, bytes], ...], reason: str | None) -> None:
    part = Part(FACTS, 1, 0, 6, 0, 10, (Run(0, 2, 13), Run(3, 5, 7)))
    facts = FileFacts(Path("a"), Path("a"), "", 6, 360, marks)
    if reason:
        with pytest.raises(OutOfOrderError, match=reason):
            refuse_disorder(Streamed(-1, (part,)), [facts])
    else:
        refuse_disorder(Streamed(-1, (part,)), [facts])


@pytest.mark.parametrize(("text", "follow"), [
    ("7\ta\n8\tb\n9\tc\n", True), ("7\ta\n8\tb\n10\tc\n", False), ("7\ta\n08\tb\n", False), ("", False),
    ("7\ta", False), ("x\ta\n", False), ("٧\ta\n", False), ("9" * 19 + "\ta\n", False), ("7\ta\n8\tb\nx", False),
    ("7\ta\n8\tb\n9", True), ("7\ta\n8\tb\n9\tc\n10\td\n99\te\n", False), ("7\ta\n" * 3, False),
])  # fmt: skip
def test_first_lines_tell_whether_ids_follow_each_other(tmp_path: Path, text: str, follow: bool) -> None:
    path = tmp_path / "text"
    path.write_text(text, encoding="utf-8")
    assert ids_follow(path, "\t") is follow


def holding(ids: list[int]) -> DuckDB:
    engine = DuckDB()
    engine.run("CREATE TABLE lean_event (native_id BIGINT)")
    for one in ids:
        engine.run("INSERT INTO lean_event VALUES ($one)", {"one": one})
    return engine


def rows(count: int) -> Streamed:
    return Streamed(-1, (Part(FACTS, 1, 0, count, 0, None),))
