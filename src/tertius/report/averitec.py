"""Verdicts in the shape that fact checkers exchange: claim, label, questions with sourced answers, justification.

The labels are those of AVeriTeC. What no label covers keeps its own words in the justification; a pending or causal
claim is never called supported or refuted.

Reference:
    Schlichtkrull, Guo & Vlachos 2023, AVeriTeC, NeurIPS Datasets and Benchmarks.
"""

from tertius.model import Claim, Estimate, Evidence, Kind, Outcome, Verdict
from tertius.report.tables import Record

LABELS = {
    Outcome.SUPPORTED: "Supported",
    Outcome.CONTRADICTED: "Refuted",
    Outcome.MIXED: "Conflicting Evidence/Cherrypicking",
    Outcome.CONSISTENT: "Not Enough Evidence",
    Outcome.INCONSISTENT: "Not Enough Evidence",
    Outcome.NOT_TESTABLE: "Not Enough Evidence",
}
"""Label of each outcome."""
_EXTRACTIVE, _NUMBERS, _NONE = "Extractive", "Abstractive", "Unanswerable"


def averitec_record(verdict: Verdict) -> Record:
    """Return a verdict as claim, label, questions with answers and sources, and a justification."""
    claim = verdict.claim
    return {
        "claim_id": claim.claim_id,
        "claim": claim.text,
        "claim_date": claim.made_on.isoformat(),
        "original_claim_url": claim.source or None,
        "label": LABELS[verdict.outcome],
        "outcome": verdict.outcome.value,
        "reason_code": verdict.code.value,
        "questions": [
            _probability(verdict),
            *_readings(verdict),
            *_runs(verdict),
            *(_event(claim, one) for one in verdict.evidence),
        ],
        "justification": verdict.reason,
    }


def _question(text: str, answer: str, kind: str, url: str | None = None, medium: str = "measure") -> Record:
    return {"question": text, "answers": [
        {"answer": answer, "answer_type": kind, "source_url": url, "source_medium": medium}]}  # fmt: skip


def _probability(verdict: Verdict) -> Record:
    text = "How probable is the claim, and how probable its opposite, on the data up to the day it was made?"
    if verdict.support is None or verdict.mirror is None:
        return _question(text, "No answer can be found.", _NONE)
    return _question(text, f"{verdict.support:.2f} against {verdict.mirror:.2f}", _NUMBERS)


def _readings(verdict: Verdict) -> list[Record]:
    claim = verdict.claim
    return [
        _question(f"What is {claim.measure} of {claim.other if name == 'other' else claim.actor} ({name})?",
                  _shown(part), _NUMBERS)
        for name, part in verdict.readings.items()
    ]  # fmt: skip


def _shown(part: Estimate) -> str:
    return f"{part.value:.2f}, {part.level:.0%} interval {part.low:.2f} to {part.high:.2f}, effective n {part.n:.1f}"


def _runs(verdict: Verdict) -> list[Record]:
    return [
        _question(f"Does it hold otherwise: {one.name}?", f"probability {one.support:.2f}", _NUMBERS)
        for one in verdict.checks if one.support is not None and one.kind is not Kind.PLACEBO
    ]  # fmt: skip


def _event(claim: Claim, one: Evidence) -> Record:
    side = "for" if one.favours else "against"
    who = f"{one.source or 'unknown'} to {one.target or 'unknown'}"
    third = f", with {', '.join(one.third_parties)}" if one.third_parties else ""
    place = f", {one.place}" if one.place else ""
    answer = f"{one.day.isoformat()}: {who}, code {one.code}{third}{place} ({one.event_id})"
    return _question(f"What speaks {side} the claim {claim.claim_id!r}?", answer, _EXTRACTIVE, one.url,
                     one.publisher or "unknown publisher")  # fmt: skip


__all__ = ["LABELS", "averitec_record"]
