"""The media layer: what newspapers and coding machines do to acts on the way to a data set. Every part can be off."""

from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from tertius.model import UsageError
from tertius.simulate.acts import Floats
from tertius.simulate.codes import ROOT_WEIGHTS, ROOTS
from tertius.simulate.world import World

_RATES = ("follow_up", "inversion", "root_error", "leaf_error", "actor_error", "place_error", "low_salience_kept")
_MOST_BURST = 0.9


@dataclass(frozen=True)
class PressBloc:
    """Publishers of one point of view.

    An act is covered with chance ``near`` when its source or target is in ``home``, else ``far``. ``country``
    (INT: none) and ``owner`` (state, private or wire) are those of all its publishers.
    """

    name: str
    publishers: tuple[str, ...]
    home: tuple[str, ...]
    near: float
    far: float
    country: str = "INT"
    owner: str = "private"

    def __post_init__(self) -> None:
        if not self.publishers or not 0.0 <= self.far <= 1.0 or not 0.0 <= self.near <= 1.0:
            raise UsageError(f"bloc {self.name} needs publishers and chances from 0 to 1")


@dataclass(frozen=True)
class FeedSwitch:
    """From ``on`` the feed delivers ``volume`` times the reports, and other publishers lead; nothing else changes."""

    on: date
    volume: float = 3.0


@dataclass(frozen=True)
class Media:
    """What the media do; the defaults are those of a busy machine-coded feed (methods 5.5).

    ``blocs`` None: one of each side of the first pair, one of the third parties, one international wire. ``growth`` is
    the volume at the end of the span against its start (1-5), ``noise`` the coefficient of variation of monthly volume,
    ``bursts`` the mean number of reports each report provokes (0-0.9), ``duplicates`` the mean number of copies of a
    story (1-6), ``follow_up`` the chance that an act is told again on one of the next two days. ``inversion`` is the
    chance that the bloc ``inverting`` (None: that of the first side) tells a hostile act of its own side as one of the
    victim. ``root_error`` and ``leaf_error`` are the chances that a story gets a code of another root, and any wrong
    code at all. ``actor_error`` and ``place_error`` are chances of a wrong actor and place, ``low_salience_kept`` the
    chance that a deed of material cooperation makes any news. Errors belong to a story; its copies repeat them.

    Raises:
        UsageError: A value lies outside its range.
    """

    blocs: tuple[PressBloc, ...] | None = None
    growth: float = 3.0
    noise: float = 0.3
    bursts: float = 0.3
    duplicates: float = 2.0
    follow_up: float = 0.3
    inversion: float = 0.2
    inverting: str | None = None
    root_error: float = 0.2
    leaf_error: float = 0.4
    actor_error: float = 0.05
    place_error: float = 0.1
    low_salience_kept: float = 0.3
    switch: FeedSwitch | None = None

    def __post_init__(self) -> None:
        for name in _RATES:
            if not 0.0 <= getattr(self, name) <= 1.0:
                raise UsageError(f"{name} {getattr(self, name)} lies outside 0 to 1")
        if self.leaf_error < self.root_error:
            raise UsageError(
                f"leaf_error {self.leaf_error} counts the {self.root_error} of wrong roots, so it is no less"
            )
        if self.growth <= 0 or self.noise < 0 or self.duplicates < 1 or not 0 <= self.bursts <= _MOST_BURST:
            raise UsageError("growth is above 0, noise at least 0, duplicates at least 1, bursts from 0 to 0.9")
        names = [bloc.name for bloc in self.blocs or ()]
        if twice := next((name for name in names if names.count(name) > 1), None):
            raise UsageError(f"bloc {twice} is named twice", hint="draws belong to the name of a bloc")
        if self.switch is not None and self.switch.volume <= 0:
            raise UsageError(f"volume {self.switch.volume} of the feed switch is not above 0")

    @classmethod
    def clean(cls) -> "Media":
        """One report of every act, by one wire, without error; change single parts with :meth:`but`."""
        wire = PressBloc("wire", ("World Wire",), (), 1.0, 1.0, "INT", "wire")
        return cls(blocs=(wire,), growth=1.0, noise=0.0, bursts=0.0, duplicates=1.0, follow_up=0.0, inversion=0.0,
                   root_error=0.0, leaf_error=0.0, actor_error=0.0, place_error=0.0, low_salience_kept=1.0)  # fmt: skip

    def but(self, **changes: object) -> "Media":
        """These media with some parts changed."""
        return replace(self, **changes)  # type: ignore[arg-type]

    def blocs_of(self, world: World) -> tuple[PressBloc, ...]:
        """The blocs, or those made for a world."""
        return default_blocs(world) if self.blocs is None else self.blocs

    def inverter(self, world: World) -> str | None:
        """Name of the bloc that inverts; None: it does not exist."""
        wanted = f"press of {world.pairs[0].a}" if self.inverting is None else self.inverting
        return next((bloc.name for bloc in self.blocs_of(world) if bloc.name == wanted), None)


def default_blocs(world: World) -> tuple[PressBloc, ...]:
    """One bloc of each side of the first pair with its camp, one of the third parties, one wire."""
    blocs = []
    for side in (world.pairs[0].a, world.pairs[0].b):
        friends = next((camp for camp in world.camps if side in camp), (side,))
        names = (f"{side} State Agency", f"{side} Tribune", f"{side} Evening Post")
        blocs.append(PressBloc(f"press of {side}", names, friends, 0.6, 0.15, side, "state"))
    thirds = PressBloc("third-party press", ("The Observer of Thirds", "Outside Review"), world.thirds, 0.4, 0.2)
    return (*blocs, thirds, PressBloc("wire", ("World Wire", "Global Dispatch"), (), 0.7, 0.7, "INT", "wire"))


def confusion(media: Media) -> Floats:
    """Row-stochastic chances that an act of one code is told as another, [C, C] in the order of ``CODE_LIST``.

    Wrong leaves of the right root are equally likely; wrong roots follow how often machine-coded news holds them.
    """
    roots = np.asarray(ROOTS)
    same = roots[:, None] == roots[None, :]
    siblings = np.maximum(same.sum(axis=1) - 1, 1)
    weight = code_weights()
    matrix = np.where(same, ((media.leaf_error - media.root_error) / siblings)[:, None], 0.0)
    outside = 1.0 - np.asarray([weight[roots == root].sum() for root in roots])
    matrix += np.where(same, 0.0, media.root_error * weight[None, :] / outside[:, None])
    np.fill_diagonal(matrix, 1.0 - media.leaf_error)
    return np.asarray(matrix)


def code_weights() -> Floats:
    """Share of each code in machine-coded news, equal within a root [C]."""
    roots = np.asarray(ROOTS)
    sizes = {root: int((roots == root).sum()) for root in ROOT_WEIGHTS}
    weight = np.asarray([ROOT_WEIGHTS[root] / sizes[root] for root in ROOTS], dtype=np.float64)
    return np.asarray(weight / weight.sum())
