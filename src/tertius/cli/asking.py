"""Verbs that ask a study: roles, series, changes, watch."""

from datetime import date
from pathlib import Path

import click

from tertius.cli.output import (
    ARENA,
    AT,
    DATASET,
    FORMAT,
    PAIR,
    SINCE,
    STUDY,
    UNTIL,
    Bar,
    emit,
    say,
    tell_choice,
    to_ask,
    window,
)
from tertius.measures import MEASURES, measure
from tertius.model import UsageError, read_day
from tertius.report.alerts import nothing_watched
from tertius.report.flat import records
from tertius.report.tables import Record, alert_record, finding_record, reading_record
from tertius.study import Study
from tertius.study.citing import cited_records, of_actor

_NOTHING_DATED = (
    "no gain or loss could be dated, which does not prove that there was none: column `detectable` of `tertius roles` "
    "tells the smallest change that this volume of data could have shown"
)


def _print(name: str, records: list[Record], opened: Study, form: str, arena: str, pair: str) -> None:
    chosen = opened.prepare(arena)
    emit(name, records, opened, form, arena=chosen.name, pair=chosen.pair(pair))


def _day(text: str | None) -> date | None:
    return read_day(text, end=True) if text else None


@click.command()
@STUDY
@ARENA
@PAIR
@AT
@SINCE
@UNTIL
@click.option(
    "--role", default=None, help="One measure or role, such as mediator (see `tertius measures`); default: all."
)
@DATASET
@FORMAT
def roles(study: Path, arena: str, pair: str, at: str | None, since: str | None, until: str | None, role: str | None,
          dataset: str | None, form: str) -> None:  # fmt: skip
    """Say who stands between the two sides of a pair: one reading per measure and third party.

    Each reading has a median, a 90 % interval, the effective evidence n, the smallest change that could be detected,
    and the ids of the events it rests on.
    """
    day, span, part = _day(at), window(since, until), measure(role).name if role else None
    with to_ask(study, arena) as opened:
        with Bar() as opened.progress:
            found = opened.roles(arena, pair, at=day, window=span, role=part, dataset=dataset)
        _print("tertius.roles/1", [reading_record(one) for one in found], opened, form, arena, pair)
        tell_choice(opened, dataset)


@click.command()
@STUDY
@ARENA
@PAIR
@AT
@SINCE
@UNTIL
@click.option("--role", required=True, help="One measure or role, such as mediator.")
@click.option("--actor", default=None, help="Whose reading, such as RUS; default: everybody's.")
@DATASET
@FORMAT
def evidence(study: Path, arena: str, pair: str, at: str | None, since: str | None, until: str | None, role: str,
             actor: str | None, dataset: str | None, form: str) -> None:  # fmt: skip
    """Show the events behind a number of `tertius roles`: who did what where, who stood by, who reported it.

    A row an event, the ones that weigh most first, at most as many as a reading cites. Where the data tell no summary,
    publisher or address, the field is empty.
    """
    day, span, part = _day(at), window(since, until), measure(role).name
    with to_ask(study, arena) as opened:
        found = opened.roles(arena, pair, at=day, window=span, role=part, dataset=dataset)
        asked = of_actor(found, role, actor)
        cited = cited_records(opened, asked, arena)
        _print("tertius.evidence/1", cited, opened, form, arena, pair)
        tell_choice(opened, dataset)
    for one in asked:
        if not one.evidence:
            say(f"{one.actor}: no event ({one.standing.value}{f': {one.reason}' if one.reason else ''})")


@click.command()
@STUDY
@ARENA
@PAIR
@AT
@click.option("--role", required=True, help="One measure or role that has a path, such as mediator.")
@DATASET
@FORMAT
def series(study: Path, arena: str, pair: str, at: str | None, role: str, dataset: str | None, form: str) -> None:
    """Give a measure at the end of every month, a row a month and actor: a table for pandas, R or a spreadsheet.

    Each row is what was known on its day, with its 90 % interval and effective evidence; nothing later is used. Where
    the data do not reach, or nothing could be told, the value is empty.
    """
    if measure(role).path is None:
        known = ", ".join(one.name for one in MEASURES if one.path is not None)
        raise UsageError(f"measure {measure(role).name} has no path over months", hint=f"these have one: {known}")
    day = _day(at)
    with to_ask(study, arena) as opened:
        found = opened.series(arena, pair, role=role, at=day, dataset=dataset)
        _print("tertius.series/1", records(found), opened, form, arena, pair)
        tell_choice(opened, dataset)


@click.command()
@STUDY
@ARENA
@PAIR
@AT
@DATASET
@FORMAT
def changes(study: Path, arena: str, pair: str, at: str | None, dataset: str | None, form: str) -> None:
    """Date the gains and losses of roles toward a pair, each with an interval and the events around it."""
    day = _day(at)
    with to_ask(study, arena) as opened:
        with Bar() as opened.progress:
            found = opened.changes(arena, pair, at=day, dataset=dataset)
        _print("tertius.changes/1", [finding_record(one) for one in found], opened, form, arena, pair)
        tell_choice(opened, dataset)
    if not found:
        say(_NOTHING_DATED)


@click.command()
@STUDY
@ARENA
@PAIR
@AT
@DATASET
@click.option(
    "--fail-on-alarm", is_flag=True, help="Exit with code 3 when an alarm stands, with 1 when nobody could be watched."
)
@FORMAT
@click.pass_context
def watch(ctx: click.Context, study: Path, arena: str, pair: str, at: str | None, dataset: str | None,
          fail_on_alarm: bool, form: str) -> None:  # fmt: skip
    """Say whose share around a pair has just changed, before the change can be dated; alarms first.

    Each row is one actor at the end of the last whole month: how probable a change within the recent months is, from
    those months and the ones before, and how often a change of some size would have been noticed by now.
    """
    day = _day(at)
    with to_ask(study, arena) as opened:
        found = opened.watch(arena, pair, at=day, dataset=dataset)
        _print("tertius.watch/1", [alert_record(one) for one in found], opened, form, arena, pair)
        tell_choice(opened, dataset)
    if not found:
        say(nothing_watched())
    if fail_on_alarm and (not found or any(one.raised for one in found)):
        ctx.exit(3 if found else 1)  # a watch that could not be kept must not pass for calm
