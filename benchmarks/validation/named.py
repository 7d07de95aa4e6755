"""What the measures of single roles call a third party: in worlds without the role, and where it is planted.

``python -m benchmarks.validation.named`` runs twelve worlds of six years, each with and without a guarantor, an arbiter
and a spoiler, told by clean media and by the default ones, and rewrites its table in ``docs/validation.md``; ``--dry``
prints only. The spoiler is planted once more in a world of its own: it does not see what the planted arbiter brings
about, seven in ten of the milestones where both are planted. Country and kind of owner of every publisher are known, as
those of real feeds are. The pages of the measures point there.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from typing import Any

from benchmarks.validation.simulated import page
from benchmarks.validation.simulated.worlds import PAIR, START, told
from tertius.model import Span, Standing
from tertius.simulate import Media, Planted, Role, World, example_world

Row = dict[str, Any]
SEEDS = range(8000, 8012)
YEARS = 6
STRENGTH = {"guarantor": 0.5, "arbiter": 0.7, "spoiler": 3.0}
"""Planted roles: deeds after half of the triggers, seven in ten directives obeyed, three times as hostile."""
NOBODY, TOGETHER, ALONE = "nobody", "together", "spoiler alone"
CASTS = {NOBODY: (), TOGETHER: tuple(STRENGTH), ALONE: ("spoiler",)}
"""Roles planted in a world."""
UNPLANTED = {"lead": "leads", "gaudens": "gaudens", "iungens": "iungens"}
"""Measures whose role nobody is given, and what they call a third party that has it."""
MEDIA = {"clean": Media.clean(), "default": Media()}


def world_of(seed: int, cast: str) -> tuple[World, dict[str, str]]:
    """A world with the roles of a cast, and who holds which; a role has the same holder in every cast."""
    bare = example_world(seed=seed, years=YEARS)
    end = date(START.year + YEARS, 1, 1)
    holders = {role: third for role, third in zip(STRENGTH, bare.thirds, strict=False) if role in CASTS[cast]}
    roles = tuple(
        Planted(Role(role), third, PAIR, START, end, STRENGTH[role], side=PAIR.a if role == "guarantor" else None)
        for role, third in holders.items()
    )
    return example_world(seed=seed, years=YEARS, roles=roles), holders


def experiment(seed: int, media: str, cast: str) -> list[Row]:
    """What each measure calls each third party over the whole span; only the spoiler's where it is alone."""
    world, holders = world_of(seed, cast)
    with told(world, MEDIA[media]) as case:
        window = Span(world.span.start, world.span.end)
        return [
            {"role": role, "media": media, "cast": cast, "holds": holders.get(role) == one.actor,
             "told": one.standing is Standing.MEASURED, "nominal": one.state == "nominal",
             "called": UNPLANTED.get(role, role) in (one.state or "").split()}
            for role in (CASTS[ALONE] if cast == ALONE else (*STRENGTH, *UNPLANTED))
            for one in case.study.roles(case.arena, str(PAIR), window=window, role=role)
        ]  # fmt: skip


def table(rows: Sequence[Row]) -> list[str]:
    """A line a role and media."""
    lines = [
        "| role | media | called so where nobody is | the planted one called so | others called so beside it |",
        "|---|---|--:|--:|--:|",
    ]
    for role, cast in (*((role, TOGETHER) for role in STRENGTH), ("spoiler", ALONE)):
        for media in MEDIA:
            mine = [row for row in rows if (row["role"], row["media"]) == (role, media)]
            planted = [row for row in mine if row["cast"] == cast]
            holders, others = (_of([row for row in planted if row["holds"] is held]) for held in (True, False))
            nobody = _of([row for row in mine if row["cast"] == NOBODY])
            name, free = (role, nobody) if cast == TOGETHER else (cast, "as above")
            lines.append(f"| {name} | {media} | {free} | {holders} | {others} |")
    for media in MEDIA:
        bare = [row for row in rows if (row["cast"], row["media"]) == (NOBODY, media)]
        nominal = [row["nominal"] for row in bare if row["role"] == "guarantor"]
        lines.append(f"| nominal guarantor | {media} | {sum(nominal)} of {len(nominal)} | | |")
        lines += [
            f"| {name} | {media} | {_of([row for row in bare if row['role'] == name])} | | |" for name in UNPLANTED
        ]
    return lines


def _of(rows: Sequence[Row]) -> str:
    thin = sum(not row["told"] for row in rows)
    return f"{sum(row['called'] for row in rows)} of {len(rows)}" + (f" ({thin} too thin to tell)" if thin else "")


def main() -> int:
    """Run, print, and write the page unless told not to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dry", action="store_true", help="print and leave the page alone")
    given = parser.parse_args()
    jobs = [(seed, media, cast) for seed in SEEDS for media in MEDIA for cast in CASTS]
    with ProcessPoolExecutor(min(2, os.cpu_count() or 1)) as pool:
        rows = [row for found in pool.map(experiment, *zip(*jobs, strict=True)) for row in found]
    lines = table(rows)
    print(*lines, sep="\n")
    if not given.dry:
        head = f"Run of {page.stamp()}. {len(SEEDS)} worlds, seeds {SEEDS[0]} to {SEEDS[-1]}."
        page.write({"named": [head, "", *lines]})
    return 0


if __name__ == "__main__":
    sys.exit(main())
