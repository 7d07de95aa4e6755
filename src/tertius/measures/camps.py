"""Camps of a region: who stands with whom by net cooperation, and how far that has moved (methods 3.14)."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tertius.codebooks.ties import COOPERATION, STRAINS
from tertius.inference.camps import beyond_expected, central, partitions, together, variation
from tertius.measures.outsiders import drawn
from tertius.model import Camp, Camps, Constants, Panel, Span

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
CONSTANTS = ("architecture.prior_days", "architecture.draws", "interval.level")
"""Rows of the table of constants that camps rest on."""
_FEWEST = 2


@dataclass(frozen=True)
class Ties:
    """Days of cooperation ``friendly`` [V, V] and of hostility ``hostile`` [V, V] between actors in a window.

    Both are symmetric: an act of either counts. ``events`` are those behind the ties of each actor.
    """

    actors: tuple[str, ...]
    friendly: Ints
    hostile: Ints
    events: tuple[tuple[str, ...], ...]

    @property
    def tied(self) -> NDArray[np.bool_]:
        """[V] who did anything of the kind with anybody."""
        return np.asarray((self.friendly + self.hostile).sum(axis=1) > 0)

    def repeated(self, draws: int) -> tuple[Ints, Ints]:
        """Days of either kind, once a draw [D, V, V]."""
        shape = (draws, *self.friendly.shape)
        return np.broadcast_to(self.friendly, shape), np.broadcast_to(self.hostile, shape)

    def within(self, chosen: Ints) -> "Ties":
        """The ties among some of the actors."""
        return Ties(tuple(self.actors[i] for i in chosen), self.friendly[np.ix_(chosen, chosen)],
                    self.hostile[np.ix_(chosen, chosen)], tuple(self.events[i] for i in chosen))  # fmt: skip


def ties(acts: Panel, actors: Sequence[str], window: Span) -> Ties:
    """Count distinct days of each kind between any two actors; a day with both counts as both.

    Args:
        acts: Rows of ``dyad_day``: source, target, code, date, event_id.
        actors: Who may be in a camp.
        window: Days that count.
    """
    place, size = {actor: i for i, actor in enumerate(actors)}, len(actors)
    first, end = np.datetime64(window.start), np.datetime64(window.end)
    seen: tuple[set[tuple[int, int, int]], ...] = (set(), set())
    events: list[dict[str, None]] = [{} for _ in actors]
    columns = (acts[name] for name in ("source", "target", "code", "date", "event_id"))
    for source, target, code, day, event in zip(*columns, strict=True):
        i, j, when = place.get(str(source)), place.get(str(target)), np.datetime64(day, "D")
        kinds = (str(code) in COOPERATION, str(code) in STRAINS)
        if i is None or j is None or i == j or not any(kinds) or not first <= when < end:
            continue
        for kind in (0, 1):
            if kinds[kind]:
                seen[kind].add((min(i, j), max(i, j), int(when.astype(np.int64))))
        events[i][str(event)] = events[j][str(event)] = None
    counts = []
    for days in seen:
        table = np.zeros((size, size), dtype=np.int64)
        for i, j, _ in days:
            table[i, j] += 1
        counts.append(table + table.T)
    return Ties(tuple(actors), counts[0], counts[1], tuple(tuple(own) for own in events))


def drawn_partitions(friendly: Ints, hostile: Ints, prior: float, rng: np.random.Generator) -> Ints:
    """A partition for each draw of net cooperation; actors who did nothing with each other have no tie.

    Args:
        friendly: [D, V, V] days of cooperation.
        hostile: [D, V, V] days of hostility.
        prior: Days of either kind that any two with a tie have beforehand.
        rng: Random numbers.

    Returns:
        [D, V].
    """
    rows, columns = np.triu_indices(friendly.shape[1], 1)
    kinds = [days[:, rows, columns] for days in (friendly, hostile)]
    net = rng.standard_gamma(prior + kinds[0]) - rng.standard_gamma(prior + kinds[1])
    table = np.zeros(friendly.shape)
    table[:, rows, columns] = np.where(kinds[0] + kinds[1] > 0, net, 0.0)
    return partitions(beyond_expected(table + table.transpose(0, 2, 1)))


def camps(acts: Panel, actors: Sequence[str], windows: tuple[Span, Span], constants: Constants, seed: int) -> Camps:
    """Camps in a window, those in the window before, and how far the two differ.

    Args:
        acts: Rows of ``dyad_day`` among the actors.
        actors: Who may be in a camp.
        windows: The earlier and the later window, of equal length.
        constants: Values of :data:`CONSTANTS`.
        seed: Of the draws.
    """
    prior, draws = constants["architecture.prior_days"], int(constants["architecture.draws"])
    rng = np.random.default_rng(seed)
    before, now = (ties(acts, actors, window) for window in windows)
    labels = [drawn_partitions(*one.repeated(draws), prior, rng) for one in (before, now)]
    told = [_told(one, label) for one, label in zip((before, now), labels, strict=True)]
    rows = tuple(
        Camp(actor, told[1][i][0], told[1][i][1], told[0][i][0], told[0][i][1],
             int((now.friendly + now.hostile)[i].sum()), now.events[i])
        for i, actor in enumerate(actors)
    )  # fmt: skip
    both = np.flatnonzero(before.tied & now.tied)
    if len(both) <= _FEWEST:
        return Camps(
            windows[1], windows[0], rows, None, None, None, "fewer than three actors have ties in both windows"
        )
    level = constants["interval.level"]
    moved = variation(labels[0][:, both], labels[1][:, both])
    shared = before.within(both), now.within(both)
    chance = _by_chance(shared, prior, draws, rng)
    n = sum(float((one.friendly + one.hostile).sum()) for one in shared) / 2
    more = _larger(moved, chance)
    return Camps(windows[1], windows[0], rows, drawn(moved, n, level), drawn(chance, n, level), more, "")


def _by_chance(known: tuple[Ties, Ties], prior: float, draws: int, rng: np.random.Generator) -> Floats:
    """Variation of information of each window with a repetition of itself, in draws: nothing moves but chance.

    A repetition has Poisson days at rates drawn from the posterior of its window.
    """
    found = []
    for one in known:
        told = one.repeated(draws)
        rates = (rng.standard_gamma(prior + days) * (told[0] + told[1] > 0) for days in told)
        friendly, hostile = (_symmetric(np.triu(rng.poisson(rate), 1)) for rate in rates)
        again = drawn_partitions(friendly, hostile, prior, rng)
        found.append(variation(drawn_partitions(*told, prior, rng), again))
    return np.concatenate([found[0][::2], found[1][1::2]])


def _larger(one: Floats, other: Floats) -> float:
    """Probability that a draw of one exceeds a draw of the other, ties shared; each is held against each."""
    places = [np.searchsorted(np.sort(other), one, side) for side in ("left", "right")]
    return float(np.mean(places) / len(other))


def _symmetric(upper: Ints) -> Ints:
    return np.asarray(upper + upper.transpose(0, 2, 1))


def _told(known: Ties, labels: Ints) -> list[tuple[tuple[str, ...] | None, float | None]]:
    """Of each actor its camp in the central partition, and how sure that is; None where it has no tie."""
    tied = np.flatnonzero(known.tied)
    found: list[tuple[tuple[str, ...] | None, float | None]] = [(None, None)] * len(known.actors)
    if not len(tied):
        return found
    share, middle = together(labels[:, tied]), central(labels[:, tied])
    apart = (labels[:, tied, None] != labels[:, None, tied]).sum(axis=2) == len(tied) - 1
    for k, i in enumerate(tied):
        mates = np.flatnonzero((middle == middle[k]) & (np.arange(len(tied)) != k))
        sure = float(share[k, mates].mean()) if len(mates) else float(apart[:, k].mean())
        found[i] = tuple(known.actors[tied[m]] for m in np.flatnonzero(middle == middle[k])), sure
    return found
