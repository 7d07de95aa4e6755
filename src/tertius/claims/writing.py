"""Write claims as YAML in the format that :func:`tertius.claims.read_claims` reads, for a human to correct."""

from datetime import date

import yaml

from tertius.claims.reading import SCHEMA, ClaimFile
from tertius.model import AUTHOR, Claim, ContractBroken, Wording

_HEAD = """\
# Claims read from a text by rule, not by understanding: correct them, then run `tertius audit STUDY` on this file.
# A claim without a measure says why in why_not; give it measure, pair, actor and says to have it tested.
"""
_WIDTH = 110


def as_yaml(file: ClaimFile) -> str:
    """The claims of a text as a file of the format ``tertius.claims/1``; what is empty is left out.

    Raises:
        ContractBroken: The file holds no claim.
    """
    if not file.claims:
        raise ContractBroken("a claim file without claims cannot be written")
    head = {
        "schema": SCHEMA,
        "title": file.title,
        "source": file.source,
        "made_on": file.claims[0].made_on,
        "arena": file.arena,
        "claims": [_row(one, file.claims[0].made_on) for one in file.claims],
    }
    return _HEAD + yaml.safe_dump(head, sort_keys=False, allow_unicode=True, width=_WIDTH)


def _row(claim: Claim, made_on: date) -> dict[str, object]:
    row: dict[str, object] = {
        "id": claim.claim_id,
        "text": claim.text,
        "type": claim.type.value,
        "pair": str(claim.pair) if claim.pair else None,
        "actor": claim.actor,
        "says": claim.says.value if claim.measure else None,
        "quantifier": claim.quantifier,
        "other": claim.other,
        "counterpart": claim.counterpart,
        "since": claim.since,
        "until": claim.until,
        "made_on": claim.made_on if claim.made_on != made_on else None,
        "why_not": claim.why_not,
        "codes": list(claim.codes),
        "cause": _cause(claim),
        "rivals": [{"name": one.name, "on": one.on} for one in claim.rivals],
        "by": claim.by,
    }
    kept = {key: value for key, value in row.items() if value not in (None, "", [])}
    # a measure that is missing is written: it is the first thing to correct
    kept["measure"] = claim.measure
    return kept | ({"wording": _wording(claim.wording)} if claim.wording else {})


def _cause(claim: Claim) -> dict[str, object] | None:
    cause = claim.cause
    return None if cause is None else {"actor": cause.actor, "measure": cause.measure, "says": cause.says.value}


def _wording(wording: Wording) -> dict[str, object]:
    row: dict[str, object] = {
        "sentence": wording.sentence,
        "start": wording.start,
        "end": wording.end,
        "attribution": wording.attribution if wording.attribution != AUTHOR else "",
        "condition": wording.condition,
        "notion": wording.notion,
        "direction": wording.direction,
        "confidence": wording.confidence,
        "inferred": list(wording.inferred),
        "flags": list(wording.flags),
    }
    return {key: value for key, value in row.items() if value not in (None, "", [])}
