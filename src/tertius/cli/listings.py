"""Verbs that list what Tertius knows: sources, arenas, measures, and the fine print of a measure."""

import click

from tertius.arenas import arena, shipped
from tertius.cli.output import FORMAT, show
from tertius.measures import FINDERS, MEASURES, WATCHERS, architecture
from tertius.sources import SOURCES
from tertius.study.explaining import explained


@click.command()
@FORMAT
def sources(form: str) -> None:
    """List the data sets that can be loaded."""
    show(
        ("name", "title", "covers", "licence", "url"),
        [(s.name, s.title, s.covers, s.licence, s.url) for s in SOURCES],
        form,
    )


@click.command()
@FORMAT
def arenas(form: str) -> None:
    """List the shipped regions; a region file of your own is given by its path."""
    read = [arena(name) for name in shipped()]
    show(
        ("name", "title", "pairs", "third_parties"),
        [(a.name, a.title, " ".join(map(str, a.pairs)), " ".join(a.third_parties)) for a in read],
        form,
    )


@click.command()
@FORMAT
def measures(form: str) -> None:
    """List the measures, the finders of dated changes and the watchers."""
    rows = [(m.name, "measure", m.title, m.question, m.unit) for m in MEASURES]
    rows += [(f.name, "finder", f.title, f.question, "dated gains and losses") for f in FINDERS]
    rows += [(w.name, "watcher", w.title, w.question, "alerts") for w in WATCHERS]
    rows += [(architecture.PART.name, "region", architecture.PART.title, architecture.PART.question, "matrix")]
    show(("name", "kind", "title", "question", "unit"), rows, form)


@click.command()
@click.argument("name")
@FORMAT
def explain(name: str, form: str) -> None:
    """Explain a part, `claims`, `forecasts`, `doctor` or `texts`: formula, limits and every constant; or one constant.

    A part is a measure, a finder or a watcher; a constant is named as in the table, such as claims.supported.
    """
    found = explained(name)
    if form == "table" and found.head:
        for label, text in found.head:
            click.echo(f"{label + ':':<11}{text}")
        click.echo("")
    show(*found.constants, form)
    for table in found.weights if form == "table" else ():
        click.echo("")
        show(*table, form)
