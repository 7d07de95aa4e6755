"""From acts to reports: who covers what, how often it is told, and what goes wrong in the telling.

Each draw belongs to an act, a bloc and a copy (:mod:`tertius.simulate.chance`), so that tellings of one
world are paired.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from tertius.codebooks.quads import Quad
from tertius.model import Panel
from tertius.simulate.acts import Acts, Bools, Floats, Stage, code_texts
from tertius.simulate.chance import Chance, Purpose, geometric, name_number, poisson, whole_number
from tertius.simulate.codes import JOINT, Ints, in_quads
from tertius.simulate.errors import Rows, garble
from tertius.simulate.media import Media, PressBloc
from tertius.simulate.shares import months_of
from tertius.simulate.truth import when

_LOW_SALIENCE = in_quads(Quad.MC)
_LEAD = 0.5
_MOST_COPIES = 1 << 12
_FOLLOW_COPY = 1 << 11
_KEPT = ("day", "source", "target", "code", "place", "bloc", "act", "cluster", "story", "wording")


@dataclass(frozen=True)
class Events:
    """Reports as a data set would hold them, all columns [N], in order of day.

    ``day`` counts from the start of the span; ``source target place third`` are positions in ``actors`` (-1: none);
    ``code`` is a position in ``CODE_LIST``; ``publisher`` a position in ``publishers`` and ``bloc`` the number of its
    bloc. Reports of one ``cluster`` are copies of one story, those of one ``story`` come from one document. ``act`` is
    the act told, in the order of the latent acts; ``episode`` and ``role`` as in the acts. ``wording`` is a number that
    copies of one story share and by which dialects choose the words.
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
    wording: Ints

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


def report(stage: Stage, acts: Acts, media: Media) -> Events:
    """Tell the acts through the media."""
    chance, blocs = Chance.of(stage.world.seed), media.blocs_of(stage.world)
    salient, again, later, _ = chance.numbers(Purpose.NEWS, np.arange(len(acts)))
    news = np.asarray((salient < media.low_salience_kept) | ~acts.coded(_LOW_SALIENCE))
    rows = _told(chance, stage, acts, media, news)
    for name in ("item", "day", "source", "target", "code", "place"):
        rows[name] = getattr(acts, name)[rows["act"]]
    garble(chance, stage, rows, media, blocs)
    rows = _followed(rows, np.where(again < media.follow_up, 1 + whole_number(later, 2), 0))
    return _finished(chance, stage, acts, _copied(chance, rows, media), media)


def volume(chance: Chance, stage: Stage, media: Media) -> Floats:
    """Expected reports of a fully covered act on each day [T], before copies."""
    trend = media.growth ** (np.arange(stage.days) / max(stage.days - 1, 1))
    if media.switch is not None:
        trend[max(stage.day(media.switch.on), 0) :] *= media.switch.volume
    spread = np.sqrt(np.log1p(media.noise**2))
    month = months_of(stage)
    wobble = np.exp(spread * ndtri(chance.numbers(Purpose.VOLUME, np.arange(int(month[-1]) + 1))[0]) - spread**2 / 2)
    return np.asarray(trend * wobble[month], dtype=np.float64)


def _told(chance: Chance, stage: Stage, acts: Acts, media: Media, news: Bools) -> Rows:
    """Stories per act and bloc. With v chances of c each, an act is covered with 1 - (1 - c)^v and told v c times.

    More volume adds stories and takes none away.
    """
    loud = volume(chance, stage, media)[acts.day]
    number, parts = np.arange(len(acts)), []
    for place, press in enumerate(media.blocs_of(stage.world)):
        home = np.isin(np.arange(len(stage.world.actors)), [stage.number(a) for a in press.home])
        part = np.where(home[acts.source] | home[acts.target], press.near, press.far)
        covered = np.where(loud < 1.0, loud * part, 1.0 - (1.0 - part) ** np.maximum(loud, 1.0))
        more = np.maximum(loud * part / np.maximum(covered, 1e-12) - 1.0, 0.0)
        who = name_number(press.name)
        seen, times, *_ = chance.numbers(Purpose.COVERAGE, number, who)
        told = np.where(news & (seen < covered), 1 + poisson(times, more), 0)
        act = np.repeat(number, told)
        copy = np.arange(len(act)) - np.repeat(np.cumsum(told) - told, told)
        parts.append({"act": act, "bloc": np.full(len(act), place), "press": np.full(len(act), who), "copy": copy})
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


def _followed(rows: Rows, lag: Ints) -> Rows:
    """Add a report on a later day for each bloc's first story of an act that is followed up."""
    act = rows["act"]
    again = np.flatnonzero((lag[act] > 0) & (rows["copy"] == 0))
    more = {name: column[again] for name, column in rows.items()}
    more["day"] = more["day"] + lag[act[again]]
    more["copy"] = more["copy"] + _FOLLOW_COPY
    return {name: np.concatenate([rows[name], more[name]]) for name in rows}


def _copied(chance: Chance, rows: Rows, media: Media) -> Rows:
    """Copies of each story: a geometric number, each of which provokes more of its own.

    ``nth`` numbers the copies of a report; reports of one item, bloc and copy stand in the same story.
    """
    where = (rows["act"], rows["press"], rows["copy"])
    copies = geometric(chance.numbers(Purpose.COPIES, *where)[0], media.duplicates)
    wave, turn = copies.copy(), 0
    while media.bursts > 0 and wave.any():
        wave = poisson(chance.numbers(Purpose.WAVE, *where, turn=turn)[0], media.bursts * wave)
        copies, turn = copies + wave, turn + 1
    key = (rows["item"] * (int(rows["bloc"].max(initial=0)) + 1) + rows["bloc"]) * _MOST_COPIES + rows["copy"]
    _, cluster = np.unique(key, return_inverse=True)
    widest = np.zeros(int(cluster.max(initial=-1)) + 1, dtype=np.int64)
    np.maximum.at(widest, cluster, copies)
    rows |= {"cluster": cluster, "story": (np.cumsum(widest) - widest)[cluster]}
    found = {name: np.repeat(column, copies) for name, column in rows.items()}
    found["nth"] = np.arange(len(found["act"])) - np.repeat(np.cumsum(copies) - copies, copies)
    found["story"] += found["nth"]
    return found


def _finished(chance: Chance, stage: Stage, acts: Acts, rows: Rows, media: Media) -> Events:
    inside = np.flatnonzero(rows["day"] < stage.days)
    order = inside[np.argsort(rows["day"][inside], kind="stable")]
    whole = {name: column[order] for name, column in rows.items()}
    blocs = media.blocs_of(stage.world)
    names = tuple(dict.fromkeys(name for bloc in blocs for name in bloc.publishers))
    told = {name: getattr(acts, name)[whole["act"]] for name in ("third", "part", "episode", "role")}
    mutual = acts.mutual[whole["act"]] & JOINT[whole["code"]]
    kept = {name: whole[name] for name in _KEPT}
    draw = chance.numbers(Purpose.PUBLISHER, whole["item"], whole["press"], whole["copy"] + _MOST_COPIES * whole["nth"])
    switched = np.zeros(len(order), dtype=np.bool_)
    if media.switch is not None:
        switched = whole["day"] >= stage.day(media.switch.on)
    publisher = _publishers(draw[0], switched, whole["bloc"], blocs, names)
    return Events(stage.world.actors, names, stage, publisher=publisher, mutual=mutual, **kept, **told)


def _publishers(draw: Floats, switched: Bools, bloc: Ints, blocs: tuple[PressBloc, ...], names: tuple[str, ...]
                ) -> Ints:  # fmt: skip
    """Publisher of each report: the first of a bloc leads, after a feed switch the last."""
    found = np.zeros(len(draw), dtype=np.int64)
    for number, press in enumerate(blocs):
        place = np.asarray([names.index(name) for name in press.publishers])
        lead = _LEAD ** np.arange(len(place))
        for after, weight in ((False, lead), (True, lead[::-1])):
            here = np.flatnonzero((bloc == number) & (switched == after))
            edge = np.cumsum(weight) / weight.sum()
            found[here] = place[np.minimum(np.searchsorted(edge, draw[here], side="right"), len(place) - 1)]
    return found
