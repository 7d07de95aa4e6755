"""The verbs of the program: each with its module in this room and what the list of all says of it.

A verb is read in, with the libraries behind it, when it is asked for; the list and the version need none of them.
"""

from collections.abc import Sequence
from importlib import import_module
from typing import NamedTuple

import click


class Verb(NamedTuple):
    """A verb: the module that holds it under its name, and the first sentence of its help."""

    name: str
    module: str
    says: str

    def command(self) -> click.Command:
        """The verb itself."""
        found: click.Command = getattr(import_module(f"tertius.cli.{self.module}"), self.name)
        return found


# fmt: off
VERBS = (
    Verb("demo", "making", "Run the whole path on the shipped chronicle: OUT/study.duckdb and OUT/report.html."),
    Verb("fetch", "fetching", "Show what PROVIDER has for some days and what of it is here; with --yes, download the "
         "rest."),
    Verb("code", "coding", "Code TEXTS, a file of JSON lines with id, text and date, into events with the characters "
         "that say so."),
    Verb("load", "loading", "Load FILES (folders, patterns, zipped or not) of SOURCE into STUDY; the shipped "
         "chronicle needs no file."),
    Verb("doctor", "loading", "Tell what STUDY holds, what it covers, what was refused or failed and why, and which "
         "actors are unresolved."),
    Verb("sql", "loading", "Run a SELECT on STUDY, read-only: no file of the machine can be read or written by it."),
    Verb("roles", "asking", "Say who stands between the two sides of a pair: one reading per measure and third party."),
    Verb("evidence", "asking", "Show the events behind a number of `tertius roles`: who did what where, who stood by, "
         "who reported it."),
    Verb("series", "asking", "Give a measure at the end of every month, a row a month and actor: a table for pandas, "
         "R or a spreadsheet."),
    Verb("changes", "asking", "Date the gains and losses of roles toward a pair, each with an interval and the events "
         "around it."),
    Verb("watch", "asking", "Say whose share around a pair has just changed, before the change can be dated; alarms "
         "first."),
    Verb("architecture", "regional", "Show a whole region: who holds which role over all pairs, who stands with whom, "
         "and whether that is new."),
    Verb("rank", "ranking", "Hold every state that the data follow against the others, by a measure of a state alone; "
         "the highest first."),
    Verb("claims", "auditing", "Find the claims of TEXT: typed, in neutral words, each with the sentence it was read "
         "from."),
    Verb("audit", "auditing", "Run the claims of a text to verdicts, each with its mirror, variants, placebos and "
         "evidence both ways."),
    Verb("forecast", "forecasting", "Forecast the acts of a pair and who will mediate, month by month, beside how "
         "such forecasts fared before."),
    Verb("score", "forecasting", "Score a frozen forecast against what STUDY holds by now; FILE is refused if it was "
         "changed."),
    Verb("export", "moving", "Write STUDY into the new folder LAKE: Parquet files, a folder a table, events by year."),
    Verb("gather", "moving", "Make the panels of an arena from the folder LAKE and keep them in the new study STUDY."),
    Verb("report", "making", "Write one self-contained HTML page on an arena: roles, timelines, dated changes, "
         "verdicts, every event cited."),
    Verb("serve", "serving", "Show STUDY in the browser of this machine: choose a pair, a window and a role, open the "
         "events behind a number."),
    Verb("sources", "listings", "List the data sets that can be loaded."),
    Verb("arenas", "listings", "List the shipped regions; a region file of your own is given by its path."),
    Verb("measures", "listings", "List the measures, the finders of dated changes and the watchers."),
    Verb("explain", "listings", "Explain a part, `claims`, `forecasts`, `doctor` or `texts`: formula, limits and "
         "every constant; or one constant."),
    Verb("cite", "making", "Print BibTeX of Tertius and of every data set in STUDY."),
    Verb("chronicle", "chronicle", "Check a chronicle coded by hand, start one for another region, or export one with "
         "its descriptor."),
)
# fmt: on


def read_in(words: Sequence[str]) -> None:
    """Read in the verb that a command line asks for, if it asks for one."""
    known = {verb.name: verb for verb in VERBS}
    asked = next((word for word in words if word in known), None)
    if asked is not None:
        known[asked].command()
