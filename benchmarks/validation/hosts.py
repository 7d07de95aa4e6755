"""Where the sides met: the place of a negotiation against the visits around its day."""

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta

from benchmarks.validation.conflicts import Episode
from benchmarks.validation.mediators import Truths
from benchmarks.validation.rankings import POWERS, World
from benchmarks.validation.results import Bar, Task
from benchmarks.validation.scoring import mean_by_cluster

_BEFORE, _AFTER = timedelta(days=7), timedelta(days=14)
_OFFICIAL = "('GOV', 'MIL', 'IGO', 'PRE')"
_VISITS = f"""
    SELECT host, COUNT(DISTINCT date) AS days, AVG(goldstein_x10) AS tone
    FROM (
        SELECT CASE WHEN code = '042' THEN target ELSE source END AS host,
               CASE WHEN code = '042' THEN source ELSE target END AS guest, date, goldstein_x10
        FROM event
        WHERE code IN ('042', '043') AND date BETWEEN $first AND $last
          AND source_sector IN {_OFFICIAL} AND target_sector IN {_OFFICIAL} AND source <> target
    ) visits
    WHERE host IN ($a, $b) OR guest IN ($a, $b)
    GROUP BY host ORDER BY days DESC, host
"""
OURS = "most visits hosted around the day"


def task(worlds: Sequence[World], truths: Truths) -> Task:
    """Top-1 accuracy of the host country."""
    asked = [
        (world, talk)
        for world in worlds
        for talk in truths.talks
        if world.year.first <= talk.day < world.year.end and talk.place
    ]
    guesses = [_guesses(world, talk, truths.talks) for world, talk in asked]
    where = ["-".join(talk.pair) for _, talk in asked]
    right = {
        name: mean_by_cluster(
            [float(guess[name] == talk.place) for guess, (_, talk) in zip(guesses, asked, strict=True)], where
        )
        for name in guesses[0]
    }
    abroad = [talk.place not in talk.pair for _, talk in asked]
    mine = [guess[OURS] == talk.place for guess, (_, talk) in zip(guesses, asked, strict=True)]
    outside = mean_by_cluster([float(m) for m, out in zip(mine, abroad, strict=True) if out],
                              [w for w, out in zip(where, abroad, strict=True) if out])  # fmt: skip
    return Task(
        "Host of talks",
        f"Country of each of {len(asked)} negotiations with a known place, against the host of most official visits "
        f"(codes 042, 043) with either side from {_BEFORE.days} days before to {_AFTER.days} days after. The graphs "
        f"have no place of events. Held abroad: {sum(abroad)}; ours there: {outside}.",
        (OURS,),
        {"top-1 accuracy": right},
        {"top-1 accuracy": Bar(0.35, 0.70, 0.85)},
        reason="Only visits between governments name a host here; talks with armed groups are coded without a place. "
        "No other use of the graphs comes near: of the 37 talks held abroad the host is among those of any visit of "
        "either side in these days in 4, and first among third states by days of talks with both sides in 8, so that "
        "knowing which are held at home would give .55 at best.",
        idea="the yearly ICEWS files, which carry the country of each event, and text sources with venues.",
    )


def _guesses(world: World, talk: Episode, talks: Sequence[Episode]) -> dict[str, str | None]:
    near = _visits(world, talk, talk.day - _BEFORE, talk.day + _AFTER)
    every = _visits(world, talk, world.year.first, world.year.end)
    earlier = [e for e in talks if e.pair == talk.pair and e.place and e.day < talk.day]
    elsewhere = Counter(e.place for e in talks if e.pair != talk.pair and e.place and e.day < talk.day)
    home = next((side for side in talk.pair if "_" not in side), None)
    power = next((p for p in POWERS if p not in talk.pair and len(p) == len("USA")), None)
    return {
        OURS: near[0][0] if near else None,
        "volume only (most visits of the year)": every[0][0] if every else None,
        "own country": home,
        "last value (where they met last)": max(earlier, key=lambda e: e.day).place if earlier else None,
        "most frequent place of other conflicts": elsewhere.most_common(1)[0][0] if elsewhere else None,
        "largest power": power,
        "Goldstein mean": max(near, key=lambda row: row[1])[0] if near else None,
    }


def _visits(world: World, talk: Episode, first: object, last: object) -> list[tuple[str, float]]:
    values = {"a": talk.pair[0], "b": talk.pair[1], "first": str(first), "last": str(last)}
    return [(str(host), float(str(tone or 0))) for host, _, tone in world.study.sql(_VISITS, values)[1]]
