"""Nouns as JSON-ready records with stable keys; the schemas beside this file describe them.

Days are ISO text, and a period is given by its first and its last day, both included. Unknown is null, never NaN: a
number that is not finite is written as null. Lists of evidence hold event ids, strongest first.
"""

import json
import math
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from importlib.resources import files
from typing import Any, TypeAlias

from tertius.model import (
    Alert,
    Check,
    Claim,
    Dyad,
    Estimate,
    Evidence,
    Finding,
    Reading,
    Span,
    UnknownName,
    Verdict,
)
from tertius.report.page import LoadLine

Json: TypeAlias = "str | int | float | bool | Sequence[Json] | Mapping[str, Json] | None"
Record: TypeAlias = dict[str, Json]

SCHEMAS = ("tertius.roles/1", "tertius.rank/1", "tertius.series/1", "tertius.changes/1", "tertius.watch/1",
           "tertius.architecture/1", "tertius.camps/1", "tertius.crystallised/1", "tertius.verdicts/2",
           "tertius.evidence/1", "tertius.doctor/1", "tertius.forecast/1", "tertius.score/1")  # fmt: skip
"""Names of the envelopes: readings, ranks, paths, findings, alerts, matrix, camps and state of a region, verdicts,
events behind a reading, loads, frozen forecasts and their scores."""


def reading_record(reading: Reading) -> Record:
    """Return a reading: who, toward which pair, in which period, with standing, value, interval and evidence."""
    estimate = reading.estimate
    return {
        "measure": reading.measure,
        "actor": reading.actor,
        "pair": _pair(reading.pair),
        "dataset": reading.dataset,
        **_days(reading.period),
        "standing": reading.standing.value,
        **(estimate_record(estimate) if estimate else dict.fromkeys(("value", "low", "high", "level", "n"))),
        "state": reading.state,
        "probability": _number(reading.probability),
        "beta": [_number(part) for part in reading.beta] if reading.beta else None,
        "detectable": _number(reading.detectable),
        "reason": reading.reason or None,
        "parts": {name: _part(part) for name, part in reading.parts.items()},
        "evidence": list(reading.evidence),
    }


def finding_record(finding: Finding) -> Record:
    """Return a dated change: which way, when, the interval of the date, and the levels before and after."""
    return {
        "measure": finding.measure,
        "actor": finding.actor,
        "pair": _pair(finding.pair),
        "dataset": finding.dataset,
        "direction": finding.direction.value,
        "strength": finding.strength.value,
        "when": finding.when.isoformat(),
        **_days(finding.interval),
        "probability": _number(finding.probability),
        "log_bayes_factor": _number(finding.log_bayes_factor),
        "before": estimate_record(finding.before),
        "after": estimate_record(finding.after),
        "notes": list(finding.notes),
        "options": {name: _part(value) for name, value in finding.options.items()},
        "evidence": list(finding.evidence),
    }


def alert_record(alert: Alert) -> Record:
    """Return the state of a watch: how probable a recent change is, whether it is an alarm, the share then and now."""
    return {
        "measure": alert.measure,
        "actor": alert.actor,
        "pair": _pair(alert.pair),
        "dataset": alert.dataset,
        **_days(alert.recent),
        "probability": _number(alert.probability),
        "alarm": alert.raised,
        "direction": None if alert.direction is None else alert.direction.value,
        "share_before": _number(alert.before.value),
        "share_now": _number(alert.now.value),
        "noticed": _number(alert.noticed),
        "last_alarm": alert.alarms[-1][0].isoformat() if alert.alarms else None,
        "before": estimate_record(alert.before),
        "now": estimate_record(alert.now),
        "alarms": [{"day": day.isoformat(), "direction": way and way.value} for day, way in alert.alarms],
        "evidence": list(alert.evidence),
    }


def verdict_record(verdict: Verdict) -> Record:
    """Return a verdict: the claim as a hypothesis, the outcome, what it rests on, and evidence on both sides."""
    return {
        "claim": _claim(verdict.claim),
        "outcome": verdict.outcome.value,
        "code": verdict.code.value,
        "reason": verdict.reason,
        "as_of": verdict.as_of.isoformat(),
        "support": _number(verdict.support),
        "mirror": _number(verdict.mirror),
        "robust": _number(verdict.robust),
        "checks": [_check(check) for check in verdict.checks],
        "readings": {name: estimate_record(part) for name, part in verdict.readings.items()},
        "evidence_for": list(verdict.evidence_for),
        "evidence_against": list(verdict.evidence_against),
        "evidence": [_evidence(one) for one in verdict.evidence],
        "notes": list(verdict.notes),
        "forecast": _frozen(verdict),
    }


def load_record(line: LoadLine) -> Record:
    """Return a loaded file: how many rows became events, how many were refused, and the days it covers."""
    return {
        "dataset": line.dataset,
        "file": line.file,
        "rows": line.rows,
        "events": line.events,
        "rejects": line.rejects,
        "first_day": line.since.isoformat() if line.since else None,
        "last_day": (line.until - timedelta(days=1)).isoformat() if line.until else None,
        "unresolved_share": _number(line.unresolved),
        "citation": line.citation,
    }


def estimate_record(estimate: Estimate) -> Record:
    """Return value, bounds of the interval at its level, and effective n."""
    return {
        "value": _number(estimate.value),
        "low": _number(estimate.low),
        "high": _number(estimate.high),
        "level": _number(estimate.level),
        "n": _number(estimate.n),
    }


def envelope(
    name: str,
    items: Sequence[Record],
    *,
    made_on: date,
    study: Mapping[str, str],
    arena: str | None = None,
    pair: Dyad | None = None,
) -> Record:
    """Wrap records with the name of their schema, the day they were made and the versions they were made with.

    Raises:
        UnknownName: No schema has this name.
    """
    if name not in SCHEMAS:
        raise UnknownName("schema", name, SCHEMAS)
    return {
        "schema": name,
        "made_on": made_on.isoformat(),
        "study": dict(study),
        "arena": arena,
        "pair": _pair(pair),
        "items": list(items),
    }


def schema(name: str) -> Record:
    """Return the JSON Schema (draft 2020-12) of an envelope.

    Raises:
        UnknownName: No schema has this name.
    """
    if name not in SCHEMAS:
        raise UnknownName("schema", name, SCHEMAS)
    file_name = name.removeprefix("tertius.").replace("/", "-") + ".json"
    text = files("tertius.report").joinpath("schemas", file_name).read_text(encoding="utf-8")
    read: Record = json.loads(text)
    return read


def plain_columns(name: str) -> tuple[str, ...]:
    """Keys of an envelope's items that hold one word, day or number, and its lists of evidence, in order.

    Raises:
        UnknownName: No schema has this name.
    """
    read: Any = schema(name)
    keys = read["$defs"]["item"]["properties"]
    plain = {"string", "number", "boolean", "null"}
    return tuple(key for key, one in keys.items()
                 if key.startswith("evidence") or "enum" in one or (_types(one) and _types(one) <= plain))  # fmt: skip


def _types(one: Mapping[str, Any]) -> set[str]:
    given = one.get("type", [])
    return {given} if isinstance(given, str) else set(given)


def _claim(claim: Claim) -> Record:
    return {
        "claim_id": claim.claim_id,
        "text": claim.text,
        "type": claim.type.value,
        "arena": claim.arena,
        "pair": _pair(claim.pair),
        "actor": claim.actor,
        "other": claim.other,
        "counterpart": claim.counterpart,
        "measure": claim.measure,
        "says": claim.says.value,
        "quantifier": claim.quantifier or None,
        "made_on": claim.made_on.isoformat(),
        "source": claim.source or None,
        "why_not": claim.why_not or None,
        "since": claim.since.isoformat() if claim.since else None,
        "until": claim.until.isoformat() if claim.until else None,
        "codes": list(claim.codes),
        "cause": _cause(claim),
        "rivals": [{"name": one.name, "on": one.on.isoformat()} for one in claim.rivals],
        "by": claim.by.isoformat() if claim.by else None,
    }


def _cause(claim: Claim) -> Record | None:
    cause = claim.cause
    return None if cause is None else {"actor": cause.actor, "measure": cause.measure, "says": cause.says.value}


def _check(check: Check) -> Record:
    estimate = estimate_record(check.estimate) if check.estimate else None
    return {
        "name": check.name,
        "kind": check.kind.value,
        "support": _number(check.support),
        "note": check.note,
        "estimate": estimate,
    }


def _evidence(one: Evidence) -> Record:
    return {
        "event": one.event_id,
        "side": "for" if one.favours else "against",
        "influence": _number(one.influence),
        "date": one.day.isoformat(),
        "source": one.source,
        "target": one.target,
        "third_parties": list(one.third_parties),
        "code": one.code,
        "place": one.place,
        "publisher": one.publisher,
        "owner": one.owner,
        "country": one.country,
        "url": one.url,
        "voices": list(one.blocs),
    }


def _frozen(verdict: Verdict) -> Record | None:
    """Seal, day and chance of the forecast that was frozen for a claim; the whole of it is a file of its own."""
    record = verdict.frozen
    if record is None:
        return None
    return {"sha256": str(record["sha256"]), "known_until": str(record["known_until"]),
            "chance": _number(verdict.support)}  # fmt: skip


def _part(part: Estimate | float | str | None) -> Json:
    if isinstance(part, Estimate):
        return estimate_record(part)
    return part if isinstance(part, str) else _number(part)


def _pair(pair: Dyad | None) -> str | None:
    return str(pair) if pair is not None else None


def _days(span: Span) -> Record:
    return {"first_day": span.start.isoformat(), "last_day": span.last.isoformat()}


def _number(value: float | None) -> float | None:
    return value if value is not None and math.isfinite(value) else None
