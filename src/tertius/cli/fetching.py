"""The verb that downloads: it shows its plan first and does nothing without ``--yes``."""

from pathlib import Path

import click

from tertius.cli.output import FORMAT, Bar, say, show, window
from tertius.fetch import FETCHERS, Manners, Plan, State
from tertius.model import UsageError
from tertius.study.fetching import door, plan_fetch
from tertius.study.fetching import fetch as carry_out

_KEPT = ("kind", "stream", "release")


@click.command()
@click.argument("provider", type=click.Choice([one.name for one in FETCHERS]))
@click.option("--since", required=True, metavar="DATE", help="First day (2021, 2021-03 or 2021-03-05).")
@click.option("--until", required=True, metavar="DATE", help="Last day, included.")
@click.option(
    "--arena", default=None, help="Ask only for the states of this arena, where the provider can (ucdp, acled)."
)
@click.option("--to", "folder", default=None, type=click.Path(file_okay=False, path_type=Path),
              help="Folder for the files; default: data/PROVIDER.")  # fmt: skip
@click.option("--kind", default=None, help="gdelt: events, mentions or both.")
@click.option("--stream", default=None, help="gdelt: english, translated or both.")
@click.option("--release", default=None, help="ucdp with --arena: release of the data set.")
@click.option("--pause", default=0.2, show_default=True, type=click.FloatRange(min=0), help="Seconds between requests.")
@click.option("--tries", default=6, show_default=True, type=click.IntRange(min=1), help="Tries of one request.")
@click.option("--yes", is_flag=True, help="Download; without it the plan is shown and nothing is done.")
@FORMAT
def fetch(provider: str, since: str, until: str, arena: str | None, folder: Path | None, kind: str | None,
          stream: str | None, release: str | None, pause: float, tries: int, yes: bool,
          form: str) -> None:  # fmt: skip
    """Show what PROVIDER has for some days and what of it is here; with --yes, download the rest.

    Files are kept as published. Each is checked against the size and checksum that the provider states and gets its
    name only when it is whole; a download that was cut off goes on where it stopped. Keys come from the environment:
    UCDP_TOKEN (ucdp with --arena), ACLED_EMAIL and ACLED_PASSWORD. TERTIUS_MIRROR names a server that holds copies.
    """
    span = window(since, until)
    if span is None:
        raise UsageError("no days were given", hint="give --since and --until")
    given = dict(zip(_KEPT, (kind, stream, release), strict=True))
    options = {name: value for name, value in given.items() if value is not None}
    first_wait = min(1.0, 5 * pause)
    with door(Manners(tries=tries, pause=pause, first_wait=first_wait)) as web:
        chosen = plan_fetch(web, provider, span, folder or Path("data") / provider, arena, options)
        _show(chosen, form)
        if not yes:
            say("nothing was downloaded; repeat with --yes to do it")
            return
        with Bar() as bar:
            done = carry_out(web, chosen, bar)
    say(f"{len(done)} files are whole in {chosen.ask.folder}")
    say(f"next: tertius load STUDY {chosen.fetcher.loads} {chosen.ask.folder}")


def _show(plan: Plan, form: str) -> None:
    counts = {state: [item for item in plan.items if item.state is state] for state in State}
    rows = [(state.value, len(items), _bytes([item.remote.size for item in items]), sum(item.have for item in items),
             items[0].remote.name if items else None, items[-1].remote.name if items else None)
            for state, items in counts.items()]  # fmt: skip
    show(("state", "files", "bytes", "bytes_here", "first", "last"), rows, form)
    come = "unknown, the provider states no size" if plan.to_come is None else f"{plan.to_come:,} bytes"
    say(f"to download into {plan.ask.folder}: {len(plan.missing)} files, {come}")
    say(plan.fetcher.note)


def _bytes(sizes: list[int | None]) -> int | None:
    known = [size for size in sizes if size is not None]
    return sum(known) if len(known) == len(sizes) else None
