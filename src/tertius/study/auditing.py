"""Run typed claims to verdicts: the same steps for every claim, whoever it favours."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

import numpy as np

from tertius.claims import CONSTANTS, decide, untestable
from tertius.codebooks.constants import constant
from tertius.measures import FINDERS, MUTUAL, measure, subjects
from tertius.model import (
    Arena,
    CaseFile,
    Claim,
    ClaimType,
    Dyad,
    Engine,
    Finding,
    Inputs,
    Measure,
    Reading,
    Request,
    Says,
    Span,
    Trial,
    Verdict,
)
from tertius.study.asking import findings, inputs, latest, months_back, request
from tertius.study.blocs import single_bloc_events

_RUNNABLE = (ClaimType.ROLE, ClaimType.TREND, ClaimType.COMPARISON)


def audit(engine: Engine, arena: Arena, claims: Iterable[Claim], dataset: str) -> list[Verdict]:
    """Verdicts on claims, each from data up to the day the claim was made and no later."""
    return [_verdict(engine, arena, claim, dataset) for claim in claims]


def _verdict(engine: Engine, arena: Arena, claim: Claim, dataset: str) -> Verdict:
    as_of = min(claim.made_on, latest(engine, dataset))
    if claim.measure is None:
        return untestable(claim, claim.why_not, as_of)
    part = measure(claim.measure)
    if claim.type not in _RUNNABLE or claim.pair is None or claim.actor is None:
        return untestable(claim, f"claims of type {claim.type.value!r} have no test yet", as_of)
    case = _case(engine, arena, claim, part, dataset, as_of)
    return decide(claim, case, as_of, {name: constant(name) for name in CONSTANTS})


def _case(engine: Engine, arena: Arena, claim: Claim, part: Measure, dataset: str, as_of: date) -> CaseFile:
    pair = claim.pair or Dyad.of("", "")
    given = inputs(engine, part.needs, part.constants, dataset, pair)
    now = _present(claim, as_of)
    primary = _trial("primary", given, part, claim, arena, now)
    variants = _variants(engine, given, part, claim, arena, as_of)
    actors = () if part.name in MUTUAL else subjects(part, arena, pair)
    placebos = [_trial(actor, given, part, replace(claim, actor=actor), arena, now) for actor in actors
                if actor not in (claim.actor, claim.other)] if claim.says is not Says.MORE_THAN else []  # fmt: skip
    others = [_trial("", given, part, replace(claim, actor=actor), arena, now).now for actor in actors
              if actor != claim.actor]  # fmt: skip
    return CaseFile(
        primary, tuple(variants), tuple(placebos), _changes(engine, arena, claim, dataset, as_of), _rival_events(others)
    )


def _present(claim: Claim, as_of: date) -> Span:
    """The window that stands for the present of a claim: what it speaks of, else the months before it was made."""
    end = as_of + timedelta(days=1)
    if claim.since is not None and claim.since < end:
        return Span(claim.since, end)
    return months_back(as_of, int(constant("claims.now_months")))


def _trial(name: str, given: Inputs, part: Measure, claim: Claim, arena: Arena, now: Span) -> Trial:
    pair = claim.pair or Dyad.of("", "")
    before = months_back(now.start.fromordinal(now.start.toordinal() - 1), int(constant("claims.before_months")))
    asked = [actor for actor in (claim.actor, claim.other) if actor is not None]
    ask = Request(arena, pair, now.last, tuple(asked), now)
    found = {one.actor: one for one in part.compute(given, ask)}
    earlier = {one.actor: one for one in part.compute(given, replace(ask, at=before.last, window=before))}
    prior, even = f"{part.name}.prior_days", found[asked[0]].parts.get("even_share")
    return Trial(
        name,
        found[asked[0]],
        earlier.get(asked[0]),
        found.get(claim.other or ""),
        even if isinstance(even, float) else None,
        constant(prior) if prior in part.constants else None,
    )


def _variants(engine: Engine, given: Inputs, part: Measure, claim: Claim, arena: Arena, as_of: date
              ) -> list[Trial]:  # fmt: skip
    longer = months_back(as_of, int(constant("claims.alternative_now_months")))
    now = _present(claim, as_of)
    found = []
    if claim.since is None:
        name = f"window of {int(constant('claims.alternative_now_months'))} months"
        found.append(_trial(name, given, part, claim, arena, longer))
    for bloc, events in single_bloc_events(engine, arena).items():
        found.append(_trial(f"without what only {bloc} reports", _without(given, events), part, claim, arena, now))
    return found


def _without(given: Inputs, events: frozenset[str]) -> Inputs:
    panels = {name: one.where(~np.isin(one["event_id"].astype(str), list(events)))
              for name, one in given.panels.items()}  # fmt: skip
    return Inputs(panels, given.constants)


def _changes(engine: Engine, arena: Arena, claim: Claim, dataset: str, as_of: date) -> tuple[Finding, ...]:
    pair = claim.pair or Dyad.of("", "")
    found: list[Finding] = []
    name = measure(claim.measure).name if claim.measure else ""
    for finder in FINDERS:
        if finder.name == f"{name}-changes":
            asked = replace(request(finder, arena, pair, as_of), actors=(claim.actor or "",))
            found += findings(engine, finder, dataset, asked)
    return tuple(found)


def _rival_events(others: Sequence[Reading]) -> tuple[str, ...]:
    """Events of the other actors, the strongest actor's first."""
    ranked = sorted(others, key=lambda one: -(one.estimate.value if one.estimate else 0.0))
    return tuple(dict.fromkeys(event for one in ranked for event in one.evidence))
