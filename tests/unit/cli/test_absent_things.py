"""What is not there: a study at a misspelt path, a folder to write to, a change to be dated."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

import tertius as tt

Call = Callable[..., Result]
PAIR = ("--pair", "ARM-AZE")


@pytest.mark.parametrize(
    ("verb", "more"),
    [
        ("roles", PAIR),
        ("series", (*PAIR, "--role", "mediator")),
        ("changes", PAIR),
        ("watch", PAIR),
        ("forecast", PAIR),
        ("doctor", ()),
        ("doctor", ("--upgrade",)),
        ("cite", ()),
        ("sql", ("select 1",)),
        ("export", ("lake",)),
        ("report", ("page.html",)),
        ("score", ("frozen.json", "--arena", "south-caucasus")),
        ("audit", ("claims.yaml",)),
    ],
)
def test_a_question_to_a_misspelt_path_makes_no_study(
    call: Call, desk: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, verb: str, more: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("claims.yaml").write_text(desk.claims.read_text(encoding="utf-8"), encoding="utf-8")
    before = sorted(tmp_path.iterdir())
    result = call(verb, "stuudy.duckdb", *more)
    assert (result.exit_code, result.stderr.splitlines()[0]) == (1, "error: there is no study stuudy.duckdb")
    assert sorted(tmp_path.iterdir()) == before


def test_a_study_is_refused_in_python_too_where_none_is_to_be_made(tmp_path: Path) -> None:
    with pytest.raises(tt.TertiusError, match="there is no study"):
        tt.open(tmp_path / "stuudy.duckdb", make=False)
    assert list(tmp_path.iterdir()) == []
    with tt.open(tmp_path / "study.duckdb") as study:
        assert repr(study) == f"Study({str(tmp_path / 'study.duckdb')!r})"


def test_where_no_change_can_be_dated_the_columns_are_printed_and_that_it_proves_nothing_is_said(
    call: Call, desk: Any
) -> None:
    empty = call("changes", *desk.asked, "--format", "csv")
    header = (
        "measure,actor,pair,dataset,direction,strength,when,first_day,last_day,probability,log_bayes_factor,evidence"
    )
    assert empty.stdout == f"{header}\n"
    assert "does not prove that there was none" in empty.stderr


def test_a_page_in_a_folder_that_is_not_there_is_refused_with_what_to_do(call: Call, desk: Any, tmp_path: Path) -> None:
    out = tmp_path / "no" / "page.html"
    refused = call("report", desk.study, out, "--arena", desk.region)
    assert refused.exit_code == 1
    assert f"hint: make the folder {out.parent} first" in refused.stderr


def test_a_page_is_not_written_over_the_study_it_is_of(call: Call, desk: Any) -> None:
    kept = desk.study.read_bytes()
    refused = call("report", desk.study, desk.study, "--arena", desk.region)
    assert (refused.exit_code, "over another file of this command" in refused.stderr) == (1, True)
    assert desk.study.read_bytes() == kept


def test_a_pair_of_another_region_is_refused_with_where_regions_come_from(call: Call, desk: Any) -> None:
    refused = call("roles", desk.study, "--arena", desk.region, "--pair", "SDN-SSD")
    assert refused.exit_code == 1
    assert "a region file of yours" in refused.stderr


ELSEWHERE = ("--arena", "western-balkans", "--pair", "SRB-XKX")
NOT_FOLLOWED = "chronicle holds no act of SRB and XKX: it does not follow SRB-XKX"


@pytest.mark.parametrize("verb", ["roles", "changes", "watch", "forecast"])
def test_of_a_pair_that_a_data_set_does_not_follow_nothing_is_said(call: Call, desk: Any, verb: str) -> None:
    refused = call(verb, desk.study, *ELSEWHERE, "--dataset", "chronicle")
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert refused.stderr.startswith(f"error: {NOT_FOLLOWED}\n")


def test_a_claim_about_a_pair_that_is_not_followed_says_that_it_is_not(call: Call, desk: Any, tmp_path: Path) -> None:
    text = desk.claims.read_text(encoding="utf-8").replace("FJI-WSM", "SRB-XKX").replace("NZL", "EU")
    claims = tmp_path / "claims.yaml"
    claims.write_text(text.replace("KIR", "USA").replace("synthetic-islands", "western-balkans"), encoding="utf-8")
    done = call("audit", desk.study, claims, "--dataset", "chronicle", "--format", "csv")
    holds, never, norm = csv.DictReader(io.StringIO(done.stdout))
    assert {(one["outcome"], one["reason"]) for one in (holds, never)} == {("not testable", NOT_FOLLOWED)}
    assert norm["reason"] == "a norm"


def test_names_of_ones_own_table_that_stand_for_nobody_are_told_with_where_to_look(call: Call, tmp_path: Path) -> None:
    folder = Path(__file__).parents[2] / "fixtures" / "csv"
    done = call("load", tmp_path / "own.duckdb", "csv", folder / "sample.csv", "--map", folder / "mapping.toml")
    assert done.exit_code == 0
    assert "csv: 1 of 6 sides are names that stand for no actor" in done.stderr
    again = call("load", tmp_path / "own.duckdb", "csv", folder / "sample.csv", "--map", folder / "mapping.toml")
    assert "nothing done; where mapping.toml has changed since, load into a new study)" in again.stderr
    listed = call("sql", tmp_path / "own.duckdb", "select name from judgement where actor is null", "--format", "csv")
    assert listed.stdout.splitlines() == ["name", "Nobody Known"]


def test_a_chronicle_that_is_not_there_is_no_arena(call: Call) -> None:
    assert call("chronicle", "check", "stuudy").stderr.splitlines()[0] == "error: there is no chronicle 'stuudy'"


@pytest.mark.parametrize("verb", ["changes", "watch"])
@pytest.mark.parametrize("day", ["1950", "2050"])
def test_no_change_is_looked_for_on_a_day_that_is_not_covered(call: Call, desk: Any, verb: str, day: str) -> None:
    refused = call(verb, *desk.asked, "--dataset", "chronicle", "--at", day)
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert refused.stderr.startswith(f"error: chronicle does not cover {day}-12-31\nhint: it covers ")


def test_a_record_too_short_to_be_watched_is_no_sign_of_calm(call: Call, desk: Any) -> None:
    short = call("watch", *desk.asked, "--dataset", "chronicle", "--at", "1992-01")
    assert (short.exit_code, len(short.stdout.splitlines())) == (0, 2)
    assert short.stderr.startswith("nobody could be watched, which is no sign of calm")
    assert call("watch", *desk.asked, "--dataset", "chronicle", "--at", "1992-01", "--fail-on-alarm").exit_code == 1
    assert call("watch", *desk.asked, "--dataset", "chronicle", "--at", "2012-03").stderr == ""


@pytest.mark.parametrize(
    "words", [("demo", "--out", "file/demo"), ("export", "STUDY", "file/lake"), ("load", "file/x.duckdb", "chronicle")]
)
def test_a_place_that_cannot_be_written_to_is_told_in_one_line(
    call: Call, desk: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("file").touch()
    refused = call(*(desk.study if word == "STUDY" else word for word in words))
    assert refused.exit_code == 1
    assert refused.stderr.startswith("error: file/")
    assert len(refused.stderr.splitlines()) <= 2


@pytest.mark.slow
def test_a_frozen_forecast_is_not_written_over_by_another(call: Call, desk: Any, tmp_path: Path) -> None:
    out, asked = tmp_path / "frozen.json", ("forecast", *desk.asked, "--dataset", "chronicle", "--horizon", "1")
    assert call(*asked, "--at", "2012-03", "--out", out).exit_code == 0
    kept = out.read_text(encoding="utf-8")
    assert call(*asked, "--at", "2012-03", "--out", out).exit_code == 0
    refused = call(*asked, "--at", "2012-04", "--out", out)
    assert (refused.exit_code, "is not this forecast" in refused.stderr) == (1, True)
    assert out.read_text(encoding="utf-8") == kept


def test_two_claims_whose_names_make_one_file_are_not_lost_in_each_other(call: Call, desk: Any, tmp_path: Path) -> None:
    line = "  - {id: NAME, text: t, type: forecast, pair: FJI-WSM, actor: WHO, measure: mediation, says: holds}\n"
    head = desk.claims.read_text(encoding="utf-8").split("  - ")[0]
    claims = tmp_path / "claims.yaml"
    claims.write_text(
        head + line.replace("NAME", "a b").replace("WHO", "NZL") + line.replace("NAME", "a-b").replace("WHO", "KIR"),
        encoding="utf-8",
    )
    done = call("audit", desk.study, claims, "--arena", desk.region, "--dataset", "chronicle", "--freeze", tmp_path)
    assert done.exit_code == 0
    frozen = [json.loads(path.read_text(encoding="utf-8")) for path in tmp_path.glob("a-b*.forecast.json")]
    assert sorted(one["claim"]["claim_id"] for one in frozen) == ["a b", "a-b"]


def test_a_file_whose_last_line_has_no_end_is_loaded_and_told_of(tmp_path: Path, call: Call) -> None:
    whole = (Path(__file__).resolve().parents[2] / "fixtures" / "gdelt" / "sample.export.csv").read_bytes()
    for name, text, told in (("whole", whole, False), ("cut", whole.removesuffix(b"\n")[:-3], True)):
        file = tmp_path / f"{name}.export.CSV"
        file.write_bytes(text)
        done = call("load", tmp_path / f"{name}.duckdb", "gdelt", file)
        assert done.exit_code == 0, done.output
        assert ("its last line has no end" in done.stderr) is told


@pytest.mark.parametrize(
    "words",
    [
        ("roles", *PAIR, "--role", "mediater"),
        ("roles", *PAIR, "--at", "2021-13"),
        ("evidence", *PAIR, "--role", "mediater"),
        ("series", *PAIR, "--role", "mediator", "--at", "2021-13"),
        ("changes", *PAIR, "--at", "2021-13"),
        ("watch", *PAIR, "--at", "2021-13"),
        ("rank", "--role", "balance", "--since", "2021"),
    ],
)
def test_what_cannot_be_asked_is_told_before_panels_are_made(
    call: Call, tmp_path: Path, words: tuple[str, ...]
) -> None:
    path = tmp_path / "study.duckdb"
    tt.open(path).close()
    before = path.read_bytes()
    result = call(words[0], path, *words[1:])
    assert result.exit_code == 1
    assert path.read_bytes() == before
