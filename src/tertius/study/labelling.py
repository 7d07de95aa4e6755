"""Labels of a user's own: a table of sentences with their two sides and a CAMEO code, made into a second opinion."""

from collections.abc import Mapping
from pathlib import Path

from tertius.codebooks.cameo import CODES
from tertius.codebooks.tables import own_table
from tertius.model import BadFile, Sentence
from tertius.texts import read_documents
from tertius.texts.embedding import Embedder
from tertius.texts.gazetteer import Gazetteer
from tertius.texts.labelled import Label, LabelledTyper
from tertius.texts.lexicon import root_of

FIELDS = ("text", "source", "target", "code")
"""Columns of a table of labels; source and target are words of the text."""


def labelled_typer(labels: Path, folder: Path | None = None, known: Gazetteer | None = None) -> LabelledTyper:
    """Fit a second opinion on a table of labels, with the embeddings of a model in a folder where one is given.

    Raises:
        BadFile: A row cannot be meant, or the folder holds no model; says which and what to do.
        UsageError: The labels are too few, or an extra is not installed.
    """
    rows = _read(labels)
    embedder = None if folder is None else Embedder(folder)
    documents = read_documents((row["text"] for _, row in rows), None, known)
    found = [_label(row, sentences, labels, number)
             for (number, row), sentences in zip(rows, documents, strict=True)]  # fmt: skip
    return LabelledTyper(found, embedder)


def _read(path: Path) -> list[tuple[int, dict[str, str]]]:
    _, found = own_table(path, "labels", FIELDS)
    for number, row in found:
        _check(row, path, number)
    return found


def _check(row: Mapping[str, str], path: Path, number: int) -> None:
    for side in ("source", "target"):
        if not row[side] or row[side] not in row["text"]:
            raise BadFile(f"the {side} {row[side]!r} does not stand in the text", file=str(path), row=number,
                          hint="write it letter by letter as the text does")  # fmt: skip
    if row["code"] not in CODES:
        raise BadFile(f"{row['code']!r} is no CAMEO code", file=str(path), row=number,
                      hint="such as 190; only its root, 19, is learned")  # fmt: skip


def _label(row: Mapping[str, str], sentences: tuple[Sentence, ...], path: Path, number: int) -> Label:
    """The label in the sentence that holds its source; each side is where its words stand first."""
    text, first = row["text"], row["text"].index(row["source"])
    source = first, first + len(row["source"])
    at = next((one for one in sentences if one.start <= source[0] and source[1] <= one.end), None)
    start = -1 if at is None else text.find(row["target"], at.start, at.end)
    if at is None or start < 0:
        raise BadFile("the two sides do not stand in one sentence", file=str(path), row=number,
                      hint="give each label one sentence")  # fmt: skip
    return Label(at, source, (start, start + len(row["target"])), root_of(row["code"]))
