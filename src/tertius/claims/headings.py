"""Claims that were read from a heading: what it says plainly is tested, the rest of it is no sentence."""

from dataclasses import replace

from tertius.model import Claim, ClaimType

_WHY_NOT = "a heading, a byline or a date, which asserts nothing that is measured"
_FLAG = "stands in a heading"


def in_heading(claim: Claim) -> Claim:
    """The claim as one of a heading: flagged where it is tested, else called what it is."""
    if claim.wording is None:
        return claim
    if claim.measure is not None:
        return replace(claim, wording=replace(claim.wording, flags=(*claim.wording.flags, _FLAG)))
    return replace(claim, text="Heading, byline or date.", type=ClaimType.NORMATIVE, actor=None, why_not=_WHY_NOT,
                   wording=replace(claim.wording, notion="", direction=""))  # fmt: skip
