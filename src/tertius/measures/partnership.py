"""Type of partnership: whether two sides give and take alike, or one gives and the other defers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tertius.inference.unmasked import Unmasked, unmasked_share
from tertius.measures.episodes import Act, day_number
from tertius.measures.exchanges import Given, divergence, given, period
from tertius.measures.outsiders import drawn, evidence, outsiders
from tertius.measures.rates import Memory
from tertius.measures.shares import Parts, beta_estimate, covered_months, uncovered
from tertius.model import Estimate, Inputs, Measure, Reading, Request, Standing

NAME = "partnership"
"""Name of the measure."""
TYPES = ("reciprocal", "patronage", "transactional")
"""Types that have thresholds; what reaches none of them is ``other``, and with little evidence ``thin``."""
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class _Draws:
    """Draws [M]. ``given`` is the part of the first side (by its counts) in the pair's material cooperation.

    ``deference`` [M, 2] is the part of the exchanges in which each side defers, ``dependence`` [M, 2] the part of the
    material cooperation each side receives that comes from the other.
    """

    given: Floats
    asked: Floats
    likeness: Floats
    bargained: Floats
    deference: Floats
    dependence: Floats

    @property
    def balance(self) -> Floats:
        """1 where both give alike, 0 where one alone gives."""
        return _balance(self.given)

    def types(self, inputs: Inputs) -> Mapping[str, Bools]:
        """Which type each draw is; the first that fits in the order patronage, transactional, reciprocal."""
        receiver = (self.given > 0.5).astype(np.int64)
        row = np.arange(len(receiver))
        bows = self.deference[row, receiver] > self.deference[row, 1 - receiver]
        hangs = self.dependence[row, receiver] > inputs.constant("partnership.dependence")
        patronage = (self.balance < inputs.constant("partnership.lopsided")) & bows & hangs
        bargain = self.bargained > inputs.constant("partnership.conditional")
        alike = (self.balance > inputs.constant("partnership.balanced")) & (
            self.likeness > inputs.constant("partnership.alike")
        )
        return {"reciprocal": alike & ~bargain, "patronage": patronage, "transactional": bargain & ~patronage}


def compute(inputs: Inputs, request: Request) -> list[Reading]:
    """One reading per side asked for, the same type for both; see :data:`MEASURE`."""
    panel = inputs.panel("pair_act")
    months = covered_months(panel, request)
    if months is None:
        return uncovered(NAME, panel, request)
    memory, outside = Memory.of(inputs, request, NAME), outsiders(inputs.panel("outsider_day"), request)
    horizon = period(request, day_number(months.start), day_number(months.last),
                     inputs.constant("partnership.condition_days"))  # fmt: skip
    a, b = request.pair.a, request.pair.b
    found = {one: given(panel, outside, request, (one, two), memory, horizon) for one, two in ((a, b), (b, a))}
    asked = [actor for actor in request.actors if actor in request.pair]
    if not any(own for _, own in found.values()):
        span, reason = request.period, "no help, concession, appeal or demand between the two in the period"
        return [Reading(NAME, actor, request.pair, span, panel.dataset, Standing.UNDEFINED, reason=reason)
                for actor in asked]  # fmt: skip
    first, second = sorted((counts for counts, _ in found.values()))
    draws = _draws(first, second, inputs, request.seed)
    return [_reading(inputs, request, actor, found, draws) for actor in asked]


def _draws(first: Given, second: Given, inputs: Inputs, seed: int) -> _Draws:
    """Posterior draws; the sides come in the order of their counts, so that names do not matter."""
    prior, size = inputs.constant("partnership.prior"), int(inputs.constant("roles.draws"))
    rng = np.random.default_rng([seed, 0])
    gives = rng.beta(prior + first.material, prior + second.material, size)
    asks = rng.beta(prior + first.asks, prior + second.asks, size)
    shares = [rng.dirichlet(prior + np.asarray(one.currencies), size) for one in (first, second)]
    bargain = 1.0 - rng.beta(*_unconditional((first, second), inputs).beta, size)
    bowed = first.deference + second.deference
    rest = max(0.0, first.n + second.n - bowed)
    defers = rng.dirichlet(prior + np.asarray([first.deference, second.deference, rest]), size)
    depends = [rng.beta(prior + other.material, prior + own.elsewhere, size)
               for own, other in ((first, second), (second, first))]  # fmt: skip
    return _Draws(gives, asks, 1.0 - divergence(*shares), bargain, defers[:, :2], np.stack(depends, axis=1))


def _anyhow(sides: Sequence[Given], inputs: Inputs) -> tuple[float, float]:
    """Beta parameters of the share of all days that follow a demand of the giver, a side weighing as it gives."""
    material = sum(one.material for one in sides)
    stretch, prior = inputs.constant("partnership.condition_days"), inputs.constant("partnership.prior")
    worth = [one.material / material if material else 0.0 for one in sides]
    # days of one stretch follow the same demand
    hits, tries = (sum(part * days for part, days in zip(worth, every, strict=True)) / stretch
                   for every in ([one.after_demand for one in sides], [one.looked_at for one in sides]))  # fmt: skip
    return prior + hits, prior + max(0.0, tries - hits)


def _unconditional(sides: Sequence[Given], inputs: Inputs) -> Unmasked:
    """Share of the help that no demand called forth, what follows one by coincidence undone."""
    prior, level = inputs.constant("partnership.prior"), inputs.constant("interval.level")
    material = sum(one.material for one in sides)
    seen = max(0.0, material - sum(one.bargained for one in sides))
    return unmasked_share(seen, material, _anyhow(sides, inputs), (prior, prior), level)


def _conditionality(sides: Sequence[Given], inputs: Inputs) -> Parts:
    """The share of help called forth by a demand, and that of all days that follow one."""
    level, (hits, misses) = inputs.constant("interval.level"), _anyhow(sides, inputs)
    free, material = _unconditional(sides, inputs), sum(one.material for one in sides)
    telling = material * misses / (hits + misses)
    return {
        "conditionality": Estimate(1.0 - free.value, 1.0 - free.high, 1.0 - free.low, telling, level),
        "days_after_demand": hits / (hits + misses),
    }


def _reading(inputs: Inputs, request: Request, actor: str, found: Mapping[str, tuple[Given, list[Act]]], draws: _Draws
             ) -> Reading:  # fmt: skip
    level, n = inputs.constant("interval.level"), sum(counts.n for counts, _ in found.values())
    thin = n < inputs.constant("partnership.min_effective")
    chance = {name: float(hits.mean()) for name, hits in draws.types(inputs).items()}
    memory = Memory.of(inputs, request, NAME)
    every = [act for _, own in found.values() for act in own]
    weight = memory.weights(act.day for act in every)
    return Reading(
        NAME, actor, request.pair, request.period, inputs.panel("pair_act").dataset,
        Standing.PRIOR_DOMINATED if thin else Standing.MEASURED,
        estimate=_balanced(draws.given, n, level),
        reason=f"thin: effective evidence {n:.1f} exchanges" if thin else "",
        state="thin" if thin else _state(chance, inputs.constant("partnership.level")),
        probability=chance["reciprocal"],
        evidence=evidence((float(w), (act.event_id,)) for w, act in zip(weight, every, strict=True)),
        parts={**_own(inputs, request, actor, {side: one for side, (one, _) in found.items()}),
               "balance_of_asks": _balanced(draws.asked, n, level),
               "currency_similarity": drawn(draws.likeness, n, level),
               **_conditionality([one for one, _ in found.values()], inputs),
               **{f"probability_{name}": value for name, value in chance.items()}},
    )  # fmt: skip


def _balance(share: Floats) -> Floats:
    """1 where both sides have one half, 0 where one has all."""
    return np.asarray(1.0 - np.abs(2.0 * share - 1.0))


def _balanced(share: Floats, n: float, level: float) -> Estimate:
    """Balance of a share [M] of one of two sides: the median of its draws, bounds over the interval of the share.

    Draws of the balance never reach 1: an interval of theirs would never hold two sides that give alike.
    """
    between, value = drawn(share, n, level), drawn(_balance(share), n, level).value
    low, high = sorted(float(one) for one in _balance(np.asarray([between.low, between.high])))
    return Estimate(value, low, 1.0 if between.low <= 0.5 <= between.high else high, n, level)


def _state(chance: Mapping[str, float], level: float) -> str:
    """The type that is nearly certain, ``other`` where it is nearly certain that none is, else ``unclear``."""
    chances = {**chance, "other": 1.0 - sum(chance.values())}
    return next((name for name, value in chances.items() if value > level), "unclear")


def _own(inputs: Inputs, request: Request, actor: str, found: Mapping[str, Given]) -> Parts:
    """What holds of this side alone: what it gives, how it defers, how far it depends on the other."""
    pair, prior, level = request.pair, inputs.constant("partnership.prior"), inputs.constant("interval.level")
    other = pair.b if actor == pair.a else pair.a
    own, others = found[actor], found[other]

    def share(hits: float, misses: float) -> Estimate:
        return beta_estimate(prior + hits, prior + misses, hits + misses, level)

    return {
        "counterpart": other,
        "material_given": share(own.material, others.material),
        "asks_made": share(own.asks, others.asks),
        "deference_per_100": 100.0 * own.deference / max(own.n + others.n, 1.0),
        "dependence": share(others.material, own.elsewhere),
    }


MEASURE = Measure(
    name=NAME,
    title="Type of partnership",
    question="Do the two sides give and take alike, does one give and the other defer, or is help a bargain?",
    unit="balance of material cooperation, 0 to 1; state: reciprocal, patronage, transactional, other, unclear, thin; "
    "probability: of reciprocal",
    formula=(
        "In days per side, discounted: balance = 1 - |g - h| / (g + h) of material cooperation (06x, 07x); likeness = "
        "1 - Jensen-Shannon divergence of the shares of 02x, 10x, 05x, 06x, 07x, 08x; conditionality = share of "
        "material days within 30 days after a demand or threat (10x, 13x) of the giver, coincidence (the share of all "
        "days that lie so) undone; deference = 08x, 051-053 per 100 exchanges; dependence = part of the material "
        "cooperation received that comes from the other. Per draw: "
        "patronage if balance < 0.35, the receiver defers more and depends > 0.4; else transactional if conditionality "
        "> 0.5; reciprocal if balance > 0.6, likeness > 0.6 and conditionality <= 0.5. Named if P > 0.9."
    ),
    reference="Keohane 1986; Goldstein and Freeman 1990; Hirschman 1945; methods 3.10",
    limits=(
        "Joint acts and signed texts count for both sides alike. Sums of money and numbers of arms are not in the "
        "data, only days. Whether the two answer each other in kind and in time is not measured. Thresholds are ours. "
        "Help and demands that fall into the same busy months look like a bargain."
    ),
    needs=("pair_act", "outsider_day"),
    constants=(
        "partnership.half_life_months", "partnership.prior", "partnership.condition_days", "partnership.balanced",
        "partnership.alike", "partnership.lopsided", "partnership.dependence", "partnership.conditional",
        "partnership.level", "partnership.min_effective", "roles.draws", "interval.level",
    ),
    compute=compute,
)  # fmt: skip
