"""Alliances, rivalries, peace and disputes between states, as published data sets state them for a year."""

import csv
from collections import defaultdict
from collections.abc import Mapping
from itertools import combinations, product
from pathlib import Path

from benchmarks.validation.actors import cow
from benchmarks.validation.dyads import read_rda

StatePair = tuple[str, str]
STRATEGIC = "truth/peacesciencer/tss_rivalries.rda"
ATOP_LAST = 2018
MID_LAST = 2014
SIGNALS_LAST = 2007
_RIVAL = 0.25
_PATRONS = {"USA": "us", "GBR": "uk", "FRA": "fra", "RUS": "rus", "CHN": "chi"}
_SIGNALS = ("pact", "vis", "ex", "words", "arms", "troops")


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _pair(first: int, second: int, year: int) -> StatePair | None:
    a, b = cow(first, year), cow(second, year)
    return None if a is None or b is None or a == b else (min(a, b), max(a, b))


def defence_pacts(data: Path, year: int) -> frozenset[StatePair]:
    """Pairs bound to defend each other: members with a defence obligation in one ATOP alliance in force that year."""
    sides: dict[str, list[int]] = defaultdict(list)
    for row in _rows(data / "truth/atop/atop5_1m.csv"):
        ends = int(row["yrexit"] or 0) or ATOP_LAST
        if row["defense"] == "1" and int(row["yrent"]) <= year <= ends:
            sides[row["atopid"]].append(int(row["member"]))
    pairs = {_pair(x, y, year) for group in sides.values() for x, y in combinations(sorted(set(group)), 2)}
    return frozenset(pair for pair in pairs if pair)


def peace_levels(data: Path, year: int) -> Mapping[StatePair, float]:
    """Level of the peace scale at midsummer: 0 severe rivalry, .25 lesser rivalry, .5, .75, 1 security community."""
    found: dict[StatePair, float] = {}
    day = f"{year}0701"
    with (data / "truth/peace_scale/peacedata3.1.csv").open(encoding="utf-8", newline="") as file:
        for name, *cells in csv.reader(file):
            pair = _pair(int(name[:-3]), int(name[-3:]), year)
            for spell, level in zip(cells[::2], cells[1::2], strict=False):
                first, _, last = spell.partition("-")
                if pair and spell and first <= day <= last and float(level) >= 0:
                    found[pair] = float(level)
    return found


def rivals_of_scale(data: Path, year: int) -> frozenset[StatePair]:
    """Pairs that the peace scale puts at severe or lesser rivalry."""
    return frozenset(pair for pair, level in peace_levels(data, year).items() if level <= _RIVAL)


def strategic_rivals(data: Path, year: int) -> frozenset[StatePair]:
    """Rivalries of Thompson, Sakuwa and Suhas (to 2020), from an R file."""
    table = read_rda(data / STRATEGIC)
    columns = (table[name] for name in ("ccode1", "ccode2", "start", "end"))
    pairs = {
        _pair(int(float(str(a))), int(float(str(b))), year)
        for a, b, start, end in zip(*columns, strict=True)
        if float(str(start)) <= year <= float(str(end))
    }
    return frozenset(pair for pair in pairs if pair)


def disputes(data: Path, years: range) -> Mapping[int, frozenset[StatePair]]:
    """Pairs on opposite sides of a militarised dispute, by year in which both took part."""
    sides: dict[str, dict[str, list[tuple[int, int, int]]]] = defaultdict(lambda: {"0": [], "1": []})
    for row in _rows(data / "truth/mid/MIDB 5.0.csv"):
        sides[row["dispnum"]][row["sidea"]].append((int(row["ccode"]), int(row["styear"]), int(row["endyear"])))
    found: dict[int, set[StatePair]] = {year: set() for year in years}
    for both in sides.values():
        for (a, a0, a1), (b, b0, b1) in product(both["0"], both["1"]):
            for year in range(max(a0, b0, years.start), min(a1, b1, years.stop - 1) + 1):
                pair = _pair(a, b, year)
                found[year] |= {pair} if pair else set()
    return {year: frozenset(pairs) for year, pairs in found.items()}


def patron_signals(data: Path, year: int) -> Mapping[StatePair, float]:
    """Kinds of signal of support of five powers to each state in a year, see ``_SIGNALS``."""
    found: dict[StatePair, float] = {}
    for row in _rows(data / "truth/patron_signals/individual_signals_to_2007.csv"):
        state = cow(int(row["ccode"]), year) if row["year"] == str(year) else None
        for power, word in _PATRONS.items():
            if state and state != power:
                cells = [row.get(f"{word}_{kind}", "") for kind in _SIGNALS]
                found[min(power, state), max(power, state)] = float(sum(float(cell or 0) > 0 for cell in cells))
    return found
