"""Latent acts and the answers they got: columns of equal length, built part by part and joined at the end."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from enum import IntEnum

import numpy as np
from numpy.random import Generator
from numpy.typing import ArrayLike, NDArray

from tertius.simulate.codes import CODE_LIST, JOINT, Ints
from tertius.simulate.world import Planted, World

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
NOBODY = -1
MONTH_DAYS = 30.4375


class Part(IntEnum):
    """What an act says of a third party it names."""

    NONE = 0
    MEDIATOR = 1
    HOST = 2


class Outcome(IntEnum):
    """How a trigger, directive, promise or ask was answered."""

    SILENCE = 0
    DEED = 1
    WORD = 2
    COMPLY = 3
    REFUSE = 4
    KEPT = 5
    BROKEN = 6
    ENGAGE = 7


class Kind(IntEnum):
    """What was answered."""

    TRIGGER = 0
    DIRECTIVE = 1
    PROMISE = 2
    ASK = 3


@dataclass(frozen=True)
class Acts:
    """Acts of a world, all columns [N].

    ``day`` counts from the start of the span; ``source target place third`` are positions among the actors (-1:
    none); ``code`` is a position in the list of codes; ``mutual`` acts have no order; acts of one ``item`` are told in
    one story; ``episode`` is the answer an act opens (-1: none); ``role`` the planted role it belongs to (-1: none).
    """

    day: Ints
    source: Ints
    target: Ints
    code: Ints
    place: Ints
    third: Ints
    part: Ints
    mutual: Bools
    item: Ints
    episode: Ints
    role: Ints

    def __len__(self) -> int:
        """Return the number of acts."""
        return len(self.day)

    def where(self, rows: Bools | Ints) -> "Acts":
        """Return some of the acts, by mask or position."""
        return Acts(**{field.name: getattr(self, field.name)[rows] for field in fields(self)})

    def between(self, x: int, y: int) -> Bools:
        """Which acts join two actors, in either direction."""
        forth = (self.source == x) & (self.target == y)
        return np.asarray(forth | ((self.source == y) & (self.target == x)))

    def coded(self, mask: Bools) -> Bools:
        """Which acts carry a code of a mask over the list of codes."""
        return np.asarray(mask[self.code])


@dataclass(frozen=True)
class Answers:
    """Triggers, directives, promises and asks with what became of them, all columns [M]; ``answered`` -1: never."""

    kind: Ints
    asker: Ints
    answerer: Ints
    day: Ints
    outcome: Ints
    answered: Ints
    code: Ints

    def __len__(self) -> int:
        """Return the number of answers."""
        return len(self.day)


@dataclass(frozen=True)
class Stage:
    """What every generator needs: the world, its one source of randomness, and its length in days."""

    world: World
    rng: Generator
    days: int

    def number(self, actor: str) -> int:
        """Position of an actor."""
        return self.world.actors.index(actor)

    def day(self, when: date) -> int:
        """Days from the start of the span."""
        return (when - self.world.span.start).days

    def window(self, planted: Planted) -> tuple[int, int]:
        """First day and first day after a planted role."""
        return self.day(planted.since), self.day(planted.until)

    def role_number(self, planted: Planted) -> int:
        """Position of a planted role."""
        return self.world.roles.index(planted)

    def poisson_days(self, rate_per_month: float, window: tuple[int, int]) -> Ints:
        """Days of a Poisson process, in order."""
        start, end = window
        count = self.rng.poisson(rate_per_month * (end - start) / MONTH_DAYS)
        return np.sort(self.rng.integers(start, end, count))

    def spaced_days(self, gap: int, mean_wait: float, window: tuple[int, int]) -> Ints:
        """Days of a renewal process: never closer than ``gap``, on average ``gap + mean_wait`` apart."""
        start, end = window
        most = int((end - start) / gap) + 2
        waits = gap + np.floor(self.rng.exponential(mean_wait, most)).astype(np.int64)
        days = start + np.cumsum(waits) - gap
        return np.asarray(days[days < end])

    def pick(self, options: Ints, size: int, weights: Sequence[float] | None = None) -> Ints:
        """Draw from options, uniformly or by relative weights."""
        p = None if weights is None else np.asarray(weights) / np.sum(weights)
        return np.asarray(self.rng.choice(options, size=size, p=p))


def acts_of(day: Ints, source: ArrayLike, target: ArrayLike, code: ArrayLike, **more: ArrayLike) -> Acts:
    """Acts from columns or single values; what is not given is none, and every act an item of its own.

    Whether an act is mutual follows from its code.
    """
    size = len(day)
    given = {"source": source, "target": target, "code": code, **more}
    none: dict[str, ArrayLike] = {"place": NOBODY, "third": NOBODY, "part": Part.NONE, "item": NOBODY,
                                  "episode": NOBODY, "role": NOBODY}  # fmt: skip
    columns = {
        name: np.broadcast_to(np.asarray(value, dtype=np.int64), (size,)).copy()
        for name, value in (none | given).items()
    }
    return Acts(day=np.asarray(day, dtype=np.int64), mutual=JOINT[columns["code"]], **columns)


def no_answers() -> Answers:
    """An empty table of answers."""
    empty = np.zeros(0, dtype=np.int64)
    return Answers(empty, empty, empty, empty, empty, empty, empty)


def join(parts: Sequence[tuple[Acts, Answers]]) -> tuple[Acts, Answers]:
    """Join what generators made: episodes and items are renumbered so that they stay apart."""
    acts: list[Acts] = []
    opened, items = 0, 0
    for part, answers in parts:
        alone = part.item == NOBODY
        item = np.where(alone, 0, part.item + items)
        items += int(part.item.max(initial=NOBODY)) + 1
        item[alone] = items + np.arange(alone.sum())
        items += int(alone.sum())
        acts.append(replace(part, item=item, episode=np.where(part.episode == NOBODY, NOBODY, part.episode + opened)))
        opened += len(answers)
    joined = Acts(**{f.name: np.concatenate([getattr(part, f.name) for part in acts]) for f in fields(Acts)})
    told = [answers for _, answers in parts]
    return joined, Answers(**{f.name: np.concatenate([getattr(a, f.name) for a in told]) for f in fields(Answers)})


def in_order(acts: Acts, days: int) -> Acts:
    """Acts inside the span, by day."""
    inside = np.flatnonzero((acts.day >= 0) & (acts.day < days))
    return acts.where(inside[np.argsort(acts.day[inside], kind="stable")])


def code_texts(codes: Ints) -> NDArray[np.object_]:
    """Codes as text."""
    return np.asarray(CODE_LIST, dtype=object)[codes]
