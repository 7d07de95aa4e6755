"""Verbs that list what Tertius knows: sources, arenas, measures, and the fine print of a measure."""

import click

from tertius.arenas import arena, shipped
from tertius.claims import CONSTANTS as CLAIM_CONSTANTS
from tertius.cli.output import FORMAT, show
from tertius.codebooks.constants import CONSTANTS
from tertius.codebooks.naming_weights import MEDIATOR, PEACEKEEPER, RIVALS, Terms
from tertius.codebooks.role_weights import RANGES, SCALES, WEIGHTS
from tertius.codebooks.role_weights import ROLES as WEIGHTED_ROLES
from tertius.codebooks.slots import NO_SLOT, OUTCOME_WEIGHT, PART_WEIGHTS, SLOTS, TRIAD_WEIGHTS
from tertius.forecasts import CONSTANTS as FORECAST_CONSTANTS
from tertius.measures import (
    FINDERS,
    MEASURES,
    PARTS,
    ROLES,
    WATCHERS,
    architecture,
    listed_rivalry,
    named_mediator,
    named_peacekeeper,
    role,
)
from tertius.model import Measure, Part, UnknownName
from tertius.sources import SOURCES

_OTHERS = {
    "claims": CLAIM_CONSTANTS,
    "forecasts": FORECAST_CONSTANTS,
    "doctor": tuple(name for name in CONSTANTS if name.startswith(("coverage.", "doctor."))),
    "texts": tuple(name for name in CONSTANTS if name.startswith("texts.")),
}
"""What rests on constants and is neither a measure nor a finder."""
_NAMED = {named_mediator.NAME: MEDIATOR, named_peacekeeper.NAME: PEACEKEEPER,
          listed_rivalry.NAME: RIVALS}  # fmt: skip
"""Weights behind the probabilities of being named or listed, by measure."""


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
    part = None if name in CONSTANTS else _part(name)
    names = part.constants if part else _OTHERS.get(name, (name,))
    rows = [(c.name, c.value, c.unit, c.meaning, c.source) for c in CONSTANTS.values() if c.name in names]
    if form == "table" and part is not None:
        _head(part)
    show(("constant", "value", "unit", "meaning", "source"), rows, form)
    if form == "table" and part is not None and "triad_evidence" in part.needs:
        _weights()
    if form == "table" and part is role.MEASURE:
        _role_weights()
    if form == "table" and part is not None and part.name in _NAMED:
        _naming_weights(_NAMED[part.name])


def _part(name: str) -> Part | None:
    found = next((part for part in PARTS if part.name == ROLES.get(name, name)), None)
    if found is None and name not in _OTHERS:
        raise UnknownName("measure", name, [*(part.name for part in PARTS), *_OTHERS])
    return found


def _head(part: Part) -> None:
    unit = [("unit", part.unit)] if isinstance(part, Measure) else []
    lines = [("what", part.title), ("asks", part.question), *unit, ("formula", part.formula),
             ("reference", part.reference), ("limits", part.limits), ("reads", ", ".join(part.needs))]  # fmt: skip
    for label, text in lines:
        click.echo(f"{label + ':':<11}{text}")
    click.echo("")


def _weights() -> None:
    """The tables behind the evidence: which slot names the third party, and what a part or a pattern is worth."""
    rows: list[tuple[object, ...]] = [(f"code {s.code}, {s.third} slot", s.level.value, s.weight) for s in SLOTS]
    rows += [(f"named {part}", level.value, weight) for part, (level, weight) in PART_WEIGHTS.items()]
    rows += [(pattern, "E3", weight) for pattern, weight in TRIAD_WEIGHTS.items()]
    rows += [("outcome that follows", "E4", OUTCOME_WEIGHT)]
    rows += [(f"code {code}: names no mediator", "-", None) for code in NO_SLOT]
    click.echo("")
    show(("evidence", "level", "weight"), rows, "table")


def _role_weights() -> None:
    """The tables of the joint role: a row a sign, a column a role; weights, then the ranges they were fitted on."""
    rows: list[tuple[object, ...]] = [("intercept", None, None, *(row[0].mean for row in WEIGHTS))]
    rows += [(scale.name, scale.centre, scale.scale, *(row[f].mean for row in WEIGHTS))
             for f, scale in enumerate(SCALES, 1)]  # fmt: skip
    click.echo("")
    show(("sign", "centre", "scale", *WEIGHTED_ROLES), rows, "table")
    seen = [(scale.name, *(f"{row[f].low:g} to {row[f].high:g}" for row in RANGES)) for f, scale in enumerate(SCALES)]
    click.echo("")
    show(("range of sign", *WEIGHTED_ROLES), seen, "table")


def _naming_weights(terms: Terms) -> None:
    """The table of a probability of being named: a row a term."""
    rows = [(term.name, term.centre, term.scale, term.high, term.mean, term.error) for term in terms]
    click.echo("")
    show(("term", "centre", "scale", "highest in the fit", "weight", "error"), rows, "table")
