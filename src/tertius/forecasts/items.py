"""One frozen line: what is expected of one count or one role in one month, and how it is judged later."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tertius.forecasts.scoring import brier, crps_quantiles, log_score_of_chance
from tertius.model import ContractBroken, Span

COUNT, ROLE = "count", "role"
SCORED = "scored"
"""Standing of a line whose outcome is known."""
_LOW, _MIDDLE, _HIGH = 0.05, 0.5, 0.95


@dataclass(frozen=True)
class Item:
    """What is expected of one month.

    ``kind`` is ``count`` (acts of a quad class by ``actor`` toward ``target``) or ``role`` (``actor``'s share of the
    month's credits in the measure ``what``). ``chance`` is the probability of at least one act, or of a share of that
    month's credits above the even one. Mean and quantiles are of the count, or of the share in the ledger, whose
    probability of lying above the even one is ``level`` (roles only).

    Raises:
        ContractBroken: Quantiles fall, lack the ends of the 90 % interval, or a probability lies outside 0..1.
    """

    kind: str
    what: str
    actor: str
    target: str | None
    horizon: int
    period: Span
    mean: float
    chance: float
    quantiles: Mapping[float, float]
    level: float | None = None

    def __post_init__(self) -> None:
        values = [self.quantiles[level] for level in sorted(self.quantiles)]
        if values != sorted(values) or not {_LOW, _MIDDLE, _HIGH} <= set(self.quantiles):
            raise ContractBroken(f"quantiles of {self.what} by {self.actor} do not rise or lack the interval: {values}")
        if not all(0.0 <= part <= 1.0 for part in (self.chance, self.level or 0.0)):
            raise ContractBroken(f"the chance of {self.what} by {self.actor} is no probability: {self.chance}")

    def record(self) -> dict[str, object]:
        """JSON-ready form; the period is given by its first and last day."""
        return {
            "kind": self.kind,
            "what": self.what,
            "actor": self.actor,
            "target": self.target,
            "horizon": self.horizon,
            "first_day": self.period.start.isoformat(),
            "last_day": self.period.last.isoformat(),
            "mean": round(self.mean, 4),
            "low": round(self.quantiles[_LOW], 4),
            "median": round(self.quantiles[_MIDDLE], 4),
            "high": round(self.quantiles[_HIGH], 4),
            "chance": round(self.chance, 4),
            "level_chance": None if self.level is None else round(self.level, 4),
            "quantiles": {f"{level:g}": round(value, 4) for level, value in sorted(self.quantiles.items())},
        }


@dataclass(frozen=True)
class Skill:
    """How forecasts of a kind fared on the months before: the ledger beside the best naive one, and what it saves."""

    kind: str
    horizon: int
    score: str
    ledger: float
    naive: str
    naive_score: float
    skill: float
    coverage: float | None
    forecasts: int

    def record(self) -> dict[str, object]:
        """JSON-ready form."""
        return {**vars(self), **{key: round(value, 4) for key, value in vars(self).items() if isinstance(value, float)}}


@dataclass(frozen=True)
class Outcome:
    """What came of one line: ``observed`` count or share, and whether what ``chance`` is about ``happened``.

    ``reason`` says why there is nothing to score; ``observed`` and ``happened`` are then None.
    """

    observed: float | None
    happened: bool | None
    reason: str = ""


def judge(item: Mapping[str, object], outcome: Outcome, *, floor: float) -> dict[str, object]:
    """Scores of one frozen line: Brier and log score of its chance; for counts CRPS from the quantiles, and interval.

    The quantiles of a role are of the ledger's share, not of one month's, so nothing is observed to score them with.
    """
    told = {key: item[key] for key in ("kind", "what", "actor", "target", "horizon", "first_day", "last_day", "low",
                                       "median", "high", "chance")}  # fmt: skip
    blank = dict.fromkeys(("observed", "happened", "crps", "covered", "brier", "log_score"))
    if outcome.observed is None or outcome.happened is None:
        return {**told, "standing": outcome.reason, **blank}
    quantiles, chance = item["quantiles"], float(str(item["chance"]))
    if not isinstance(quantiles, Mapping):
        raise ContractBroken(f"a frozen line has no quantiles: {item}")
    numbers = {float(level): float(value) for level, value in quantiles.items()}
    count = item["kind"] == COUNT
    return {
        **told,
        "standing": SCORED,
        "observed": round(outcome.observed, 4),
        "happened": outcome.happened,
        "crps": round(crps_quantiles(numbers, outcome.observed), 4) if count else None,
        "covered": numbers[_LOW] <= outcome.observed <= numbers[_HIGH] if count else None,
        "brier": round(float(brier(chance, outcome.happened)), 4),
        "log_score": round(float(log_score_of_chance(chance, outcome.happened, floor=floor)), 4),
    }


def summary(judged: Sequence[Mapping[str, object]]) -> list[dict[str, object]]:
    """Mean scores per kind of line, over those whose outcome is known."""
    found: list[dict[str, object]] = []
    for kind in (COUNT, ROLE):
        every = [one for one in judged if one["kind"] == kind]
        scored = [one for one in every if one["standing"] == SCORED]
        means = {key: _mean([one[key] for one in scored]) for key in ("crps", "covered", "brier", "log_score")}
        found.append({"kind": kind, "lines": len(every), "scored": len(scored), **means})
    return found


def _mean(values: Sequence[object]) -> float | None:
    known = [float(str(int(value) if isinstance(value, bool) else value)) for value in values if value is not None]
    return round(sum(known) / len(known), 4) if known else None
