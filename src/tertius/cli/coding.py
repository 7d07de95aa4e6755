"""The verb on texts: code."""

from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

import click

from tertius.cli.output import ACTORS, Bar, names_of, say
from tertius.model import UsageError
from tertius.study.coding import code_file
from tertius.study.second_opinion import PATIENCE, SecondOpinion, second_opinion
from tertius.texts import CONFIDENCES


@click.command()
@click.argument("texts", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="File to write.")
@ACTORS
@click.option("--min-confidence", "least", type=click.Choice(CONFIDENCES), default=CONFIDENCES[0], show_default=True,
              help="Leave out events of a lower confidence; low: told in passing, or with one side.")  # fmt: skip
@click.option("--endpoint", default=None, metavar="URL", help="Service of a language model asked for a second opinion "
              "on the kind of each act, such as http://localhost:8000/v1. Sentences are sent there.")  # fmt: skip
@click.option("--model", default=None, help="Name of the model at the endpoint.")
@click.option("--answers", default=None, type=click.Path(dir_okay=False, path_type=Path),
              help="File that keeps its answers, looked up first; default: OUT.answers.jsonl.")  # fmt: skip
@click.option("--patience", default=PATIENCE, show_default=True, type=click.FloatRange(min=0, min_open=True),
              help="Seconds that one answer of the model may take.")  # fmt: skip
def code(texts: Path, out: Path, actors: Path | None, least: str, endpoint: str | None, model: str | None,
         answers: Path | None, patience: float) -> None:  # fmt: skip
    """Code TEXTS, a file of JSON lines with id, text and date, into events with the characters that say so.

    Writes one line a text. `tertius load STUDY coded OUT` takes them into a study. Needs the extra `text`. Nothing is
    sent anywhere unless --endpoint is given; its key, if it asks for one, comes from TERTIUS_ENDPOINT_KEY.
    """
    known = names_of(actors)
    kept = answers or out.with_name(f"{out.name}.answers.jsonl")
    with _asked(endpoint, model, kept, patience) as typer:
        if typer is not None:
            say(f"sentences with an act between two actors are sent to {typer.endpoint.url}")
        with Bar() as bar:
            done = code_file(texts, out, bar, known=known, typer=typer, least=least)
    say(f"{out}: {done.texts} texts, {done.events} events, {done.silent} texts without any")
    if typer is not None:
        said = typer.said
        say(f"{typer.name}: {said['changed']} codes changed, {said['agreed']} kept, {said['ignored']} answers ignored "
            f"({said['asked']} questions sent; answers: {typer.answers})")  # fmt: skip


def _asked(endpoint: str | None, model: str | None, answers: Path, patience: float
           ) -> AbstractContextManager[SecondOpinion | None]:  # fmt: skip
    if endpoint is None and model is None:
        return nullcontext()
    if endpoint is None or model is None:
        raise UsageError("a second opinion needs a service and a model", hint="give both --endpoint and --model")
    return second_opinion(endpoint, model, answers, patience=patience)
