"""The doctor month by month: the ladder against a plain count, states, breaks, failures, ambiguity."""

import json
import random
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from breadth import slow_after
from click.testing import CliRunner

from tertius.cli import main
from tertius.model import BadFile
from tertius.study import Study

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
LINE = (FIXTURES / "gdelt" / "sample.export.csv").read_text(encoding="utf-8").splitlines()[0].split("\t")
MAPPING = """
names = "{names}"
since = 2019-01-01
until = 2022-01-01
[columns]
id = "id"
date = "day"
source = "one"
target = "other"
code = "code"
story_id = "story"
"""


def gdelt(path: Path, rows: list[tuple[int, str, str, str, str, str]]) -> Path:
    """A 15-minute file of (id, day, one, other, code, page)."""
    lines = []
    for number, day, one, other, code, page in rows:
        cells = list(LINE)
        cells[0], cells[1], cells[5], cells[15], cells[26] = str(number), day, one, other, code
        cells[51:59] = [""] * 8
        cells[59], cells[60] = f"{day}120000", page
        lines.append("\t".join(cells))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def made_rows(seed: int) -> list[tuple[int, str, str, str, str, str]]:
    rng = random.Random(seed)
    days = [(date(2020, 1, 1) + timedelta(days=n)).strftime("%Y%m%d") for n in range(40)]
    return [
        (number, rng.choice(days), rng.choice(["FJI", "WSM", "TON", "", "QQQ"]), rng.choice(["FJI", "WSM", "VUT", ""]),
         rng.choice(["042", "111", "0841"]), f"https://x.example/{rng.randrange(60)}")
        for number in range(1, 600)
    ]  # fmt: skip


Rows = list[tuple[int, str, str, str, str, str]]
KNOWN = {"FJI", "WSM", "TON", "VUT"}


def aside(one: str, other: str) -> str | None:
    """Why no count of pairs can hold a row, or None."""
    if not one or not other:
        return "one_sided"
    if one not in KNOWN or other not in KNOWN:
        return "unresolved"
    return "uncounted" if one == other else None


def naive_ladder(rows: Rows, files: dict[int, int]) -> dict[str, Counter[str]]:
    """What becomes of the rows of each month, row by row."""
    found: dict[str, Counter[str]] = {}
    stories: set[tuple[str, ...]] = set()
    slices: set[tuple[str, ...]] = set()
    acts: set[tuple[str, ...]] = set()
    for number, day, one, other, code, page in rows:
        count = found.setdefault(f"{day[:4]}-{day[4:6]}", Counter())
        count["events"] += 1
        if why := aside(one, other):
            count[why] += 1
            continue
        act = (one, other, code, day)
        if (*act, page) in stories:
            count["exact"] += 1
            count["re_emitted"] += (*act, page, str(files[number])) not in slices
        elif act in acts:
            count["same_day"] += 1
        stories.add((*act, page))
        slices.add((*act, page, str(files[number])))
        acts.add(act)
    for act in acts:
        month = f"{act[3][:4]}-{act[3][4:6]}"
        days = sorted(date.fromisoformat(other[3]) for other in acts if other[:3] == act[:3])
        rung = "follow_up" if date.fromisoformat(act[3]) in follow_up_days(days) else "counted"
        found[month][rung] += 1
    return found


def follow_up_days(days: list[date]) -> list[date]:
    """Days after the first of each block of three days within a run of days at most two apart."""
    told, opened, block = [], None, -1
    for place, day in enumerate(days):
        if opened is None or (day - days[place - 1]).days > 2:
            opened, block = day, 0
            continue
        now = (day - opened).days // 3
        if now == block:
            told.append(day)
        block = now
    return told


@pytest.mark.parametrize("seed", slow_after(1, [1, 2]))
def test_the_ladder_is_that_of_a_plain_count_and_adds_up(tmp_path: Path, seed: int) -> None:
    rows = made_rows(seed)
    rows += [(1000 + number, *row) for number, *row in rows[:50]]
    parts = [rows[:300], rows[300:]]
    with Study() as study:
        for number, part in enumerate(parts):
            study.load("gdelt", gdelt(tmp_path / f"{number}.export.csv", part))
        health = study.doctor()
    expected = naive_ladder(rows, {row[0]: place for place, part in enumerate(parts) for row in part})
    for month in health.months:
        truth = expected[str(month["month"])]
        names = ("events", "one_sided", "unresolved", "uncounted", "exact", "re_emitted", "same_day", "follow_up",
                 "counted")  # fmt: skip
        assert {name: month[name] for name in names} == {name: truth[name] for name in names}
        assert sum(int(str(month[name])) for name in names if name not in ("events", "re_emitted")) == month["events"]
    (whole,) = health.ladder
    assert whole["events"] == len(rows)


def table(tmp_path: Path, rows: list[tuple[str, str, str]], names: str = "coded", **options: Any) -> Study:
    (tmp_path / "t.toml").write_text(MAPPING.format(names=names), encoding="utf-8")
    text = "".join(f"{n},{day},{one},{other},042,s{n}\n" for n, (day, one, other) in enumerate(rows))
    (tmp_path / "t.csv").write_text("id,day,one,other,code,story\n" + text, encoding="utf-8")
    study = Study()
    study.load("csv", tmp_path / "t.csv", map=str(tmp_path / "t.toml"), **options)
    return study


def test_five_states_of_a_month_are_told_apart(tmp_path: Path) -> None:
    days = [(1, "FJI", "WSM"), (2, "FJI", "QQQ"), (4, "FJI", "WSM")]
    with Study() as study:
        for month, one, other in days:
            rows = [
                (month * 10 + n, f"2020{month:02d}{day}", one, other, "042", "") for n, day in enumerate(("01", "28"))
            ]
            if month == 4:
                rows.append((99, "20200601", one, other, "042", ""))
            study.load("gdelt", gdelt(tmp_path / f"2020{month:02d}.export.csv", rows))
        broken = tmp_path / "20200301000000.export.CSV"
        broken.write_text("not an export\n", encoding="utf-8")
        with pytest.raises(BadFile):
            study.load("gdelt", broken)
        study.load("gdelt", gdelt(tmp_path / "8.export.csv", [(200, "20200801", "FJI", "WSM", "042", "")]))
        states = {one["month"]: one["state"] for one in study.doctor().months}
        assert states == {
            "2020-01": "measured",
            "2020-02": "unresolved",
            "2020-03": "failed",
            "2020-04": "measured",
            "2020-05": "stable zero",
            "2020-06": "measured",
            "2020-07": "not covered",
            "2020-08": "measured",
        }
        (failed,) = study.doctor().failed
        assert (failed["dataset"], failed["file"]) == ("gdelt", broken.name)
        gdelt(broken, [(300, "20200301", "FJI", "WSM", "042", "")])
        study.load("gdelt", broken)
        assert study.doctor().failed == []


def test_rows_and_rejects_of_a_month_are_those_of_its_own_files(tmp_path: Path) -> None:
    rows = [(1, "20200101", "FJI", "WSM", "042", ""), (2, "20200102", "FJI", "WSM", "---", "")]
    both = [(3, "20200201", "FJI", "WSM", "042", ""), (4, "20200301", "FJI", "WSM", "042", "")]
    with Study() as study:
        study.load("gdelt", gdelt(tmp_path / "1.export.csv", rows), gdelt(tmp_path / "2.export.csv", both))
        found = {one["month"]: (one["rows"], one["rejects"]) for one in study.doctor().months}
    assert found == {"2020-01": (2, 1), "2020-02": (None, None), "2020-03": (None, None)}


def test_a_break_of_volume_is_found_in_its_month_and_an_even_volume_has_none(tmp_path: Path) -> None:
    def year(later: int) -> list[tuple[str, str, str]]:
        return [(f"2020-{month:02d}-{1 + n % 28:02d}", "FJI", "WSM") for month in range(1, 13)
                for n in range(40 if month < 7 else later)]  # fmt: skip

    assert table(tmp_path, year(40)).doctor().breaks == []
    (found,) = table(tmp_path, year(120)).doctor().breaks
    assert (found["month"], found["ratio"]) == ("2020-07", pytest.approx(3.0, abs=0.2))


def test_the_ambiguous_share_of_georgia_is_said(tmp_path: Path) -> None:
    rows = [("2020-01-01", "GEO@GG", "RUS"), ("2020-01-01", "GEO@USNY", "RUS"), ("2020-01-02", "GEO@USGA", "RUS")]
    (found,) = table(tmp_path, rows, names="cameo").doctor().ambiguous
    assert found == {"dataset": "csv", "sides": 6, "ambiguous": 1, "share": pytest.approx(0.1667)}


def test_counts_a_day_follow_volume_less_than_reports(tmp_path: Path) -> None:
    rng = random.Random(5)
    rows = []
    for month in range(1, 13):
        for pair in (("FJI", "WSM"), ("WSM", "TON"), ("TON", "FJI"), ("VUT", "FJI")):
            days = rng.sample(range(1, 29), 6)
            rows += [(f"2020-{month:02d}-{day:02d}", *pair) for day in days for _ in range(month)]
    found = {one["count"]: one for one in table(tmp_path, rows).doctor().elasticity}
    assert float(str(found["reports"]["beta"])) == pytest.approx(1.0, abs=0.01)
    assert abs(float(str(found["acts a day"]["beta"]))) < 0.01
    assert found["reports"]["pairs"] == 4


def test_a_file_filed_by_the_day_of_the_act_covers_those_days(tmp_path: Path) -> None:
    path = gdelt(tmp_path / "2006.export.csv", [(1, "20060101", "FJI", "WSM", "042", ""),
                                                (2, "20061231", "FJI", "WSM", "042", "")])  # fmt: skip
    path.write_text(path.read_text(encoding="utf-8").replace("20060101120000", "20130203120000")
                    .replace("20061231120000", "20130203120000"), encoding="utf-8")  # fmt: skip
    with Study() as study:
        study.load("gdelt", path)
        assert study.sql("SELECT since, until FROM load")[1] == [(date(2006, 1, 1), date(2007, 1, 1))]


def test_acts_told_by_nearly_the_same_story_days_later_are_shown(tmp_path: Path) -> None:
    page = "https://{}.example/leaders-meet-for-talks-on-border-and-trade{}.html"
    rows = [
        (1, "20200101", "FJI", "WSM", "042", page.format("a", "")),
        (2, "20200104", "FJI", "WSM", "042", page.format("b", "-again")),
        (3, "20200104", "FJI", "TON", "042", page.format("b", "-again")),
        (4, "20200120", "FJI", "WSM", "042", page.format("c", "")),
        (5, "20200125", "FJI", "WSM", "042", "https://x.example/1"),
    ]
    with Study() as study:
        study.load("gdelt", gdelt(tmp_path / "1.export.csv", rows))
        (whole,) = study.doctor().ladder
    assert (whole["counted"], whole["near_duplicate"]) == (5, 1)


def test_an_arena_of_your_own_is_examined_beside_the_shipped_ones(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    actors = "".join(f'[[actors]]\nid = "{one}"\nkind = "state"\nname = "{one}"\n' for one in ("FJI", "WSM", "TON"))
    own.write_text('name = "own"\ntitle = "Own"\nstates = ["FJI", "WSM"]\npairs = ["FJI-WSM"]\n'
                   f'third_parties = ["TON"]\n{actors}', encoding="utf-8")  # fmt: skip
    rows = [("2020-01-01", "FJI", "WSM"), ("2020-01-02", "FJI", "QQQ"), ("2021-01-03", "TON", "WSM")]
    table(tmp_path, rows).close()
    path = tmp_path / "study.duckdb"
    with Study(path) as study:
        study.load("csv", tmp_path / "t.csv", map=str(tmp_path / "t.toml"))
        assert study.doctor().unresolved == []
        found = study.doctor(str(own)).unresolved
    assert [(one["arena"], one["year"], one["events"], one["unresolved"], one["share"]) for one in found] == [
        ("own", 2020, 2, 1, 0.5), ("own", 2021, 1, 0, 0.0)]  # fmt: skip
    told = CliRunner().invoke(main, ["doctor", str(path), "--arena", str(own), "--format", "json"])
    assert json.loads(told.stdout)["unresolved"] == found
    absent = CliRunner().invoke(main, ["doctor", str(path), "--arena", str(tmp_path / "absent.toml")])
    assert (absent.exit_code, len(absent.stderr.splitlines())) == (1, 1)
