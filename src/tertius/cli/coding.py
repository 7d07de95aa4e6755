"""The verb on texts: code."""

from pathlib import Path

import click

from tertius.cli.output import ACTORS, Bar, names_of, say
from tertius.study.coding import code_file


@click.command()
@click.argument("texts", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="File to write.")
@ACTORS
def code(texts: Path, out: Path, actors: Path | None) -> None:
    """Code TEXTS, a file of JSON lines with id, text and date, into events with the characters that say so.

    Writes one line a text. `tertius load STUDY coded OUT` takes them into a study. Needs the extra `text`.
    """
    known = names_of(actors)
    with Bar() as bar:
        done = code_file(texts, out, bar, known=known)
    say(f"{out}: {done.texts} texts, {done.events} events, {done.silent} texts without any")
