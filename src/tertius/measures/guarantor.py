"""Guarantor: whether a third party acts for a side when it is attacked, and more than it does anyway."""

from collections.abc import Mapping
from dataclasses import replace

from tertius.codebooks.roles import TRIGGERS
from tertius.measures.alike import several, told_alike
from tertius.measures.episodes import day_number
from tertius.measures.guarantees import (
    OUTCOMES,
    Answer,
    Horizons,
    answers,
    attacks_on,
    brokered_by,
    committed,
    conduct,
    quiet_windows,
)
from tertius.measures.lifts import Tally, aged, pooled, posterior, tally
from tertius.measures.outsiders import drawn, evidence, outsiders
from tertius.measures.shares import Parts, covered_months, uncovered
from tertius.model import Inputs, Measure, Reading, Request, Span, Standing

_NAME = "guarantor"
UNTESTED = "untested"
"""State of a third party that nothing called on."""
_UNSURE = "no second publisher is known: acts coded wrongly cannot be told from deeds, so hold it against other signs"


def compute(inputs: Inputs, request: Request) -> list[Reading]:
    """One reading per third party asked for, both sides pooled; see :data:`MEASURE`."""
    panel = inputs.panel("outsider_day")
    months = covered_months(panel, request)
    if months is None:
        return uncovered(_NAME, panel, request)
    horizons = Horizons.of(inputs)
    told = sure = _answers(inputs, request, months, horizons)
    heard = several(inputs.panel("pair_act"), request)
    given = told_alike(inputs, TRIGGERS, inputs.constant("role.voices")) if heard else inputs
    if heard:
        sure = _answers(given, request, months, replace(horizons, deed=horizons.word))
    pledged = committed(given.panel("outsider_day"), inputs.panel("pair_part"), request)
    return [_reading(inputs, request, actor, actor in pledged, (told[actor], sure[actor] if heard else None))
            for actor in request.actors]  # fmt: skip


_Record = Mapping[str, tuple[list[Answer], list[tuple[int, bool]]]]
"""Answers and quiet windows by side."""


def _answers(inputs: Inputs, request: Request, months: Span, horizons: Horizons) -> Mapping[str, _Record]:
    """What every third party asked for did when a side was attacked, and on quiet days."""
    outside = outsiders(inputs.panel("outsider_day"), request)
    brokered = brokered_by(inputs.panel("pair_part"), request)
    first, last = day_number(months.start), day_number(months.last)
    found: dict[str, dict[str, tuple[list[Answer], list[tuple[int, bool]]]]] = {who: {} for who in request.actors}
    for ward, foe in ((request.pair.a, request.pair.b), (request.pair.b, request.pair.a)):
        attacks = attacks_on(inputs.panel("pair_act"), request, ward, foe)
        for actor in request.actors:
            done = conduct(outside, brokered(actor), actor, ward, foe)
            quiet = quiet_windows(attacks, done, horizons, first, last)
            found[actor][ward] = answers(attacks, done, horizons, last), quiet
    return found


def _reading(inputs: Inputs, request: Request, actor: str, pledged: bool, records: tuple[_Record, _Record | None]
             ) -> Reading:  # fmt: skip
    told, sure = records
    dataset, found = inputs.panel("outsider_day").dataset, [one for given, _ in told.values() for one in given]
    if not found:
        return Reading(
            _NAME, actor, request.pair, request.period, dataset, Standing.UNDEFINED, state=UNTESTED,
            reason="untested: neither side was attacked or called for protection and had its time to be answered",
        )  # fmt: skip
    level, least = inputs.constant("interval.level"), inputs.constant("guarantor.min_effective")
    sides = {ward: tally(*one, inputs, request) for ward, one in told.items()}
    tested = sides if sure is None else {ward: tally(*one, inputs, request) for ward, one in sure.items()}
    n, m = (pooled(list(some.values())).n for some in (sides, tested))
    whole = posterior(list(sides.values()), inputs, request.seed)
    acts = _acts(tested, inputs, request.seed, alike=sure is not None)
    weight = aged([one.day for one in found], inputs, request)
    thin = f"effective evidence {n:.1f} triggers" if n < least else ""
    unsure = _UNSURE if sure is None and inputs.panel("outsider_day").machine_coded else ""
    open_ = f"effective evidence {m:.1f} triggers that {inputs.constant('role.voices'):g} voices tell alike"
    return Reading(
        _NAME, actor, request.pair, request.period, dataset, Standing.PRIOR_DOMINATED if thin else Standing.MEASURED,
        estimate=drawn(whole.answer, n, level),
        reason=thin or (open_ if m < least else unsure),
        state=None if acts is None or m < least or thin else _state(acts, pledged, inputs.constant("guarantor.level")),
        probability=acts,
        evidence=evidence(
            (weight[i] + (one.outcome != OUTCOMES[-1]), one.events) for i, one in enumerate(found)
        ),
        parts=_parts(sides, tested, inputs, request.seed) | {"commitment": "yes" if pledged else "no"},
    )  # fmt: skip


def _acts(tested: Mapping[str, Tally], inputs: Inputs, seed: int, *, alike: bool) -> float | None:
    """Probability of a lift; None without a trigger to test it on.

    Deeds that two voices tell are few of those done, and a guarantor guarantees a side: there the side that shows more
    decides, and less of a lift is asked for.
    """
    sides = [side for side in tested.values() if side.n]
    if not sides:
        return None
    if not alike:
        lift = posterior(list(tested.values()), inputs, seed).lift
        return float((lift > inputs.constant("guarantor.lift")).mean())
    least = inputs.constant("guarantor.sure_lift")
    return max(float((posterior([side], inputs, seed).lift > least).mean()) for side in sides)


def _state(acts: float, pledged: bool, level: float) -> str | None:
    """Name the state; None where a commitment stands and its worth cannot be told."""
    if acts > level:
        return "guarantor"
    if not pledged:
        return "none"
    return "nominal" if 1.0 - acts > level else None


def _parts(sides: Mapping[str, Tally], tested: Mapping[str, Tally], inputs: Inputs, seed: int) -> Parts:
    level, told, sure = inputs.constant("interval.level"), *(pooled(list(some.values())) for some in (sides, tested))
    both = posterior(list(tested.values()), inputs, seed) if sure.n else None
    found: Parts = {
        **{f"{name}s" if name != "silence" else name: told.counts[name] for name in OUTCOMES},
        "ceasefires": told.counts["deed"] - told.own,
        "lift": drawn(both.lift, sure.n, level) if both else None,
        "lift_with_ceasefires": drawn(both.lift_with_ceasefires, sure.n, level) if both else None,
        "deed_without_trigger": drawn(both.quiet, sure.tries, level) if both else None,
    }
    if tested is not sides:
        found["triggers_told_alike"] = sure.n
    for ward, side in sides.items():
        own, test = (posterior([one], inputs, seed) if one.n else None for one in (side, tested[ward]))
        found[f"toward_{ward}"] = drawn(own.answer, side.n, level) if own else None
        found[f"lift_toward_{ward}"] = drawn(test.lift, tested[ward].n, level) if test else None
    return found


MEASURE = Measure(
    name=_NAME,
    title="Guarantor",
    question="When one side is attacked, does a third party act for it, and more than it does anyway?",
    unit="share of triggers answered, a word at half, 0 to 1; state: guarantor, nominal, untested, none; probability: "
    "that deeds follow triggers more often than quiet days",
    formula=(
        "Trigger episode: hostile acts of one side against the other (19x, 138x, 152, 154; gap up to 7 days, anew "
        "after 30), or a call for protection. Answer within 30 days: deed (062, 072, 074 for the side; 15x, 160, 161, "
        "163, 19x against the attacker; a ceasefire 087x that names it as broker); else word within 14 days; else "
        "reverse; else silence. Shares ~ Dirichlet, discounted; G = deed + word / 2; lift = P(own deed | trigger) - "
        "P(deed in a window without trigger, within a year of one), ceasefires left out. Guarantor: P(lift > 0.05) > "
        "0.9; nominal: committed on record and P(lift <= 0.05) > 0.9. In machine-coded data in which several voices "
        "are heard, lift and commitment rest on triggers and deeds that two voices tell alike, a deed within 14 days; "
        "guarantor: P(lift > 0.015) > 0.9 for the side that shows more."
    ),
    reference=(
        "Walter 1997; Fortna 2004; prior: alliances honoured after 1945, Berkemeier and Fuhrmann 2018; methods 3.2"
    ),
    limits=(
        "A guarantor that deters is never tested. Who attacked is itself disputed. Treaties enter only as far as the "
        "data record them as acts, from whatever day; there is no registry of treaties. A deed is matched by code and "
        "time, not by motive."
    ),
    needs=("outsider_day", "pair_act", "pair_part"),
    constants=(
        "guarantor.half_life_months", "guarantor.deed_days", "guarantor.word_days", "guarantor.episode_gap_days",
        "guarantor.prior_mean", "guarantor.prior_weight", "guarantor.word_worth", "guarantor.match_days",
        "guarantor.lift", "guarantor.sure_lift", "guarantor.level", "guarantor.min_effective", "role.voices",
        "roles.draws", "interval.level",
    ),
    compute=compute,
)  # fmt: skip
