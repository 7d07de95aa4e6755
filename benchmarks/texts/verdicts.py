"""Are verdicts right? Claims with known truth, half of them mirrored, through adapter, study and audit.

``python -m benchmarks.texts.verdicts`` runs every plan and its twin on the seeds of the report and prints the table of
``docs/validation.md``; ``--tuning`` takes other seeds, on which the rule may be changed. About ten minutes on one core.
"""

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.texts.bars import Bar, Part
from benchmarks.texts.verdict_truth import Truth, truth
from benchmarks.texts.verdict_worlds import PLANS, Plan, claims_of, world_of
from benchmarks.validation.simulated.worlds import told
from tertius.claims import ClaimFile
from tertius.model import Claim, Verdict

SEEDS, TUNING = (9400, 9401), (7100, 7101)
BARS = {"accuracy": 0.85, "precision of supported": 0.95, "difference in support": 0.03}
Row = dict[str, Any]


def experiment(plan: Plan, seed: int, *, twin: bool) -> list[Row]:
    """The verdict on every claim of a plan, beside the truth."""
    claims = claims_of(plan, twin=twin)
    with told(world_of(plan, seed, twin=twin), plan.media) as case:
        known = [truth(case.simulation, claim) for claim in claims]
        verdicts = case.study.audit(ClaimFile(plan.name, "simulated", "simulated", claims), arena=case.arena)
    return [{"plan": plan.name, "seed": seed, "twin": twin, "number": number, **_row(*one)}
            for number, one in enumerate(zip(claims, known, verdicts, strict=True))]  # fmt: skip


def _row(claim: Claim, fact: Truth, verdict: Verdict) -> Row:
    return {
        "says": claim.says.value, "quantifier": claim.quantifier, "measure": claim.measure, "truth": fact.outcome.value,
        "reach": fact.reach, "power": round(fact.power, 3), "outcome": verdict.outcome.value,
        "right": verdict.outcome in fact.right, "allowed": verdict.outcome in {*fact.right, fact.outcome},
        "code": verdict.code.value, "reason": verdict.reason, "support": verdict.support,
    }  # fmt: skip


def scores(rows: Sequence[Row]) -> dict[str, float]:
    """The three figures of the bar, and what they rest on."""
    supported = [row for row in rows if row["outcome"] == "supported"]
    rate = {twin: _mean(row["outcome"] == "supported" for row in rows if row["twin"] is twin) for twin in (False, True)}
    decidable = [row for row in rows if row["reach"] == "decidable"]
    return {
        "claims": len(rows),
        "accuracy": _mean(row["right"] for row in rows),
        "precision of supported": _mean(row["truth"] == "supported" for row in supported),
        "difference in support": abs(rate[False] - rate[True]),
        "supported": len(supported),
        "decidable": len(decidable),
        "accuracy where decidable": _mean(row["right"] for row in decidable),
        "accuracy if hitting the truth out of reach is right": _mean(row["allowed"] for row in rows),
        "pairs that differ": sum(len(set(pair)) > 1 for pair in _pairs(rows)),
    }


def _pairs(rows: Iterable[Row]) -> list[list[str]]:
    """Outcomes of each claim and its mirror."""
    found: dict[tuple[str, int, int], list[str]] = {}
    for row in rows:
        found.setdefault((row["plan"], row["seed"], row["number"]), []).append(row["outcome"])
    return list(found.values())


def _mean(values: Iterable[bool]) -> float:
    known = [float(value) for value in values]
    return sum(known) / len(known) if known else float("nan")


def table(rows: Sequence[Row]) -> list[str]:
    """Accuracy by plan, then what was said where each thing was true."""
    lines = ["| plan | claims | decidable | right |", "|---|--:|--:|--:|"]
    for plan in PLANS:
        mine = [row for row in rows if row["plan"] == plan.name]
        sure = sum(row["reach"] == "decidable" for row in mine)
        lines.append(f"| {plan.name} | {len(mine)} | {sure} | {_mean(row['right'] for row in mine):.2f} |")
    outcomes = ("supported", "contradicted", "mixed", "not testable")
    lines += ["", f"| truth | {' | '.join(outcomes)} |", "|---|--:|--:|--:|--:|"]
    kinds = Counter((row["truth"] if row["reach"] == "decidable" else row["reach"], row["outcome"]) for row in rows)
    for kind in ("supported", "contradicted", "mixed", "between", "out of reach"):
        lines.append(f"| {kind} | {' | '.join(str(kinds[kind, outcome]) for outcome in outcomes)} |")
    return lines


def measure(_: Path) -> list[Bar]:
    """The figures of the bar on the seeds of the report."""
    rows = run(SEEDS)
    found, seeds = scores(rows), f"seeds {SEEDS[0]} to {SEEDS[-1]}"
    told = [
        Bar("verdicts", name, found[name], bar, len(rows), seeds, "difference" in name) for name, bar in BARS.items()
    ]
    lenient = "accuracy if hitting the truth out of reach is right"
    return [*told, *(Bar("verdicts", name, found[name], None, int(found["decidable"]) if "where" in name else len(rows))
                     for name in ("accuracy where decidable", lenient))]  # fmt: skip


PART = Part("verdicts", (), measure)


def run(seeds: Sequence[int], plans: Sequence[Plan] = PLANS) -> list[Row]:
    """Every plan and its twin on every seed."""
    rows = []
    for seed in seeds:
        for plan in plans:
            for twin in (False, True):
                rows += experiment(plan, seed, twin=twin)
            print(f"\r{seed} {plan.name:20}", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    return rows


def main(arguments: Sequence[str] | None = None) -> int:
    """Run and print; exit code 1 when a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tuning", action="store_true", help="seeds on which the rule may be changed")
    parser.add_argument("--seeds", type=int, nargs="*", help="other seeds")
    parser.add_argument("--plans", nargs="*", help="names of plans")
    parser.add_argument("--keep", type=Path, help="file for the rows as JSON")
    given = parser.parse_args(arguments)
    began = time.process_time()
    seeds = given.seeds or (TUNING if given.tuning else SEEDS)
    rows = run(seeds, [plan for plan in PLANS if not given.plans or plan.name in given.plans])
    if given.keep:
        given.keep.write_text(json.dumps(rows, indent=1), encoding="utf-8")
    found = scores(rows)
    print(*table(rows), "", *(f"{name}: {value:.3f}" for name, value in found.items()), sep="\n")
    print(f"{(time.process_time() - began) / 60:.1f} minutes of processor time")
    missed = [name for name, bar in BARS.items() if (found[name] > bar if "difference" in name else found[name] < bar)]
    print(f"missed: {', '.join(missed)}" if missed else "every bar met")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
