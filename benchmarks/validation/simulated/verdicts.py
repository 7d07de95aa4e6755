"""Do verdicts on the same sentences stay when the media grow, repeat themselves or lose a bloc?"""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any

from benchmarks.validation.simulated.worlds import PAIR, TRIPLED, steady, told
from tertius.claims import ClaimFile
from tertius.model import Claim, ClaimType, Says
from tertius.simulate import Media, default_blocs

Row = dict[str, Any]
YEARS = 4
THIRDS = 3
BARS = {"volume x3": 0.02, "duplicates x3": 0.02, "a bloc dropped": 0.05}


def claims(world: Any) -> ClaimFile:
    """Three third parties (the planted mediator among them) as holders of the role, and as risers to it."""
    made_on = world.span.end - timedelta(days=1)
    found = tuple(
        Claim(f"{third}-{says.name}", "simulated", kind, "simulated", PAIR, third, "mediation", says, made_on)
        for third in world.thirds[:THIRDS]
        for kind, says in ((ClaimType.ROLE, Says.HOLDS), (ClaimType.TREND, Says.RISES))
    )
    return ClaimFile("Simulated claims", "simulated", "simulated", found)


def variants(world: Any, seed: int) -> Iterator[tuple[str, Media]]:
    """The media as they are, and with one thing changed."""
    blocs = default_blocs(world)
    base = Media(growth=1.0)
    yield "base", base
    yield "volume x3", base.but(switch=TRIPLED)
    yield "duplicates x3", base.but(duplicates=3.0 * base.duplicates)
    yield "a bloc dropped", base.but(blocs=tuple(b for n, b in enumerate(blocs) if n != seed % len(blocs)))


def experiment(seed: int) -> Row:
    """Outcome and support of each claim under each variant of the media."""
    world = steady(seed, years=YEARS)
    found: Row = {}
    for name, media in variants(world, seed):
        with told(world, media) as case:
            verdicts = case.study.audit(claims(world), arena=case.arena)
        found[name] = [(one.outcome.value, one.support) for one in verdicts]
    return found


def flips(row: Row, name: str) -> tuple[int, int, int]:
    """Claims, claims whose outcome differs, and claims that turn to the opposite (supported against contradicted)."""
    pairs = [(one[0], other[0]) for one, other in zip(row["base"], row[name], strict=True)]
    opposite = {"supported", "contradicted"}
    return len(pairs), sum(x != y for x, y in pairs), sum({x, y} == opposite for x, y in pairs)


def table(rows: Iterable[Row]) -> list[str]:
    """Share of verdicts that change, by variant."""
    rows = list(rows)
    lines = [
        "| change of the media | verdicts | other outcome | opposite outcome | bar |",
        "|---|--:|--:|--:|--:|",
    ]
    for name, bar in BARS.items():
        total, differ, turned = (sum(column) for column in zip(*(flips(row, name) for row in rows), strict=True))
        lines.append(f"| {name} | {total} | {differ / total:.1%} | {turned / total:.1%} | {bar:.0%} |")
    return lines
