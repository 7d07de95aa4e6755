"""A table of labels becomes a second opinion, or the row that cannot be meant is named."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from tertius.cli import main
from tertius.model import BadFile
from tertius.study.labelling import labelled_typer

HEADER = "text,source,target,code"
PAIRS = (("Peru", "Chile"), ("Fiji", "Oman"), ("Mali", "Benin"))
GOOD = tuple(
    f"{one} {verb} {other}.,{one},{other},{code}"
    for verb, code in (("greeted", "051"), ("mocked", "111"))
    for one, other in PAIRS
)


def table(path: Path, *rows: str, header: str = HEADER) -> Path:
    path.write_text("\n".join((header, *rows)) + "\n", encoding="utf-8")
    return path


def test_labels_give_codes_and_word_of_how_often_they_are_right(tmp_path: Path) -> None:
    labels = table(tmp_path / "l.csv", *GOOD)
    texts = tmp_path / "t.jsonl"
    texts.write_text(json.dumps({"id": "1", "text": "Cuba greeted Haiti.", "date": "2020-01-01"}), encoding="utf-8")
    run = CliRunner().invoke(main, ["code", str(texts), "--out", str(tmp_path / "e"), "--labels", str(labels)])
    assert run.exit_code == 0, run.output
    (event,) = json.loads((tmp_path / "e").read_text(encoding="utf-8"))["events"]
    assert (event["code"], event["typed_by"]) == ("050", "regression on own labels")
    assert "6 labels; root right on labels not seen: 1.00 by the regression, 0.50 by the rules" in run.stderr


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("Peru met Chile.,Bolivia,Chile,040", "the source 'Bolivia' does not stand in the text"),
        ("Peru met Chile.,Peru,,040", "the target '' does not stand"),
        ("Peru met Chile.,Peru,Chile,meet", "'meet' is no CAMEO code"),
        ("Peru slept well. Chile slept too.,Peru,Chile,040", "do not stand in one sentence"),
    ],
)
def test_a_row_that_cannot_be_meant_is_named(tmp_path: Path, row: str, message: str) -> None:
    with pytest.raises(BadFile, match="row 8") as caught:
        labelled_typer(table(tmp_path / "l.csv", *GOOD, row))
    assert message in str(caught.value)
    assert caught.value.hint


def test_a_file_that_is_no_table_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="column 'code' is missing"):
        labelled_typer(table(tmp_path / "l.csv", header="text,source,target"))
    with pytest.raises(BadFile, match="cannot be read"):
        labelled_typer(tmp_path / "absent.csv")


@pytest.mark.parametrize(
    ("more", "message"),
    [
        (["--embed", "folder"], "embeddings need labels"),
        (["--labels", "l.csv", "--endpoint", "http://h/v1", "--model", "m"], "one second opinion"),
    ],
)
def test_options_that_do_not_fit_are_refused(tmp_path: Path, more: list[str], message: str) -> None:
    run = CliRunner().invoke(main, ["code", "t.jsonl", "--out", str(tmp_path / "e"), *more])
    assert (run.exit_code, message in run.stderr) == (1, True)
