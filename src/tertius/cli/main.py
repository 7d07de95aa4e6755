"""The program: a group of verbs, and how errors leave it."""

import logging
import sys

import click

from tertius.cli.verbs import VERBS
from tertius.version import VERSION

_INTERRUPTED = 130
"""Exit code of what Ctrl-C ended, as shells have it: 128 and the number of the signal."""


class Program(click.Group):
    """Reads in a verb when it is asked for, and prints house errors as one line and a hint, exit code 1.

    Anything else is a bug and shows its trace.
    """

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The verb of a name."""
        known = super().get_command(ctx, cmd_name)
        return next((verb.command() for verb in VERBS if verb.name == cmd_name), known)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of verbs, of which none is read in for that."""
        click.Group(commands=self.commands).format_commands(ctx, formatter)

    def invoke(self, ctx: click.Context) -> object:
        """Run a verb."""
        from tertius.model import TertiusError  # brings in numpy, which the list does not need

        try:
            return super().invoke(ctx)
        except TertiusError as exc:
            click.echo(f"error: {exc.args[0]}", err=True)
            if exc.hint:
                click.echo(f"hint: {exc.hint}", err=True)
            ctx.exit(1)
        except KeyboardInterrupt:
            click.echo("stopped by Ctrl-C", err=True)
            ctx.exit(_INTERRUPTED)
        except OSError as exc:
            # what the machine refuses is no bug; a pipe that was closed has no name and is left to click
            if exc.filename is None:
                raise
            click.echo(f"error: {exc.filename}: {exc.strerror}", err=True)
            ctx.exit(1)


_LISTED = [click.Command(verb.name, help=verb.says) for verb in VERBS]
"""What stands in the list, and what a mistyped name is compared with."""


@click.group(
    cls=Program, commands=_LISTED, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(VERSION, prog_name="tertius")
@click.option("-v", "--verbose", count=True, help="Say what is done (-v) or show every SQL text (-vv).")
def main(verbose: int) -> None:
    """Who stands between whom, since when, and how sure we can be.

    \b
    Start here:
      tertius demo --out demo          the shipped chronicle, from events to a page you can open
    Then your own study (a file):
      tertius fetch gdelt --since ...  what could be downloaded; with --yes, download it
      tertius load STUDY icews FILE... load data; every row is an event or a reject with a reason
      tertius code TEXTS --out EVENTS  texts into events; `tertius load STUDY coded EVENTS` takes them in
      tertius doctor STUDY             what is loaded, covered, refused and unresolved
      tertius arenas                   the regions shipped; yours is a file: put --arena mine.toml behind what follows
      tertius roles STUDY --pair A-B   who mediates, who is a player, who keeps promises
      tertius evidence STUDY --role ... the events behind such a number, each with its source
      tertius series STUDY --pair A-B  one measure month by month, a table for pandas, R or a spreadsheet
      tertius changes STUDY --pair A-B gains and losses of roles, dated with an interval
      tertius watch STUDY --pair A-B   whose share has just changed, too lately to be dated
      tertius architecture STUDY       the whole region: its roles, its camps, and whether they are new
      tertius rank STUDY --role ...    a measure of a state alone, held against that of comparable states
      tertius audit STUDY OP-ED.txt    verdicts on the claims of a text; `tertius claims` only finds them
      tertius forecast STUDY --pair A-B what comes in the next months; `tertius score` judges it later
      tertius report STUDY OUT.html    all of it on one page
      tertius serve STUDY              in your browser: choose a pair, open the events behind a number
      tertius explain mediation        how a measure is worked out, its constants and its limits

    Data go to stdout, talk to stderr. Exit code 0: done; 1: an error, told in one line; 2: wrong usage;
    3: `audit --fail-on` or `watch --fail-on-alarm` met; 130: stopped by Ctrl-C.
    """
    level = {0: logging.WARNING, 1: logging.INFO}.get(verbose, logging.DEBUG)
    logging.basicConfig(level=level, stream=sys.stderr, format="%(name)s: %(message)s", force=True)
