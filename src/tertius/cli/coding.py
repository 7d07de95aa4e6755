"""The verb on texts: code."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from tertius.cli.output import ACTORS, Bar, keep_apart, names_of, say
from tertius.model import UsageError
from tertius.study.coding import code_file
from tertius.study.labelling import labelled_typer
from tertius.study.second_opinion import PATIENCE, SecondOpinion, second_opinion
from tertius.texts import CONFIDENCES, Gazetteer
from tertius.texts.typer import Typer


@click.command()
@click.argument("texts", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="File to write.")
@ACTORS
@click.option("--min-confidence", "least", type=click.Choice(CONFIDENCES), default=CONFIDENCES[0], show_default=True,
              help="Leave out events of a lower confidence; low: told in passing, or with one side.")  # fmt: skip
@click.option("--labels", default=None, type=click.Path(dir_okay=False, path_type=Path),
              help="Table of sentences you have labelled: text, source, target, code. A regression fitted on it gives "
              "a second opinion on the kind of each act.")  # fmt: skip
@click.option("--embed", "folder", default=None, type=click.Path(file_okay=False, path_type=Path),
              help="Folder of a model of sentences (model.onnx, tokenizer.json) it sees as well.")  # fmt: skip
@click.option("--endpoint", default=None, metavar="URL", help="Service of a language model asked for a second opinion "
              "on the kind of each act, such as http://localhost:8000/v1. Sentences are sent there.")  # fmt: skip
@click.option("--model", default=None, help="Name of the model at the endpoint.")
@click.option("--answers", default=None, type=click.Path(dir_okay=False, path_type=Path),
              help="File that keeps its answers, looked up first; default: OUT.answers.jsonl.")  # fmt: skip
@click.option("--patience", default=PATIENCE, show_default=True, type=click.FloatRange(min=0, min_open=True),
              help="Seconds that one answer of the model may take.")  # fmt: skip
def code(texts: Path, out: Path, actors: Path | None, least: str, labels: Path | None, folder: Path | None,
         endpoint: str | None, model: str | None, answers: Path | None, patience: float) -> None:  # fmt: skip
    """Code TEXTS, a file of JSON lines with id, text and date, into events with the characters that say so.

    Writes one line a text. `tertius load STUDY coded OUT` takes them into a study. Needs the extra `text`, with --embed
    the extra `embed`. Nothing is sent anywhere unless --endpoint is given; its key, if it asks for one, comes from
    TERTIUS_ENDPOINT_KEY.
    """
    kept = answers or out.with_name(f"{out.name}.answers.jsonl")
    keep_apart(out, texts, actors, labels, kept)
    keep_apart(kept, texts, actors)
    known = names_of(actors)
    asked = endpoint is not None or model is not None
    if asked and (labels is not None or folder is not None):
        raise UsageError("there can be one second opinion", hint="give --labels or --endpoint, not both")
    with _asked(endpoint, model, kept, patience) if asked else _fitted(labels, folder, known) as typer:
        with Bar() as bar:
            done = code_file(texts, out, bar, known=known, typer=typer, least=least)
        say(f"{out}: {done.texts} texts, {done.events} events, {done.silent} texts without any")
        if isinstance(typer, SecondOpinion):
            said = typer.said
            say(f"{typer.name}: {said['changed']} codes changed, {said['agreed']} kept, {said['ignored']} answers "
                f"ignored ({said['asked']} questions sent; answers: {typer.answers})")  # fmt: skip


@contextmanager
def _fitted(labels: Path | None, folder: Path | None, known: Gazetteer | None) -> Iterator[Typer | None]:
    """A second opinion fitted on labels, and word of how often it is right; None where there are no labels."""
    if labels is None and folder is not None:
        raise UsageError("embeddings need labels to learn from", hint="give --labels with sentences you have labelled")
    if labels is None:
        yield None
        return
    typer = labelled_typer(labels, folder, known)
    trial = typer.trial()
    say(f"{labels}: {trial.labels} labels; root right on labels not seen: {trial.regression:.2f} by the regression, "
        f"{trial.rules:.2f} by the rules")  # fmt: skip
    yield typer


@contextmanager
def _asked(endpoint: str | None, model: str | None, answers: Path, patience: float) -> Iterator[Typer | None]:
    """A second opinion by a model behind a service, and word of where sentences are sent."""
    if endpoint is None or model is None:
        raise UsageError("a second opinion needs a service and a model", hint="give both --endpoint and --model")
    with second_opinion(endpoint, model, answers, patience=patience) as typer:
        say(f"sentences with an act between two actors are sent to {typer.endpoint.url}")
        yield typer
