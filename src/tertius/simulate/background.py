"""What happens anyway: routine traffic by gravity, conflict by a Markov chain, gatherings and stray directives."""

from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from tertius.simulate import rates
from tertius.simulate.acts import MONTH_DAYS, Acts, Answers, Floats, Kind, Outcome, Stage, acts_of, join, no_answers
from tertius.simulate.codes import Ints, number_of, numbers
from tertius.simulate.shares import Table

_VISIT, _HOST_VISIT = number_of("042"), number_of("043")
Made = tuple[Acts, Answers]


def masses(stage: Stage) -> Floats:
    """Weights of the actors in the gravity law [A], drawn unless the world states them."""
    drawn = stage.rng.lognormal(0.0, rates.MASS_SPREAD, len(stage.world.actors))
    return np.asarray(stage.world.masses or drawn, dtype=np.float64)


def camps(stage: Stage) -> Ints:
    """Camp of every actor [A]; -1: none."""
    found = np.full(len(stage.world.actors), -1)
    for number, camp in enumerate(stage.world.camps):
        found[[stage.number(actor) for actor in camp]] = number
    return found


def mixed(stage: Stage, mix: dict[str, float], size: int) -> Ints:
    """Codes drawn from a mix [size]."""
    return stage.pick(numbers(" ".join(mix)), size, list(mix.values()))


def traffic(stage: Stage, weight: Floats) -> Made:
    """Routine acts of every ordered dyad but the contested pairs; more inside a camp, colder across camps."""
    side, size = camps(stage), len(weight)
    same = (side[:, None] == side[None, :]) & (side[:, None] >= 0)
    law = np.outer(weight, weight) * np.where(same, rates.CAMP_FACTOR, 1.0)
    np.fill_diagonal(law, 0.0)
    for pair in stage.world.pairs:
        a, b = stage.number(pair.a), stage.number(pair.b)
        law[a, b] = law[b, a] = 0.0
    day = stage.poisson_days(stage.world.traffic_per_month, (0, stage.days))
    dyad = stage.pick(np.arange(size * size), len(day), law.ravel().tolist())
    source, target = dyad // size, dyad % size
    cool = (side[source] >= 0) & (side[target] >= 0) & (side[source] != side[target])
    code = np.where(cool, mixed(stage, rates.COOL, len(day)), mixed(stage, rates.FRIENDLY, len(day)))
    home = stage.rng.random(len(day)) < 0.5
    place = np.where(code == _VISIT, target, np.where(home, source, target))
    item = np.arange(len(day))
    acts = acts_of(day, source, target, code, place=place, item=item)
    seen = np.flatnonzero(code == _VISIT)
    hosts = acts_of(day[seen], target[seen], source[seen], _HOST_VISIT, place=target[seen], item=item[seen])
    return _one(acts, hosts)


def _one(*parts: Acts) -> Made:
    """Join acts whose items are numbered together already."""
    columns = {name: np.concatenate([getattr(part, name) for part in parts]) for name in Acts.__dataclass_fields__}
    return Acts(**columns), no_answers()


def conflict(stage: Stage) -> tuple[Made, NDArray[np.bool_], tuple[tuple[int, int], ...]]:
    """Hostile acts and words of contested pairs and dyads across camps, with their states [D, T] and the dyads."""
    dyads, part = _hostile_dyads(stage)
    state = states(stage, len(dyads))
    made: list[Acts] = []
    for direction in (1, -1):
        for mix, quiet, loud in (
            (rates.HOSTILE, rates.PEACE_RATE, rates.CONFLICT_RATE),
            (rates.HOSTILE_WORDS, rates.WORDS_PEACE, rates.WORDS_CONFLICT),
        ):
            mean = np.where(state, loud, quiet) * part[:, None] / MONTH_DAYS
            count = stage.rng.poisson(mean)
            row, day = np.nonzero(count)
            times = count[row, day]
            who = np.asarray(dyads)[np.repeat(row, times)][:, ::direction]
            size = len(who)
            made.append(acts_of(np.repeat(day, times), who[:, 0], who[:, 1], mixed(stage, mix, size), place=who[:, 1]))
    return join([(acts, no_answers()) for acts in made]), state, dyads


def _hostile_dyads(stage: Stage) -> tuple[tuple[tuple[int, int], ...], Floats]:
    pairs = [(stage.number(pair.a), stage.number(pair.b)) for pair in stage.world.pairs]
    side = camps(stage)
    others = [
        (x, y)
        for x, y in combinations(range(len(side)), 2)
        if side[x] >= 0 and side[y] >= 0 and side[x] != side[y] and (x, y) not in pairs and (y, x) not in pairs
    ]
    part = np.asarray([1.0] * len(pairs) + [rates.CAMP_CONFLICT_PART] * len(others))
    return (*pairs, *others), part


def states(stage: Stage, dyads: int) -> NDArray[np.bool_]:
    """Daily state of a two-state Markov chain per dyad, started at its long-run distribution [dyads, T]."""
    enter, leave = rates.ENTER_CONFLICT_PER_DAY, rates.LEAVE_CONFLICT_PER_DAY
    draws = stage.rng.random((stage.days, dyads))
    found = np.empty((stage.days, dyads), dtype=np.bool_)
    found[0] = draws[0] < enter / (enter + leave)
    for day in range(1, stage.days):
        found[day] = np.where(found[day - 1], draws[day] >= leave, draws[day] < enter)
    return found.T


def gatherings(stage: Stage, weight: Floats, venues: Table) -> Made:
    """Meetings of two actors outside the contested pairs in the capital of a third party, by venue shares."""
    day = stage.poisson_days(rates.GATHERINGS, (0, stage.days))
    venue = venues.draw(stage, day)
    everyone = np.arange(len(weight))
    source = stage.pick(everyone, len(day), weight.tolist())
    target = stage.pick(everyone, len(day), weight.tolist())
    meet = (source != target) & ~_contested(stage, source, target)
    day, venue, source, target = (column[meet] for column in (day, venue, source, target))
    third_ground = (venue != source) & (venue != target)
    code = np.where(third_ground, number_of("044"), number_of("040"))
    item = np.arange(len(day))
    meetings = acts_of(day, source, target, code, place=venue, item=item)
    hosted = np.flatnonzero(third_ground)
    host = acts_of(day[hosted], venue[hosted], source[hosted], _HOST_VISIT, place=venue[hosted], item=item[hosted])
    return _one(meetings, host)


def _contested(stage: Stage, source: Ints, target: Ints) -> NDArray[np.bool_]:
    found = np.zeros(len(source), dtype=np.bool_)
    for pair in stage.world.pairs:
        a, b = stage.number(pair.a), stage.number(pair.b)
        found |= ((source == a) & (target == b)) | ((source == b) & (target == a))
    return found


def directives(stage: Stage) -> list[Made]:
    """Stray directives of every third party to either side of a pair, with the answers they get."""
    chances = (rates.DIRECTIVE_COMPLY, rates.DIRECTIVE_REFUSE)
    window = (0, stage.days)
    return [
        directed(stage, stage.number(third), (stage.number(side), stage.number(other)), chances,
                 stage.poisson_days(rates.DIRECTIVE_RATE, window))
        for pair in stage.world.pairs
        for third in stage.world.thirds
        for side, other in ((pair.a, pair.b), (pair.b, pair.a))
    ]  # fmt: skip


def directed(stage: Stage, third: int, sides: tuple[int, int], chances: tuple[float, float], day: Ints) -> Made:
    """Directives of a third party to a side, answered by compliance, refusal or silence within 30 days.

    Talks that comply are held with the third party; releases, ceasefires and texts go to the other side.
    """
    side, other = sides
    size = len(day)
    kind = stage.pick(np.arange(len(rates.DIRECTIVES)), size, list(rates.DIRECTIVES.values()))
    code = numbers(" ".join(rates.DIRECTIVES))[kind]
    draw = stage.rng.random(size)
    complied, refused = draw < chances[0], (draw >= chances[0]) & (draw < sum(chances))
    outcome = np.where(complied, Outcome.COMPLY, np.where(refused, Outcome.REFUSE, Outcome.SILENCE))
    answer = day + stage.rng.integers(1, 31, size)
    match = numbers(" ".join(rates.MATCHED[text] for text in rates.DIRECTIVES))[kind]
    talks = match == number_of("040")
    asks = acts_of(day, third, side, code, episode=np.arange(size))
    yes = acts_of(answer[complied], side, np.where(talks, third, other)[complied], match[complied])
    no = acts_of(answer[refused], side, third, number_of("120"))
    answers = Answers(
        np.full(size, Kind.DIRECTIVE), np.full(size, third), np.full(size, side), day, outcome,
        np.where(complied | refused, answer, -1), code,
    )  # fmt: skip
    return join([(asks, answers), (yes, no_answers()), (no, no_answers())])
