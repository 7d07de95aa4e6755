"""Verbs on chronicles: check, new, export."""

from pathlib import Path

import click

from tertius.arenas import DEFAULT
from tertius.chronicles import chronicles
from tertius.chronicles.checking import REMARK_COLUMNS, remark_rows
from tertius.cli.output import FORMAT, say, show
from tertius.study.chronicling import check_chronicle, export_chronicle, start_chronicle


@click.group()
def chronicle() -> None:
    """Check a chronicle coded by hand, start one for another region, or export one with its descriptor."""


@chronicle.command()
@click.argument("chronicle", default=DEFAULT)
@click.option(
    "--arena",
    default=None,
    help=f"Region whose places the rows name; default: that of a shipped chronicle, else {DEFAULT}.",
)
@click.option("--tables/--no-tables", default=True, help="Print balance and completeness as well.")
@FORMAT
@click.pass_context
def check(ctx: click.Context, chronicle: str, arena: str | None, tables: bool, form: str) -> None:
    """Check CHRONICLE (a shipped one by name, or a folder): schema, codes, actors, dates, references, duplicates.

    Then count its rows by year and stream, by actor, by side blamed and by source country, so that a bias can be seen.
    Exit code 1 when a rule is broken.
    """
    region = arena or (chronicle if chronicle in chronicles() else DEFAULT)
    report, counted = check_chronicle(chronicle, region)
    shown = [("problem", *row) for row in remark_rows(report.problems)]
    shown += [("warning", *row) for row in remark_rows(report.warnings)]
    show(("kind", *REMARK_COLUMNS), shown, form)
    if arena is None and any(one.field == "place_id" for one in report.problems):
        say(f"places are looked up in {region}; name the region of this chronicle with --arena")
    say(f"{len(report.problems)} problems, {len(report.warnings)} warnings")
    for table in counted if tables and form == "table" else ():
        click.echo(f"\n{table.title}:")
        show(table.columns, table.rows, form)
    if report.problems:
        ctx.exit(1)


@chronicle.command()
@click.argument("arena")
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), help="Folder to write to.")
def new(arena: str, out: Path) -> None:
    """Write the empty tables, code book and descriptor of a chronicle for ARENA; nothing is overwritten."""
    for path in start_chronicle(arena, out):
        say(str(path))


@chronicle.command()
@click.argument("chronicle", default=DEFAULT)
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), help="Folder to write to.")
def export(chronicle: str, out: Path) -> None:
    """Write CHRONICLE with its code book and descriptor (Frictionless Data Package) to a folder."""
    for path in export_chronicle(chronicle, out):
        say(str(path))
