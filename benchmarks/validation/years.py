"""ICEWS years as studies, through the real adapter, with arenas made on the fly as region files."""

import json
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from benchmarks.validation.actors import ARMED
from tertius import Arena, Study, arena
from tertius.codebooks.names import resolve
from tertius.codebooks.states import STATES
from tertius.model import Span

PARTS = ("train.txt", "valid.txt", "test.txt", "relation2id.txt")


@dataclass(frozen=True)
class Year:
    """A published ICEWS graph: its folder, first day, the unit of its steps, and the days it covers."""

    name: str
    first: date
    unit: str
    end: date

    @property
    def span(self) -> Span:
        """Days covered."""
        return Span(self.first, self.end)


YEARS = (
    Year("icews14", date(2014, 1, 1), "hour", date(2015, 1, 1)),
    Year("icews18", date(2018, 1, 1), "hour", date(2018, 11, 1)),
    Year("icews21", date(2021, 1, 1), "day", date(2021, 9, 1)),
)


def load(year: Year, data: Path, scratch: Path) -> Study:
    """A study of one year; armed groups of a state are one actor of their own, everything else as the tables rule.

    The actor table folds groups into the state whose citizens they are. A civil war has two sides, so names ruled
    armed groups of ``X`` are handed to the adapter as ``X_PRE_ARMED``.
    """
    folder = scratch / year.name
    folder.mkdir(parents=True)
    for part in PARTS:
        shutil.copy(data / "tkg" / year.name / part, folder / part)
    lines = (data / "tkg" / year.name / "entity2id.txt").read_text(encoding="utf-8").splitlines()
    pairs = [line.rsplit("\t", 1) for line in lines if line]
    groups = _armed([name for name, _ in pairs], year)
    text = "".join(f"{groups.get(name, name)}\t{number}\n" for name, number in pairs)
    (folder / "entity2id.txt").write_text(text, encoding="utf-8")
    study = Study(scratch / f"{year.name}.duckdb")
    study.load("icews-graph", folder, first_day=year.first.isoformat(), unit=year.unit)
    return study


def _armed(names: list[str], year: Year) -> dict[str, str]:
    found = {}
    for ruling in resolve(names, "icews"):
        then = (ruling.since or date.min) < year.end and (ruling.until or date.max) > year.first
        if then and ruling.sector == "REB" and ruling.actor_id in STATES:
            found[ruling.name] = f"{ruling.actor_id}{ARMED}"
    return found


def region(folder: Path, name: str, pairs: Iterable[tuple[str, str]], thirds: Iterable[str]) -> Arena:
    """Write a region file for some pairs and the third parties that may stand between them, and read it."""
    sides = sorted({tuple(sorted(pair)) for pair in pairs})
    candidates = sorted(set(thirds))
    known = sorted({side for pair in sides for side in pair} | set(candidates))
    keys = {
        "name": name,
        "title": f"Validation: {name}",
        "states": [],
        "third_parties": candidates,
        "pairs": [f"{a}-{b}" for a, b in sides],
    }
    text = "".join(f"{key} = {json.dumps(value)}\n" for key, value in keys.items())
    text += "".join(f'\n[[actors]]\nid = "{actor}"\nkind = "{_kind(actor)}"\nname = "{actor}"\n' for actor in known)
    file = folder / f"{name}.toml"
    file.write_text(text, encoding="utf-8")
    return arena(str(file))


def _kind(actor: str) -> str:
    if actor.endswith(ARMED):
        return "non-state"
    return "state" if actor in STATES else "body"


def last_day(year: Year) -> date:
    """Last covered day."""
    return year.end - timedelta(days=1)
