"""Verbs on claims: find them in a text, and audit a text or a file of claims."""

import json
from datetime import date
from pathlib import Path

import click

from tertius.arenas import DEFAULT
from tertius.claims import ClaimFile, as_yaml, claim_records, read_claims
from tertius.cli.forecasting import write_frozen
from tertius.cli.making import write_whole
from tertius.cli.output import ACTORS, ARENA, DATASET, STUDY, Bar, emit, keep_apart, names_of, say, to_ask
from tertius.model import Outcome, UsageError, read_day
from tertius.report.averitec import averitec_record
from tertius.report.tables import verdict_record
from tertius.study.claiming import Origin, find_claims_in

_CLAIM_FILES = (".yaml", ".yml")
_DATE = click.option("--date", "made_on", default=None, metavar="DATE", help="Day the text was published.")
_TITLE = click.option("--title", default="", help="Title of the text; default: the name of its file.")
_SOURCE = click.option("--source", default="", help="Where the text was published, such as its address.")


def _made_on(text: str | None) -> date:
    if text is None:
        raise UsageError("a text needs the day it was published", hint="give --date, such as --date 2025-07-21")
    return read_day(text, end=True)


@click.command()
@click.argument("text", type=click.Path(path_type=Path))
@_DATE
@ARENA
@_TITLE
@_SOURCE
@ACTORS
@click.option("--out", default=None, type=click.Path(dir_okay=False, path_type=Path), help="File to write instead.")
@click.option("--format", "form", type=click.Choice(["yaml", "averitec"]), default="yaml", show_default=True,
              help="Claims to correct and audit, or records as fact checkers exchange them.")  # fmt: skip
def claims(text: Path, made_on: str | None, arena: str, title: str, source: str, actors: Path | None,
           out: Path | None, form: str) -> None:  # fmt: skip
    """Find the claims of TEXT: typed, in neutral words, each with the sentence it was read from.

    What it finds is a draft for a human to correct; a claim whose actor, pair, role or direction is not found says so
    and is not tested. `tertius audit STUDY CLAIMS.yaml` runs it.
    """
    keep_apart(out, text, actors)
    file = _read(text, _made_on(made_on), arena, Origin(title, source), actors)
    written = as_yaml(file) if form == "yaml" else json.dumps(claim_records(file), ensure_ascii=False, indent=2) + "\n"
    if out is None:
        click.echo(written, nl=False)
        return
    write_whole(out, written)
    say(f"claims: {out} ({_ready(file)})")


@click.command()
@STUDY
@click.argument("claims", metavar="CLAIMS|TEXT", type=click.Path(path_type=Path))
@_DATE
@click.option("--arena", default=None, help=f"Arena; default: the one the claim file names, for a text {DEFAULT}.")
@_TITLE
@_SOURCE
@ACTORS
@click.option(
    "--out", default=None, type=click.Path(dir_okay=False, path_type=Path), help="HTML page to write instead."
)
@click.option("--claims-out", default=None, type=click.Path(dir_okay=False, path_type=Path),
              help="File to keep the claims found in a text, to be corrected.")  # fmt: skip
@DATASET
@click.option(
    "--fail-on",
    type=click.Choice([one.value for one in Outcome]),
    default=None,
    help="Exit with code 3 when a verdict has this outcome.",
)
@click.option(
    "--freeze",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=None,
    help="Folder for the forecasts of claims about the future, one sealed file each, for `tertius score`.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json", "averitec"]),
    default="table",
    show_default=True,
    help="How to print; averitec: the shape fact checkers exchange, as JSON.",
)
@click.pass_context
def audit(ctx: click.Context, study: Path, claims: Path, made_on: str | None, arena: str | None, title: str,
          source: str, actors: Path | None, out: Path | None, claims_out: Path | None, dataset: str | None,
          fail_on: str | None, folder: Path | None, form: str) -> None:  # fmt: skip
    """Run the claims of a text to verdicts, each with its mirror, variants, placebos and evidence both ways.

    A file that ends in .yaml is read as claims, anything else as a text whose claims are found first. Only data up to
    the day a claim was made are used. Format of claims: docs/howto/audit-an-op-ed.md.
    """
    keep_apart(out, study, claims, actors, claims_out)
    keep_apart(claims_out, study, claims, actors)
    if claims.suffix.lower() in _CLAIM_FILES:
        if actors is not None:
            raise UsageError("a file of claims has its actors already", hint="leave --actors out, or audit the text")
        file = read_claims(claims)
    else:
        file = _read(claims, _made_on(made_on), arena or DEFAULT, Origin(title, source), actors)
        say(f"{claims}: {_ready(file)}")
    if claims_out is not None:
        write_whole(claims_out, as_yaml(file))
        say(f"claims: {claims_out}")
    with to_ask(study, arena or file.arena) as opened:
        with Bar() as bar:
            found = opened.audit(file, arena=arena, dataset=dataset, progress=bar)
        if out is not None:
            write_whole(out, opened.verdict_page(file, found, arena=arena))
            say(f"verdicts: {out} ({_counted(file, [one.outcome for one in found])})")
        elif form == "averitec":
            click.echo(json.dumps([averitec_record(one) for one in found], ensure_ascii=False, indent=2))
        else:
            emit("tertius.verdicts/2", [verdict_record(one) for one in found], opened, form, arena=arena or file.arena)
    if folder is not None:
        write_frozen(folder, found)
    if fail_on and any(one.outcome.value == fail_on for one in found):
        ctx.exit(3)


def _read(text: Path, made_on: date, arena: str, origin: Origin, actors: Path | None) -> ClaimFile:
    """The claims of a text, with a bar while it is read."""
    known = names_of(actors)
    with Bar() as bar:
        return find_claims_in(text, made_on, arena, origin=origin, known=known, progress=bar)


def _ready(file: ClaimFile) -> str:
    """How many claims were found and how many can be tested; where none can, what to try."""
    ready = sum(one.measure is not None for one in file.claims)
    told = f"{len(file.claims)} claims, {ready} with all slots found"
    another = f"; is it of another region than {file.arena} (--arena, see `tertius arenas`)?"
    return told if ready else told + another


def _counted(file: ClaimFile, outcomes: list[Outcome]) -> str:
    parts = [f"{outcomes.count(one)} {one.value}" for one in Outcome if one in outcomes]
    return f"{len(file.claims)} claims: {', '.join(parts)}"
