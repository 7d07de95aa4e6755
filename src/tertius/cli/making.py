"""Verbs that make something: the demo, the report, the citations."""

import shutil
from pathlib import Path

import click

from tertius.arenas import DEFAULT
from tertius.chronicles import chronicle_claims
from tertius.claims import read_claims
from tertius.cli.output import ARENA, DATASET, STUDY, Bar, keep_apart, say, tell_choice, to_ask
from tertius.model import EngineError
from tertius.study import Study


@click.command()
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), help="Folder to write to.")
def demo(out: Path) -> None:
    """Run the whole path on the shipped chronicle: OUT/study.duckdb and OUT/report.html.

    A study of an earlier demo in OUT is replaced.
    """
    out.mkdir(parents=True, exist_ok=True)
    study, draft = out / "study.duckdb", out / "study.draft.duckdb"
    for stale in (draft, Path(f"{draft}.wal")):
        stale.unlink(missing_ok=True)
    with Study(draft) as opened, Bar() as bar:
        for one in opened.load("chronicle", progress=bar):
            say(f"{one.file}: {one.rows} rows, {one.events} events, {one.rejects} rejects")
        text = opened.report(DEFAULT, [read_claims(path) for path in chronicle_claims(DEFAULT)], progress=bar)
    Path(f"{study}.wal").unlink(missing_ok=True)
    shutil.move(draft, study)
    write_whole(out / "report.html", text)
    say(f"study:  {study}\nreport: {out / 'report.html'}")


@click.command()
@STUDY
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
@ARENA
@click.option("--claims", multiple=True, type=click.Path(path_type=Path), help="Claim files to judge on the page.")
@DATASET
def report(study: Path, out: Path, arena: str, claims: tuple[Path, ...], dataset: str | None) -> None:
    """Write one self-contained HTML page on an arena: roles, timelines, dated changes, verdicts, every event cited."""
    keep_apart(out, study, *claims)
    with to_ask(study, arena) as opened, Bar() as bar:
        text = opened.report(arena, [read_claims(path) for path in claims], dataset=dataset, progress=bar)
        tell_choice(opened, dataset)
    write_whole(out, text)
    say(f"report: {out}")


@click.command()
@STUDY
def cite(study: Path) -> None:
    """Print BibTeX of Tertius and of every data set in STUDY."""
    with Study(study, read_only=True) as opened:
        click.echo("\n\n".join(opened.cite()))


def write_whole(path: Path, text: str) -> None:
    """Write a file whole or not at all."""
    draft = path.with_name(f"{path.name}.draft")
    try:
        draft.write_text(text, encoding="utf-8")
        draft.replace(path)
    except OSError as exc:
        draft.unlink(missing_ok=True)
        raise EngineError(f"{path} could not be written ({exc.strerror})", hint="free space or choose another") from exc
