"""Look up the acts that an event claim asserts."""

from datetime import date, timedelta

from tertius.claims import CONSTANTS, exists, untestable
from tertius.codebooks.constants import constant
from tertius.model import Arena, Claim, Engine, ReasonCode, Span, Value, Verdict
from tertius.study.asking import months_back
from tertius.study.blocs import voices
from tertius.study.preparing import covered


def verdict(engine: Engine, arena: Arena, claim: Claim, dataset: str, as_of: date) -> Verdict:
    """The verdict on the claim that an act took place, from every data set of the study up to the day."""
    if claim.actor is None:
        return untestable(claim, "an event claim names who acted", as_of, code=ReasonCode.UNMEASURED)
    window = months_back(as_of, int(constant("claims.now_months")))
    if claim.since is not None:
        window = Span(claim.since, max(as_of, claim.since) + timedelta(days=1))
    spans = covered(engine, dataset)
    if not any(part.start <= window.start and window.end <= part.end for part in spans):
        shown = ", ".join(map(str, spans)) or "no day"
        return untestable(claim, f"{dataset} covers {shown}, not {window}", as_of, code=ReasonCode.DATA)
    acts = _acts(engine, claim, window)
    constants = {name: constant(name) for name in CONSTANTS}
    return exists(claim, acts, voices(engine, arena, acts), as_of, constants)


def _acts(engine: Engine, claim: Claim, window: Span) -> list[str]:
    """Events by the actor (toward its counterpart, if one is named) whose code begins as the claim says."""
    engine.fill("claimed_code", {"code": "VARCHAR"}, [(code,) for code in claim.codes])
    values: dict[str, Value] = {"actor": claim.actor, "other": claim.counterpart,
                                "first": window.start, "after": window.end}  # fmt: skip
    rows = engine.rows(
        """
        SELECT DISTINCT event_id, date FROM event JOIN claimed_code ON starts_with(event.code, claimed_code.code)
        WHERE date >= $first AND date < $after
          AND ((source = $actor AND ($other IS NULL OR target = $other))
               OR (mutual AND target = $actor AND ($other IS NULL OR source = $other)))
        ORDER BY date, event_id
        """,
        values,
    )
    return [str(row[0]) for row in rows]
