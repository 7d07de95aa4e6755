"""Claims as records in the manner of AVeriTeC, a format of fact checkers: labels and answers are for an audit to give.

Reference: Schlichtkrull, M., Guo, Z. and Vlachos, A. (2023). AVeriTeC: A dataset for real-world claim verification with
evidence from the web. NeurIPS 36, datasets and benchmarks track.
"""

from tertius.claims.reading import ClaimFile
from tertius.model import AUTHOR, Claim, ClaimType, Says

_TYPES = {ClaimType.CAUSAL: "Causal Claim", ClaimType.NORMATIVE: "Position Statement"}
_ASKED = {
    Says.HOLDS: "Does the record show that this holds at the day of the text?",
    Says.LOST: "Does the record show a loss, dated before the text, and none of it since?",
    Says.LACKS: "Does the record show that this does not hold at the day of the text?",
    Says.GAINED: "Does the record show a gain, dated before the text, that holds at its day?",
    Says.RISES: "Is there more of it on record before the text than in the years before that?",
    Says.FALLS: "Is there less of it on record before the text than in the years before that?",
    Says.MORE_THAN: "Is there more of it on record for the first actor than for the second?",
    Says.NOMINAL: "Is it on record in words but not in deed?",
}


def claim_records(file: ClaimFile) -> list[dict[str, object]]:
    """One record for each claim of a text, with no label yet and the question that an audit will answer."""
    return [_record(claim, file) for claim in file.claims]


def _record(claim: Claim, file: ClaimFile) -> dict[str, object]:
    wording = claim.wording
    speaker = wording.attribution if wording is not None and wording.attribution != AUTHOR else None
    asked = [{"question": _ASKED[claim.says], "answers": []}] if claim.measure and claim.says in _ASKED else []
    return {
        "claim_id": claim.claim_id,
        "claim": claim.text,
        "quote": wording.sentence if wording is not None else None,
        "claim_date": claim.made_on.isoformat(),
        "speaker": speaker,
        "reporting_source": file.source or file.title or None,
        "claim_types": [_TYPES.get(claim.type, "Event/Property Claim")],
        "label": None,
        "justification": claim.why_not or None,
        "questions": asked,
    }
