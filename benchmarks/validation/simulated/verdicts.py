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
    """Outcome, support and reason of each claim under each variant of the media."""
    world = steady(seed, years=YEARS)
    found: Row = {}
    for name, media in variants(world, seed):
        with told(world, media) as case:
            verdicts = case.study.audit(claims(world), arena=case.arena)
        found[name] = [(one.outcome.value, one.support, one.code.value) for one in verdicts]
    return found


FOR, AGAINST = {"supported", "consistent with"}, {"contradicted", "inconsistent with"}
SILENT = "not testable"
WAYS = ("opposite", "another answer", "answered in one only")


def way(one: str, other: str) -> str | None:
    """How two outcomes of one claim differ: one of :data:`WAYS`; None where they are the same."""
    if one == other:
        return None
    if SILENT in (one, other):
        return WAYS[2]
    turned = (one in FOR and other in AGAINST) or (one in AGAINST and other in FOR)
    return WAYS[0] if turned else WAYS[1]


def flips(row: Row, name: str) -> list[str | None]:
    """How each claim's outcome under a change of the media differs from that without it."""
    return [way(one[0], other[0]) for one, other in zip(row["base"], row[name], strict=True)]


def table(rows: Iterable[Row]) -> list[str]:
    """Share of verdicts that change, by change of the media and by way.

    The bar is held against all of them, and against those that take back what was said: a claim that is answered where
    it was not, or no more, has nothing said of it in one of the two tellings.
    """
    rows = list(rows)
    lines = [
        f"| change of the media | verdicts | other outcome | {WAYS[0]} | {WAYS[1]} | {WAYS[2]} | both answered, and "
        "differ | bar of either |",
        "|---|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for name, bar in BARS.items():
        found = [one for row in rows for one in flips(row, name)]
        both = sum(SILENT not in (one[0], other[0]) for row in rows
                   for one, other in zip(row["base"], row[name], strict=True))  # fmt: skip
        parts = [found.count(one) for one in WAYS]
        shown = " | ".join(f"{part / len(found):.1%}" for part in (sum(parts), *parts))
        lines.append(f"| {name} | {len(found)} | {shown} | {sum(parts[:2])} of {both} | {bar:.0%} |")
    return lines
