"""Run typed claims to verdicts: the same steps for every claim, whoever it favours; what is said twice is run once."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

from tertius.claims import (
    CONSTANTS,
    Dated,
    crystallised_or_not,
    decide,
    high_or_low,
    in_order,
    untestable,
    weighable,
)
from tertius.codebooks.constants import constant
from tertius.measures import FINDERS, MUTUAL, architecture, crystallised, measure, ranked
from tertius.model import (
    ONCE,
    Arena,
    CaseFile,
    Claim,
    ClaimType,
    Crystallised,
    Dyad,
    Engine,
    Finding,
    Inputs,
    Kind,
    Measure,
    Rank,
    ReasonCode,
    Says,
    Span,
    Trial,
    UsageError,
    Verdict,
)
from tertius.study import comparing, forecasting, foresight, happenings, regional
from tertius.study.asking import datasets, findings, inputs, latest, request, unseen
from tertius.study.blocs import single_bloc_events
from tertius.study.exhibits import described
from tertius.study.preparing import covered
from tertius.study.progress import Progress, silent, told
from tertius.study.trials import Question, Run, components, present, primary, run, variants, window_of
from tertius.study.weighing import influence

_RUNNABLE = (ClaimType.ROLE, ClaimType.TREND, ClaimType.COMPARISON)


class Auditor:
    """What the claims of one text share: data set, panels, blocs, dated changes and forecasts, each made once."""

    def __init__(self, engine: Engine, arena: Arena, dataset: str) -> None:
        self.engine, self.arena, self.dataset = engine, arena, dataset
        self.constants = {name: constant(name) for name in CONSTANTS}
        self.given: Callable[[Measure, str, Dyad], Inputs] = cache(self._inputs)
        self.blocs: Callable[[], dict[str, frozenset[str]]] = cache(lambda: single_bloc_events(engine, arena))
        self.unseen: Callable[[Dyad], str] = cache(lambda pair: unseen(engine, dataset, pair))
        self.dated: Callable[[str, Dyad, date], tuple[Finding, ...]] = cache(self._findings)
        self.issued: foresight.Issued = cache(self._issue)
        self.region: Callable[[date], Crystallised] = cache(self._region)
        self.ranks: Callable[[str, Span], Mapping[str, Rank]] = cache(self._ranks)
        self.last: date = latest(engine, dataset)
        self.ruled: Callable[[Claim], Verdict] = cache(self._described)

    def _inputs(self, part: Measure, dataset: str, pair: Dyad) -> Inputs:
        return inputs(self.engine, part.needs, part.constants, dataset, pair)

    def _findings(self, name: str, pair: Dyad, as_of: date) -> tuple[Finding, ...]:
        """Dated changes of a measure for everybody it reports on, with data up to a day."""
        asked = [(finder, request(finder, self.arena, pair, as_of)) for finder in FINDERS
                 if finder.name == f"{name}-changes"]  # fmt: skip
        return tuple(one for finder, ask in asked for one in findings(self.engine, finder, self.dataset, ask))

    def _issue(self, pair: Dyad, as_of: date, horizon: int, kind: str) -> forecasting.Record:
        known = forecasting.known_on(self.engine, self.arena, self.dataset, as_of)
        return forecasting.issue(self.engine, known, pair, horizon=horizon, kinds=(kind,))

    def _region(self, as_of: date) -> Crystallised:
        try:
            return regional.crystallised_on(self.engine, self.arena, self.dataset, as_of)
        except UsageError as exc:  # an arena that the data set does not follow
            return crystallised.unknown(str(exc.args[0]))

    def _ranks(self, name: str, window: Span) -> Mapping[str, Rank]:
        found = comparing.rank(self.engine, self.arena, self.dataset, measure(name), window.last, window)
        return {one.reading.actor: one for one in found}

    def changes(self, name: str, pair: Dyad, actor: str | None, as_of: date) -> tuple[Finding, ...]:
        """Dated changes of one actor."""
        return tuple(one for one in self.dated(name, pair, as_of) if one.actor == actor)

    def verdict(self, claim: Claim) -> Verdict:
        """The verdict on one claim, its events described; the verdict on the same claim met before, where there is one.

        The test is given the claim without its name, words and source, so no verdict can hang on these; a frozen
        forecast is sealed with them and made for each claim.
        """
        named = claim.type is ClaimType.FORECAST
        asked = claim if named else replace(claim, claim_id="", text="", source="", wording=None)
        return replace(self.ruled(asked), claim=claim)

    def _described(self, claim: Claim) -> Verdict:
        found = self._ruled(claim, min(claim.last_day, self.last))
        return replace(found, evidence=described(self.engine, self.arena, found))

    def _ruled(self, claim: Claim, as_of: date) -> Verdict:
        if claim.type is ClaimType.EVENT and claim.codes:
            return happenings.verdict(self.engine, self.arena, claim, self.dataset, as_of)
        if claim.measure is None:
            return untestable(claim, claim.why_not, as_of)
        if claim.measure == architecture.PART.name:
            return crystallised_or_not(claim, self.region(as_of), as_of, self.constants)
        if claim.type is ClaimType.CONSTRUCT and claim.measure in ranked.CODES and claim.actor is not None:
            return self._of_state(claim, claim.measure, claim.actor, as_of)
        if claim.pair is not None and (why := self.unseen(claim.pair)):
            return untestable(claim, why, as_of, code=ReasonCode.DATA)
        if claim.pair is not None and claim.actor is not None:
            return self._of_pair(claim, claim.pair, as_of)
        return self._no_test(claim, as_of)

    def _of_state(self, claim: Claim, name: str, actor: str, as_of: date) -> Verdict:
        if why := self._outside(claim):
            return untestable(claim, why, as_of, code=ReasonCode.DATA)
        found = self.ranks(name, window_of(claim, as_of, covered(self.engine, self.dataset)))
        return high_or_low(claim, found.get(actor), as_of, self.constants)

    def _of_pair(self, claim: Claim, pair: Dyad, as_of: date) -> Verdict:
        if claim.type is ClaimType.CAUSAL and claim.cause is not None:
            return in_order(claim, claim.cause, self._every_change(pair, as_of), as_of, self.constants)
        if claim.type is ClaimType.FORECAST:
            return foresight.verdict(self.engine, self.arena, claim, self.dataset, as_of, self.issued)
        return self._tested(claim, pair, as_of) if claim.type in _RUNNABLE else self._no_test(claim, as_of)

    def _no_test(self, claim: Claim, as_of: date) -> Verdict:
        return untestable(claim, f"claims of type {claim.type.value!r} that name no more have no test", as_of)

    def _every_change(self, pair: Dyad, as_of: date) -> Dated:
        names = [finder.name.removesuffix("-changes") for finder in FINDERS]
        return Dated({name: self.dated(name, pair, as_of) for name in names})

    def _tested(self, claim: Claim, pair: Dyad, as_of: date) -> Verdict:
        part = measure(str(claim.measure))
        if why := self._outside(claim):
            return untestable(claim, why, as_of, code=ReasonCode.DATA)
        question = Question(claim, part, self.arena, pair, self.given(part, self.dataset, pair), as_of)
        every, changes = primary(question), self.changes(part.name, pair, claim.actor, as_of)
        mine = every[question.named[0]]
        others = {} if part.name in MUTUAL else {actor: one for actor, one in every.items() if actor != claim.actor}
        known = [*variants(question, changes, self.blocs()), *self._sources(question), *components(mine)]
        case = CaseFile(
            mine, tuple(known), _placebos(claim, others), changes, _rival_events(others),
            unresolved=unresolved(self.engine, self.dataset, question),
        )  # fmt: skip
        # in an order of their own, so that a claim and its mirror weigh the same stories
        weighed = sorted(weighable(claim, case))
        return decide(claim, replace(case, influence=influence(self.engine, question, mine, weighed)), as_of,
                      self.constants)  # fmt: skip

    def _outside(self, claim: Claim) -> str:
        """Why the period that a claim speaks of cannot be tested; empty where it is covered.

        The present of a text may reach beyond the data by less than the months that stand for it.
        """
        spans, begins = covered(self.engine, self.dataset), present(claim.made_on).start
        if claim.until is None and (claim.since is not None or self.last >= begins):
            return ""
        if claim.until is None:
            return f"it is of {claim.made_on}, of which the days from {begins} tell; {self.dataset} ends on {self.last}"
        first = claim.since or (claim.until if claim.quantifier == ONCE else window_of(claim, claim.until, spans).start)
        window = Span(first, claim.until + timedelta(days=1))
        if any(one.start <= window.start and window.end <= one.end for one in spans):
            return ""
        shown = ", ".join(map(str, spans)) or "no day"
        return f"it speaks of {window}; {self.dataset} covers {shown}"

    def _sources(self, question: Question) -> list[Trial]:
        """The primary run on every other data set of the study that covers the same days."""
        found, now = [], question.present
        for name in datasets(self.engine):
            spans = covered(self.engine, name)
            if name != self.dataset and any(one.start <= now.start and now.end <= one.end for one in spans):
                given = self.given(question.part, name, question.pair)
                how = Run(f"data set {name}", Kind.SOURCE, now, earlier=question.claim.says in (Says.RISES, Says.FALLS))
                found.append(run(question, how, given, question.named)[question.named[0]])
        return found


def audit(engine: Engine, arena: Arena, claims: Sequence[Claim], dataset: str, progress: Progress = silent
          ) -> list[Verdict]:  # fmt: skip
    """Verdicts on claims, each from data up to the day the claim was made and no later."""
    auditor = Auditor(engine, arena, dataset)
    return [auditor.verdict(claim) for claim in told(claims, progress, lambda claim: f"claim {claim.claim_id}")]


def _placebos(claim: Claim, others: Mapping[str, Trial]) -> tuple[Trial, ...]:
    """The same test for everybody else; a comparison has none."""
    if claim.says is Says.MORE_THAN:
        return ()
    return tuple(replace(one, name=actor, kind=Kind.PLACEBO) for actor, one in others.items() if actor != claim.other)


def _rival_events(others: Mapping[str, Trial]) -> tuple[str, ...]:
    """Events of the other actors, the strongest actor's first."""
    ranked = sorted((one.now for one in others.values()), key=lambda one: -(one.estimate.value if one.estimate else 0))
    return tuple(dict.fromkeys(event for one in ranked for event in one.evidence))


def unresolved(engine: Engine, dataset: str, question: Question) -> float | None:
    """Share of the acts with a side of the pair, in the present window, whose other side is named but unknown."""
    now, pair = question.present, question.pair
    rows = engine.rows(
        """
        SELECT AVG(CASE WHEN (source IS NULL AND source_name IS NOT NULL)
                          OR (target IS NULL AND target_name IS NOT NULL) THEN 1.0 ELSE 0.0 END)
        FROM event WHERE dataset = $dataset AND date >= $first AND date < $after
          AND (source IN ($a, $b) OR target IN ($a, $b))
        """,
        {"dataset": dataset, "first": now.start, "after": now.end, "a": pair.a, "b": pair.b},
    )
    return None if rows[0][0] is None else float(str(rows[0][0]))
