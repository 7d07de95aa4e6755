"""What every verb shares: formats, dates, progress, and how an error leaves the program."""

import sys
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

import click

from tertius.arenas import DEFAULT
from tertius.model import Dyad, Span, UsageError, read_day
from tertius.report.printed import plainly, printed
from tertius.report.tables import Record
from tertius.study import Study
from tertius.study.coding import names_with
from tertius.study.sharing import open_to_ask
from tertius.texts import Gazetteer
from tertius.version import VERSION

Verb = TypeVar("Verb", bound=Callable[..., object])

FORMAT = click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json"]),
    default="table",
    show_default=True,
    help="How to print.",
)
_SHOWN = 20
STUDY = click.argument("study", type=click.Path(dir_okay=False, path_type=Path))
ARENA = click.option(
    "--arena",
    default=DEFAULT,
    show_default=True,
    help="A shipped arena (see `tertius arenas`) or the path of a region file.",
)
PAIR = click.option(
    "--pair", required=True, metavar="A-B", help="Contested pair, such as ARM-AZE or Armenia-Azerbaijan."
)
DATASET = click.option(
    "--dataset", default=None, help="Data set to answer from; default: the chronicle, else the one with most events."
)
AT = click.option(
    "--at",
    "at",
    default=None,
    metavar="DATE",
    help="State of knowledge on this day (2021, 2021-03 or 2021-03-05); default: last covered day.",
)

SINCE = click.option(
    "--since", default=None, metavar="DATE", help="Count the evidence of a window instead, from here ..."
)
UNTIL = click.option("--until", default=None, metavar="DATE", help="... to here, both included; nothing is discounted.")

ACTORS = click.option(
    "--actors", default=None, type=click.Path(dir_okay=False, path_type=Path),
    help="Table of actors of your own, before ours: names, actor, kind[, sector, since, until, source].",
)  # fmt: skip


def say(text: str) -> None:
    """Tell the user something that is not data."""
    click.echo(text, err=True)


def tell_choice(study: Study, dataset: str | None) -> None:
    """Say which data set answers where the user chose none of several: an answer is never of all of them together."""
    used, *others = study.datasets() or ("",)
    if dataset is None and others:
        say(f"answered from {used}; also in the study: {', '.join(others)} (choose with --dataset)")


def names_of(actors: Path | None) -> Gazetteer | None:
    """The names of a user's own table of actors before ours, and word of which of ours it stands before."""
    if actors is None:
        return None
    known = names_with(actors)
    shown, more = known.overruled[:_SHOWN], len(known.overruled) - _SHOWN
    before = f"before shipped ones: {', '.join(shown)}" if shown else "none of them shipped"
    say(f"{actors}: {known.own} names, {before}" + (f" and {more} more" if more > 0 else ""))
    return known


def keep_apart(out: Path | None, *others: Path | None) -> None:
    """Refuse, before any work, to write over a file that is read or written too, or into a folder that is not there.

    Raises:
        UsageError: It is one of them, or there is no such folder.
    """
    if out is not None and not out.parent.is_dir():
        raise UsageError(f"{out} cannot be written: there is no such folder",
                         hint=f"make the folder {out.parent} first")  # fmt: skip
    if out is not None and out.resolve() in [one.resolve() for one in others if one is not None]:
        raise UsageError(
            f"{out} would be written over another file of this command", hint="give the file to write another name"
        )


def to_ask(study: Path, arena: str) -> Study:
    """Open a study for questions about an arena, with a bar while its panels are made; others may ask it meanwhile."""
    with Bar() as bar:
        return open_to_ask(study, arena, bar)


def show(columns: Sequence[str], rows: Sequence[Sequence[object]], form: str) -> None:
    """Print a listing to stdout."""
    click.echo(plainly(columns, rows, form), nl=False)


def emit(name: str, items: Sequence[Record], study: Study, form: str, *, arena: str | None = None,
         pair: Dyad | None = None) -> None:  # fmt: skip
    """Print records to stdout."""
    click.echo(printed(name, items, form, study=versions(study), arena=arena, pair=pair), nl=False)


def versions(study: Study) -> dict[str, str]:
    """What records say they were made with."""
    return {"tertius": VERSION, "study": str(study.path)}


def window(since: str | None, until: str | None) -> Span | None:
    """The span of ``--since`` and ``--until`` (both included); both or neither."""
    if since is None and until is None:
        return None
    if since is None or until is None:
        raise UsageError("--since and --until go together", hint="for one day use --at")
    first, last = read_day(since), read_day(until, end=True)
    if last < first:
        raise UsageError(f"--until {until} lies before --since {since}", hint="a span cannot end before it starts")
    return Span(first, last + timedelta(days=1))


class Bar:
    """A progress bar on a terminal, silence elsewhere."""

    def __init__(self) -> None:
        self._bar = None
        if sys.stderr.isatty():
            from rich.console import Console  # dear to load, and nothing is drawn elsewhere
            from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

            columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
            self._bar = Progress(*columns, console=Console(stderr=True), transient=True)

    def __enter__(self) -> "Bar":
        """Show the bar."""
        if self._bar is not None:
            self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Remove the bar."""
        if self._bar is not None:
            self._bar.stop()

    def __call__(self, done: int, total: int, label: str) -> None:
        """Report progress."""
        if self._bar is None:
            return
        if not self._bar.task_ids:
            self._bar.add_task(label, total=total)
        self._bar.update(self._bar.task_ids[0], completed=done, total=total, description=label)
