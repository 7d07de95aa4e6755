"""Verbs on the data of a study: load, doctor, sql."""

import json
from datetime import UTC, datetime
from pathlib import Path

import click

from tertius.arenas import arena as find
from tertius.cli.output import ACTORS, ARENA, FORMAT, STUDY, Bar, say, show
from tertius.engines import DIALECTS
from tertius.study import Study
from tertius.study.recording import Loaded
from tertius.version import VERSION


@click.command()
@STUDY
@click.argument("source")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--first-day", default=None, metavar="DATE", help="icews-graph: day that step 0 stands for.")
@click.option("--unit", default=None, type=click.Choice(["hour", "day"]), help="icews-graph: what a step is.")
@click.option("--arena", default=None, help="chronicle: region whose places the rows name (name or region file).")
@click.option(
    "--map", "mapping", default=None, type=click.Path(), help="csv, csv-machine: mapping file that names the columns."
)
@click.option("--publishers", default=None, type=click.Path(path_type=Path),
              help="Table of publishers of your own: domains, names, country, owner, source.")  # fmt: skip
@ACTORS
@click.option("--allow-rejects", is_flag=True, help="Set rows that break a rule aside, with reasons, and go on.")
def load(study: Path, source: str, files: tuple[Path, ...], first_day: str | None, unit: str | None,
         arena: str | None, mapping: str | None, publishers: Path | None, actors: Path | None,
         allow_rejects: bool) -> None:  # fmt: skip
    """Load FILES (folders, patterns, zipped or not) of SOURCE into STUDY; the shipped chronicle needs no file.

    Each file is kept whole or leaves no trace, and a file loaded before is left alone, so a load that was cut off
    can be repeated. Rows that are not events are kept in table `reject` with their reason.
    """
    options = {
        name: value
        for name, value in (("first_day", first_day), ("unit", unit), ("arena", arena), ("map", mapping))
        if value is not None
    }
    with Study(study) as opened, Bar() as bar:
        done = opened.load(
            source, *files, allow_rejects=allow_rejects, progress=bar, publishers=publishers, actors=actors, **options
        )
    for one in done:
        _tell(one, [table.name for table in (mapping and Path(mapping), publishers) if table])
    if mapping is not None or actors is not None or (source == "chronicle" and files):
        with Study(study, read_only=True) as opened:
            _tell_names(opened, source, actors)


def _tell(one: Loaded, tables: list[str]) -> None:
    """What became of a file, and what a careful user has to look at; ``tables`` are those it was to be read by."""
    changed = f"; where {' or '.join(tables)} has changed since, load into a new study" if tables else ""
    known = f" (loaded before, nothing done{changed})" if one.known else ""
    again = f" ({one.duplicates} of them duplicates)" if one.duplicates else ""
    say(f"{one.file}: {one.rows} rows, {one.events} events, {one.rejects} rejects{again}{known}")
    if one.ambiguous:
        share = one.ambiguous / (2 * one.events)
        say(f"{one.file}: {one.ambiguous} sides ({share:.2%}) may mean either of two actors and stand for none")
    if one.changed:
        anew = ", or ids begin anew in each file: leave id out of the mapping" if one.dataset.startswith("csv") else ""
        say(f"{one.file}: {one.changed} of the duplicates tell another act than the row loaded first, which stays; to "
            f"take corrections, load the newest file first, into a new study{anew}")  # fmt: skip
    if one.unended:
        say(f"{one.file}: its last line has no end; if the file was cut, that row is not whole and others lack")


def _tell_names(opened: Study, dataset: str, actors: Path | None) -> None:
    """How many sides a table of actors of one's own reads, how many stand for nobody, and where to look at them."""
    sides = opened.sides(dataset)
    if actors is not None:
        say(f"{dataset}: {sides.own} of {sides.named} sides are read by {actors.name}")
    if sides.unknown:
        say(f"{dataset}: {sides.unknown} of {sides.named} sides are names that stand for no actor and count for "
            "nothing; which: "
            f"tertius sql {opened.path} \"select name, reason from judgement where actor is null\"")  # fmt: skip


@click.command()
@STUDY
@click.option("--months", is_flag=True, help="Print every month of the data sets in the table as well.")
@click.option("--upgrade", is_flag=True, help="Add what a study of an earlier version of Tertius lacks first.")
@click.option("--arena", "arenas", multiple=True, metavar="FILE",
              help="Region file of your own: tell what is unresolved in it too; may be repeated.")  # fmt: skip
@FORMAT
def doctor(study: Path, months: bool, upgrade: bool, arenas: tuple[str, ...], form: str) -> None:
    """Tell what STUDY holds, what it covers, what was refused or failed and why, and which actors are unresolved.

    Also what each rung of the ladder of de-duplication takes away, how far counts follow volume, and where that broke.
    A month is measured, a stable zero, not covered, failed or unresolved; JSON and CSV hold every month.
    """
    if upgrade:
        Study(study, make=False).close()
    with Study(study, read_only=True) as opened:
        health = opened.doctor(*arenas)
    if form == "json":
        record = {"schema": "tertius.doctor/1", "made_on": datetime.now(UTC).date().isoformat(),
                  "study": {"tertius": VERSION, "study": str(study)}, **vars(health)}  # fmt: skip
        click.echo(json.dumps(record, ensure_ascii=False, indent=2))
        return
    for title, rows in vars(health).items():
        if title != "months" or form != "table" or months:
            _section(title, rows, form)


def _section(title: str, rows: list[dict[str, object]], form: str) -> None:
    if form == "table":
        click.echo(f"{title}:")
    if rows:
        columns = list(rows[0])
        show(columns, [[_plain(row[column]) for column in columns] for row in rows], form)
    elif form == "table":
        click.echo("none")
    if form == "table":
        click.echo("")


def _plain(value: object) -> object:
    return "; ".join(map(str, value)) if isinstance(value, list) else value


@click.command()
@click.argument("words", nargs=-1, required=True, metavar="[STUDY] QUERY")
@FORMAT
@click.option("--dialect", type=click.Choice(DIALECTS), default=None,
              help="Print the SQL for another engine and run nothing; QUERY may be a panel's name.")  # fmt: skip
@ARENA
def sql(words: tuple[str, ...], form: str, dialect: str | None, arena: str) -> None:
    """Run a SELECT on STUDY, read-only: no file of the machine can be read or written by it.

    With --dialect no STUDY is needed: the SQL of a panel, such as triad_evidence, is printed as a script with the
    lookups of the arena; for BigQuery it starts from GDELT's public tables.
    """
    if dialect:
        from tertius.study import emitting  # the parser of SQL, a fifth of a second that other commands do not need

        text = words[-1]
        chosen = emitting.query(text, dialect) if " " in text.strip() else emitting.script(text, dialect, find(arena))
        click.echo(chosen)
        return
    if len(words) != 2:
        raise click.UsageError("give a STUDY and a QUERY")
    with Study(Path(words[0]), read_only=True) as opened:
        columns, rows = opened.sql(words[1])
    show(columns, rows, form)
