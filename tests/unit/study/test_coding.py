"""From a file of texts through the coder into a study: whole or not at all, every row an event or a reason."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from tertius.cli import main
from tertius.model import BadFile
from tertius.study import Study
from tertius.study.coding import code_file

TEXTS = [
    {"id": "1", "text": "Iran attacked Iraq. Peru did not attack Chile.", "date": "2020-01-02", "publisher": "Wire"},
    {"id": "2", "text": "Kenya will bomb Norway. Kenya may bomb Sweden.", "date": "2020-01-03"},
    {"id": "3", "text": "Nothing.", "date": "2020-01-04"},
]


def lines(path: Path, records: list[object]) -> Path:
    path.write_text("".join(json.dumps(one) + "\n" for one in records), encoding="utf-8")
    return path


def test_texts_become_events_in_a_study(tmp_path: Path) -> None:
    texts, out, study = lines(tmp_path / "t.jsonl", list(TEXTS)), tmp_path / "e.jsonl", tmp_path / "s.duckdb"
    run = CliRunner().invoke(main, ["code", str(texts), "--out", str(out)])
    assert run.exit_code == 0, run.output
    assert [json.loads(line)["id"] for line in out.read_text(encoding="utf-8").splitlines()] == ["1", "2", "3"]
    with Study(study) as opened:
        (loaded,) = opened.load("coded", out)
        found = opened.sql("SELECT source, target, code, story_id, publisher FROM event ORDER BY event_id")[1]
        reasons = dict(opened.sql("SELECT reason, COUNT(*) FROM reject GROUP BY 1")[1])
    assert found == [("IRN", "IRQ", "190", "1", "Wire"), ("KEN", "NOR", "138", "2", None)]
    assert reasons == {
        "the text says that it did not happen": 1,
        "the text only supposes it": 1,
        "no event was found in the text": 1,
    }
    assert (loaded.rows, loaded.events, loaded.rejects) == (5, 2, 3)


def test_a_host_named_in_the_text_takes_part_in_the_talks(tmp_path: Path) -> None:
    text = "Norway hosted talks between Peru and Chile."
    out = tmp_path / "e.jsonl"
    code_file(lines(tmp_path / "t.jsonl", [{"id": "1", "text": text, "date": "2020-01-02"}]), out)
    with Study() as study:
        study.load("coded", out)
        assert ("NOR", "host") in study.sql("SELECT actor, part FROM participant")[1]


def test_third_parties_of_a_pair_become_participants(tmp_path: Path) -> None:
    out = tmp_path / "e.jsonl"
    code_file(lines(tmp_path / "t.jsonl", [{"id": "1", "text": "Peru met Chile.", "date": "2020-01-02"}]), out)
    record = json.loads(out.read_text(encoding="utf-8"))
    party = {"actor": "NOR", "part": "mediator", "span": [0, 4], "polarity": "asserted", "pair": ["CHL", "PER"]}
    record["third_parties"] = [party, {**party, "actor": "SWE", "polarity": "denied"}]
    with Study() as study:
        study.load("coded", lines(out, [record]))
        assert study.sql("SELECT actor, part FROM participant")[1] == [("NOR", "mediator")]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "not a line of JSON"),
        ("[1]", "not an object"),
        ('{"text": "x", "date": "2020-01-01"}', "no id"),
        ('{"id": "b", "date": "2020-01-01"}', "no text"),
        ('{"id": "b", "text": "x"}', "date of text 'b'"),
        ('{"id": "b", "text": "x", "date": "tomorrow"}', "'tomorrow'"),
        ('{"id": "b", "text": "x \\ud800 y", "date": "2020-01-01"}', "text 'b' holds half a character"),
        ('{"id": "\\udfff", "text": "x", "date": "2020-01-01"}', "holds half a character"),
        (f'{{"id": {"1" * 5000}, "text": "x", "date": "2020-01-01"}}', "not a line of JSON"),
        ('{"id": "a", "text": "x", "date": "2020-01-01"}', "stands in row 1 already"),
    ],
)
def test_a_bad_line_is_named_and_nothing_is_written(tmp_path: Path, line: str, message: str) -> None:
    path = tmp_path / "t.jsonl"
    path.write_text(f'{{"id": "a", "text": "x", "date": "2020-01-01"}}\n{line}\n', encoding="utf-8")
    with pytest.raises(BadFile, match="row 2") as caught:
        code_file(path, tmp_path / "out.jsonl")
    assert message in str(caught.value)
    assert [one.name for one in tmp_path.iterdir()] == ["t.jsonl"]


def test_an_empty_file_is_said_to_be(tmp_path: Path) -> None:
    path = tmp_path / "t.jsonl"
    path.write_text("\n", encoding="utf-8")
    with pytest.raises(BadFile, match="holds no text"):
        code_file(path, tmp_path / "out.jsonl")


def test_a_line_that_the_coder_did_not_write_is_named(tmp_path: Path) -> None:
    bad = lines(tmp_path / "e.jsonl", [{"id": "1", "date": "2020-01-01", "events": [{"code": "190"}]}])
    with Study() as study, pytest.raises(BadFile, match="row 1: not a line that"):
        study.load("coded", bad)


def test_own_actors_are_found_said_and_kept_when_loaded(tmp_path: Path) -> None:
    actors = tmp_path / "a.csv"
    actors.write_text("names,actor,kind,sector\nCoral Shipping|Chile,CORAL,body,BUS\n", encoding="utf-8")
    text = {"id": "1", "text": "Coral Shipping mediated between Peru and Bolivia.", "date": "2020-01-02"}
    texts, out = lines(tmp_path / "t.jsonl", [text]), tmp_path / "e.jsonl"
    run = CliRunner().invoke(main, ["code", str(texts), "--actors", str(actors), "--out", str(out)])
    assert run.exit_code == 0, run.output
    assert "2 names, before shipped ones: Chile" in run.stderr
    with Study() as study:
        study.load("coded", out)
        found = study.sql("SELECT source, source_sector, target FROM event ORDER BY event_id")[1]
    assert found == [("CORAL", "BUS", "PER"), ("CORAL", "BUS", "BOL")]


def test_a_body_that_only_the_tables_of_texts_know_stays_an_actor_when_loaded(tmp_path: Path) -> None:
    text = "The Carter Center mediated between Sudan and Uganda. ECCAS praised Chad."
    out = tmp_path / "e.jsonl"
    code_file(lines(tmp_path / "t.jsonl", [{"id": "1", "text": text, "date": "2020-01-02"}]), out)
    with Study() as study:
        study.load("coded", out)
        assert {one for (one,) in study.sql("SELECT source FROM event")[1]} == {"CARTER", "ECCAS"}


def test_claims_are_found_with_own_actors(tmp_path: Path) -> None:
    text, actors = tmp_path / "t.txt", tmp_path / "a.csv"
    text.write_text("Zorkland is a mediator between Armenia and Azerbaijan.", encoding="utf-8")
    actors.write_text("names,actor,kind\nZorkland,RUS,state\n", encoding="utf-8")
    plain = ["claims", str(text), "--date", "2020-01-02"]
    without, with_own = CliRunner().invoke(main, plain), CliRunner().invoke(main, [*plain, "--actors", str(actors)])
    assert "actor: RUS" not in without.stdout
    assert "actor: RUS" in with_own.stdout


def test_events_below_a_confidence_are_left_out(tmp_path: Path) -> None:
    text = {"id": "1", "text": "Peru, which attacked Chile, accused Bolivia.", "date": "2020-01-02"}
    texts, out = lines(tmp_path / "t.jsonl", [text]), tmp_path / "e.jsonl"
    for least, expected in (("low", ["CHL", "BOL"]), ("medium", ["BOL"])):
        run = CliRunner().invoke(main, ["code", str(texts), "--out", str(out), "--min-confidence", least])
        assert run.exit_code == 0, run.output
        found = json.loads(out.read_text(encoding="utf-8"))["events"]
        assert sorted(one["target"]["actor"] for one in found) == sorted(expected)
