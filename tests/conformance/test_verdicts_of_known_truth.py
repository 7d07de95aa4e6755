"""A small part of the calibration of verdicts: claims on simulated worlds, as they are and mirrored.

The whole of it is ``python -m benchmarks.texts verdicts``; its figures stand in ``docs/validation-texts.md``.
"""

from collections.abc import Mapping
from pathlib import Path

import pytest

from tertius.claims import ClaimFile
from tertius.model import Claim, ClaimType, Dyad, Outcome, Says, Verdict
from tertius.simulate import Media, Planted, Role, arena, example_world, icews, simulate
from tertius.study import Study

pytestmark = pytest.mark.slow

PAIR, A, B = Dyad.of("FJI", "ISL"), "BTN", "MLT"
ASKED = (
    (A, Says.HOLDS, Outcome.CONTRADICTED),
    (A, Says.LOST, Outcome.SUPPORTED),
    (B, Says.GAINED, Outcome.SUPPORTED),
    (B, Says.HOLDS, Outcome.SUPPORTED),
    (A, Says.MORE_THAN, Outcome.CONTRADICTED),
    (B, Says.MORE_THAN, Outcome.SUPPORTED),
)
"""A hands the table over to B in the middle of the world."""


def audited(folder: Path, names: Mapping[str, str]) -> list[Verdict]:
    span = example_world(years=5).span
    turn = span.start.replace(year=span.start.year + 2, month=9)
    roles = tuple(
        Planted(Role.MEDIATOR, names[actor], PAIR, since, until, level)
        for actor, levels in ((A, (0.35, 0.01)), (B, (0.01, 0.35)))
        for since, until, level in zip((span.start, turn), (turn, span.end), levels, strict=True)
    )
    world = example_world(seed=4, years=5, roles=roles)
    for name, text in icews(simulate(world, Media(duplicates=1.0, bursts=0.0))).items():
        (folder / name).write_text(text, encoding="utf-8")
    claims = tuple(
        Claim(f"{number}", "simulated", ClaimType.COMPARISON if says is Says.MORE_THAN else ClaimType.ROLE, "simulated",
              PAIR, names[actor], "mediation", says, span.last,
              other=names[B if actor == A else A] if says is Says.MORE_THAN else None)
        for number, (actor, says, _) in enumerate(ASKED)
    )  # fmt: skip
    with Study() as study:
        study.load("icews", folder)
        return study.audit(ClaimFile("simulated", "simulated", "simulated", claims), arena=arena(world))


@pytest.mark.parametrize("names", [{A: A, B: B}, {A: B, B: A}], ids=["as it is", "mirrored"])
def test_clear_claims_get_the_planted_verdict_whoever_they_favour(tmp_path: Path, names: dict[str, str]) -> None:
    verdicts = audited(tmp_path, names)
    assert [one.outcome for one in verdicts] == [outcome for _, _, outcome in ASKED]
    weighed = verdicts[0].evidence
    assert weighed
    assert all(one.influence is not None and one.publisher for one in weighed)
    # one event a story, and a story that lifts the claim speaks for it
    assert len({one.event_id for one in weighed}) == len(weighed)
    assert all((one.influence or 0.0) >= 0.0 for one in weighed if one.favours)
