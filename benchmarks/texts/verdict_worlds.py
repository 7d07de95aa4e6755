"""Worlds and claims of the calibration of verdicts, fixed before any verdict was looked at.

Every plan names two actors, A and B, and the claims made of them at the end of the world. Its twin is the same plan
with A and B exchanged: A stands in the camp of the first side of the pair, whose press inverts hostile acts, B in that
of the second. Half of the claims are therefore mirrors of the other half, at the same volume and with the same seed.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tertius.model import Claim, ClaimType, Dyad, Says
from tertius.simulate import Media, Planted, Role, World, example_world

PAIR = Dyad.of("FJI", "ISL")
THIRDS = ("BTN", "MLT")
"""A and B as third parties: friends of the first side and of the second."""
NEUTRALS = ("BWA", "URY")
"""A and B of no camp: a friend of a side is hostile to the other in times of conflict without any planted role."""
SIDES = (PAIR.a, PAIR.b)
"""A and B as sides."""
START, YEARS = date(2000, 1, 1), 5
END, TURN = date(START.year + YEARS, 1, 1), date(2002, 9, 16)
MADE_ON = END - timedelta(days=1)
HIGH, GONE, TRACE, EVEN = 0.30, 0.02, 0.005, 1 / 12
QUIET = Media(duplicates=1.0, bursts=0.0)
"""The default media without copies: errors, blocs, inversion and growth are tried, copies only take time."""
CAREFUL = Media(duplicates=1.0, bursts=0.0, root_error=0.05, leaf_error=0.1, low_salience_kept=1.0)
"""Media told by a careful coder, for roles that rest on a handful of acts a year."""
_KINDS = {Says.RISES: ClaimType.TREND, Says.FALLS: ClaimType.TREND, Says.MORE_THAN: ClaimType.COMPARISON}

Roles = Callable[[str, str], tuple[Planted, ...]]


@dataclass(frozen=True)
class Asked:
    """What is said of A (``subject`` 0) or of B (1); a comparison is with the other one."""

    subject: int
    says: Says
    quantifier: str = ""
    measure: str = "mediation"
    since: date | None = None


@dataclass(frozen=True)
class Plan:
    """Planted roles of A and B, how busy the table is, what the media do, and the claims."""

    name: str
    roles: Roles
    asked: tuple[Asked, ...]
    actors: tuple[str, str] = THIRDS
    events_per_month: float = 60.0
    media: Media = QUIET


def of(*asked: tuple[int, Says], **more: object) -> tuple[Asked, ...]:
    """Claims that share measure, quantifier or period."""
    return tuple(replace(Asked(subject, says), **more) for subject, says in asked)  # type: ignore[arg-type]


def shares(*levels: tuple[float, float]) -> Roles:
    """Mediators A and B with their shares before and after the turn."""

    def plant(a: str, b: str) -> tuple[Planted, ...]:
        return tuple(
            Planted(Role.MEDIATOR, actor, PAIR, since, until, level)
            for actor, (first, then) in zip((a, b), levels, strict=True)
            for since, until, level in ((START, TURN, first), (TURN, END, then))
        )

    return plant


def returned(a: str, b: str) -> tuple[Planted, ...]:
    """A loses its seat after a year and a half and has it back a year and a half later."""
    out, back = date(2001, 7, 11), date(2003, 1, 9)
    return tuple(
        Planted(Role.MEDIATOR, actor, PAIR, since, until, level)
        for actor, levels in ((a, (HIGH, GONE, HIGH)), (b, (GONE, GONE, GONE)))
        for since, until, level in zip((START, out, back), (out, back, END), levels, strict=True)
    )


def nobody(_: str, __: str) -> tuple[Planted, ...]:
    """No role at all: the third parties part the table by mass."""
    return ()


def guarantors(a: str, b: str) -> tuple[Planted, ...]:
    """A guarantees the first side in deed, B the second side in name only: it promises and never acts."""
    sides = {NEUTRALS[0]: PAIR.a, NEUTRALS[1]: PAIR.b}
    return (
        Planted(Role.GUARANTOR, a, PAIR, START, END, 0.8, side=sides[a]),
        Planted(Role.GUARANTOR, b, PAIR, START, END, 0.0, side=sides[b]),
    )


def promisers(a: str, b: str) -> tuple[Planted, ...]:
    """A keeps its promises to B, B breaks those to A."""
    return (
        Planted(Role.PROMISE_KEEPER, a, PAIR, START, END, 0.9),
        Planted(Role.PROMISE_BREAKER, b, PAIR, START, END, 0.9),
    )


def ignorers(a: str, b: str) -> tuple[Planted, ...]:
    """A leaves the asks of B without answer, B answers those of A."""
    return (
        Planted(Role.IGNORER, a, PAIR, START, END, 0.9),
        Planted(Role.IGNORER, b, PAIR, START, END, 0.1),
    )


_LEVEL = ((0, Says.HOLDS), (0, Says.LOST), (0, Says.GAINED), (1, Says.HOLDS), (1, Says.LOST))
_BOTH_WAYS = ((0, Says.RISES), (0, Says.FALLS), (0, Says.MORE_THAN), (1, Says.MORE_THAN))
_FINAL = of((0, Says.LOST), quantifier="definitive")
_PROTECTS = of((0, Says.HOLDS), (0, Says.NOMINAL), (1, Says.HOLDS), (1, Says.NOMINAL), measure="guarantor", since=START)

PLANS: tuple[Plan, ...] = (
    Plan("steady", shares((HIGH, HIGH), (GONE, GONE)), of(*_LEVEL, *_BOTH_WAYS)),
    Plan("lost", shares((HIGH, GONE), (GONE, GONE)), (*of(*_LEVEL, *_BOTH_WAYS), *_FINAL)),
    Plan("lost for good", shares((0.40, TRACE), (GONE, GONE)), (*of((0, Says.LOST), (0, Says.HOLDS)), *_FINAL)),
    Plan("lost, not for good", shares((0.40, 0.045), (GONE, GONE)), _FINAL, events_per_month=70.0),
    Plan("gained", shares((GONE, HIGH), (GONE, GONE)), of(*_LEVEL, *_BOTH_WAYS)),
    Plan("handed over", shares((HIGH, GONE), (GONE, HIGH)), of(*_LEVEL, *_BOTH_WAYS, (1, Says.GAINED))),
    Plan("lost and regained", returned, of(*_LEVEL, (0, Says.MORE_THAN))),
    Plan("at the border", shares((EVEN, EVEN), (0.20, 0.20)), of((0, Says.HOLDS), (1, Says.HOLDS), (1, Says.LOST))),
    Plan("equals", shares((0.20, 0.20), (0.20, 0.20)), of((0, Says.HOLDS), (1, Says.HOLDS), *_BOTH_WAYS)),
    Plan("quiet table", shares((HIGH, GONE), (GONE, HIGH)), of(*_LEVEL[:3], *_BOTH_WAYS[:3]), events_per_month=1.5),
    Plan("no roles", nobody, of((0, Says.LOST), (0, Says.GAINED), (0, Says.RISES), (0, Says.FALLS))),
    Plan("guarantors", guarantors, _PROTECTS, actors=NEUTRALS, media=CAREFUL),
    Plan("promises", promisers, of((0, Says.MORE_THAN), (1, Says.MORE_THAN), measure="promises", since=START),
         actors=SIDES, media=CAREFUL),
    Plan("asks", ignorers, of((0, Says.MORE_THAN), (1, Says.MORE_THAN), measure="responses", since=START),
         actors=SIDES, media=CAREFUL),
)  # fmt: skip
"""Every plan; each is run as it is and with A and B exchanged."""


def world_of(plan: Plan, seed: int, *, twin: bool) -> World:
    """The world of a plan, or of its twin."""
    world = example_world(seed=seed, years=YEARS, roles=plan.roles(*_ordered(plan, twin)))
    return replace(world, events_per_month=plan.events_per_month)


def claims_of(plan: Plan, *, twin: bool) -> tuple[Claim, ...]:
    """The claims made on the last day of the world."""
    names = _ordered(plan, twin)
    return tuple(
        Claim(
            f"{plan.name} {number}{' mirrored' if twin else ''}",
            f"{names[one.subject]} {one.says.value} {one.measure}",
            _KINDS.get(one.says, ClaimType.ROLE),
            "simulated", PAIR, names[one.subject], one.measure, one.says, MADE_ON,
            quantifier=one.quantifier, since=one.since,
            other=names[1 - one.subject] if one.says is Says.MORE_THAN else None,
        )
        for number, one in enumerate(plan.asked)
    )  # fmt: skip


def _ordered(plan: Plan, twin: bool) -> tuple[str, str]:
    first, second = plan.actors
    return (second, first) if twin else (first, second)
