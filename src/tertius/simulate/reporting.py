"""From acts to reports: who covers what, how often it is told, and what goes wrong in the telling."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tertius.codebooks.quads import Quad
from tertius.model import Panel
from tertius.simulate.acts import Acts, Bools, Floats, Stage, code_texts
from tertius.simulate.codes import JOINT, ROOTS, Ints, in_quads
from tertius.simulate.media import Media, PressBloc, code_weights
from tertius.simulate.shares import months_of
from tertius.simulate.truth import when

_HOSTILE = in_quads(Quad.VX, Quad.MX)
_LOW_SALIENCE = in_quads(Quad.MC)
_LEAD = 0.5
_MOST_COPIES = 1 << 12
_FOLLOW_COPY = 1 << 11


@dataclass(frozen=True)
class Events:
    """Reports as a data set would hold them, all columns [N], in order of day.

    ``day`` counts from the start of the span; ``source target place third`` are positions in ``actors`` (-1: none);
    ``code`` is a position in ``CODE_LIST``; ``publisher`` a position in ``publishers`` and ``bloc`` the number of its
    bloc. Reports of one ``cluster`` are copies of one story, those of one ``story`` come from one document. ``act`` is
    the act told, in the order of the latent acts; ``episode`` and ``role`` as in the acts.
    """

    actors: tuple[str, ...]
    publishers: tuple[str, ...]
    stage: Stage
    day: Ints
    source: Ints
    target: Ints
    code: Ints
    place: Ints
    third: Ints
    part: Ints
    mutual: Bools
    publisher: Ints
    bloc: Ints
    cluster: Ints
    story: Ints
    act: Ints
    episode: Ints
    role: Ints

    def __len__(self) -> int:
        """Return the number of reports."""
        return len(self.day)

    def panel(self) -> Panel:
        """The reports with names instead of positions: date, source, target, code, place (country), publisher ..."""
        names = np.asarray([*self.actors, ""], dtype=object)
        columns: dict[str, NDArray[np.generic]] = {
            "date": when(self.stage, self.day),
            "source": names[self.source],
            "target": names[self.target],
            "code": code_texts(self.code),
            "place": names[self.place],
            "third": names[self.third],
            "mutual": self.mutual,
            "publisher": np.asarray(self.publishers, dtype=object)[self.publisher],
        }
        columns |= {name: getattr(self, name) for name in ("bloc", "cluster", "story", "act")}
        return Panel("events", "simulated", columns, (self.stage.world.span,))


Rows = dict[str, Ints]


def report(stage: Stage, acts: Acts, media: Media) -> Events:
    """Tell the acts through the media."""
    blocs = media.blocs_of(stage.world)
    news = _newsworthy(stage, acts, media)
    lag = np.where(stage.rng.random(len(acts)) < media.follow_up, stage.rng.integers(1, 3, len(acts)), 0)
    rows = _told(stage, acts, media, blocs, news)
    rows["source"], rows["target"] = acts.source[rows["act"]], acts.target[rows["act"]]
    rows["code"], rows["place"] = acts.code[rows["act"]], acts.place[rows["act"]]
    _garble(stage, rows, media, blocs)
    rows["day"] = acts.day[rows["act"]]
    rows = _copied(stage, _followed(rows, lag), media)
    return _finished(stage, acts, rows, media, blocs)


def volume(stage: Stage, media: Media) -> Floats:
    """Expected reports of a fully covered act on each day [T], before copies."""
    trend = media.growth ** (np.arange(stage.days) / max(stage.days - 1, 1))
    if media.switch is not None:
        trend[max(stage.day(media.switch.on), 0) :] *= media.switch.volume
    spread = np.sqrt(np.log1p(media.noise**2))
    month = months_of(stage)
    wobble = stage.rng.lognormal(-spread * spread / 2, spread, int(month[-1]) + 1)
    return np.asarray(trend * wobble[month], dtype=np.float64)


def _newsworthy(stage: Stage, acts: Acts, media: Media) -> Bools:
    kept = stage.rng.random(len(acts)) < media.low_salience_kept
    return np.asarray(kept | ~acts.coded(_LOW_SALIENCE))


def _told(stage: Stage, acts: Acts, media: Media, blocs: tuple[PressBloc, ...], news: Bools) -> Rows:
    """Stories per act and bloc. With v chances of c each, an act is covered with 1 - (1 - c)^v and told v c times."""
    loud = volume(stage, media)[acts.day]
    act: list[Ints] = []
    bloc: list[Ints] = []
    copy: list[Ints] = []
    for number, press in enumerate(blocs):
        home = np.isin(np.arange(len(stage.world.actors)), [stage.number(a) for a in press.home])
        chance = np.where(home[acts.source] | home[acts.target], press.near, press.far)
        covered = np.where(loud < 1.0, loud * chance, 1.0 - (1.0 - chance) ** np.maximum(loud, 1.0))
        more = np.maximum(loud * chance / np.maximum(covered, 1e-12) - 1.0, 0.0)
        told = np.where(news & (stage.rng.random(len(acts)) < covered), 1 + stage.rng.poisson(more), 0)
        act.append(np.repeat(np.arange(len(acts)), told))
        bloc.append(np.full(len(act[-1]), number))
        copy.append(np.arange(len(act[-1])) - np.repeat(np.cumsum(told) - told, told))
    whole = {"act": np.concatenate(act), "bloc": np.concatenate(bloc), "copy": np.concatenate(copy)}
    key = (acts.item[whole["act"]] * len(blocs) + whole["bloc"]) * _MOST_COPIES + whole["copy"]
    return {"act": whole["act"], "bloc": whole["bloc"], "copy": whole["copy"], "key": key}


def _garble(stage: Stage, rows: Rows, media: Media, blocs: tuple[PressBloc, ...]) -> None:
    """Inversion, wrong codes, wrong actors and wrong places, story by story."""
    size = len(rows["act"])
    draw = stage.rng.random((4, size))
    inverter = media.inverter(stage.world)
    if inverter is not None and media.inversion > 0:
        number = [bloc.name for bloc in blocs].index(inverter)
        home = [stage.number(actor) for actor in blocs[number].home]
        turned = (rows["bloc"] == number) & _HOSTILE[rows["code"]] & np.isin(rows["source"], home)
        turned &= draw[0] < media.inversion
        rows["source"], rows["target"] = (
            np.where(turned, rows["target"], rows["source"]),
            np.where(turned, rows["source"], rows["target"]),
        )
    rows["code"] = _miscoded(stage, rows["code"], media)
    _mistake_actors(stage, rows, draw[1] < media.actor_error, draw[2] < 0.5)
    lost = (draw[3] < media.place_error) & (rows["place"] >= 0)
    rows["place"] = np.where(lost, stage.rng.integers(0, len(stage.world.actors), size), rows["place"])


def _miscoded(stage: Stage, code: Ints, media: Media) -> Ints:
    """Draw the code told for each code done; the chances are those of :func:`tertius.simulate.media.confusion`."""
    roots, first, count = np.unique(np.asarray(ROOTS), return_index=True, return_counts=True)
    root = np.searchsorted(roots, np.asarray(ROOTS))[code]
    draw, other = stage.rng.random((2, len(code)))
    step = 1 + np.floor(other * (count[root] - 1)).astype(np.int64)
    sibling = first[root] + (code - first[root] + step) % count[root]
    edge = np.concatenate([[0.0], np.cumsum(code_weights())])
    low, high = edge[first[root]], edge[first[root] + count[root]]
    point = other * (1.0 - (high - low))
    point += np.where(point >= low, high - low, 0.0)
    stranger = np.clip(np.searchsorted(edge, point, side="right") - 1, 0, len(ROOTS) - 1)
    wrong = np.where(draw < media.root_error, stranger, sibling)
    return np.where(draw < media.leaf_error, wrong, code).astype(np.int64)


def _mistake_actors(stage: Stage, rows: Rows, wrong: Bools, at_source: Bools) -> None:
    """Replace one of the two actors by some other actor that is neither."""
    size = len(stage.world.actors)
    source, target = rows["source"], rows["target"]
    low, high = np.minimum(source, target), np.maximum(source, target)
    other = stage.rng.integers(0, size - 2, len(source))
    other += other >= low
    other += other >= high
    rows["source"] = np.where(wrong & at_source, other, source)
    rows["target"] = np.where(wrong & ~at_source, other, target)


def _followed(rows: Rows, lag: Ints) -> Rows:
    """Add a report on a later day for each bloc's first story of an act that is followed up."""
    act = rows["act"]
    again = np.flatnonzero((lag[act] > 0) & (rows["copy"] == 0))
    more = {name: column[again] for name, column in rows.items()}
    more["day"] = more["day"] + lag[act[again]]
    more["key"] = more["key"] + _FOLLOW_COPY
    return {name: np.concatenate([rows[name], more[name]]) for name in rows}


def _copied(stage: Stage, rows: Rows, media: Media) -> Rows:
    """Copies of each story: a geometric number, each of which provokes more of its own."""
    size = len(rows["act"])
    copies = (
        stage.rng.geometric(1.0 / media.duplicates, size) if media.duplicates > 1 else np.ones(size, dtype=np.int64)
    )
    wave = copies.copy()
    while media.bursts > 0 and wave.any():
        wave = stage.rng.poisson(media.bursts * wave)
        copies += wave
    _, cluster = np.unique(rows["key"], return_inverse=True)
    widest = np.zeros(int(cluster.max(initial=-1)) + 1, dtype=np.int64)
    np.maximum.at(widest, cluster, copies)
    rows |= {"cluster": cluster, "story": (np.cumsum(widest) - widest)[cluster]}
    found = {name: np.repeat(column, copies) for name, column in rows.items()}
    found["story"] += np.arange(len(found["act"])) - np.repeat(np.cumsum(copies) - copies, copies)
    return found


def _finished(stage: Stage, acts: Acts, rows: Rows, media: Media, blocs: tuple[PressBloc, ...]) -> Events:
    inside = np.flatnonzero(rows["day"] < stage.days)
    order = inside[np.argsort(rows["day"][inside], kind="stable")]
    whole = {name: column[order] for name, column in rows.items()}
    names = tuple(dict.fromkeys(name for bloc in blocs for name in bloc.publishers))
    told = {name: getattr(acts, name)[whole["act"]] for name in ("third", "part", "episode", "role")}
    mutual = acts.mutual[whole["act"]] & JOINT[whole["code"]]
    kept = {
        name: whole[name] for name in ("day", "source", "target", "code", "place", "bloc", "act", "cluster", "story")
    }
    publisher = _publishers(stage, whole, media, blocs, names)
    return Events(stage.world.actors, names, stage, publisher=publisher, mutual=mutual, **kept, **told)


def _publishers(stage: Stage, rows: Rows, media: Media, blocs: tuple[PressBloc, ...], names: tuple[str, ...]
                ) -> Ints:  # fmt: skip
    """Publisher of each report: the first of a bloc leads, after a feed switch the last."""
    switched = np.zeros(len(rows["day"]), dtype=np.bool_)
    if media.switch is not None:
        switched = rows["day"] >= stage.day(media.switch.on)
    draw = stage.rng.random(int(rows["story"].max(initial=-1)) + 1)[rows["story"]]
    found = np.zeros(len(rows["day"]), dtype=np.int64)
    for number, bloc in enumerate(blocs):
        place = np.asarray([names.index(name) for name in bloc.publishers])
        lead = _LEAD ** np.arange(len(place))
        for after, weight in ((False, lead), (True, lead[::-1])):
            here = np.flatnonzero((rows["bloc"] == number) & (switched == after))
            edge = np.cumsum(weight) / weight.sum()
            found[here] = place[np.minimum(np.searchsorted(edge, draw[here], side="right"), len(place) - 1)]
    return found
