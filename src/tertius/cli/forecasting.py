"""Verbs on what comes: forecast, and score what was forecast."""

import json
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import click

from tertius.cli.making import write_whole
from tertius.cli.output import ARENA, AT, DATASET, FORMAT, PAIR, STUDY, Bar, say, show, to_ask
from tertius.forecasts import freeze
from tertius.model import UsageError, Verdict, read_day
from tertius.report.printed import flatten
from tertius.study.judging import read


@click.command()
@STUDY
@ARENA
@PAIR
@AT
@click.option("--horizon", default=6, show_default=True, type=click.IntRange(1, 24), help="Months ahead.")
@click.option("--out", default=None, type=click.Path(dir_okay=False, path_type=Path), help="File to freeze it in.")
@DATASET
@FORMAT
def forecast(study: Path, arena: str, pair: str, at: str | None, horizon: int, out: Path | None, dataset: str | None,
             form: str) -> None:  # fmt: skip
    """Forecast the acts of a pair and who will mediate, month by month, beside how such forecasts fared before.

    Counts: acts of each quad class in both directions. Roles: the share in the ledger of mediation, and the chance of
    more than the even share of that month's credits. With --out the forecast is frozen under its hash, for
    `tertius score`.
    """
    day = read_day(at, end=True) if at else None
    with to_ask(study, arena) as opened, Bar() as opened.progress:
        record = opened.forecast(arena, pair, at=day, horizon=horizon, dataset=dataset)
    if out is not None:
        _keep(out, freeze(record), str(record["sha256"]))
    _print(record, form, "items", "skill")
    ledger = record["ledger"]
    if ledger["reason"]:
        say(f"shares: {ledger['standing']}; {ledger['reason']}")


@click.command()
@STUDY
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--arena", default=None, help="Region file, where the forecast names an arena that is not shipped.")
@FORMAT
def score(study: Path, file: Path, arena: str | None, form: str) -> None:
    """Score a frozen forecast against what STUDY holds by now; FILE is refused if it was changed.

    Months that are not covered yet stay unscored.
    """
    with to_ask(study, arena or str(read(file)["arena"])) as opened:
        record = opened.score(file, arena=arena)
    _print(record, form, "items", "summary")
    for note in record["notes"]:
        say(f"note: {note}")


def write_frozen(folder: Path, verdicts: Sequence[Verdict]) -> None:
    """Write the forecast of every claim about the future to a file of its own, named after the claim."""
    folder.mkdir(parents=True, exist_ok=True)
    for verdict in verdicts:
        if verdict.frozen is not None:
            name = _as_file_name(verdict.claim.claim_id)
            text = json.dumps(verdict.frozen, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
            _keep(folder / f"{name}.forecast.json", text, str(verdict.frozen["sha256"]))


def _as_file_name(claim_id: str) -> str:
    """A name of a file for an id; one that has to be altered keeps a mark of what it was, so that no two meet."""
    name = "".join(letter if letter.isalnum() or letter in "-_" else "-" for letter in claim_id)
    return name if name == claim_id else f"{name}-{sha256(claim_id.encode()).hexdigest()[:8]}"


def _keep(out: Path, text: str, seal: str) -> None:
    """Write a frozen forecast; one that stands there is never written over, or there would be nothing to score.

    Raises:
        UsageError: The file is there and is another.
    """
    if out.exists() and seal not in out.read_text(encoding="utf-8", errors="replace"):
        raise UsageError(
            f"{out} is there already and is not this forecast",
            hint="a frozen forecast is kept: give another name or folder",
        )
    write_whole(out, text)
    say(f"frozen: {out} (sha256 {seal})")


def _print(record: dict[str, object], form: str, *parts: str) -> None:
    """The whole record as JSON; else its lines, and for a reader also the parts behind them."""
    if form == "json":
        click.echo(json.dumps(record, ensure_ascii=False, indent=2))
        return
    for part in parts if form == "table" else parts[:1]:
        found = record[part]
        items = [flatten(item, form) for item in found] if isinstance(found, list) else []
        if part == "skill" and not items:
            say("skill: not known; the covered months are too few for any earlier forecast to have come due")
            continue
        columns = list(dict.fromkeys(key for item in items for key in item))
        if part != parts[0]:
            click.echo(f"\n{part}:")
        show(columns, [[item.get(column) for column in columns] for item in items], form)
    if form == "table" and isinstance(claim := record.get("claim"), dict):
        click.echo("\nclaim:")
        show(list(claim), [list(claim.values())], form)
