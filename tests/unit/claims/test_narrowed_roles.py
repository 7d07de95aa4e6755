"""Sentences whose plain reading would be another claim than the one they make; the text is of 1 May 2024.

``NARROW``: a role with a word before it (*the only mediator*), one that is taken for held or not yet held, and what
others say; a denial of the narrower role is none of the role. ``BONDS``: rivals and treaty allies. Written, with their
readings, on a walk through op-eds on other regions and their mirror images: by the rules before, 12 of the 28 and 3 of
the 9 were read right, and 12 of the 16 of ``NARROW`` that say nothing of the role were read as if they did. The rules
were made with them in sight.
"""

from collections.abc import Callable

import pytest

from tertius.model import Claim

AA = "between Armenia and Azerbaijan"
NARROW: tuple[tuple[str, str], ...] = (
    (f"France is not a neutral mediator {AA}.", ""),
    (f"France has never been a neutral mediator {AA}.", ""),
    (f"France is no longer an impartial mediator {AA}.", ""),
    (f"Russia is no longer the main mediator {AA}.", ""),
    (f"Russia is not the only mediator {AA}.", ""),
    (f"Russia has lost its role as the sole mediator {AA}.", ""),
    (f"Russia is a potential mediator {AA}.", ""),
    (f"Russia is a would-be mediator {AA}.", ""),
    (f"Russia is a self-styled mediator {AA}.", ""),
    (f"Russia is seen as a mediator {AA}.", ""),
    (f"Russia is not regarded as a mediator {AA}.", ""),
    (f"Iran is a more neutral mediator than Russia {AA}.", ""),
    (f"Few believe that Russia is a mediator {AA}.", ""),
    (f"Nobody believes that Russia is a mediator {AA}.", ""),
    (f"Hardly anyone believes that Russia mediates {AA}.", ""),
    (f"Turkey denies that Russia mediates {AA}.", ""),
    (f"Turkey says that Russia mediates {AA}.", "RUS mediation holds"),
    (f"Turkey says that Russia no longer mediates {AA}.", "RUS mediation lost"),
    (f"Nobody doubts that Russia mediates {AA}.", "RUS mediation holds"),
    (f"A few believe that Russia is a mediator {AA}.", "RUS mediation holds"),
    (f"Nobody doubts that Russia is a mediator {AA}.", "RUS mediation holds"),
    (f"Russia is the only mediator {AA}.", "RUS mediation holds"),
    (f"Russia is a neutral mediator {AA}.", "RUS mediation holds"),
    (f"Russia is not only a mediator {AA}.", "RUS mediation holds"),
    (f"Russia is hardly a mediator {AA}.", "RUS mediation lacks"),
    (f"Russia is becoming a less important mediator {AA}.", "RUS mediation falls"),
    (f"Russia is becoming a more important mediator {AA}.", "RUS mediation rises"),
    (f"France is no longer a key player {AA}.", "FRA player lost"),
)
BONDS: tuple[tuple[str, str], ...] = (
    ("Armenia and Azerbaijan are rivals.", "ARM listed-rivalry holds"),
    ("Armenia and Azerbaijan are not rivals.", "ARM listed-rivalry lacks"),
    ("Armenia and Azerbaijan are no longer rivals.", "ARM listed-rivalry lost"),
    ("Armenia is a rival of Azerbaijan.", "ARM listed-rivalry holds"),
    ("Russia is a treaty ally of Armenia.", "RUS listed-pact holds"),
    ("Russia is not a treaty ally of Armenia.", "RUS listed-pact lacks"),
    ("Russia is an ally of Armenia.", "RUS alliance holds"),
    ("The rival camps are divided.", ""),
    ("Turkey's rivals look on.", ""),
)
"""A sentence, and actor, measure and direction of what is tested of it; empty: nothing."""


def read(claims: tuple[Claim, ...]) -> str:
    return "; ".join(f"{one.actor} {one.measure} {one.says.value}" for one in claims if one.measure is not None)


@pytest.mark.parametrize(("text", "reading"), NARROW + BONDS)
def test_a_sentence_is_read_for_what_it_says(
    claims_of: Callable[[str], tuple[Claim, ...]], text: str, reading: str
) -> None:
    assert read(claims_of(text)) == reading


def test_a_narrower_role_that_is_held_says_that_only_the_role_is_tested(
    claims_of: Callable[[str], tuple[Claim, ...]],
) -> None:
    [claim] = claims_of(f"Russia is the only mediator {AA}.")
    assert claim.wording is not None
    assert claim.wording.flags == ("said of a narrower role (the only): tested is only whether the role is held",)


@pytest.mark.parametrize("text", [f"Russia is not the only mediator {AA}.", f"Russia is a potential mediator {AA}."])
def test_what_is_not_said_of_the_role_itself_tells_why(
    claims_of: Callable[[str], tuple[Claim, ...]], text: str
) -> None:
    [claim] = claims_of(text)
    assert "narrower (the only)" in claim.why_not or "(potential)" in claim.why_not


def test_who_is_no_longer_active_in_a_role_has_lost_it(claims_of: Callable[[str], tuple[Claim, ...]]) -> None:
    assert read(claims_of(f"France is no longer active as a mediator {AA}.")) == "FRA mediation lost"


def test_a_rivalry_says_that_a_listing_is_tested(claims_of: Callable[[str], tuple[Claim, ...]]) -> None:
    [claim] = claims_of("Armenia and Azerbaijan are rivals.")
    assert claim.wording is not None
    assert claim.wording.flags[0].startswith("tested is how probable it is that scholars list the two so")
